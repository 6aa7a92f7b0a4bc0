"""The publisher: which unit of the gazetteer a portal speaks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.units.resolve import resolve

if TYPE_CHECKING:
    from scraper.units.unit import Unit


def publisher_units(unit: str | None, province: str | None, day: str | None) -> list[Unit]:
    """Return the units that a portal's description names on a day, the nearest first: its own and the province.

    Args:
        unit: the unit that publishes, as described ("thị xã Kỳ Anh").
        province: the province-level unit above it, as described ("tỉnh Hà Tĩnh").
        day: ISO 8601; ``None`` where no day is known.
    """
    above = resolve(province, day) if province else None
    own = resolve(unit, day, [above] if above is not None else ()) if unit else None
    found = [known for known in (own, above) if known is not None]
    return list(dict.fromkeys(found))
