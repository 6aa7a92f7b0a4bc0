"""The data dictionary: what every column of an export means, as a table for people; for programs: the datapackage."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from archive.export.columns import Column, Table
from archive.export.csv_file import CsvWriter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HEADS = ("table", "column", "type", "key", "description_vi", "description_en")
_TYPES = {"integer": "whole number", "number": "number", "string": "text", "binary": "bytes (hexadecimal)",
          "any": "text or number"}  # fmt: skip
MEDIA_TYPE = "text/csv; charset=utf-8"
SUFFIX = ".dictionary.csv"


def entries(tables: Iterable[Table]) -> Iterator[tuple[str, ...]]:
    """Yield a row a column, as :data:`HEADS` names them; before those of a table one for the table itself."""
    for table in tables:
        yield (table.name, "", "query" if table.sql else "table", "", *_of_table(table))
        leads = {key.column: f"→ {key.table}.{key.other}" for key in table.foreign_keys}
        for column in table.columns:
            key = " ".join(part for part in ("primary" if column.name in table.key else "", leads.get(column.name, "")))
            yield (
                table.name, column.name, _TYPES.get(column.kind, ""), key.strip(),
                column.vietnamese, column.english,
            )  # fmt: skip


def _of_table(table: Table) -> tuple[str, str]:
    """Return title and description of a table in both languages, of a query its SQL as well."""
    said = []
    for title, description in zip(table.title, table.description, strict=True):
        parts = [title, description, f"SQL: {table.sql}" if table.sql else ""]
        said.append("\n".join(part for part in parts if part))
    return (said[0], said[1])


def write_dictionary(tables: Iterable[Table], stream: IO[bytes]) -> int:
    """Write the dictionary of some tables as CSV for spreadsheets; return how many rows it has."""
    rows = list(entries(tables))
    columns = tuple(Column(head, "string", "", "") for head in HEADS)
    writer = CsvWriter(stream, Table("dictionary", ("", ""), ("", ""), columns))
    writer.write(rows)
    writer.finish()
    return len(rows)
