"""Days told from the day of speaking ("Chiều nay", "hôm qua") or from the day named before ("Chiều cùng ngày")."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scraper.extract.date_digits import PART_OF_DAY
from scraper.extract.dates import PARTS, lowered
from scraper.patterns import regex

if TYPE_CHECKING:
    from scraper.items import PartOfDay

_NEAR = regex(
    rf"(?<![^\W_])(?:(?:rạng\s)?(?P<part>{PART_OF_DAY})\s{{1,3}}(?:ngày\s)?(?:hôm\s{{1,3}})?|hôm\s{{1,3}})"
    r"(?P<day>nay|qua|cùng\sngày)(?![^\W_])|(?<![^\W_])cùng\sngày(?![^\W_])"
)

_NEAR_HINT = regex(r"(?:nay|qua|cùng\sngày)(?![^\W_])")
_NEAR_WINDOW = 24  # characters before "nay" in which "rạng sáng ngày hôm" stands


@dataclass(frozen=True, slots=True)
class NearDay:
    """A day told from the day of speaking: ``offset`` days from it, or ``same_day`` as the date before it."""

    start: int
    end: int
    offset: int
    part_of_day: PartOfDay | None
    same_day: bool


def find_near_days(text: str) -> list[NearDay]:
    """Return "Sáng nay", "hôm qua", "chiều cùng ngày" ... of NFC ``text`` in order."""
    near = []
    low = lowered(text)
    for hint in _NEAR_HINT.finditer(low):
        found = _NEAR.search(low, max(0, hint.start() - _NEAR_WINDOW), hint.end())
        if found is None:
            continue
        day = found["day"] or "cùng ngày"
        part = PARTS.get(found["part"] or "")
        near.append(NearDay(found.start(), found.end(), -1 if day == "qua" else 0, part, day not in ("nay", "qua")))
    return near
