"""Kinds: what units are called in law, and the level that each kind stands on."""

from __future__ import annotations

from typing import Final, Literal

UnitLevel = Literal["province", "district", "commune"]

PROVINCE: Final = "province"
DISTRICT: Final = "district"
COMMUNE: Final = "commune"
# Kind -> level. "thành phố" is a province's rank for those under central government, a district's for all others; which
# one a unit is stands in the data.
LEVEL_OF: dict[str, UnitLevel] = {
    "tỉnh": "province", "thành phố": "district", "quận": "district", "thị xã": "district", "huyện": "district",
    "phường": "commune", "thị trấn": "commune", "xã": "commune", "đặc khu": "commune",
}  # fmt: skip
# How the kinds are shortened in print, folded, without full stops.
ABBREVIATIONS = {
    "tp": "thành phố", "q": "quận", "tx": "thị xã", "h": "huyện", "p": "phường", "tt": "thị trấn", "x": "xã",
    "t": "tỉnh",
}  # fmt: skip
