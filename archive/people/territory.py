"""Which units share land over time: a commune and its district, the communes of July 2025 and the old districts."""

from __future__ import annotations

from functools import lru_cache

from scraper.units import DISTRICT, gazetteer, territory


@lru_cache(maxsize=1 << 12)
def share_land(one: str | None, other: str | None) -> bool | None:
    """Tell whether two units (ids of the gazetteer) are one or became one; ``None`` where either is unknown."""
    if not one or not other:
        return None
    return one == other or not territory(one).isdisjoint(territory(other))


@lru_cache(maxsize=1 << 12)
def share_district(one: str | None, other: str | None) -> bool:
    """Tell whether two units lie in, are, or were made from the land of one district."""
    return bool(one and other) and not _districts(str(one)).isdisjoint(_districts(str(other)))


@lru_cache(maxsize=1 << 12)
def _districts(identifier: str) -> frozenset[str]:
    known = gazetteer()
    found = set()
    for near in territory(identifier):
        unit = known.unit(near)
        if unit is not None:
            found |= {above.id for above in (unit, *known.above(unit)) if above.level == DISTRICT}
    return frozenset(found)
