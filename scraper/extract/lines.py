"""A tree to lines: every piece of text and every picture of a page once, in reading order, with what is known of it.

This is the only walk over the whole tree. What follows (finding the body, captions, lead, author, counters) works on
the lines, which are few.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from lxml import etree

from scraper.extract.images import picture
from scraper.extract.markup import BLOCK_TAGS, HEADINGS, SKIPPED_TAGS, Hint, Look, ZoneKind, hint, look
from scraper.extract.tables import data_rows
from scraper.vietnamese import collapse

if TYPE_CHECKING:
    from scraper.items import Image

LineKind = Literal["text", "heading", "item", "table", "image", "caption"]
MAX_LINES = 20_000
_LETTERS = re.compile(r"\w")
# A zone that its class names as furniture but that holds this share of the page's prose is not furniture.
_MAIN_SHARE = 0.4
_MAIN_SHARE_SEMANTIC = 0.7
PROSE = 45  # characters outside links from which a line counts as running text


@dataclass(slots=True)
class Zone:
    """A part of the page that its mark-up declares to be something else than the article."""

    kind: ZoneKind
    element: etree._Element
    parent: Zone | None
    semantic: bool
    prose: int = 0
    active: bool = True


@dataclass(slots=True)
class Line:
    """One line of a page: a block's text between two line breaks, a heading, a list item, a table, or a picture."""

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
    soft: bool = False  # follows a <br>, not a block's start
    image: Image | None = None
    hints: Hint = field(default_factory=Hint)  # of the element and those around it, nearest first

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
        """How many characters of running text the line has; 0 for short, linked and furnished lines."""
        if self.image is not None or self.link_chars > 0.5 * len(self.text):
            return 0
        own = len(self.text) - self.link_chars
        return own if own >= PROSE else 0


