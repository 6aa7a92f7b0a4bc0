"""The rows of a table as HTML, made at once.

Datasette has Jinja render asynchronously: every piece of a loop's body is handed up through each template that another
one extends. A table of fifty rows and twenty-five columns is fourteen thousand pieces, and they were half of what such
a page takes.
"""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from datasette.utils import to_css_class
from markupsafe import Markup

from archive.site.catalogue import say, say_text
from archive.site.columns import column_name, told_of
from archive.site.html import filled

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_NEXT_LINE = Markup("\n")
_BLANK = frozenset({"", "&nbsp;"})


def table_rows(rows: Iterable[Iterable[Mapping[str, Any]]], table: str | None = None) -> Markup:
    """Return the rows of a table; each cell has its column as a label, for a narrow screen shows a row as a list.

    Args:
        rows: Datasette's ``display_rows``: of each cell its ``column``, ``value`` (as it is shown: escaped here unless
            it is Markup), ``value_type`` and ``raw``; ``is_special_link_column`` where it leads to a row whose key is
            not one of the columns.
        table: its name, for what its columns are called.
    """
    of_table = partial(_cell, table)
    return _NEXT_LINE.join(filled("<tr>%s</tr>", _NEXT_LINE.join(map(of_table, row))) for row in rows)


def result_rows(rows: Iterable[Sequence[Any]], columns: Sequence[str]) -> Markup:
    """Return the rows of a query's result, each cell with its column as a label.

    Args:
        rows: Datasette's ``display_rows`` of a query: the cells as they are shown.
        columns: their names.
    """
    table = told_of(columns)
    starts = [_result_cell(column, column_name(column, table)) for column in columns]
    return _NEXT_LINE.join(filled("<tr>%s</tr>", Markup("").join(map(_result, starts, row))) for row in rows)


def _result_cell(column: str, label: str) -> tuple[Markup, Markup]:
    """The tags that begin a cell of a column, where it has something and where it is blank."""
    name = to_css_class(column)
    return (
        filled('<td class="col-%s" data-label="%s">', name, label),
        filled('<td class="col-%s blank" data-label="%s">', name, label),
    )


def _result(start: tuple[Markup, Markup], value: Any) -> Markup:
    return filled("%s%s</td>", start[str(value).strip() in _BLANK], value)


def _cell(table: str | None, cell: Mapping[str, Any]) -> Markup:
    column, raw, value = cell["column"], cell["raw"], cell["value"]
    label = column_name(column, table)
    if cell.get("is_special_link_column"):
        # A word for a link: a key may be as long as an address. The address stands, escaped, in Datasette's own link.
        address = Markup(str(value).split('"')[1])  # nosec B704 # noqa: S704
        value = filled('<a href="%s" title="%s">%s</a>', address, raw, say("row-view"))
        label = say_text("row")
    return filled("%s%s</td>", _beginning(column, cell["value_type"], raw is None or raw == "", label), value)


@lru_cache(1_000)
def _beginning(column: str, kind: str, is_blank: bool, label: str) -> Markup:
    """The tag that begins a cell: the same for all rows, and the class of a column may be a digest."""
    classes = f"col-{to_css_class(column)} type-{kind}{' blank' if is_blank else ''}"
    return filled('<td class="%s" data-label="%s">', classes, label)
