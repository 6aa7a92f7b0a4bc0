"""Pages of articles of a kind or section have the same rows, whichever way they are found."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from archive.database import transaction, writing
from archive.serve import open_datasette
from archive.site import bounded, scarce

PORTALS = ("gio", "nui", "song")
OLD, RARE, UNDATED, COMMON = "Đã thôi", "Hiếm", "Không ngày", "Tin tức"


def _section(number: int) -> str | None:
    if number % 97 == 0:
        return RARE
    if number % 41 == 0:
        return UNDATED
    return OLD if number < 60 else (None if number % 31 == 0 else COMMON)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """240 articles of ten years, many of one day, one section of the first years only, some without a day."""
    folder = tmp_path_factory.mktemp("scarce") / "archive"
    with writing(folder) as db, transaction(db.conn):
        for portal in PORTALS:
            db.execute("INSERT INTO portals (id, name, url) VALUES (?, ?, ?)", (portal, portal, f"https://{portal}/"))
        for number in range(240):
            section = _section(number)
            day = None if section == UNDATED else f"{2010 + number // 24}-0{1 + number % 3}-11T08:00:00"
            year, kind = day and int(day[:4]), "document" if number % 53 == 0 else "article"
            db.execute(
                "INSERT INTO articles (id, portal, kind, section, published, published_year, first_seen, last_seen, "
                "url, title, text) VALUES (?, ?, ?, ?, ?, ?, 'x', 'x', ?, ?, 'x')",
                (number * 7919 % 1009, PORTALS[number % 3], kind, section, day, year, f"https://{number}/",
                 f"Bài {number % 17}"),
            )  # fmt: skip
    return folder


NARROWED: list[dict[str, str]] = [
    {"section": RARE},
    {"section": OLD},
    {"section": UNDATED},
    {"section": COMMON},
    {"section": "không có"},
    {"kind": "document"},
    {"kind": "document", "section": RARE},
    {"kind": "document", "section": COMMON, "portal": "gio"},
    {"kind": "document", "portal": "nui"},
    {"section": OLD, "published_year": "2010"},
    {"section": COMMON, "published_year": "2019", "kind": "article"},
    {"section": RARE, "published_year": "zweitausend"},
]
ORDERS: list[dict[str, str]] = [{}, {"_sort": "title"}, {"_sort": "published"}]
COSTS = [0.0, 1e12]  # of what is fetched from where it is counted: always less than the other way, always more


def _rows(directory: Path, table: str, asked: dict[str, str]) -> list[Any]:
    """Read all pages, following the address of the next one."""

    site = open_datasette(directory)

    async def read() -> list[Any]:
        address = f"/archive/{table}.json?{urlencode({'_shape': 'objects', '_size': '40', '_nofacet': '1'} | asked)}"
        rows: list[Any] = []
        while address:
            said = (await site.client.get(address.removeprefix("http://localhost"))).json()
            rows += [(row["id"], row["published"], row["title"], row["section"]) for row in said["rows"]]
            address = said["next_url"]
        return rows

    return asyncio.run(read())


@pytest.mark.parametrize("asked", NARROWED, ids=str)
def test_all_pages_have_the_rows_that_sqlite_finds(
    archive: Path, asked: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for order in ORDERS:
        with monkeypatch.context() as patched:
            patched.setattr(bounded, "page_asked", lambda _: None)
            expected = _rows(archive, "articles", asked | order)
        for costs in COSTS:
            with monkeypatch.context() as patched:
                patched.setattr(scarce, "_costs_when_found", lambda *_, costs=costs: costs)
                assert _rows(archive, "articles", asked | order) == expected, (order, costs)


@pytest.mark.parametrize("asked", [one for one in NARROWED if "published_year" not in one], ids=str)
def test_the_list_has_them_too(archive: Path, asked: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A view has no key: rows of one day may come in any order, but each comes once."""
    expected = sorted(_rows(archive, "articles", asked), key=str)
    for costs in COSTS:
        with monkeypatch.context() as patched:
            patched.setattr(scarce, "_costs_when_found", lambda *_, costs=costs: costs)
            found = _rows(archive, "article_list", asked)
        assert sorted(found, key=str) == expected, costs
        days = [day or "" for _, day, *_ in found]
        assert days == sorted(days, reverse=True)


def _asked(archive: Path, sql: str, values: dict[str, Any]) -> str:
    connection = sqlite3.connect(archive / "archive.db")
    page = scarce.page_asked(sql)
    return sql if page is None else scarce.as_counted(sql, page, values, connection)


def test_a_page_of_nothing_looks_at_nothing(archive: Path) -> None:
    sql = 'select id, text from articles where "kind" = :p0 and "section" = :p1 order by published desc limit 51'
    assert "where 0 and" in _asked(archive, sql, {"p0": "document", "p1": "không có"})


def test_no_newer_article_is_passed_over(archive: Path) -> None:
    sql = 'select id from articles where "section" = :p0 order by published desc limit 51'
    asked = _asked(archive, sql, {"p0": OLD})
    assert "published <= '2012~' and published >= '2010'" in asked
    plan = sqlite3.connect(archive / "archive.db").execute(f"EXPLAIN QUERY PLAN {asked}", {"p0": OLD}).fetchall()
    assert [row[3] for row in plan] == [
        "SEARCH articles USING COVERING INDEX articles_published (published>? AND published<?)"
    ]


def test_few_are_fetched_from_where_they_are_counted(archive: Path) -> None:
    connection = sqlite3.connect(archive / "archive.db")
    for days in (scarce._OF_THE_YEAR, scarce._WITHOUT_DAY):
        sql = scarce._WHERE_COUNTED.format(where='"section" = :p0', days=days)
        steps = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", {"p0": RARE})]
        assert any("articles_section (portal=? AND section=? AND published" in step for step in steps), steps


@pytest.mark.parametrize(
    "sql",
    [
        "select id from articles order by published desc limit 51",
        "select id from articles where portal = :p0 order by published desc limit 51",
        "select id from articles where section = :p0 or kind = :p1 order by published desc limit 51",
        "select id from articles where section = :p0 and title = :p1 order by published desc limit 51",
        "select id from articles where section = :p0 and (1) or (1) order by published desc limit 51",
        "select id from articles where section is null order by published desc limit 51",
        "select count(*) from articles where section = :p0",
    ],
)
def test_anything_else_is_asked_as_it_is(archive: Path, sql: str) -> None:
    assert scarce.page_asked(sql) is None
