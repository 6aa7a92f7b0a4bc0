"""Tables of articles that are searched, asked of the index in the order of days (:mod:`archive.search.by_day`).

Datasette looks for the articles that ``articles_fts`` names, each in the table, and does so anew for the rows, their
number and each facet: four seconds for a word that stands in half of a million articles. The other index has the same
words, with what an article is and of whom as words too. So of very many articles the newest are read off its end, and
what is counted of them is counted in it, a value at a time, without a look at any of them. Of few, which they are is
found out once.

What Datasette asks is recognised by its whole form. Anything else, and a phrase that very many may have, is found with
``articles_fts``.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from dataclasses import dataclass
from datetime import date, timedelta
from threading import Lock
from typing import TYPE_CHECKING, Any

from archive.search.by_day import FIRST_DATED, first_key
from archive.site.counted import FigureAsked, figure_asked
from archive.site.search.asked import Asked
from archive.site.search.matches import Matches
from archive.site.search.narrowing import Narrowed
from archive.site.searched_figures import EQUAL, Searched
from scraper.patterns import regex

if TYPE_CHECKING:
    import re
    import sqlite3
    from collections.abc import Iterator, Mapping, Sequence

_MANY = 4_000  # more than this are very many: looking these up takes some ten milliseconds
_LOOKED_UP = 10_000  # articles at most, for a page: those of a day, and those without one
_KEPT = 64  # searches
_INDEX = "from articles_fts where articles_fts match escape_fts(:search)"
_FOUND = f"rowid in (select rowid {_INDEX})"  # nosec B608
_ANY = "rowid is not null"  # a condition that holds, in the place of it
_NEWEST = regex(
    r"select [a-z_, \[\]]+ from articles where (?P<where>[^()]+?)"
    r"(?P<after> and \(\[?published\]? < :(?P<day>p[0-9]+) or [^()]+ or \([^()]+\(\(id > :p[0-9]+\)\)\)\))? "
    r"order by \[?published\]? desc(?:, \[?id\]?)? limit (?P<limit>[0-9]+)"
)


def is_searched(sql: str) -> bool:
    """Tell whether a statement asks for articles that a search finds."""
    return _FOUND in sql


@dataclass(frozen=True, slots=True)
class _Found:
    """What a search finds: these keys, or what is too many to be named; neither where that is not known soon."""

    keys: Sequence[int] | None = None
    searched: Searched | None = None


class SearchedArticles:
    """Says how to ask for the articles that a search finds; of a search what was found out once is kept."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, int], _Found] = OrderedDict()
        self._lock = Lock()

    def asked(self, sql: str, parameters: Mapping[str, Any], version: int, connection: sqlite3.Connection) -> str:
        """Return a statement for the same rows, or figures, as ``sql`` that costs the least.

        Args:
            sql: a statement of which :func:`is_searched` is true.
            parameters: its parameters; ``search`` is what is sought.
            version: a number that is another one whenever the archive has changed.
            connection: the archive, with the functions of the search.
        """
        found = self._found(connection, str(parameters.get("search") or ""), version)
        if found.keys is not None:
            named = (
                f"select d.article from json_each('{json.dumps(found.keys)}') j "  # nosec B608 # noqa: S608  numbers
                "cross join article_search_days d on d.key = j.value"
            )
            return sql.replace(_FOUND, f"id in ({named})")
        if found.searched is None:
            return _of_many(sql)
        flat = " ".join(sql.split()).replace(_FOUND, _ANY)
        if (figure := figure_asked(flat)) is not None:
            return _figure(connection, found.searched, figure, parameters) or _of_many(sql)
        if (page := _NEWEST.fullmatch(flat)) is not None:
            articles = _newest(connection, found.searched, page, parameters)
            if articles is not None:
                return sql.replace(_FOUND, f"id in ({', '.join(map(str, articles))})")
        return _of_many(sql)

    def _found(self, connection: sqlite3.Connection, words: str, version: int) -> _Found:
        key = (words, version)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        found = _look(connection, words)
        with self._lock:
            self._kept[key] = found
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return found


