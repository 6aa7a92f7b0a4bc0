"""The routes of the search: the page, and the same results as JSON, Atom and files."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from typing import IO, TYPE_CHECKING, Any

from datasette import Response
from datasette.utils import tilde_encode
from datasette.utils.asgi import NotFound

from archive.export.citations import REFERENCES, ReferenceWriter
from archive.export.columns import described_table
from archive.export.formats import FORMATS
from archive.site.access import ensure_may_see, is_archive
from archive.site.files import sent
from archive.site.known_portals import KnownPortals, read_known_portals
from archive.site.metadata import DATABASE
from archive.site.refusal import NO_ARCHIVE, as_page
from archive.site.search.asked import Asked
from archive.site.search.feeds import as_atom, as_json
from archive.site.search.matches import Matches
from archive.site.search.narrowing import narrow
from archive.site.search.results import PAGE_LENGTH, Results, read_results
from archive.site.search.view import SearchView

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Awaitable, Callable, Iterator

    from datasette.app import Datasette

    from archive.site.files import Turns
    from archive.site.full_results import Bounds

    Page = Callable[..., Awaitable[Response]]

# A search may name whom it is about, so what it shows must all be open to whoever asks.
_TABLES = ("articles", "people", "portals", "units")
FILES = ("csv", "xlsx", "jsonl", "bib", "ris")
_REFERENCES = {"bib": "bibtex", "ris": "ris"}
_LINKS = (
    ("canonical", "", "text/html"),
    ("alternate", ".json", "application/json"),
    ("alternate", ".atom", "application/atom+xml"),
)
_XML = '<?xml version="1.0" encoding="utf-8"?>\n'
_OF_A_FEED = 50  # entries
_AT_A_TIME = 200  # rows of a file


class SearchPages:
    """The pages; files are written in turns with those of tables."""

    def __init__(self, turns: Turns) -> None:
        self._turns = turns

    def routes(self) -> list[tuple[str, Page]]:
        """Return the routes."""
        return [
            (r"^/search$", self.page),
            (r"^/search\.json$", self.json),
            (r"^/search\.atom$", self.atom),
            (rf"^/search\.(?P<ending>{'|'.join(FILES)})$", self.file),
        ]

    async def page(self, request: Any, datasette: Datasette) -> Response:
        """Answer ``/search``: hits, best first, with what they can be narrowed to.

        An address that says the same in another way (empty parameters of the form, a unit by its name) leads to the
        one that is shared.
        """
        if not await is_archive(datasette):
            return await as_page(NO_ARCHIVE, datasette, request)
        await ensure_may_see(request, datasette, *_TABLES)
        asked = _asked(request)
        known = asked
        if not {asked.portal, asked.unit, asked.official} <= {None}:
            known = (await datasette.get_database(DATABASE).execute_fn(partial(_narrowed, asked))).asked
        if not known.is_canonical(request.query_string):
            return Response.redirect(_address(datasette, "", known.query()))
        read = partial(_read_with_portals, known, datasette.setting("sql_time_limit_ms"))
        results, known_portals = await datasette.get_database(DATABASE).execute_fn(read)
        view = SearchView(results, datasette)
        origin = datasette.absolute_url(request, "/").rstrip("/")
        context = {
            "search": view,
            "results": results,
            "asked": results.asked,
            "known_portals": known_portals,
            "database": DATABASE,
        }
        context["search_origin"] = origin.removesuffix(datasette.urls.path("/").rstrip("/"))
        header = ", ".join(
            f'<{_absolute(request, datasette, ending, known.query())}>; rel="{relation}"; type="{kind}"'
            for relation, ending, kind in _LINKS
        )
        page = await datasette.render_template("search.html", context, request=request, view_name="search")
        return Response.html(page, headers={"link": header} if known.is_anything else {})

    async def json(self, request: Any, datasette: Datasette) -> Response:
        """Answer ``/search.json``: a page of hits with ids, addresses, passages and points."""
        results = await self._asked_for(request, datasette)
        following = results.asked.query(page=results.asked.page + 1) if results.more else None
        said = as_json(
            results,
            partial(_row, request, datasette),
            _absolute(request, datasette, "", results.asked.query()),
            _absolute(request, datasette, ".json", following) if following is not None else None,
        )
        return Response(json.dumps(said, ensure_ascii=False, indent=1), content_type="application/json; charset=utf-8")

    async def atom(self, request: Any, datasette: Datasette) -> Response:
        """Answer ``/search.atom``: the newest hits, to be told of new ones."""
        results = await self._asked_for(request, datasette, newest_first=True, page_length=_OF_A_FEED)
        asked = results.asked
        addresses = {
            "self": _absolute(request, datasette, ".atom", asked.query()),
            "alternate": _absolute(request, datasette, "", asked.query(page=1)),
        }
        if results.more:
            addresses["next"] = _absolute(request, datasette, ".atom", asked.query(page=asked.page + 1))
        feed = as_atom(results, partial(_row, request, datasette), addresses)
        return Response(_XML + feed, content_type="application/atom+xml; charset=utf-8")

    async def file(self, request: Any, datasette: Datasette) -> Response:
        """Answer ``/search.csv`` (``.xlsx``, ``.jsonl``, ``.bib``, ``.ris``): every hit, newest first, or an error."""
        ending = request.url_vars["ending"]
        await _ensure(request, datasette)
        if ending in _REFERENCES:
            await ensure_may_see(request, datasette, "revisions", "captures")
        write = partial(_write, _asked(request), ending)
        written = await self._turns.file_of(datasette, DATABASE, write)
        if isinstance(written, Response):
            return written
        file, length = written
        return sent(file, length, "search", ending)

    async def _asked_for(self, request: Any, datasette: Datasette, **changes: Any) -> Results:
        await _ensure(request, datasette)
        length = changes.pop("page_length", PAGE_LENGTH)
        return await self._results(datasette, _asked(request, **changes), length)

    async def _results(self, datasette: Datasette, asked: Asked, page_length: int = PAGE_LENGTH) -> Results:
        limit = datasette.setting("sql_time_limit_ms")
        read = partial(_read, asked, limit, page_length)
        results: Results = await datasette.get_database(DATABASE).execute_fn(read)
        return results


def _asked(request: Any, **changes: Any) -> Asked:
    return replace(Asked.from_query({key: request.args.get(key) for key in request.args}), **changes)


async def _ensure(request: Any, datasette: Datasette) -> None:
    if not await is_archive(datasette):
        raise NotFound(NO_ARCHIVE.words())
    await ensure_may_see(request, datasette, *_TABLES)


def _narrowed(asked: Asked, connection: sqlite3.Connection) -> Any:
    return narrow(connection, asked)


def _read(asked: Asked, limit: int, page_length: int, connection: sqlite3.Connection) -> Results:
    return read_results(connection, asked, limit, page_length=page_length)


def _read_with_portals(asked: Asked, limit: int, connection: sqlite3.Connection) -> tuple[Results, KnownPortals]:
    return read_results(connection, asked, limit), read_known_portals(connection)


def _address(datasette: Datasette, ending: str, query: str) -> str:
    return str(datasette.urls.path(f"/search{ending}")) + (f"?{query}" if query else "")


def _absolute(request: Any, datasette: Datasette, ending: str, query: str) -> str:
    return str(datasette.absolute_url(request, _address(datasette, ending, query)))


def _row(request: Any, datasette: Datasette, table: str, key: Any) -> str:
    return str(datasette.absolute_url(request, datasette.urls.row(DATABASE, table, tilde_encode(str(key)))))


def _write(asked: Asked, ending: str, connection: sqlite3.Connection, file: IO[bytes], bounds: Bounds) -> None:
    """Write every hit as a row of ``article_list``; what every article is asked for is ``/archive/article_list``."""
    table = described_table(connection, "article_list")
    writer: Any
    if ending in _REFERENCES:
        writer = ReferenceWriter(file, table, REFERENCES[_REFERENCES[ending]], connection)
    else:
        writer = FORMATS[ending].writer(file, table)
    try:
        writer.write(bounds.rows(_rows(asked, connection)))
        writer.finish()
    finally:
        writer.close()


def _rows(asked: Asked, connection: sqlite3.Connection) -> Iterator[tuple[Any, ...]]:
    if not asked.is_anything:
        return
    narrowed = narrow(connection, asked)
    if narrowed.is_open:
        return
    sql = (
        "SELECT l.* FROM json_each(?) j CROSS JOIN article_search_days d ON d.key = j.value "
        "CROSS JOIN article_list l ON l.id = d.article ORDER BY j.id"
    )
    keys: list[int] = []
    for key in Matches(connection, narrowed).newest_first():
        keys.append(key)
        if len(keys) == _AT_A_TIME:
            yield from connection.execute(sql, (json.dumps(keys),)).fetchall()
            keys = []
    yield from connection.execute(sql, (json.dumps(keys),)).fetchall()
