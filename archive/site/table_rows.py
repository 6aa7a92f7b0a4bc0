"""The rows of a table as HTML, made at once.

Datasette has Jinja render asynchronously: every piece of a loop's body is handed up through each template that another
one extends. A table of fifty rows and twenty-five columns is fourteen thousand pieces, and they were half of what such
a page takes.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from datasette.utils import to_css_class
from markupsafe import Markup

from archive.site.html import filled

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_css_class = lru_cache(1_000)(to_css_class)  # a pattern and for many names a digest, once a column and not once a cell
_NEXT_LINE = Markup("\n")


def table_rows(rows: Iterable[Iterable[Mapping[str, Any]]]) -> Markup:
    """Return the rows of a table; each cell has its column as a label, for a narrow screen shows a row as a list.

    Args:
        rows: Datasette's ``display_rows``: of each cell its ``column``, ``value`` (as it is shown: escaped here unless
            it is Markup), ``value_type`` and ``raw``; ``is_special_link_column`` where it leads to a row whose key is
            not one of the columns.
    """
    return _NEXT_LINE.join(filled("<tr>%s</tr>", _NEXT_LINE.join(map(_cell, row))) for row in rows)


def _cell(cell: Mapping[str, Any]) -> Markup:
    column, value = cell["column"], cell["value"]
    label = column
    if cell.get("is_special_link_column"):
        # A word for a link: a key may be as long as an address. The address stands, escaped, in Datasette's own link.
        address = Markup(str(value).split('"')[1])  # nosec B704 # noqa: S704
        value = filled('<a href="%s" title="%s">xem <small lang="en">row</small></a>', address, cell["raw"])
        label = "hàng · row"
    blank = " blank" if cell["raw"] is None or cell["raw"] == "" else ""
    return filled(
        '<td class="col-%s type-%s%s" data-label="%s">%s</td>',
        _css_class(column),
        cell["value_type"],
        blank,
        label,
        value,
    )
