"""Captions: which line after a picture is its caption, and which picture a caption belongs to.

Portals mark captions in every way there is: figcaption, a class, the second row of a table, italics, centred, after a
line break in the picture's own paragraph, or not at all. So mark-up counts where there is some, then the look that sets
a line apart from the paragraphs around it, then its words (:mod:`scraper.extract.wording`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from scraper.extract.images import is_picture_file
from scraper.extract.reading.caption_boxes import frame, is_on_slide, is_sentence_of_text, shares_box
from scraper.extract.wording import (
    MAX_CAPTION,
    ends_sentence,
    is_caption_shaped,
    is_file_name,
    key,
    opens_with_time,
    sentences,
    shows_something,
)
from scraper.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scraper.extract.lines import Line
    from scraper.items import Caption

_BOXES = frozenset({"div", "section"})
_ASKS = regex(r"(?:nhấp|bấm|nhấn|click|kích|xem ảnh|phóng to)\b", re.IGNORECASE)  # what to do, not what is seen
_QUOTES = ("“", '"', "«")
_SHORTEST_NOTE = 10  # characters of a viewer's words that are a caption
_SHORTEST_ALT, _MOST_SENTENCES = 20, 2  # characters and sentences of an attribute that is a caption
_OWN_BLOCKS = frozenset({"p", "td", "figure", "center", "span", "em", "i", "h6", "li"})  # of a picture and its caption
_SMALL_HEADING = 5  # h5 and h6: editors take them for small print
_HEADS = frozenset({"summary", "dt", "legend", "th", "label"})  # what heads the text behind it
_LONGEST_SENTENCE = 90  # characters of a sentence that is a caption because one stands under each picture
_FEWEST_SENTENCES, _LONGER = 2, 1.5  # sentences under pictures; how many times as long each paragraph is
_SHORT = 200  # characters of a line whose tag alone sets it apart


@dataclass(slots=True)
class Style:
    """What most of an article's paragraphs look like; what all of them share sets no caption apart."""

    italic: bool = False
    centred: bool = False
    small: bool = False
    tag: str = ""
    paragraphs: int = 0

    @classmethod
    def of(cls, lines: Iterable[Line]) -> Style:
        """Return the style of the running text among ``lines``."""
        running = [line for line in lines if line.prose]
        prose = [line for line in running if line.prose > 120]
        half = len(prose) / 2

        def most(flags: Iterable[bool]) -> bool:
            return bool(prose) and sum(flags) > half

        return cls(
            most(line.italic for line in prose),
            most(line.align == "center" for line in prose),
            most(line.small for line in prose),
            "p" if 2 * sum(line.node.tag == "p" for line in prose or running) > len(prose or running) else "",
            len(running),
        )

    def is_no_paragraph(self, line: Line) -> bool:
        """Tell whether a short line stands in a box of its own while the text stands in paragraphs."""
        return self.tag == "p" and line.node.tag in _BOXES and len(line.text) < _SHORT and not line.pieces

    def sets_apart(self, line: Line) -> bool:
        """Tell whether a line looks different from the paragraphs: italic, centred or small where they are not."""
        return (
            (line.italic and not self.italic)
            or (line.align == "center" and not self.centred)
            or (line.small and not self.small)
        )


def is_caption_of(line: Line, picture: Line, style: Style, following: Line | None) -> bool:
    """Tell whether the line right after a picture is its caption.

    Args:
        line: the line.
        picture: the picture's line before it.
        style: what the paragraphs look like.
        following: the line after, ``None`` at the end; the last words of a text are no caption more often than not.
    """
    text = line.text
    if line.kind == "caption":
        return len(text) <= 2 * MAX_CAPTION
    if line.kind in {"table", "image"} or len(text) > MAX_CAPTION or _is_text(line, picture):
        return False
    in_box = is_on_slide(line, picture) or (style.paragraphs > bool(line.prose) and shares_box(line, picture))
    if line.kind == "item" and line.node is not picture.node and not in_box:
        return False  # a list's item is a caption only where the picture stands in it
    if line.linked and not is_picture_file(line.href):
        return False
    own_frame = frame(picture)
    if own_frame is not None and frame(line) is own_frame:
        return sentences(text) <= 4
    same_block = _in_own_block(line, picture, style, in_box=in_box)
    if in_box and not same_block:
        return is_caption_shaped(text, styled=True) and not (_reads_on(text) or _is_beside(line, style))
    if style.sets_apart(line) or same_block or (style.is_no_paragraph(line) and not is_sentence_of_text(text)):
        return is_caption_shaped(text, styled=True) and not (same_block and not line.italic and _reads_on(text))
    if line.level >= _SMALL_HEADING:
        return is_caption_shaped(text, styled=True)
    if has_words_of_its_own(picture) or line.node.tag in _HEADS:
        return False
    if line.kind == "heading" or line.bold:
        return shows_something(text) and not ends_sentence(text)
    if following is None and not shows_something(text):
        return False
    return is_caption_shaped(text)


def _is_text(line: Line, picture: Line) -> bool:
    """Tell whether a line is the article's own by what it stands in: the lead, a quotation."""
    return _is_lead_under(line, picture) or _is_quoted(line)


def _is_quoted(line: Line) -> bool:
    """Tell whether a line is somebody's words set apart; Drupal puts captions into such an element as well."""
    around = (line.node, line.node.getparent())
    return line.text.startswith(_QUOTES) and any(one is not None and one.tag == "blockquote" for one in around)


