"""What speaks against the day of an event: no year, the stamp, the weekday printed beside it, the calendar.

A doubt is a word for programs (:data:`scraper.items.EventDoubt`) and a sentence for people. An event keeps the word,
the article's problems the sentence; the day stays as the text has it, for nobody but the text knows better.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scraper.extract.events.years import STAMP_WINDOW
from scraper.items import Problem

if TYPE_CHECKING:
    from datetime import date

    from scraper.items import Event, EventDoubt

_A_MONTH = 28  # days: a stamp so far off, with the same day of the month, is that of a mistyped month


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a day is missing or not to be trusted."""

    word: EventDoubt
    sentence: str


def no_year(words: str, published: date | None) -> Doubt:
    """Return why the day that ``words`` print has no year."""
    reason = (
        "neither the text nor a publication stamp tells its year"
        if published is None
        else f"the publication stamp ({published}) is too far from it and the text does not tell its year"
    )
    return Doubt("year_unknown", f"“{words}” has no date: {reason}.")


def no_such_day(words: str) -> Doubt:
    """Return what is said of 31/02."""
    return Doubt("no_such_day", f"“{words}” has no date: the calendar has no such day.")


def no_stamp(words: str) -> Doubt:
    """Return why "sáng nay" has no day on a page that does not say when it was published."""
    return Doubt("no_stamp", f"“{words}” has no date: the page prints no publication stamp.")


def against(words: str, days: tuple[date, date], weekday: int | None, published: date | None) -> list[Doubt]:
    """Return what speaks against a day: the weekday printed with it, the publication stamp.

    Args:
        words: as printed.
        days: first and last day.
        weekday: as printed, 0 for Monday; ``None`` where none is.
        published: the day of the stamp.
    """
    first, last = days
    doubts = []
    if weekday is not None and weekday != first.weekday():
        doubts.append(Doubt("weekday_disagrees", f"“{words}” names another weekday than the calendar has for {first}."))
    if published is None:
        return doubts
    gap = (published - first).days
    if gap < 0 and published < last:
        sentence = f"“{words}” ({first}) is later than the publication stamp ({published})."
        doubts.append(Doubt("stamp_before_event", sentence))
    elif gap > STAMP_WINDOW:
        sentence = f"“{words}” ({first}) is {gap} days before the publication stamp ({published})."
        doubts.append(Doubt("stamp_much_later", sentence))
    elif gap >= _A_MONTH and first.day == published.day:
        sentence = (
            f"“{words}” ({first}) is exactly a month before the publication stamp ({published}), as where the month is "
            "mistyped."
        )
        doubts.append(Doubt("month_mistyped", sentence))
    return doubts


def doubted(event: Event, doubts: list[Doubt]) -> list[Problem]:
    """Mark an event with the first of its doubts and return all of them as problems of the article."""
    if doubts:
        event.doubt = doubts[0].word
    return [Problem("events", doubt.sentence) for doubt in doubts]
