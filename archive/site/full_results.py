"""How much of a result is written, and how it is read to its end: rows, bytes, seconds, or an error.

Datasette writes CSV while it reads: what goes wrong stands as a line within it, with status 200, and ``?sql=`` stops at
1,000 rows without a word. Here the rows go to an unnamed file first, in one transaction that ends before the reader has
anything: what is answered with 200 is complete, and a reader who takes an hour holds up neither a crawl nor the log
that it writes to.
"""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

_OF_A_NUMBER = 28  # bytes of Python's memory
_INSTRUCTIONS = 10_000  # of SQLite between two looks at the clock, some 1 ms
_ROWS_BETWEEN = 64  # two looks at the clock and at the file
_LATE = "This takes too long; filter it, by portal or by year."


def size_of(row: Iterable[Any]) -> int:
    """Return how many bytes of memory a row takes up, as JSON at most three times as many.

    A text has one, two or four bytes a character, by the widest one in it: Vietnamese has two.
    """
    return sum(sys.getsizeof(value) if isinstance(value, str | bytes) else _OF_A_NUMBER for value in row)


class TooLargeError(Exception):
    """The result is larger than the profile allows; the words say what to do."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a result is written: rows, bytes, seconds. ``None``: as many as there are.

    ``size`` is of the file as far as it is written, and of the characters in it: a file that is packed grows late.
    """

    rows: int | None = None
    size: int | None = None
    seconds: float | None = None


class Bounds:
    """The limits of one file, from now on; the seconds hold for SQLite and for the writing together."""

    def __init__(self, limits: Limits, file: IO[bytes]) -> None:
        self._limits = limits
        self._file = file
        self._count = self._characters = 0
        self._ends = None if limits.seconds is None else time.monotonic() + limits.seconds

    def watch(self, connection: sqlite3.Connection) -> None:
        """Have SQLite look at the clock while it runs a query; one that is late is interrupted."""
        connection.set_progress_handler(self.is_late, _INSTRUCTIONS)

    def is_late(self) -> bool:
        """Tell whether the time is over."""
        return self._ends is not None and time.monotonic() > self._ends

    def rows(self, rows: Iterable[Sequence[Any]]) -> Iterator[Any]:
        """Yield rows as long as the limits allow.

        Raises:
            TooLargeError: there are more, or they are longer or take longer.
        """
        most, size = self._limits.rows, self._limits.size
        for row in rows:
            self._count += 1
            if most is not None and self._count > most:
                raise TooLargeError(f"This would be more than {most:,} rows; filter it, by portal or by year.")
            if size is not None:
                self._characters += sum(len(value) for value in row if isinstance(value, str | bytes))
                if self._characters > size:
                    raise self._too_large()
            if self._count % _ROWS_BETWEEN == 0:
                self.check()
            yield row
        self.check()

    def check(self) -> None:
        """Look at the clock and at the file.

        Raises:
            TooLargeError: the time is over, or the file too large.
        """
        if self._limits.size is not None and self._file.tell() > self._limits.size:
            raise self._too_large()
        if self.is_late():
            raise TooLargeError(_LATE)

    def _too_large(self) -> TooLargeError:
        megabytes = (self._limits.size or 0) >> 20
        return TooLargeError(f"This would be more than {megabytes} MB; filter it, or leave out columns with _nocol.")
