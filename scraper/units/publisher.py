"""The publisher: which unit of the gazetteer a portal speaks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.units.names import take_apart
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


def unit_of_publisher(unit: str | None, province: str | None, day: str | None) -> Unit | None:
    """Return the unit that a portal speaks for on a day, ``None`` where it is not known.

    A body that is no unit itself ("Sở Y tế tỉnh Hà Tĩnh", a newspaper) speaks for its province.

    Args:
        unit: who publishes, as described.
        province: the province-level unit above, as described.
        day: ISO 8601; ``None`` where no day is known.
    """
    found = publisher_units(unit, province, day)
    if unit is None or not found:
        return None
    kind = take_apart(unit).kind
    return found[0] if kind is None or found[0].kind == kind else None
