from __future__ import annotations

import sqlite3
from typing import Any

import pytest

from archive.database import transaction, writing
from archive.load import load_article
from archive.site.person import around, read_person
from tests.archive.site.samples import HOME, official, record, title


@pytest.mark.parametrize(
    ("sentence", "name", "expected"),
    [
        ("Bà LÊ THỊ MÂY chủ trì.", "Lê Thị Mây", ("Bà ", "LÊ THỊ MÂY", " chủ trì.")),
        ("Ông Nguyễn Văn Hoà dự.", "Nguyễn Văn Hòa", ("Ông ", "Nguyễn Văn Hoà", " dự.")),
        ("Không có ai.", "Lê Thị Mây", ("Không có ai.", "", "")),
        ("", "", ("", "", "")),
    ],
)
def test_the_name_in_its_sentence(sentence: str, name: str, expected: tuple[str, str, str]) -> None:
    assert around(sentence, name) == expected


@pytest.fixture
def career(archive_directory: Any) -> dict[str, Any]:
    """A person named in three years, first with one title, then with another; and a namesake with other marks."""
    history = [
        ("2021-01-01", "Bà", "Phó Chủ tịch UBND"),
        ("2022-01-01", "bà", "Phó Chủ tịch UBND"),
        ("2023-01-01", "Đồng chí", "Chủ tịch UBND"),
    ]
    with writing(archive_directory) as db:
        with transaction(db.conn):
            db.execute("INSERT INTO portals (id, name, url) VALUES ('gio', 'Cổng Gió', ?)", (HOME,))
            for number, (day, honorific, held) in enumerate(history):
                person = official(
                    "Lê Thị Mây", (0, 10, "text"), honorific=honorific, titles=[title(held)], roles=["spoke"]
                )
                item = record(f"{number}.html", text="Lê Thị Mây nói.", published=day, officials=[person])
                load_article(db.conn, item, seen_at="2026-01-01T00:00:00+00:00", capture=None)
            other = record("x.html", text="Lê Thị Mấy", published="2020-01-01", officials=[official("Lê Thị Mấy")])
            load_article(db.conn, other, seen_at="2026-01-01T00:00:00+00:00", capture=None)
        db.conn.row_factory = sqlite3.Row
        key = db.execute("SELECT id FROM people WHERE name = 'Lê Thị Mây'").fetchone()[0]
        assert read_person(db.conn, key + 1) is None
        found = read_person(db.conn, key)
    assert found is not None
    return found


def test_titles_over_time(career: dict[str, Any]) -> None:
    tenures = [(t.title, t.first, t.last, t.articles, t.months) for t in career["tenures"]]
    assert tenures == [
        ("Phó Chủ tịch UBND", "2021-01-01", "2022-01-01", 2, ["2021-01", "2022-01"]),
        ("Chủ tịch UBND", "2023-01-01", "2023-01-01", 1, ["2023-01"]),
    ]
    assert (career["articles"], career["first_day"], career["last_day"]) == (3, "2021-01-01", "2023-01-01")


def test_ways_of_writing_and_years(career: dict[str, Any]) -> None:
    assert career["names"] == [("Bà Lê Thị Mây", 2), ("Đồng chí Lê Thị Mây", 1)]
    assert career["years"] == [("2021", 1), ("2022", 1), ("2023", 1)]
    assert [(row["role"], row["mentions"]) for row in career["roles"]] == [("spoke", 3)]


def test_mentions_newest_first_with_their_evidence(career: dict[str, Any]) -> None:
    assert [seen.row["published"][:4] for seen in career["mentions"]] == ["2023", "2022", "2021"]
    assert career["mentions"][0].sentence == ("", "Lê Thị Mây", " nói.")
    assert career["mentions"][0].fields == ["text"]


def test_namesakes_are_shown_not_merged(career: dict[str, Any]) -> None:
    assert [row["name"] for row in career["namesakes"]] == ["Lê Thị Mấy"]
