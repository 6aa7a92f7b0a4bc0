"""What an element says of itself: its tag, class, id and style, boiled down to a few flags (and kept, they repeat).

Class names are those that Vietnamese portals and common CMSs use; a page whose classes say nothing is read all the
same, by its text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from lxml import etree

ZoneKind = Literal["", "nav", "breadcrumb", "pager", "header", "footer", "aside", "related", "tools", "hidden"]

BLOCK_TAGS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
SKIPPED_TAGS = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "canvas",
        "select",
        "option",
        "textarea",
        "button",
        "head",
        "title",
        "link",
        "meta",
        "map",
        "audio",
        "video",
        "input",
        "xml",
        "datalist",
        "frameset",
        "noframes",
    ]
)
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_BOLD_TAGS = frozenset({"b", "strong"})
_ITALIC_TAGS = frozenset({"i", "em", "cite"})

_START, _END = r"(?:^|[\s_-])", r"(?:$|[\s_-])"
_ZONES: tuple[tuple[ZoneKind, re.Pattern[str]], ...] = (
    (
        "breadcrumb",
        re.compile(
            rf"bread-?_?crumb|{_START}crumbs?{_END}|duong-?dan|site-?map-?path|nav-?path|you-?are-?here|pathway"
        ),
    ),
    (
        "pager",
        re.compile(
            rf"pagination|paging|{_START}pager|phan-?trang|page-?(?:numbers?|nav|ul|links?){_END}|wp-pagenavi|"
            rf"nv-?pagination"
        ),
    ),
    (
        "related",
        re.compile(
            r"related|relate-|lien_?-?quan|tin_?-?khac|(?:other|orther)_?-?(?:news|posts?|articles?|item)|"
            r"news_?-?(?:other|orther|relat)|"
            r"cung_?-?chuyen_?-?muc|(?:more|new|hot|top|latest|last|recent)_?-?(?:news|posts?|articles?)|newer|"
            r"tin_?-?(?:moi|cu|nong|hot|noi)|"
            r"doc_?-?nhieu|xem_?-?(?:nhieu|them)|most_?-?(?:read|view|popular)|popular|noi_?-?bat|suggest|recommend|"
            r"read-?more|post-navigation|"
            r"nav-links|bai-?viet-?khac|baivietkhac|tinlq"
        ),
    ),
    (
        "tools",
        re.compile(
            rf"comment|binh_?-?luan|rating|danh_?-?gia|{_START}votes?{_END}|share|social|addthis|{_START}fb[_-]|"
            rf"captcha|tool-?(?:bar|box|s{_END})|"
            rf"font-?size|co-?chu|{_START}tags?{_END}|tagcloud|keywords?{_END}|tu-?khoa|audio|tts{_END}|"
            rf"text-?to-?speech|feedback|gop-?y|print-?(?:btn|link|button|icon)"
        ),
    ),
    ("footer", re.compile(rf"footer|{_START}foot{_END}|copy-?right|chan-?trang|bottom-?(?:bar|menu|info)")),
    (
        "aside",
        re.compile(
            rf"side-?_?bar|{_START}aside|(?:right|left)-?_?(?:col|column|bar|panel|menu|block){_END}|"
            rf"col(?:umn)?-?_?(?:right|left){_END}|"
            rf"cot-?_?(?:phai|trai)|widget|quang-?_?cao|advert|{_START}(?:ads?|adv|qc){_END}|web-?links?|lien-?_?ket|"
            rf"marquee|{_START}poll|tham-?_?do|"
            rf"visitor|thong-?_?ke|counter|online|weather|thoi-?tiet|lich-?cong|login|{_START}search|tim-?kiem|popup|"
            rf"modal|cookie|off-?canvas|"
            rf"{_START}banner|hop-?_?(?:trich|tin{_END})|quote-?_?box|info-?_?box|slick|owl-|carousel|"
            rf"swiper|slider"
        ),
    ),
    (
        "nav",
        re.compile(
            rf"{_START}nav(?:bar|igation)?{_END}|navbar|{_START}(?:main|top|mega|sub|side|left|right|"
            rf"mobile)?-?_?menu|menu{_END}|skip-?link"
        ),
    ),
    (
        "header",
        re.compile(
            r"^(?:site|page-?top|top|main)?[-_]?header(?:[-_](?:top|main|wrapper|area))?$|masthead|top-?bar|"
            r"topheader|logo"
        ),
    ),
)
_SEMANTIC: dict[str, ZoneKind] = {"nav": "nav", "footer": "footer", "aside": "aside"}
_ROLES: dict[str, ZoneKind] = {
    "navigation": "nav", "banner": "header", "contentinfo": "footer", "complementary": "aside", "search": "aside",
    "dialog": "aside",
}  # fmt: skip
_CAPTION = re.compile(
    r"(?:fig|img|image|photo|pic|p|photocms_?)?-?_?caption|chu-?_?thich|(?:image|img|photo|picture|"
    r"anh)-?_?(?:desc\w*|note|title|info)|"
    r"(?:desc|note|ghichu|mota)-?_?(?:img|image|photo|anh)"
)
_BODY = re.compile(
    r"article-?_?(?:body|content|detail|text)|(?:news|post|entry|detail|main|content|journal|blog|bai-?viet|tin|"
    r"chi-?tiet)-?_?(?:body\w*|content|detail|text|html)|"
    r"(?:content|body|detail|noi-?_?dung|noidung)-?_?(?:news|detail|article|post|tin|chi-?tiet|bai-?viet|html|body|"
    r"main)?|noi-?_?dung|chi-?_?tiet|the-?content|fck|ckeditor|"
    r"bodytext|divarticle\w*|divnews\w*|journal-content-article|field--name-body|rich-?text|news_?detail|detail"
)
_LEAD = re.compile(
    r"sapo|home-?text|lead|summary|gioi-?_?thieu|trich-?_?(?:dan|yeu)?|tom-?_?tat|chapeau|intro(?:text|duction)?|"
    r"phead|abstract|excerpt|"
    r"(?:news|article|post|content|detail|short|item|tin|bai|sub)?-?_?(?:desc|description|desciption|mota|mo-?ta)|"
    r"news-?des|headline-?desc|subtitle|sub-?title|standfirst"
)
_TITLE = re.compile(
    r"(?:news|article|post|entry|detail|content|main|p|tin|bai)?-?_?(?:title|tieu-?_?de|headline|"
    r"heading)(?:-?_?(?:news|article|post|detail|tin|bai|main|page|\d+))?"
)
_AUTHOR = re.compile(
    r"(?:p|news|article|post)?-?_?(?:author|tac-?_?gia|byline|writer|but-?danh|nguoi-?viet)(?:-?_?name)?"
)
_SOURCE = re.compile(r"(?:p|news|article|post)?-?_?(?:source|nguon(?:-?_?tin)?|pnnguontin)")
_DATE = re.compile(r"date|time|ngay|thoi-?gian|published|posted|meta|stamp|info")
_HIDDEN = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden")
# Whole names only: Drupal's "field-label-hidden" hides a label, Bootstrap's "d-none d-md-block" only small screens.
_HIDDEN_CLASS = re.compile(
    r"(?:^|\s)(?:hidden|hide|d-none(?!.{0,60}\bd-(?:sm|md|lg|xl|xxl)-\w)|sr-only|visually-hidden|screen-reader-text|"
    r"visuallyhidden)(?=$|\s)"
)
_SMALL_FONT = re.compile(
    r"font-size\s{0,3}:\s{0,3}(?:[1-9]|1[01])(?:\.\d+)?(?:px|pt)|font-size\s{0,3}:\s{0,3}(?:x-)?small|"
    r"font-size\s{0,3}:\s{0,3}(?:[5-8]\d%|0?\.[5-8]\d*em)"
)


_GALLERY = re.compile(r"slick|owl-|carousel|swiper|slider|gallery")


def is_gallery(element: etree._Element) -> bool:
    """Tell whether an element is a slider of pictures; inside an article it is a part of it."""
    return _GALLERY.search(names_of(element).lower()) is not None


class Hint(NamedTuple):
    """What class and id of an element say it is."""

    zone: ZoneKind = ""
    caption: bool = False
    body: bool = False
    lead: bool = False
    title: bool = False
    author: bool = False
    source: bool = False
    date: bool = False


class Look(NamedTuple):
    """What style, ``align`` and alignment classes say an element looks like."""

    align: str = ""
    bold: bool = False
    italic: bool = False
    small: bool = False
    hidden: bool = False


NO_HINT, NO_LOOK = Hint(), Look()


@lru_cache(maxsize=4_096)
def hint_of_names(names: str) -> Hint:
    """Return what the class and id names of an element (one string, spaces between) say it is."""
    lowered = names.lower()
    tokens = lowered.split()
    zone: ZoneKind = ""
    for kind, pattern in _ZONES:
        if any(pattern.search(token) for token in tokens):
            zone = kind
            break

    def has(pattern: re.Pattern[str]) -> bool:
        return any(pattern.fullmatch(token) for token in tokens)

    date = any(_DATE.search(token) for token in tokens)
    # SharePoint ids name the server control ("..._Comments_..."); a class that says lead knows better.
    if zone == "tools" and has(_LEAD):
        zone = ""
    return Hint(zone, has(_CAPTION), has(_BODY), has(_LEAD), has(_TITLE), has(_AUTHOR), has(_SOURCE), date)


@lru_cache(maxsize=4_096)
def _look_of(style: str, align: str, names: str) -> Look:
    lowered = style.lower().replace(" ", "")
    classes = names.lower()
    side = align.lower()
    for name in ("center", "right"):
        if f"text-align:{name}" in lowered or f"text-{name}" in classes or f"align-{name}" in classes:
            side = name
    return Look(
        side if side in {"center", "right"} else "",
        "font-weight:bold" in lowered or "font-weight:700" in lowered or "font-weight:600" in lowered,
        "font-style:italic" in lowered,
        _SMALL_FONT.search(lowered) is not None,
        _HIDDEN.search(lowered) is not None or _HIDDEN_CLASS.search(classes) is not None,
    )


def names_of(element: etree._Element) -> str:
    """Return class and id of an element as one string."""
    names = element.get("class") or ""
    identifier = element.get("id")
    return f"{names} {identifier}" if identifier else names


def hint(element: etree._Element) -> Hint:
    """Return what class, id, role and tag of an element say it is."""
    names = names_of(element)
    found = hint_of_names(names) if names else NO_HINT
    tag = str(element.tag)
    zone = _SEMANTIC.get(tag) or _ROLES.get(element.get("role") or "", "")
    if zone and found.zone not in {"breadcrumb", "pager", "related"}:
        found = found._replace(zone=zone)
    elif tag in {"body", "html", "main", "article"} and found.zone:
        found = found._replace(zone="")
    if tag == "figcaption":
        found = found._replace(caption=True)
    return found


def look(element: etree._Element) -> Look:
    """Return what an element looks like by tag, style, ``align`` and class."""
    style, align, names = element.get("style"), element.get("align"), element.get("class")
    found = _look_of(style or "", align or "", names or "") if style or align or names else NO_LOOK
    tag = element.tag
    if tag in _BOLD_TAGS:
        return found._replace(bold=True)
    if tag in _ITALIC_TAGS:
        return found._replace(italic=True)
    if tag == "center":
        return found._replace(align="center")
    if tag == "small":
        return found._replace(small=True)
    return found