class _Reader:
    """The state of one walk."""

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url
        self.lines: list[Line] = []
        self.zones: list[Zone] = []
        self._text: list[str] = []
        self._link_chars = self._bold_chars = self._italic_chars = self._small_chars = self._chars = 0
        self._links = self._bolds = self._italics = self._smalls = self._pres = 0
        self._blocks: list[etree._Element] = []
        self._aligns: list[str] = [""]
        self._hints: list[Hint] = [Hint()]
        self._items: list[bool] = []  # per open <li>: whether its first line is still to come
        self._soft = False
        self._open: list[tuple[Look, Hint | None, bool]] = []

    def start(self, element: etree._Element, tag: str) -> bool:
        """Enter an element; return False where its inside is not to be walked."""
        if tag in SKIPPED_TAGS:
            return False
        if tag == "br":
            self.flush()
            self._soft = True
            return True
        if tag == "img":
            self._image(element)
            return True
        is_block = tag in BLOCK_TAGS
        if is_block:
            self.flush()
            self._soft = False
            if tag == "table" and (rows := data_rows(element)):
                self._add("table", "\n".join(rows), element)
                return False
        self._enter(element, tag, is_block)
        if element.text:
            self.add_text(element.text)
        return True

    def _enter(self, element: etree._Element, tag: str, is_block: bool) -> None:
        seen = look(element)
        self._bolds += seen.bold
        self._italics += seen.italic
        self._smalls += seen.small
        self._links += tag == "a"
        self._pres += tag == "pre"
        said: Hint | None = None
        if is_block or element.get("class") or element.get("id"):
            said = hint(element)
            outer = self._hints[-1]
            self._hints.append(
                Hint(
                    "",
                    outer.caption or said.caption,
                    outer.body or said.body,
                    said.lead or (outer.lead and not said.body),
                    said.title or outer.title,
                    said.author or outer.author,
                    said.source or outer.source,
                    said.date or outer.date,
                )
            )
            kind: ZoneKind = "hidden" if seen.hidden else said.zone
            if kind:
                semantic = tag in {"nav", "footer", "aside"} or bool(element.get("role"))
                self.zones.append(Zone(kind, element, self._zone, semantic))
                self._zone = self.zones[-1]
        if is_block:
            self._blocks.append(element)
            self._aligns.append(seen.align or self._aligns[-1])
            if tag == "li":
                self._items.append(True)
        self._open.append((seen, said, is_block))

    _zone: Zone | None = None

    def end(self, element: etree._Element, tag: str) -> None:
        """Leave an element that was walked."""
        seen, said, is_block = self._open.pop()
        if is_block:
            self.flush()
            self._soft = False
            self._blocks.pop()
            self._aligns.pop()
            if tag == "li":
                self._items.pop()
        self._bolds -= seen.bold
        self._italics -= seen.italic
        self._smalls -= seen.small
        self._links -= tag == "a"
        self._pres -= tag == "pre"
        if said is not None:
            self._hints.pop()
            if self._zone is not None and self._zone.element is element:
                self._zone = self._zone.parent

    def add_text(self, text: str) -> None:
        """Take a piece of text into the line at hand."""
        if self._pres and "\n" in text:
            for number, piece in enumerate(text.split("\n")):
                if number:
                    self.flush()
                self._take(piece)
            return
        self._take(text)

    def _take(self, text: str) -> None:
        self._text.append(text)
        size = len(text.strip())
        if size:
            self._chars += size
            self._link_chars += size if self._links else 0
            self._bold_chars += size if self._bolds else 0
            self._italic_chars += size if self._italics else 0
            self._small_chars += size if self._smalls else 0

    def flush(self) -> None:
        """End the line at hand."""
        if not self._text:
            return
        text = collapse("".join(self._text))
        self._text.clear()
        if text and self._blocks:
            node = self._blocks[-1]
            tag = str(node.tag)
            kind: LineKind = "text"
            if self._hints[-1].caption:
                kind = "caption"
            elif tag in HEADINGS:
                kind = "heading"
            elif self._items and self._items[-1]:
                kind = "item"
                self._items[-1] = False
            self._add(kind, text, node)
        self._link_chars = self._bold_chars = self._italic_chars = self._small_chars = self._chars = 0

    def _add(self, kind: LineKind, text: str, node: etree._Element, image: Image | None = None) -> None:
        if len(self.lines) >= MAX_LINES:
            return
        # Punctuation and blanks between styled runs are often left out of the style.
        most = max(0.85 * self._chars, 1)
        line = Line(
            kind,
            text,
            node,
            len(self.lines),
            self._zone,
            self._link_chars,
            self._bold_chars >= most,
            self._italic_chars >= most,
            self._small_chars >= most,
            self._aligns[-1],
            HEADINGS.get(str(node.tag), 0),
            self._soft,
            image,
            self._hints[-1],
        )
        self.lines.append(line)
        prose = line.prose
        zone = self._zone
        while zone is not None and prose:
            zone.prose += prose
            zone = zone.parent

    def _image(self, element: etree._Element) -> None:
        image = picture(element, self.base_url)
        if image is None:
            return
        self.flush()
        node = self._blocks[-1] if self._blocks else element
        self._add("image", "", node, image)
        self._soft = False


def read_lines(tree: etree._Element, base_url: str) -> list[Line]:
    """Return the lines of a page in reading order; pictures have absolute addresses."""
    reader = _Reader(base_url)
    walker = etree.iterwalk(tree, events=("start", "end"))
    skipped: etree._Element | None = None
    for event, element in walker:
        tag = element.tag
        if not isinstance(tag, str):
            continue
        if event == "start":
            if not reader.start(element, tag):
                skipped = element
                walker.skip_subtree()
            continue
        if skipped is element:
            skipped = None
        elif tag not in {"br", "img"}:
            reader.end(element, tag)
        if element.tail:
            reader.add_text(element.tail)
    reader.flush()
    _judge_zones(reader)
    return reader.lines


def _judge_zones(reader: _Reader) -> None:
    total = sum(line.prose for line in reader.lines)
    for zone in reader.zones:
        share = _MAIN_SHARE_SEMANTIC if zone.semantic else _MAIN_SHARE
        if total and zone.prose > share * total and zone.kind != "hidden":
            zone.active = False
