"""Central cities: which cities are units of the first level, and since when.

The day decides what "TUV", "Thành ủy" and "UBND thành phố" mean: Huế was a city of the province Thừa Thiên Huế until
it became one under central government on 1 January 2025 (resolution 175/2024/QH15); of the others the last, Cần Thơ,
has been one since 2004, before the portals.
"""

from __future__ import annotations

from scraper.extract.officials.units.gazetteer import CENTRAL_CITIES
from scraper.vietnamese import fold_tone

HUE = "Huế"
HUE_SINCE = "2025-01-01"
HUE_PROVINCE = "Thừa Thiên Huế"
_CITIES = frozenset(fold_tone(name) for name in CENTRAL_CITIES)


def hue_is_central(day: str | None) -> bool:
    """Tell whether Huế was a city under central government on a day.

    Args:
        day: an ISO date; ``None`` (unknown) is taken for today's state.
    """
    return day is None or day >= HUE_SINCE


def is_central_city(name: str, *, hue_is_central: bool = True) -> bool:
    """Tell whether the city of this name is a unit of the first level.

    Args:
        name: the name without its noun ("Đà Nẵng").
        hue_is_central: what :func:`hue_is_central` says of the article's day.
    """
    folded = fold_tone(name)
    return folded in _CITIES and (hue_is_central or folded != fold_tone(HUE))
