"""The page of a row that has none of its own: what it is called, and its values with what each column means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from archive.site.cells import TIMES
from archive.site.columns import column_name
from archive.site.formats import own_half
from archive.site.html import filled

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_TITLES = ("name", "title")  # columns by which a row is called


def row_title(rows: Sequence[Iterable[Mapping[str, Any]]], key: Sequence[str]) -> str:
    """Return what a row is called: by its name or title, else by its key.

    Args:
        rows: Datasette's ``display_rows`` of the row's page: one.
        key: the values of its primary key.
    """
    cells = {cell["column"]: cell["raw"] for cell in rows[0]} if rows else {}
    return next((str(cells[name]) for name in _TITLES if cells.get(name)), ", ".join(key))


def row_facts(row: Sequence[Mapping[str, Any]], table: str, described: Mapping[str, str]) -> Markup:
    """Return the values of a row as terms and descriptions, each with what its column means.

    Args:
        row: Datasette's cells.
        table: the table.
        described: the texts about its columns, in both languages.
    """
    return Markup("\n").join(_fact(cell, table, own_half(described.get(cell["column"]))) for cell in row)


def _as_stored(column: str, raw: Any) -> Markup:
    """A moment as it is kept, in UTC, beside the one that is shown, which is Vietnam's: what describes it means it."""
    is_moment = column in TIMES and isinstance(raw, str) and raw.endswith("+00:00")
    return filled(' <small class="stored">%s</small>', raw) if is_moment else Markup("")


def _fact(cell: Mapping[str, Any], table: str, about: str) -> Markup:
    column, raw = cell["column"], cell["raw"]
    called = column_name(column, table)
    code = filled(" <code>%s</code>", column) if called != column else ""
    if column == "record" and isinstance(raw, str):  # whole: a table shows its beginning
        value = filled("<pre>%s</pre>", raw)
    else:
        value = escape("—" if raw in (None, "") else cell["value"]) + _as_stored(column, raw)
    note = filled('<span class="about">%s</span>', about) if about else ""
    return filled("<dt>%s%s</dt><dd>%s%s</dd>", called, code, value, note)
