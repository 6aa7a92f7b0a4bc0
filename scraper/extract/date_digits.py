"""The digits of printed days: "9, 10 và 12/6/2020", "28/12/2020 đến 03/01", "ngày 5 tháng 3 năm 2021".

A strict grammar, day before month: day and month are never swapped, no day rolls over into the next month, no year is
added. Reading looks a bounded way ahead.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from scraper.patterns import regex

if TYPE_CHECKING:
    import re

MAX_DAYS_LISTED = 8  # "các ngày 3, 5, 7 và 9/6": longer lists of numbers are not days
YEAR = r"(?:1[0-9]|20)[0-9]{2}(?![0-9])"
_SEP = r"\s{0,2}[/.\-–]\s{0,2}"
_MONTH_WORDS = {
    "giêng": 0, "chạp": 0, "hai": 2, "ba": 3, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
    "mười": 10, "mười một": 11, "mười hai": 12,
}  # fmt: skip
_FULL = regex(rf"([0-9]{{1,2}})({_SEP})([0-9]{{1,2}}){_SEP}({YEAR})(?!/[^\W0-9])")
_SHORTYEAR = regex(r"([0-9]{1,2})([/.\-])([0-9]{1,2})\2([0-4][0-9])(?![0-9])(?![/.\-][0-9])")
_WORDS = regex(
    r"([0-9]{1,2})\s{0,3},?\s{0,3}/?tháng\s{0,3}"
    r"([0-9]{1,2}(?![0-9])|giêng|chạp|mười một|mười hai|mười|hai|ba|tư|năm(?=\s{1,3}năm\s)|sáu|bảy|bẩy|tám|chín)"
    rf"(?:\s{{0,3}}(?:,?\s{{0,3}}năm\s{{0,3}}|[/.\-]\s?)({YEAR}))?"
)
_SLASH = regex(
    rf"([0-9]{{1,2}})\s?/\s?(0?[1-9]|1[0-2])(?![0-9])(?!\s?/\s?\w)(?:\s{{0,3}}[/-]?\s{{0,3}}năm\s{{1,3}}({YEAR}))?"
)
_CLOCK = r"(?:giờ|[hg](?![^\W\d_]))"  # "7h30-11h" is no 30 November
_DASH = regex(
    rf"([0-9]{{1,2}})[.\-–](0?[1-9]|1[0-2])(?![0-9])(?![/.\-–,]\w)(?!\s?{_CLOCK})(?:\s{{1,3}}năm\s{{1,3}}({YEAR}))?"
)
_BARE = regex(r"([0-9]{1,2})(?![0-9])")
PART_OF_DAY = "(?:sáng|trưa|chiều|tối|đêm|khuya)"
_JOIN = regex(
    r"\s{0,3}(?:(?P<comma>[,;&+])|(?P<and>và)|(?P<to>[-–—]|đến|tới|rạng))\s{0,3}"
    rf"(?P<part>(?:hết\s{{1,3}})?(?:{PART_OF_DAY}\s{{0,3}})?)(?P<day>(?:các\s{{1,3}})?ngày\s{{0,3}})?(?:m[ùồ]ng\s{{0,3}})?(?=[0-9])"
)


@dataclass(frozen=True, slots=True)
class PrintedDay:
    """A day as printed; ``year`` is ``None`` where none is printed."""

    day: int
    month: int
    year: int | None = None

    def on(self, year: int) -> date | None:
        """Return the real day in ``year``, ``None`` where the calendar has no such day."""
        return real_date(year, self.month, self.day)


def real_date(year: int, month: int, day: int) -> date | None:
    """Return the calendar day, ``None`` where there is none (31/02, month 13, year outside 1000 to 2099)."""
    if not 1000 <= year <= 2099:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


_Item = tuple[int, int | None, int | None]


def read_days(low: str, position: int) -> tuple[list[PrintedDay], int] | None:
    """Read "9, 10 và 12/6/2020" at ``position``: the days with their months and years, and where they end."""
    listed = low[max(0, position - 8) : position].rstrip(" \n(").endswith("ngày")
    items: list[_Item] = []
    ranged: list[bool] = []
    ends: list[int] = []
    while len(items) < MAX_DAYS_LISTED:
        item, position = _read_item(low, position)
        items.append(item)
        ends.append(position)
        join = _JOIN.match(low, position)
        if join is None or not _joins(low, item, join, listed=listed):
            break
        ranged.append(join["to"] is not None)
        position = join.end()
    while items and items[-1][1] is None:  # a number without month at the end is no day
        items.pop()
        ends.pop()
    while len(items) > 1:
        days = _complete(items, ranged)
        if days is not None:
            return days, ends[-1]
        if items[0][1] is None:  # "8, 5/10": the numbers before do not belong together
            return None
        items.pop()
        ends.pop()
    if not items:
        return None
    day, month, year = items[0]
    if month is None:
        return None
    return [PrintedDay(day, month, year)], ends[0]


def _read_item(low: str, position: int) -> tuple[_Item, int]:
    """Read one day at ``position``, with month and year where they are printed."""
    if full := _FULL.match(low, position):
        month = int(full[3])
        if month <= 12 or full[2].strip() not in "-–":  # "10-14/6/2024" is a range
            return (int(full[1]), month, int(full[4])), full.end()
    if short := _SHORTYEAR.match(low, position):
        return (int(short[1]), int(short[3]), 2000 + int(short[4])), short.end()
    if words := _WORDS.match(low, position):
        month = int(words[2]) if words[2].isdigit() else _MONTH_WORDS[words[2]]
        return (int(words[1]), month, int(words[3]) if words[3] else None), words.end()
    for pattern in (_SLASH, _DASH):
        if found := pattern.match(low, position):
            return (int(found[1]), int(found[2]), int(found[3]) if found[3] else None), found.end()
    bare = _BARE.match(low, position)
    return (int(bare[1]) if bare else 0, None, None), bare.end() if bare else position


def _joins(low: str, item: _Item, join: re.Match[str], *, listed: bool) -> bool:
    """Tell whether what follows ``item`` continues the same date ("5/3, 12/14 xã" does not).

    ``listed`` is true where "ngày" stands before the first number.
    """
    if item[1] is None:
        if join["day"] and join["to"] is None and not listed:
            return False  # "Quận 15, ngày 29-3"
        return not (join["to"] == "rạng" and not join["part"])
    after, _ = _read_item(low, join.end())
    if join["comma"] is not None and (item[2] is not None) != (after[2] is not None):
        return False  # "Kế hoạch ngày 20/11/2021, sáng ngày 29/11": a list has its year at the end, or everywhere
    if after[1] is None:
        return False
    if join["comma"] is not None and item[2] is not None and after[2] is not None:
        return _follows(item, after)
    one_after_another = (
        listed and not join["part"] and after[1] == item[1] and item[0] < after[0] <= item[0] + MAX_DAYS_LISTED
    )
    return join["comma"] is None or join["day"] is not None or one_after_another  # "Ngày 17/6, 18/6 và 19/6"


def _follows(item: _Item, after: _Item) -> bool:
    """Tell whether a full date comes within days after another: "31/12/2023, 01/01/2024"."""
    first, second = (real_date(year or 0, month or 0, day) for day, month, year in (item, after))
    return first is not None and second is not None and 0 < (second - first).days <= MAX_DAYS_LISTED


def _complete(items: list[_Item], ranged: list[bool]) -> list[PrintedDay] | None:
    """Give every day its month and year from its neighbours; ``None`` where the days are not in order."""
    day, month, year = items[-1]
    days = [PrintedDay(day, month or 0, year)]
    for index in range(len(items) - 2, -1, -1):
        after = days[0]
        day, month, year = items[index]
        if month is None:
            month = after.month
            if day > after.day and ranged[index] and day > 20:  # "từ ngày 28 đến 3/5"
                month = 12 if after.month == 1 else after.month - 1
            elif day >= after.day:
                return None
        wraps = (month, day) > (after.month, after.day)
        if year is None and after.year is not None:
            year = after.year - wraps
        days.insert(0, PrintedDay(day, month, year))
    for index in range(1, len(days)):  # "28/12/2020 đến 03/01": the later day takes its year from the earlier one
        before, after = days[index - 1], days[index]
        wraps = (after.month, after.day) < (before.month, before.day)
        if after.year is None and before.year is not None:
            days[index] = PrintedDay(after.day, after.month, before.year + wraps)
        elif after.year is None and wraps and not (before.month >= 11 and after.month <= 2):
            return None
    return days
