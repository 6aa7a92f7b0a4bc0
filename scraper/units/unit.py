"""Unit: an administrative unit during the time in which it was one and the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from scraper.units.kinds import UnitLevel


class Unit(NamedTuple):
    """An administrative unit during a time.

    A unit that gets another name, kind or unit above it, or that is merged or divided, ends, and another one begins.
    The official codes are given again after such a change and after 1 July 2025 to other units altogether, so a code is
    no key: ``id`` is (the code and the state of the country that the unit was first known in, ``18754-2025-07``).

    ``valid_from`` and ``valid_to`` are its first and last day (both inclusive, ISO 8601). Where the day of a change is
    not known they are the widest bounds that the known states allow, and ``basis`` says so. ``valid_from`` is ``None``
    where it is not known since when the unit is, ``valid_to`` is ``None`` while it stands. ``parent`` is the id of the
    unit above it, at the end of its time. ``successors`` are the ids of the units that took over its area.
    """

    id: str
    code: str | None
    kind: str
    name: str
    level: UnitLevel
    parent: str | None
    valid_from: str | None
    valid_to: str | None
    basis: str
    successors: tuple[str, ...] = ()

    @property
    def full_name(self) -> str:
        """The name with its kind, in normal form: "phường Sông Trí"."""
        return f"{self.kind} {self.name}"

    def is_valid(self, day: str) -> bool:
        """Tell whether ``day`` (ISO 8601) lies in the unit's time."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)
