"""Gazetteer: the administrative units that congtin ships, by id and by name.

The data are read when they are first asked for (some 30 ms, 7 MB). A line becomes a :class:`Unit` when somebody asks
for it.
"""

from __future__ import annotations

import gzip
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, cast

from scraper.units.names import bare_key, name_key
from scraper.units.unit import Unit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

    from scraper.units.kinds import UnitLevel

_VERSION, _BASIS = "# Version: ", "# Basis: "


class Gazetteer:
    """All units; use :func:`gazetteer`."""

    def __init__(self, text: str) -> None:
        """Read the data; see ``scraper.units.build`` for their form."""
        _head, _, body = text.partition("\n" + _VERSION)
        self.version, _, body = body.partition("\n")
        lines = body.split("\n")[:-1]
        first = next(number for number, line in enumerate(lines) if not line.startswith(_BASIS))
        self._bases = [line.removeprefix(_BASIS) for line in lines[:first]]
        self._lines = lines[first:]
        self._by_spelling: dict[str, list[int]] = {}
        self._by_id: dict[str, int] = {}
        by_spelling, by_id = self._by_spelling, self._by_id
        previous, numbers = "", list[int]()
        for number, line in enumerate(self._lines):
            spelling, identifier, _rest = line.split("\t", 2)
            if spelling != previous:
                previous, numbers = spelling, by_spelling.setdefault(spelling, [])
            numbers.append(number)
            by_id[identifier] = number
        self._units: dict[int, Unit] = {}
        self._predecessors: dict[str, list[str]] | None = None

    def __len__(self) -> int:
        return len(self._lines)

    def __iter__(self) -> Iterator[Unit]:
        """Yield all units. None of them is kept: who goes through all asks once, and together they take 12 MB."""
        return map(self._read, self._lines)

    def unit(self, identifier: str) -> Unit | None:
        """Return the unit with this id, ``None`` where there is none."""
        number = self._by_id.get(identifier)
        return None if number is None else self._unit(number)

    def spelt(self, spelling: str) -> list[Unit]:
        """Return the units of all times whose names an address spells so, without marks and spaces ("krongpa")."""
        return [self._unit(number) for number in self._by_spelling.get(bare_key(spelling), ())]

    def named(self, name: str, kind: str | None = None) -> list[Unit]:
        """Return the units of all times that bear a name, in any of its spellings.

        Args:
            name: the name without kind ("Sông Trí", "03").
            kind: the kind that the units must be of; ``None`` for all.
        """
        key = name_key(name)
        found = (self._unit(number) for number in self._by_spelling.get(bare_key(name), ()))
        return [unit for unit in found if (kind is None or unit.kind == kind) and name_key(unit.name) == key]

    def of_level(self, level: UnitLevel) -> list[Unit]:
        """Return the units of a level, of all times."""
        mark = f"\t{level}\t"
        return [self._unit(number) for number, line in enumerate(self._lines) if mark in line]

    def above(self, unit: Unit) -> list[Unit]:
        """Return the units above a unit, the nearest first."""
        found: list[Unit] = []
        while unit.parent is not None:
            unit = self._unit(self._by_id[unit.parent])
            found.append(unit)
        return found

    def province(self, unit: Unit) -> Unit:
        """Return the province that a unit lies in; a province is its own."""
        return self.above(unit)[-1] if unit.parent is not None else unit

    def successors(self, unit: Unit) -> list[Unit]:
        """Return the units that took over a unit's area when it ended."""
        return [self._unit(self._by_id[identifier]) for identifier in unit.successors]

    def predecessors(self, unit: Unit) -> list[Unit]:
        """Return the units whose area a unit took over when it began."""
        if self._predecessors is None:
            found: dict[str, list[str]] = {}
            for line in self._lines:
                identifier, tail = line.split("\t", 2)[1], line.rsplit("\t", 1)[1]
                for successor in tail.split(",") if tail else ():
                    found.setdefault(successor, []).append(identifier)
            self._predecessors = found
        return [self._unit(self._by_id[identifier]) for identifier in self._predecessors.get(unit.id, ())]

    def _unit(self, number: int) -> Unit:
        unit = self._units.get(number)
        if unit is None:
            unit = self._units[number] = self._read(self._lines[number])
        return unit

    def _read(self, line: str) -> Unit:
        _, identifier, code, kind, name, level, parent, first, last, basis, successors = line.split("\t")
        return Unit(
            identifier, code or None, kind, name, cast("UnitLevel", level), parent or None, first or None, last or None,
            self._bases[int(basis)], tuple(successors.split(",")) if successors else (),
        )  # fmt: skip


@cache
def gazetteer() -> Gazetteer:
    """Return the gazetteer, read once."""
    return Gazetteer(gzip.decompress(_data().read_bytes()).decode("utf-8"))


def shipped_version() -> str:
    """Return the version of the data that congtin ships; nothing but their head is read for it."""
    with _data().open("rb") as packed, gzip.open(packed, "rt", encoding="utf-8") as lines:
        return next(line for line in lines if line.startswith(_VERSION)).removeprefix(_VERSION).rstrip("\n")


def _data() -> Traversable:
    return files("scraper.units").joinpath("units.tsv.gz")


@lru_cache(maxsize=1 << 12)
def territory(identifier: str) -> frozenset[str]:
    """Return the ids of a unit and of what shares land with it over time: all before it and all after it.

    That is how a hint holds across a change: the commune that a portal speaks for today lay in a district then.
    """
    known = gazetteer()
    unit = known.unit(identifier)
    if unit is None:
        return frozenset()
    found = {unit.id}
    for step in (known.successors, known.predecessors):
        edge = [unit]
        while edge:
            edge = [other for near in edge for other in step(near) if other.id not in found]
            found.update(other.id for other in edge)
    return frozenset(found)
