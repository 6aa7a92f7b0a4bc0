"""What people were told goes on when the database is made anew: no stored page holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

_NOTICE = "id, made_at, words, portals, channel, sent_at, tries, error"


def carry_over(old: sqlite3.Connection, new: sqlite3.Connection) -> None:
    """Copy what was told, and what is still to be told, from one database into another; inside a transaction of it.

    Without it, each portal that has been suspect for months would be told of once more.

    Args:
        old: the database that is replaced; one of an older schema has nothing of it.
        new: the one that takes its place, with its portals and crawls.
    """
    if not _has(old, "portal_states") or not _has(old, "notices"):
        return
    for portal, state, since, crawl in old.execute("SELECT portal, state, since, crawl FROM portal_states").fetchall():
        new.execute(
            "INSERT OR REPLACE INTO portal_states (portal, state, since, crawl) "
            "SELECT id, :state, :since, (SELECT id FROM crawls WHERE id = :crawl AND portal = :portal) FROM portals "
            "WHERE id = :portal",
            {"portal": portal, "state": state, "since": since, "crawl": crawl},
        )
    new.executemany(
        f"INSERT OR REPLACE INTO notices ({_NOTICE}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",  # nosec B608 # noqa: S608  names are ours
        old.execute(f"SELECT {_NOTICE} FROM notices").fetchall(),  # nosec B608 # noqa: S608
    )


def _has(connection: sqlite3.Connection, table: str) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_schema WHERE name = ?", (table,)).fetchone() is not None
