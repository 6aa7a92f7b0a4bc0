"""The body of an article as it reads: paragraphs with what was read from them, pictures with their captions between."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from scraper.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from archive.site.found_words import Mark

    Marks = Mapping[str, Sequence[Mark]]

Form = Literal["plain", "item", "head"]

_ITEM = regex(r"[-–+•*][ \xa0]")
# Portals print the headings of long reports as paragraphs: "I. KẾT QUẢ ĐẠT ĐƯỢC", "2. Về công tác cán bộ".
_NUMBERED = regex(r"(?:[IVX]{1,5}|[1-9][0-9]?)[.)][ \xa0]")
_LONGEST_HEAD = 100  # characters
_SENTENCE_ENDS = tuple('.;,!?…”")')


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of a text; ``mark`` says what was read from them, ``None`` where nothing was."""

    text: str
    mark: Mark | None = None


@dataclass(slots=True)
class Figure:
    """A picture of the article (``src`` is ``None`` where a caption has no known picture) with the captions under it.

    ``after`` is how many paragraphs stand before it, ``None`` where that is not known.
    """

    src: str | None
    alt: str | None
    after: int | None = None
    captions: list[list[Segment]] = field(default_factory=list)


@dataclass(slots=True)
class Passage:
    """The figures that stand before a paragraph, and the paragraph; it has no words where figures end the article.

    ``form`` is how the paragraph reads: an item of a list, a heading, or neither.
    """

    figures: list[Figure]
    paragraph: list[Segment]
    form: Form = "plain"


def passages(text: str, figures: Iterable[Figure], marks: Sequence[Mark]) -> list[Passage]:
    """Return the body in reading order; figures of which nobody knows where they stand come last.

    Args:
        text: the record's text, paragraphs parted by a blank line.
        figures: the article's, in their order on the page.
        marks: what was read from ``text``, as it stands.
    """
    paragraphs = text.split("\n\n")
    standing: list[list[Figure]] = [[] for _ in range(len(paragraphs) + 1)]
    for figure in figures:
        standing[-1 if figure.after is None else min(max(figure.after, 0), len(paragraphs))].append(figure)
    found = []
    offset = 0
    for before, paragraph, following in zip(standing, [*paragraphs, ""], [*paragraphs[1:], "", ""], strict=True):
        words = linked(paragraph, marks, offset) if paragraph.strip() else []
        if before or words:
            found.append(Passage(before, words, form_of(paragraph, following)))
        offset += len(paragraph) + 2
    return found


def form_of(paragraph: str, following: str) -> Form:
    """Return how a paragraph reads, given the one after it.

    A heading is short, ends no sentence, has something longer after it, and is numbered or in capitals.
    """
    words = paragraph.strip()
    if _ITEM.match(words):
        return "item"
    is_short = len(words) <= _LONGEST_HEAD and "\n" not in words and not words.endswith(_SENTENCE_ENDS)
    if not is_short or len(following) <= len(words):
        return "plain"
    return "head" if _NUMBERED.match(words) or (words.isupper() and " " in words) else "plain"


def figures_of(images: Iterable[Any], captions: Iterable[Any], marks: Marks) -> list[Figure]:
    """Return pictures with their captions, in the order of the page.

    A caption whose picture the page does not name, or names only there, is a figure of its own at the end.

    Args:
        images: rows with ``src``, ``alt`` and ``after``.
        captions: rows with ``image`` and ``text``, all of the article's.
        marks: what was read from each field.
    """
    figures = [Figure(row["src"], row["alt"], row["after"]) for row in images]
    by_address: dict[str | None, Figure] = {}
    for figure in figures:
        by_address.setdefault(figure.src, figure)
    for position, row in enumerate(captions):
        home = by_address.get(row["image"]) if row["image"] else None
        if home is None:
            home = Figure(row["image"], None)
            figures.append(home)
            if row["image"]:
                by_address[row["image"]] = home
        home.captions.append(linked(row["text"], marks.get(f"captions[{position}]", ())))
    return figures


def linked(text: str, marks: Sequence[Mark], offset: int = 0) -> list[Segment]:
    """Cut ``text`` into segments at the words that something was read from.

    Args:
        text: a field, or a part of it that begins ``offset`` characters into the field.
        marks: of the field, as they stand; those that overlap or lie outside the part are left out.
        offset: where ``text`` begins.
    """
    segments: list[Segment] = []
    position = 0
    for mark in marks[bisect_left(marks, (offset,)) :]:
        start, end = mark.start - offset, mark.end - offset
        if start >= len(text):
            break
        if start < position or end <= start or end > len(text):
            continue
        segments += [Segment(text[position:start]), Segment(text[start:end], mark)]
        position = end
    segments.append(Segment(text[position:]))
    return [segment for segment in segments if segment.text]
