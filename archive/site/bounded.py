"""The archive's database as a server reads it: no answer of it is larger than a page can be.

Datasette bounds the rows of an answer and its time. Neither bounds memory: ``select hex(zeroblob(3e8))`` is one row and
takes a moment and 3.6 GB, and a portal that publishes articles of megabytes fills a page of a hundred of them with it.
SQLite itself is told how long a text may become, and whoever fetches gets no more than a budget of bytes.
"""

from __future__ import annotations

import sqlite3
from functools import partial
from typing import TYPE_CHECKING, Any

from datasette.database import Database, QueryInterrupted
from datasette.utils import sqlite_timelimit
from datasette.utils.asgi import BadRequest

from archive.site.counted import of_counts
from archive.site.full_results import size_of
from archive.site.kept_results import KeptResults, asks_for_schema, is_kept
from archive.site.list_views import asked_otherwise, name_meant, of_people
from archive.site.ordered import in_order, table_ordered
from archive.site.scarce import as_counted, page_asked
from archive.site.searched import SearchedArticles, is_searched

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from datasette.app import Datasette

_BY_NAME = "SELECT id FROM people WHERE name = :name"
_PAGES_TIME = 3  # a page of our own asks several questions: so many times the limit of one


class BoundedCursor(sqlite3.Cursor):
    """A cursor that fetches many rows up to the budget of its connection."""

    connection: BoundedConnection

    def fetchmany(self, size: int | None = None) -> list[Any]:
        """Return at most ``size`` rows.

        Raises:
            BadRequest: they have more bytes than the budget.
        """
        budget = self.connection.budget
        rows: list[Any] = []
        while len(rows) < (self.arraysize if size is None else size) and (row := self.fetchone()) is not None:
            rows.append(row)
            budget -= size_of(row)
            if budget < 0:
                rows.clear()  # else they live as long as the error, whose frames hold each other
                megabytes = self.connection.budget >> 20
                raise BadRequest(
                    f"This answer would be larger than {megabytes} MB: ask for fewer rows with _size, for fewer "
                    "columns with _col, or take the CSV."
                )
        return rows

    def fetchall(self) -> list[Any]:
        """Return the rows that are left; as :meth:`fetchmany`."""
        return self.fetchmany(1 << 62)


class BoundedConnection(sqlite3.Connection):
    """A connection whose cursors have a budget, in bytes."""

    budget = 1 << 62

    def cursor(self, factory: Any = BoundedCursor) -> Any:
        """Return a cursor with the budget."""
        return super().cursor(factory)


