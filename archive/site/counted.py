"""What Datasette counts of articles, asked of the counts that the archive keeps (:mod:`archive.migrations`).

A table's page counts its rows and, for each facet, the rows a value. Of 200,000 articles that is five walks through
all of them. Where rows are narrowed by nothing but what is counted (portal, year, kind, section), the same figures
stand in ``article_counts``, a few thousand short rows; those of a whole large table stand in ``row_counts``.

What Datasette asks is recognised by its whole form. Anything else, a ``_where`` of the reader's for one, is asked as
it is.
"""

from __future__ import annotations

import re
from functools import lru_cache

from archive.migrations.counted_articles import LARGE

# Table or view of articles -> its columns that articles are counted by.
_COUNTED_BY = {
    "articles": frozenset({"portal", "published_year", "kind", "section"}),
    "article_list": frozenset({"portal", "kind", "section"}),
}
_NAME = r"\[?(?P<{}>[a-z_]+)\]?"
_WHERE = r"(?: where (?P<where>[^()]*?))?"
_COUNT = re.compile(rf"select count\(\*\) from {_NAME.format('table')}{_WHERE} ?")  # noqa: S608  nothing is asked with it
# What leaves out the rows of the pages before; a facet counts those too.
_AFTER = (
    r"(?: (?:where|and) \((?:[\[\]a-z_]+ (?:< :p[0-9]+ or [\[\]a-z_]+ is null|> :p[0-9]+|is not null) or \()?"
    r"(?:[\[\]a-z_]+ (?:= :p[0-9]+|is null) and )?\(\(id > :p[0-9]+\)\){1,3})?"
)
_FACET = re.compile(  # nothing is asked with it
    rf"select {_NAME.format('column')} as value, count\(\*\) as count from \( select [^()]*? "  # noqa: S608
    rf"from {_NAME.format('table')}{_WHERE}{_AFTER} \) where \[?(?P=column)\]? is not null group by \[?(?P=column)\]? "
    r"order by count desc, value limit (?P<limit>[0-9]+) ?"
)
_CONDITION = re.compile(r"[\"\[]?(?P<column>[a-z_]+)[\"\]]? (?:(?:=|!=|>|>=|<|<=) :p[0-9]+|is null|is not null)")
_LONGEST = 2_000  # characters; Datasette's own are some hundred


@lru_cache(maxsize=256)
def of_counts(sql: str) -> str:
    """Return the statement that asks the counts for what ``sql`` counts, ``sql`` itself where they do not tell it.

    Args:
        sql: a statement; its parameters stay what they are.
    """
    if len(sql) > _LONGEST or "count(*)" not in sql:
        return sql
    flat = " ".join(sql.split())
    if (found := _COUNT.fullmatch(flat)) is not None:
        return _count(found) or sql
    if (found := _FACET.fullmatch(flat)) is not None:
        return _facet(found) or sql
    return sql


def _count(found: re.Match[str]) -> str | None:
    table, where = found["table"], found["where"]
    if where is None and table in LARGE:
        return f"select rows as \"count(*)\" from row_counts where name = '{table}'"  # nosec B608 # noqa: S608  one of our names
    if not _is_counted(table, where):
        return None
    return f'select coalesce(sum(articles), 0) as "count(*)" from article_counts{_narrowed(where)}'  # nosec B608 # noqa: S608  Datasette's own


def _facet(found: re.Match[str]) -> str | None:
    table, column, where = found["table"], found["column"], found["where"]
    if column not in _COUNTED_BY.get(table, ()) or not _is_counted(table, where):
        return None
    return (
        f"select {column} as value, sum(articles) as count from (select * from article_counts{_narrowed(where)}) "  # nosec B608 # noqa: S608
        f"where {column} is not null group by {column} order by count desc, value limit {found['limit']}"
    )


def _narrowed(where: str | None) -> str:
    return f" where {where}" if where else ""


def _is_counted(table: str, where: str | None) -> bool:
    """Tell whether the articles of a table that conditions leave are told by the counts."""
    columns = _COUNTED_BY.get(table)
    if columns is None:
        return False
    found = [_CONDITION.fullmatch(condition) for condition in where.split(" and ")] if where else []
    return all(one is not None and one["column"] in columns for one in found)
