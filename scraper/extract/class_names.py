"""What class names and ids say an element is.

Class names are those that Vietnamese portals and common CMSs use; a page whose classes say nothing is read all the
same, by its text. A class attribute is read name by name, and what a name says is kept: a portal's pages repeat them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from scraper.patterns import regex

if TYPE_CHECKING:
    import re

ZoneKind = Literal["", "nav", "breadcrumb", "pager", "header", "footer", "aside", "related", "tools", "hidden"]

_START, _END = r"(?:^|[\s_-])", r"(?:$|[\s_-])"
_ZONES: tuple[tuple[ZoneKind, re.Pattern[str]], ...] = (
    (
        "breadcrumb",
        regex(rf"bread-?_?crumb|{_START}crumbs?{_END}|duong-?dan|site-?map-?path|nav-?path|you-?are-?here|pathway"),
    ),
    (
        "pager",
        regex(
            rf"pagination|paging|{_START}pager|phan-?trang|page-?(?:numbers?|nav|ul|links?){_END}|wp-pagenavi|"
            rf"nv-?pagination"
        ),
    ),
    (
        "related",
        regex(
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
        regex(
            rf"comment|binh_?-?luan|rating|danh_?-?gia|{_START}votes?{_END}|share|social|addthis|{_START}fb[_-]|"
            rf"captcha|{_START}(?:cta\d?|call-?to-?action){_END}|tool-?(?:bar|box|s{_END})|"
            rf"font-?size|co-?chu|{_START}tags?{_END}|tagcloud|keywords?{_END}|tu-?khoa|audio|tts{_END}|"
            rf"text-?to-?speech|feedback|gop-?y|print-?(?:btn|link|button|icon)|"
            # The foot of an article, not of the page: tags, counters, the day of the last edit.
            rf"(?:entry|post|article|item|content|news|node|card|panel)-?_?(?:content)?-?_?footer"
        ),
    ),
    ("footer", regex(rf"footer|{_START}foot{_END}|copy-?right|chan-?trang|bottom-?(?:bar|menu|info)")),
    (
        "aside",
        regex(
            rf"side-?_?bar|{_START}aside|(?:right|left)-?_?(?:col|column|bar|panel|menu|block){_END}|"
            rf"col(?:umn)?-?_?(?:right|left){_END}|"
            rf"cot-?_?(?:phai|trai)|(?<!elementor-)widget|quang-?_?cao|advert|{_START}(?:ads?|adv|qc){_END}|web-?links?|lien-?_?ket|"
            rf"marquee|{_START}poll|tham-?_?do|"
            rf"visitor|thong-?_?ke|counter|online|weather|thoi-?tiet|lich-?cong|login|{_START}search|tim-?kiem|popup|"
            rf"modal|cookie|off-?canvas|"
            rf"{_START}banner|hop-?_?(?:trich|tin{_END})|quote-?_?box|info-?_?box|slick|owl-|carousel|"
            rf"swiper|slider"
        ),
    ),
    (
        "nav",
        regex(
            rf"{_START}nav(?:bar|igation)?{_END}|navbar|{_START}(?:main|top|mega|sub|side|left|right|"
            rf"mobile)?-?_?menu|menu{_END}|skip-?link"
        ),
    ),
    (
        "header",
        regex(
            r"^(?:site|page-?top|top|main)?[-_]?header(?:[-_](?:top|main|wrapper|area))?$|masthead|top-?bar|"
            r"topheader|logo"
        ),
    ),
)
_CAPTION = regex(
    r"(?:fig|figure|img|image|photo|pic|picture|media|thumb|gallery|p|photocms_?)?-?_?caption|chu-?_?thich|"
    r"(?:fig|img|image|photo|pic|anh|hinh)-?_?cap|"
    # "wp-caption" alone is the box around picture and words.
    r"(?:wp|fig|figure|img|image|photo|pic|picture|media)?-?_?caption-?_?(?:text|title|content)|(?:image|img|photo|picture|"
    r"anh)-?_?(?:desc\w*|note|title|info)|"
    r"(?:desc|note|ghichu|mota)-?_?(?:img|image|photo|anh)"
)
_BODY = regex(
    r"article-?_?(?:body|content|detail|text)|(?:news|post|entry|detail|main|content|journal|blog|bai-?viet|tin|"
    r"chi-?tiet)-?_?(?:body\w*|content|detail|text|html)|"
    r"(?:content|body|detail|noi-?_?dung|noidung)-?_?(?:news|detail|article|post|tin|chi-?tiet|bai-?viet|html|body|"
    r"main)?|noi-?_?dung|chi-?_?tiet|the-?content|fck|ckeditor|"
    r"bodytext|divarticle\w*|divnews\w*|journal-content-article|field--name-body|rich-?text|news_?detail|detail"
)
_LEAD = regex(
    r"sapo|home-?text|(?:(?:news|article|post|content|detail|entry|tin|bai)-?_?)?lead|summary|gioi-?_?thieu|trich-?_?(?:dan|yeu)?|tom-?_?tat|chapeau|intro(?:text|duction)?|"
    r"phead|abstract|excerpt|"
    r"(?:news|article|post|content|detail|short|item|tin|bai|sub)?-?_?(?:desc|description|desciption|mota|mo-?ta)|"
    r"news-?des|headline-?desc|subtitle|sub-?title|standfirst"
)
_TITLE = regex(
    r"(?:(?:news|article|post|entry|detail|content|main|tin|bai)?-?_?|(?!no)[a-z]{1,2}[-_]?)(?:title|tieu-?_?de|headline|"
    r"heading)(?:-?_?(?:news|article|post|detail|tin|bai|main|page|\d+))?"
)
_AUTHOR = regex(
    r"(?:p|news|article|post|detail|entry|meta|item|blog|content)?-?_?(?:author|tac-?_?gia|byline|writer|but-?danh|"
    r"nguoi-?viet|created-?by|posted-?by|signature|sc-sign|sign|ky-?ten)(?:-?_?(?:box-?_?)?name)?"
)
_SOURCE = regex(r"(?:p|news|article|post)?-?_?(?:source|nguon(?:-?_?tin)?|pnnguontin)")
_DATE = regex(r"date|time|ngay|thoi-?gian|published|posted|meta|stamp|info")

# WordPress' blocks name the look of a text so ("has-large-font-size"), which is no button for it.
_LOOK = regex(r"has-[\w-]{1,60}-(?:font-(?:size|family)|color|background)")
_GALLERY = regex(r"slick|owl-|carousel|swiper|slider|gallery")


class Hint(NamedTuple):
    """What the class names of the elements around a text say it is."""

    caption: bool = False
    body: bool = False
    lead: bool = False
    title: bool = False
    author: bool = False
    source: bool = False
    date: bool = False


NO_HINT = Hint()
CAPTION, BODY, LEAD, TITLE, AUTHOR, SOURCE, DATE = (1 << place for place in range(7))
_WHOLE_NAMES = (
    (CAPTION, _CAPTION),
    (BODY, _BODY),
    (LEAD, _LEAD),
    (TITLE, _TITLE),
    (AUTHOR, _AUTHOR),
    (SOURCE, _SOURCE),
)
_NO_ZONE = len(_ZONES)
_NUMBER = regex(r"\d+")
_MOST_NAMES = 50  # of one element that are looked at
_LONGEST_NAME = 120  # characters; a longer one is data that a script keeps there


class Said(NamedTuple):
    """What the names of one element say: the kind of furniture it is, the bits of its :class:`Hint`, a slider."""

    zone: ZoneKind = ""
    bits: int = 0
    gallery: bool = False


@lru_cache(maxsize=128)
def hint_of_bits(bits: int) -> Hint:
    """Return the flags that stand for the bits :data:`CAPTION` to :data:`DATE`."""
    return Hint(*(bool(bits >> place & 1) for place in range(7)))


@lru_cache(maxsize=4_096)
def said_by(names: str) -> Said:
    """Return what the class and id names of an element (one string, spaces between) say it is."""
    rank, bits, gallery = _NO_ZONE, 0, False
    for name in names.lower().split(maxsplit=_MOST_NAMES)[:_MOST_NAMES]:
        if len(name) > _LONGEST_NAME:
            continue
        own_rank, own_bits, own_gallery = _said_by_name(_NUMBER.sub("0", name))  # none of the patterns names a number
        rank = min(rank, own_rank)
        bits |= own_bits
        gallery = gallery or own_gallery
    zone: ZoneKind = _ZONES[rank][0] if rank < _NO_ZONE else ""
    # SharePoint ids name the server control ("..._Comments_..."); a class that says lead knows better;
    # so does one that says caption, where a page builder calls each part of a text a widget ("widget-image-caption").
    if (zone == "tools" and bits & LEAD) or (zone == "aside" and bits & CAPTION):
        zone = ""
    return Said(zone, bits, gallery)


@lru_cache(maxsize=8_192)
def _said_by_name(name: str) -> tuple[int, int, bool]:
    """Return the place in :data:`_ZONES` of what one name says, the bits of its hint, and whether it names a slider."""
    if _LOOK.fullmatch(name):
        return _NO_ZONE, 0, False
    rank = next((rank for rank, (_, pattern) in enumerate(_ZONES) if pattern.search(name)), _NO_ZONE)
    bits = sum(bit for bit, pattern in _WHOLE_NAMES if pattern.fullmatch(name))
    if _DATE.search(name):
        bits |= DATE
    return rank, bits, _GALLERY.search(name) is not None
