"""The formats of a table: how files of each end, their media type, and what writes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any, Protocol

from archive.export.csv_file import CsvWriter
from archive.export.jsonl_file import JsonlWriter
from archive.export.parquet_file import ParquetWriter
from archive.export.xlsx_file import XlsxWriter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from archive.export.columns import Table


class Writer(Protocol):
    """What writes a file: rows as they come, then the end; ``close`` drops what was not finished."""

    def write(self, rows: Iterable[Sequence[Any]]) -> None:
        """Write rows, which are read one at a time."""

    def finish(self) -> None:
        """Write what the file ends with."""

    def close(self) -> None:
        """Let go of all that is held; after ``finish`` too."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format of tables.

    Attributes:
        ending: how files end, without the point.
        media_type: for the web.
        writer: begins a file on a stream, for a table.
        is_text: it can be written to a terminal or a pipe; others are put together from behind.
        is_typed: the columns must say what they hold before the first row is written.
        carries_dictionary: the file says itself what the columns mean, in a way that people see.
    """

    ending: str
    media_type: str
    writer: Callable[[IO[bytes], Table], Writer]
    is_text: bool = True
    is_typed: bool = False
    carries_dictionary: bool = False


FORMATS: dict[str, Format] = {
    "csv": Format("csv", "text/csv; charset=utf-8", CsvWriter),
    "xlsx": Format(
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        XlsxWriter,
        is_text=False,
        carries_dictionary=True,
    ),
    "jsonl": Format("jsonl", "application/jsonl; charset=utf-8", JsonlWriter),
    "parquet": Format("parquet", "application/vnd.apache.parquet", ParquetWriter, is_text=False, is_typed=True),
}
