"""What an address is by its spelling: a page, a file, an action, another view of a page, a further page of a list.

None of this decides alone whether something is an article; it says what is no page at all, and what can wait.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

from scraper.address_traits import MAX_URL_LENGTH
from scraper.machine_lists import expected_kind
from scraper.patterns import regex
from scraper.vietnamese import fold

_LONGEST_LABEL = 40  # characters of a link's text
_FILES = regex(
    r"\.(?:jpe?g|png|gif|webp|svg|ico|bmp|tiff?|css|js|json|woff2?|ttf|eot|mp[34]|m4[av]|avi|wmv|flv|mov|webm|wav|"
    r"zip|rar|7z|gz|tar|exe|msi|apk|pdf|docx?|xlsx?|pptx?|odt|ods|rtf|txt|csv|xml|xsl|webmanifest)$",
    re.IGNORECASE,
)
# Scripts that hand out a file: DNN's LinkClick.aspx (with ``fileticket``, or as the way to another host), and those
# that are called after what they do.
_HANDLERS = regex(
    r"/linkclick\.aspx\?(?:[^#]{0,300}&)?(?:fileticket=|link=https?(?::|%3a))|"
    r"/(?:get|down|view)?-?_?(?:down-?load|file|tai-?ve|tai-?file)(?:-?_?(?:file|handler|tep))?\.(?:as[hp]x|php)\?",
    re.IGNORECASE,
)
_DOING = (
    r"(?:(?:log|sign)_?(?:in|out)|login\w{0,12}|logout|register|dang-?(?:nhap|ky|xuat)|(?:adv)?search|tim-?kiem|"
    r"(?:post_?|add_?|reply_?|new_?)?(?:comment|reply|binh-?luan)|vote|poll|rate|rating|like|share|subscribe|"
    r"edit|add|create|delete|remove|save|download|upload|lost_?password|captcha|refresh)"
)
# Drupal's own (node/12, taxonomy/term/3), and a path's names of letters, digits and hyphens with at least two parts.
_PATH_IN_QUERY = r"(?:[\w.-]{1,100}(?:/|%2f)[\w./%-]{1,300}|[a-z0-9]{1,30}(?:-[a-z0-9]{1,30}){1,30})(?:&|$)"
_ACTIONS = regex(
    r"/(?:wp-admin|wp-login\.php|wp-json|xmlrpc\.php|login|logout|dang-nhap|dang-ky|signin|signup|register|cart)"
    r"(?:[/.?]|$)|[?&](?:s|keyword|keywords|tukhoa|tu-khoa|search|replytocom|share)=|[?&]ctl=login\b|"
    # What a module of a PHP portal is asked to do; to view and to list are done so too.
    rf"[?&](?:action|act|do|op|task|func|cmd)={_DOING}(?:&|$)|"
    # A search, or a path where Drupal's addresses are not rewritten (``?q=node/12``).
    rf"[?&]q=(?!{_PATH_IN_QUERY})|[?&]q=(?:search|user|admin|comment|contact|forward|print\w{{0,9}})(?:/|&|$)|"
    r"/(?:search|tim-kiem|timkiem)(?:[/.?]|$)|"
    # Plone's views and forms (``@@search?Subject:list=...``), and a language chosen for what comes next.
    # Drupal's forms: who comments or signs in is sent back to where he came from.
    r"/comment/reply/|[?&]destination=|/user/(?:login|register|password)(?:[/?]|$)|"
    r"/@@|/(?:sendto_form|login_form|mail_password_form|contact-info|accessibility-info|search_form)(?:[/?]|$)|"
    r"[?&]set_language=",
    re.IGNORECASE,
)
# Other renderings of a page that has an address of its own: for print, for sending, for small screens, in a frame; and
# a page that shows one picture of an article (WordPress' attachments, Plone's pictures).
_VIEW_NAME = (
    r"(?:print|printer|printview|print-?(?:page|news|article|friendly|preview)|printable|inbai(?:viet)?|intin|"
    r"in-(?:tin|bai|bai-?viet|tin-?tuc|trang|noi-?dung|van-?ban)|trang-in|ban-in|xem-ban-in|savefile|"
    r"(?:to|print|export|xuat|view|xem|tai)-?pdf|"
    r"send-?(?:e?mail|to-?friend|friend)|mailto|e?mail-?(?:friend|article)|tell-?a?-?friend|gui-?(?:e?mail|mail|ban-?be))"
)
_VIEW = regex(
    rf"/{_VIEW_NAME}(?:[/?]|\.(?:aspx?|php|html?|jsp)(?:[/?]|$)|$)|/(?:print|savefile|sendmail|trang-in|in-trang|ban-in)-\d|"
    # A rendering as PDF names what it renders, before or after: a page called "pdf" may be any.
    r"/pdf/(?:node/)?\d|(?<!/)/(?=[^/?]{0,200}[\d_-])[^/?]{1,200}/pdf/?$|"
    r"/(?:trackback|embed|amp)/?$|"
    rf"[?&][a-z_]{{1,30}}=(?:{_VIEW_NAME}|pdf|amp|popup|pop_up)(?:&|$)|[?&](?:is)?print(?:able|er|view|mode)?=(?:1|true|yes)\b|"
    r"[?&]attachment_id=\d|/attachment/[^/?]{1,300}/?$|"
    r"\.(?:jpe?g|png|gif|webp|svg|bmp|tiff?|mp[34])/(?:view|image_view_fullscreen)/?$",
    re.IGNORECASE,
)
# What a link to such a rendering reads as, folded.
_VIEW_LABEL = regex(
    r"(?:xem )?(?:in|ban in|in (?:bai|bai viet|tin|tin nay|bai nay|bai viet nay|trang|trang nay|noi dung)|may in|"
    r"print(?: (?:this )?(?:page|article))?|(?:gui|chia se)(?: bai(?: viet)?)?(?: qua| bang)? e?-?mail|"
    r"gui (?:mail|cho ban be|ban be|bai viet)|e?-?mail|send (?:to friend|e?-?mail)|luu bai viet|tai ban in|"
    r"(?:(?:xuat|tai|luu|xem|in|ban|tai ve|xuat ra)(?: file| ban| dang)? )?(?:pdf|word)|(?:doc )?che do doc|doc doc|"
    r"(?:gui |viet |them )?(?:binh luan|phan hoi)(?: moi)?|add (?:new )?comment|reply)",
)
_FURTHER_PAGE = regex(
    r"[?&](?:page|p|pageindex|paged|trang|_?\w{0,120}_cur|start|limitstart|offset|pg|currentpage|page_?no|"
    r"b_start(?::int|%3aint)?)=\d+|/(?:page|trang|p)[-/]\d+|/\d{1,4}\.html?$",
    re.IGNORECASE,
)
# Lists that gather what other lists have: by keyword, by author, by day, in another order; and what has no articles of
# its own: calendars of work, and the modules for citizens' questions, polls, albums and films that portals come with.
_SCHEDULE = r"lich(?:-?(?:cong-?tac|lam-?viec|tiep-?dan|tuan|hop|truc|ngay|thang|su-?kien))?"
_MODULE = (
    r"(?:hoi-?dap(?:-?(?:phap-?luat|truc-?tuyen))?|cau-?hoi|faqs?|q-?and-?a|tham-?do(?:-?y-?kien)?|binh-?chon|polls?|"
    r"thu-?vien-?(?:anh|hinh-?anh|video|da-?phuong-?tien|media)|albums?|(?:photo-?|image-?)?galler(?:y|ies)|"
    r"photos?|videos?|video-?clips?)"
)
_GATHERED = regex(
    rf"/{_MODULE}(?:[/?]|\.(?:aspx?|php|html?|jsp)\b|$)|"
    r"[?&/](?:album|photo|video|gallery|question|cau-?hoi|hoi-?dap|poll)_?(?:id|code)[=/]|"
    r"[/-]lich-?(?:cong-?tac|lam-?viec|tiep-?(?:cong-?)?dan|tuan)\b|/calendar\b|"
    rf"/{_SCHEDULE}\.(?:aspx?|php|html?|jsp)\b|[?&]\w{{1,20}}=(?:{_SCHEDULE}|calendar)(?:&|$)|"
    r"[?&](?:ngay|date|day|thang|month|nam|year|y|tungay|denngay|archivedate)=\d|"
    r"/(?:tags?|tu-khoa|keywords?|author|tac-gia|nguoi-dang|label|chu-de-tag|archives?|luu-tru)/|"
    r"[?&]m=\d{4,6}(?:&|$)|[?&](?:tag|author|label|sort\w{0,9}|order\w{0,9}|sap-?xep|kieu-?xem|filter\w{0,9})=|"
    r"/itemlist/(?:tag|user|date)/|/(?:19|20)\d\d/(?:0?[1-9]|1[0-2])(?:/[0-3]?\d)?/?$|"
    r"/(?:19|20)\d\d-(?:0?[1-9]|1[0-2])(?:-[0-3]?\d)?/?$|/[0-3]?\d-(?:0?[1-9]|1[0-2])-(?:19|20)\d\d/?$|"
    r"/[\w-]{0,60}(?:luu-tru|archives?)[\w-]{0,60}/(?:19|20)\d\d[/-]?(?:0?[1-9]|1[0-2])/?$",
    re.IGNORECASE,
)


def is_no_page(url: str) -> bool:
    """Tell whether an address is no loss: a picture, a file, a form, another view of a page. Feeds are told apart.

    One too long to be asked for (:func:`scraper.address_traits.trap`) is left to be cut with its reason.
    """
    if len(url) > MAX_URL_LENGTH:
        return False
    path = urlsplit(url).path
    if _ACTIONS.search(url) or _VIEW.search(url) or _HANDLERS.search(url):
        return True
    return bool(_FILES.search(path)) and expected_kind(url) is None


def is_view_label(text: str) -> bool:
    """Tell whether a link reads as one to another rendering of the page it stands on ("In bài viết", "Gửi email")."""
    return len(text) < _LONGEST_LABEL and _names_view(text)


@lru_cache(maxsize=4_096)  # the words of a portal's menu stand on every one of its pages
def _names_view(text: str) -> bool:
    return _VIEW_LABEL.fullmatch(fold(text).strip(" .:›»|[]()")) is not None


def is_further_page(url: str) -> bool:
    """Tell whether an address reads as a further page of a list (``?page=3``, ``/trang-3.html``, ``_cur=3``)."""
    return len(url) <= MAX_URL_LENGTH and bool(_FURTHER_PAGE.search(url))


def gathers_others(url: str) -> bool:
    """Tell whether an address reads as a list of what stands in other lists too: a keyword, an author, a month."""
    return len(url) <= MAX_URL_LENGTH and bool(_GATHERED.search(url))
