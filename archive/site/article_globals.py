"""What the templates of an article and of its sources ask of Python."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from archive.citation import FORMATS, Citation, plain
from archive.site.beside import Beside
from archive.site.capture_rows import capture_rows
from archive.site.citation_head import citation_head
from archive.site.differences import differences

if TYPE_CHECKING:
    from collections.abc import Callable

    from datasette.app import Datasette
    from markupsafe import Markup


def article_filters() -> dict[str, Callable[..., Any]]:
    """Return the filters: fields that changed as HTML, a citation as plain text, and in a format."""
    return {
        "differences": differences,
        "cited": plain,
        "cited_as": lambda citation, name: FORMATS[name].write(citation),
    }


def article_globals(datasette: Datasette) -> dict[str, Callable[..., Any]]:
    """Return the functions: HTML of what stands in and beside an article, rows of captures, what goes into the head."""
    return {
        "article_html": lambda: Beside.of(datasette.urls),
        "capture_rows": partial(capture_rows, urls=datasette.urls),
        "citation_head": partial(_head, datasette),
    }


def _head(datasette: Datasette, citation: Citation | None, article: Any, abstract: str | None) -> Markup:
    return citation_head(citation, abstract, datasette.urls.path(f"/cite/{article['id']}"))
