"""Earlier visits to a portal, as far as a later one is held against them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from archive.health.measures import WANTED

if TYPE_CHECKING:
    import sqlite3

# So many visits tell what is usual: a month of daily ones, half a year of weekly ones.
MOST = 30
# What has been found wrong for longer than this is how the portal is now.
_SETTLES_AFTER = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class EarlierVisit:
    """One visit that came to its end.

    Attributes:
        crawl: its number.
        started: when it began, UTC.
        articles_new: articles that it found first.
        figures: its measures (:mod:`archive.health.measures`).
        doubted: (kind, field) of what was found wrong with it, where that is of late.
    """

    crawl: int
    started: datetime
    articles_new: int
    figures: dict[str, float]
    doubted: frozenset[tuple[str, str]] = field(default_factory=frozenset)

    def was_doubted(self, kind: str, of: str = "") -> bool:
        """Tell whether the visit is no measure of what is usual in a matter, because it was found wrong in it."""
        return (kind, of) in self.doubted


def visit_of(connection: sqlite3.Connection, crawl: int) -> EarlierVisit:
    """Return one visit, as the measures say that stand; nothing counts as doubted of it."""
    started, new = connection.execute("SELECT started, articles_new FROM crawls WHERE id = ?", (crawl,)).fetchone()
    return EarlierVisit(crawl, datetime.fromisoformat(started), new, _figures(connection, crawl))


def visits_before(
    connection: sqlite3.Connection, portal: str, crawl: int, after: str | None = None
) -> list[EarlierVisit]:
    """Return the visits before a crawl that fetched pages and came to their end, the newest first.

    Args:
        connection: the archive.
        portal: the portal's id.
        crawl: the crawl, which has been measured; only earlier ones are returned, and of these only those that wanted
            articles in the same languages: a portal's English pages are no news of its Vietnamese ones.
        after: only visits that began on this day (ISO 8601) or later.
    """
    began = datetime.fromisoformat(
        connection.execute("SELECT started FROM crawls WHERE id = ?", (crawl,)).fetchone()[0]
    )
    rows = connection.execute(
        "SELECT id, started, articles_new FROM crawls WHERE portal = ? AND id < ? AND finished IS NOT NULL "
        "AND outcome IN ('ok', 'suspect') AND started >= ? ORDER BY id DESC LIMIT ?",
        (portal, crawl, after or "", MOST),
    ).fetchall()
    wanted = _languages(_figures(connection, crawl))
    found = []
    for number, started, new in rows:
        moment, figures = datetime.fromisoformat(started), _figures(connection, number)
        if _languages(figures) != wanted:
            continue
        findings = connection.execute("SELECT kind, field FROM health_findings WHERE crawl = ?", (number,)).fetchall()
        doubted = frozenset((kind, of) for kind, of in findings) if began - moment < _SETTLES_AFTER else frozenset()
        found.append(EarlierVisit(number, moment, new, figures, doubted))
    return found


def _languages(figures: dict[str, float]) -> frozenset[str]:
    return frozenset(name for name in figures if name.startswith(WANTED))


def _figures(connection: sqlite3.Connection, crawl: int) -> dict[str, float]:
    return dict(connection.execute("SELECT measure, value FROM crawl_measures WHERE crawl = ?", (crawl,)).fetchall())
