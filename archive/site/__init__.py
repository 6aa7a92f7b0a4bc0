"""The site: a Datasette plugin with the archive's home page, search, article and official's pages.

Datasette finds it by the entry point ``congtin``. With any other database open it stays out of the way: the pages of
its own appear only where a database called ``archive`` has the archive's tables.
"""

from __future__ import annotations

import hashlib
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from datasette import Response, hookimpl
from datasette.utils import tilde_decode, tilde_encode
from markupsafe import Markup, escape

from archive import readable
from archive.search import register_functions
from archive.site import formats, public, wording
from archive.site.access import ensure_may_see, is_archive
from archive.site.article import read_article
from archive.site.article_globals import article_filters, article_globals
from archive.site.capture import read_capture_page
from archive.site.catalogue import say
from archive.site.cells import named_portals, render, table_meant
from archive.site.database_page import ROUTE as DATABASE_ROUTE
from archive.site.database_page import database_page
from archive.site.download_links import names_for_downloads
from archive.site.downloads import Downloads
from archive.site.drawn_posts import draw_person, draw_unit, months_chart, post_words, sentences_of, years_chart
from archive.site.error_log import note_fault
from archive.site.feeds import FEED_ROUTES
from archive.site.files import MEDIA_TYPES, Turns
from archive.site.former import lead_on
from archive.site.gate import profile_of
from archive.site.headers import wrap
from archive.site.health import HEALTH_ROUTES
from archive.site.home_page import home_page
from archive.site.language import NAMES, address_in, speaking, spoken
from archive.site.metadata import DATABASE, PLUGIN
from archive.site.mistakes import answer, check_parameters, is_fault
from archive.site.people import PeopleRequest, read_people
from archive.site.person import MOST_MENTIONS, read_person
from archive.site.popolo_pages import PopoloPages
from archive.site.portal import read_portal
from archive.site.portal_cells import looked_up_once, portal_names
from archive.site.provenance_pages import ROUTES, pages_folder
from archive.site.record_chart import said as month_words
from archive.site.refusal import NO_ARCHIVE, as_page
from archive.site.revision import read_revision
from archive.site.search.pages import SearchPages
from archive.site.sentences import sentence
from archive.site.table_page import names_for_templates
from archive.site.table_rows import result_rows, table_rows
from archive.site.unit import UnitRequest, read_unit
from archive.site.units import UnitsRequest, read_units

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Awaitable, Callable

    from datasette.app import Datasette
    from jinja2 import Environment

# Tables whose rows have pages of their own: what the template calls it, the reader, and what the key is.
_READERS: dict[str, tuple[str, Callable[..., Any], type]] = {
    "articles": ("article", read_article, int),
    "captures": ("capture", read_capture_page, int),
    "revisions": ("revision", read_revision, int),
    "people": ("person", read_person, int),
    "portals": ("portal", read_portal, str),
    "units": ("unit", read_unit, str),
}
# What else a reader is told: the parameters of the page's address.
_REQUESTS: dict[str, Callable[[dict[str, str]], Any]] = {"units": UnitRequest.from_query}


@hookimpl(specname="prepare_connection", trylast=True)
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Give every connection the search functions; last, for ``escape_fts`` replaces Datasette's own."""
    register_functions(conn)


@hookimpl
def prepare_jinja2_environment(env: Environment, datasette: Datasette) -> None:
    """Give the templates the wording of stored values and the address of our style sheet."""
    env.filters |= {
        "moment": formats.moment,
        "day": formats.day,
        "number": formats.number,
        "own_half": formats.own_half,
        "web_address": wording.web_address,
        "label": wording.label,
        "in_full": wording.in_full,
        "file_name": wording.file_name,
        "host": wording.host,
        "headline": readable.headline,
        "sentence": sentence,
        "result_rows": result_rows,
        "table_rows": table_rows,
        "tilde": tilde_encode,  # a portal's id is a host: its last part would be taken for a format, ".vn" as ".json"
    }
    env.filters |= article_filters()
    env.globals |= article_globals(datasette)
    env.globals |= {
        "t": say,
        "language": spoken,
        "languages": NAMES,
        "address_in": partial(address_in, datasette=datasette),
        "congtin_database": DATABASE if DATABASE in datasette.databases else None,
        "stylesheet": partial(_stylesheet, datasette.urls.static_plugins(PLUGIN, "")),
        "congtin_metadata": datasette.metadata,
        "congtin_shows_stored": lambda: pages_folder(datasette) is not None,
        "congtin_is_open": partial(public.shows, datasette),
        "drawn_person": partial(draw_person, datasette.urls),
        "drawn_unit": partial(draw_unit, datasette.urls),
        "sentences_of": partial(sentences_of, datasette.urls),
        "post_words": post_words,
        "years_chart": years_chart,
        "months_chart": months_chart,
        "month_words": month_words,
        "congtin_title": lambda: datasette.metadata("title") or "Datasette",
    }
    env.globals |= names_for_templates(datasette)
    env.globals |= names_for_downloads(datasette)


@cache
def _stylesheet(folder: str, name: str) -> str:
    """Return the address of ``static/NAME.css``, with its digest: browsers keep it until it is another."""
    path = Path(__file__).parent / "static" / f"{name}.css"
    return f"{folder}{name}.css?{hashlib.sha256(path.read_bytes()).hexdigest()[:12]}"


