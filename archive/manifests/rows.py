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
from base64 import urlsafe_b64decode
from binascii import b2a_base64
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
_LONG = 64  # characters from which a text hardly comes twice
_MOST_TEXTS = 1 << 15  # that are remembered with what is written of them
_URLSAFE = bytes.maketrans(b"+/", b"-_")


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


@dataclass(frozen=True, slots=True)
class _Reading:
    """How the rows of a table are read: its columns, the query of a unit's rows, and how a row is written.

    ``places`` and ``names`` are the columns in the order of their names: where each stands in the table, and what
    stands before its value.
    """

    columns: Columns
    sql: str
    prefix: bytes
    places: tuple[int, ...]
    names: tuple[bytes, ...]


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
        self._readings: dict[str, _Reading] = {}
        self._of_kind: dict[str, list[tuple[str, _Reading]]] = {}

    def unit(self, kind: str, key: Any) -> Unit | None:
        """Return a unit as it stands, ``None`` where none of its tables has a row."""
        digest = hashlib.sha256()
        marks: dict[str, list[str]] = {}
        for table, reading in self._readings_of(kind):
            rows = _forms_and_marks(self._rows(reading, key), reading)
            if rows:
                digest.update(b"".join([b"%b%b\n" % (reading.prefix, form) for form, _ in rows]))
                marks[table] = [mark for _, mark in rows]
        return Unit(digest.hexdigest(), marks) if marks else None

    def keys(self, table: Table, key: Any) -> list[dict[str, Any]]:
        """Return what names each row of a table of a unit: the columns of its key."""
        reading = self._reading_of(table)
        places = [(name, reading.columns.names.index(name)) for name in reading.columns.key]
        return [{name: row[place] for name, place in places} for row in self._rows(reading, key)]

    def query(self, table: Table) -> str:
        """Return the statement that finds the rows of a table of one unit, its key for the only parameter."""
        return self._reading_of(table).sql

    def columns(self, table: Table) -> tuple[str, ...]:
        """Return the names of a table's columns that are sealed, in its order."""
        return self._reading_of(table).columns.names

    def _rows(self, reading: _Reading, key: Any) -> list[Any]:
        """Return the rows of a unit; its key may have been altered to bytes that are no UTF-8, which SQLite holds."""
        try:
            return self._connection.execute(reading.sql, (key,)).fetchall()
        except UnicodeEncodeError:
            sql = reading.sql.replace("?1", "?").replace("?", "CAST(?1 AS TEXT)")
            return self._connection.execute(sql, (key.encode("utf-8", "surrogateescape"),)).fetchall()

    def _readings_of(self, kind: str) -> list[tuple[str, _Reading]]:
        """Return the tables of a kind of unit that there are, with how each is read."""
        known = self._of_kind.get(kind)
        if known is None:
            tables = [table for table in UNITS[kind] if table.name in self._existing]
            known = self._of_kind[kind] = [(table.name, self._reading_of(table)) for table in tables]
        return known

    def _reading_of(self, table: Table) -> _Reading:
        known = self._readings.get(table.name)
        if known is None:
            columns = columns_of(self._connection, table)
            names = ", ".join(f'"{name}"' for name in columns.names)
            order = ", ".join(f'"{name}"' for name in columns.key) or names
            sql = f"SELECT {names} FROM {table.name} WHERE {table.where} ORDER BY {order}"  # nosec B608 # noqa: S608  ours
            in_order = sorted((name, place) for place, name in enumerate(columns.names))
            known = self._readings[table.name] = _Reading(
                columns,
                sql,
                f"{table.name}\t".encode(),
                tuple(place for _, place in in_order),
                tuple(f"{encode_basestring(name)}:".encode() for name, _ in in_order),
            )
        return known


def marks_of(mark: str) -> bytes:
    """Return the bytes of a row's mark.

    Raises:
        ValueError: it is none.
    """
    return urlsafe_b64decode(mark + "=" * (-len(mark) % 4))


_Cell = tuple[bytes, int]  # a value as it is written in a row's form, and its byte in the row's mark
_DEFAULT: _Cell = b"", 0


def _forms_and_marks(rows: Sequence[Sequence[Any]], reading: _Reading) -> list[tuple[bytes, str]]:
    """Return the form and the mark of each row, worked out a column at a time."""
    if not rows:
        return []
    columns = [_cells(*column) for column in zip(zip(*rows, strict=True), reading.columns.defaults, strict=True)]
    in_order = [columns[place] for place in reading.places]
    return [
        _form_and_mark(reading.names, written, cells)
        for cells, written in zip(zip(*columns, strict=True), zip(*in_order, strict=True), strict=True)
    ]


def _cells(values: Sequence[Any], default: Any) -> list[_Cell]:
    kind = type(default)
    return [
        _DEFAULT if value is default or (value == default and type(value) is kind)
        else _short_texts[value] if type(value) is str and len(value) < _LONG
        else _cell(value)
        for value in values
    ]  # fmt: skip


def _form_and_mark(names: Sequence[bytes], written: Sequence[_Cell], cells: Sequence[_Cell]) -> tuple[bytes, str]:
    """Return form and mark of a row.

    Args:
        names: what stands before each value, in the order of the columns' names.
        written: the row in that order.
        cells: the row in the order of the table.
    """
    form = b"{%b}" % b",".join([name + part for name, (part, _) in zip(names, written, strict=True) if part])
    mark = (crc32(form) >> 8).to_bytes(ROW_BYTES, "big") + bytes([byte for _, byte in cells])
    return form, b2a_base64(mark, newline=False).translate(_URLSAFE).rstrip(b"=").decode()


class _ShortTexts(dict[str, _Cell]):
    """Short texts to what is written of them: days, kinds, ids of portals and units come in very many rows."""

    def __missing__(self, text: str) -> _Cell:
        if len(self) >= _MOST_TEXTS:
            self.clear()
        known = self[text] = _cell(text)
        return known


_short_texts = _ShortTexts()


def _cell(value: Any) -> _Cell:
    part = _form_of(value).encode("utf-8", "surrogateescape")
    return part, 1 + crc32(part) % 255


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
