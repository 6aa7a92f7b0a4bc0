from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.site.spreadsheet import SafeCsv
from tests.archive.site.samples import Site


def rewritten(text: str, size: int = 7) -> str:
    data = text.encode()
    rewriter = SafeCsv()
    chunks = [data[start : start + size] for start in range(0, len(data), size)]
    sent = b"".join(rewriter.feed(chunk, last=False) for chunk in chunks)
    return (sent + rewriter.feed(b"", last=True)).decode()


def written(rows: list[list[str]]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+84 239", "'+84 239"),
        ("- gạch đầu dòng", "'- gạch đầu dòng"),
        ("\t=1", "'\t=1"),
        ("-12.5", "-12.5"),
        ("-1e-05", "-1e-05"),
        ("-1+cmd", "'-1+cmd"),
        ("Đảng bộ, “Thị uỷ”", "Đảng bộ, “Thị uỷ”"),
        ('hai\ndòng "=1"', 'hai\ndòng "=1"'),
    ],
)
def test_cells(value: str, expected: str) -> None:
    assert rewritten(written([["a", "b"], [value, "x"]])) == "\ufeff" + written([["a", "b"], [expected, "x"]])


@given(
    rows=st.lists(st.lists(st.text(alphabet='aệ=-",\n\r \t1', max_size=8), min_size=2, max_size=3), max_size=6),
    size=st.integers(1, 20),
)
def test_nothing_is_lost_however_it_is_cut(rows: list[list[str]], size: int) -> None:
    read = list(csv.reader(io.StringIO(rewritten(written(rows), size).removeprefix("\ufeff"), newline="")))
    assert [[cell.removeprefix("'") for cell in row] for row in read] == rows
    assert not any(cell.startswith(("=", "\t", "\r")) for row in read for cell in row)


def test_nothing_at_all() -> None:
    assert rewritten("") == "\ufeff"


@pytest.mark.parametrize("public", [False, True])
def test_the_site_sends_such_csv(site: Site, public: bool) -> None:
    for path in ("/archive/articles.csv?_stream=on", "/archive/articles.csv", "/archive/disappeared_articles.csv"):
        answer = site.get(path, public=public)
        assert answer.status == 200
        assert answer.headers["content-type"] == "text/csv; charset=utf-8"
        assert answer.text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(site.get("/archive/articles.csv?_stream=on").text.removeprefix("\ufeff"))))
    assert len(rows) == 1 + len(site.articles)
    assert site.get("/archive/nothing.csv", public=public).status == 404
