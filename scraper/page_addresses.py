"""What an address is by its spelling: a page, a file, an action, another view of a page, a further page of a list.

None of this decides alone whether something is an article; it says what is no page at all, and what can wait.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from scraper.machine_lists import expected_kind

_FILES = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|ico|bmp|tiff?|css|js|json|woff2?|ttf|eot|mp[34]|m4[av]|avi|wmv|flv|mov|webm|wav|"
    r"zip|rar|7z|gz|tar|exe|msi|apk|pdf|docx?|xlsx?|pptx?|odt|ods|rtf|txt|csv|xml|xsl|webmanifest)$",
    re.IGNORECASE,
)
_ACTIONS = re.compile(
    r"/(?:wp-admin|wp-login\.php|wp-json|xmlrpc\.php|login|logout|dang-nhap|dang-ky|signin|signup|register|cart)"
    r"(?:[/.?]|$)|[?&](?:s|q|keyword|keywords|tukhoa|tu-khoa|search|replytocom|share|action)=|[?&]ctl=login\b|"
    r"/(?:search|tim-kiem|timkiem)(?:[/.?]|$)",
    re.IGNORECASE,
)
# Other renderings of a page that has an address of its own: for print, for sending, for small screens, in a frame.
_VIEW = re.compile(
    r"/(?:print|savefile|sendmail|trang-in|in-trang|ban-in)[/-]|/print\.aspx|/(?:trackback|embed|amp)/?$|"
    r"[?&](?:view|layout|format|task|mode)=(?:print|pdf|email|mailto|amp|popup)\b|[?&]output=(?:print|pdf|amp)\b",
    re.IGNORECASE,
)
_FURTHER_PAGE = re.compile(
    r"[?&](?:page|p|pageindex|paged|trang|_?\w{0,120}_cur|start|limitstart|offset|pg|currentpage|page_?no)=\d+|"
    r"/(?:page|trang|p)[-/]\d+|/\d{1,4}\.html?$",
    re.IGNORECASE,
)
# Lists that gather what other lists have: by keyword, by author, by day, in another order; and calendars of work, which
# have no articles.
_GATHERED = re.compile(
    r"[/-]lich-?(?:cong-?tac|lam-?viec|tiep-?(?:cong-?)?dan|tuan)\b|/calendar\b|"
    r"/(?:tags?|tu-khoa|keywords?|author|tac-gia|nguoi-dang|label|chu-de-tag|archives?|luu-tru)/|"
    r"[?&]m=\d{4,6}(?:&|$)|[?&](?:tag|author|label|sort\w{0,9}|order\w{0,9}|sap-?xep|kieu-?xem|filter\w{0,9})=|/(?:19|20)\d\d/(?:0[1-9]|1[0-2])/?$|/(?:19|20)\d\d/(?:0[1-9]|1[0-2])/[0-3]\d/?$",
    re.IGNORECASE,
)


def is_no_page(url: str) -> bool:
    """Tell whether an address is no loss: a picture, a file, a form, another view of a page. Feeds are told apart."""
    path = urlsplit(url).path
    if _ACTIONS.search(url) or _VIEW.search(url):
        return True
    return bool(_FILES.search(path)) and expected_kind(url) is None


def is_further_page(url: str) -> bool:
    """Tell whether an address reads as a further page of a list (``?page=3``, ``/trang-3.html``, ``_cur=3``)."""
    return bool(_FURTHER_PAGE.search(url))


def gathers_others(url: str) -> bool:
    """Tell whether an address reads as a list of what stands in other lists too: a keyword, an author, a month."""
    return bool(_GATHERED.search(url))
