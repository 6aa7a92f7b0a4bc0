"""Whether a portal has been silent for longer than it ever was."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from archive.health.findings import Finding
from archive.health.lunar_new_year import days_of_tet
from scraper.clock import vietnamese_day

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from archive.health.earlier import EarlierVisit
    from scraper.portal import Portal

_LOOKED_BACK = timedelta(days=730)
_FEWEST_DAYS = 5  # on which something was published: less is no habit
# Silence of several times the longest one known is no pause, and the fewer where many are known; some days' silence is
# nothing to speak of, half a year's is.
_TIMES, _TIMES_WELL_KNOWN, _WELL_KNOWN = 5, 3, 60
_LEAST, _MOST = 10, 180


def quiet_findings(
    connection: sqlite3.Connection, portal: Portal, visit: EarlierVisit, earlier: Sequence[EarlierVisit]
) -> Iterator[Finding]:
    """Yield that nothing has been published for far longer than the portal was ever silent, once at most.

    Nothing is said of a portal that is known to have ended, that was as silent when it was first visited, or of which
    people know better.

    Args:
        connection: the archive.
        portal: the portal, for what is declared of it.
        visit: the visit that has ended.
        earlier: those before it; without any, nobody knows whether lists were read to their end.
    """
    expect, today = portal.expect, vietnamese_day(visit.started)
    declared = expect is not None and (expect.articles_per_week is not None or is_declared_quiet(portal, today))
    if declared or not earlier or _has_ended(connection, portal, today):
        return
    days = _days_of_publication(connection, portal.id, today)
    if len(days) < _FEWEST_DAYS:  # a portal that prints no dates
        days = sorted({vietnamese_day(one.started) for one in (visit, *earlier) if one.articles_new})
    if len(days) < _FEWEST_DAYS:
        return
    longest = max(_length(one, other) for one, other in pairwise(days))
    times = _TIMES_WELL_KNOWN if len(days) > _WELL_KNOWN else _TIMES
    silent, allowed = _length(days[-1], today), min(_MOST, max(_LEAST, times * longest))
    if silent > allowed >= _length(days[-1], max(days[-1], _first_visit(connection, portal.id))):
        words = f"nothing new since {days[-1].isoformat()} ({silent} days); its longest silence was {longest} days"
        yield Finding("quiet", words, value=float(silent), expected=float(longest))


def is_declared_quiet(portal: Portal, day: date) -> bool:
    """Tell whether people have said that nothing new need appear on a day."""
    return portal.expect is not None and portal.expect.quiet_until is not None and day <= portal.expect.quiet_until


def _length(one: date, other: date) -> int:
    """Return the days of a silence, without those of Tết."""
    return max(0, (other - one).days - days_of_tet(one, other))


def _has_ended(connection: sqlite3.Connection, portal: Portal, today: date) -> bool:
    if portal.valid_to is not None and portal.valid_to < today:
        return True
    row = connection.execute(
        "SELECT gone_at IS NOT NULL OR EXISTS (SELECT 1 FROM portal_successors WHERE portal = p.id) FROM portals p "
        "WHERE id = ?",
        (portal.id,),
    ).fetchone()
    return bool(row and row[0])


def _first_visit(connection: sqlite3.Connection, portal: str) -> date:
    row = connection.execute("SELECT min(started) FROM crawls WHERE portal = ?", (portal,)).fetchone()
    return vietnamese_day(datetime.fromisoformat(row[0]))


def _days_of_publication(connection: sqlite3.Connection, portal: str, today: date) -> list[date]:
    """Return the days of two years on which something was published, in their order."""
    rows = connection.execute(
        "SELECT DISTINCT substr(published, 1, 10) FROM articles WHERE portal = ? AND published BETWEEN ? AND ? "
        "ORDER BY 1",
        (portal, (today - _LOOKED_BACK).isoformat(), f"{today.isoformat()}T99"),
    )
    found = []
    for (day,) in rows:
        try:
            found.append(date.fromisoformat(day))
        except ValueError:  # a year or a month alone
            continue
    return found
