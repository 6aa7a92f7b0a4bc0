"""CSV that spreadsheets open right: UTF-8 with BOM, lines ended by CR LF, no cell that runs as a formula."""

from __future__ import annotations

import csv
from io import TextIOWrapper
from typing import IO, TYPE_CHECKING, Any

from archive.export.cells import formula_safe, safe_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from archive.export.columns import Table

_BOM = "\ufeff"  # without it Excel reads UTF-8 as the local code page


class CsvWriter:
    """Writes the rows of a table as CSV."""

    def __init__(self, stream: IO[bytes], table: Table, *, has_head: bool = True) -> None:
        """Write the names of the columns, or with ``has_head`` false nothing but the BOM."""
        # What is no character (half of a surrogate pair) becomes a question mark: a file is UTF-8 from end to end.
        self._text = TextIOWrapper(stream, encoding="utf-8", errors="replace", newline="")
        self._is_detached = False
        self._text.write(_BOM)
        self._writer = csv.writer(self._text)
        if has_head:
            self._writer.writerow([formula_safe(column.name) for column in table.columns])

    def write(self, rows: Iterable[Sequence[Any]]) -> None:
        """Write rows; one at a time is in memory."""
        self._writer.writerows(safe_rows(rows))
        self._text.flush()

    def finish(self) -> None:
        """Write what is left, and let go of the stream."""
        self.close()

    def close(self) -> None:
        """Let go of the stream, which is its owner's to close."""
        if not self._is_detached:
            self._is_detached = True
            self._text.detach()