@hookimpl
def extra_template_vars(
    database: str | None, table: str | None, view_name: str | None, request: Any, datasette: Datasette
) -> Callable[[], Awaitable[dict[str, Any]]]:
    """Read what our own pages of rows show: ``article``, ``capture``, ``person`` or ``portal``."""

    async def read() -> dict[str, Any]:
        if view_name == "row" and database == DATABASE and table in _READERS and await is_archive(datasette):
            name, reader, kind = _READERS[table]
            key = tilde_decode(request.url_vars["pks"])
            if kind is str or key.isdecimal():
                asked = [_REQUESTS[table](_query(request))] if table in _REQUESTS else []
                found = await datasette.get_database(DATABASE).execute_fn(partial(_read, reader, kind(key), *asked))
                return {name: found, "most_mentions": MOST_MENTIONS}
        return {}

    return read


def _read(reader: Callable[..., Any], key: int | str, *parts: Any) -> Any:
    *asked, connection = parts
    return reader(connection, key, *asked)


def _query(request: Any) -> dict[str, str]:
    return {key: request.args.get(key) for key in request.args}


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Awaitable[Response]]]]:
    """Add the home page, the search page, the index of people, and what leads from an article to its sources."""
    pages: list[tuple[str, Callable[..., Awaitable[Response]]]] = [
        (r"^/(?P<format>)$", home_page),
        (DATABASE_ROUTE, database_page),
        (r"^/people$", people_page),
        (r"^/units$", units_page),
        (r"^/robots\.txt$", robots),
    ]
    turns = Turns()
    files = [*PopoloPages(turns).routes(), *SearchPages(turns).routes(), *Downloads(turns).routes()]
    return [*pages, *ROUTES, *HEALTH_ROUTES, *FEED_ROUTES, *files]


async def robots() -> Response:
    """Answer ``/robots.txt``: pages may be read, but not every order and every filter of every table."""
    refused = ["/*?", "/*.json", *(f"/*.{ending}" for ending in MEDIA_TYPES), "/cite/", "/*/cite/"]
    return Response.text("User-agent: *\n" + "".join(f"Disallow: {path}\n" for path in refused))


@hookimpl(trylast=True)
def permission_allowed(datasette: Datasette, action: str, resource: Any) -> bool | None:
    """Close to strangers what the public profile does not name; the last word, for Datasette takes the last."""
    profile = profile_of(datasette)
    return public.permission(action, resource) if profile and profile.is_public else None


async def people_page(request: Any, datasette: Datasette) -> Response:
    """Answer ``/people?q=name``: the people named, by ``portal``, ``unit``, ``post`` and ``year``."""
    return await _index_page(request, datasette, "people", partial(_read_asked, read_people, PeopleRequest))


async def units_page(request: Any, datasette: Datasette) -> Response:
    """Answer ``/units?q=name``: provinces, districts and communes by name, narrowed by ``province`` and ``level``."""
    return await _index_page(request, datasette, "units", partial(_read_asked, read_units, UnitsRequest))


async def _index_page(request: Any, datasette: Datasette, name: str, read: Callable[..., Any]) -> Response:
    """Answer with the index ``name`` of what the table of that name holds, for whoever may see the table."""
    if not await is_archive(datasette):
        return await as_page(NO_ARCHIVE, datasette, request)
    await ensure_may_see(request, datasette, name)
    context = {
        name: await datasette.get_database(DATABASE).execute_fn(partial(read, _query(request))),
        "database": DATABASE,
    }
    return Response.html(await datasette.render_template(f"{name}.html", context, request=request, view_name=name))


def _read_asked(reader: Callable[..., Any], kind: Any, query: dict[str, str], connection: sqlite3.Connection) -> Any:
    return reader(connection, kind.from_query(query))


@hookimpl
def render_cell(row: Any, value: Any, column: str, table: str | None, database: str, datasette: Datasette) -> Any:
    """Show times, roles, outcomes and identifiers of the archive's tables as people read them."""
    if database != DATABASE:
        return None
    target = table_meant(column, table)
    if target and value is not None and not public.shows(datasette, target):
        return escape(value["value"] if isinstance(value, dict) else value)
    portals = named_portals(value, column, table)
    if not portals:
        return render(row, value, column, table, datasette.urls)

    async def rendered() -> Markup | None:
        names = await portal_names().of(portals, datasette.get_database(DATABASE))
        return render(row, value, column, table, datasette.urls, names)

    return rendered


@hookimpl(tryfirst=True)
def filters_from_request(
    request: Any, database: str, table: str, datasette: Datasette
) -> Callable[[], Awaitable[None]]:
    """Check the parameters of a table page before Datasette stumbles over them."""
    return partial(check_parameters, request, table, database, datasette)


@hookimpl
def handle_exception(
    datasette: Datasette, request: Any, exception: Exception
) -> Callable[[], Awaitable[Response | None]]:
    """Answer what is the asker's mistake as such, and lead former identifiers of people to who it is now."""

    async def answered() -> Response | None:
        found = await lead_on(exception, request, datasette) or await answer(exception, request, datasette)
        if found is None and is_fault(exception):
            note_fault(request, exception)
        return found

    return answered


@hookimpl
def asgi_wrapper(datasette: Datasette) -> Callable[[Any], Any]:
    """Put the security headers on every answer, and close what the profile closes."""
    return lambda app: speaking(wrap(looked_up_once(app), datasette), datasette)
