"""Bars over time, drawn on the server: geometry for an SVG that needs no script and fits any width.

Horizontal measures are per cent of the width, so that a chart is as readable on a telephone as on a desk; heights are
pixels.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

HEIGHT = 96  # pixels of the tallest bar
_MOST_LABELS = 6
_GAP = 0.18  # of a bar's share of the width
_LONGEST_SPAN = 60  # years
_WIDEST = 12.5  # per cent; a chart of three years is no wall


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
