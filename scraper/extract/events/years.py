"""The year of a day printed without one: from the publication stamp, from the text, or not at all.

A year is never invented: each rule below rests on something printed, and where two say different things the result is
the one with the better reason, or nothing. The rules and their order: fact sheet on officials and dates, section 8.3.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from scraper.extract.events.clues import find_clues, find_hints

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scraper.extract.date_digits import PrintedDay
    from scraper.extract.events.clues import Clues, YearHint

Basis = Literal["in_event_string", "inferred_from_text", "publication_stamp", "relative", "unknown"]
STAMP_WINDOW = 45  # days between event and publication within which a stamp gives the year
EARLY_STAMP = 7  # days that a stamp may stand before its event (typing errors, programmes announced)

_SAID = ("plan", "review")  # kinds of hints whose year depends on the month of the event


@dataclass
class YearFinder:
    """Weighs the clues of one article against its publication stamp; asked for each day printed without a year."""

    published: date | None
    cut: Callable[[], list[tuple[str, str, bool]]]  # called once, and only where a day has no year

    @cached_property
    def texts(self) -> list[tuple[str, str, bool]]:
        """The article's texts as :func:`scraper.extract.events.clues.find_clues` takes them."""
        return self.cut()

    @cached_property
    def hints(self) -> list[YearHint]:
        """The years that the article's texts name beside the news."""
        return find_hints(self.texts)

    @cached_property
    def clues(self) -> Clues:
        """What else the article's texts say of their year; few days need it."""
        return find_clues(self.texts)

    def year_of(self, day: PrintedDay, weekday: int | None = None) -> tuple[int | None, Basis]:
        """Return the year of ``day`` and on what it rests; ``(None, "unknown")`` where nothing tells.

        Args:
            day: as printed, without its year.
            weekday: as printed with it, 0 for Monday: of several years that the text speaks for, the one that has this
                weekday is taken. A weekday alone tells no year, for it comes again after five, six or eleven.
        """
        told = self._told(day)
        best = next(told, None)
        if best is None:
            return None, "unknown"
        if weekday is None or _falls_on(day, best[0], weekday):
            return best
        return next((other for other in told if _falls_on(day, other[0], weekday)), best)

    def _told(self, day: PrintedDay) -> Iterator[tuple[int, Basis]]:
        """Yield the years that the stamp and the text tell, the best reason first."""
        held = self._held(day)
        stamped = self._by_stamp(day)
        if stamped is not None and (held is None or held == stamped):
            yield stamped, "publication_stamp"
        rules: tuple[Callable[[PrintedDay], int | None], ...] = (
            self._held,
            self._by_full_date,
            self._by_month,
            self._by_jubilee,
            self._by_school,
            self._by_hints,
            self._by_spring,
            self._by_congress,
        )
        for rule in rules:
            year = rule(day)
            if year is not None and day.on(year) is not None and self._is_past(day, year):
                yield year, "inferred_from_text"

    def _is_past(self, day: PrintedDay, year: int) -> bool:
        """Tell whether ``day`` in ``year`` is not after publication: news tell of what has been."""
        there = day.on(year)
        return self.published is None or there is None or there <= self.published + timedelta(days=EARLY_STAMP)

    def _by_stamp(self, day: PrintedDay) -> int | None:
        if self.published is None:
            return None
        for year in (self.published.year + 1, self.published.year, self.published.year - 1):
            there = day.on(year)
            if there and -EARLY_STAMP <= (self.published - there).days <= STAMP_WINDOW:
                return year
        return None

    def _held(self, day: PrintedDay) -> int | None:
        years = {hint.year for hint in self.hints if hint.held and hint.head}
        year = years.pop() if len(years) == 1 else None
        return year if year is not None and self._is_past(day, year) else None

    def _by_full_date(self, day: PrintedDay) -> int | None:
        """The latest full date of the text is nearest to its writing; the event is the day nearest to it."""
        return _nearest_year(day, max(self.clues.full)) if self.clues.full else None

    def _by_month(self, day: PrintedDay) -> int | None:
        if not self.clues.months:
            return None
        year, month = max(self.clues.months)
        return _nearest_year(day, date(year, month, 15))

    def _by_jubilee(self, day: PrintedDay) -> int | None:
        years = {
            year for jubilee in self.clues.jubilees if (year := _nearest_year(day, jubilee, STAMP_WINDOW)) is not None
        }
        return years.pop() if len(years) == 1 else None

    def _by_school(self, day: PrintedDay) -> int | None:
        if len(set(self.clues.schools)) != 1:
            return None
        return self.clues.schools[0] + (day.month < 8)

    def _by_hints(self, day: PrintedDay) -> int | None:
        """Years named beside the news: those of the head first, the rest of the text only where it is of one mind."""
        for hints in ([hint for hint in self.hints if hint.head], self.hints):
            neutral = {hint.year for hint in hints if hint.kind == "neutral"}
            said = {year for hint in hints if hint.kind in _SAID and (year := hint.for_month(day.month))}
            weak = {hint.year for hint in hints if hint.kind == "weak"}
            for years in (said & neutral, said, neutral, weak):
                if len(years) == 1:
                    return years.pop()
        return None

    def _by_spring(self, day: PrintedDay) -> int | None:
        years = set(self.clues.springs)
        return years.pop() - (day.month >= 11) if len(years) == 1 and (day.month <= 4 or day.month >= 11) else None

    def _by_congress(self, day: PrintedDay) -> int | None:  # noqa: ARG002  one signature for all rules
        years = set(self.clues.congresses)
        return years.pop() if len(years) == 1 else None


def _falls_on(day: PrintedDay, year: int, weekday: int) -> bool:
    there = day.on(year)
    return there is not None and there.weekday() == weekday


def _nearest_year(day: PrintedDay, anchor: date, window: int = 183) -> int | None:
    """Return the year in which ``day`` is nearest to ``anchor``, ``None`` where it is further than ``window`` days."""
    near = [
        (abs((there - anchor).days), year)
        for year in (anchor.year - 1, anchor.year, anchor.year + 1)
        if (there := day.on(year)) is not None
    ]
    return min(near)[1] if near and min(near)[0] <= window else None
