"""The record of articles from the counts that the archive keeps, where rows are narrowed by nothing else.

A chart of all articles is on the first page of the table, unasked; counting them anew would take longer than the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from archive.site.record import Record, record_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

TABLES = frozenset({"articles", "article_list"})
COLUMN = "published"
_COUNTED = frozenset({"portal", "published_year", "kind", "section"})
# What of an address says how a page looks, and nothing of its rows.
_OF_A_PAGE = frozenset({
    "_sort", "_sort_desc", "_sort_by_desc", "_size", "_facet", "_facet_size", "_col", "_nocol", "_view", "_chart",
    "_nofacet", "_nocount", "_nosuggest", "_next",
})  # fmt: skip


def counted_filters(query: str) -> dict[str, str] | None:
    """Return what an address narrows articles to, ``None`` where that is anything but values of what is counted.

    Args:
        query: of the address, without its question mark.
    """
    filters: dict[str, str] = {}
    for name, value in parse_qsl(query, keep_blank_values=True):
        if name in _OF_A_PAGE:
            continue
        if name not in _COUNTED or name in filters:
            return None
        filters[name] = value
    return filters


def counted_record(connection: sqlite3.Connection, filters: Mapping[str, str]) -> Record:
    """Return the articles by month or year of publication.

    Args:
        connection: the archive.
        filters: of :func:`counted_filters`.
    """
    if set(filters) <= {"portal"}:
        sql = "SELECT month, sum(articles) FROM article_months WHERE (:portal IS NULL OR portal = :portal) GROUP BY 1"
        return record_of(COLUMN, dict(connection.execute(sql, {"portal": filters.get("portal")}).fetchall()))
    where = " AND ".join(f"{name} = :{name}" for name in filters)
    table = "article_counts" if "portal" in filters else "article_kinds"
    sql = f"SELECT published_year, sum(articles) FROM {table} WHERE {where} GROUP BY 1"  # nosec B608 # noqa: S608  ours
    return record_of(COLUMN, dict(connection.execute(sql, filters).fetchall()))
