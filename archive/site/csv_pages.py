"""The routes of CSV, in the place of Datasette's: tables, views, rows, queries, each whole or an error.

What may be seen, which rows are meant and in which order is Datasette's to say: its own view reads the parameters, and
what it would ask of SQLite is asked here without the limit of a page. ``_size=20`` (with ``_next``) is one page still.
"""

from __future__ import annotations

import asyncio
import re
import sqlite3
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode

from datasette import Response
from datasette.utils import tilde_decode
from datasette.utils.asgi import BadRequest, NotFound, Request

from archive.site.metadata import PLUGIN
from archive.site.spreadsheet import CsvFile, Limits, Reading, TooLargeError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from datasette.app import Datasette

    Page = Callable[..., Awaitable[Response]]

# Of the articles of a province (100,000, 800 MB with their text) a stranger gets the list, or a portal's texts.
_LIMITS = {"public": Limits(rows=200_000, size=256 << 20, seconds=60)}
_AT_ONCE = 2  # files written at the same time; each keeps a core busy
_KEYS = 500  # looked up at once
_CHUNK = 64 << 10  # bytes
_LIMIT = re.compile(r" limit [0-9]{1,20}(?P<offset> offset [0-9]{1,20})?$")
_OWN = frozenset({"_stream", "_dl", "_header"})  # how the CSV is to be, nothing of the rows


class CsvAnswer(Response):  # type: ignore[misc]  # Datasette has no types
    """A file that is sent in pieces, each when the one before is out; closed when it is sent or the reader is gone."""

    def __init__(self, file: IO[bytes], headers: dict[str, str]) -> None:
        super().__init__("", headers=headers, content_type="text/csv; charset=utf-8")
        self._file = file

    async def asgi_send(self, send: Any) -> None:
        """Send it."""
        headers = [(name.encode(), value.encode()) for name, value in self.headers.items()]
        headers.append((b"content-type", self.content_type.encode()))
        try:
            await send({"type": "http.response.start", "status": self.status, "headers": headers})
            while chunk := await asyncio.to_thread(self._file.read, _CHUNK):
                await send({"type": "http.response.body", "body": chunk, "more_body": True})
            await send({"type": "http.response.body", "body": b""})
        finally:
            self._file.close()


class CsvPages:
    """The three kinds of CSV, with how many may be written at once; one of it for each Datasette."""

    def __init__(self) -> None:
        self._writing = 0

    def routes(self) -> list[tuple[str, Page]]:
        """Return the routes; the names of their parts are those that Datasette's views read."""
        return [
            (r"^/(?P<database>[^\/\.]+)\.csv$", self.of_query),
            (r"^/(?P<database>[^\/\.]+)/(?P<table>[^\/\.]+)\.csv$", self.of_table),
            (r"^/(?P<database>[^\/\.]+)/(?P<table>[^/]+?)/(?P<pks>[^/]+?)\.csv$", self.of_row),
        ]

    async def of_query(self, request: Any, datasette: Datasette) -> Response:
        """Answer ``/archive.csv?sql=...``, where one may ask in SQL."""
        from datasette.views.database import DatabaseView  # it looks for plugins, this one too, when it is imported

        if tilde_decode(request.url_vars["database"]) not in datasette.databases:
            raise NotFound("Database not found")
        if not request.args.get("sql"):
            raise BadRequest("A query is wanted: ?sql=")
        return await self._answer(DatabaseView(datasette), request, datasette, "query")

    async def of_table(self, request: Any, datasette: Datasette) -> Response:
        """Answer ``/archive/articles.csv`` and ``/archive/QUERY.csv``."""
        from datasette.views.table import TableView

        return await self._answer(TableView(datasette), request, datasette, tilde_decode(request.url_vars["table"]))

    async def of_row(self, request: Any, datasette: Datasette) -> Response:
        """Answer ``/archive/articles/1.csv``: the row alone, with its columns."""
        from datasette.views.row import RowView

        data = (await RowView(datasette).data(request))[0]
        written = CsvFile(_limits(datasette))
        written.head(data["columns"])
        written.write(data["rows"])
        return _sent(*written.finish(), tilde_decode(request.url_vars["table"]))

    async def _answer(self, view: Any, request: Any, datasette: Datasette, name: str) -> Response:
        if self._writing >= _AT_ONCE:
            words = "Other files are being written; ask again in some seconds."
            return Response.text(words, status=429, headers={"retry-after": "10"})
        self._writing += 1
        try:
            meant = await view.data(_without_pages(request))
            if isinstance(meant, Response):
                return meant
            data = meant[0]
            if data.get("error"):
                raise BadRequest(data["error"])
            return _sent(*await _written(datasette, request, data), name)
        except sqlite3.OperationalError as error:
            raise BadRequest(str(error)) from None
        finally:
            self._writing -= 1


