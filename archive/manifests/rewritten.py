"""Which kinds of units some steps of the schema may rewrite: rows of no other kind need to be held against their seals.

Most steps make indexes, views, triggers or tables of working state, and rewrite no row that is sealed. That is asked of
SQLite: the steps are carried out on an empty archive in memory, and what each of their statements, and of the triggers
that it sets off, writes to is noted while it is compiled.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from sqlite_utils import Database

from archive.manifests.covered import BY_STEPS, UNITS, covered_tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlite_utils.migrations import Migrations

# With this step the units of manifests were divided otherwise, so that each is held against its seal.
_DIVIDED_ANEW = "m020_lineage_anew"
_OF_ROWS = frozenset({sqlite3.SQLITE_INSERT, sqlite3.SQLITE_UPDATE, sqlite3.SQLITE_DELETE, sqlite3.SQLITE_DROP_TABLE})


def rewritten_kinds(migrations: Migrations, steps: Sequence[str]) -> frozenset[str]:
    """Return the kinds of units whose rows some steps may rewrite, without those that every step changes.

    Args:
        migrations: all steps.
        steps: the names of those that have not been carried out, the first of them first.
    """
    if _DIVIDED_ANEW in steps:
        return frozenset(UNITS)
    db = Database(memory=True)
    migrations.apply(db, stop_before=steps[0])
    written = note_writes(db.conn)
    migrations.apply(db)
    db.conn.close()
    return kinds_of(written)


def note_writes(connection: sqlite3.Connection) -> set[str]:
    """Return a set that takes up the tables which statements compiled from now on write to, or make otherwise."""
    written: set[str] = set()

    def note(action: int, first: str | None, second: str | None, _schema: str | None, _trigger: str | None) -> int:
        table = first if action in _OF_ROWS else second if action == sqlite3.SQLITE_ALTER_TABLE else None
        if table is not None:
            written.add(table)
        return sqlite3.SQLITE_OK

    connection.set_authorizer(note)
    return written


def kinds_of(tables: set[str]) -> frozenset[str]:
    """Return the kinds of units that have rows in some of the tables, without those that every step changes."""
    return frozenset(kind for kind, table in covered_tables() if table.name in tables and kind not in BY_STEPS)
