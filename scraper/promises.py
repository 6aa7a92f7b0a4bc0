"""The headlines that pages of lists name, and which of them nobody has looked at yet.

A list's further pages are read before what the list names. Until one of the headlines of such a page has been looked
at, nothing is known of the page either: it is open, and speaks neither for nor against its like.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scraper.declared_lists import LATER_PRIORITY
from scraper.hashes import Hashes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scraper.store import FoundLink

_HEADLINE = 25  # characters from which what a link reads as is a headline


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


def promised_by(entries: Iterable[FoundLink], kind: str) -> list[str]:
    """Return the keys of what may be articles by how a page names it.

    These are headlines, wherever they stand (the last page of a list may have one entry), and in a list without any
    headline its entries: registers of documents name them by their numbers.
    """
    headlines, others, is_register = [], [], kind == "listing"
    for link in entries:
        if link.place == "list" or (link.place in {"body", "related"} and len(link.label) >= _HEADLINE):
            headlines.append(link.key)
            is_register = is_register and link.place == "related"  # a box beside it
        elif link.place == "body" and link.priority < LATER_PRIORITY:
            others.append(link.key)
    return [*headlines, *others] if is_register else headlines
