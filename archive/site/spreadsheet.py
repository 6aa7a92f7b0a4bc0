"""A whole result as CSV, in a file before a byte of it is sent: what is answered with 200 is complete.

Datasette writes CSV while it reads: what goes wrong stands as a line within it, with status 200, and ``?sql=`` stops at
1,000 rows without a word. Here the rows go to an unnamed file first, in one transaction that ends before the reader has
anything: a reader who takes an hour holds up neither a crawl nor the log that it writes to. UTF-8 with BOM, for without
one Excel takes it for the local code page; text that a spreadsheet would run is made text
(:func:`archive.export.formula_safe`).
"""

from __future__ import annotations

import csv
import io
import sqlite3
import sys
import tempfile
import time
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

from archive.export import formula_safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_AT_A_TIME = 4 << 20  # bytes of rows, or the one row that is larger
_IN_MEMORY = 1 << 20  # bytes of a file; most results never touch the disk
_OF_A_NUMBER = 28  # bytes of Python's memory
_INSTRUCTIONS = 10_000  # of SQLite between two looks at the clock, some 1 ms


def size_of(row: Iterable[Any]) -> int:
    """Return how many bytes of memory a row takes up, as JSON at most three times as many.

    A text has one, two or four bytes a character, by the widest one in it: Vietnamese has two.
    """
    return sum(sys.getsizeof(value) if isinstance(value, str | bytes) else _OF_A_NUMBER for value in row)


class TooLargeError(Exception):
    """The result is larger than the profile allows; the words say what to do."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a result is written: rows, bytes of the CSV, seconds. ``None``: as many as there are."""

    rows: int | None = None
    size: int | None = None
    seconds: float | None = None


class CsvFile:
    """A CSV that is being written: the file, and how much of it there may be."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._count = 0
        self._file: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115  handed on
        self._file.write(b"\xef\xbb\xbf")

    def head(self, names: Sequence[str]) -> None:
        """Write the names of the columns."""
        self._put([names])

    def write(self, rows: Iterable[Sequence[Any]]) -> None:
        """Write rows.

        Raises:
            TooLargeError: there are more than the limits allow.
        """
        self._count += self._put(rows)
        if self._limits.rows is not None and self._count > self._limits.rows:
            raise TooLargeError(f"This would be more than {self._limits.rows:,} rows; filter it, by portal or by year.")
        if self._limits.size is not None and self._file.tell() > self._limits.size:
            megabytes = self._limits.size >> 20
            raise TooLargeError(f"This would be more than {megabytes} MB; filter it, or leave out columns with _nocol.")

    def _put(self, rows: Iterable[Sequence[Any]]) -> int:
        text = io.StringIO(newline="")
        writer = csv.writer(text)
        count = 0
        for row in rows:
            writer.writerow([formula_safe(value.hex() if isinstance(value, bytes) else value) for value in row])
            count += 1
        self._file.write(text.getvalue().encode("utf-8", "replace"))
        return count

    def finish(self) -> tuple[IO[bytes], int]:
        """Return the file, to be read from its beginning and closed by whoever has it now, and its length in bytes."""
        length = self._file.tell()
        self._file.seek(0)
        handed, self._file = self._file, io.BytesIO()
        return handed, length

    def close(self) -> None:
        """Drop what was not finished."""
        self._file.close()


class Reading:
    """A query that is read to its end, some megabytes at a time, on a connection of its own.

    Raises:
        sqlite3.OperationalError: the query cannot be run, or (while it is read) its time was over ("interrupted").
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        sql: str,
        parameters: Mapping[str, Any] | Sequence[Any],
        seconds: float | None,
    ) -> None:
        self._connection = connection
        self._ends = None if seconds is None else time.monotonic() + seconds
        connection.set_progress_handler(self._is_late, _INSTRUCTIONS)
        self._cursor = sqlite3.Cursor(connection)  # not the connection's own, which gives no more than a page
        self._cursor.execute(sql, parameters)
        self.columns: list[str] = [column[0] for column in self._cursor.description]

    def _is_late(self) -> bool:
        return self._ends is not None and time.monotonic() > self._ends

    def rows(self) -> list[tuple[Any, ...]]:
        """Return the next rows, none at the end."""
        found: list[tuple[Any, ...]] = []
        size = 0
        for row in self._cursor:
            found.append(row)
            size += size_of(row)
            if size > _AT_A_TIME:
                break
        return found

    def close(self) -> None:
        """End the reading."""
        self._cursor.close()
        self._connection.close()
