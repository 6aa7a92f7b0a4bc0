"""The routes of files, in the place of Datasette's CSV: tables, views, rows and queries, each whole or an error.

What may be seen, which rows are meant and in which order is Datasette's to say: its own view reads the parameters, and
what it would ask of SQLite is asked here without the limit of a page. ``_size=20`` (with ``_next``) is one page still.
Beside each file stands what its columns mean: ``TABLE.dictionary.csv`` for people, ``TABLE.datapackage.json`` for
programs.
"""

from __future__ import annotations

import io
import re
import sqlite3
from functools import partial
from importlib.metadata import version
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import parse_qsl, quote, urlencode

from datasette import Response
from datasette.utils import tilde_decode, tilde_encode
from datasette.utils.asgi import BadRequest, NotFound, Request

from archive.export.citations import article_column
from archive.export.columns import Column, Table
from archive.export.csv_file import CsvWriter
from archive.export.datapackage import FILE, Member, descriptor, packed, sources
from archive.export.dictionary import SUFFIX, write_dictionary
from archive.export.named_query import all_rows
from archive.export.result import Kinds, Query, read
from archive.site.access import ensure_may_see
from archive.site.files import MEDIA_TYPES, Turns, Wanted, limits, offered, sent, write_wanted
from archive.site.full_results import Bounds
from archive.site.labels import label_queries, with_labels
from archive.site.metadata import PLUGIN
from scraper.clock import now
from scraper.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from datasette.app import Datasette

    Page = Callable[..., Awaitable[Response]]

_LIMIT = regex(r" limit [0-9]{1,20}(?P<offset> offset [0-9]{1,20})?$")
_OF_A_QUERY = "=&%+,:;/?@!$'()*~[]"  # what a query may have as it is
_OWN = frozenset({"_stream", "_dl", "_header"})  # how the file is to be, nothing of the rows
_REFERENCES = frozenset({"bib", "ris"})
_NARROWS = regex(r"\bwhere\b", re.IGNORECASE)


class Downloads:
    """The files of tables, rows and queries, with how many may be written at once; one of it for each Datasette."""

    def __init__(self, turns: Turns) -> None:
        self._turns = turns

    def routes(self) -> list[tuple[str, Page]]:
        """Return the routes; the names of their parts are those that Datasette's views read."""
        endings = "|".join(MEDIA_TYPES)
        about = r"(?P<about>dictionary\.csv|datapackage\.json)"
        table = r"^/(?P<database>[^\/\.]+)/(?P<table>[^\/\.]+)"
        return [
            (rf"^/(?P<database>[^\/\.]+)\.(?P<ending>{endings})$", self.of_query),
            (rf"^/(?P<database>[^\/\.]+)\.{about}$", self.about_query),
            (rf"{table}\.(?P<ending>{endings})$", self.of_table),
            (rf"{table}\.{about}$", self.about_table),
            (rf"^/(?P<database>[^\/\.]+)/(?P<table>[^/]+?)/(?P<pks>[^/]+?)\.(?P<ending>{endings})$", self.of_row),
        ]

    async def of_query(self, request: Any, datasette: Datasette) -> Response:
        """Answer ``/archive.csv?sql=...`` (``.xlsx`` ...), where one may ask in SQL."""
        view = _query_view(request, datasette)
        return await self._file(view, request, datasette, "query")

    async def of_table(self, request: Any, datasette: Datasette) -> Response:
        """Answer ``/archive/articles.csv`` and ``/archive/QUERY.csv``, and so for every other ending."""
        from datasette.views.table import TableView

        return await self._file(TableView(datasette), request, datasette, tilde_decode(request.url_vars["table"]))

    async def of_row(self, request: Any, datasette: Datasette) -> Response:
        """Answer ``/archive/articles/1.csv``: the row alone, with its columns."""
        from datasette.views.row import RowView

        if request.url_vars["ending"] != "csv":  # Datasette would show its page
            raise NotFound("A row is given as CSV and as JSON")
        name = tilde_decode(request.url_vars["table"])
        data = (await RowView(datasette).data(request))[0]
        file = io.BytesIO()
        columns = tuple(Column(column, "", "", "") for column in data["columns"])
        writer = CsvWriter(file, Table(name, (name, name), ("", ""), columns))
        writer.write(Bounds(limits(datasette), file).rows(map(tuple, data["rows"])))
        writer.finish()
        length = file.tell()
        file.seek(0)
        return sent(file, length, name, "csv")

    async def about_query(self, request: Any, datasette: Datasette) -> Response:
        """Answer ``/archive.dictionary.csv?sql=...``: what the columns of the query mean."""
        return await self._about(_query_view(request, datasette), request, datasette, "query")

    async def about_table(self, request: Any, datasette: Datasette) -> Response:
        """Answer ``/archive/articles.dictionary.csv`` and ``.datapackage.json``: what the columns mean."""
        from datasette.views.table import TableView

        return await self._about(TableView(datasette), request, datasette, tilde_decode(request.url_vars["table"]))

    async def _file(self, view: Any, request: Any, datasette: Datasette, name: str) -> Response:
        ending = request.url_vars["ending"]
        if ending not in offered():
            raise NotFound(f"Files ending in .{ending} are not written here: pip install 'congtin[{ending}]'")
        if ending in _REFERENCES:
            await ensure_may_see(request, datasette, "articles", "revisions", "captures")
        data = await _meant(view, request)
        if isinstance(data, Response):
            return data
        labels = {} if ending in _REFERENCES | {"zip"} else await _labels(datasette, data)
        query = _query(request, data, name)
        wanted = Wanted(query, ending, labels, has_head=request.args.get("_header") != "off")
        written = await self._turns.file_of(datasette, data["database"], partial(write_wanted, wanted))
        if isinstance(written, Response):
            return written
        file, length = written
        return sent(file, length, name, ending, _described_by(request, datasette, data["database"], name))

    async def _about(self, view: Any, request: Any, datasette: Datasette, name: str) -> Response:
        data = await _meant(view, request)
        if isinstance(data, Response):
            return data
        about = request.url_vars["about"]
        query = _query(request, data, name)
        file_address = _address(request, datasette, data["database"], name, ".csv")
        csv_address = datasette.absolute_url(request, file_address)
        write = partial(_write_about, query, about, csv_address, list(await _labels(datasette, data)))
        written = await self._turns.file_of(datasette, data["database"], write)
        if isinstance(written, Response):
            return written
        file, length = written
        if about != FILE:
            return sent(file, length, f"{name}-dictionary", "csv")
        with file:
            return Response(file.read().decode(), content_type="application/json; charset=utf-8")


