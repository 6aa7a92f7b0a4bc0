"""Which rows of a table are exported: of a portal, of some days, of articles in which words occur."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from archive.search import best_expression, register_functions
from scraper.clock import VIETNAM, timestamp
from scraper.errors import ArchiveError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator

# Columns that say of which day a row is, the first that a table has; moments are UTC, days those of Vietnam.
_DAYS = ("day", "published")
_MOMENTS = ("fetched_at", "seen_at", "started", "gone_at", "decided_at", "replaced_at")
_FIRST, _LAST = date(1, 1, 2), date(9999, 12, 30)  # days that have a moment in UTC before and behind them
_ARTICLES = ("articles", "article_list")  # whose rows are articles, by the column id


@dataclass(frozen=True, slots=True)
class Selection:
    """What is asked for; all conditions hold together, those that are ``None`` are none.

    Attributes:
        portal: the id of a portal.
        since: the first day, in Vietnam: the one that the row speaks of, or else on which it was published or seen; of
            a span of days the last one counts.
        until: the last such day; of a span of days the first one counts.
        search: words that the article has, as typed in the site's search.
        where: a condition in SQL.
    """

    portal: str | None = None
    since: date | None = None
    until: date | None = None
    search: str | None = None
    where: str | None = None

    @property
    def is_everything(self) -> bool:
        """Tell whether nothing is left out."""
        return self == Selection()

    def conditions(self, connection: sqlite3.Connection, table: str) -> tuple[str, dict[str, Any]]:
        """Return WHERE and what follows it for a table or view, empty where nothing is left out; and the parameters.

        Raises:
            ArchiveError: there is no such portal, or the table has nothing that could be narrowed so.
        """
        narrowed = _Narrowed(connection, table)
        found = [part for part in self._parts(narrowed) if part]
        return (f" WHERE {' AND '.join(found)}" if found else ""), narrowed.parameters

    def _parts(self, narrowed: _Narrowed) -> Iterator[str]:
        if self.portal is not None:
            yield narrowed.by_portal(self.portal)
        if self.since is not None:
            yield narrowed.by_day("since", self.since)
        if self.until is not None:
            yield narrowed.by_day("until", self.until)
        if self.search is not None:
            yield narrowed.by_words(self.search)
        if self.where is not None:
            yield f"(\n{self.where}\n)"


class _Narrowed:
    """A table that is narrowed: by its own columns, or by those of the article, mention or crawl it belongs to."""

    def __init__(self, connection: sqlite3.Connection, table: str) -> None:
        self.parameters: dict[str, Any] = {}
        self._connection = connection
        self._table = table
        self._columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]

    def by_portal(self, portal: str) -> str:
        known = [row[0] for row in self._connection.execute("SELECT id FROM portals ORDER BY id")]
        if portal not in known:
            raise ArchiveError(f"{portal!r} is no portal of this archive; there are: {', '.join(known) or 'none yet'}")
        self.parameters["portal"] = portal
        if self._table == "portals":
            return "id = :portal"
        if "portal" in self._columns:
            return "portal = :portal"
        if "crawl" in self._columns:
            return "crawl IN (SELECT id FROM crawls WHERE portal = :portal)"
        articles = "SELECT id FROM articles WHERE portal = :portal"
        return self._through_article(lambda column: f"{column} IN ({articles})", "portal")

    def by_day(self, which: str, day: date) -> str:
        column = next((name for name in _DAYS if name in self._columns), None)
        if column is not None:
            return self._of_day(column, which, day)
        if {"first_seen", "last_seen"} <= set(self._columns) and "person" in self._columns:
            return self._of_day("last_seen" if which == "since" else "first_seen", which, day)
        column = next((name for name in _MOMENTS if name in self._columns), None)
        if column is not None:
            return self._of_moment(column, which, day)
        condition = self._of_day("published", which, day)
        return self._through_article(lambda key: f"{key} IN (SELECT id FROM articles WHERE {condition})", which)  # nosec B608 # noqa: S608  ours

    def by_words(self, words: str) -> str:
        register_functions(self._connection)
        self.parameters["words"] = best_expression(self._connection, words)
        found = "SELECT rowid FROM articles_fts WHERE articles_fts MATCH :words"
        return self._through_article(lambda column: f"{column} IN ({found})", "search")

    def _of_day(self, column: str, which: str, day: date) -> str:
        """Compare what begins with a day and may go on with a time; a tilde sorts behind all that a time has."""
        self.parameters[which] = day.isoformat() + ("" if which == "since" else "~")
        return f'"{column}" {">=" if which == "since" else "<"} :{which}'

    def _of_moment(self, column: str, which: str, day: date) -> str:
        within = min(max(day, _FIRST), _LAST)
        begins = within if which == "since" else within + timedelta(days=1)
        self.parameters[which] = timestamp(datetime.combine(begins, time.min, VIETNAM))
        return f'"{column}" {">=" if which == "since" else "<"} :{which}'

    def _through_article(self, condition: Callable[[str], str], what: str) -> str:
        if self._table in _ARTICLES:
            return condition("id")
        if "article" in self._columns:
            return condition("article")
        if "mention" in self._columns:
            inner = condition("article")
            return f"mention IN (SELECT id FROM mentions WHERE {inner})"  # nosec B608 # noqa: S608  ours
        raise ArchiveError(
            f"{self._table}: cannot be narrowed by --{what}, for its rows belong to no article; narrow it with "
            f"--where, or ask with --sql. Its columns: {', '.join(self._columns)}"
        )
