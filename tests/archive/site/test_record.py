"""The chart of a record: every row is in it or is said not to be, and a chart never stands for a part of the rows."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from collections import Counter
from itertools import pairwise
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from archive.database import transaction, writing
from archive.serve import open_datasette
from archive.site.counted_record import counted_filters
from archive.site.record import all_months, count_record, day_columns, record_of, record_of_rows, without_page
from archive.site.record_chart import drawn, drawn_months
from archive.site.table_page import after
from tests.archive.site.samples import FIRST, HOME, Site

_MONTHS = st.builds(lambda year, month: f"{year}-{month:02d}", st.integers(1990, 2030), st.integers(1, 12))
_BEGINNINGS = st.dictionaries(
    st.one_of(_MONTHS, st.integers(1900, 2100).map(str), st.none(), st.just(""), st.just("khoảng")),
    st.integers(1, 1_000),
    max_size=40,
)


@given(_BEGINNINGS)
def test_no_row_is_lost(counted: dict[str | None, int]) -> None:
    record = record_of("day", counted)
    assert record.total + record.undated == sum(counted.values())
    labels = [label for label, _ in record.counts]
    assert labels == sorted(set(labels))
    assert all(len(label) == (7 if record.months else 4) for label in labels)


def test_a_short_span_is_of_months_and_those_between_are_there() -> None:
    assert record_of("day", {"2021-11": 2, "2022-02": 1}).counts == [
        ("2021-11", 2), ("2021-12", 0), ("2022-01", 0), ("2022-02", 1),
    ]  # fmt: skip
    assert record_of("day", {"2019-11": 2, "2024-02": 1}).counts == [
        ("2019", 2), ("2020", 0), ("2021", 0), ("2022", 0), ("2023", 0), ("2024", 1),
    ]  # fmt: skip


def test_a_wrong_year_makes_no_thousand_bars() -> None:
    assert record_of("day", {"0021-11": 1, "2024-02": 1}).counts == [("0021", 1), ("2024", 1)]
    assert len(all_months({"0021-11": 1, "2024-02": 3})) == 24


@given(st.dictionaries(_MONTHS, st.integers(0, 100), min_size=1, max_size=30))
def test_months_are_those_of_whole_years(counted: dict[str, int]) -> None:
    months = all_months(counted)
    assert len(months) % 12 == 0
    assert sum(count for _, count in months) == sum(counted.values())
    assert all(after(month) == following for (month, _), (following, _) in pairwise(months) if int(month[:4]) > 0)


@given(_MONTHS)
def test_what_follows_is_the_next_in_the_order_of_texts(month: str) -> None:
    assert month < f"{month}-31T23:59" < after(month)
    assert month[:4] < f"{month[:4]}-12-31T23:59" < after(month[:4])


def test_numbers_are_added_up() -> None:
    rows: list[dict[str, Any]] = [
        {"month": "2021-01", "articles": 3},
        {"month": "2021-02", "articles": 4},
        {"month": None, "articles": 1},
    ]
    record = record_of_rows("month", rows, "articles")
    assert (record.counts, record.undated, record.of) == ([("2021-01", 3), ("2021-02", 4)], 1, "articles")


def test_the_first_column_of_days_is_the_one_that_tells_most() -> None:
    assert day_columns(["id", "last_seen", "published", "title"]) == ["published", "last_seen"]
    assert day_columns(["id", "title"]) == []
    assert day_columns(["text", "start", "end"]) == ["start"]  # of an event
    assert day_columns(["mention", "role", "field", "start", "end"]) == []  # where words stand in a text


@pytest.mark.parametrize(
    ("sql", "whole"),
    [
        ("select id, day from mentions where \"person\" = :p0 order by day desc limit 51",
         'select id, day from mentions where "person" = :p0'),
        ("select a from t order by rowid limit 101 offset 100", "select a from t"),
        ("select a from t where b like :search order by c, d limit 21", "select a from t where b like :search"),
        ("select a from t where b = ' order by x' limit 21", "select a from t where b = ' order by x'"),
    ],
)  # fmt: skip
def test_the_rows_of_a_page_are_all_without_its_limit(sql: str, whole: str) -> None:
    assert without_page(sql) == whole


def test_what_takes_too_long_is_said_and_not_drawn(site: Site) -> None:
    many = "with recursive n(i) as (select 1 union all select i + 1 from n limit 50000000)"
    slow = f"{many} select '2021-01-01' as day from n"
    database = open_datasette(site.directory).get_database("archive")
    record = asyncio.run(count_record(database, slow, {}, "day", 20))
    assert record.too_long and record.counts == []


def test_the_figures_stand_beside_the_chart() -> None:
    counts = [("2021", 3), ("2022", 0), ("2023", 1_234)]
    read = html.fromstring(drawn(counts, "Số hàng", lambda year: f"/x?year={year}"))
    rows = [[cell.text_content() for cell in row] for row in read.xpath("//tbody/tr")]
    assert rows == [["2023", "1.234"], ["2022", "0"], ["2021", "3"]]
    assert read.xpath("//svg/a/@href") == ["/x?year=2021", "/x?year=2023"]  # nothing leads to no rows
    assert all(link.get("aria-label") for link in read.xpath("//svg/a"))
    assert read.xpath("//svg/@aria-label") == ["Số hàng"]
    assert read.xpath("//svg//a[@aria-current]") == []
    chosen = html.fromstring(drawn(counts, "Số hàng", lambda year: f"/x?year={year}", chosen="2021"))
    assert chosen.xpath("//svg//a[@aria-current]/@href") == ["/x?year=2021"]
    assert html.fromstring(drawn(counts, "x")).xpath("//svg/@role") == ["img"]
    assert drawn([], "x") == ""


def test_years_of_months_lead_to_the_year_and_months_stand_in_the_table() -> None:
    read = html.fromstring(drawn_months(all_months({"2020-03": 2, "2021-12": 5}), "x", lambda span: f"/a?m={span}"))
    assert read.xpath("//svg/a/@href") == ["/a?m=2020", "/a?m=2021"]
    assert read.xpath("//tbody//a/@href") == ["/a?m=2021-12", "/a?m=2021", "/a?m=2020-03", "/a?m=2020"]
    assert len(read.xpath("//svg/g[@class='bars']/rect")) == 2


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=80))
def test_bars_fit_and_nothing_is_hidden(counts: list[int]) -> None:
    read = html.fromstring(drawn([(f"{1900 + year}", count) for year, count in enumerate(counts)], "x"))
    bars = [(float(bar.get("x")[:-1]), float(bar.get("width")[:-1]), float(bar.get("height")))
            for bar in read.xpath("//svg/g[@class='bars']/rect")]  # fmt: skip
    assert len(bars) == sum(count > 0 for count in counts)
    assert all(height > 0 for _, _, height in bars)
    assert all(x + width <= 100.01 for x, width, _ in bars)
    assert all(one[0] + one[1] <= other[0] + 0.01 for one, other in pairwise(bars))
    assert len(list(read.xpath("//svg/text[not(@class)]"))) <= 7


def _charted(text: str) -> dict[str, tuple[str, str]]:
    """The labels of a page's chart: how many, and where each leads."""
    page = html.fromstring(text)
    return {
        link.get("aria-label").partition(":")[0]: (link.get("aria-label").partition(": ")[2], link.get("href"))
        for link in page.xpath("//section[@id='record']//svg/a")
    }


