"""Events: when something happened, as the article says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extract.document import Context, Field
    from scraper.items import Event, Problem


def find_events(fields: Sequence[Field], context: Context) -> tuple[list[Event], list[Problem]]:  # noqa: ARG001
    """Return the events of an article and what is doubtful about them."""
    return [], []
