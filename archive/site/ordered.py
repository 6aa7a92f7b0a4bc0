"""The rows of a table's page in an order that has no ties.

Datasette orders the first page by a column alone and the later ones by that column and the key, from the last row on
that was shown. Where many rows are equal (articles of one day, all that are not gone), SQLite gives them in whatever
order an index has them, and those that stand before the last row in the order of keys are on no page. So the first
page too is ordered by the key in the end.

Which rows those are is found out by the keys alone: an order that no index has would have whole rows, texts and all,
written down and sorted. For the same reason the rows are not ordered again: a page of articles of megabytes would lie
in memory a second time. SQLite does not change the order of the tables of a CROSS JOIN and goes through the first one
as it comes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

_KEY = "[key of a page]"
_COLUMN = r"\[?[A-Za-z_][A-Za-z0-9_]*\]?"
_BEGINNING = regex(rf"select (?P<columns>{_COLUMN}(?:, {_COLUMN})*) from (?P<table>{_COLUMN}) (?P<where>where )?")  # nosec B608 # noqa: S608
_ORDER = regex(
    rf"order by (?P<column>{_COLUMN})(?P<descending> desc)?(?P<ties>(?:, {_COLUMN})*) limit (?P<limit>[0-9]+)"
)
# What a condition of the reader's may go on with; Datasette's own has none of it.
_MORE = regex(r"\b(?:group|having|union|intersect|except|window|limit|order)\b", re.IGNORECASE)


def table_ordered(sql: str) -> str | None:
    """Return the table whose page ``sql`` asks for in an order, ``None`` where it asks for anything else."""
    parts = _parts(sql)
    return None if parts is None else parts[0]["table"].strip("[]")


def in_order(sql: str, keys: Sequence[str]) -> str:
    """Return ``sql`` with an order in which no two rows are equal; as it is where it asks for no table's page.

    Args:
        sql: a statement of Datasette.
        keys: the columns of the table's key, ``rowid`` where it has none.
    """
    parts = _parts(sql)
    if parts is None or not keys:
        return sql
    beginning, where, order = parts
    escaped = [f"[{key}]" for key in keys]
    ties = [key for key in escaped if key.strip("[]") != order["column"].strip("[]")]
    ordered = f"order by {', '.join([order['column'] + (order['descending'] or ''), *ties])}"
    limit, table = order["limit"], beginning["table"]
    if len(keys) > 1 or keys[0] == "rowid":  # a key without a column would be the one of both tables
        return f"{sql[: beginning.end()]}{where}{ordered} limit {limit}"
    key = escaped[0]
    narrowed = f"where {where}" if beginning["where"] else ""
    return (
        f"select {beginning['columns']} from (select {key} as {_KEY} from {table} "  # nosec B608 # noqa: S608  Datasette's own statement
        f"{narrowed}{ordered} limit {limit}) cross join {table} on {key} = {_KEY}"
    )


def _parts(sql: str) -> tuple[re.Match[str], str, re.Match[str]] | None:
    """Return the beginning, the condition and the order of a statement that asks for a page of a table."""
    beginning, at = _BEGINNING.match(sql), sql.rfind("order by ")
    order = _ORDER.fullmatch(sql, at) if at >= 0 else None
    if beginning is None or order is None or at < beginning.end():
        return None
    where = sql[beginning.end() : at]
    if bool(where) != bool(beginning["where"]) or _MORE.search(where):
        return None
    return beginning, where, order
