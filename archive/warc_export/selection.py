"""Which captures are exported: of a portal, of some days, of a query, or all that have a stored page."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from archive.search import register_functions
from scraper.clock import VIETNAM, timestamp
from scraper.errors import ArchiveError

# What the first column of a query is called -> the captures that a value means.
_MEANT = {
    "capture": ("SELECT id FROM captures WHERE id = ?",),
    "article": (
        "SELECT id FROM captures WHERE article = ?",
        "SELECT capture FROM revisions WHERE article = ? AND capture IS NOT NULL",
        "SELECT capture FROM articles WHERE id = ? AND capture IS NOT NULL",
    ),
}
_EXAMPLE = "for example: SELECT id AS article FROM articles WHERE ..."


@dataclass(frozen=True, slots=True)
class WarcSelection:
    """Which captures are wanted; all conditions hold together, those that are ``None`` are none.

    Attributes:
        portal: the id of a portal.
        since: the first day on which they were captured, in Vietnam's time.
        until: the last such day.
        query: a SELECT whose first column is called ``article`` or ``capture`` and holds their ids.
    """

    portal: str | None = None
    since: date | None = None
    until: date | None = None
    query: str | None = None

    def words(self) -> str:
        """Return what is selected, for the file to say of itself."""
        parts = [f"portal {self.portal}" if self.portal else "", f"since {self.since}" if self.since else "",
                 f"until {self.until}" if self.until else "", f"query {self.query}" if self.query else ""]  # fmt: skip
        return ", ".join(part for part in parts if part) or "all captures"


def select_captures(connection: sqlite3.Connection, selection: WarcSelection) -> int:
    """Put the ids of the captures that are wanted and have a record into the temporary table ``wanted``.

    Args:
        connection: the archive, read-only, but for temporary tables.
        selection: what is wanted.

    Returns:
        How many there are.

    Raises:
        ArchiveError: there is no such portal, or the query is none, fails, or has no such column.
    """
    connection.execute("CREATE TEMP TABLE wanted (capture INTEGER PRIMARY KEY)")
    conditions, values = _conditions(connection, selection)
    if selection.query is not None:
        _take_in_query(connection, selection.query)
        conditions.append("id IN (SELECT capture FROM temp.asked_for)")
    where = " AND ".join(["warc IS NOT NULL", *conditions])
    connection.execute(f"INSERT INTO temp.wanted SELECT id FROM captures WHERE {where}", values)  # nosec B608 # noqa: S608  ours
    return int(connection.execute("SELECT count(*) FROM temp.wanted").fetchone()[0])


def _conditions(connection: sqlite3.Connection, selection: WarcSelection) -> tuple[list[str], list[Any]]:
    conditions: list[str] = []
    values: list[Any] = []
    if selection.portal is not None:
        known = [name for (name,) in connection.execute("SELECT id FROM portals ORDER BY id")]
        if selection.portal not in known:
            raise ArchiveError(
                f"{selection.portal!r} is no portal of this archive; it has: {', '.join(known) or 'none yet'}"
            )
        conditions.append("portal = ?")
        values.append(selection.portal)
    if selection.since is not None:
        conditions.append("fetched_at >= ?")
        values.append(_beginning(selection.since))
    if selection.until is not None:
        conditions.append("fetched_at < ?")
        values.append(_beginning(selection.until + timedelta(days=1)))
    return conditions, values


def _beginning(day: date) -> str:
    """Return the moment at which a day begins in Vietnam, as times are stored."""
    return timestamp(datetime.combine(day, time.min, VIETNAM))


def _take_in_query(connection: sqlite3.Connection, query: str) -> None:
    """Put the captures that a query means into the temporary table ``asked_for``."""
    register_functions(connection)
    connection.execute("CREATE TEMP TABLE asked_for (capture INTEGER PRIMARY KEY)")
    if not query.lstrip().lower().startswith(("select", "with", "values")):
        raise ArchiveError(f"--query takes a SELECT, {_EXAMPLE}")
    connection.execute("PRAGMA query_only = on")
    try:
        cursor = connection.execute(query)
        name = str(cursor.description[0][0]).lower() if cursor.description else ""
        if name not in _MEANT:
            raise ArchiveError(
                f"--query: the first column is called {name!r}; call it article or capture, for the ids it holds, "
                f"{_EXAMPLE}"
            )
        found = [row[0] for row in cursor]
    except (sqlite3.Error, sqlite3.Warning) as error:  # a second statement is a Warning up to Python 3.11
        raise ArchiveError(f"--query: SQLite says: {error}") from None
    finally:
        connection.execute("PRAGMA query_only = off")
    for statement in _MEANT[name]:
        connection.executemany(f"INSERT OR IGNORE INTO temp.asked_for {statement}", [(value,) for value in found])
