"""All links of a page, with where on it they stand: what discovery decides on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Literal

from scraper.canonical import absolute_url
from scraper.extract.form_links import form_links, option_links
from scraper.extract.forwards import forwards
from scraper.extract.markup import text_inside
from scraper.extract.script_links import clicked_links, loading_links, scripted_elements, scripted_pages
from scraper.extract.wording.furniture import is_most_read_heading
from scraper.page_addresses import is_further_page
from scraper.vietnamese import collapse, nfc

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml import etree

    from scraper.extract.class_names import ZoneKind
    from scraper.extract.zones import Zone

# Where a link stands; "more" is the next piece of a list that a script loads, "archive" a choice in a form, "feed" a
# feed that the head names, "scripted" a further page of this one that only a script opens (its text is the number).
Place = Literal["nav", "footer", "list", "related", "body", "pager", "more", "archive", "feed", "scripted"]

MAX_LINKS = 5_000
_PAGER_TEXT = re.compile(
    r"(?:trang\s*)?\d{1,4}|[«»‹›<>]{1,2}|(?:trang )?(?:đầu|trước|sau|cuối|tiếp|kế|tiếp theo)|next|prev(?:ious)?|"
    r"first|last|xem thêm tin cũ",
    re.IGNORECASE,
)
_FEED_TYPE = re.compile(r"application/(?:rss|atom|rdf)\+xml")
_NO_PAGE = ("#", "javascript:", "mailto:", "tel:", "data:", "file:", "ftp:", "about:", "sms:", "zalo:", "skype:")
_PAGE = ("/", "http")  # nearly every address begins so
_LONGEST_TEXT = 300  # characters
_LONGEST_PAGER = 15  # characters of what a pager says ("trang tiếp theo")
_HEADLINE = 25  # characters from which the text of a link reads as a headline
# The place of links in a part of the page that is declared to be something.
_PLACES: dict[ZoneKind, str] = {
    "pager": "pager", "nav": "nav", "header": "nav", "footer": "footer", "breadcrumb": "nav", "related": "related",
    "aside": "related",
}  # fmt: skip
_LIST_SIZE = 3  # headlines under one roof that make a list
_WRAPPERS = 2  # elements around nothing but a list, between it and its heading


@dataclass(slots=True)
class Link:
    """A link of a page: absolute http(s) address without fragment, text of the anchor, and where it stands."""

    url: str
    text: str
    place: Place


def page_links(tree: etree._Element, url: str, zones: Iterable[Zone]) -> list[Link]:
    """Return every link of a page once an address and place, in reading order.

    Args:
        tree: the page.
        url: what relative addresses are relative to (the page's address, or its ``<base>``).
        zones: the parts of the page that are declared to be furniture.
    """
    places = {zone.element: _PLACES[zone.declared] for zone in zones if zone.declared in _PLACES}
    heads: dict[etree._Element, int] = {}
    found: list[tuple[Link, etree._Element | None]] = []
    known: set[tuple[str, str]] = set()
    leading, idle = _anchors(tree)
    for anchor, href in leading:
        address = absolute_url(url, href if href.isascii() else nfc(href))
        if address is None:
            continue
        place = _declared_place(anchor, places)
        if place and (address, place) in known:
            continue
        text = _text(anchor)
        if place == "" and _is_pager(text, address):
            place = "pager"
        roof = _roof(anchor) if place == "" and len(text) >= _HEADLINE else None
        if roof is not None:
            heads[roof] = heads.get(roof, 0) + 1
        if (address, place) in known:
            continue
        known.add((address, place))
        found.append((Link(address, text, place or "body"), roof))  # type: ignore[arg-type]
        if len(found) >= MAX_LINKS:
            break
    kinds: dict[etree._Element, Place] = {
        roof: "related" if is_most_read_heading(_heading(roof)) else "list"
        for roof, count in heads.items()
        if count >= _LIST_SIZE
    }
    for link, roof in found:
        if roof in kinds:
            link.place = kinds[roof]
    return [*(link for link, _ in found), *_links_beside_anchors(tree, url, idle)]


def _anchors(tree: etree._Element) -> tuple[list[tuple[etree._Element, str]], list[etree._Element]]:
    """Return the anchors that lead to an address, each with it as written, and those that are left to a script."""
    leading, idle = [], []
    for anchor in tree.iter("a", "area"):
        href = anchor.get("href")
        if href and (href.startswith(_PAGE) or not href.lstrip()[:11].lower().startswith(_NO_PAGE)):
            leading.append((anchor, href))
        elif anchor.tag == "a":
            idle.append(anchor)
    return leading, idle


def _links_beside_anchors(tree: etree._Element, url: str, idle: Sequence[etree._Element]) -> list[Link]:
    """Return the links that are no anchors: feeds in the head, choices in forms, what is left to scripts."""
    found = {(link.url, link.place): link for link in _feed_links(tree, url)}
    scripted = scripted_elements(tree)
    sources: tuple[tuple[Place, Iterable[tuple[str, str]]], ...] = (
        ("more", loading_links(scripted, url)),
        ("body", clicked_links(scripted, url)),
        ("archive", option_links(tree, url)),
        ("archive", form_links(tree, url)),
        ("nav", forwards(tree, url)),
    )
    for place, links in sources:
        for address, text in islice(links, MAX_LINKS):
            found.setdefault((address, place), Link(address, text[:_LONGEST_TEXT], place))
    return [*found.values(), *(Link(url, number, "scripted") for number in scripted_pages(tree, idle))]


def _feed_links(tree: etree._Element, url: str) -> Iterable[Link]:
    for element in tree.iter("link"):
        kind, href = (element.get("type") or "").lower(), element.get("href")
        is_feed = "alternate" in (element.get("rel") or "").lower().split() and _FEED_TYPE.match(kind)
        address = absolute_url(url, href) if is_feed and href else None
        if address is not None:
            yield Link(address, nfc(collapse(element.get("title") or ""))[:_LONGEST_TEXT], "feed")


def _text(anchor: etree._Element) -> str:
    inside = (text_inside(anchor) if len(anchor) else anchor.text) or anchor.get("title") or ""
    return _kept_words(inside) if len(inside) <= _LONGEST_TEXT else _words(inside)


def _words(text: str) -> str:
    return nfc(collapse(text))[:_LONGEST_TEXT]


_kept_words = lru_cache(maxsize=1 << 13)(_words)  # a portal's menu stands on every one of its pages


def _is_pager(text: str, address: str) -> bool:
    if len(text) > _LONGEST_PAGER or not _PAGER_TEXT.fullmatch(text):
        return False
    return text.isdigit() or is_further_page(address) or len(text) > 2


def _declared_place(element: etree._Element, places: dict[etree._Element, str]) -> str:
    """Return the place that the nearest element around says it is; kept for all elements passed."""
    passed: list[etree._Element] = []
    current: etree._Element | None = element.getparent()
    place = ""
    while current is not None:
        if (known := places.get(current)) is not None:
            place = known
            break
        passed.append(current)
        current = current.getparent()
    for node in passed:
        places[node] = place
    return place


def _heading(roof: etree._Element) -> str:
    """Return what stands over the links of a list, under their roof or right before it, "" for nothing."""
    for element in roof.iter("*"):
        if element.tag == "a":
            break
        if element.text and (text := collapse(element.text)):
            return text
    element, before = roof, roof.getprevious()
    for _ in range(_WRAPPERS):
        parent = element.getparent()
        if before is not None or parent is None:
            break
        element, before = parent, parent.getprevious()
    return collapse(text_inside(before)) if before is not None and isinstance(before.tag, str) else ""


def _roof(anchor: etree._Element) -> etree._Element | None:
    """Return the element three levels above an anchor: headlines of one list have it in common."""
    current: etree._Element | None = anchor
    for _ in range(3):
        parent = current.getparent() if current is not None else None
        if parent is None or parent.tag in {"body", "html"}:
            break
        current = parent
    return current
