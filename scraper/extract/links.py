"""All links of a page, with where on it they stand: what discovery decides on."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Literal, NamedTuple

from scraper.canonical import absolute_url
from scraper.extract.form_links import form_links, option_links
from scraper.extract.forwards import forwards
from scraper.extract.markup import text_inside
from scraper.extract.part_links import PartInPage, PartLinks
from scraper.extract.script_links import (
    clicked_links,
    loading_links,
    says_something,
    scripted_elements,
    scripted_pages,
)
from scraper.extract.shared_parts import bases_of, dependence
from scraper.extract.wording.furniture import is_most_read_heading
from scraper.page_addresses import is_further_page
from scraper.patterns import regex
from scraper.vietnamese import collapse, nfc

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml import etree

    from scraper.extract.class_names import ZoneKind
    from scraper.extract.shared_parts import MetPart
    from scraper.extract.zones import Zone

# Where a link stands; "more" is the next piece of a list that a script loads, "archive" a choice in a form, "feed" a
# feed that the head names, "scripted" a further page of this one that only a script opens (its text is the number).
Place = Literal["nav", "footer", "list", "related", "body", "pager", "more", "archive", "feed", "scripted"]

MAX_LINKS = 5_000
_PAGER_TEXT = regex(
    r"(?:trang\s*)?\d{1,4}|[«»‹›<>]{1,2}|(?:trang )?(?:đầu|trước|sau|cuối|tiếp|kế|tiếp theo)|next|prev(?:ious)?|"
    r"first|last|xem thêm tin cũ",
    re.IGNORECASE,
)
_FEED_TYPE = regex(r"application/(?:rss|atom|rdf)\+xml")
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
_WHOLE = 2  # what depends on all of a page's address is no other page's
_WRAPPERS = 2  # elements around nothing but a list, between it and its heading


class Link(NamedTuple):
    """A link of a page: absolute http(s) address without fragment, text of the anchor, and where it stands."""

    url: str
    text: str
    place: Place


def page_links(tree: etree._Element, url: str, zones: Iterable[Zone], parts: Iterable[MetPart] = ()) -> list[Link]:
    """Return every link of a page once an address and place, in reading order.

    Args:
        tree: the page.
        url: what relative addresses are relative to (the page's address, or its ``<base>``).
        zones: the parts of the page that are declared to be furniture.
        parts: the parts of the page that others have as well.
    """
    places = {zone.element: _PLACES[zone.declared] for zone in zones if zone.declared in _PLACES}
    bases = bases_of(url)
    known = [PartInPage(met, within) for met in parts if (within := _links_within(met, bases, places)) is not None]
    found, idle = _Found(), []
    firsts = {part.met.nodes[part.found.first]: part for part in known if part.found.anchors}
    anchors = iter(list(tree.iter("a", "area")))
    for anchor in anchors:
        if (part := firsts.get(anchor)) is not None:
            found.take_all(part)
            idle += part.nodes(part.found.idle)
            rest = part.found.anchors - 1
            next(islice(anchors, rest, rest), None)
        elif (href := _href(anchor)) is None:
            idle += [anchor] * (anchor.tag == "a")
        elif not found.is_full and (link := _link(anchor, href, url, _declared_place(anchor, places))) is not None:
            found.take(link, anchor)
    return [*found.placed(), *_links_beside_anchors(tree, url, idle, known)]


class _Found:
    """The links of anchors, as they are found; where those stand that read as headlines is settled at the end."""

    def __init__(self) -> None:
        self._links: list[Link] = []
        self._roofs: dict[int, etree._Element] = {}  # by the place of their link
        self._heads: dict[etree._Element, int] = {}
        self._known: set[tuple[str, str]] = set()

    @property
    def is_full(self) -> bool:
        """Whether no more links are taken."""
        return len(self._links) >= MAX_LINKS

    def take(self, link: Link, anchor: etree._Element) -> None:
        """Take the link of an anchor; one that reads as a headline counts under its roof however often it is there."""
        roof = _roof(anchor) if _is_headline(link) else None
        if roof is not None:
            self._heads[roof] = self._heads.get(roof, 0) + 1
        named = (link.url, link.place)
        if named not in self._known:
            self._known.add(named)
            if roof is not None:
                self._roofs[len(self._links)] = roof
            self._links.append(link)

    def take_all(self, part: PartInPage) -> None:
        """Take the links of a part."""
        links, known = self._links, self._known
        if part.found.headlines or len(links) + len(part.found.links) > MAX_LINKS:
            for place, link in enumerate(part.found.links):
                if not self.is_full:
                    self.take(link, part.met.nodes[part.found.headlines.get(place, 0)])
            return
        for link in part.found.links:
            named = (link.url, link.place)
            if named not in known:
                known.add(named)
                links.append(link)

    def placed(self) -> list[Link]:
        """Return the links; several headlines under one roof are a list."""
        kinds: dict[etree._Element, Place] = {
            roof: "related" if is_most_read_heading(_heading(roof)) else "list"
            for roof, count in self._heads.items()
            if count >= _LIST_SIZE
        }
        for place, roof in self._roofs.items():
            if roof in kinds:
                self._links[place] = self._links[place]._replace(place=kinds[roof])
        return self._links


def _href(anchor: etree._Element) -> str | None:
    """Return the address of an anchor as it is written, ``None`` where it leads to none."""
    href = anchor.get("href")
    leads = href and (href.startswith(_PAGE) or not href.lstrip()[:11].lower().startswith(_NO_PAGE))
    return href if leads else None


def _link(anchor: etree._Element, href: str, url: str, declared: str) -> Link | None:
    """Return the link of an anchor in a declared place ("" for none), ``None`` where its address is none."""
    address = absolute_url(url, href if href.isascii() else nfc(href))
    if address is None:
        return None
    text = _text(anchor)
    place = declared or ("pager" if _is_pager(text, address) else "body")
    return Link(address, text, place)  # type: ignore[arg-type]


def _is_headline(link: Link) -> bool:
    """Tell whether a link that stands in no declared place reads as a headline."""
    return link.place == "body" and len(link.text) >= _HEADLINE


def _links_within(met: MetPart, bases: tuple[str, str, str], places: dict[etree._Element, str]) -> PartLinks | None:
    """Return the links in a part of a page, ``None`` where they depend on all of the page's address.

    Args:
        met: the part.
        bases: what of the page's base addresses may depend on.
        places: the places that elements are declared to be.
    """
    around = _declared_place(met.nodes[0], places) if met.nodes[0] not in places else places[met.nodes[0]]
    kept = met.part.links_within
    if kept is None or kept.around != around or kept.base != bases[kept.depends]:
        kept = met.part.links_within = _gathered(met, bases, places, around)
    return kept if kept.depends < _WHOLE else None


def _gathered(met: MetPart, bases: tuple[str, str, str], places: dict[etree._Element, str], around: str) -> PartLinks:
    root = met.nodes[0]
    numbers = {node: number for number, node in enumerate(met.nodes)}
    anchors = list(root.iter("a", "area"))
    leading = [(anchor, href) for anchor in anchors if (href := _href(anchor)) is not None]
    idle = [numbers[one] for one in anchors if one.tag == "a" and _href(one) is None and says_something(one)]
    depends = dependence(href for _, href in leading)
    links: dict[tuple[str, str, int], Link] = {}
    headlines: dict[int, int] = {}
    for anchor, href in leading:
        link = _link(anchor, href, bases[-1], _declared_place(anchor, places))
        if link is None:
            continue
        number = numbers[anchor] if _is_headline(link) else -1
        if number >= 0:
            headlines[len(links)] = number
        links.setdefault((link.url, link.place, number), link)
    return PartLinks(
        depends, bases[depends], around, list(links.values()), headlines,
        numbers[anchors[0]] if anchors else 0, len(anchors), idle,
        [numbers[one] for one in scripted_elements(root)], sum(1 for _ in root.iter("*")),
    )  # fmt: skip


def _links_beside_anchors(
    tree: etree._Element, url: str, idle: Sequence[etree._Element], parts: Iterable[PartInPage]
) -> list[Link]:
    """Return the links that are no anchors: feeds in the head, choices in forms, what is left to scripts."""
    found = {(link.url, link.place): link for link in _feed_links(tree, url)}
    scripted = scripted_elements(tree, parts)
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
