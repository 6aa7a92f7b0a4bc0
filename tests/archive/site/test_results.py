from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

import pytest
from sqlite_utils import Database

from archive.migrations import migrations
from archive.search import index_article, register_functions
from archive.site.results import PAGE_LENGTH, Request, Results, Run, read_results
from tests.archive.site.samples import Site

TEXTS = {
    1: ("Thị xã họp", "Cán bộ của Thị xã và Đảng ủy phường.", 2021),
    2: ("Họp mặt", "Sáng nay Đảng bộ Thị uỷ tổ chức gặp mặt.", 2023),
    3: ("Con đường mới", "Đường liên xã thông xe.", 2023),
    4: ("Theo dương lịch", "Ngày đầu năm.", None),
}


@pytest.fixture(scope="module")
def connection() -> Iterator[sqlite3.Connection]:
    db = Database(memory=True)
    migrations.apply(db)
    db.conn.row_factory = sqlite3.Row
    for portal in ("p", "q"):
        db.execute("INSERT INTO portals (id, name, url) VALUES (?, ?, 'https://p.example/')", (portal, portal.upper()))
    for article, (title, text, year) in TEXTS.items():
        add(db.conn, article, title, text, year, "q" if article == 3 else "p")
    db.conn.execute("INSERT INTO captions VALUES (3, 0, NULL, 'Ông Đức cắt băng')")
    register_functions(db.conn)
    yield db.conn
    db.conn.close()


def add(connection: sqlite3.Connection, article: int, title: str, text: str, year: int | None, portal: str) -> None:
    connection.execute(
        "INSERT INTO articles (id, portal, kind, url, title, text, published, published_year, first_seen, last_seen) "
        "VALUES (?, ?, 'article', ?, ?, ?, ?, ?, '2026-01-01', '2026-01-01')",
        (article, portal, f"https://p.example/{article}", title, text, year and f"{year}-01-{article:02}", year),
    )
    index_article(connection, article)


def search(connection: sqlite3.Connection, words: str, **more: object) -> Results:
    return read_results(connection, Request(words, **more), 10_000)  # type: ignore[arg-type]


def ids(results: Results) -> list[int]:
    return [hit.row["id"] for hit in results.hits]


def test_words_that_follow_each_other_come_first(connection: sqlite3.Connection) -> None:
    results = search(connection, "dang bo thi uy")
    assert ids(results) == [2, 1]
    assert results.count == 2
    assert Run("Đảng bộ Thị uỷ", True) in results.hits[0].snippet
    assert results.hits[0].place == "body"


def test_marks_are_respected_where_typed(connection: sqlite3.Connection) -> None:
    assert set(ids(search(connection, "duong"))) == {3, 4}
    assert ids(search(connection, "đường")) == [3]
    assert not search(connection, "đường").without_marks
    mixed = search(connection, "đuong")
    assert set(ids(mixed)) == {3, 4}
    assert mixed.without_marks


def test_narrowed_by_portal_and_year(connection: sqlite3.Connection) -> None:
    assert ids(search(connection, "hop", portal="q")) == []
    assert ids(search(connection, "xa", portal="q")) == [3]
    by_year = search(connection, "xa", year=2021)
    assert ids(by_year) == [1]
    assert [(bar.label, bar.count) for bar in by_year.years] == [("2021", 1), ("2022", 0), ("2023", 1)]


def test_newest_first(connection: sqlite3.Connection) -> None:
    assert ids(search(connection, "xa", newest_first=True)) == [3, 1]


def test_a_hit_in_the_title_only_shows_the_beginning(connection: sqlite3.Connection) -> None:
    hit = search(connection, "dương lịch").hits[0]
    assert hit.title == [Run("Theo ", False), Run("dương lịch", True)]
    assert hit.snippet == [Run("Ngày đầu năm.", False)]


def test_no_words_find_nothing_and_count_nothing(connection: sqlite3.Connection) -> None:
    assert (search(connection, "").hits, search(connection, "").count) == ([], 0)


def test_every_hit_stands_on_one_page() -> None:
    db = Database(memory=True)
    migrations.apply(db)
    db.conn.row_factory = sqlite3.Row
    db.execute("INSERT INTO portals (id, name, url) VALUES ('p', 'P', 'https://p.example/')")
    count = 2 * PAGE_LENGTH + 5
    for article in range(1, count + 1):
        words = "Đảng bộ họp" if article % 3 == 0 else "bộ đội của Đảng"
        add(db.conn, article, f"Bài {article}", words, 2020, "p")
    seen: list[int] = []
    for page in range(1, 6):
        results = search(db.conn, "dang bo", page=page)
        assert results.count == count
        assert results.more == (page < 3)
        seen += ids(results)
    assert sorted(seen) == list(range(1, count + 1))
    assert all(article % 3 == 0 for article in seen[: count // 3])


def test_what_takes_too_long_is_told(connection: sqlite3.Connection) -> None:
    results = read_results(connection, Request("duong"), 0)
    assert results.interrupted


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"q": " họp "}, Request("họp")),
        ({"q": "a", "page": "-3", "year": "x"}, Request("a")),
        ({"q": "a", "page": "99999999999999999999", "year": "2021; drop"}, Request("a")),
        ({"q": "a", "page": "2", "year": "2021", "portal": "p", "sort": "newest"}, Request("a", "p", 2021, True, 2)),
        ({"year": "२०२१"}, Request("")),
    ],
)
def test_parameters_of_an_address(query: dict[str, str], expected: Request) -> None:
    assert Request.from_query(query) == expected


def test_the_page_shows_them(site: Site) -> None:
    text = site.get("/search?q=dang+bo+thi+uy").text
    assert "<mark>Đảng bộ Thị uỷ</mark>" in text
    assert "<b>1</b> kết quả" in text
    assert 'value="dang bo thi uy"' in text
    links = re.findall(r'href="(/archive/articles/\d+)"', text)
    assert links == [f"/archive/articles/{site.articles['hop.html']}"]
    assert 'value="&lt;b&gt;&#34;"' in site.get("/search?q=%3Cb%3E%22").text
