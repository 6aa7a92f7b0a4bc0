from __future__ import annotations

import csv
import io
import json
import sqlite3
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.export.cells import formula_safe
from archive.export.columns import Column, Table
from archive.export.csv_file import CsvWriter
from archive.site import files
from archive.site.full_results import Bounds, Limits, TooLargeError, size_of
from archive.site.public import TABLES
from tests.archive.site.samples import Site, opened

TRIGGERS = ["=1+1", "@SUM(A1)", "+84 239", "- gạch đầu dòng", "\t=1", "\r=1", "\n=1", "＝1+1", "-1+cmd"]


def rows_of(text: str) -> list[list[str]]:
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def written(rows: list[list[object]], limits: Limits | None = None) -> str:
    into = io.BytesIO()
    columns = tuple(Column(f"c{number}", "string", "", "") for number in range(3))
    writer = CsvWriter(into, Table("t", ("t", "t"), ("", ""), columns), has_head=False)
    try:
        writer.write(Bounds(limits or Limits(), into).rows(rows))
        writer.finish()
    finally:
        writer.close()
    return into.getvalue().decode()


@pytest.mark.parametrize("value", TRIGGERS)
def test_what_would_run_is_text(value: str) -> None:
    assert rows_of(written([[value, "x"]])) == [[f"'{value}", "x"]]


@pytest.mark.parametrize("value", ["Đảng bộ, “Thị uỷ”", 'hai\ndòng "=1"', "a=b", ""])
def test_what_would_not_stays(value: str) -> None:
    assert rows_of(written([[value, "x"]])) == [[value, "x"]]


def test_a_number_is_one() -> None:
    assert rows_of(written([[-12.5, -3, None, b"\x00\xff"]])) == [["-12.5", "-3", "", "00ff"]]


@given(
    rows=st.lists(st.lists(st.text(alphabet='aệ=-",\n\r \t1\ud800', max_size=8), min_size=2, max_size=3), max_size=6)
)
def test_nothing_is_lost(rows: list[list[object]]) -> None:
    read = rows_of(written(rows))
    wanted = [[str(cell).replace("\ud800", "?") for cell in row] for row in rows]
    assert [[cell.removeprefix("'") for cell in row] for row in read] == wanted
    assert not any(cell.startswith(("=", "-", "\t", "\r", "\n")) for row in read for cell in row)


def test_a_result_within_the_limits_or_none() -> None:
    assert len(rows_of(written([["a"]] * 3, Limits(rows=3)))) == 3
    with pytest.raises(TooLargeError, match="more than 3 rows"):
        written([["a"]] * 4, Limits(rows=3))
    with pytest.raises(TooLargeError, match="more than 1 MB"):
        written([["a" * 100_000]] * 11, Limits(size=1 << 20))


def test_no_more_than_one_row_is_held() -> None:
    """Rows are counted as they are made and let go of: a file of any length takes the memory of one of them."""
    held: list[int] = [0, 0]

    class Row(list[object]):
        def __init__(self, *cells: object) -> None:
            super().__init__(cells)
            held[0] += 1
            held[1] = max(held)

        def __del__(self) -> None:
            held[0] -= 1

    rows = (Row(number, "chữ", None) for number in range(1_000))
    written(rows, Limits(rows=2_000, size=1 << 20, seconds=60))  # type: ignore[arg-type]  # an iterator will do
    assert 1 <= held[1] <= 3


def test_what_takes_too_long_is_an_error() -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    connection = sqlite3.connect(":memory:")
    bounds = Bounds(Limits(seconds=0.05), io.BytesIO())
    bounds.watch(connection)
    with pytest.raises(sqlite3.OperationalError, match="interrupted"):
        connection.execute(endless).fetchall()
    with pytest.raises(TooLargeError, match="too long"):
        list(bounds.rows([(1,)] * 1_000))


@pytest.mark.parametrize("public", [False, True])
@pytest.mark.parametrize("words", ["", "?_size=max", "?_stream=on", "?_labels=on&_size=max", "?_sort_desc=title"])
def test_a_table_is_whole(site: Site, words: str, public: bool) -> None:
    answer = site.get(f"/archive/articles.csv{words}", public=public)
    assert answer.status == 200
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="articles.csv"'
    assert int(answer.headers["content-length"]) == len(answer.text.encode())
    assert len(rows_of(answer.text)) == 1 + len(site.articles)


