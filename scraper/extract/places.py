"""Places: administrative units named in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extract.document import Context, Field
    from scraper.items import Place


def find_places(fields: Sequence[Field], context: Context) -> list[Place]:  # noqa: ARG001
    """Return the administrative units that an article names."""
    return []