def _in_own_block(line: Line, picture: Line, style: Style, *, in_box: bool) -> bool:
    """Tell whether a line stands in the picture's own paragraph or cell; a cell may hold the whole text."""
    if line.node is not picture.node or not (line.node.tag in _OWN_BLOCKS or line.linked):
        return False
    return line.node.tag != "td" or in_box or style.sets_apart(line) or not ends_sentence(line.text)


def has_words_of_its_own(picture: Line) -> bool:
    """Tell whether a viewer shows words under a picture; a paragraph behind it then goes on with the text."""
    note = picture.note or ""
    return len(note) >= _SHORTEST_ALT and not is_file_name(note) and not note.isascii() and not _ASKS.match(note)


def _is_lead_under(line: Line, picture: Line) -> bool:
    """Tell whether a line is the lead, and the picture stands over it, not in it; notes may have its class."""
    return line.hints.lead and not picture.hints.lead and is_sentence_of_text(line.text)


def _is_beside(line: Line, style: Style) -> bool:
    """Tell whether a picture's box holds a paragraph of the text beside it ("media and text"), no caption."""
    return line.node.tag == style.tag and not style.sets_apart(line) and is_sentence_of_text(line.text, least=2)


def _reads_on(text: str) -> bool:
    """Tell whether a line in a picture's own paragraph is that paragraph's text after all."""
    return ends_sentence(text) and (len(text) > 200 or opens_with_time(text)) and not shows_something(text)


def sentences_under_pictures(lines: Sequence[Line]) -> frozenset[int]:
    """Return the indexes of the lines that are captions because one short sentence stands under each picture.

    Editors who write captions as sentences, set apart by nothing, do so under all of an article's pictures; its
    paragraphs are longer than any of them.

    Args:
        lines: the lines of an article.
    """
    under = [after for line, after in pairwise(lines) if line.kind == "image"]
    if len(under) < _FEWEST_SENTENCES or not all(map(_is_short_sentence, under)):
        return frozenset()
    indexes = frozenset(line.index for line in under)
    paragraphs = [len(line.text) for line in lines if line.prose and line.index not in indexes]
    longer = _LONGER * max(len(line.text) for line in under)
    return indexes if len(paragraphs) > len(under) and min(paragraphs) >= longer else frozenset()


def _is_short_sentence(line: Line) -> bool:
    is_text = line.kind == "text" and not line.linked and len(line.text) < _LONGEST_SENTENCE
    return is_text and ends_sentence(line.text) and sentences(line.text) == 1


def continues_caption(line: Line, previous: Line) -> bool:
    """Tell whether a line goes on with the caption before it: the photographer's name, or the rest of the words."""
    text = line.text
    if len(text) > 80 or line.kind in {"table", "image", "item"}:
        return False
    words = text.lower().lstrip(" ([")
    if line.align == "right" != previous.align:
        return False  # who took all of the pictures
    if words.startswith(("ảnh:", "ảnh :", "nguồn ảnh", "(ảnh")):
        return True
    goes_on = text[:1].islower() or text[:1] == "(" or previous.text.endswith((",", "-", "–"))
    return line.soft and line.node is previous.node and line.italic == previous.italic and goes_on


def is_caption_over(line: Line, picture: Line, style: Style, following: Line | None) -> bool:
    """Tell whether a line stands as a caption over a picture in the picture's own paragraph or box, none under it."""
    if picture.kind != "image" or line.kind != "text" or line.linked:
        return False
    if _is_centred_over(line, picture, style):
        return following is None or not style.sets_apart(following)
    own = line.node is picture.node and (line.bold or style.sets_apart(line))
    if not own and not (
        style.paragraphs > bool(line.prose) and line.node is not picture.node and shares_box(line, picture)
    ):
        return False
    if ends_sentence(line.text) and not shows_something(line.text):
        return False
    below = following is not None and is_caption_of(following, picture, style, None)
    return not below and is_caption_shaped(line.text, styled=True)


def _is_centred_over(line: Line, picture: Line, style: Style) -> bool:
    """Tell whether a few words and the picture under them are set to the middle, in two rows, amid text that is not."""
    both = line.align == picture.align == "center" and not style.centred
    if not both or line.node is picture.node or line.node.tag != picture.node.tag:
        return False
    return not (line.bold or line.text.isupper() or line.prose > _LONGEST_SENTENCE or ends_sentence(line.text))


def caption_from_attribute(
    words: str | None,
    title: str | None,
    all_words: Sequence[str | None],
    captions: Sequence[Caption],
    *,
    shown: bool = False,
) -> str | None:
    """Return an alternative text, or a viewer's title, that reads as a caption where none is printed.

    CMSs fill it in with the file's name, the article's title or the same words for every picture: those are none.

    Args:
        words: the text.
        title: the article's headline.
        all_words: the texts of all its pictures.
        captions: the captions that are known.
        shown: a viewer shows the words to readers, who get to see no alternative text.
    """
    if (
        words is None
        or len(words) < (_SHORTEST_NOTE if shown else _SHORTEST_ALT)
        or is_file_name(words)
        or words.isascii()
        or _ASKS.match(words)
    ):
        return None
    own = key(words)
    if title is not None and (own in key(title) or key(title) in own):
        return None
    if all_words.count(words) > 1 or any(own in key(caption.text) for caption in captions):
        return None
    return words if is_caption_shaped(words, styled=True) and sentences(words) <= _MOST_SENTENCES else None
