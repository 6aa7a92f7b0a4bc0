"""What is exported: one query of the archive, described, and its rows as they come."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TYPE_CHECKING, Any

from archive.export.columns import described_query, described_table, kinds_found, with_kinds
from archive.export.named_query import ready_made
from archive.search import register_functions
from scraper.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from archive.export.columns import Parameters, Table
    from archive.export.selection import Selection

_INTERNAL = ("_", "sqlite_", "articles_fts", "article_search")
_SAMPLE = 200  # rows
# Views have no key to be ordered by; people's rows stand together, each in the order of time.
_ORDER_OF_VIEWS = {
    "article_list": "portal, published, id",
    "official_mentions": "day, article, id",
    "people_list": "fold(name), name, person",
    "tenures": "fold(name), name, person, first_seen, last_seen, id",
    "tenure_list": "fold(name), name, person, first_seen, last_seen, id",
    "tenure_mentions": "fold(name), name, person, day, article, tenure",
    "tenure_events": "day, person, article, change, tenure",
    "unit_history": "province, level, parent, name, valid_from, id",
    "unit_articles": "unit, published, article",
    "portal_health": "portal",
}
_READS = ("select", "with", "values")


@dataclass(frozen=True, slots=True)
class Query:
    """A query that is exported.

    Attributes:
        name: what files of it are called.
        sql: a SELECT.
        parameters: its parameters.
        order: the ORDER BY behind it, where that is ours.
        of_table: the table or view whose columns it gives; ``None`` for a query of its own.
        is_whole: it is the whole table or view, in the order in which it is read best.
    """

    name: str
    sql: str
    parameters: Parameters = field(default_factory=dict)
    order: str = ""
    of_table: str | None = None
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """The result of a query: what it is, and its rows, which can be gone through once."""

    table: Table
    rows: Iterator[tuple[Any, ...]]


def exportable(connection: sqlite3.Connection) -> list[str]:
    """Return the tables and views that may be exported: ours, without those of the full-text index."""
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")]
    return sorted(name for name in names if not name.startswith(_INTERNAL))


def query_of_table(connection: sqlite3.Connection, name: str, selection: Selection) -> Query:
    """Return the query for a table or view, narrowed.

    Rows stand in the order of the table's key, those of a view in one that people read, so that two exports of one
    archive are the same.

    Raises:
        ArchiveError: there is no such table or view, or it cannot be narrowed so.
    """
    known = exportable(connection)
    if name not in known:
        raise ArchiveError(f"{name!r} is no table or view of this archive; there are: {', '.join(known)}")
    where, parameters = selection.conditions(connection, name)
    sql = f'SELECT * FROM "{name}"{where}'  # nosec B608 # noqa: S608  checked against the schema
    return Query(name, sql, parameters, _order(connection, name), name, is_whole=not where)


def query_of_ready_made(name: str, given: Iterable[tuple[str, str]]) -> Query:
    """Return a ready-made query with its parameters; those that are not given are blank, as on the site.

    Raises:
        ArchiveError: there is no such query, or it has no such parameter.
    """
    sql, parameters = ready_made(name, given)
    return Query(name, sql, parameters)


def query_of_sql(sql: str) -> Query:
    """Return a query of somebody's own.

    Raises:
        ArchiveError: it is nothing that only reads.
    """
    if not sql.lstrip(" \t\r\n(").lower().startswith(_READS):
        raise ArchiveError("--sql takes a SELECT, for example: SELECT id, title FROM articles WHERE kind = 'document'")
    return Query("query", sql.strip().rstrip(";"))


class Kinds(Enum):
    """How well is known what the columns hold: as the schema says, by a look at some rows too, or at all of them."""

    DECLARED = "declared"
    LIKELY = "likely"
    CERTAIN = "certain"


def read(connection: sqlite3.Connection, query: Query, kinds: Kinds = Kinds.LIKELY) -> Result:
    """Begin to read a query, in the caller's transaction.

    Args:
        connection: the archive, open for reading.
        query: what is asked for.
        kinds: how well must be known what the columns hold.

    Raises:
        ArchiveError: SQLite cannot run the query.
    """
    register_functions(connection)
    try:
        cursor = connection.cursor()
        cursor.row_factory = None
        cursor.execute(f"{query.sql}{query.order}", query.parameters)
        names = unique([column[0] for column in cursor.description or ()])
        if not names:
            raise ArchiveError(f"{query.name}: the query gives no columns")
        table = _described(connection, query, names)
        declared = [column.kind for column in table.columns]
        if kinds is Kinds.CERTAIN or (kinds is Kinds.LIKELY and not all(declared)):
            rows = None if kinds is Kinds.CERTAIN else _SAMPLE
            table = with_kinds(table, kinds_found(connection, query.sql, query.parameters, declared, rows=rows))
    except (sqlite3.OperationalError, sqlite3.ProgrammingError, sqlite3.Warning) as error:
        raise _refused(query, error) from None
    return Result(table, _rows(cursor, query))


def unique(names: Iterable[str]) -> list[str]:
    """Return names of columns, each once: the second ``id`` is ``id_2``, for no program keeps two of one name."""
    found: list[str] = []
    for name in names:
        one, number = name, 2
        while one in found:
            one, number = f"{name}_{number}", number + 1
        found.append(one)
    return found


def _described(connection: sqlite3.Connection, query: Query, names: list[str]) -> Table:
    if query.of_table is None:
        return described_query(query.name, query.sql, names)
    table = described_table(connection, query.of_table, names)
    return table if query.is_whole else replace(table, sql=query.sql)


def _rows(cursor: sqlite3.Cursor, query: Query) -> Iterator[tuple[Any, ...]]:
    if query.of_table is not None:
        return cursor
    return _told(cursor, query)


def _told(cursor: sqlite3.Cursor, query: Query) -> Iterator[tuple[Any, ...]]:
    """Yield the rows; what goes wrong in the midst of them is told as the query's fault."""
    try:
        for row in cursor:  # noqa: UP028  "yield from" closes the cursor, maybe of a connection that is closed
            yield row
    except sqlite3.OperationalError as error:
        raise _refused(query, error) from None


def _refused(query: Query, error: Exception) -> ArchiveError:
    return ArchiveError(f"{query.name}: SQLite says: {error}")


def _order(connection: sqlite3.Connection, table: str) -> str:
    """Return the ORDER BY of an export: the table's key, or what is known of the view."""
    columns = _ORDER_OF_VIEWS.get(table)
    if columns is None:
        keys = sorted((row[5], row[1]) for row in connection.execute(f'PRAGMA table_info("{table}")') if row[5])
        columns = ", ".join(f'"{name}"' for _, name in keys)
    return f" ORDER BY {columns}" if columns else ""
