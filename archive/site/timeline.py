"""Posts over time as a drawing: a row a post or a holder, its bar from the day first seen to the day last seen.

The drawing is HTML with one small SVG a row, so that the words beside a bar wrap as words do and bars keep to the width
that there is. Bars are links to the sentences that they are made of; the same figures stand in a table of the page.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from markupsafe import Markup

from archive.site.catalogue import say, say_text
from archive.site.charts import Axis, axis
from archive.site.formats import day as shown_day
from archive.site.formats import moment
from archive.site.html import filled

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LEAST = 1.2  # per cent of the width that a single day is drawn with
_LAST_YEAR = 90  # per cent at which a year may begin to be written, or it would stand out over the edge
_UNITS = 10  # of the drawing a per cent


@dataclass(frozen=True, slots=True)
class Mark:
    """What articles announced on a day of a row; ``words`` say it in the language of the page."""

    day: str
    words: str


@dataclass(slots=True)
class Span:
    """One bar: who or what, from when to when, in how many articles, and where the sentences stand.

    Attributes:
        label: what stands before the bar, HTML.
        name: the same as plain text, for the name of the link.
        first, last: days, ISO 8601.
        articles: how many articles.
        address: of the sentences.
        months: months in which it was observed, ``2021-03``.
        marks: what was announced.
        faint: whether the bar is drawn lightly (acting, former).
    """

    label: Markup
    name: str
    first: str
    last: str
    articles: int
    address: str
    months: Sequence[str] = ()
    marks: Sequence[Mark] = ()
    faint: bool = False


@dataclass(slots=True)
class Group:
    """Rows under one heading, HTML."""

    heading: Markup
    spans: list[Span] = field(default_factory=list)


def axis_of(groups: Iterable[Group]) -> Axis | None:
    """Return the axis on which all bars of ``groups`` have their places."""
    return axis(day for group in groups for span in group.spans for day in (span.first, span.last))


def draw(groups: Sequence[Group], line: Axis) -> Markup:
    """Return the drawing of ``groups`` on ``line``, the years above and again below it where it is long."""
    years = _years(line)
    parts = [years]
    for group in groups:
        parts += [
            filled('<div class="posts"><h3>%s</h3>', group.heading),
            *(_row(span, line) for span in group.spans),
            Markup("</div>"),
        ]
    if sum(len(group.spans) for group in groups) > 8:
        parts.append(years)
    return filled('<div class="timeline">%s</div>', Markup("").join(parts))


def _years(line: Axis) -> Markup:
    shown = [tick for tick in line.ticks if tick[1] <= _LAST_YEAR] or line.ticks[:1]
    named = Markup("").join(filled('<text x="%s%%" y="13">%s</text>', x, year) for year, x in shown)
    return filled('<div class="years" aria-hidden="true"><svg width="100%%" height="18">%s</svg></div>', named)


def _row(span: Span, line: Axis) -> Markup:
    x, width = line.span(span.first, span.last, _LEAST)
    said = say_text(
        "timeline-bar", name=span.name, first=moment(span.first), last=moment(span.last), articles=span.articles
    )
    drawing = filled(
        '<svg class="row" width="100%%" height="28" viewBox="0 0 1000 28" preserveAspectRatio="none" '
        'role="group" aria-label="%s"><path class="grid" d="%s"/><a href="%s" aria-label="%s"><title>%s</title>'
        '<rect class="reach" width="1000" height="28"/><rect class="%s" x="%s" y="8" width="%s" height="12"/>'
        '<path class="seen" d="%s"/>%s</a></svg>',
        span.name,
        "".join(f"M{_x(tick)} 0v28" for _, tick in line.ticks),
        span.address,
        said,
        said,
        "bar faint" if span.faint else "bar",
        _x(x),
        _x(width),
        "".join(f"M{_x(place)} 8v12" for place in sorted({line.place(month) for month in span.months})),
        Markup("").join(
            filled('<path class="mark" d="M%s 2v24"><title>%s</title></path>', _x(line.place(mark.day)), mark.words)
            for mark in span.marks
        ),
    )
    return filled(
        '<div class="held"><p class="who">%s</p>%s<p class="when">%s · <a href="%s">%s</a></p></div>',
        span.label, drawing, _days(span.first, span.last), span.address, say("timeline-articles", n=span.articles),
    )  # fmt: skip


def _days(first: str, last: str) -> Markup:
    said = filled('<time datetime="%s">%s</time>', first, shown_day(first))
    return said if first == last else filled('%s – <time datetime="%s">%s</time>', said, last, shown_day(last))


def _x(share: float) -> str:
    return f"{share * _UNITS:g}"
