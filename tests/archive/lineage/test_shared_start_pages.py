"""Start pages that are one another's: told where they became so, at however many visits within a few days."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from archive.lineage.shared_bodies import note_shared_pages
from archive.lineage.shingles import packed, shingles, sketch_of
from tests.archive.lineage.rows import add_article, add_portal


def look(connection: sqlite3.Connection, portal: str, at: str, page: str) -> None:
    """Visit a portal that shows a page of a hundred words at its start; pages of other names have other words."""
    crawl = connection.execute("INSERT INTO crawls (portal, started) VALUES (?, ?)", (portal, at)).lastrowid
    sketch = sketch_of(shingles(tuple(f"{page}{number}" for number in range(100))))
    connection.execute(
        "INSERT OR IGNORE INTO start_page_sketches (digest, sketch) VALUES (?, ?)", (page, packed(sketch))
    )
    connection.execute(
        "INSERT INTO captures (url, portal, crawl, fetched_at, status, outcome, digest, start_page) "
        "VALUES (?, ?, ?, ?, 200, 'stored', ?, 'answered')",
        (f"https://{portal}.example.vn/", portal, crawl, at, page),
    )
    note_shared_pages(connection, Path("nowhere"), portal, int(crawl or 0))


def two_portals(connection: sqlite3.Connection, pages: list[tuple[str, str]]) -> list[tuple[str, str, str]]:
    """Visit two portals every day, one an hour after the other; returns what is told."""
    for number, portal in enumerate("ab", start=1):
        add_portal(connection, portal)
        add_article(connection, number, portal, "")
    for day, shown in enumerate(pages, start=1):
        for hour, (portal, page) in enumerate(zip("ab", shown, strict=True), start=1):
            look(connection, portal, f"2025-07-0{day}T0{hour}:00:00+00:00", page)
    return connection.execute("SELECT portal, other, since FROM shared_bodies").fetchall()


def test_two_portals_that_show_the_same_news_every_day_have_always_been_one(connection: sqlite3.Connection) -> None:
    assert two_portals(connection, [("mot", "mot"), ("hai", "hai"), ("ba", "ba"), ("bon", "bon")]) == []


def test_a_portal_that_shows_anothers_page_from_one_day_to_the_next_is_told(connection: sqlite3.Connection) -> None:
    assert two_portals(connection, [("mot", "kia"), ("hai", "kiakia"), ("ba", "ba")]) == [
        ("b", "a", "2025-07-03T02:00:00+00:00")
    ]
