"""What is asked for does not rest on which process found it: a crawl goes on after a kill as it would have gone on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from archive.database import writing
from archive.frontier import Frontier
from scraper.clock import standing, timestamp
from scraper.store import FoundLink

PORTAL = "gio"
NOW = datetime(2026, 11, 26, 1, tzinfo=UTC)
LINK = FoundLink("gio.example.vn/van-hoa?page=1", "https://gio.example.vn/van-hoa/?page=1", 1, 1)


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with writing(tmp_path / "archive") as db:
        db.conn.execute("INSERT INTO portals (id, name, url) VALUES (?, 'Gió', 'https://gio.example.vn/')", (PORTAL,))
        for crawl in (1, 2):
            db.conn.execute(
                "INSERT INTO crawls (id, portal, started) VALUES (?, ?, ?)", (crawl, PORTAL, timestamp(NOW))
            )
        yield db.conn


def row(connection: sqlite3.Connection) -> tuple[str, int]:
    return tuple(connection.execute("SELECT state, priority FROM frontier WHERE key = ?", (LINK.key,)).fetchone())


def found(frontier: Frontier, crawl: int, moment: datetime = NOW, cut: str | None = None) -> None:
    link = FoundLink(LINK.key, LINK.url, LINK.priority, LINK.depth, cut)
    with standing(moment):
        frontier.queue([link], crawl, timestamp(moment))


@pytest.fixture
def doubted(connection: sqlite3.Connection) -> Frontier:
    """The frontier of a process that put an address last and then left it out."""
    frontier = Frontier(connection, PORTAL)
    found(frontier, 1)
    target = frontier.next_target()
    assert target is not None
    with standing(NOW):
        frontier.put_last(target, 9)
        assert row(connection) == ("queued", 11)
        frontier.leave_out(target, 1, "one of a known article")
    return frontier


def test_what_was_left_out_stays_so_in_this_crawl_whichever_process_finds_it(
    connection: sqlite3.Connection, doubted: Frontier
) -> None:
    found(doubted, 1)
    assert row(connection) == ("done", 11)
    found(Frontier(connection, PORTAL), 1)
    assert row(connection) == ("done", 11)


@pytest.mark.parametrize(("days", "after"), [(1, ("done", 11)), (8, ("queued", 1))])
@pytest.mark.usefixtures("doubted")
def test_a_later_crawl_hears_after_some_days_whoever_links_to_it(
    connection: sqlite3.Connection, days: int, after: tuple[str, int]
) -> None:
    found(Frontier(connection, PORTAL), 2, NOW + timedelta(days=days))
    assert row(connection) == after


def test_what_discovery_cut_where_it_stood_is_asked_for_where_it_stands_elsewhere(
    connection: sqlite3.Connection,
) -> None:
    for frontier in (Frontier(connection, PORTAL), Frontier(connection, PORTAL)):
        found(frontier, 1, cut="a trap")
        assert row(connection) == ("done", 1)
    found(Frontier(connection, PORTAL), 1)
    assert row(connection) == ("queued", 1)


SITEMAP = "gio.example.vn/sitemap.xml"


def read_sitemap(connection: sqlite3.Connection, **also: str) -> None:
    """Make a sitemap known that was read, and all of whose addresses are; ``also`` is what its row has besides."""
    connection.execute(
        "INSERT INTO captures (id, url, portal, crawl, fetched_at, digest, outcome) VALUES (7, ?, ?, 1, ?, 'abc', ?)",
        (f"https://{SITEMAP}", PORTAL, timestamp(NOW), "stored"),
    )
    known = {"portal": PORTAL, "key": SITEMAP, "url": f"https://{SITEMAP}", "state": "queued", "outcome": "stored",
             "crawl": 1, "kind": "sitemap", "priority": 1, "depth": 1, "found_at": timestamp(NOW),
             "capture": 7, **also}  # fmt: skip
    marks = ", ".join("?" * len(known))
    connection.execute(f"INSERT INTO frontier ({', '.join(known)}) VALUES ({marks})", [*known.values()])


def digest_of_sitemap(connection: sqlite3.Connection, moment: datetime = NOW) -> str | None:
    with standing(moment):
        target = Frontier(connection, PORTAL).take(SITEMAP)
    assert target is not None
    return target.digest


@pytest.mark.parametrize(
    ("also", "digest"), [({}, "abc"), ({"reason": "it was read in part"}, None), ({"kind": "feed"}, None)]
)
def test_a_sitemap_that_was_read_whole_is_known_by_its_digest(
    connection: sqlite3.Connection, also: dict[str, str], digest: str | None
) -> None:
    read_sitemap(connection, **also)
    assert digest_of_sitemap(connection) == digest


@pytest.mark.parametrize(("days", "digest"), [(1, "abc"), (8, None)])
@pytest.mark.usefixtures("doubted")
def test_a_sitemap_is_read_anew_when_what_it_names_and_was_left_out_is_due_to_be_heard_of(
    connection: sqlite3.Connection, days: int, digest: str | None
) -> None:
    read_sitemap(connection)
    connection.execute("UPDATE frontier SET sitemap = ? WHERE key = ?", (SITEMAP, LINK.key))
    assert digest_of_sitemap(connection, NOW + timedelta(days=days)) == digest