def _query_view(request: Any, datasette: Datasette) -> Any:
    from datasette.views.database import DatabaseView  # it looks for plugins, this one too, when it is imported

    if tilde_decode(request.url_vars["database"]) not in datasette.databases:
        raise NotFound("Database not found")
    if not request.args.get("sql"):
        raise BadRequest("A query is wanted: ?sql=")
    return DatabaseView(datasette)


async def _meant(view: Any, request: Any) -> Any:
    """Return what Datasette's view says of the request, or the answer that it gives in its place.

    Raises:
        BadRequest: it says what is wrong with it.
    """
    try:
        meant = await view.data(_without_pages(request))
    except sqlite3.OperationalError as error:
        raise BadRequest(str(error)) from None
    if isinstance(meant, Response):
        return meant
    if meant[0].get("error"):
        raise BadRequest(meant[0]["error"])
    return meant[0]


async def _labels(datasette: Datasette, data: dict[str, Any]) -> dict[str, str]:
    """Return the SELECT of the labels of each column that they were asked for."""
    expanded = data.get("expanded_columns") or ()
    return await label_queries(datasette, data["database"], data["table"], expanded) if expanded else {}


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


def _query(request: Any, data: dict[str, Any], name: str) -> Query:
    """Return the query that Datasette means, for all its rows."""
    sql, parameters = data["query"]["sql"], data["query"]["params"] or {}
    if "table" not in data:
        return Query(name, all_rows(sql) if "sql" not in request.args else sql.strip().rstrip(";"), parameters)
    # Datasette's own SQL, whose last words are the limit.
    limit = f" limit {int(request.args['_size'])}" if _is_page(request) else " limit -1"
    whole = _LIMIT.sub(lambda found: limit + (found["offset"] or ""), sql)
    is_whole = not (_NARROWS.search(sql) or _is_page(request))
    return Query(name, whole, parameters, of_table=data["table"], is_whole=is_whole)


def _write_about(
    query: Query,
    about: str,
    csv_address: str,
    labelled: list[str],
    connection: sqlite3.Connection,
    file: IO[bytes],
    bounds: Bounds,
) -> None:
    """Write the dictionary or the datapackage of a query; there is a line a column, and the clock is watched."""
    bounds.check()
    table = with_labels(read(connection, query, Kinds.LIKELY).table, labelled)
    if about != FILE:
        write_dictionary([table], file)
        return
    member = Member(table, csv_address)
    made = now().isoformat(timespec="seconds")
    said = descriptor(query.name, [member], created=made, version=version(PLUGIN), origins=sources(connection))
    file.write(packed(said))


def _address(request: Any, datasette: Datasette, database: str, name: str, ending: str) -> str:
    """Return the address beside that of a request: the same rows of the same table or query, another ending."""
    path = f"/{database}{ending}" if "sql" in request.args else f"/{database}/{tilde_encode(name)}{ending}"
    # In a header it must not end what it stands in.
    query = f"?{quote(request.query_string, safe=_OF_A_QUERY)}" if request.query_string else ""
    return str(datasette.urls.path(path)) + query


def _described_by(request: Any, datasette: Datasette, database: str, name: str) -> str:
    """Return the header that leads from a file to what its columns mean."""
    found = [(SUFFIX, "text/csv"), (f".{FILE}", "application/json")]
    return ", ".join(
        f'<{_address(request, datasette, database, name, ending)}>; rel="describedby"; type="{kind}"'
        for ending, kind in found
    )


def files_for(columns: Iterable[str], name: str) -> list[str]:
    """Return the endings of the files that rows with these columns are given as: references where they are of articles.

    Args:
        columns: names of the columns.
        name: of the table, view or query.
    """
    described = Table(name, (name, name), ("", ""), tuple(Column(column, "", "", "") for column in columns))
    is_cited = article_column(described) is not None
    return [ending for ending in offered() if is_cited or ending not in _REFERENCES]
