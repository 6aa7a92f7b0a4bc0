from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from archive.site.charts import HEIGHT, bars, years_without_gaps


def test_years_between_are_shown() -> None:
    assert years_without_gaps({2021: 3, 2023: 1}) == [("2021", 3), ("2022", 0), ("2023", 1)]
    assert years_without_gaps({}) == []


def test_a_wrong_year_makes_no_thousand_bars() -> None:
    assert years_without_gaps({1: 1, 2021: 3, 9999: 1}) == [("1", 1), ("2021", 3), ("9999", 1)]


@given(counts=st.lists(st.integers(0, 10**6), min_size=1, max_size=80))
def test_bars_fit_and_nothing_is_hidden(counts: list[int]) -> None:
    drawn = bars([(str(number), count) for number, count in enumerate(counts)])
    assert [bar.count for bar in drawn] == counts
    assert max(bar.height for bar in drawn) <= HEIGHT
    assert all((bar.height > 0) == (bar.count > 0) for bar in drawn)
    assert drawn[-1].x + drawn[-1].width <= 100.01
    assert all(bar.x >= before.x + before.width for before, bar in pairwise(drawn))
    assert drawn[0].labelled and sum(bar.labelled for bar in drawn) <= 6


def test_no_bars() -> None:
    assert bars([]) == []
