"""The body of an article as it reads: paragraphs with the names in them, pictures with their captions between them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    # (start, end, person) of the names in a field, in characters of it; sorted.
    Spans = list[tuple[int, int, int]]


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of a text; ``person`` is whose name they are (an id of ``people``), ``None`` for all other words."""

    text: str
    person: int | None = None


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
    """The figures that stand before a paragraph, and the paragraph; it has no words where figures end the article."""

    figures: list[Figure]
    paragraph: list[Segment]


def passages(text: str, figures: Iterable[Figure], spans: Spans) -> list[Passage]:
    """Return the body in reading order; figures of which nobody knows where they stand come last.

    Args:
        text: the record's text, paragraphs parted by a blank line.
        figures: the article's, in their order on the page.
        spans: the names in ``text``.
    """
    paragraphs = text.split("\n\n")
    standing: list[list[Figure]] = [[] for _ in range(len(paragraphs) + 1)]
    for figure in figures:
        standing[-1 if figure.after is None else min(max(figure.after, 0), len(paragraphs))].append(figure)
    found = []
    offset = 0
    for before, paragraph in zip(standing, [*paragraphs, ""], strict=True):
        words = linked(paragraph, spans, offset) if paragraph.strip() else []
        if before or words:
            found.append(Passage(before, words))
        offset += len(paragraph) + 2
    return found


def read_figures(connection: sqlite3.Connection, article: int, spans: dict[str, Spans]) -> list[Figure]:
    """Return the article's pictures with their captions, in the order of the page.

    A caption whose picture the page does not name, or names only there, is a figure of its own at the end.

    Args:
        connection: the archive; its rows are :class:`sqlite3.Row`.
        article: id in ``articles``.
        spans: the names in each field, from :func:`name_spans`.
    """
    images = connection.execute("SELECT * FROM images WHERE article = ? ORDER BY position", (article,)).fetchall()
    captions = connection.execute("SELECT * FROM captions WHERE article = ? ORDER BY position", (article,)).fetchall()
    figures = [Figure(row["src"], row["alt"], row["after"]) for row in images]
    by_address: dict[str | None, Figure] = {}
    for figure in figures:
        by_address.setdefault(figure.src, figure)
    for row in captions:
        home = by_address.get(row["image"]) if row["image"] else None
        if home is None:
            home = Figure(row["image"], None)
            figures.append(home)
            if row["image"]:
                by_address[row["image"]] = home
        home.captions.append(linked(row["text"], spans.get(f"captions[{row['position']}]", [])))
    return figures


def name_spans(mentions: Any) -> dict[str, Spans]:
    """Return field name to the names in it, from the rows of ``mentions``."""
    fields: dict[str, Spans] = {}
    for mention in mentions:
        for span in json.loads(mention["spans"]):
            fields.setdefault(span["field"], []).append((span["start"], span["end"], mention["person"]))
    return {name: sorted(spans) for name, spans in fields.items()}


def linked(text: str, spans: Spans, offset: int = 0) -> list[Segment]:
    """Cut ``text`` into segments at the names in it.

    Args:
        text: a field, or a part of it that begins ``offset`` characters into the field.
        spans: the names in the field; those that overlap or lie outside the part are left out.
        offset: where ``text`` begins.
    """
    segments: list[Segment] = []
    position = 0
    for start, end, person in spans:
        start, end = start - offset, end - offset
        if start < position or end <= start or end > len(text):
            continue
        segments += [Segment(text[position:start]), Segment(text[start:end], person)]
        position = end
    segments.append(Segment(text[position:]))
    return [segment for segment in segments if segment.text]
