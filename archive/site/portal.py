"""What the page of one portal shows: what the archive has of it, how its crawls went, what could not be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archive.lineage.fate import fate_of
from archive.site.home import coverage, newest
from archive.site.lineage import read_line

if TYPE_CHECKING:
    import sqlite3

_MOST_CRAWLS = 20
_MOST_REASONS = 12

# Reasons that differ in the words they quote and the day they name are one reason: “Chiều 1/3” has no date ...
# The ready-made query ``problems_by_reason`` of datasette_metadata.json counts them in the same way.
REASONS_ALIKE = """
    SELECT *, CASE WHEN substr(said, instr(said, ' (') + 2, 11) GLOB '[12][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9])'
        THEN substr(said, 1, instr(said, ' (') - 1) || substr(said, instr(said, ' (') + 13) ELSE said END AS alike
    FROM (SELECT *, CASE WHEN reason LIKE '“%”%'
        THEN '“…”' || substr(reason, instr(reason, '”') + 1) ELSE reason END AS said FROM problems)
"""


def read_portal(connection: sqlite3.Connection, portal: str) -> dict[str, Any] | None:
    """Return everything the page of ``portal`` shows, ``None`` if there is no such portal.

    Args:
        connection: the archive; its rows are :class:`sqlite3.Row`.
        portal: id in ``portals``.
    """
    row = connection.execute("SELECT * FROM portals WHERE id = ?", (portal,)).fetchone()
    if row is None:
        return None
    crawls = "SELECT * FROM crawls WHERE portal = ? ORDER BY id DESC LIMIT ?"
    reasons = (
        f"SELECT field, alike AS reason, count(*) AS pages FROM ({REASONS_ALIKE}) WHERE portal = ? "  # nosec B608 # noqa: S608  ours
        "GROUP BY field, alike ORDER BY pages DESC, field, alike LIMIT ?"
    )
    return {
        "row": row,
        "health": connection.execute("SELECT * FROM portal_health WHERE portal = ?", (portal,)).fetchone(),
        "fate": fate_of(connection, portal),
        "line": read_line(connection, portal),
        "coverage": coverage(connection, portal),
        "crawls": connection.execute(crawls, (portal, _MOST_CRAWLS)).fetchall(),
        "reasons": connection.execute(reasons, (portal, _MOST_REASONS)).fetchall(),
        "newest": newest(connection, portal),
    }
