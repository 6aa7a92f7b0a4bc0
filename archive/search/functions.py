"""The SQL functions that searching needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archive.search.query import best_expression
from scraper.vietnamese import fold, fold_tone, nfc

if TYPE_CHECKING:
    import sqlite3


def register_functions(connection: sqlite3.Connection) -> None:
    """Give ``connection`` the SQL functions that searching needs.

    ``fold(text)`` and ``fold_tone(text)`` are those of :mod:`scraper.vietnamese`; ``search_expression(text)`` (and
    ``escape_fts``, the name that Datasette's table page calls) is :func:`archive.search.query.best_expression`.
    """

    def expression(query: Any) -> str:
        return best_expression(connection, "" if query is None else str(query))

    connection.create_function("fold", 1, lambda text: None if text is None else fold(str(text)), deterministic=True)
    connection.create_function(
        "fold_tone", 1, lambda text: None if text is None else fold_tone(nfc(str(text))), deterministic=True
    )
    connection.create_function("search_expression", 1, expression)
    connection.create_function("escape_fts", 1, expression)
