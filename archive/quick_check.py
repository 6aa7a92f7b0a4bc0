"""Whether SQLite can read the whole of a database, within a budget of time.

``PRAGMA quick_check`` walks every page; on a slow disk an archive of many gigabytes takes minutes, and whoever looks
every morning how portals are is not to wait for that. ``congtin verify`` has no budget.
"""

from __future__ import annotations

import sqlite3
import time
from typing import TYPE_CHECKING

from archive.troubles import REBUILD, is_damage

if TYPE_CHECKING:
    from pathlib import Path

BUDGET = 10.0  # seconds
_STEPS = 20_000  # of SQLite's machine between two looks at the time: a few milliseconds


def damage_of(connection: sqlite3.Connection, database: Path, budget: float = BUDGET) -> str | None:
    """Return what is damaged in a database, as a sentence; ``None`` where nothing was found within the budget.

    Args:
        connection: the database, open for reading at least.
        database: its file, for the sentence.
        budget: seconds, after which it is left.
    """
    until = time.monotonic() + budget
    connection.set_progress_handler(lambda: time.monotonic() > until, _STEPS)
    try:
        found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            return _sentence(database, str(error))
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT:
            return None
        raise
    finally:
        connection.set_progress_handler(None, 0)
    return None if found == "ok" else _sentence(database, str(found))


def _sentence(database: Path, what: str) -> str:
    said = what.replace("*** in database main ***", "").strip().splitlines()
    return f"{database}: the database is damaged ({said[0] if said else 'unreadable'}); {REBUILD}"
