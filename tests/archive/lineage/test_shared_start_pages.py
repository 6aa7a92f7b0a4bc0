"""Start pages that are one another's: told where they became so, at however many visits within a few days."""

from __future__ import annotations

import random
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from archive.lineage import shared_bodies
from archive.lineage.shared_bodies import note_shared_pages
from archive.lineage.shingles import packed, shingles, sketch_of
from tests.archive.lineage.rows import add_article, add_portal


def look(connection: sqlite3.Connection, portal: str, at: str, page: str) -> None:
    """Visit a portal that shows a page of a hundred words at its start; pages of other names have other words.

    ``page`` may say behind a ``+`` how many words it has of its own besides.
    """
    crawl = connection.execute("INSERT INTO crawls (portal, started) VALUES (?, ?)", (portal, at)).lastrowid
    name, _, other = page.partition("+")
    words = [f"{name}{number}" for number in range(100)] + [f"{page}{number}" for number in range(int(other or 0))]
    sketch = sketch_of(shingles(tuple(words)))
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


def all_with_articles(connection: sqlite3.Connection, _folder: Path, portal: str, _now: object) -> list[str]:
    rows = connection.execute("SELECT DISTINCT portal FROM articles ORDER BY portal").fetchall()
    portals = [name for (name,) in rows]
    return [other for other in portals if other != portal] if portal in portals else []


def told_of(connection: sqlite3.Connection, seed: int) -> list[tuple[object, ...]]:
    """Visit five portals, one without articles, at random hours, with pages that are the same, alike or others."""
    draw = random.Random(seed)
    for number, portal in enumerate("abcde", start=1):
        add_portal(connection, portal)
        if portal != "e":
            add_article(connection, number, portal, "")
    at = datetime(2025, 7, 1, tzinfo=UTC)
    for _ in range(40):
        at += timedelta(hours=draw.choice((1, 5, 20, 90)))
        page = draw.choice(("mot", "mot", "mot+1", "mot+3", "mot+30", "hai", "hai+1", "ba"))
        look(connection, draw.choice("abcde"), at.isoformat(), page)
        if draw.random() < 0.3:
            connection.execute("UPDATE crawls SET finished = ?", (at.isoformat(),))
    return connection.execute("SELECT portal, other, since, until, note FROM shared_bodies ORDER BY 1, 2, 3").fetchall()


@pytest.mark.parametrize("seed", range(12))
def test_no_portal_is_passed_over_that_comparing_with_each_would_tell_of(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    found = []
    for _ in range(2):
        connection.execute("BEGIN")
        found.append(told_of(connection, seed))
        connection.execute("ROLLBACK")
        monkeypatch.setattr(shared_bodies, "_others", all_with_articles)
    assert found[0] == found[1]
    assert seed or found[0], "there is something to tell"
