"""The ready-made queries of the site, with their parameters, for an export."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from archive.metadata import DATABASE, load_metadata
from scraper.errors import ArchiveError
from scraper.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable

# What SQLite takes for a parameter, and what it does not: texts, names in quotes, comments.
_PARAMETER = regex(r"""'[^']*'|"[^"]*"|--[^\n]*|:(?P<name>[A-Za-z_][A-Za-z_0-9]*)""")
_PAGE = regex(r"\blimit\s+(?P<rows>[0-9]+)\s*;?\s*$", re.IGNORECASE)

_LIMIT = regex(r"\blimit\s+(?P<rows>[0-9]{1,9})\b", re.IGNORECASE)


def ready_made(name: str, given: Iterable[tuple[str, str]]) -> tuple[str, dict[str, str]]:
    """Return the SQL of a ready-made query, all its rows, and its parameters; those that are not given are blank.

    Raises:
        ArchiveError: there is no such query, or it has no such parameter.
    """
    queries = _queries()
    if name not in queries:
        raise ArchiveError(f"{name!r} is no ready-made query; there are: {', '.join(sorted(queries))}")
    sql = queries[name]["sql"]
    wanted = dict.fromkeys(parameters_of(sql), "")
    for key, value in given:
        if key not in wanted:
            has = ", ".join(wanted) or "none"
            raise ArchiveError(f"{name}: the query has no parameter {key!r}; it has: {has}")
        wanted[key] = value
    return all_rows(sql), wanted


def is_ready_made(name: str) -> bool:
    """Tell whether there is a ready-made query of that name."""
    return name in _queries()


def parameters_of(sql: str) -> list[str]:
    """Return the names of a query's parameters, in their order."""
    return list(dict.fromkeys(match["name"] for match in _PARAMETER.finditer(sql) if match["name"]))


def all_rows(sql: str) -> str:
    """Return a ready-made query without the number of rows at its end, which is how many a page shows.

    A number within the query, as that of the newest articles that it looks at, is a part of what it asks.
    """
    return _PAGE.sub("limit -1", sql)


def rows_of_a_page(sql: str) -> int | None:
    """Return the number of rows at the end of a query, ``None`` where there is none."""
    found = _PAGE.search(sql)
    return int(found["rows"]) if found else None


def may_end_at(sql: str, rows: int) -> bool:
    """Tell whether a query may have so many rows because a part of it looks at no more than that.

    The number at its end, which is a page's, is not meant; nor is one row, which is what a query looks something up by.
    """
    return rows > 1 and any(int(match["rows"]) == rows for match in _LIMIT.finditer(_PAGE.sub("", sql)))


def _queries() -> dict[str, Any]:
    queries: dict[str, Any] = load_metadata()["databases"][DATABASE].get("queries") or {}
    return queries
