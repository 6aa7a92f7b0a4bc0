"""How much a portal publishes at this time of the year and on these days of the week, by the dates of its articles.

A first visit finds the articles of years, so that the rhythm of an office is known before its visits tell it: nobody
publishes on Sundays, little in July.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from scraper.clock import vietnamese_day

if TYPE_CHECKING:
    import sqlite3
    from datetime import date

    from archive.health.earlier import EarlierVisit

_YEAR = timedelta(days=364)  # whole weeks
_AROUND = timedelta(days=14)
_FEWEST = 4  # articles that a share is taken of: of fewer it is chance
_WEEK = timedelta(days=7)
_WEEKS_BACK, _FEWEST_WEEKS = 8, 2


def share_of_the_season(connection: sqlite3.Connection, portal: str, visit: EarlierVisit) -> float:
    """Return the share of what is usual that a portal published in these weeks of the year before; 1 where more.

    Args:
        connection: the archive.
        portal: the portal's id.
        visit: the visit that has ended.
    """
    last = visit.started - _YEAR
    first = last - timedelta(days=visit.figures.get("days", 0))
    then = _published(connection, portal, vietnamese_day(first - _AROUND), vietnamese_day(last + _AROUND))
    year = _published(connection, portal, vietnamese_day(last - _YEAR / 2), vietnamese_day(last + _YEAR / 2))
    days = (last - first + 2 * _AROUND).total_seconds() / 86_400
    usual = year * days / _YEAR.days
    return min(1.0, then / usual) if usual >= _FEWEST else 1.0


def share_of_the_weekdays(connection: sqlite3.Connection, portal: str, visit: EarlierVisit) -> float:
    """Return the share of what is usual a day that a portal published on the same days of weeks before; 1 where more.

    A visit on Sunday finds what was published since Saturday's. Where a week or more lies between two visits, all days
    are alike, and where the dates of less than two weeks are known, nobody knows.

    Args:
        connection: the archive.
        portal: the portal's id.
        visit: the visit that has ended.
    """
    between = timedelta(days=visit.figures.get("days", 0))
    if not timedelta() < between < _WEEK:
        return 1.0
    end = vietnamese_day(visit.started)
    begin = min(vietnamese_day(visit.started - between), end - timedelta(days=1))
    known = _first_published(connection, portal)
    weeks = min(_WEEKS_BACK, (begin - known) // _WEEK) if known is not None else 0
    if weeks < _FEWEST_WEEKS:
        return 1.0
    day = timedelta(days=1)  # what is published on the day of a visit is the next one's: it may come after it
    all_days = _published(connection, portal, end - weeks * _WEEK - _WEEK, begin - day)
    these = sum(
        _published(connection, portal, begin - week * _WEEK, end - week * _WEEK - day) for week in range(1, weeks + 1)
    )
    usual = all_days * weeks * (end - begin).days / max(1, (begin - (end - weeks * _WEEK - _WEEK)).days)
    return min(1.0, these / usual) if usual >= _FEWEST else 1.0


def _published(connection: sqlite3.Connection, portal: str, first: date, last: date) -> int:
    row = connection.execute(
        "SELECT count(*) FROM articles WHERE portal = ? AND published BETWEEN ? AND ?",
        (portal, first.isoformat(), f"{last.isoformat()}T99"),
    ).fetchone()
    return int(row[0])


def _first_published(connection: sqlite3.Connection, portal: str) -> date | None:
    """Return the first day on which anything was published, ``None`` where no article has a whole date."""
    row = connection.execute(
        "SELECT min(published) FROM articles WHERE portal = ? AND published LIKE '____-__-__%'", (portal,)
    ).fetchone()
    return datetime.fromisoformat(row[0][:10]).date() if row and row[0] else None
