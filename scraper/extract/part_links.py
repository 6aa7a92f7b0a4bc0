"""The links in a part of a page that the portal's other pages have as well (:mod:`scraper.extract.shared_parts`).

A menu of a hundred links is gone through once: addresses, words and places are kept with the part, and a page that has
it is given them together. What depends on the page around the part is told with it: from which part of the page's
address relative ones are made, which place it stands in; where that is another one, the links are gathered anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lxml import etree

    from scraper.extract.links import Link
    from scraper.extract.shared_parts import MetPart


@dataclass(slots=True)
class PartLinks:
    """The links in a part. Elements are told by their numbers in it.

    Attributes:
        depends: which part of the page's base their addresses depend on, a place in
            :func:`~scraper.extract.shared_parts.bases_of`.
        base: that part of the base.
        around: the declared place that the part stands in, "" for none.
        links: those of anchors, in reading order, each once an address and place but for headlines.
        headlines: of links that stand in no declared place and read as headlines, the elements, by their place in
            ``links``: how many stand under one roof is counted a page.
        first: the first anchor.
        anchors: how many anchors there are.
        idle: anchors without an address of which a script may make something.
        scripted: elements that carry an address for scripts or do something when they are clicked.
        elements: how many elements there are.
    """

    depends: int
    base: str
    around: str
    links: list[Link]
    headlines: dict[int, int]
    first: int
    anchors: int
    idle: list[int]
    scripted: list[int]
    elements: int


class PartInPage(NamedTuple):
    """A part in a page at hand, and the links in it."""

    met: MetPart
    found: PartLinks

    def nodes(self, numbers: list[int]) -> list[etree._Element]:
        """Return the elements of such numbers."""
        return [self.met.nodes[number] for number in numbers]
