"""Resolving: which unit a name means on a day, seen from where it is written.

Names of units are not unique: there are dozens of "xã Tân Lập", and "phường Sông Trí" was one ward from 2015 to 2019
and is another one since July 2025. What tells is the day that the text speaks of and the units that it is known to be
about: the publisher's, the province, the others that it names.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from scraper.units.gazetteer import gazetteer, territory
from scraper.units.kinds import COMMUNE, DISTRICT, PROVINCE
from scraper.units.names import name_key, take_apart

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scraper.units.unit import Unit


def resolve(name: str, day: str | None, within: Iterable[Unit] = (), *, former: bool = False) -> Unit | None:
    """Return the unit that a name means, ``None`` where none bears it or where several remain: nothing is guessed.

    Where: a unit in the land of one of ``within`` goes before one in the same district, that before one in the same
    province. Land counts over time: seen from "phường Sông Trí" of 2025 the communes of thị xã Kỳ Anh are near. With
    hints a commune has to lie in the province of one of them, for communes that were merged before 2023 are not in the
    data, and the one elsewhere that bears the name today would be taken for them.

    When: the unit that is valid on ``day``; else the last one of the name that had ended before ("thị xã Kỳ Anh (cũ)"
    in a text of 2026); never one that had not begun. Where a unit that has ended lies nearer than the one that is valid
    and did not become it, either may be meant. Without a day the name has to be one unit's at all times.

    Args:
        name: the name with its kind, as printed or in normal form ("P. 3", "phường Sông Trí"); without a kind all
            kinds are looked at.
        day: the day that the text speaks of, ISO 8601, or ``None``.
        within: units that the text is known to be about.
        former: the text says that it means a unit of the past ("cũ", "trước đây").
    """
    return _resolve(name, day, tuple(dict.fromkeys(unit.id for unit in within)), former)


@lru_cache(maxsize=1 << 13)
def _resolve(name: str, day: str | None, within: tuple[str, ...], former: bool) -> Unit | None:
    kind, bare = take_apart(name)
    if not name_key(bare):
        return None
    units = gazetteer().named(bare, kind)
    if day is None:
        _, near = _nearest(units, within)
        return near[0] if len(near) == 1 else None
    steps, current = _nearest([unit for unit in units if unit.is_valid(day)], within) if not former else (0, [])
    steps_before, past = _nearest([unit for unit in units if unit.valid_to is not None and unit.valid_to < day], within)
    if not current:
        return _last(past)
    if len(current) > 1:
        return None
    if past and steps_before < steps and not all(unit.id in territory(current[0].id) for unit in past):
        return None  # the one that has gone lay nearer: either may be meant
    return current[0]


def _last(past: list[Unit]) -> Unit | None:
    """Return the last of units that have ended where the others are earlier forms of it, not namesakes."""
    last = max(past, key=lambda unit: unit.valid_to or "", default=None)
    return last if last is not None and all(unit.id in territory(last.id) for unit in past) else None


def _nearest(candidates: list[Unit], within: tuple[str, ...]) -> tuple[int, list[Unit]]:
    """Return the candidates that lie nearest to the units a text is about, and how many steps away they lie."""
    if not within or all(unit.level == PROVINCE for unit in candidates):
        return 0, candidates
    for steps, region in enumerate((_land, _district_land, _province_land)):
        lands = [region(identifier) for identifier in within]
        found = [unit for unit in candidates if any(not lineage(unit.id).isdisjoint(land) for land in lands)]
        if found:
            return steps, found
    # The districts of all provinces are known, the communes that have gone are not.
    return 3, [unit for unit in candidates if unit.level != COMMUNE]


@lru_cache(maxsize=1 << 14)
def lineage(identifier: str) -> frozenset[str]:
    """Return the ids of a unit and of all units above it."""
    known = gazetteer()
    unit = known.unit(identifier)
    return frozenset() if unit is None else frozenset({unit.id, *(above.id for above in known.above(unit))})


@lru_cache(maxsize=1 << 10)
def _land(identifier: str) -> frozenset[str]:
    """Return the land of a district or a commune over time; a province is no hint on this step."""
    unit = gazetteer().unit(identifier)
    return territory(identifier) if unit is not None and unit.level != PROVINCE else frozenset()


@lru_cache(maxsize=1 << 10)
def _district_land(identifier: str) -> frozenset[str]:
    """Return the land over time of the districts that a unit is, lies in or was made from."""
    known = gazetteer()
    found: set[str] = set()
    for near in _land(identifier):
        for above in lineage(near):
            unit = known.unit(above)
            if unit is not None and unit.level == DISTRICT:
                found |= territory(above)
    return frozenset(found)


@lru_cache(maxsize=1 << 10)
def _province_land(identifier: str) -> frozenset[str]:
    """Return the provinces that a unit lies in, over time."""
    known = gazetteer()
    unit = known.unit(identifier)
    return territory(known.province(unit).id) if unit is not None else frozenset()
