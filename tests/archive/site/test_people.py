from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.database import transaction, writing
from archive.load import load_article
from archive.search import register_functions
from archive.site.people import PAGE_LENGTH, PeopleRequest, read_people
from tests.archive.site.samples import HOME, Site, official, record, title

NAMES = ("Trần Văn Hưng", "Trần Văn Hùng", "Nguyễn Văn Hòa", "Đặng Thị Mây")


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    directory: Path = tmp_path_factory.mktemp("people")
    with writing(directory) as db:
        register_functions(db.conn)
        with transaction(db.conn):
            db.execute("INSERT INTO portals (id, name, url) VALUES ('gio', 'Cổng Gió', ?)", (HOME,))
            db.execute("INSERT INTO people (id, name, name_folded, portal) VALUES (1, 'Không Ai', 'khong ai', 'gio')")
            for number, name in enumerate(NAMES):
                for year in range(2020, 2021 + number):
                    held = [title("Thượng tá", "rank"), title(f"Trưởng phòng {year}")]
                    item = record(
                        f"{number}-{year}.html", published=f"{year}-01-01", officials=[official(name, titles=held)]
                    )
                    load_article(db.conn, item, seen_at="2026-01-01T00:00:00+00:00", capture=None)
        db.conn.row_factory = sqlite3.Row
        yield db.conn


def names(connection: sqlite3.Connection, words: str) -> list[str]:
    return [person.row["name"] for person in read_people(connection, PeopleRequest(words)).listed]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", ["Đặng Thị Mây", "Nguyễn Văn Hòa", "Trần Văn Hùng", "Trần Văn Hưng"]),  # most often named first
        ("hung", ["Trần Văn Hùng", "Trần Văn Hưng"]),
        ("Hưng", ["Trần Văn Hưng"]),
        ("hoà", ["Nguyễn Văn Hòa"]),
        ("van tran", ["Trần Văn Hùng", "Trần Văn Hưng"]),
        ("ĐẶNG", ["Đặng Thị Mây"]),
        ("dang", ["Đặng Thị Mây"]),
        ("%", []),
        ("' OR 1=1", []),
        ("khong ai", []),  # somebody whom no article names any more
    ],
)
def test_names_with_marks_optional(connection: sqlite3.Connection, words: str, expected: list[str]) -> None:
    assert names(connection, words) == expected


def test_the_title_named_last_stands_beside(connection: sqlite3.Connection) -> None:
    found = read_people(connection, PeopleRequest("Mây"))
    assert found.count == 1
    assert found.listed[0].row["articles"] == 4
    assert found.listed[0].row["post"] == "Trưởng phòng 2023"


def test_pages(connection: sqlite3.Connection) -> None:
    assert not read_people(connection, PeopleRequest("")).more
    assert read_people(connection, PeopleRequest(page=2)).listed == []
    assert len(NAMES) < PAGE_LENGTH


def test_the_page_shows_them(site: Site) -> None:
    text = site.get("/people?q=may").text
    assert f'<a lang="vi" href="/archive/people/{site.people["Lê Thị Mây"]}">Lê Thị Mây</a>' in text
    assert "Trần Văn Nắng" not in text
    assert "Không có ai như thế" in site.get("/people?q=nobody").text
