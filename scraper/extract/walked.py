"""What a walk over a page gives, and how much of a page is taken."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scraper.extract.lines import Anchor

if TYPE_CHECKING:
    from lxml import etree

    from scraper.extract.kept_parts import Part
    from scraper.extract.lines import Line
    from scraper.extract.shared_parts import MetPart
    from scraper.extract.zones import Zone

MAX_LINES = 3_000  # of a page that are read; the longest golden one has 225
MAX_LINKS = 5_000  # of a page that are taken: a page that lists all that a portal has is a way to it
_LEFT_OUT = (
    f"the page has more lines or links than are read: what stands behind the first {MAX_LINES:,} lines, or behind the "
    f"first {MAX_LINKS:,} links, was left out"
)


@dataclass(slots=True)
class Walk:
    """What one walk over a page gives; ``left_out`` says what was not read of a page of more than any author wrote.

    It is full when no further line is taken; of links fewer are kept then, and the texts behind them are read.
    ``parts`` are those that were not walked over, for other pages have them as well.
    """

    lines: list[Line] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    zones: list[Zone] = field(default_factory=list)
    left_out: str | None = None
    is_full: bool = False
    parts: list[MetPart] = field(default_factory=list)

    def has_room_for(self, part: Part) -> bool:
        """Tell whether all lines and links of a part are taken."""
        fits = len(self.lines) + len(part.lines) <= MAX_LINES
        return fits and len(self.anchors) + len(part.anchors) <= MAX_LINKS

    def has_room(self) -> bool:
        """Tell whether another line is taken; asked before one is, so that what is left out is told."""
        if len(self.lines) < MAX_LINES:
            return True
        self.left_out, self.is_full = _LEFT_OUT, True
        return False

    def take_anchor(self, element: etree._Element, zone: Zone | None) -> None:
        """Take a link, or what is embedded, where there is room for it."""
        if len(self.anchors) < MAX_LINKS:
            self.anchors.append(Anchor(element, len(self.lines), zone))
        else:
            self.left_out = _LEFT_OUT
