"""Former identifiers of people: a page that was somebody's before two were joined leads to who it is now."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from datasette import Response
from datasette.utils.asgi import NotFound

from archive.people.rows import person_behind
from archive.site.metadata import DATABASE
from scraper.patterns import regex

if TYPE_CHECKING:
    import sqlite3

    from datasette.app import Datasette

_PERSON = regex(rf"/{DATABASE}/people/(?P<id>[0-9]{{1,16}})(?P<format>\.[a-z]{{1,8}})?")


async def lead_on(exception: Exception, request: Any, datasette: Datasette) -> Response | None:
    """Return the way to the person who has a former identifier now, ``None`` where the page never was somebody's.

    The redirect is no permanent one: a decision that joined two people can be undone.
    """
    if not isinstance(exception, NotFound) or DATABASE not in datasette.databases:
        return None
    base = datasette.setting("base_url").rstrip("/")
    asked = _PERSON.fullmatch(request.path.removeprefix(base))
    if asked is None:
        return None
    identifier = int(asked["id"])
    person = await datasette.get_database(DATABASE).execute_fn(partial(_behind, identifier))
    if person is None or person == identifier:
        return None
    query = f"?{request.query_string}" if request.query_string else ""
    return Response.redirect(f"{datasette.urls.row(DATABASE, 'people', person)}{asked['format'] or ''}{query}")


def _behind(identifier: int, connection: sqlite3.Connection) -> int | None:
    return person_behind(connection, identifier)
