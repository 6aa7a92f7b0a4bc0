"""What somebody asks the list of people for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_MOST_PAGES = 500


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody asks for: the words as typed, and what they are narrowed to."""

    words: str
    portal: str | None = None
    page: int = 1

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> Request:
        """Read the parameters of an address; whatever is no number where one belongs is taken as not given."""
        page = min(max(_number(query.get("page")) or 1, 1), _MOST_PAGES)
        return cls((query.get("q") or "").strip(), query.get("portal") or None, page)


def _number(value: str | None) -> int | None:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) <= 9 else None
