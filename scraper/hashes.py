"""A set of hashes that needs little room: what is known of a newspaper of a million pages fits into memory.

A set of Python's own holds an object and a slot for every hash, nearly a hundred bytes; this one holds eight bytes a
slot, two or three slots a hash. Nothing can be taken out of it.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_SMALLEST = 64  # slots; always a power of two
_FULLEST = 0.6  # of the slots in use, from which the table is doubled
_ALL_BITS = (1 << 64) - 1


class Hashes:
    """A growing set of hashes (integers, of which 64 bits count); open addressing in one array."""

    __slots__ = ("_count", "_slots")

    def __init__(self, values: Iterable[int] = ()) -> None:
        self._slots = array("Q", bytes(8 * _SMALLEST))
        self._count = 0
        self.update(values)

    def __len__(self) -> int:
        return self._count

    def __contains__(self, value: int) -> bool:
        return self._slots[self._place(value)] != 0

    def add(self, value: int) -> None:
        """Take a hash in; one that is in already changes nothing."""
        place = self._place(value)
        if self._slots[place]:
            return
        self._slots[place] = _as_stored(value)
        self._count += 1
        if self._count > _FULLEST * len(self._slots):
            self._grow()

    def update(self, values: Iterable[int]) -> None:
        """Take several hashes in."""
        for value in values:
            self.add(value)

    def isdisjoint(self, values: Iterable[int]) -> bool:
        """Tell whether none of some hashes is in."""
        return not any(value in self for value in values)

    def _place(self, value: int) -> int:
        """Return the slot that holds a hash, or the empty one where it would stand."""
        slots, stored = self._slots, _as_stored(value)
        mask = len(slots) - 1
        place = (stored ^ (stored >> 32)) & mask
        while (found := slots[place]) and found != stored:
            place = (place + 1) & mask
        return place

    def _grow(self) -> None:
        before = self._slots
        self._slots = array("Q", bytes(16 * len(before)))
        for stored in before:
            if stored:
                self._slots[self._place(stored)] = stored


def _as_stored(value: int) -> int:
    return (value & _ALL_BITS) or 1  # 0 marks an empty slot
