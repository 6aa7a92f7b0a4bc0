"""Writing rows."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable


def insert(connection: sqlite3.Connection, table: str, row: dict[str, Any]) -> None:
    """Insert ``row`` (column to value) into ``table``; the names must be ours, never a page's."""
    connection.execute(_statement(table, tuple(row)), tuple(row.values()))


def insert_all(connection: sqlite3.Connection, table: str, rows: Iterable[dict[str, Any]]) -> None:
    """Insert rows in their order, those that follow each other and have the same columns by one statement.

    Args:
        connection: the database.
        table: where to; ours, as are the columns' names.
        rows: column to value.
    """
    for columns, some in groupby(rows, key=tuple):
        connection.executemany(_statement(table, columns), [tuple(row.values()) for row in some])


@lru_cache(maxsize=256)  # a table has few sets of columns
def _statement(table: str, columns: tuple[str, ...]) -> str:
    """Return the statement that inserts a row, its values by their places: names would be looked up at every row."""
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"  # nosec B608 # noqa: S608