def _without_pages(request: Any) -> Any:
    """Return the request as Datasette's view is to see it: without counts, and without a page to lay out."""
    kept = [
        (name, value)
        for name, value in parse_qsl(request.query_string, keep_blank_values=True)
        if name not in _OWN and (name != "_size" or "sql" in request.args)
    ]
    kept += [("_size", "0"), ("_nofacet", "1"), ("_nocount", "1")]
    return Request({**request.scope, "query_string": urlencode(kept).encode()}, request.receive)


def _is_page(request: Any) -> bool:
    size = request.args.get("_size") or ""
    return size.isdecimal() and len(size) < 10


async def _written(datasette: Datasette, request: Any, data: dict[str, Any]) -> tuple[IO[bytes], int]:
    """Write the whole result to a file; return it and its length.

    Raises:
        BadRequest: it is larger or takes longer than the profile allows.
    """
    sql = data["query"]["sql"]
    if "table" in data:  # Datasette's own SQL, whose last words are the limit
        limit = f" limit {int(request.args['_size'])}" if _is_page(request) else " limit -1"
        sql = _LIMIT.sub(lambda found: limit + (found["offset"] or ""), sql)
    limits = _limits(datasette)
    written = CsvFile(limits)
    try:
        reading = await asyncio.to_thread(_begun, datasette, data, sql, limits)
        try:
            await _copy(reading, written, datasette, data, has_head=request.args.get("_header") != "off")
        finally:
            await asyncio.to_thread(reading.close)
        return written.finish()
    except TooLargeError as error:
        raise BadRequest(str(error)) from None
    except sqlite3.OperationalError as error:
        late = "This takes too long; filter it, by portal or by year."
        raise BadRequest(late if str(error) == "interrupted" else str(error)) from None
    finally:
        written.close()


def _limits(datasette: Datasette) -> Limits:
    return _LIMITS.get(str((datasette.plugin_config(PLUGIN) or {}).get("profile")), Limits())


def _begun(datasette: Datasette, data: dict[str, Any], sql: str, limits: Limits) -> Reading:
    database = datasette.get_database(data["database"])
    connection = database.connect()
    try:
        datasette._prepare_connection(connection, database.name)
        connection.row_factory = None
        return Reading(connection, sql, data["query"]["params"], limits.seconds)
    except BaseException:
        connection.close()
        raise


async def _copy(
    reading: Reading, written: CsvFile, datasette: Datasette, data: dict[str, Any], *, has_head: bool
) -> None:
    """Write all that is read, with a column of labels after each foreign key where they were asked for."""
    expanded = {name for name in reading.columns if name in (data.get("expanded_columns") or ())}
    if has_head:
        heads = ([name, f"{name}_label"] if name in expanded else [name] for name in reading.columns)
        written.head([head for some in heads for head in some])
    while rows := await asyncio.to_thread(reading.rows):
        if expanded:
            rows = await _labelled(datasette, data, reading.columns, expanded, rows)
        await asyncio.to_thread(written.write, rows)


async def _labelled(
    datasette: Datasette, data: dict[str, Any], columns: list[str], expanded: set[str], rows: list[tuple[Any, ...]]
) -> list[tuple[Any, ...]]:
    """Return rows with what the foreign keys in them are called, each after its key."""
    labels: dict[tuple[str, Any], Any] = {}
    for name in expanded:
        keys = list({row[columns.index(name)] for row in rows})
        for start in range(0, len(keys), _KEYS):
            some = keys[start : start + _KEYS]
            labels |= await datasette.expand_foreign_keys(data["database"], data["table"], name, some)
    return [
        tuple(
            part
            for name, value in zip(columns, row, strict=True)
            for part in ((value, labels.get((name, value), "")) if name in expanded else (value,))
        )
        for row in rows
    ]


def _sent(file: IO[bytes], length: int, name: str) -> Response:
    safe = re.sub(r"[^A-Za-z0-9_-]", "_", name)[:80]
    headers = {"content-length": str(length), "content-disposition": f'attachment; filename="{safe}.csv"'}
    return CsvAnswer(file, headers)
