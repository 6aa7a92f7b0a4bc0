"""The texts of an article as HTML: names linked where they stand, days and the words of roles marked, figures between.

Made in Python at once: Jinja renders asynchronously here, and an article is thousands of pieces.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from archive.site.catalogue import say
from archive.site.html import filled, joined
from archive.site.wording import file_name, host, web_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from archive.site.passages import Figure, Passage, Segment


@dataclass(frozen=True, slots=True)
class Named:
    """Whose name stands somewhere: the address of the person's page, ``None`` for nobody's, and the titles given."""

    address: str | None
    titles: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """The day that words were read as (ISO 8601, ``None`` where it is not known), and what is said of that."""

    day: str | None
    reading: str = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """Makes HTML of the texts of one article.

    Attributes:
        names: position of a mention to whose name it is.
        days: position of an event to the day that its words were read as.
    """

    names: Mapping[int, Named] = field(default_factory=dict)
    days: Mapping[int, Told] = field(default_factory=dict)

    def running(self, segments: Iterable[Segment]) -> Markup:
        """Return a text, its marks as links and spans."""
        return joined([self._segment(segment) for segment in segments])

    def _segment(self, segment: Segment) -> Markup:
        mark = segment.mark
        if mark is None:
            return escape(segment.text)
        if mark.kind == "name":
            return self._name(mark.of, segment.text)
        if mark.kind == "day":
            return self._day(mark.of, mark.anchor, segment.text)
        return filled('<span class="told-role" id="%s">%s</span>', mark.anchor, segment.text)

    def _name(self, mention: int, text: str) -> Markup:
        named = self.names.get(mention)
        if named is None or named.address is None:
            return escape(text)
        if not named.titles:
            return filled('<a class="name" href="%s">%s</a>', named.address, text)
        return filled(
            '<a class="name" href="%s" title="%s" aria-describedby="titles-%s">%s</a>',
            named.address,
            named.titles,
            mention,
            text,
        )

    def _day(self, event: int, anchor: str, text: str) -> Markup:
        told = self.days.get(event, Told(None))
        words = filled('<time datetime="%s">%s</time>', told.day, text) if told.day else escape(text)
        return filled(
            '<a class="told-day" id="%s" href="#event-%s" title="%s">%s</a>', anchor, event, told.reading, words
        )

    def body(self, passages: Iterable[Passage]) -> Markup:
        """Return the body: paragraphs, headings, lists, and the figures where they stand."""
        parts: list[Markup] = []
        # Items of one list: they follow each other, and no figure is between them.
        for is_item, group in groupby(self._blocks(passages), key=lambda block: block[0]):
            blocks = joined((block for _, block in group), "\n")
            parts.append(filled('<ul class="items">\n%s\n</ul>', blocks) if is_item else blocks)
        return joined(parts, "\n")

    def _blocks(self, passages: Iterable[Passage]) -> Iterator[tuple[bool, Markup]]:
        """Yield blocks of the body, and whether each is an item of a list."""
        for passage in passages:
            if passage.figures:
                figures = joined(map(self.figure, passage.figures), "\n")
                yield False, filled('<div class="pictures">\n%s\n</div>', figures)
            if passage.paragraph:
                words = self.running(passage.paragraph)
                if passage.form == "item":
                    yield True, filled("<li>%s</li>", words)
                elif passage.form == "head":
                    yield False, filled('<h2 class="subhead">%s</h2>', words)
                else:
                    yield False, filled("<p>%s</p>", words)

    def figure(self, figure: Figure) -> Markup:
        """Return a picture's place with the captions beneath; the picture itself is not loaded from its host."""
        captions = joined(filled("<p>%s</p>", self.running(caption)) for caption in figure.captions)
        return filled(
            "<figure>%s%s</figure>",
            _frame(figure) if figure.src else "",
            filled("<figcaption>%s</figcaption>", captions) if captions else "",
        )


_PICTURE = Markup(
    '<svg viewBox="0 0 48 36" width="48" height="36" aria-hidden="true"><rect x="1" y="1" width="46" height="34" '
    'rx="3"/><circle cx="14" cy="12" r="4"/><path d="M3 31l13-12 8 7 9-10 12 13"/></svg>'
)


def _frame(figure: Figure) -> Markup:
    alt = filled('<p class="alt">%s</p>', figure.alt) if figure.alt else ""
    link = outside(figure.src, file_name(figure.src) or say("article-picture"))
    return filled('<div class="frame">%s<p>%s<br><small>%s</small></p>%s</div>', _PICTURE, link, host(figure.src), alt)


def outside(address: str | None, words: object) -> Markup:
    """Return a link to an address of the web; the words alone where it is none (addresses come from pages)."""
    if web_address(address) is None:
        return escape(words)
    return filled(
        '<a href="%s" rel="external noreferrer nofollow">%s<span aria-hidden="true"> ↗</span></a>', address, words
    )
