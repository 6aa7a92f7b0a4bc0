"""What the user wants of an import."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from scraper.portal import Portal


@dataclass(slots=True)
class ImportOptions:
    """What the user wants of an import.

    Attributes:
        declared: the declared portals by id.
        only: the only portal that is wanted, ``None`` for all.
        first: the first moment that is wanted, ``None`` for any.
        last: the moment from which on nothing is wanted, ``None`` for none.
        source: where the files come from, in words; empty where they say it themselves.
        on_record: told of each step of both passes: how many records, of how many (``None`` while that is not known).
    """

    declared: dict[str, Portal] = field(default_factory=dict)
    only: Portal | None = None
    first: datetime | None = None
    last: datetime | None = None
    source: str = ""
    on_record: Callable[[int, int | None], None] | None = None

    def tell(self, done: int, whole: int | None) -> None:
        """Tell whoever wants to know how far the import is."""
        if self.on_record is not None:
            self.on_record(done, whole)
