"""What people were told goes on when the database is made anew: no stored page holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

# Table -> its columns, and the condition under which a row still means something in the new database.
_CARRIED = {
    "portal_states": ("portal, state, since, crawl", "portal IN (SELECT id FROM portals)"),
    "notices": ("id, made_at, words, portals, channel, sent_at, tries, error", "true"),
}


def carry_over(old: sqlite3.Connection, new: sqlite3.Connection) -> None:
    """Copy what was told, and what is still to be told, from one database into another; inside a transaction of it.

    Without it, each portal that has been suspect for months would be told of once more.

    Args:
        old: the database that is replaced; one of an older schema has nothing of it.
        new: the one that takes its place, with its portals and crawls.
    """
    for table, (columns, condition) in _CARRIED.items():
        if not old.execute("SELECT 1 FROM sqlite_schema WHERE name = ?", (table,)).fetchone():
            continue
        places = ", ".join("?" * len(columns.split(", ")))
        new.executemany(
            f"INSERT OR REPLACE INTO {table} ({columns}) VALUES ({places})",  # noqa: S608  names are ours
            old.execute(f"SELECT {columns} FROM {table}").fetchall(),  # noqa: S608
        )
        new.execute(f"DELETE FROM {table} WHERE NOT ({condition})")  # noqa: S608
    new.execute("UPDATE portal_states SET crawl = NULL WHERE crawl NOT IN (SELECT id FROM crawls)")
