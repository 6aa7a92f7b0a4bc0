"""Parquet, for R, Python, DuckDB and others: typed columns, in row groups, what they mean in the file's own schema.

It needs pyarrow, which most archives do without: ``pip install 'congtin[parquet]'``.
"""

from __future__ import annotations

import json
from importlib.util import find_spec
from typing import IO, TYPE_CHECKING, Any

from scraper.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from archive.export.columns import Column, Table

_GROUP_ROWS = 50_000
_GROUP_BYTES = 16 << 20  # of the texts of a row group, as they wait in memory
_OF_A_NUMBER = 8


def is_installed() -> bool:
    """Tell whether pyarrow is there."""
    return find_spec("pyarrow") is not None


class ParquetWriter:
    """Writes the rows of a table as Parquet; a row group at a time is in memory.

    The columns of the table must say what they hold (:func:`archive.export.columns.kinds_found` over all rows).
    """

    def __init__(self, stream: IO[bytes], table: Table) -> None:
        """Begin the file.

        Raises:
            ArchiveError: pyarrow is not installed.
        """
        try:
            import pyarrow
            from pyarrow import parquet
        except ImportError:
            raise ArchiveError(
                "Parquet needs pyarrow, which is not installed; install it with: pip install 'congtin[parquet]'"
            ) from None
        self._pyarrow = pyarrow
        self._kinds = [column.kind for column in table.columns]
        self._schema = pyarrow.schema([self._field(column) for column in table.columns], metadata=_said_of(table))
        self._writer = parquet.ParquetWriter(stream, self._schema, compression="zstd")
        self._rows: list[list[Any]] = []
        self._bytes = 0

    def _field(self, column: Column) -> Any:
        arrow = self._pyarrow
        types = {"integer": arrow.int64(), "number": arrow.float64(), "binary": arrow.binary()}
        said = {"description": column.meaning, "description_vi": column.vietnamese, "description_en": column.english}
        return arrow.field(column.name, types.get(column.kind, arrow.string()), metadata=_bytes_of(said))

    def write(self, rows: Iterable[Sequence[Any]]) -> None:
        """Write rows; they wait until they are a row group."""
        is_mixed = [kind not in {"integer", "number", "binary"} for kind in self._kinds]
        for row in rows:
            self._rows.append([_text(one) if mixed else one for one, mixed in zip(row, is_mixed, strict=True)])
            self._bytes += sum(len(one) if isinstance(one, str | bytes) else _OF_A_NUMBER for one in row)
            if len(self._rows) >= _GROUP_ROWS or self._bytes >= _GROUP_BYTES:
                self._write_group()

    def _write_group(self) -> None:
        arrow = self._pyarrow
        columns = zip(zip(*self._rows, strict=True), self._schema, strict=True)
        arrays = [arrow.array(values, field.type) for values, field in columns]
        self._writer.write_table(arrow.Table.from_arrays(arrays, schema=self._schema))
        self._rows.clear()
        self._bytes = 0

    def finish(self) -> None:
        """Write the last row group and what the file ends with."""
        if self._rows:
            self._write_group()
        self._writer.close()

    def close(self) -> None:
        """Drop what waits."""
        self._rows.clear()
        if self._writer.is_open:
            self._writer.close()


def _text(value: Any) -> Any:
    """Return a value of a column of texts, or of one that holds several kinds, as text."""
    if value is None or isinstance(value, str):
        return value
    return value.hex() if isinstance(value, bytes) else str(value)


def _said_of(table: Table) -> dict[bytes, bytes]:
    said = {
        "title": " · ".join(dict.fromkeys(table.title)),
        "description": " / ".join(part for part in table.description if part),
        "primary_key": json.dumps(list(table.key)),
        "sql": table.sql or "",
    }
    return _bytes_of(said)


def _bytes_of(said: dict[str, str]) -> dict[bytes, bytes]:
    return {name.encode(): words.encode() for name, words in said.items() if words}
