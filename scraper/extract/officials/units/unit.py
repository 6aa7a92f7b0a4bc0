"""Unit: an administrative unit as an article names it, and the levels units have."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from scraper.extract.officials.units.gazetteer import CENTRAL_CITIES
from scraper.vietnamese import collapse, fold_tone, nfc

COMMUNE, DISTRICT, PROVINCE = "commune", "district", "province"
LEVELS = {
    "xã": COMMUNE, "phường": COMMUNE, "thị trấn": COMMUNE, "đặc khu": COMMUNE,
    "huyện": DISTRICT, "quận": DISTRICT, "thị xã": DISTRICT, "thành phố": DISTRICT, "tỉnh": PROVINCE,
}  # fmt: skip
COMMITTEE_OF = {"tỉnh": "Tỉnh ủy", "thành phố": "Thành ủy", "thị xã": "Thị ủy", "huyện": "Huyện ủy", "quận": "Quận ủy"}
NOUN_OF_COMMITTEE = {"tỉnh": "tỉnh", "thành": "thành phố", "thị": "thị xã", "huyện": "huyện", "quận": "quận"}

_LONGEST_FIRST = sorted(LEVELS, key=len, reverse=True)


class Unit(NamedTuple):
    """An administrative unit: its noun in small letters ("thị xã") and its name ("Kỳ Anh")."""

    noun: str
    name: str

    @property
    def level(self) -> str:
        """The level; a city is on the district level unless it is one under central government."""
        if self.noun == "thành phố" and self.name in CENTRAL_CITIES:
            return PROVINCE
        return LEVELS[self.noun]

    def __str__(self) -> str:
        return f"{self.noun} {self.name}"


@lru_cache(maxsize=1 << 12)  # a province has some two hundred, a crawl of many portals as many each
def parse_unit(text: str | None) -> Unit | None:
    """Return the unit that a description names ("thị xã Kỳ Anh"); ``None`` where it begins with no unit's noun."""
    words = collapse(nfc(text or ""))
    lowered = fold_tone(words)
    for noun in _LONGEST_FIRST:
        if lowered.startswith(noun + " "):
            return Unit(noun, words[len(noun) + 1 :])
    return None
