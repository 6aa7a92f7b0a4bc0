"""The file: one JSON object, a line a record, in an order that follows from the records alone."""

from __future__ import annotations

import json
import shutil
import tempfile
from typing import IO, TYPE_CHECKING, Any

from archive.output import deliver
from archive.popolo.bodies import Bodies
from archive.popolo.observations import people_seen
from archive.popolo.person import person_and_memberships
from archive.transactions import one_moment

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from sqlite_utils import Database

    from archive.popolo.observations import PersonSeen
    from archive.popolo.selection import Selection

_ABOUT = (
    "Observed, not asserted: first_seen, last_seen and articles tell in which articles somebody was named so; "
    "start_date and end_date stand only where an article announces the change. Every statement has its sources."
)
_IN_MEMORY = 8 << 20  # bytes of memberships that wait in memory before they wait on the disk


def export_popolo(db: Database, output: Path | None, selection: Selection) -> int:
    """Write people, memberships, organisations, posts and areas as Popolo JSON; return the number of persons.

    UTF-8, a line a record. All is read in one transaction. One person at a time is in memory, and of organisations
    and posts their names. The same archive gives the same bytes.

    Args:
        db: the archive, open for reading.
        output: the file, which appears under its name only when it is complete; ``None`` for standard output.
        selection: what is asked for.

    Raises:
        ArchiveError: no such portal or unit is known, or the output cannot be written, or not to its end.
    """
    with one_moment(db.conn):
        selection = selection.looked_up(db.conn)
        return deliver(lambda stream: write_popolo(db.conn, stream, selection), "popolo", output)


def write_popolo(
    connection: sqlite3.Connection,
    stream: IO[bytes],
    selection: Selection,
    checked: Callable[[Iterable[PersonSeen]], Iterable[PersonSeen]] = iter,
) -> int:
    """Write the file to a stream; return the number of persons.

    Args:
        connection: the archive, in one transaction.
        stream: where to.
        selection: what is asked for, looked up.
        checked: what the people go through; it may refuse to go on.
    """
    bodies = Bodies(connection)
    # Persons and memberships are two lists of the file, but are known together: the second waits until the first ends.
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as waiting:
        memberships = _Lines(waiting)
        stream.write(b'{"meta":' + _packed(_meta(selection)) + b',\n"persons":[')
        persons = _Lines(stream)
        for seen in checked(people_seen(connection, selection)):
            person, theirs = person_and_memberships(seen, bodies)
            persons.write(person)
            for membership in theirs:
                memberships.write(membership)
        stream.write(b'\n],\n"memberships":[')
        waiting.seek(0)
        shutil.copyfileobj(waiting, stream)
    collections = {"organizations": bodies.organizations(), "posts": bodies.posts(), "areas": bodies.areas()}
    for name, records in collections.items():
        stream.write(f'\n],\n"{name}":['.encode())
        _Lines(stream).write_all(records)
    stream.write(b"\n]}\n")
    stream.flush()
    return persons.count


class _Lines:
    """Writes the members of a list, each on a line of its own."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.count = 0
        self._stream = stream

    def write(self, record: dict[str, Any]) -> None:
        self._stream.write((b",\n" if self.count else b"\n") + _packed(record))
        self.count += 1

    def write_all(self, records: Iterable[dict[str, Any]]) -> None:
        for record in records:
            self.write(record)


def _packed(record: dict[str, Any]) -> bytes:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode()


def _meta(selection: Selection) -> dict[str, Any]:
    asked = {name: getattr(selection, name) for name in ("portal", "unit", "since", "until", "person")}
    return {
        "specification": "https://www.popoloproject.com/specs/",
        "description": _ABOUT,
        **({"selection": {name: value for name, value in asked.items() if value}} if any(asked.values()) else {}),
    }
