"""How many names of the archive have each word, kept from run to run: a run brings hundreds of names, and many stay.

``counted_names`` holds each name that any mention bears, ``name_words`` how many of them have a word in a place of
theirs. A name can only come or go where its mentions change, and then it is noted: names that are noted are held
against those that are counted, and what is kept follows in the transaction that takes the note off, whoever writes
beside it. So the shares are those of all names in the archive, without a walk through its mentions.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from archive.people.rarity import NameShares

if TYPE_CHECKING:
    import sqlite3
    from collections import Counter
    from collections.abc import Sequence

_NOTED = "SELECT DISTINCT name_key FROM names_to_resolve"
_GIVEN = "SELECT value AS name_key FROM json_each(?)"
_IS_COUNTED = "EXISTS (SELECT 1 FROM counted_names c WHERE c.name_key = n.name_key)"
_IS_BORNE = "EXISTS (SELECT 1 FROM mentions m WHERE m.name_key = n.name_key)"


def shares_of_names(connection: sqlite3.Connection, *, anew: bool = False) -> NameShares:
    """Return the shares of the words of all names in the archive, those that are noted as they stand now.

    Args:
        connection: the archive, in a transaction; whose mentions have changed since the last time is noted in it.
        anew: count all names, whatever has been counted, and keep that. So it is done the first time, too.
    """
    shares = NameShares() if anew else _kept(connection)
    if not shares.names:
        for table in ("counted_names", "name_words"):
            connection.execute(f"DELETE FROM {table}")  # nosec B608 # noqa: S608  names are ours
        _keep(connection, [row[0] for row in connection.execute("SELECT DISTINCT name_key FROM mentions")], [])
        shares = _kept(connection)
    come, gone = _changed(connection, _NOTED)
    shares.count(come)
    shares.count(gone, -1)
    return shares


def keep_names(connection: sqlite3.Connection, names: Sequence[str]) -> None:
    """Count some names (keys) as they stand now, in the transaction that takes their notes off."""
    _keep(connection, *_changed(connection, _GIVEN, json.dumps(names)))


def _kept(connection: sqlite3.Connection) -> NameShares:
    """Return the shares of the names that are counted."""
    shares = NameShares()
    for place, word, names in connection.execute("SELECT place, word, names FROM name_words"):
        _places(shares)[place][word] = names
    shares.names = shares.family.total()
    return shares


def _changed(connection: sqlite3.Connection, names: str, *values: str) -> tuple[list[str], list[str]]:
    """Return those of the names that a query gives that are borne and not counted, and those that are so no more."""
    come, gone = (
        [
            row[0]
            for row in connection.execute(
                f"SELECT n.name_key FROM ({names}) n WHERE {one} AND NOT {other}",  # nosec B608 # noqa: S608  ours
                values,
            )
        ]
        for one, other in ((_IS_BORNE, _IS_COUNTED), (_IS_COUNTED, _IS_BORNE))
    )
    return come, gone


def _keep(connection: sqlite3.Connection, come: Sequence[str], gone: Sequence[str]) -> None:
    """Write that some names are counted, and that others are so no more."""
    change = NameShares()
    change.count(come)
    change.count(gone, -1)
    connection.executemany("INSERT INTO counted_names (name_key) VALUES (?)", [(name,) for name in come])
    connection.executemany("DELETE FROM counted_names WHERE name_key = ?", [(name,) for name in gone])
    rows = [(place, word, by) for place, words in _places(change).items() for word, by in words.items() if by]
    connection.executemany(
        "INSERT INTO name_words (place, word, names) VALUES (?, ?, ?) "
        "ON CONFLICT DO UPDATE SET names = names + excluded.names",
        sorted(rows),
    )
    connection.executemany(
        "DELETE FROM name_words WHERE place = ? AND word = ? AND names = 0",
        [(place, word) for place, word, by in rows if by < 0],
    )


def _places(shares: NameShares) -> dict[str, Counter[str]]:
    return {"family": shares.family, "middle": shares.middle, "given": shares.given}
