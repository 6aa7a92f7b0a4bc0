"""The days of Tết, when no office publishes: the first day of the lunar year in Vietnam, for any year.

By Hồ Ngọc Đức's arithmetic of the Vietnamese calendar (after Jean Meeus, Astronomical Algorithms): new moons and the
sun's longitude in Vietnam's time (UTC+7), where the year's first day may differ from China's by one.
"""

from __future__ import annotations

import math
from datetime import date, timedelta
from functools import lru_cache

_HOURS = 7
_MONTH = 29.530588853  # days between two new moons
_FIRST = 2415021.076998695  # the new moon of 1900-01-01, Julian day
_DAY_ZERO = 1721425  # the Julian day number from which date.fromordinal counts
_RADIANS = math.pi / 180

# From the day offices begin to close to the end of the week in which they open again.
_BEFORE, _AFTER = 4, 9


@lru_cache(maxsize=128)
def lunar_new_year(year: int) -> date:
    """Return the first day of the lunar year that begins in a year of the Gregorian calendar."""
    solstice_month = _month_of_solstice(year - 1)
    further = _month_of_solstice(year)
    months = round((further.toordinal() - solstice_month.toordinal()) / _MONTH)
    number = _number_of_new_moon(solstice_month)
    leap = 0
    if months > 12:  # a leap month: the first one in which the sun enters no sign after the middle of it
        leap = next((one for one in range(1, 14) if _sector(number + one) == _sector(number + one + 1)), 0)
    return _new_moon(number + (3 if leap in {1, 2} else 2))


def days_of_tet(first: date, last: date) -> int:
    """Return how many days between two (both counted in) belong to a Tết."""
    return sum(
        max(0, (min(last, new_year + timedelta(_AFTER)) - max(first, new_year - timedelta(_BEFORE))).days + 1)
        for new_year in map(lunar_new_year, range(first.year, last.year + 1))
    )


def _new_moon(number: int) -> date:
    """Return the day of a new moon, counted from that of 1900-01-01, in Vietnam."""
    t = number / 1236.85
    mean = 2415020.75933 + 29.53058868 * number + 0.0001178 * t**2 - 0.000000155 * t**3
    mean += 0.00033 * math.sin((166.56 + 132.87 * t - 0.009173 * t**2) * _RADIANS)
    sun = (359.2242 + 29.10535608 * number - 0.0000333 * t**2 - 0.00000347 * t**3) * _RADIANS
    moon = (306.0253 + 385.81691806 * number + 0.0107306 * t**2 + 0.00001236 * t**3) * _RADIANS
    node = (21.2964 + 390.67050646 * number - 0.0016528 * t**2 - 0.00000239 * t**3) * _RADIANS
    correction = (
        (0.1734 - 0.000393 * t) * math.sin(sun) + 0.0021 * math.sin(2 * sun) - 0.4068 * math.sin(moon)
        + 0.0161 * math.sin(2 * moon) - 0.0004 * math.sin(3 * moon) + 0.0104 * math.sin(2 * node)
        - 0.0051 * math.sin(sun + moon) - 0.0074 * math.sin(sun - moon) + 0.0004 * math.sin(2 * node + sun)
        - 0.0004 * math.sin(2 * node - sun) - 0.0006 * math.sin(2 * node + moon)
        + 0.0010 * math.sin(2 * node - moon) + 0.0005 * math.sin(2 * moon + sun)
    )  # fmt: skip
    dynamic = -0.000278 + 0.000265 * t + 0.000262 * t**2  # from the time of the formulas to that of clocks
    return date.fromordinal(math.floor(mean + correction - dynamic + 0.5 + _HOURS / 24) - _DAY_ZERO)


def _number_of_new_moon(day: date) -> int:
    return math.floor(0.5 + (day.toordinal() + _DAY_ZERO - _FIRST) / _MONTH)


def _sector(number: int) -> int:
    """Return in which twelfth of its way (from the spring equinox) the sun is when the day of a new moon begins."""
    t = (_new_moon(number).toordinal() + _DAY_ZERO - 0.5 - _HOURS / 24 - 2451545.0) / 36525
    anomaly = (357.52910 + 35999.05030 * t - 0.0001559 * t**2 - 0.00000048 * t**3) * _RADIANS
    longitude = 280.46645 + 36000.76983 * t + 0.0003032 * t**2
    longitude += (1.914600 - 0.004817 * t - 0.000014 * t**2) * math.sin(anomaly)
    longitude += (0.019993 - 0.000101 * t) * math.sin(2 * anomaly) + 0.000290 * math.sin(3 * anomaly)
    return math.floor((longitude % 360) / 30)


def _month_of_solstice(year: int) -> date:
    """Return the first day of the lunar month that holds a year's winter solstice (the eleventh)."""
    number = math.floor((date(year, 12, 31).toordinal() + _DAY_ZERO - 2415021) / _MONTH)
    day = _new_moon(number)
    return _new_moon(number - 1) if _sector(number) >= 9 else day
