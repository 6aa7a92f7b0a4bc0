"""Pages of articles of a kind or a section, where there are few of them, or none in the newest years.

Rows come in the order that is wanted, along its index, and those of another kind or section are passed over. Of a
section that one article in ten has, a page is found at once; where three of a million have it, or none, all of them
are passed over, and in an order whose index does not say the section each is looked up. How many there are, by portal,
year, kind and section, is counted (:mod:`archive.migrations.counted_articles`). So a page of which nothing is there
asks for nothing, few articles are fetched from where the counts say that they are, and of a section that ended years
ago no newer article is passed over.

What Datasette asks is recognised by its whole form; anything else is asked as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from archive.site.counted import AFTER
from scraper.patterns import regex

if TYPE_CHECKING:
    import re
    import sqlite3
    from collections.abc import Mapping

_EQUAL = r"[\"\[]?(?:portal|published_year|kind|section)[\"\]]? = :p[0-9]+"
_PAGE = regex(  # nothing is asked with it
    r"select [a-z_, \[\]]+ from (?:articles|article_list) "  # nosec B608 # noqa: S608
    rf"where (?P<where>{_EQUAL}(?: and {_EQUAL})*)(?P<after>{AFTER}) "
    r"order by \[?(?P<order>[a-z_]+)\]?(?P<descending> desc)?(?:, \[?id\]?)? "
    r"limit (?P<limit>[0-9]+)(?: offset (?P<offset>[0-9]+))?"
)
_COLUMN = regex(r"[\"\[]?(portal|published_year|kind|section)[\"\]]? = :p[0-9]+")
_DAY = regex(r" and \(\[?published\]? < :(p[0-9]+) ")
_LONGEST = 2_000  # characters; Datasette's own are some hundred
# What is looked up in its table takes so many times as long as what is passed over in an index (5 µs, 0.05 µs), and to
# have one article of a section some ten are looked up: counts are of a portal, a year, a kind and a section, the index
# in which they are found says no kind.
_LOOKED_UP = 100
_FOUND = 10 * _LOOKED_UP
# Where they are is read off ``articles_section``, for which a day is a text: those of a year, and those without a day.
_WHERE_COUNTED = """
SELECT a.id FROM (SELECT portal, published_year, kind, section FROM article_counts WHERE {where}) c
CROSS JOIN articles a ON a.portal = c.portal AND a.section IS c.section WHERE a.kind = c.kind AND {days}
"""
_OF_THE_YEAR = "a.published >= printf('%04d', c.published_year) AND a.published <= printf('%04d~', c.published_year)"
_WITHOUT_DAY = "a.published IS NULL AND c.published_year IS NULL"


@dataclass(frozen=True, slots=True)
class _Page:
    """A page of articles that Datasette asks for.

    Attributes:
        where: what its rows are narrowed by, SQL with equalities only.
        columns: those that are narrowed.
        is_newest_first: it is in the order of days.
        is_first: no rows before it are left out by what the last of them was.
        behind: else the parameter with the day of that row, ``None`` where it had none or the order is another.
        limit: rows at most that are read along the order.
    """

    where: str
    columns: frozenset[str]
    is_newest_first: bool
    is_first: bool
    behind: str | None
    limit: int

    @classmethod
    def of(cls, found: re.Match[str]) -> _Page:
        day = _DAY.match(found["after"])
        return cls(
            found["where"],
            frozenset(_COLUMN.findall(found["where"])),
            found["order"] == "published" and found["descending"] is not None,
            not found["after"],
            day[1] if day else None,
            int(found["limit"]) + int(found["offset"] or 0),
        )

    @property
    def counts(self) -> str:
        """The shortest table that counts what it is narrowed by."""
        return "article_counts" if "portal" in self.columns else "article_kinds"

    @property
    def is_passed_over(self) -> bool:
        """Tell whether an index says of the articles of its order which kind and section they have."""
        return self.is_newest_first and "portal" not in self.columns


def page_asked(sql: str) -> _Page | None:
    """Return the page of articles of a kind or section that ``sql`` asks for, ``None`` where it is anything else."""
    found = _PAGE.fullmatch(" ".join(sql.split())) if len(sql) < _LONGEST else None
    page = _Page.of(found) if found is not None else None
    return page if page is not None and page.columns & {"kind", "section"} else None


def as_counted(sql: str, page: _Page, parameters: Mapping[str, Any], connection: sqlite3.Connection) -> str:
    """Return a statement for the same rows that passes over the fewest others.

    Args:
        sql: a statement.
        page: what :func:`page_asked` says of it.
        parameters: its parameters.
        connection: the archive.
    """
    sql_of_years = f"SELECT published_year, sum(articles) FROM {page.counts} WHERE {page.where} GROUP BY 1"  # nosec B608 # noqa: S608  Datasette's own
    years: dict[int | None, int] = dict(connection.execute(sql_of_years, parameters).fetchall())
    there = sum(years.values())
    if not there:
        return _narrowed(sql, "0")
    if _costs_when_found(page, there, connection) < _costs_in_order(page, there, parameters, connection):
        return _narrowed(sql, f"id in ({', '.join(map(str, _found(page, years, parameters, connection)))})")
    if page.is_passed_over and "published_year" not in page.columns:
        days = _days(page, years, parameters)
        return _narrowed(sql, days) if days else sql
    return sql


def _found(
    page: _Page, years: Mapping[int | None, int], parameters: Mapping[str, Any], connection: sqlite3.Connection
) -> list[int]:
    """Return all articles of what a page is narrowed to, fetched from where they are counted."""
    there = [_WITHOUT_DAY] if None in years else []
    if years.keys() - {None}:
        there.append(_OF_THE_YEAR)
    sql = " UNION ALL ".join(_WHERE_COUNTED.format(where=page.where, days=days) for days in there)
    return [article for (article,) in connection.execute(sql, parameters)]


def _narrowed(sql: str, condition: str) -> str:
    return sql.replace(" where ", f" where {condition} and ", 1)


def _costs_when_found(page: _Page, there: int, connection: sqlite3.Connection) -> float:
    """Return what it costs to fetch all from where they are counted; entries of an index that are passed over."""
    counted = 0
    if page.counts != "article_counts":  # then the counts of all portals are looked through
        (counted,) = connection.execute("SELECT max(rowid) FROM article_counts").fetchone()
    return there * _FOUND + (counted or 0)


def _costs_in_order(page: _Page, there: int, parameters: Mapping[str, Any], connection: sqlite3.Connection) -> float:
    """Return what a page costs in the order of its index, as likely, in the same units."""
    along = [part for part in page.where.split(" and ") if _COLUMN.findall(part)[0] in {"portal", "published_year"}]
    sql = f"SELECT total(articles) FROM {page.counts} WHERE {' AND '.join(along) or 'true'}"  # nosec B608 # noqa: S608  Datasette's own
    (walked,) = connection.execute(sql, parameters).fetchone()
    return float(walked) * min(1.0, page.limit / there) * (1 if page.is_passed_over else _LOOKED_UP)


def _days(page: _Page, years: Mapping[int | None, int], parameters: Mapping[str, Any]) -> str | None:
    """Return between which days the rows of a page are, SQL; ``None`` where that is not known.

    Articles without a day come last, and no day bounds them: nothing is known where they may be on the page.
    """
    dated = {year: count for year, count in years.items() if year is not None}
    newest = max(dated, default=0)
    if not page.is_first:
        last = str(parameters.get(page.behind or "") or "")[:4]
        if not (last.isascii() and last.isdecimal()):
            return None
        newest = min(newest, int(last))
    # Of the year of the last row before, nobody knows how many are left.
    sure = sum(count for year, count in dated.items() if year < newest + page.is_first)
    if None in years and sure < page.limit:
        return None
    upper = f"published <= '{newest:04d}~'"
    return upper if None in years else f"{upper} and published >= '{min(dated):04d}'"
