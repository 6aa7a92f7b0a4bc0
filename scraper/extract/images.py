"""Pictures: their address wherever a lazy loader hides it, and which of them are only decoration."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from scraper.canonical import resolved_reference
from scraper.items import Image
from scraper.patterns import regex
from scraper.vietnamese import collapse, fold_tone

if TYPE_CHECKING:
    from lxml import etree

# Where lazy loaders keep the address, most specific first; ``src`` then holds a placeholder.
_LAZY = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-lazy",
    "data-url",
    "data-image",
    "data-echo",
    "data-original-src",
)
_LONGEST_ADDRESS = 1_000  # characters of an address that are looked at
_PLACEHOLDER = regex(
    r"(?:^|/)(?:blank|spacer|pixel|lazy\w*|loading|loader|placeholder|transparent|grey|1x1|no-?image|"
    r"default-?image)[\w-]*\.(?:gif|png|svg|jpe?g)",
    re.IGNORECASE,
)
_DECORATION = regex(
    r"(?:^|[/_.-])(?:icons?|ic|arr|logo|emoticons?|emoji|smil(?:ey|ies)|banner|sprite|bullet|arrow|btn|button|avatar|rss|"
    r"print|email|facebook|zalo|twitter|"
    r"youtube|star|captcha|favicon|pdf|docx?|xlsx?|word|excel|zip|rar|attach(?:ment)?|download|quoc-?huy|counter|new(?=\.gif)|share|share-\w+|file-?types?)s?(?=[/_.-]|\d*\.)|"
    r"/(?:themes?|templates?|skins?|layouts?)/|"
    r"/modules/|/media/system/|fileicon|/images/(?:next|prev|top|home|search)\.",
    re.IGNORECASE,
)
_SAYS_BUTTON = regex(r"(?:qr[ -]?code|email|e-mail|in|print|pdf|rss|facebook|zalo|twitter|logo|banner)", re.IGNORECASE)
_LONGEST_CLASS = 400  # characters
_EXACT_ICON = regex(r"\bicon|emoji|smiley|avatar|logo", re.IGNORECASE)
# What an icon beside a fact says in its alternative text: the fact's label.
_LABEL = regex(
    r"(?:số )?lượt (?:xem|đọc)|ngày (?:đăng|xuất bản|cập nhật)|tác giả|người (?:đăng|viết)|nguồn(?: tin)?|"
    r"chuyên mục|danh mục|bình luận"
)
# Where viewers of pictures keep the words they show under one; the second holds mark-up at times.
_NOTES = ("data-caption", "data-sub-html", "data-title")
_RESIZER = regex(r"/_(?:next|vercel)/image/?$")
# A letter first: dots alone would be held against every ending.
_PICTURE_FILE = regex(r"\.(?=[a-z])(?:jpe?g|png|gif|webp|bmp)(?:$|[?#])", re.IGNORECASE)
_NUMBER = regex(r"\d{1,4}")
_MIN_SIDE = 60  # pixels; smaller pictures are icons
_LONGEST_MARK = 3  # characters of an alternative text that stands for an arrow (">")
_MIN_INLINE = 2_000  # characters of inline data; less is a placeholder or an icon


def picture(element: etree._Element, base_url: str) -> Image | None:
    """Return the picture of an ``<img>``, ``None`` where it has no usable address or is an icon.

    Args:
        element: the ``<img>``.
        base_url: the page's address, which relative addresses are relative to.
    """
    reference = picture_reference(element)
    if reference is None:
        return None
    source = resolved_reference(base_url, reference)
    if source is None or is_decoration(element, source):
        return None
    alt = collapse(element.get("alt") or "") or collapse(element.get("title") or "")
    return Image(source, alt or None)


def picture_reference(element: etree._Element) -> str | None:
    """Return the address of the picture of an ``<img>`` as the page writes it, ``None`` where it has no usable one."""
    address = _address(element)
    return None if address is None else _unwrapped(address)


def _unwrapped(address: str) -> str:
    """Return the address of the picture that a script framework's resizing service is asked for (Next.js, Nuxt)."""
    if "/image" not in address:
        return address
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    if not _RESIZER.search(parts.path):
        return address
    asked = parse_qs(parts.query).get("url") or [""]
    return asked[0] if asked[0].startswith(("/", "http://", "https://")) else address


def is_picture_file(href: str | None) -> bool:
    """Tell whether an address, as written, is a picture's file."""
    return href is not None and _PICTURE_FILE.search(href) is not None


def is_inline_picture(element: etree._Element) -> bool:
    """Tell whether an ``<img>`` holds a whole picture as data, as pasted from Word: it may have a caption."""
    source = element.get("src") or ""
    return len(source) >= _MIN_INLINE and source.startswith("data:image/") and not is_decoration(element, "")


def icon_label(element: etree._Element) -> str | None:
    """Return the label that an icon stands for ("Lượt xem"), ``None`` where it is decoration or the page prints one."""
    alt = collapse(element.get("alt") or element.get("title") or "")
    label = fold_tone(alt)
    if not _LABEL.fullmatch(label):
        return None
    following = element.getnext()
    beside = (element.tail or "").strip() or ("".join(following.itertext()) if following is not None else "")
    return None if fold_tone(collapse(beside)).startswith(label) else alt


def viewer_note(element: etree._Element, link: etree._Element | None) -> str | None:
    """Return the words that a viewer of pictures (a lightbox) shows under one.

    Args:
        element: the ``<img>``.
        link: the ``<a>`` around it; its title is the viewer's where it leads to the picture's file.
    """
    if "caption" in (element.get("class") or "").split():  # Joomla's script prints the title of such a picture under it
        return collapse(element.get("title") or "") or None
    for node in (element, link):
        for name in _NOTES if node is not None else ():
            words = node.get(name)  # type: ignore[union-attr]
            if words and "<" not in words:
                return collapse(words) or None
    if link is not None and _PICTURE_FILE.search(link.get("href") or ""):
        return collapse(link.get("title") or "") or None
    return None


def _address(element: etree._Element) -> str | None:
    source = (element.get("src") or "").strip()
    for name in _LAZY:
        value = (element.get(name) or "").strip()
        if value and not value.startswith("data:") and (not source or value != source):
            return value
    if source and not source.startswith("data:") and not _PLACEHOLDER.search(source[:_LONGEST_ADDRESS]):
        return source
    for name in ("srcset", "data-srcset"):
        first = (element.get(name) or "").split(",")[0].split()
        if first and not first[0].startswith("data:"):
            return first[0]
    return None


def is_decoration(element: etree._Element, source: str) -> bool:
    """Tell whether a picture is an icon, a logo, a banner or a counting pixel by its size, class or address."""
    for side in ("width", "height"):
        value = _NUMBER.match((element.get(side) or "").strip())
        if value and "%" not in (element.get(side) or "") and int(value[0]) < _MIN_SIDE:
            return True
    alt = (element.get("alt") or "").strip()
    if (
        _SAYS_BUTTON.fullmatch(alt)
        or _LABEL.fullmatch(fold_tone(alt))
        or (alt and len(alt) <= _LONGEST_MARK and not any(map(str.isalnum, alt)))
    ):
        return True
    if _EXACT_ICON.search((element.get("class") or "")[:_LONGEST_CLASS]):
        return True
    return _DECORATION.search(urlsplit(source).path[:_LONGEST_ADDRESS]) is not None
