"""What the links of a portal's pages fill the open parts of addresses with: which section an article is called by."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scraper.open_keys import open_keys

if TYPE_CHECKING:
    from collections.abc import Mapping

_MOST = 100_000  # open keys of which is kept what links fill them with
_MOST_WAITING = 5_000  # links that wait to be taken apart


@dataclass(slots=True)
class LinkedParts:
    """What stood in the open parts of addresses that one portal's pages linked to in a run.

    Links wait to be taken apart until somebody asks: in a visit that finds no new address nobody does.
    """

    # Links and where they stood, in their order; ``None`` once somebody has asked, or when they are too many.
    _waiting: dict[tuple[str, frozenset[str] | None], None] | None = field(default_factory=dict)
    # Hash of an open key -> what stands in the open part, and whether it stood in a link on a page without it. Nearly
    # all open keys have one part: a pair takes a quarter of what a table does.
    _parts: dict[int, tuple[str, bool] | dict[str, bool]] = field(default_factory=dict)

    def see(self, key: str, context: frozenset[str] | None) -> tuple[str, ...] | None:
        """Take note of an address that a page links to, and return its parts of which the same is to be seen again.

        Those are the parts that no page without them has linked to so far; any other page tells nothing new. ``None``
        stands for all of them, as long as the address waits to be taken apart.

        Args:
            key: its key.
            context: the parts of the page's own address, ``None`` for a front page, which has boxes of all sections. A
                section links to what is in it by its own name; a part that the page does not have itself is the
                article's own.
        """
        if self._waiting is None:
            return self._take_apart(key, context)
        self._waiting[key, context] = None
        if len(self._waiting) > _MOST_WAITING:
            self._take_apart_what_waits()
        return None

    def filling(self, open_key: str) -> Mapping[str, bool]:
        """Return what stood in an open key's open part, and whether a page without it had linked to it."""
        if self._waiting is not None:
            self._take_apart_what_waits()
        known = self._parts.get(hash(open_key), {})
        return dict([known]) if isinstance(known, tuple) else known

    def _take_apart_what_waits(self) -> None:
        waiting, self._waiting = self._waiting, None
        for key, context in waiting or ():
            self._take_apart(key, context)

    def _take_apart(self, key: str, context: frozenset[str] | None) -> tuple[str, ...]:
        unvouched = []
        for _, _, open_key, value in open_keys(key):
            if not self._note(hash(open_key), value, context is not None and value not in context):
                unvouched.append(value)
        return tuple(unvouched)

    def _note(self, hashed: int, value: str, vouched: bool) -> bool:
        """Take note of what stands in an open part, and return whether a page without it has linked to it by now."""
        known = self._parts.get(hashed)
        if known is None:
            if len(self._parts) < _MOST:
                self._parts[hashed] = (value, vouched)
            return vouched
        if isinstance(known, tuple):
            if known[0] == value:
                if vouched > known[1]:
                    self._parts[hashed] = (value, True)
                return vouched or known[1]
            known = self._parts[hashed] = dict([known])
        known[value] = vouched = vouched or known.get(value, False)
        return vouched
