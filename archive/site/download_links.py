"""What the template ``_downloads.html`` asks for: which files there are of some rows, and of which rows they are."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode

from archive.export.named_query import may_end_at, rows_of_a_page
from archive.site.downloads import files_for
from archive.site.files import limits

if TYPE_CHECKING:
    from datasette.app import Datasette

# How a page is to look and which part of its rows it shows; everything else says which rows they are.
_OF_A_PAGE = frozenset(
    {
        "_next", "_size", "_facet", "_facet_size", "_facet_date", "_facet_array", "_view", "_chart", "_shape",
        "_labels", "_label", "_json", "_nl", "_dl", "_stream", "_header", "_nofacet", "_nocount", "_nosuggest",
        "_hide_sql", "_show_sql", "_trace", "_ttl",
    }
)  # fmt: skip


def names_for_downloads(datasette: Datasette) -> dict[str, Any]:
    """Return the globals of the template of downloads."""
    return {
        "files_for": files_for,
        "download_query": download_query,
        "rows_of_a_page": rows_of_a_page,
        "may_end_at": may_end_at,
        "most_rows_of_a_file": partial(_most_rows, datasette),
    }


def download_query(request: Any) -> str:
    """Return the query of a page's address without what is of the page alone: its filters, search, order, columns."""
    pairs = parse_qsl(request.query_string, keep_blank_values=True)
    return urlencode([(name, value) for name, value in pairs if name not in _OF_A_PAGE])


def _most_rows(datasette: Datasette) -> int | None:
    return limits(datasette).rows
