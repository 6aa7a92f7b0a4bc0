"""A tree to lines: the only walk over the whole tree of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.class_names import BODY, CAPTION, LEAD, TITLE, hint_of_bits
from scraper.extract.images import icon_label, is_inline_picture, picture, viewer_note
from scraper.extract.lines import Line, LineKind
from scraper.extract.markup import BOLD, ITALIC, LINK, PRE, SMALL, Traits, heading_level, traits_of
from scraper.extract.pieces import STYLE_BITS, STYLES, one_line, weighed
from scraper.extract.script_links import clicked_address
from scraper.extract.shared_parts import Mark, SharedParts, take_over
from scraper.extract.standing_boxes import judge_standing_boxes
from scraper.extract.tables import data_rows, fact_of, is_fact_table, linked_to
from scraper.extract.walked import Walk
from scraper.extract.zones import Zone, count_line, judge_zones

if TYPE_CHECKING:
    from lxml import etree

    from scraper.extract.kept_parts import SharedPart
    from scraper.items import Image

_MOST_PIECES, _SHORT = 24, 200  # up to which a line keeps the pieces it was put together from


def walk(tree: etree._Element, base_url: str) -> Walk:
    """Return the lines and links of a page in reading order.

    Args:
        tree: the page, no deeper than :data:`scraper.extract.parse.MAX_DEPTH`.
        base_url: what relative addresses of pictures are relative to.
    """
    reader = _Reader(base_url)
    reader.read(tree)
    judge_zones(reader.found.lines, reader.found.zones)
    judge_standing_boxes(reader.found.lines)
    return reader.found


class _Reader:
    """The state of one walk.

    ``_marks`` is what stands open around the text being read: the bits of its style and, above them, of its hint.
    ``_texts`` and ``_text_marks`` are the line at hand. What an element changes is put back when it is left.
    """

    __slots__ = (
        "_align", "_base_url", "_block", "_href", "_is_first_of_item", "_link", "_marks", "_shared", "_soft",
        "_text_marks", "_texts", "_zone", "found",
    )  # fmt: skip

    def __init__(self, base_url: str) -> None:
        self.found = Walk()
        self._base_url = base_url
        self._texts: list[str] = []
        self._text_marks: list[int] = []
        self._marks = 0
        self._align = ""
        self._href: str | None = None
        self._link: etree._Element | None = None
        self._block: etree._Element | None = None
        self._zone: Zone | None = None
        self._is_first_of_item = False
        self._soft = False
        self._shared: SharedParts | None = SharedParts(base_url)

    def read(self, tree: etree._Element) -> None:
        """Walk over a whole page."""
        self._element(tree, str(tree.tag))
        self._flush()

    # ------------------------------------------------------------------ elements

    def _element(self, element: etree._Element, tag: str) -> None:
        traits = traits_of(element, tag)
        if traits.action and self._act(element, traits):
            return
        marks, zone = self._marks, self._zone
        if traits.is_block:
            if self._texts:
                self._flush()
            self._soft = False
            shared = self._shared_part(element) if len(element) else None
            if shared is None:
                self._block_element(element, traits)
            else:
                self._shared_element(element, traits, shared)
        else:
            if traits.is_link:
                self._anchor(element)
                self._href = element.get("href")
                outer, self._link = self._link, element
                self._inside(element, traits)
                self._link = outer
            else:
                self._inside(element, traits)
        self._marks, self._zone = marks, zone

    def _block_element(self, element: etree._Element, traits: Traits) -> None:
        align, block, first = self._align, self._block, self._is_first_of_item
        self._block = element
        if traits.align:
            self._align = traits.align
        if traits.is_item:
            self._is_first_of_item = True
        if element.attrib and (address := clicked_address(element)):
            self._marks |= LINK  # a headline or card that is a link to everybody but crawlers
            self._href = address
        self._inside(element, traits)
        if self._texts:
            self._flush()
        self._soft = False
        self._block, self._align = block, align
        if traits.is_item:
            self._is_first_of_item = first

    def _shared_part(self, element: etree._Element) -> SharedPart | None:
        """Return what is known of a block that other pages have, too; in a link a part would depend on the link."""
        if self._shared is None or self._marks & LINK:
            return None
        return self._shared.find(element, (self._marks, self._align, self._is_first_of_item))

    def _shared_element(self, element: etree._Element, traits: Traits, shared: SharedPart) -> None:
        """Take over what was found in a block on another page, or find it and have it kept."""
        part, found = shared.part, self.found
        if part is not None and found.has_room_for(part):
            take_over(part, element, found, self._zone)
            self._is_first_of_item = part.begins_item
            return
        parts, self._shared = self._shared, None  # what stands in it is kept with it
        begin = Mark.of(found)
        self._block_element(element, traits)
        self._shared = parts
        if parts is not None and not found.left_out:
            parts.keep(shared, element, found, begin, begins_item=self._is_first_of_item)

    def _inside(self, element: etree._Element, traits: Traits) -> None:
        outer = self._marks
        if traits.style or traits.bits:
            self._mark(traits)
        if traits.zone:
            self._open_zone(element, traits, outer)
        text = element.text
        if text and (self._texts or not text.isspace()):
            self._text(text)
        if len(element):
            self._children(element)

    def _children(self, element: etree._Element) -> None:
        for child in element:
            if self.found.is_full:
                return
            tag = child.tag
            if isinstance(tag, str):  # an element, not an entity
                self._element(child, tag)
            tail = child.tail
            if tail and (self._texts or not tail.isspace()):
                self._text(tail)

    def _act(self, element: etree._Element, traits: Traits) -> bool:
        """Do what an element asks for instead of going through it; False: it is a table to be gone through."""
        action = traits.action
        if action == "break":
            self._flush()
            self._soft = True
        elif action == "image":
            self._image(element)
            self._children(element)  # an <amp-img> may hold its caption
        elif action == "embed":
            self._anchor(element)
        elif action == "table":
            rows = data_rows(element)
            if rows:
                self._table(element, rows)
            return bool(rows)
        return True

    def _mark(self, traits: Traits) -> None:
        """Note what the texts in an element are by its names and style; for the lead the nearest names count."""
        hints = self._marks >> STYLE_BITS
        if traits.is_body:
            hints &= ~LEAD
        self._marks = (self._marks & STYLES) | traits.style | ((hints | traits.bits) << STYLE_BITS)

    def _open_zone(self, element: etree._Element, traits: Traits, outer_marks: int) -> None:
        in_body = (outer_marks >> STYLE_BITS) & BODY
        gallery = traits.gallery and traits.zone == "aside"
        if gallery and in_body:
            return  # a slider of pictures inside an article is a part of it
        self._zone = Zone(traits.zone, element, self._zone, traits.semantic, traits.declared, gallery)
        self.found.zones.append(self._zone)

    def _table(self, element: etree._Element, rows: list[str]) -> None:
        """Take a data table as one line, or a table of facts as a line each."""
        self._flush()
        self._soft = False
        if not is_fact_table(rows):
            for anchor in element.iter("a"):
                self._anchor(anchor)
            link, href = linked_to(element)
            self._add("table", "\n".join(rows), element, link=link, href=href)
            return
        # "Tác giả | ..." under a headline is what other portals print as "Tác giả: ...".
        filled = (row for row in element.iter("tr") if "".join(row.itertext()).strip())
        for text, row in zip(rows, filled, strict=False):
            for anchor in row.iter("a"):
                self._anchor(anchor)
            name, words = fact_of(text)
            marks = {"title": TITLE, "lead": LEAD}.get(name, 0) << STYLE_BITS
            self._add("text", words, row if name else element, marks=self._marks & ~STYLES | marks)

    def _image(self, element: etree._Element) -> None:
        alt = element.get("alt") or ""
        if len(alt) == 1 and alt.isdecimal():  # a counter made of pictures of digits
            self._text(alt)
            return
        image = picture(element, self._base_url)
        if image is None and not is_inline_picture(element):
            self._icon(element)
            return
        self._flush()
        note = viewer_note(element, self._link)
        block, link = self._block if self._block is not None else element, self._link
        self._add("image", "", block, image=image, note=note, href=link.get("href") if link is not None else None)
        self._soft = False

    def _icon(self, element: etree._Element) -> None:
        label = icon_label(element)
        if label is not None:
            self._text(f" {label}: ")
        elif self._texts:
            alt = element.get("alt") or ""
            self._text(" " if any(map(str.isalnum, alt)) else f" {alt} ")  # it parts words, as an arrow does

    def _anchor(self, element: etree._Element) -> None:
        self.found.take_anchor(element, self._zone)

    # ------------------------------------------------------------------ text

    def _text(self, text: str) -> None:
        """Take a piece of text into the line at hand, no blank one to begin it; in ``<pre>`` a line break ends it."""
        if self._marks & PRE and "\n" in text:
            for number, piece in enumerate(text.split("\n")):
                if number:
                    self._flush()
                self._texts.append(piece)
                self._text_marks.append(self._marks)
        else:
            self._texts.append(text)
            self._text_marks.append(self._marks)

    def _flush(self) -> None:
        """End the line at hand, where there is one."""
        texts = self._texts
        if not texts:
            return
        text = one_line(texts[0] if len(texts) == 1 else "".join(texts))
        if text and self._block is not None:
            self._add_text(text, self._block)
        texts.clear()
        self._text_marks.clear()
        if not self._marks & LINK:
            self._href = None

    def _add_text(self, text: str, block: etree._Element) -> None:
        marks, link = weighed(self._texts, self._text_marks)
        level = heading_level(block)
        kind: LineKind = "text"
        if (marks >> STYLE_BITS) & CAPTION:
            kind = "caption"
        elif level:
            kind = "heading"
        elif self._is_first_of_item:
            self._is_first_of_item = False
            kind = "item"
        pieces = tuple(self._texts) if 1 < len(self._texts) <= _MOST_PIECES and len(text) < _SHORT else ()
        self._add(kind, text, block, marks=marks, link=link, level=level, pieces=pieces)

    def _add(
        self,
        kind: LineKind,
        text: str,
        node: etree._Element,
        *,
        marks: int | None = None,
        link: int = 0,
        level: int = 0,
        image: Image | None = None,
        note: str | None = None,
        href: str | None = None,
        pieces: tuple[str, ...] = (),
    ) -> None:
        """Add a line; ``marks`` are those of its text, for a picture or table the hints around it."""
        lines = self.found.lines
        if not self.found.has_room():
            return
        if marks is None:
            marks = self._marks & ~STYLES
        line = Line(
            kind, text, node, len(lines), self._zone, link, bool(marks & BOLD), bool(marks & ITALIC),
            bool(marks & SMALL), self._align, level, self._soft, image, hint_of_bits(marks >> STYLE_BITS),
            href or (self._href if link else None), pieces, note,
        )  # fmt: skip
        lines.append(line)
        count_line(self._zone, line)
