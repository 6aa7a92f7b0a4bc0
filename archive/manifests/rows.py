"""Rows in one form, and the digest of a unit.

A row's form is a JSON object of column to value, in the order of the columns' names, without blanks, letters as they
are. Columns that hold their default (NULL where none is declared) are left out, so that a column which a later version
adds changes no digest. A REAL is written as Python writes it, the shortest decimal that gives it back; bytes are
``{"hex": "..."}``. Bytes of a text that are no UTF-8 stay as they are.

The digest of a unit is the SHA-256 of its rows in the order of their keys, table after table, each as a line of the
table's name, a tab, and the form.

Beside it stands a mark a row, which proves nothing and shows where to look: three bytes of a checksum of the row, then
one for each column in the order of the table (0 for its default). With it ``congtin verify`` names row and column.
"""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from contextlib import contextmanager
from dataclasses import dataclass, field
from json.encoder import encode_basestring
from math import isfinite
from typing import TYPE_CHECKING, Any
from zlib import crc32

from archive.manifests.covered import UNITS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from archive.manifests.covered import Table

ROW_BYTES = 3  # of a mark, before the bytes of the columns


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table that are sealed, in its order: names, defaults, those of the key."""

    names: tuple[str, ...]
    defaults: tuple[Any, ...]
    key: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as it stands: its digest in hexadecimal, and a mark a row by table. Tables without rows are left out."""

    sha256: str
    marks: dict[str, list[str]] = field(default_factory=dict)


def columns_of(connection: sqlite3.Connection, table: Table) -> Columns:
    """Return the columns of a table that are sealed."""
    found = connection.execute(f'PRAGMA table_xinfo("{table.name}")').fetchall()
    found = [row for row in found if row[6] == 0 and row[1] not in table.without]
    # Defaults are constants of the schema, which is ours and itself sealed.
    defaults = [None if row[4] is None else connection.execute(f"SELECT {row[4]}").fetchone()[0] for row in found]
    key = sorted((row[5], row[1]) for row in found if row[5])
    return Columns(tuple(row[1] for row in found), tuple(defaults), tuple(name for _, name in key))


class Rows:
    """Reads units of an archive.

    Args:
        connection: the archive; to be used inside :func:`as_it_is_stored`.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._existing = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")} | {"sqlite_schema"}
        self._tables: dict[str, tuple[Columns, str, list[tuple[int, str]]]] = {}

    def unit(self, kind: str, key: Any) -> Unit | None:
        """Return a unit as it stands, ``None`` where none of its tables has a row."""
        digest = hashlib.sha256()
        marks: dict[str, list[str]] = {}
        for table in UNITS[kind]:
            if table.name not in self._existing:
                continue
            columns, sql, order = self._of(table)
            for row in self._connection.execute(sql, (key,)):
                form, mark = _form_and_mark(row, columns, order)
                digest.update(f"{table.name}\t{form}\n".encode("utf-8", "surrogateescape"))
                marks.setdefault(table.name, []).append(mark)
        return Unit(digest.hexdigest(), marks) if marks else None

    def keys(self, table: Table, key: Any) -> list[dict[str, Any]]:
        """Return what names each row of a table of a unit: the columns of its key."""
        columns, sql, _ = self._of(table)
        places = [(name, columns.names.index(name)) for name in columns.key]
        return [{name: row[place] for name, place in places} for row in self._connection.execute(sql, (key,))]

    def columns(self, table: Table) -> tuple[str, ...]:
        """Return the names of a table's columns that are sealed, in its order."""
        return self._of(table)[0].names

    def _of(self, table: Table) -> tuple[Columns, str, list[tuple[int, str]]]:
        """Return a table's columns, the query of a unit's rows, and the columns in the order of their names."""
        known = self._tables.get(table.name)
        if known is None:
            columns = columns_of(self._connection, table)
            names = ", ".join(f'"{name}"' for name in columns.names)
            order = ", ".join(f'"{name}"' for name in columns.key) or names
            sql = f"SELECT {names} FROM {table.name} WHERE {table.where} ORDER BY {order}"  # noqa: S608  ours
            in_order = sorted((name, place) for place, name in enumerate(columns.names))
            known = columns, sql, [(place, f"{encode_basestring(name)}:") for name, place in in_order]
            self._tables[table.name] = known
        return known


def marks_of(mark: str) -> bytes:
    """Return the bytes of a row's mark.

    Raises:
        ValueError: it is none.
    """
    return urlsafe_b64decode(mark + "=" * (-len(mark) % 4))


def _form_and_mark(row: Sequence[Any], columns: Columns, order: list[tuple[int, str]]) -> tuple[str, str]:
    parts: list[str | None] = []
    mark = bytearray(ROW_BYTES)
    for value, default in zip(row, columns.defaults, strict=True):
        if value == default and type(value) is type(default):
            parts.append(None)
            mark.append(0)
            continue
        part = _form_of(value)
        parts.append(part)
        mark.append(1 + crc32(part.encode("utf-8", "surrogateescape")) % 255)
    form = "{" + ",".join([name + said for place, name in order if (said := parts[place]) is not None]) + "}"
    mark[:ROW_BYTES] = crc32(form.encode("utf-8", "surrogateescape")).to_bytes(4, "big")[:ROW_BYTES]
    return form, urlsafe_b64encode(mark).decode().rstrip("=")


def _form_of(value: Any) -> str:
    if isinstance(value, str):
        return encode_basestring(value)
    if value is None:
        return "null"
    if isinstance(value, bytes):
        return f'{{"hex":"{value.hex()}"}}'
    if isinstance(value, float) and not isfinite(value):
        return f'{{"real":"{value}"}}'
    return repr(value)


@contextmanager
def as_it_is_stored(connection: sqlite3.Connection) -> Iterator[None]:
    """Let texts of the connection be read inside the block though some of their bytes be no UTF-8."""
    before = connection.text_factory
    connection.text_factory = lambda text: str(text, "utf-8", "surrogateescape")
    try:
        yield
    finally:
        connection.text_factory = before
