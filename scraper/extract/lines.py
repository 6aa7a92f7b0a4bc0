"""The lines of a page: every piece of text and every picture once, in reading order, with what is known of it.

Finding the body, captions, lead, author and counters works on lines, which are few; :mod:`scraper.extract.walk` makes
them, in the only walk over the whole tree.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from scraper.extract.markup import Hint, ZoneKind

if TYPE_CHECKING:
    from lxml import etree

    from scraper.items import Image

LineKind = Literal["text", "heading", "item", "table", "image", "caption"]
PROSE = 45  # characters outside links from which a line counts as running text


@dataclass(slots=True, eq=False)
class Zone:
    """A part of the page that its mark-up declares to be something else than the article.

    ``semantic``: a tag or role says so, not only a class name. ``active`` is false where the part turned out to hold
    most of the page's text, so that the declaration cannot be believed.
    """

    kind: ZoneKind
    element: etree._Element
    parent: Zone | None
    semantic: bool
    prose: int = 0
    active: bool = True


@dataclass(slots=True, eq=False)
class Line:
    """One line of a page: a block's text between two line breaks, a heading, a list item, a table, or a picture.

    ``node`` is the block that holds it (for a table, the table). ``level`` is that of a heading tag (1-6), else 0.
    ``soft``: it follows a ``<br>``, not a block's start. ``image`` is ``None`` on a picture line whose address cannot
    be kept (inline data). ``hints``: what class names of the elements around all of its text say. ``href``: where the
    last link in it leads, as written. ``pieces``: the texts of the elements that a short line is put together from;
    where no blank stands between them ("22/07/2024Cỡ chữ"), only they tell the words apart.
    """

    kind: LineKind
    text: str
    node: etree._Element
    index: int
    zone: Zone | None = None
    link_chars: int = 0
    bold: bool = False
    italic: bool = False
    small: bool = False
    align: str = ""
    level: int = 0
    soft: bool = False
    image: Image | None = None
    hints: Hint = field(default_factory=Hint)
    href: str | None = None
    pieces: tuple[str, ...] = ()

    @property
    def place(self) -> ZoneKind:
        """The kind of furniture the line stands in, "" where it may be the article."""
        zone = self.zone
        while zone is not None:
            if zone.active:
                return zone.kind
            zone = zone.parent
        return ""

    @property
    def linked(self) -> bool:
        """Whether the line is mostly a link."""
        return self.link_chars > 0.6 * len(self.text)

    @property
    def prose(self) -> int:
        """How many characters of running text the line has; 0 for short and linked lines."""
        if self.kind == "image" or self.link_chars > 0.5 * len(self.text):
            return 0
        own = len(self.text) - self.link_chars
        return own if own >= PROSE else 0


@dataclass(slots=True, eq=False)
class Anchor:
    """A link, frame or embedded object of the page: the element, the index of the line it stands in, and its zone."""

    element: etree._Element
    index: int
    zone: Zone | None

    @property
    def place(self) -> ZoneKind:
        """The kind of furniture the link stands in, "" where it may be the article."""
        zone = self.zone
        while zone is not None:
            if zone.active:
                return zone.kind
            zone = zone.parent
        return ""


def within(zone: Zone | None, kind: ZoneKind) -> bool:
    """Tell whether a zone, or one around it, is of a kind."""
    while zone is not None:
        if zone.kind == kind:
            return True
        zone = zone.parent
    return False
