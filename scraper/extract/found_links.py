"""The links of a page as they are found, and which of them are the entries of a list.

Whoever writes a list says so nowhere: its headlines have an element in common, some levels above them, and a box of
what is read most has one as well. How many levels lie between differs: ``li > a`` in one system, in another an entry's
headline lies in four elements of its own. An entry often has two links to the same page, of which the first is around
its picture and has no words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from scraper.extract.markup import text_inside
from scraper.extract.wording.furniture import is_most_read_heading
from scraper.vietnamese import collapse

if TYPE_CHECKING:
    from lxml import etree

    from scraper.extract.links import Link
    from scraper.extract.part_links import PartInPage

MAX_LINKS = 5_000
_LIST_SIZE = 3  # headlines under one roof that make a list
_NEAR = 3  # levels above a headline at which its list's roof is looked for first
_FURTHER = 3  # levels above that, where entries lie in elements of their own
_BELOW_BODY = frozenset({"body", "html"})
_BODY = frozenset({"html"})  # what a script loads into a list has its entries right under the body
_WRAPPERS = 2  # elements around nothing but a list, between it and its heading


class FoundLinks:
    """The links of anchors, as they are found; where those stand that read as headlines is settled at the end."""

    def __init__(self) -> None:
        self._links: list[Link] = []
        self._roofs: dict[int, etree._Element] = {}  # by the place of their link
        self._heads: dict[etree._Element, int] = {}
        self._known: dict[tuple[str, str], int] = {}  # places of links by address and where they stand

    @property
    def is_full(self) -> bool:
        """Whether no more links are taken."""
        return len(self._links) >= MAX_LINKS

    def take(self, link: Link, headline: etree._Element | None) -> None:
        """Take the link of an anchor; a headline counts under its roof however often it is there.

        Args:
            link: the link.
            headline: its anchor, where the link reads as a headline and stands in no declared place.
        """
        roof = _above(headline, _NEAR) if headline is not None else None
        if roof is not None:
            self._heads[roof] = self._heads.get(roof, 0) + 1
        named = (link.url, link.place)
        place = self._known.get(named)
        if place is None:
            place = self._known[named] = len(self._links)
            self._links.append(link)
        elif roof is None or place in self._roofs:
            return
        else:  # before the headline stood the link around its picture, or one that says "more"
            self._links[place] = link
        if roof is not None:
            self._roofs[place] = roof

    def take_all(self, part: PartInPage) -> None:
        """Take the links of a part."""
        links, known = self._links, self._known
        if part.found.headlines or len(links) + len(part.found.links) > MAX_LINKS:
            for place, link in enumerate(part.found.links):
                if not self.is_full:
                    headline = part.found.headlines.get(place)
                    self.take(link, None if headline is None else part.met.nodes[headline])
            return
        for link in part.found.links:
            named = (link.url, link.place)
            if named not in known:
                known[named] = len(links)
                links.append(link)

    def placed(self) -> list[Link]:
        """Return the links; several headlines under one roof are a list."""
        kinds = {roof: _kind(roof) for roof, count in self._heads.items() if count >= _LIST_SIZE}
        lone = {place: roof for place, roof in self._roofs.items() if roof not in kinds}
        for place, roof in self._roofs.items():
            if roof in kinds:
                self._links[place] = self._links[place]._replace(place=kinds[roof])
        for place, kind in _under_further_roofs(lone).items():
            self._links[place] = self._links[place]._replace(place=kind)
        return self._links


def _under_further_roofs(lone: dict[int, etree._Element]) -> dict[int, Literal["list", "related"]]:
    """Return the kinds of the lists of headlines that have no list near them, by the places of their links.

    Args:
        lone: what lies some levels above each of those headlines.
    """
    above: dict[int, list[etree._Element]] = {}
    heads: dict[etree._Element, int] = {}
    for place, roof in lone.items() if len(lone) >= _LIST_SIZE else ():
        above[place] = [_above(roof, levels, _BODY) for levels in range(1, _FURTHER + 1)]
        for one in dict.fromkeys(above[place]):
            heads[one] = heads.get(one, 0) + 1
    nearest = {place: next((one for one in roofs if heads[one] >= _LIST_SIZE), None) for place, roofs in above.items()}
    kinds = {roof: _kind(roof) for roof in dict.fromkeys(nearest.values()) if roof is not None}
    return {place: kinds[roof] for place, roof in nearest.items() if roof is not None}


def _above(element: etree._Element, levels: int, highest: frozenset[str] = _BELOW_BODY) -> etree._Element:
    """Return what lies so many levels above an element; nothing above ``highest`` counts."""
    current = element
    for _ in range(levels):
        parent = current.getparent()
        if parent is None or parent.tag in highest:
            break
        current = parent
    return current


def _kind(roof: etree._Element) -> Literal["list", "related"]:
    return "related" if is_most_read_heading(_heading(roof)) else "list"


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
