"""What the page of one portal shows: what the archive has of it, how its crawls went, what could not be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archive.site.home import coverage, newest

if TYPE_CHECKING:
    import sqlite3

_MOST_CRAWLS = 20
_MOST_REASONS = 12


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
        "SELECT field, reason, count(*) AS pages FROM problems WHERE portal = ? GROUP BY field, reason "
        "ORDER BY pages DESC, field, reason LIMIT ?"
    )
    return {
        "row": row,
        "health": connection.execute("SELECT * FROM portal_health WHERE portal = ?", (portal,)).fetchone(),
        "coverage": coverage(connection, portal),
        "crawls": connection.execute(crawls, (portal, _MOST_CRAWLS)).fetchall(),
        "reasons": connection.execute(reasons, (portal, _MOST_REASONS)).fetchall(),
        "newest": newest(connection, portal),
    }
