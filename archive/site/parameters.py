"""What a ready-made query asks its readers for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from archive.site.columns import column_name
from archive.site.html import filled

if TYPE_CHECKING:
    from collections.abc import Mapping


def parameters_in_order(given: Mapping[str, str], hints: Mapping[str, str] | None) -> list[tuple[str, str]]:
    """Return a query's parameters with what was given for each, in the order in which they are filled in.

    Args:
        given: what was given by name, in Datasette's order, that of the letters.
        hints: what the metadata say of parameters, in the order of the question; ``None`` for nothing.
    """
    order = [*(hints or ()), *given]
    return sorted(given.items(), key=lambda one: order.index(one[0]))


def blank_parameters(given: Mapping[str, str], hints: Mapping[str, str] | None, table: str | None) -> Markup:
    """Return what the parameters are called for which nothing was given.

    Args:
        given: as for :func:`parameters_in_order`.
        hints: likewise.
        table: whose names the result's columns have (:func:`archive.site.columns.told_of`).
    """
    blank = (name for name, value in parameters_in_order(given, hints) if not value.strip())
    return Markup(", ").join(filled("<b>%s</b>", column_name(name, table)) for name in blank)
