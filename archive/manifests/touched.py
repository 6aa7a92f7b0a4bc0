"""Which units a writing connection touches: noted by triggers that only that connection has.

They are TEMP triggers, so they go with the connection, and a program that changes the database by other means than
``congtin`` leaves no note. The note is part of the transaction that touches the row: a killed run leaves the notes of
what it committed, and the next run seals it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.manifests.covered import BY_STEPS, NEVER, UNITS, covered_tables
from archive.manifests.rows import columns_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from archive.manifests.covered import Table


def note_what_is_touched(connection: sqlite3.Connection) -> None:
    """Have every unit that the connection touches from now on noted in ``unsealed``.

    Args:
        connection: the archive, open for writing, its schema up to date.
    """
    existing = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    for kind, table in covered_tables():
        if table.name in existing and kind not in BY_STEPS:
            for statement in _triggers(connection, kind, table):
                connection.execute(statement)


def note_all(connection: sqlite3.Connection, kinds: Iterable[str]) -> None:
    """Note every unit of some kinds, for whoever writes all of their rows before triggers note each.

    Args:
        connection: the archive, open for writing.
        kinds: of which kinds (:data:`archive.manifests.covered.UNITS`).
    """
    for kind in kinds:
        for table in UNITS[kind]:
            owner = table.owner.format(row="t")
            connection.execute(
                f"INSERT OR IGNORE INTO unsealed (kind, key) SELECT DISTINCT ?, {owner} FROM main.{table.name} t",  # nosec B608 # noqa: S608
                (kind,),
            )


def _triggers(connection: sqlite3.Connection, kind: str, table: Table) -> list[str]:
    """Return the statements that make the triggers of a table."""
    new, old = table.owner.format(row="NEW"), table.owner.format(row="OLD")
    columns = ", ".join(f'"{name}"' for name in columns_of(connection, table).names)
    noted = [
        ("update", f"UPDATE OF {columns}", new, ""),
        ("moved", f"UPDATE OF {columns}", old, f"{old} IS NOT {new}"),
    ]
    if table.comes_with != NEVER:
        noted += [
            ("insert", "INSERT", new, table.comes_with.format(row="NEW")),
            ("delete", "DELETE", old, table.comes_with.format(row="OLD")),
        ]
    return [
        f"CREATE TEMP TRIGGER touched_{table.name}_{name} AFTER {event} ON main.{table.name} "  # nosec B608 # noqa: S608  names are ours
        f"WHEN {condition or 'true'} AND {_is_new(kind, owner)} "
        f"BEGIN INSERT INTO unsealed (kind, key) VALUES ('{kind}', {owner}); END"
        for name, event, owner, condition in noted
    ]


def _is_new(kind: str, owner: str) -> str:
    """Return the condition under which a unit is to be noted: it is one, and not noted yet.

    ``INSERT OR IGNORE`` would not do: what the statement that fires a trigger says of conflicts takes the place of what
    the trigger says, and an upsert says to fail. The plus takes the column's type away, so that the key is sought along
    the index as it is.
    """
    noted = f"SELECT 1 FROM unsealed WHERE kind = '{kind}' AND key = +{owner}"  # nosec B608 # noqa: S608  names are ours
    return f"{owner} IS NOT NULL AND NOT EXISTS ({noted})"