def test_one_page_where_one_is_asked_for(site: Site) -> None:
    first = rows_of(site.get("/archive/articles.csv?_size=2&_sort=id&_col=id").text)
    all_of_them = rows_of(site.get("/archive/articles.csv?_sort=id&_col=id").text)
    assert first == all_of_them[:3]
    page = site.get("/archive/article_list.csv?_size=1&_next=1&_col=id&_header=off").text
    assert rows_of(page) == [rows_of(site.get("/archive/article_list.csv?_col=id").text)[2]]


def test_filters_and_searches_hold(site: Site) -> None:
    rows = rows_of(site.get("/archive/articles.csv?_search=dang+bo&kind=article&_col=title").text)
    assert [row[1] for row in rows[1:]] == ["Đảng bộ Thị uỷ họp phiên thứ nhất"]


def test_labels_stand_beside_their_keys(site: Site) -> None:
    rows = rows_of(site.get("/archive/articles.csv?_labels=on&_col=portal").text)
    place = rows[0].index("portal_label")
    assert rows[0][place - 1] == "portal"
    assert {tuple(row[place - 1 : place + 1]) for row in rows[1:]} == {("gio", "Cổng thị xã Gió")}


def test_a_query_is_whole_beyond_the_rows_of_a_page(site: Site) -> None:
    sql = "with recursive n(i) as (select 1 union all select i+1 from n where i<5000) select i as [=i] from n"
    rows = rows_of(site.get("/archive.csv?" + urlencode({"sql": sql})).text)
    assert rows[0] == ["'=i"]
    assert len(rows) == 5001


@pytest.mark.parametrize("public", [False, True])
def test_rows_and_queries_too(site: Site, public: bool) -> None:
    key = site.articles["hop.html"]
    assert len(rows_of(site.get(f"/archive/articles/{key}.csv", public=public).text)) == 2
    assert len(rows_of(site.get("/archive/search_articles.csv?words=dang+bo", public=public).text)) == 2
    for path in ("/archive/nothing.csv", "/archive/articles/1.csv", "/nothing.csv"):
        assert site.get(path, public=public).status == 404
    assert site.get("/archive.csv", public=public).status == 400
    assert site.get("/archive/articles_fts.csv", public=public).status == 403


def test_what_goes_wrong_is_no_csv(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    assert site.get("/archive.csv?sql=select+nope").status == 400
    assert site.get("/archive.csv?sql=select+1", public=True).status == 403
    assert site.get("/archive/frontier.csv", public=True).status == 403
    monkeypatch.setitem(files.LIMITS, "public", Limits(rows=2))
    answer = site.get("/archive/articles.csv", public=True)
    assert answer.status == 400
    assert "more than 2 rows" in answer.text
    monkeypatch.setitem(files.LIMITS, "public", Limits(seconds=0))
    assert site.get("/archive/official_mentions.csv", public=True).status in {200, 400}


def test_no_column_of_any_table_runs(site: Site) -> None:
    """Whatever a portal wrote into a text column, as the CSV of each table has it."""
    for name in sorted(TABLES):
        answer = site.get(f"/archive/{name}.csv", public=True)
        assert answer.status == 200, name
        for row in rows_of(answer.text)[1:]:
            assert not any(cell != formula_safe(cell) and not _is_number(cell) for cell in row), (name, row)


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def test_the_connections_of_files_are_closed(site: Site) -> None:
    database = opened(site.directory, public=True).get_database("archive")
    before = len(database._all_file_connections)
    site.get("/archive/articles.csv", public=True)
    assert len(database._all_file_connections) <= before + 1


def test_the_size_of_a_row_is_its_memory() -> None:
    for sign, width in (("a", 1), ("ế", 2), ("𠀀", 4)):
        text = sign * 10_000
        assert width * 10_000 <= size_of((text, None, 1)) <= width * 10_000 + 300
        assert len(json.dumps(text)) <= 3.1 * size_of((text,))
