"""A workbook of Excel: the rows, what the columns mean, and the texts that are too long for a cell.

Excel's limits are its own (https://support.microsoft.com, "Excel specifications and limits"): more rows than a sheet
has are an error, and of a text longer than a cell the beginning stands in the cell, which says so, and the whole on a
sheet of its own. A whole number of more than 15 digits, of which Excel would show others, is written as text. No text
is made a formula or a link.
"""

from __future__ import annotations

import math
import tempfile
from typing import IO, TYPE_CHECKING, Any

from archive.export.cells import as_text
from archive.export.dictionary import HEADS, entries
from scraper.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xlsxwriter.worksheet import Worksheet

    from archive.export.columns import Table

MOST_ROWS = 1_048_576  # of a sheet, the one with the names of the columns among them
LONGEST = 32_767  # UTF-16 units of a cell
_EXACT = 10**15  # Excel keeps 15 digits
_PIECE = 16_000  # characters of a long text in a cell: twice as many units at most
_ON_ANOTHER_SHEET = " […] (tiếp ở trang tính “Chữ dài”, hàng {0} · whole on the sheet “Chữ dài”, row {0})"
_ROWS, _MEANINGS, _LONG = "Dữ liệu", "Từ điển", "Chữ dài"
_LONG_HEADS = ("hàng · row", "cột · column", "phần · part", "chữ · text")


class XlsxWriter:
    """Writes the rows of a table as a workbook; a row of each sheet is in memory, the rest waits on the disk."""

    def __init__(self, stream: IO[bytes], table: Table) -> None:
        import xlsxwriter

        self._waiting = tempfile.TemporaryDirectory(prefix="congtin-")
        self._book = xlsxwriter.Workbook(stream, {"constant_memory": True, "tmpdir": self._waiting.name})
        self._book.use_zip64()
        self._table = table
        self._bold = self._book.add_format({"bold": True})
        self._sheet = self._book.add_worksheet(_ROWS)
        self._write_meanings(self._book.add_worksheet(_MEANINGS))
        self._long: Worksheet | None = None
        self._row = self._long_row = 0
        self._begin(self._sheet, [column.name for column in table.columns])

    def _write_meanings(self, sheet: Worksheet) -> None:
        wrapped = self._book.add_format({"text_wrap": True, "valign": "top"})
        self._begin(sheet, HEADS)
        sheet.set_column(len(HEADS) - 2, len(HEADS) - 1, 70)
        for row, entry in enumerate(entries([self._table]), 1):
            for place, words in enumerate(entry):
                sheet.write_string(row, place, words, wrapped)

    def _begin(self, sheet: Worksheet, heads: Sequence[str]) -> None:
        """Write the names of the columns, which stay in sight."""
        sheet.freeze_panes(1, 0)
        for place, head in enumerate(heads):
            sheet.write_string(0, place, head, self._bold)
            sheet.set_column(place, place, min(max(len(head) + 4, 12), 30))

    def write(self, rows: Iterable[Sequence[Any]]) -> None:
        """Write rows.

        Raises:
            ArchiveError: there are more than a sheet of Excel has.
        """
        for row in rows:
            self._row += 1
            if self._row >= MOST_ROWS:
                raise ArchiveError(
                    f"{self._table.name}: has more than {MOST_ROWS - 1:,} rows, which is what a sheet of Excel holds; "
                    "take it as CSV or Parquet, or narrow it"
                )
            for place, value in enumerate(row):
                if value is not None:
                    self._cell(place, as_text(value))

    def _cell(self, place: int, value: Any) -> None:
        if isinstance(value, str):
            is_long = len(value) > LONGEST // 2 and units(value) > LONGEST
            self._sheet.write_string(self._row, place, self._shortened(place, value) if is_long else value)
        elif abs(value) < _EXACT or (isinstance(value, float) and math.isfinite(value)):
            self._sheet.write_number(self._row, place, value)
        else:
            self._sheet.write_string(self._row, place, str(value).replace("inf", "Infinity"))

    def _shortened(self, place: int, value: str) -> str:
        """Write a text to the sheet of long texts, in pieces; return its beginning and where the whole is."""
        if self._long is None:
            self._long = self._book.add_worksheet(_LONG)
            self._begin(self._long, _LONG_HEADS)
        first = self._long_row + 2
        for part, start in enumerate(range(0, len(value), _PIECE), 1):
            self._long_row += 1
            self._long.write_number(self._long_row, 0, self._row + 1)
            self._long.write_string(self._long_row, 1, self._table.columns[place].name)
            self._long.write_number(self._long_row, 2, part)
            self._long.write_string(self._long_row, 3, value[start : start + _PIECE])
        return value[:_PIECE] + _ON_ANOTHER_SHEET.format(first)

    def finish(self) -> None:
        """Put the workbook together.

        Raises:
            OSError: it cannot be written.
        """
        from xlsxwriter.exceptions import FileCreateError

        self._sheet.autofilter(0, 0, self._row, max(len(self._table.columns) - 1, 0))
        self._sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{self._row + 1}"})
        try:
            self._book.close()
        except FileCreateError as error:
            raise error.args[0] from None
        finally:
            self.close()

    def close(self) -> None:
        """Drop the rows that wait on the disk."""
        for sheet in self._book.worksheets():
            sheet.row_data_fh.close()
        self._waiting.cleanup()


def units(text: str) -> int:
    """Return how many UTF-16 units a text has, which is how Excel counts characters."""
    return len(text) + sum(character > "\uffff" for character in text)