def _look(connection: sqlite3.Connection, words: str) -> _Found:
    matches = Matches(connection, Narrowed(Asked(words)))
    if not matches.wanted or matches.is_upper_bound:
        return _Found()
    if matches.count() <= _MANY:
        return _Found(keys=list(matches.newest_first()))
    return _Found() if matches.is_listed else _Found(searched=Searched(matches.expression))


def _of_many(sql: str) -> str:
    """Return a statement for the same articles that is asked sooner where very many are found.

    Walking along an index in the order that is wanted, and asking of each article there whether it was found, is five
    times as fast as looking up what is found.
    """
    if sql.strip() == f"select count(*) from articles where {_FOUND}":  # nosec B608 # noqa: S608  compared with
        return f"select count(*) {_INDEX}"  # nosec B608
    return sql.replace(_FOUND, f"+id in (select rowid {_INDEX})")  # nosec B608


def _narrowed(conditions: Sequence[str], parameters: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return column -> value of what is asked for beside the words, ``None`` where it is more than being equal."""
    asked: dict[str, Any] = {}
    for condition in conditions:
        equal = EQUAL.fullmatch(condition)
        if equal is None:
            if condition != _ANY:
                return None
        elif equal["column"] in asked:
            return None
        else:
            asked[equal["column"]] = parameters.get(equal["parameter"])
    return asked


def _figure(
    connection: sqlite3.Connection, searched: Searched, figure: FigureAsked, parameters: Mapping[str, Any]
) -> str | None:
    """Return a statement that says a figure, ``None`` where the index does not tell it."""
    asked = _narrowed(figure.conditions, parameters)
    of = None if figure.table != "articles" or asked is None else searched.narrowed(connection, asked)
    if of is None:
        return None
    if figure.column is None:
        return f'select {of.count(connection)} as "count(*)"'  # nosec B608
    values = of.values(connection, figure.column, figure.limit)
    if values is None:
        return None
    listed = json.dumps(values).replace("'", "''")
    return (
        "select json_extract(value, '$[0]') as value, json_extract(value, '$[1]') as count "  # nosec B608 # noqa: S608
        f"from json_each('{listed}') order by key"
    )


def _newest(
    connection: sqlite3.Connection, searched: Searched, page: re.Match[str], parameters: Mapping[str, Any]
) -> list[int] | None:
    """Return articles among which those of a page are, newest first; ``None`` where that is not to be told soon."""
    asked = _narrowed(page["where"].split(" and "), parameters)
    of = None if asked is None else searched.narrowed(connection, asked)
    if of is None:
        return None
    behind = None
    if page["day"] is not None:
        try:
            behind = first_key(date.fromisoformat(str(parameters.get(page["day"]))[:10]) + timedelta(days=1))
        except (ValueError, OverflowError):
            return None
    keys = list(_whole_days(of.newest_first(connection, behind), int(page["limit"]), behind))
    if len(keys) > _LOOKED_UP:
        return None
    found = connection.execute(
        "SELECT d.article FROM json_each(?) j CROSS JOIN article_search_days d ON d.key = j.value", (json.dumps(keys),)
    )
    return [article for (article,) in found]


def _whole_days(keys: Iterator[int], wanted: int, behind: int | None) -> Iterator[int]:
    """Yield as many keys as are wanted, with all others of the last day; those on the first day of a later page more.

    Of those without a day all come, for they stand in another order than their keys; of too many that is no use.
    """
    first_day = _day(behind - 1) if behind is not None else None
    last: int | None = None
    for taken, key in enumerate(keys):
        if (last is not None and _day(key) != last) or taken > _LOOKED_UP:
            return
        yield key
        if _day(key) != first_day:
            wanted -= 1
            if wanted <= 0:
                last = _day(key)


def _day(key: int) -> int:
    """Return the number of a key's day, 0 for all that have none."""
    return key >> 20 if key >= FIRST_DATED else 0
