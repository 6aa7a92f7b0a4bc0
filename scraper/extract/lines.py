"""The lines of a page: every piece of text and every picture once, in reading order, with what is known of it.

Finding the body, captions, lead, author and counters works on lines, which are few; :mod:`scraper.extract.walk` makes
them, in the only walk over the whole tree.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from scraper.extract.class_names import NO_HINT, Hint
from scraper.extract.markup import text_inside
from scraper.extract.zones import place_of
from scraper.items import Image
from scraper.vietnamese import collapse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

    from scraper.extract.class_names import ZoneKind
    from scraper.extract.zones import Zone

LineKind = Literal["text", "heading", "item", "table", "image", "caption"]
PROSE = 45  # characters outside links from which a line counts as running text


@dataclass(slots=True, eq=False)
class Line:
    """One line of a page: a block's text between two line breaks, a heading, a list item, a table, or a picture.

    ``node`` is the block that holds it (for a table, the table). ``level`` is that of a heading tag (1-6), else 0.
    ``soft``: it follows a ``<br>``, not a block's start. ``image`` is ``None`` on a picture line whose address cannot
    be kept (inline data). ``hints``: what class names of the elements around all of its text say. ``href``: where the
    last link in it, or the one around a picture, leads, as written. ``pieces``: the texts of the elements that a short
    line is put together from; where no blank stands between them ("22/07/2024Cỡ chữ"), only they tell the words apart.
    ``note``: what a viewer of pictures shows under a picture.

    ``place`` is the kind of furniture the line stands in, "" where it may be the article; it is known when the whole
    page is. ``shared``: the portal's other articles have it too (:mod:`scraper.extract.template`). ``linked``: the line
    is mostly a link. ``prose`` is how many characters of running text it has; 0 for short and linked lines.
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
    hints: Hint = NO_HINT
    href: str | None = None
    pieces: tuple[str, ...] = ()
    note: str | None = None

    place: ZoneKind = ""
    shared: bool = False
    linked: bool = field(init=False)
    prose: int = field(init=False)

    def __post_init__(self) -> None:
        size, link = len(self.text), self.link_chars
        self.linked = link > 0.6 * size
        own = size - link
        self.prose = own if own >= PROSE and self.kind != "image" and link <= 0.5 * size else 0


#: What many lines of a page have in common, and what is a line's own, wherever its element stands: see :func:`line_of`.
LOOKS = ("kind", "bold", "italic", "small", "align", "level", "soft", "hints", "pieces", "note")
OWN = ("text", "link_chars", "href", "linked", "prose", "image")


def line_of(kept: tuple[Any, ...], nodes: Sequence[etree._Element], index: int, zones: Sequence[Zone | None]) -> Line:
    """Return a line as one of another page is; nothing is worked out again.

    Args:
        kept: its :data:`LOOKS`, each of its :data:`OWN`, and the numbers of its element and its zone.
        nodes: the elements.
        index: its index.
        zones: the zones.
    """
    line = Line.__new__(Line)
    looks, line.text, line.link_chars, line.href, line.linked, line.prose, image, node, zone = kept
    (
        line.kind, line.bold, line.italic, line.small, line.align, line.level, line.soft, line.hints, line.pieces,
        line.note,
    ) = looks  # fmt: skip
    line.image = None if image is None else Image(image.src, image.alt)  # a reading notes in it where it stands
    line.node, line.index, line.zone = nodes[node], index, zones[zone]
    line.place, line.shared = "", False
    return line


@dataclass(slots=True, eq=False)
class Anchor:
    """A link, frame or embedded object of the page: the element, the index of the line it stands in, and its zone."""

    element: etree._Element
    index: int
    zone: Zone | None
    _words: str | None = None

    @property
    def words(self) -> str:
        """What is printed in it, in one line; kept, for whoever looks for the section asks all links of the page."""
        if self._words is None:
            self._words = collapse(text_inside(self.element))
        return self._words

    @property
    def place(self) -> ZoneKind:
        """The kind of furniture the link stands in, "" where it may be the article."""
        return place_of(self.zone)
