"""The lines of an article to blocks in reading order: paragraphs, headings, lists, tables, pictures, captions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from scraper.extract.document import Block, BlockKind
from scraper.extract.reading.belonging import ArticleLines
from scraper.extract.reading.caption_boxes import frame, pictures_over_headline, shares_box
from scraper.extract.reading.captions import (
    Style,
    caption_from_attribute,
    continues_caption,
    is_caption_of,
    is_caption_over,
    sentences_under_pictures,
)
from scraper.extract.reading.credits import Credit, name_at_the_end
from scraper.extract.reading.lead import lead_over
from scraper.extract.reading.origin import origin
from scraper.extract.wording import ends_sentence, is_file_name, key, shows_something
from scraper.items import Caption, Image
from scraper.patterns import regex
from scraper.vietnamese import collapse

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from scraper.extract.lines import Line
    from scraper.extract.reading.region import Region

_BULLET = regex(r"^[-–—•+*●▪■◦‣·]\s*")
_SHORT = 60  # characters; a stamp or button is not longer
_SHORTCODE = regex(r"\[/?caption[^\]]{0,300}\]")


@dataclass(slots=True)
class Flow:
    """An article's blocks, and what was read off its lines on the way."""

    blocks: list[Block] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    captions: list[Caption] = field(default_factory=list)
    credit: Credit = field(default_factory=Credit)
    lead_lines: list[Line] = field(default_factory=list)

    def paragraphs(self) -> list[str]:
        """Return the text, block by block: list items with a dash, a table row by row."""
        return [text for block in self.blocks for text in _paragraphs_of(block)]

    def place_images(self) -> None:
        """Note at each picture how many paragraphs stand before it; call when the blocks are those of the text."""
        count = 0
        for block in self.blocks:
            count += len(_paragraphs_of(block))
            if block.kind == "image" and block.image is not None:
                block.image.after = count


def _paragraphs_of(block: Block) -> list[str]:
    if block.kind == "table":
        return block.text.split("\n")
    return [block.text] if block.kind in {"paragraph", "heading", "list_item"} and block.text else []


def read_flow(
    lines: Sequence[Line],
    title: Line | None,
    title_text: str | None,
    region: Region,
    *,
    files: Collection[int] = frozenset(),
    others: Collection[int] = frozenset(),
    alternatives: bool = True,
) -> Flow:
    """Return the blocks of an article.

    Args:
        lines: all lines of the page.
        title: the line that prints the headline; the article begins after it.
        title_text: the headline.
        region: where the text stands.
        files: the indexes of the lines that list the article's files.
        others: the indexes of lines that are other people's: entries of other articles, comments.
        alternatives: whether a picture's alternative text may be its caption where nothing else is.
    """
    begin = title.index + 1 if title is not None and title.index < region.last else region.start
    reader = _FlowReader(lines, region, title_text)
    kept = list(ArticleLines(lines, region, title_text, files, others).kept(begin))
    if (over := lead_over(lines, title, region)) is not None:
        kept.insert(0, over)
    if title is not None and begin == title.index + 1:
        kept[:0] = pictures_over_headline(lines, title)
    reader.flow.credit = origin(lines, kept, begin, region.first)
    reader.take([line for line in kept if not line.shared])
    reader.take_name_at_the_end()
    flow = reader.flow
    if alternatives:
        _caption_by_attributes(flow, reader.notes, title_text)
    order = {image.src: number for number, image in enumerate(flow.images)}
    flow.captions.sort(key=lambda caption: order.get(caption.image or "", -1) if caption.image else len(order))
    return flow


def _caption_by_attributes(flow: Flow, notes: dict[str, str], title: str | None) -> None:
    """Add the captions that pictures without one have in a viewer's title or in their alternative text."""
    for attributes in (notes, {image.src: image.alt for image in flow.images}):
        captioned = {caption.image for caption in flow.captions}
        texts = list(attributes.values())
        for image in flow.images:
            if image.src not in captioned:
                words = attributes.get(image.src)
                text = caption_from_attribute(words, title, texts, flow.captions, shown=attributes is notes)
                if text is not None:
                    flow.captions.append(Caption(image.src, text))


