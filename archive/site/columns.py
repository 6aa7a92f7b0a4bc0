"""What columns are called: by the catalogue in the language of the page, with the name in the database beside it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from archive.site.catalogue import has_message, say_text
from archive.site.language import spoken

if TYPE_CHECKING:
    from collections.abc import Iterable


def column_name(column: str, table: str | None = None) -> str:
    """Return what people call a column, its own name where the catalogue has none.

    Args:
        column: the name in the database, or that a query gives.
        table: the table or view; a column may mean something of its own there (``column-TABLE-COLUMN``).
    """
    return _name(spoken(), column, table)


@lru_cache(4_000)
def _name(language: str, column: str, table: str | None) -> str:
    for message in (f"column-{table}-{column}", f"column-{column}"):
        if column.replace("_", "").isalnum() and has_message(message):
            return say_text(message, language)
    return column


def told_of(columns: Iterable[str]) -> str | None:
    """Return the table whose names the columns of a query's result have, ``None`` for no certain one.

    A title beside a body is that of a post; elsewhere it is an article's headline.
    """
    return "tenures" if {"title", "organization"}.issubset(columns) else None


def has_name(column: str, table: str | None = None) -> bool:
    """Tell whether a column is called otherwise than in the database."""
    return column_name(column, table) != column
