"""What the page of one capture shows: what was asked and answered, what came of it, and where the bytes lie."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archive.dossier import read_capture

if TYPE_CHECKING:
    import sqlite3


def read_capture_page(connection: sqlite3.Connection, capture: int) -> dict[str, Any] | None:
    """Return everything the page of ``capture`` shows, ``None`` if there is no such capture.

    Args:
        connection: the archive; its rows are :class:`sqlite3.Row`.
        capture: id in ``captures``.
    """
    found = read_capture(connection, capture)
    if found is None:
        return None
    row = found.row
    article = "SELECT id, title, lead, text FROM articles WHERE id = ?"
    return {
        "row": row,
        "number": found.number,
        "portal_name": connection.execute("SELECT name FROM portals WHERE id = ?", (row["portal"],)).fetchone()[0],
        "crawl_started": _crawl_started(connection, row),
        "article": connection.execute(article, (row["article"],)).fetchone(),
        "led_to": _led_to(connection, row),
        "is_started_revision": connection.execute(
            "SELECT 1 FROM revisions WHERE id = ? AND capture = ?", (row["revision"], row["id"])
        ).fetchone()
        is not None,
        **_neighbours(connection, row),
    }


def _crawl_started(connection: sqlite3.Connection, row: sqlite3.Row) -> str | None:
    started = connection.execute("SELECT started FROM crawls WHERE id = ?", (row["crawl"],)).fetchone()
    return None if started is None else started[0]


def _led_to(connection: sqlite3.Connection, row: sqlite3.Row) -> sqlite3.Row | None:
    """Return the capture of the address that a redirect led to, the first one after it in the order of time."""
    if row["location"] is None:
        return None
    # What others captured years ago may have come into the archive today: ids tell no order.
    sql = "SELECT id FROM captures WHERE url = ? AND fetched_at >= ? AND id <> ? ORDER BY fetched_at, id LIMIT 1"
    found: sqlite3.Row | None = connection.execute(sql, (row["location"], row["fetched_at"], row["id"])).fetchone()
    return found


def _neighbours(connection: sqlite3.Connection, row: sqlite3.Row) -> dict[str, sqlite3.Row | None]:
    """Return the captures before and after this one in the history of its article, or of its address."""
    key = "article" if row["article"] is not None else "url"
    sides = {"earlier": ("<", "DESC"), "later": (">", "ASC")}
    return {
        side: connection.execute(
            f"SELECT id, fetched_at FROM captures WHERE {key} = ? AND (fetched_at, id) {comparison} (?, ?) "  # nosec B608 # noqa: S608
            f"ORDER BY fetched_at {order}, id {order} LIMIT 1",
            (row[key], row["fetched_at"], row["id"]),
        ).fetchone()
        for side, (comparison, order) in sides.items()
    }
