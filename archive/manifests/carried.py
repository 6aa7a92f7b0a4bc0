"""A step of the schema may rewrite rows: those are sealed again, and none that somebody else has changed before.

The rows that the steps may rewrite are held against their manifests before the steps and after them. What differs only
after them is the steps' doing and is noted as unsealed; what differed before stays as it is, so that ``congtin verify``
goes on naming it.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from archive.manifests.compare import differences, take_in_seals
from archive.manifests.covered import BY_STEPS, UNITS
from archive.manifests.rows import as_it_is_stored
from archive.transactions import transaction

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from collections.abc import Set as AbstractSet
    from pathlib import Path

_UNFINISHED = "steps"  # the note that steps have begun; it stays where the process is killed among them


@contextmanager
def carried_over(
    connection: sqlite3.Connection, directory: Path, rewritten: Callable[[], AbstractSet[str]]
) -> Iterator[None]:
    """Run steps of the schema in the block, and note what they have rewritten.

    Args:
        connection: the archive, open for writing, outside a transaction.
        directory: its folder.
        rewritten: returns the kinds of units that the steps may rewrite; asked where anything is sealed.
    """
    names = _schema_names(connection)
    if not _is_sealed(connection):
        with transaction(connection):  # else a full disk could leave steps that nobody has noted
            yield
            _note_schema(connection, names)
        return
    # Which steps were carried out before those that were interrupted is not known.
    interrupted = were_interrupted(connection)
    kinds = frozenset(UNITS) if interrupted else rewritten()
    before = set() if interrupted else _differing(connection, directory, kinds)
    connection.execute("INSERT OR IGNORE INTO unsealed (kind, key) VALUES (?, 0)", (_UNFINISHED,))
    yield
    changed = _differing(connection, directory, kinds) - before
    with transaction(connection):
        _note(connection, changed)
        connection.execute("DELETE FROM unsealed WHERE kind = ?", (_UNFINISHED,))
        _note_schema(connection, names)


def were_interrupted(connection: sqlite3.Connection) -> bool:
    """Tell whether steps were carried out in a sealed archive without what they rewrote having been noted.

    Args:
        connection: the archive, with all of its tables.
    """
    return connection.execute("SELECT 1 FROM unsealed WHERE kind = ?", (_UNFINISHED,)).fetchone() is not None


def note_what_differs(connection: sqlite3.Connection, directory: Path) -> None:
    """Note every unit that is not as it was sealed, for a database that was made anew and takes up older manifests.

    Args:
        connection: the archive, open for writing, outside a transaction.
        directory: its folder.
    """
    if _is_sealed(connection):
        _note(connection, _differing(connection, directory, frozenset(UNITS)))


def _is_sealed(connection: sqlite3.Connection) -> bool:
    exists = connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'manifests'").fetchone()
    return exists is not None and connection.execute("SELECT 1 FROM manifests LIMIT 1").fetchone() is not None


def _differing(connection: sqlite3.Connection, directory: Path, kinds: AbstractSet[str]) -> set[tuple[str, object]]:
    if not kinds:
        return set()
    take_in_seals(connection, directory)
    with as_it_is_stored(connection):
        found = {(one.kind, one.key) for one in differences(connection, kinds=kinds)}
    connection.execute("DROP TABLE temp.seals")
    return found


def _note(connection: sqlite3.Connection, units: set[tuple[str, object]]) -> None:
    connection.executemany("INSERT OR IGNORE INTO unsealed (kind, key) VALUES (?, ?)", list(units))


def _schema_names(connection: sqlite3.Connection) -> set[str]:
    rows = connection.execute("SELECT name FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_stat%' ESCAPE '\\'")
    return {name for (name,) in rows}


def _note_schema(connection: sqlite3.Connection, before: set[str]) -> None:
    """Note what the steps have made of the schema, and taken out of it: it is sealed like any row.

    Args:
        connection: the archive.
        before: what was in the schema before the steps.
    """
    step, schema = BY_STEPS
    connection.execute("INSERT OR IGNORE INTO unsealed (kind, key) SELECT ?, name FROM _sqlite_migrations", (step,))
    _note(connection, {(schema, name) for name in before | _schema_names(connection)})
