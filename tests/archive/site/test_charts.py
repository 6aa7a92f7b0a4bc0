from __future__ import annotations

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from archive.site.charts import HEIGHT, axis, bars, years_without_gaps


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


def test_an_axis_is_of_whole_years() -> None:
    line = axis(["2021-03-04", "2023-07-01"])
    assert line is not None
    assert [year for year, _ in line.ticks] == [2021, 2022, 2023]
    assert line.ticks[0][1] == 0 and 33 < line.ticks[1][1] < 34
    assert line.place("2021-01-01") == 0 and line.place("2023-12-31") == 100
    assert line.place("2022-07") == line.place("2022-07-01")
    assert axis([]) is None


def test_a_wrong_day_leaves_the_axis_as_it_is_and_lies_at_its_edge() -> None:
    line = axis(["0001-01-01", "2021-03-04", "2022-03-04", "2023-07-01", "9999-12-31"])
    assert line is not None and [year for year, _ in line.ticks] == [2021, 2022, 2023]
    assert (line.place("0001-01-01"), line.place("9999-12-31")) == (0, 100)
    assert line.place("2022-02-31") == line.place("2022-01-01")  # a day that there is not


@given(days=st.lists(st.dates(min_value=date(1945, 1, 1)), min_size=1, max_size=30).map(sorted))
def test_spans_lie_within_the_axis(days: list[date]) -> None:
    line = axis(map(str, days))
    assert line is not None and 0 < len(line.ticks) <= 8
    x, width = line.span(str(days[0]), str(days[-1]), 1.5)
    assert 0 <= x <= 100 and 1.5 <= width <= 100 and x + width <= 100.01
