from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from archive.health.lunar_new_year import days_of_tet, lunar_new_year

# As Vietnam kept them; in 1968, 1985, 2007 and 2030 China's was another day.
KEPT = [
    "1968-01-29", "1985-01-21", "2000-02-05", "2001-01-24", "2004-01-22", "2005-02-09", "2007-02-17", "2008-02-07",
    "2012-01-23", "2013-02-10", "2015-02-19", "2017-01-28", "2020-01-25", "2021-02-12", "2022-02-01", "2023-01-22",
    "2024-02-10", "2025-01-29", "2026-02-17", "2027-02-06", "2030-02-02", "2033-01-31", "2034-02-19",
]  # fmt: skip


@pytest.mark.parametrize("day", KEPT)
def test_the_first_day_is_that_of_vietnams_calendar(day: str) -> None:
    assert lunar_new_year(int(day[:4])).isoformat() == day


def test_every_lunar_year_has_twelve_or_thirteen_months() -> None:
    firsts = [lunar_new_year(year) for year in range(1950, 2100)]
    lengths = {(later - first).days for first, later in pairwise(firsts)}
    assert lengths <= {353, 354, 355, 383, 384, 385}
    assert min((day.month, day.day) for day in firsts) >= (1, 20)
    assert max((day.month, day.day) for day in firsts) <= (2, 21)


def test_days_of_tet_in_a_span() -> None:
    assert days_of_tet(date(2026, 2, 1), date(2026, 2, 12)) == 0
    assert days_of_tet(date(2026, 2, 1), date(2026, 3, 31)) == 14
    assert days_of_tet(date(2026, 2, 17), date(2026, 2, 17)) == 1
    assert days_of_tet(date(2025, 1, 1), date(2026, 12, 31)) == 28
