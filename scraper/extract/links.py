"""All links of a page, with where on it they stand: what discovery decides on."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Literal, NamedTuple

from scraper.canonical import absolute_url
from scraper.extract.form_links import form_links, option_links
from scraper.extract.forwards import forwards, framed_pages
from scraper.extract.found_links import MAX_LINKS, FoundLinks
from scraper.extract.markup import text_inside
from scraper.extract.page_functions import called_links
from scraper.extract.part_links import PartInPage, PartLinks
from scraper.extract.script_links import (
    clicked_links,
    loading_links,
    says_something,
    scripted_elements,
    scripted_pages,
)
from scraper.extract.shared_parts import bases_of, dependence
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
# feed that the head names, "short" another address of this page that the head names, "frame" what stands in a frame of
# this page, "scripted" a further page of it that only a script opens (its text is the number).
Place = Literal[
    "nav", "footer", "list", "related", "body", "pager", "more", "archive", "feed", "short", "frame", "scripted"
]

_PAGER_TEXT = regex(
    r"(?:(?:trang|page)\s*)?\d{1,4}|[«»‹›<>]{1,2}|(?:trang )?(?:đầu|trước|sau|cuối|tiếp|kế|tiếp theo)|next|"
    r"prev(?:ious)?|first|last|xem thêm tin cũ",
    re.IGNORECASE,
)
# What leads on in a list where its address is that of a further page; elsewhere it leads to a section.
_MORE_TEXT = regex(
    r"(?:xem|tải|hiển thị|hiện) (?:thêm|tiếp)(?: tin| bài(?: viết)?| tin tức)?|thêm|"
    r"(?:load |show |view )?more|(?:older|newer)(?: posts)?|(?:các )?(?:bài|tin)(?: viết)? (?:cũ|mới) hơn",
    re.IGNORECASE,
)
_HEAD_PLACES: dict[str, Place] = {"shortlink": "short", "next": "pager"}  # by relation
_FEED_TYPE = regex(r"application/(?:rss|atom|rdf)\+xml")
_NO_PAGE = ("#", "javascript:", "mailto:", "tel:", "data:", "file:", "ftp:", "about:", "sms:", "zalo:", "skype:")
_PAGE = ("/", "http")  # nearly every address begins so
_LONGEST_TEXT = 300  # characters
_LONGEST_PAGER = 20  # characters of what a pager says ("trang tiếp theo", "xem thêm bài viết")
_HEADLINE = 25  # characters from which the text of a link reads as a headline
# The place of links in a part of the page that is declared to be something.
_PLACES: dict[ZoneKind, str] = {
    "pager": "pager", "nav": "nav", "header": "nav", "footer": "footer", "breadcrumb": "nav", "related": "related",
    "aside": "related",
}  # fmt: skip
_ATTACHMENT = "attachment"
_AROUND_PAGERS = frozenset({"nav", "related"})
_WHOLE = 2  # what depends on all of a page's address is no other page's


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
    found, idle = FoundLinks(), []
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
            found.take(link, anchor if _is_headline(link) else None)
    return [*found.placed(), *_links_beside_anchors(tree, url, idle, known)]


def _href(anchor: etree._Element) -> str | None:
    """Return the address of an anchor as it is written, ``None`` where it leads to none."""
    href = anchor.get("href")
    leads = href and (href.startswith(_PAGE) or not href.lstrip()[:11].lower().startswith(_NO_PAGE))
    return href if leads else None


def _link(anchor: etree._Element, href: str, url: str, declared: str) -> Link | None:
    """Return the link of an anchor in a declared place ("" for none), ``None`` where its address is none.

    WordPress says of a link that it leads to the page of a picture (``rel="attachment wp-att-7"``), which has no text.
    """
    if _ATTACHMENT in (anchor.get("rel") or ""):
        return None
    address = absolute_url(url, href if href.isascii() else nfc(href))
    if address is None:
        return None
    text = _text(anchor)
    place = declared or "body"
    # WordPress and its like put the pager into a <nav>; a menu's links to further pages have names, no numbers.
    if (not declared and _is_pager(text, address)) or (declared in _AROUND_PAGERS and _turns_pages(text, address)):
        place = "pager"
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
    found = {(link.url, link.place): link for link in _head_links(tree, url)}
    scripted = scripted_elements(tree, parts)
    sources: tuple[tuple[Place, Iterable[tuple[str, str]]], ...] = (
        ("more", loading_links(scripted, url)),
        ("body", clicked_links(scripted, url)),
        ("archive", option_links(tree, url)),
        ("archive", form_links(tree, url)),
        ("nav", forwards(tree, url)),
        ("frame", framed_pages(tree, url)),
    )
    for place, links in sources:
        for address, text in islice(links, MAX_LINKS):
            found.setdefault((address, place), Link(address, text[:_LONGEST_TEXT], place))
    called = list(_called(tree, url, idle, scripted))
    for link in called:
        found.setdefault((link.url, link.place), link)
    if all(link.place == "body" for link in called):
        found.update(
            ((number, "scripted"), Link(url, number, "scripted")) for number in scripted_pages(tree, idle, scripted)
        )
    return list(found.values())


def _called(
    tree: etree._Element, url: str, idle: Sequence[etree._Element], scripted: Sequence[etree._Element]
) -> Iterable[Link]:
    """Yield the links of the page's own functions; what one loads into the page is a list's next piece, or nothing."""
    for address, element, is_loaded in called_links(tree, idle, scripted, url):
        text = _text(element)
        leads_on = _is_pager(text, address)
        if leads_on or not is_loaded:
            yield Link(address, text, "more" if is_loaded else "pager" if leads_on else "body")


def _head_links(tree: etree._Element, url: str) -> Iterable[Link]:
    """Yield what the head names: feeds, a list's next page, a short address beside the page's own (Drupal, WordPress).

    Under an article the next page is another article, as WordPress has it.
    """
    for element in tree.iter("link"):
        kind, href = (element.get("type") or "").lower(), element.get("href")
        relations = (element.get("rel") or "").lower().split()
        is_feed = "alternate" in relations and _FEED_TYPE.match(kind)
        place: Place | None = (
            "feed" if is_feed else next((_HEAD_PLACES[one] for one in relations if one in _HEAD_PLACES), None)
        )
        address = absolute_url(url, href) if place is not None and href else None
        if place is not None and address is not None:
            yield Link(address, nfc(collapse(element.get("title") or ""))[:_LONGEST_TEXT], place)


def _text(anchor: etree._Element) -> str:
    inside = (text_inside(anchor) if len(anchor) else anchor.text) or anchor.get("title") or ""
    return _kept_words(inside) if len(inside) <= _LONGEST_TEXT else _words(inside)


def _words(text: str) -> str:
    return nfc(collapse(text))[:_LONGEST_TEXT]


_kept_words = lru_cache(maxsize=1 << 13)(_words)  # a portal's menu stands on every one of its pages


def _turns_pages(text: str, address: str) -> bool:
    return len(text) <= _LONGEST_PAGER and _is_pager(text, address) and is_further_page(address)


def _is_pager(text: str, address: str) -> bool:
    if len(text) > _LONGEST_PAGER:
        return False
    if not _PAGER_TEXT.fullmatch(text):
        return bool(_MORE_TEXT.fullmatch(text)) and is_further_page(address)
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
