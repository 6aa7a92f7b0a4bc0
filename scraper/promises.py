"""The headlines that pages of lists name, and which of them nobody has looked at yet.

A list's further pages are read before what the list names. Until one of the headlines of such a page has been looked
at, nothing is known of the page either: it is open, and speaks neither for nor against its like.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scraper.hashes import Hashes

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(slots=True)
class Promises:
    """What the pages of one portal's lists promise; pages and addresses are hashes of their keys."""

    _looked_at: Hashes = field(default_factory=Hashes)  # what has been read, or could not be
    _headlines: dict[int, int] = field(default_factory=dict)  # page -> hash of all its headlines
    _unread: dict[int, frozenset[int]] = field(default_factory=dict)  # page -> headlines that make it open

    def look_at(self, address: int) -> None:
        """Take into account that an address has been read, or could not be."""
        self._looked_at.add(address)

    def unread(self, headlines: Iterable[int]) -> frozenset[int]:
        """Return those of some headlines' addresses that nobody has looked at."""
        return frozenset(one for one in headlines if one not in self._looked_at)

    def name(self, page: int, headlines: frozenset[int]) -> None:
        """Take into account which headlines a page names."""
        if headlines:
            self._headlines[page] = hash(headlines)

    def promise(self, page: int, unread: frozenset[int]) -> None:
        """Take into account that a page is open until one of some headlines has been looked at."""
        self._unread[page] = unread

    def settle(self, page: int) -> None:
        """Forget what a page promised: it has led to an article."""
        self._unread.pop(page, None)

    def is_open(self, page: int) -> bool:
        """Tell whether a page names headlines of which none has been looked at yet."""
        unread = self._unread.get(page)
        return unread is not None and bool(unread) and self._looked_at.isdisjoint(unread)

    def are_alike(self, page: int, other: int) -> bool:
        """Tell whether two pages name the same headlines, and any."""
        headlines = self._headlines.get(page)
        return headlines is not None and headlines == self._headlines.get(other)
