"""What a table is narrowed to, said in the language of the page, each condition with the address without it.

Datasette says it too, in English, from inside its program; what it counts and lists is the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from datasette.utils import escape_sqlite, path_with_removed_args

from archive.site import public
from archive.site.catalogue import say, say_text
from archive.site.cells import LABELLED, TIMES, YES_NO, table_meant
from archive.site.columns import column_name
from archive.site.formats import moment
from archive.site.metadata import DATABASE
from archive.site.wording import label

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from datasette.app import Datasette
    from markupsafe import Markup

# Comparisons of Datasette's that the catalogue has words for, those without a value apart.
_WITHOUT_VALUE = frozenset({"isnull", "notnull", "isblank", "notblank"})
_LISTS = frozenset({"in", "notin"})
# By which column rows of a table are called.
_NAMES = {"portals": "name", "people": "name", "articles": "title", "crawls": "started", "units": "name"}
_MOST_LISTED = 10


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition in words, and the address of the page without it."""

    words: Markup
    without: str


async def told_conditions(
    selections: Iterable[tuple[str, str, str]], search: str, request: Any, table: str, datasette: Datasette
) -> list[Condition]:
    """Return what a table's page is narrowed to.

    Args:
        selections: Datasette's ``filters.selections()``: column, comparison, value.
        search: the words that are sought, if any.
        request: the page asked for; its address is kept but for the condition.
        table: the table or view.
        datasette: the site.
    """
    asked = list(selections)
    names = await _names(asked, table, datasette)
    found = []
    if search:
        words = say("filter-search", words=search)
        found.append(Condition(words, _without(request, datasette, {"_search"})))
    for column, comparison, value in asked:
        shown = _value(column, comparison, value, table, names)
        key = column if comparison == "exact" else f"{column}__{comparison}"
        keys: set[str] | dict[str, str] = {key: value}
        if key not in request.args:  # Datasette takes COLUMN__exact too
            keys = {f"{column}__exact": value}
        words = say(f"filter-{comparison}", column=column_name(column, table), value=shown)
        found.append(Condition(words, _without(request, datasette, keys)))
    return found


def comparisons(filters: Any) -> list[tuple[str, str]]:
    """Return the comparisons that a column can be narrowed by: the form's value, and what it is called."""
    return [
        (f"{key}__1" if no_argument else key, say_text(f"comparison-{key}"))
        for key, _, no_argument in filters.lookups()
    ]


def _without(request: Any, datasette: Datasette, keys: set[str] | dict[str, str]) -> str:
    path = path_with_removed_args(request, keys, path=_inner(request, datasette))
    return str(datasette.urls.path(path_without_next(path)))


def _inner(request: Any, datasette: Datasette) -> str:
    base = str(datasette.setting("base_url"))
    return "/" + str(request.path).removeprefix(base).removeprefix("/")


def path_without_next(path: str) -> str:
    """Return an address without the place at which a page begins: other rows are in other places."""
    before, mark, query = path.partition("?")
    left = "&".join(part for part in query.split("&") if part and not part.startswith("_next="))
    return f"{before}{mark if left else ''}{left}"


def _value(column: str, comparison: str, value: str, table: str, names: Mapping[tuple[str, str], str]) -> str:
    if comparison in _WITHOUT_VALUE:
        return ""
    target = table_meant(column, table)
    if comparison in _LISTS:
        parts = [part.strip() for part in value.strip("[]").split(",")]
        shown = [_one(column, part.strip('"'), target, names) for part in parts[:_MOST_LISTED]]
        return ", ".join(shown) + (" …" if len(parts) > _MOST_LISTED else "")
    return _one(column, value, target, names)


def _one(column: str, value: str, target: str, names: Mapping[tuple[str, str], str]) -> str:
    if (target, value) in names:
        return names[target, value]
    if column in LABELLED:
        return label(value, LABELLED[column])
    if column in YES_NO and value in {"0", "1"}:
        return label(value, "yes_no")
    return moment(value) if column in TIMES else value


async def _names(asked: list[tuple[str, str, str]], table: str, datasette: Datasette) -> dict[tuple[str, str], str]:
    """Return what the rows are called that the conditions name by their identifiers."""
    wanted = {
        (target, value)
        for column, comparison, value in asked
        if (target := table_meant(column, table)) in _NAMES
        and comparison in {"exact", "not"}
        and public.shows(datasette, target)
    }
    if not wanted:
        return {}

    def read(connection: sqlite3.Connection) -> dict[tuple[str, str], str]:
        found = {}
        for target, value in wanted:
            sql = f"SELECT {_NAMES[target]} FROM {escape_sqlite(target)} WHERE id = ?"  # nosec B608 # noqa: S608  ours
            row = connection.execute(sql, (value,)).fetchone()
            if row is not None and row[0]:
                found[target, value] = moment(row[0]) if target == "crawls" else str(row[0])
        return found

    found: dict[tuple[str, str], str] = await datasette.get_database(DATABASE).execute_fn(read)
    return found
