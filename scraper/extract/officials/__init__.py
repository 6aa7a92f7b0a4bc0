"""Officials: who is named in a public post, with which titles and in which role."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extract.document import Context, Field
    from scraper.items import Official, Problem


def find_officials(fields: Sequence[Field], context: Context) -> tuple[list[Official], list[Problem]]:  # noqa: ARG001
    """Return the officials of an article and what is doubtful about them."""
    return [], []