class _FlowReader:
    """The state of reading one article's lines."""

    def __init__(self, lines: Sequence[Line], region: Region, title: str | None) -> None:
        self.lines = lines
        self.region = region
        self.title_key = key(title or "")
        self.style = Style.of(lines[region.start : region.stop])
        self.flow = Flow()
        self.notes: dict[str, str] = {}  # what a viewer shows under a picture, by the picture's address
        self._taken: set[str] = set()  # addresses of pictures
        self._captioned: set[int] = set()  # indexes of pictures that have one over them
        self._pending: list[Line] = []  # pictures that may still get a caption
        self._opens = True  # no text yet

    def take_name_at_the_end(self) -> None:
        """Take a writer's name off the last paragraph, where it is set behind the last full stop."""
        last = next((block for block in reversed(self.flow.blocks) if block.kind not in {"image", "caption"}), None)
        if self.flow.credit or last is None or last.kind != "paragraph":
            return
        parted = name_at_the_end(last.text)
        if parted is not None:
            last.text, self.flow.credit.author = parted

    def take(self, kept: Sequence[Line]) -> None:
        """Make blocks of the article's lines."""
        skip: set[int] = set()
        sentences = sentences_under_pictures(kept)
        for number, line in enumerate(kept):
            if line.index in skip:
                continue
            if line.kind == "image":
                self._take_picture(line, kept[number - 1] if number else None)
                continue
            following = _next(kept, number + 1)
            if (
                self._pending
                and self._pending[-1].index not in self._captioned
                and not self._names_file(line)
                and not self._is_lead_beside(line)
                and (line.index in sentences or is_caption_of(line, self._pending[-1], self.style, following))
            ):
                self._take_captions(kept, number, skip)
                continue
            if line.kind == "caption":
                self._caption(line.text, self._image_in_frame(line, kept[number:]))
                continue
            if self._pending and self._names_file(line):
                continue  # an editor's file name printed under the picture
            self._pending.clear()
            if following is not None and is_caption_over(line, following, self.style, _next(kept, number + 2)):
                self._caption(line.text, following.image)
                self._captioned.add(following.index)
            else:
                self._take_text(line)

    def _is_lead_beside(self, line: Line) -> bool:
        """Tell whether a sentence over all text stands in the cell beside the picture: the lead, no caption."""
        cell, other = line.node, self._pending[-1].node
        beside = cell is not other and cell.tag == other.tag == "td" and cell.getparent() is other.getparent()
        if not beside or line.kind == "caption" or len(line.text) < _SHORT or self.flow.lead_lines:
            return False
        return self._opens and ends_sentence(line.text) and not shows_something(line.text)

    def _names_file(self, line: Line) -> bool:
        """Tell whether a line under a picture is only its file's name."""
        image = self._pending[-1].image
        stem = key(unquote(urlsplit(image.src).path).rsplit("/", 1)[-1].rsplit(".", 1)[0]) if image else ""
        return is_file_name(line.text) or (bool(stem) and key(line.text) == stem)

    def _take_picture(self, line: Line, previous: Line | None) -> None:
        if self._pending and previous is not self._pending[-1]:
            self._pending.clear()
        self._pending.append(line)
        if line.image is not None and line.image.src not in self._taken:
            self._taken.add(line.image.src)
            self.flow.images.append(line.image)
            if line.note:
                self.notes[line.image.src] = line.note
        self.flow.blocks.append(Block("image", image=line.image))

    def _take_captions(self, kept: Sequence[Line], number: int, skip: set[int]) -> None:
        """Take the caption at ``number``; in a table with a row of pictures, as many captions as pictures."""
        line = kept[number]
        row = self._row_of_captions(kept, number)
        if len(row) > 1:
            for picture, words in zip(self._pending, row, strict=True):
                self._caption(words.text, picture.image)
                skip.add(words.index)
        else:
            text = line.text
            last = line
            for more in kept[number + 1 : number + 3]:
                if not continues_caption(more, last):
                    break
                text = f"{text} {more.text}"
                skip.add(more.index)
                last = more
            self._caption(text, self._pending[-1].image)
        self._pending.clear()

    def _row_of_captions(self, kept: Sequence[Line], number: int) -> Sequence[Line]:
        count = len(self._pending)
        shared = frame(self._pending[0])
        row = kept[number : number + count]
        rest = kept[number + count : number + count + 1]
        apart = [line for line in row if line.kind == "text" and self.style.sets_apart(line) and not line.prose > 200]
        if count > 1 and len(apart) == count and not (rest and self.style.sets_apart(rest[0])):
            return row
        if count < 2 or shared is None or shared.tag != "table" or len(row) < count:
            return []
        same = all(line.kind != "image" and frame(line) is shared for line in row)
        cells = {line.node for line in row}
        return row if same and len(cells) == count else []

    def _image_in_frame(self, line: Line, rest: Sequence[Line]) -> Image | None:
        """Return the picture that a caption printed over it, or parted from it, belongs to."""
        own = frame(line)
        if not self._pending and self._stands_before_picture(rest):
            return rest[1].image
        for other in rest[1:4]:
            if other.kind == "image" and ((own is not None and frame(other) is own) or shares_box(line, other)):
                return other.image
        return None

    def _stands_before_picture(self, rest: Sequence[Line]) -> bool:
        """Tell whether a caption that has no picture over it stands right over one that has none under it."""
        picture, below = _next(rest, 1), _next(rest, 2)
        if picture is None or picture.kind != "image":
            return False
        return below is None or (below.kind != "caption" and not is_caption_of(below, picture, self.style, None))

    def _caption(self, text: str, image: Image | None) -> None:
        cleaned = collapse(_SHORTCODE.sub(" ", text)).strip()
        if cleaned and key(cleaned) != self.title_key:  # a theme prints the headline under the first picture
            self.flow.captions.append(Caption(image.src if image else None, cleaned))
            self.flow.blocks.append(Block("caption", cleaned, image))

    def _take_text(self, line: Line) -> None:
        text = collapse(_SHORTCODE.sub(" ", line.text)) if "[" in line.text else line.text
        opens, self._opens = self._opens, False
        if line.kind == "item" and not (opens and _is_only_item(line)):
            self.flow.blocks.append(Block("list_item", f"- {_BULLET.sub('', text)}"))
            return
        if line.hints.lead and line.kind != "table":
            self.flow.lead_lines.append(line)
        sentence = ends_sentence(text) and len(text) > _SHORT
        heading = _is_heading(line) or (line.kind == "heading" and len(text) <= 2 * _SHORT and not sentence)
        kind: BlockKind = "heading" if heading else "paragraph"
        if line.kind == "table":
            kind = "table"
        self.flow.blocks.append(Block(kind, text))


def _next(kept: Sequence[Line], number: int) -> Line | None:
    return kept[number] if number < len(kept) else None


def _is_only_item(line: Line) -> bool:
    """Tell whether a list has one item: a template that prints the lead in one, for a bullet before it."""
    around = line.node.getparent()
    return around is not None and bool(line.prose) and sum(1 for _ in around.iterchildren("li")) == 1


def _is_heading(line: Line) -> bool:
    """Tell whether a paragraph is a sub-heading: bold, short, no sentence."""
    return line.bold and len(line.text) <= 2 * _SHORT and not line.text.endswith((".", ":", ";", ","))
