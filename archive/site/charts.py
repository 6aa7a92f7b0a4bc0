"""Bars over time, drawn on the server: geometry for an SVG that needs no script and fits any width.

Horizontal measures are per cent of the width, so that a chart is as readable on a telephone as on a desk; heights are
pixels.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from statistics import median_low
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

HEIGHT = 96  # pixels of the tallest bar
_MOST_LABELS = 6
_GAP = 0.18  # of a bar's share of the width
_LONGEST_SPAN = 60  # years
_WIDEST = 12.5  # per cent; a chart of three years is no wall
_MOST_TICKS = 7  # years named on an axis; as many stand side by side on a telephone
_YEARS_ASIDE = 40  # from the middle of all days: a day farther away is a wrong one and is drawn at the edge
_STEPS = (1, 2, 5, 10, 20)  # years between two ticks


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it stands for, how many, and where it is drawn (``x``, ``width``: per cent; ``height``: pixels)."""

    label: str
    count: int
    x: float
    width: float
    height: float
    labelled: bool

    @property
    def middle(self) -> float:
        """Where the bar's label is centred, in per cent."""
        return round(self.x + self.width / 2, 3)


def bars(counts: Sequence[tuple[str, int]]) -> list[Bar]:
    """Return a bar for each ``(label, count)``; a count above nothing is never drawn as nothing."""
    if not counts:
        return []
    tallest = max(count for _, count in counts) or 1
    share = min(100 / len(counts), _WIDEST)
    every = -(-len(counts) // _MOST_LABELS)
    return [
        Bar(
            label,
            count,
            round(number * share, 3),
            round(share * (1 - _GAP), 3),
            round(max(HEIGHT * count / tallest, 2 if count else 0), 1),
            number % every == 0,
        )
        for number, (label, count) in enumerate(counts)
    ]


def years_without_gaps(years: dict[int, int]) -> list[tuple[str, int]]:
    """Return ``(year, count)`` from the first year to the last, those without anything between them included.

    Where they span more than a lifetime some date is wrong; then only the years that have something are returned.
    """
    if not years:
        return []
    span = range(min(years), max(years) + 1)
    shown = span if len(span) <= _LONGEST_SPAN else sorted(years)
    return [(str(year), years.get(year, 0)) for year in shown]


@dataclass(frozen=True, slots=True)
class Axis:
    """A line of years on which days have their places, in per cent of its width.

    ``start`` and ``end`` are ordinals of days, ``ticks`` years with the places at which they begin.
    """

    start: int
    end: int
    ticks: tuple[tuple[int, float], ...]

    def place(self, day: str) -> float:
        """Return where a day (ISO 8601) lies; one outside the axis lies at its edge."""
        share = 100 * (_ordinal(day) - self.start) / (self.end - self.start)
        return round(min(max(share, 0), 100), 2)

    def span(self, first: str, last: str, least: float) -> tuple[float, float]:
        """Return ``(x, width)`` of the days from ``first`` to ``last``, at least ``least`` per cent wide, within it."""
        x, end = self.place(first), self.place(last)
        width = max(end - x, least)
        return round(min(x, 100 - width), 2), round(width, 2)


def axis(days: Iterable[str]) -> Axis | None:
    """Return an axis of whole years for days (ISO 8601), ``None`` where there are none."""
    years = sorted(int(day[:4]) for day in days)
    if not years:
        return None
    middle = median_low(years)
    shown = [year for year in years if abs(year - middle) <= _YEARS_ASIDE]
    first, last = shown[0], shown[-1]
    start, end = date(first, 1, 1).toordinal(), date(last, 12, 31).toordinal()
    step = next((step for step in _STEPS if (last - first) // step < _MOST_TICKS), _STEPS[-1])
    named = [year for year in range(first, last + 1) if year % step == 0] or [first]
    return Axis(start, end, tuple((year, _share(date(year, 1, 1).toordinal(), start, end)) for year in named))


def _share(day: int, start: int, end: int) -> float:
    return round(100 * (day - start) / (end - start), 2)


def _ordinal(day: str) -> int:
    """Return the number of a day; a text that begins with a month or a year only counts from its beginning."""
    parts = [int(part) for part in day[:10].split("-") if part.isdecimal()]
    year, month, number = (*parts, 1, 1, 1)[:3] if parts else (1, 1, 1)
    try:
        return date(year, month, number).toordinal()
    except ValueError:  # of a month that has no such day
        return date(max(year, 1), 1, 1).toordinal()
