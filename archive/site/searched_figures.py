"""What is counted of the articles that have some words: how many, and how many of each kind, year, section and portal.

``article_search_words`` has a token for each of those but the year, which is a span of keys. A facet shows some thirty
values, so they are counted from the one with most articles on, until no other can have as many. Of portals there may
be a thousand of much the same size: unless the words are nearly everywhere, what is found is walked through once.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from heapq import heappush, heappushpop
from typing import TYPE_CHECKING, Any

from archive.search import tokens
from archive.search.by_day import keys_of_year, year_of
from scraper.patterns import regex

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator

_TOKEN: dict[str, Callable[[str], str]] = {
    "portal": tokens.of_portal, "section": tokens.of_section, "kind": tokens.of_kind,
}  # fmt: skip
_YEAR = "published_year"
EQUAL = regex(rf"[\"\[]?(?P<column>{'|'.join((*_TOKEN, _YEAR))})[\"\]]? = :(?P<parameter>p[0-9]+)")
_ALL_KEYS = (0, 1 << 62)
_NEARLY_ALL = 0.75  # of all articles
_WHERE = "FROM article_search_words WHERE article_search_words MATCH ? AND rowid >= ? AND rowid < ?"
# How many articles of what is asked for have each value: no more than that can have the words too.
_MOST = "SELECT {column}, sum(articles) FROM {table} WHERE {column} IS NOT NULL{narrowed} GROUP BY 1"
_BY_PORTAL = (
    f"SELECT d.portal, count(*) FROM (SELECT rowid AS key {_WHERE}) w CROSS JOIN article_search_days d "  # nosec B608 # noqa: S608
    "ON d.key = w.key GROUP BY 1"
)


@dataclass(frozen=True, slots=True)
class Searched:
    """The articles that an expression of ``article_search_words`` finds among a span of keys.

    ``asked`` are the columns and values that it was narrowed to.
    """

    expression: str
    span: tuple[int, int] = _ALL_KEYS
    asked: tuple[tuple[str, Any], ...] = ()

    def narrowed(self, connection: sqlite3.Connection, asked: dict[str, Any]) -> Searched | None:
        """Return those that have some values as well, ``None`` where the index does not tell.

        Args:
            connection: the archive.
            asked: column to value, of columns that :data:`EQUAL` knows.
        """
        found = replace(self, asked=(*self.asked, *asked.items()))
        for column, value in asked.items():
            if column == _YEAR:
                if not str(value).isdecimal() or not 1436 <= int(value) < 9999:
                    return None
                found = replace(found, span=keys_of_year(int(value)))
            elif not isinstance(value, str) or (column == "section" and len(_spellings(connection, value)) > 1):
                return None
            else:
                found = replace(found, expression=f'({found.expression}) AND "{_TOKEN[column](value)}"')
        return found

    def count(self, connection: sqlite3.Connection) -> int:
        """Return how many they are."""
        return int(connection.execute(f"SELECT count(*) {_WHERE}", (self.expression, *self.span)).fetchone()[0])  # nosec B608

    def newest_first(self, connection: sqlite3.Connection, behind: int | None = None) -> Iterator[int]:
        """Yield their keys, the newest first; those below ``behind`` where it is given."""
        low, high = self.span
        span = (low, high if behind is None else min(behind, high))
        rows = connection.execute(f"SELECT rowid {_WHERE} ORDER BY rowid DESC", (self.expression, *span))  # nosec B608
        return (key for (key,) in rows)

    def values(self, connection: sqlite3.Connection, column: str, most: int) -> list[tuple[Any, int]] | None:
        """Return the values of a column with how many articles have each, those with most first.

        Args:
            connection: the archive.
            column: which; of others than portal, section, kind and year nothing is known: ``None``.
            most: how many values at most.
        """
        if column == _YEAR:
            return _first(((year, self._of_year(connection, year)) for year in self._years(connection)), most)
        if column == "portal" and not self._is_nearly_all(connection):
            return _first(map(tuple, connection.execute(_BY_PORTAL, (self.expression, *self.span))), most)
        if column not in _TOKEN:
            return None
        return _first(self._most_first(connection, column, most), most)

    def _is_nearly_all(self, connection: sqlite3.Connection) -> bool:
        """Tell whether nearly all that is asked for is found: then each portal has about as many as it has articles.

        Counting some forty portals takes as long then as walking through 700,000 articles (0.5 µs each).
        """
        if "portal" in dict(self.asked):
            return False
        narrowed = "".join(f" AND {name} = ?" for name, _ in self.asked)
        sql = f"SELECT total(articles) FROM article_kinds WHERE true{narrowed}"  # nosec B608 # noqa: S608  columns
        (articles,) = connection.execute(sql, [value for _, value in self.asked]).fetchone()
        return self.count(connection) > _NEARLY_ALL * float(articles)

    def _most_first(self, connection: sqlite3.Connection, column: str, most: int) -> Iterator[tuple[Any, int]]:
        """Yield values with their counts, from the one that most articles have on, while one may be among the first."""
        kept: list[int] = []  # the largest counts so far, as many as are wanted
        token = _TOKEN[column]
        table = "article_counts" if column == "portal" or "portal" in dict(self.asked) else "article_kinds"
        narrowed = "".join(f" AND {name} = ?" for name, _ in self.asked)
        sql = _MOST.format(column=column, table=table, narrowed=narrowed)
        known = connection.execute(sql, [value for _, value in self.asked]).fetchall()
        spellings = Counter(token(value) for value, _ in known)
        for value, articles in sorted(known, key=lambda one: -one[1]):
            if len(kept) == most and articles < kept[0]:
                return
            has = f'({self.expression}) AND "{token(value)}"'
            is_alone = spellings[token(value)] == 1
            count = replace(self, expression=has).count(connection) if is_alone else self._of_section(connection, value)
            yield value, count
            if len(kept) < most:
                heappush(kept, count)
            else:
                heappushpop(kept, count)

    def _of_section(self, connection: sqlite3.Connection, section: str) -> int:
        """Return how many stand in a section that others call otherwise: its token is of all its spellings."""
        expression = f'({self.expression}) AND "{tokens.of_section(section)}"'
        sql = (
            f"SELECT count(*) FROM (SELECT rowid AS key {_WHERE}) w CROSS JOIN article_search_days d ON d.key = w.key "  # nosec B608 # noqa: S608
            "WHERE d.section = ?"
        )
        return int(connection.execute(sql, (expression, *self.span, section)).fetchone()[0])

    def _of_year(self, connection: sqlite3.Connection, year: int) -> int:
        low, high = keys_of_year(year)
        return replace(self, span=(max(low, self.span[0]), min(high, self.span[1]))).count(connection)

    def _years(self, connection: sqlite3.Connection) -> Iterator[int]:
        """Yield the years in which anything was published, those of the span."""
        high = self.span[1]
        sql = "SELECT max(key) FROM article_search_days WHERE key < ?"
        while (key := connection.execute(sql, (high,)).fetchone()[0]) is not None:
            year = year_of(key)
            if year is None or key < self.span[0]:
                return
            yield year
            high = keys_of_year(year)[0]


def _spellings(connection: sqlite3.Connection, section: str) -> list[str]:
    """Return the sections that have the token of one."""
    token = tokens.of_section(section)
    sections = connection.execute("SELECT DISTINCT section FROM article_kinds WHERE section IS NOT NULL")
    return [one for (one,) in sections if tokens.of_section(one) == token]


def _first(values: Any, most: int) -> list[tuple[Any, int]]:
    """Return the values that most have, as a facet shows them: equal ones in their own order."""
    return sorted((one for one in values if one[1]), key=lambda one: (-one[1], one[0]))[:most]
