"""A tree to lines: the only walk over the whole tree of a page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import is_normalized

from lxml import etree

from scraper.extract.images import is_inline_picture, picture
from scraper.extract.lines import Anchor, Line, LineKind
from scraper.extract.markup import (
    BLOCK_TAGS,
    HEADINGS,
    NO_HINT,
    NO_LOOK,
    SKIPPED_TAGS,
    Hint,
    Look,
    ZoneKind,
    hint,
    is_gallery,
    look,
)
from scraper.extract.tables import data_rows, is_fact_table
from scraper.extract.zones import Zone, judge_zones
from scraper.vietnamese import collapse, nfc

if TYPE_CHECKING:
    from scraper.items import Image

_MOST_PIECES, _SHORT = 24, 200  # up to which a line keeps the pieces it was put together from
_ZERO_WIDTH = re.compile("[\u200b-\u200d\u2060\ufeff]")
MAX_LINES = 20_000
_IMAGES = frozenset({"img", "amp-img"})
_EMBEDDED = frozenset({"iframe", "object", "embed"})


@dataclass(slots=True)
class Walk:
    """What one walk over a page gives."""

    lines: list[Line] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    zones: list[Zone] = field(default_factory=list)


class _Style(NamedTuple):
    """Which kinds of element are open around a piece of text, counted."""

    links: int = 0
    bolds: int = 0
    italics: int = 0
    smalls: int = 0
    pres: int = 0


class _LineAtHand:
    """The line that is being read."""

    __slots__ = ("bold", "chars", "hints", "href", "italic", "link", "small", "texts")

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.chars = self.link = self.bold = self.italic = self.small = 0
        self.hints: Hint | None = None
        self.href: str | None = None

    def take(self, text: str, style: _Style, hints: Hint) -> None:
        """Add a piece of text."""
        self.texts.append(text)
        size = len(text.strip())
        if not size:
            return
        self.chars += size
        self.link += size if style.links else 0
        self.bold += size if style.bolds else 0
        self.italic += size if style.italics else 0
        self.small += size if style.smalls else 0
        if self.hints is None:
            self.hints = hints
        elif self.hints is not hints:
            self.hints = Hint("", *(mine and yours for mine, yours in zip(self.hints[1:], hints[1:], strict=True)))


class _Open(NamedTuple):
    """What has to be undone when an element is left."""

    style: _Style
    hinted: bool
    zone: Zone | None
    is_block: bool


class _Reader:
    """The state of one walk."""

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url
        self.found = Walk()
        self._line = _LineAtHand()
        self._style = _Style()
        self._zone: Zone | None = None
        self._blocks: list[etree._Element] = []
        self._aligns: list[str] = [""]
        self._hints: list[Hint] = [NO_HINT]
        self._items: list[bool] = []  # per open <li>: whether its first line is still to come
        self._soft = False
        self._open: list[_Open] = []

    def start(self, element: etree._Element, tag: str) -> bool:
        """Enter an element; return False where its inside is not to be walked."""
        if tag in SKIPPED_TAGS:
            if tag in _EMBEDDED:
                self._anchor(element)
            return False
        if tag == "br":
            self.flush()
            self._soft = True
            return True
        if tag in _IMAGES:
            self._image(element)
            return True
        is_block = tag in BLOCK_TAGS
        named = element.get("class") is not None or element.get("id") is not None
        seen = look(element)
        if seen.hidden and not is_block:
            return False  # machine data for search engines, texts for other screens
        if is_block:
            self.flush()
            self._soft = False
            if tag == "table" and (rows := data_rows(element)):
                self._table(element, rows)
                return False
        elif tag == "a":
            self._anchor(element)
            self._line.href = element.get("href")
        self._enter(element, tag, seen, is_block=is_block, hinted=is_block or named)
        if element.text:
            self.add_text(element.text)
        return True

    def _table(self, element: etree._Element, rows: list[str]) -> None:
        for anchor in element.iter("a"):
            self._anchor(anchor)
        if is_fact_table(rows):  # "Tác giả | ..." under a headline is what other portals print as "Tác giả: ..."
            for row in rows:
                self._add("text", row.replace(" | ", ": ", 1), element)
        else:
            self._add("table", "\n".join(rows), element)

    def _enter(self, element: etree._Element, tag: str, seen: Look, *, is_block: bool, hinted: bool) -> None:
        self._open.append(_Open(self._style, hinted, self._zone, is_block))
        if tag in {"a", "pre"} or seen is not NO_LOOK:
            old = self._style
            self._style = _Style(
                old.links + (tag == "a"),
                old.bolds + seen.bold,
                old.italics + seen.italic,
                old.smalls + seen.small,
                old.pres + (tag == "pre"),
            )
        if hinted:
            said = hint(element)
            if said.zone == "aside" and self._hints[-1].body and is_gallery(element):
                said = said._replace(zone="")
            self._hints.append(_merged(self._hints[-1], said))
            # A breadcrumb that is only for machines still says the section.
            kind: ZoneKind = "hidden" if seen.hidden and said.zone != "breadcrumb" else said.zone
            if kind:
                semantic = tag in {"nav", "footer", "aside"} or bool(element.get("role"))
                self._zone = Zone(kind, element, self._zone, semantic)
                self.found.zones.append(self._zone)
        if is_block:
            self._blocks.append(element)
            self._aligns.append(seen.align or self._aligns[-1])
            if tag == "li":
                self._items.append(True)

    def end(self, tag: str) -> None:
        """Leave an element that was entered."""
        opened = self._open.pop()
        if opened.is_block:
            self.flush()
            self._soft = False
            self._blocks.pop()
            self._aligns.pop()
            if tag == "li":
                self._items.pop()
        self._style = opened.style
        self._zone = opened.zone
        if opened.hinted:
            self._hints.pop()

    def add_text(self, text: str) -> None:
        """Take a piece of text into the line at hand; in ``<pre>`` a line break ends it."""
        pieces = text.split("\n") if self._style.pres and "\n" in text else [text]
        for number, piece in enumerate(pieces):
            if number:
                self.flush()
            self._line.take(piece, self._style, self._hints[-1])

    def flush(self) -> None:
        """End the line at hand."""
        if not self._line.texts:
            return
        text = _one_line("".join(self._line.texts))
        if text and self._blocks:
            node = self._blocks[-1]
            self._add(self._kind(str(node.tag)), text, node)
        open_link = self._line.href if self._style.links else None
        self._line = _LineAtHand()
        self._line.href = open_link

    def _kind(self, tag: str) -> LineKind:
        if (self._line.hints or self._hints[-1]).caption:
            return "caption"
        if tag in HEADINGS:
            return "heading"
        if self._items and self._items[-1]:
            self._items[-1] = False
            return "item"
        return "text"

    def _add(self, kind: LineKind, text: str, node: etree._Element, image: Image | None = None) -> None:
        if len(self.found.lines) >= MAX_LINES:
            return
        at_hand = self._line
        # Punctuation and blanks between styled runs are often left out of the style.
        most = max(0.85 * at_hand.chars, 1)
        line = Line(
            kind,
            text,
            node,
            len(self.found.lines),
            self._zone,
            at_hand.link,
            at_hand.bold >= most,
            at_hand.italic >= most,
            at_hand.small >= most,
            self._aligns[-1],
            HEADINGS.get(str(node.tag), 0),
            self._soft,
            image,
            at_hand.hints or self._hints[-1],
            at_hand.href if at_hand.link else None,
            tuple(at_hand.texts) if 1 < len(at_hand.texts) <= _MOST_PIECES and len(text) < _SHORT else (),
        )
        self.found.lines.append(line)
        prose = line.prose
        zone = self._zone
        while zone is not None and prose:
            zone.prose += prose
            zone = zone.parent

    def _image(self, element: etree._Element) -> None:
        alt = element.get("alt") or ""
        if len(alt) == 1 and alt.isdecimal():  # a counter made of pictures of digits
            self.add_text(alt)
            return
        image = picture(element, self.base_url)
        if image is None and not is_inline_picture(element):
            if self._line.texts:
                self._line.texts.append(" ")  # an icon parts words
            return
        self.flush()
        self._add("image", "", self._blocks[-1] if self._blocks else element, image)
        self._soft = False

    def _anchor(self, element: etree._Element) -> None:
        self.found.anchors.append(Anchor(element, len(self.found.lines), self._zone))


def _one_line(text: str) -> str:
    """Return text in NFC with white space collapsed; the page is in NFC already but for its character references."""
    if not text.isascii() and not is_normalized("NFC", text):
        text = nfc(text)
    return collapse(text) if _ZERO_WIDTH.search(text) else " ".join(text.split())


def _merged(outer: Hint, said: Hint) -> Hint:
    """Return what an element inside another is said to be: nearest first for the lead, all of it for the rest."""
    if said in (NO_HINT, outer):
        return outer
    return Hint(
        "",
        outer.caption or said.caption,
        outer.body or said.body,
        said.lead or (outer.lead and not said.body),
        said.title or outer.title,
        said.author or outer.author,
        said.source or outer.source,
        said.date or outer.date,
    )


def walk(tree: etree._Element, base_url: str) -> Walk:
    """Return the lines and links of a page in reading order.

    Args:
        tree: the page.
        base_url: what relative addresses of pictures are relative to.
    """
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
        elif tag != "br" and tag not in _IMAGES:
            reader.end(tag)
        if element.tail:
            reader.add_text(element.tail)
    reader.flush()
    judge_zones(reader.found.lines, reader.found.zones)
    return reader.found
