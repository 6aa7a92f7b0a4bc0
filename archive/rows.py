"""Writing one row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3


def insert(connection: sqlite3.Connection, table: str, row: dict[str, Any]) -> None:
    """Insert ``row`` (column to value) into ``table``; the names must be ours, never a page's."""
    columns = ", ".join(row)
    marks = ", ".join(f":{name}" for name in row)
    connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", row)  # nosec B608 # noqa: S608