def test_a_bar_leads_to_as_many_rows_as_it_says(site: Site) -> None:
    bars = _charted(site.get("/archive/articles?_chart=published&kind=article").text)
    assert len(bars) >= 2
    for count, address in bars.values():
        assert "kind=article" in address
        rows = html.fromstring(site.get(address).text).xpath("string(//p[@class='count']/b)")
        assert rows == count


@pytest.mark.parametrize("public", [False, True])
def test_a_chart_is_of_all_rows_not_of_the_page(site: Site, public: bool) -> None:
    text = site.get("/archive/mentions?_chart=day&_size=1", public=public).text
    with sqlite3.connect(site.directory / "archive.db") as connection:
        rows = connection.execute("SELECT count(*) FROM mentions").fetchone()[0]
    assert sum(int(count) for count, _ in _charted(text).values()) == rows > 1


def test_a_large_table_is_counted_when_somebody_asks(archive_directory: object, site: Site) -> None:
    with writing(archive_directory) as db, transaction(db.conn):  # type: ignore[arg-type]
        db.execute("INSERT INTO portals (id, name, url) VALUES ('gio', 'Gió', ?)", (HOME,))
        db.execute(
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 5001) "
            "INSERT INTO crawls (portal, started) "
            "SELECT 'gio', printf('%d-01-01T00:00:00+00:00', 2015 + i % 3 * 4) FROM n"
        )
    made = Site(archive_directory, {}, {})  # type: ignore[arg-type]
    asked = html.fromstring(made.get("/archive/crawls").text).xpath("//p[@class='record-ask']/a/@href")
    assert [unquote(address) for address in asked] == ["/archive/crawls?_chart=started#record"]
    charted = _charted(made.get(asked[0]).text)
    assert {year: count for year, (count, _) in charted.items()} == dict.fromkeys(("2015", "2019", "2023"), "1.667")


@pytest.mark.parametrize("narrowed", ["", "&portal=gio", "&kind=document", "&published_year=2021&kind=article"])
def test_the_counts_that_are_kept_draw_what_counting_draws(narrowed: str, site: Site) -> None:
    kept = site.get(f"/archive/articles?_chart=published{narrowed}").text
    counted = site.get(f"/archive/articles?_chart=published{narrowed}&id__gt=0").text
    assert counted_filters(f"_chart=published{narrowed}") is not None
    assert counted_filters(f"_chart=published{narrowed}&id__gt=0") is None
    kept_years, counted_years = (Counter[str]() for _ in range(2))
    for text, years in ((kept, kept_years), (counted, counted_years)):
        for label, (count, _) in _charted(text).items():
            years[label[-4:]] += int(count)
    assert kept_years == counted_years


@pytest.mark.parametrize("query", ["_search=x", "_where=1", "kind__not=x", "kind=a&kind=b", "title=x", "_through=x"])
def test_other_conditions_are_counted_anew(query: str) -> None:
    assert counted_filters(query) is None
    assert counted_filters("_sort=title&_size=5&section=X&portal=y") == {"section": "X", "portal": "y"}


def test_a_query_adds_up_what_it_counts(site: Site) -> None:
    text = site.get("/archive/coverage_by_month").text
    figures = re.findall(r'<tr><th scope="row">([\d/]+)</th><td>(\d+)</td></tr>', text)
    assert sum(int(count) for _, count in figures) == 3  # the articles with a date, not the months that have some
    assert FIRST not in text
