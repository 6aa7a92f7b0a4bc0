"""What the keys in a file's rows are called (``_labels=on``): a column of labels after each foreign key."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from datasette.utils import escape_sqlite

from archive.export.columns import Column, label_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    from datasette.app import Datasette

    from archive.export.columns import Table

_REMEMBERED = 10_000  # labels a column


async def label_queries(datasette: Datasette, database: str, table: str, columns: Iterable[str]) -> dict[str, str]:
    """Return the SELECT that gives the label of a key, for each of some columns that are foreign keys.

    Args:
        datasette: the site.
        database: whose table it is.
        table: its name.
        columns: those whose labels are asked for.
    """
    source = datasette.get_database(database)
    wanted = set(columns)
    found = {}
    for key in await source.foreign_keys_for_table(table):
        label = await source.label_column_for_table(key["other_table"])
        if key["column"] in wanted and label:
            said, other, column = map(escape_sqlite, (label, key["other_table"], key["other_column"]))
            found[key["column"]] = f"SELECT {said} FROM {other} WHERE {column} = ?"  # nosec B608 # noqa: S608  ours
    return found


def with_labels(table: Table, labelled: Iterable[str]) -> Table:
    """Return the table with a column of labels after each of the columns ``labelled``."""
    wanted = set(labelled)
    columns: list[Column] = []
    for column in table.columns:
        columns.append(column)
        if column.name in wanted:
            columns.append(label_of(column))
    return replace(table, columns=tuple(columns))


def labelled_rows(
    connection: sqlite3.Connection, table: Table, queries: dict[str, str], rows: Iterable[Sequence[Any]]
) -> Iterator[Sequence[Any]]:
    """Yield rows with labels, looked up as they go by; a few thousand of each column are remembered."""
    lookups = [_Lookup(connection, queries[one.name]) if one.name in queries else None for one in table.columns]
    for row in rows:
        cells: list[Any] = []
        for value, lookup in zip(row, lookups, strict=True):
            cells.append(value)
            if lookup is not None:
                cells.append(lookup.label(value))
        yield cells


class _Lookup:
    def __init__(self, connection: sqlite3.Connection, sql: str) -> None:
        self._cursor = connection.cursor()
        self._cursor.row_factory = None
        self._sql = sql
        self._known: OrderedDict[Any, str | None] = OrderedDict()

    def label(self, key: Any) -> str | None:
        if key is None:
            return None
        if key not in self._known:
            found = self._cursor.execute(self._sql, (key,)).fetchone()
            self._known[key] = None if found is None or found[0] is None else str(found[0])
            if len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        return self._known[key]
