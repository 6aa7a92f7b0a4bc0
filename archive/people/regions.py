"""Provinces as persons move in them: which province a post belongs to, and which provinces became one in 2025.

On 1 July 2025 the 63 provinces became 34 (Resolution 202/2025/QH15 of the National Assembly). A person stays where he
or she was when the name of the province changes, so posts are compared by the province that is there since
(``merged``); two posts of before that day are also compared by the province of their time.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from scraper.extract.officials.units.addresses import labels_of, province_of
from scraper.extract.officials.units.gazetteer import CENTRAL_CITIES, province_names
from scraper.vietnamese import fold_tone

REFORM = "2025-07-01"
# The provinces that went into another one, by the one that took their place; the others kept name and land.
_MERGED = {
    "tuyên quang": "hà giang", "lào cai": "yên bái", "thái nguyên": "bắc kạn", "phú thọ": "vĩnh phúc, hòa bình",
    "bắc ninh": "bắc giang", "hưng yên": "thái bình", "hải phòng": "hải dương", "ninh bình": "hà nam, nam định",
    "quảng trị": "quảng bình", "đà nẵng": "quảng nam", "quảng ngãi": "kon tum", "gia lai": "bình định",
    "khánh hòa": "ninh thuận", "lâm đồng": "đắk nông, bình thuận", "đắk lắk": "phú yên",
    "hồ chí minh": "bà rịa - vũng tàu, bình dương", "đồng nai": "bình phước", "tây ninh": "long an",
    "cần thơ": "sóc trăng, hậu giang", "vĩnh long": "bến tre, trà vinh", "đồng tháp": "tiền giang",
    "cà mau": "bạc liêu", "an giang": "kiên giang", "huế": "thừa thiên huế",
}  # fmt: skip
_SUCCESSORS = {old: new for new, olds in _MERGED.items() for old in olds.split(", ")}
_NOUNS = ("tỉnh ", "thành phố ", "tp. ", "tp ")
_CITIES = frozenset(fold_tone(name) for name in CENTRAL_CITIES)


class Region(NamedTuple):
    """A province of its time (``province``, folded, without noun) and the one there since 2025; "" where unknown.

    ``merged`` is "trung ương" for what is above all provinces. ``province`` is "" where only the later one is known.
    """

    province: str
    merged: str


CENTRAL = Region("", "trung ương")
NOWHERE = Region("", "")


def region_named(name: str, day: str) -> Region:
    """Return the region of a province by its name ("tỉnh Hà Tĩnh"), as of an ISO date."""
    return _region_named(name, is_before=day < REFORM)


@lru_cache(maxsize=1 << 12)
def _region_named(name: str, *, is_before: bool) -> Region:
    bare = _bare(name)
    if bare not in province_names():
        return NOWHERE
    if bare in _SUCCESSORS:
        return Region(bare, _SUCCESSORS[bare])
    return Region(bare if is_before else "", bare)


def region_of_portal(province: str | None, address: str, day: str) -> Region:
    """Return the region of a portal on an ISO date: its declared province, else the one that its address spells."""
    return _region_of_portal(province, address, is_before=day < REFORM)


@lru_cache(maxsize=1 << 12)
def _region_of_portal(province: str | None, address: str, *, is_before: bool) -> Region:
    found = _region_named(province, is_before=is_before) if province else NOWHERE
    if found == NOWHERE:
        spelt = province_of(labels_of(address))
        found = _region_named(spelt.name, is_before=is_before) if spelt else NOWHERE
    return found


def region_of_unit(unit: str, level: str, body: str, portal: Region, day: str) -> Region:
    """Return the region of a body's unit: the province that it is or that its name tells, else the portal's.

    Args:
        unit: the folded unit ("thị xã kỳ anh").
        level: its level.
        body: the folded name of the body, which may name the province after the unit.
        portal: the region of the portal.
        day: ISO date of the mention.
    """
    if level == "central":
        return CENTRAL
    if level == "province":
        named = region_named(unit, day)
        return portal if named == NOWHERE else named
    before, comma, province = body.rpartition(", ")
    if comma and before and (named := region_named(province, day)) != NOWHERE:
        return named
    return portal


def is_city(unit: str) -> bool:
    """Tell whether a unit is a city under central government."""
    return unit.startswith(_NOUNS[1:]) and _bare(unit) in _CITIES


@lru_cache(maxsize=1 << 12)
def _bare(name: str) -> str:
    folded = fold_tone(name).strip()
    for noun in _NOUNS:
        folded = folded.removeprefix(noun)
    return folded
