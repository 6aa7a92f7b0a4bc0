"""The asker's mistakes, which Datasette answers as if they were the server's (500, with a traceback in the log)."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING, Any

from datasette import Response
from datasette.utils.asgi import BadRequest
from datasette.views.base import DatasetteError

if TYPE_CHECKING:
    from datasette.app import Datasette


async def check_parameters(request: Any, table: str, database: str, datasette: Datasette) -> None:
    """Check the parameters of a table page that Datasette takes as they come.

    Raises:
        BadRequest: one of them makes no sense; answered with status 400 and the sentence.
    """
    limit = request.args.get("_timelimit")
    if limit and not _is_number(limit):
        raise BadRequest("_timelimit must be a number of milliseconds")
    following = request.args.get("_next")
    # The next page of a view is an offset; of a table it is a place in the order, which may be any text.
    if following and not _is_number(following) and await datasette.get_database(database).get_view_definition(table):
        raise BadRequest("_next must be a number of rows")
    for through in request.args.getlist("_through"):
        if not _is_through(through):
            raise BadRequest('_through must be JSON with "table", "column" and "value"')


def _is_number(value: str) -> bool:
    return value.isascii() and value.isdecimal() and len(value) <= 9


def _is_through(value: str) -> bool:
    try:
        parsed = json.loads(value)
    except ValueError:
        return False
    return isinstance(parsed, dict) and {"table", "column", "value"} <= parsed.keys()


async def answer(exception: Exception, request: Any, datasette: Datasette) -> Response | None:
    """Return the answer to a mistake that came out as an exception, ``None`` where it is none that we know.

    ``?_sort=nope`` becomes a 400, an address of a row with too few keys (``/archive/captions/1``) a 404.
    """
    if isinstance(exception, DatasetteError) and exception.status == 500 and "sort" in str(exception.message):
        exception.status = 400  # Datasette's own answer is good, only not its status
    elif isinstance(exception, sqlite3.ProgrammingError) and "pks" in (request.scope.get("url_route") or {})["kwargs"]:
        error = {"ok": False, "error": "Record not found", "status": 404, "title": None}
        if request.path.endswith(".json"):
            return Response.json(error, status=404)
        return Response.html(await datasette.render_template("error.html", error, request=request), status=404)
    return None
