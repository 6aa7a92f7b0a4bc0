"""The asker's mistakes, which Datasette answers as if they were the server's (500, with a traceback in the log)."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING, Any

from datasette.database import QueryInterrupted
from datasette.utils.asgi import Base400
from datasette.views.base import DatasetteError

from archive.site.metadata import DATABASE
from archive.site.refusal import MistakeError, Refusal, as_json, as_page

if TYPE_CHECKING:
    from datasette import Response
    from datasette.app import Datasette


# Whole texts and records: no two are the same, and SQLite holds every one in memory to find that out.
_NOT_COUNTED_BY = frozenset({"text", "record", "body"})
_MOST_DIGITS = 19  # of an integer that SQLite holds


async def check_parameters(request: Any, table: str, database: str, datasette: Datasette) -> None:
    """Check the parameters of a table page that Datasette takes as they come.

    Raises:
        MistakeError: one of them makes no sense; answered with status 400 and the sentence.
    """
    limit = request.args.get("_timelimit")
    if limit and not _is_number(limit):
        raise _mistake("mistake-timelimit")
    following = request.args.get("_next")
    # The next page of a view is an offset; of a table it is a place in the order, which may be any text.
    if following and not _is_number(following) and await datasette.get_database(database).get_view_definition(table):
        raise _mistake("mistake-next")
    for through in request.args.getlist("_through"):
        if not _is_through(through):
            raise _mistake("mistake-through")
    facets = {
        *request.args.getlist("_facet"),
        *request.args.getlist("_facet_array"),
        *request.args.getlist("_facet_date"),
    }
    if database == DATABASE and facets & _NOT_COUNTED_BY:
        raise _mistake("mistake-facet")


def _mistake(message: str) -> MistakeError:
    return MistakeError(Refusal(400, message))


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
    if isinstance(exception, MistakeError):
        return await _answered(request, datasette, exception.refusal)
    if message := _mistaken(exception, request):
        return await _answered(request, datasette, Refusal(400, message))
    if isinstance(exception, KeyError) and {"_col", "_nocol"} & set(request.args):
        return await _answered(request, datasette, Refusal(400, "mistake-sorted-by", {"column": str(exception)}))
    if isinstance(exception, DatasetteError) and exception.status == 500 and "sort" in str(exception.message):
        exception.status = 400  # Datasette's own answer is good, only not its status
    elif isinstance(exception, sqlite3.ProgrammingError) and "pks" in (request.scope.get("url_route") or {})["kwargs"]:
        return await _answered(request, datasette, Refusal(404, "mistake-no-row"))
    return None


def is_fault(exception: Exception) -> bool:
    """Tell whether Datasette answers the exception with 500, as a fault of the server's."""
    if isinstance(exception, Base400):
        return False
    return not isinstance(exception, DatasetteError) or exception.status >= 500


def _mistaken(exception: Exception, request: Any) -> str | None:
    """Return what the asker did wrong, where Datasette did not foresee it, as the name of a message.

    ``None`` where it is no fault of hers.
    """
    if isinstance(exception, DatasetteError) and "_through" in str(exception.message):
        return "mistake-through-column"
    if isinstance(exception, QueryInterrupted) or _is(exception, sqlite3.OperationalError, "interrupted"):
        return "mistake-too-slow"
    if isinstance(exception, DatasetteError) and exception.title == "SQL Interrupted":
        return "mistake-too-slow"  # Datasette's own answer has a script in it
    if isinstance(exception, KeyError) and exception.args == ("rows",) and "_shape" in request.args:
        return "mistake-shape"
    if isinstance(exception, (json.JSONDecodeError, UnicodeError, RecursionError)):
        return "mistake-value"
    if isinstance(exception, OverflowError) or (isinstance(exception, ValueError) and _has_no_number(request)):
        return "mistake-number"
    if isinstance(exception, (sqlite3.InterfaceError, sqlite3.ProgrammingError)) and _has_list(request):
        return "mistake-list"
    if _is(exception, sqlite3.DataError, "too big") or _is(exception, sqlite3.OperationalError, "too big"):
        return "mistake-too-large"
    return None


def _is(exception: Exception, kind: type[Exception], words: str) -> bool:
    return isinstance(exception, kind) and words in str(exception)


def _has_list(request: Any) -> bool:
    return any(name.endswith(("__in", "__notin")) for name in request.args)


def _has_no_number(request: Any) -> bool:
    """Tell whether a value that is asked for is taken for a number and is none that Python reads.

    Datasette asks ``str.isdigit``, which is true of "²" and of ten thousand digits too.
    """
    values = [value for name in request.args for value in request.args.getlist(name)]
    limit = request.args.get("_timelimit")
    return any(value.isdigit() and not _is_integer(value) for value in values) or bool(limit and not _is_number(limit))


def _is_integer(value: str) -> bool:
    return value.isdecimal() and len(value) <= _MOST_DIGITS


async def _answered(request: Any, datasette: Datasette, refusal: Refusal) -> Response:
    if request.path.endswith(".json"):
        return as_json(refusal)
    return await as_page(refusal, datasette, request)