class BoundedDatabase(Database):  # type: ignore[misc]  # Datasette has no types
    """A database of Datasette, read-only and bounded.

    Args:
        datasette: whose it is.
        path: of the file.
        budget: bytes of the rows of one answer.
        longest: bytes of one text or blob, also of those that a query makes.
        longest_pattern: bytes of what LIKE and GLOB compare with; the time they take is this times the text's length,
            and SQLite does not look at the clock within one.
        leads_to: whether a table may be led to by keys of others. Datasette puts what the row is called in the place of
            a key, and counts the rows that refer to one, without asking who may see that table.
    """

    def __init__(
        self,
        datasette: Datasette,
        path: str,
        *,
        budget: int,
        longest: int,
        longest_pattern: int,
        leads_to: Callable[[str], bool] = lambda _: True,
    ) -> None:
        super().__init__(datasette, path=path, is_mutable=True)
        self._budget = budget
        self._leads_to = leads_to
        self._schema: tuple[int, dict[tuple[str, str], Any]] = (-1, {})
        self._counted = KeptResults(path)
        self._searched = SearchedArticles()
        self._limits = {
            sqlite3.SQLITE_LIMIT_LENGTH: longest,
            sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: longest_pattern,
            sqlite3.SQLITE_LIMIT_ATTACHED: 0,
        }

    def connect(self, write: bool = False) -> sqlite3.Connection:
        """Return a new connection.

        Raises:
            ValueError: one for writing was wanted; who serves an archive never writes.
        """
        if write:
            raise ValueError("an archive that is served is read only")
        connection = sqlite3.connect(
            f"file:{self.path}?mode=ro", uri=True, check_same_thread=False, factory=BoundedConnection
        )
        connection.budget = self._budget
        for limit, value in self._limits.items():
            connection.setlimit(limit, value)
        self._all_file_connections.append(connection)
        return connection

    async def foreign_keys_for_table(self, table: str) -> list[dict[str, Any]]:
        """Return the keys of a table that lead to tables that may be led to."""
        found = await self._kept("keys", table, super().foreign_keys_for_table)
        return self._open([dict(key) for key in found])

    async def get_all_foreign_keys(self) -> dict[str, dict[str, list[dict[str, Any]]]]:
        """Return the keys of every table, those that come in and those that go out, likewise."""
        found = await self._kept("all keys", "", lambda _: Database.get_all_foreign_keys(self))
        return {table: {way: self._open(keys) for way, keys in ways.items()} for table, ways in found.items()}

    async def primary_keys(self, table: str) -> list[str]:
        """Return the columns of a table's primary key."""
        return list(await self._kept("primary keys", table, super().primary_keys))

    async def table_columns(self, table: str) -> list[str]:
        """Return the names of a table's columns."""
        return list(await self._kept("columns", table, super().table_columns))

    async def table_column_details(self, table: str) -> list[Any]:
        """Return what SQLite says of a table's columns."""
        return list(await self._kept("column details", table, super().table_column_details))

    async def _kept(self, what: str, table: str, ask: Callable[[str], Awaitable[Any]]) -> Any:
        """Return what somebody asks of the schema, kept as long as nothing is written.

        The page of a row asks a dozen such questions, one thread after the other, and for each table which keys it has.
        Nothing is kept of tables that are not there: strangers may ask for as many as they like.
        """
        version = self._counted.version()
        if self._schema[0] != version:
            self._schema = (version, {})
        kept = self._schema[1]
        if (what, table) in kept:
            return kept[what, table]
        found = await ask(table)
        if found:
            kept[what, table] = found
        return found

    def _open(self, keys: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [key for key in keys if self._leads_to(key["other_table"])]

    async def execute(self, sql: str, params: Any = None, *args: Any, **settings: Any) -> Any:
        """Return the rows of a statement; what was counted once is not counted again until something is written.

        One that SQLite refuses is raised and not printed: strangers write it.
        """
        options = {**settings, "log_sql_errors": False}
        if not is_kept(sql):
            return await super().execute(await self._asked(sql, params), params, *args, **options)
        key = (sql, *(sorted(params.items()) if isinstance(params, dict) else params or ()), args)
        found = self._counted.get(key)
        if found is None:
            version = self._counted.version()
            found = await super().execute(await self._asked(sql, params), params, *args, **options)
            if found.rows or not asks_for_schema(sql):
                self._counted.keep(key, found, version)
        return found

    async def _asked(self, sql: str, params: Any) -> str:
        """Return the statement for the same rows that costs the least."""
        asked = asked_otherwise(of_counts(sql))
        name = name_meant(asked)
        if name is not None and isinstance(params, dict):
            people = await super().execute(_BY_NAME, {"name": params.get(name)})
            asked = of_people(asked, [row[0] for row in people.rows])
        if isinstance(params, dict):
            asked = await self._asked_of_articles(asked, params)
        table = table_ordered(asked)
        return asked if table is None else in_order(asked, await self._keys_of(table))

    async def _asked_of_articles(self, sql: str, params: dict[str, Any]) -> str:
        """Return the statement for the same articles that costs the least, by what is counted or searched of them."""
        asked: Callable[[sqlite3.Connection], str]
        if is_searched(sql):
            asked = partial(self._searched.asked, sql, params, self._counted.version())
        elif (page := page_asked(sql)) is not None:
            asked = partial(as_counted, sql, page, params)
        else:
            return sql
        try:
            return str(await self.execute_fn(asked))
        except sqlite3.OperationalError as error:
            raise QueryInterrupted(error, sql, params) from error

    def close(self) -> None:
        """Close all connections."""
        self._counted.close()
        super().close()

    async def _keys_of(self, table: str) -> list[str]:
        """Return what tells the rows of a table apart, nothing for a view."""
        return (await self.primary_keys(table) or ["rowid"]) if await self.table_exists(table) else []

    async def execute_fn(self, fn: Callable[[sqlite3.Connection], Any]) -> Any:
        """Return what ``fn`` makes of a connection, in a thread; its questions have a time together."""
        return await super().execute_fn(partial(_in_time, fn, self.ds.sql_time_limit_ms * _PAGES_TIME))


def _in_time(fn: Callable[[sqlite3.Connection], Any], milliseconds: int, connection: sqlite3.Connection) -> Any:
    with sqlite_timelimit(connection, milliseconds):
        return fn(connection)
