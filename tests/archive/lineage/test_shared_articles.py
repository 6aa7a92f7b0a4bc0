"""Articles whose pages become those of another portal, byte for byte; what each visit fetched is written as rows."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from archive.lineage.shared_bodies import note_shared_pages
from tests.archive.lineage.rows import add_article, add_portal

DAYS = [f"2025-07-0{day}T01:00:00+00:00" for day in range(1, 8)]


class Visits:
    """Two portals, ``a`` and ``b``, whose articles are fetched visit by visit."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        for portal, first in (("a", 1), ("b", 11)):
            add_portal(connection, portal)
            for number in range(first, first + 4):
                add_article(connection, number, portal, "")

    def visit(self, portal: str, at: str, pages: str) -> None:
        """Visit a portal that answers with these pages (a letter each) at its start page and for its articles."""
        crawl = self.connection.execute("INSERT INTO crawls (portal, started) VALUES (?, ?)", (portal, at)).lastrowid
        first = 1 if portal == "a" else 11
        home = f"https://{portal}.example.vn/"
        addresses = [(home, None), *((f"{home}bai-{first + n}", first + n) for n in range(len(pages)))]
        for (url, article), page in zip(addresses, f"{portal}{pages}", strict=True):
            row = {"url": url, "portal": portal, "crawl": crawl, "fetched_at": at, "status": 200, "outcome": "stored",
                   "size": 9, "digest": page, "article": article,
                   "start_page": None if article else "answered"}  # fmt: skip
            marks = ", ".join(f":{name}" for name in row)
            self.connection.execute(f"INSERT INTO captures ({', '.join(row)}) VALUES ({marks})", row)
        note_shared_pages(self.connection, Path("nowhere"), portal, int(crawl or 0))

    def found(self) -> list[tuple[Any, ...]]:
        """What is known of shared pages, in the order of time."""
        return self.connection.execute(
            "SELECT portal, other, since, until FROM shared_bodies ORDER BY since"
        ).fetchall()


@pytest.fixture
def visits(connection: sqlite3.Connection) -> Visits:
    return Visits(connection)


def test_what_is_told_of_pages_that_became_another_portals_is_of_one_of_them(visits: Visits) -> None:
    visits.visit("a", DAYS[0], "pqrs")
    visits.visit("b", DAYS[0], "zyxw")
    visits.visit("b", DAYS[1], "rqpw")  # the page of the last address is that of the first there
    assert visits.found() == [("b", "a", DAYS[1], None)]
    [(url, other_url, digest, note)] = visits.connection.execute(
        "SELECT url, other_url, digest, note FROM shared_bodies"
    )
    assert (url, other_url, digest) == ("https://b.example.vn/bai-11", "https://a.example.vn/bai-3", "r")
    assert note == "the pages of 3 articles of b have become pages of a, byte for byte"


def test_it_lasts_until_the_pages_are_the_portals_own_again_whatever_the_start_pages_say(visits: Visits) -> None:
    for day, pages in zip(DAYS, ("zyxw", "pqrw", "pqrw", "pqrw", "zyxw", "zyxw"), strict=False):
        visits.visit("a", day, "pqrs")
        visits.visit("b", day, pages)
        known = visits.found()
        lasts = DAYS[0] < day < DAYS[4]
        assert [until is None for *_, until in known] == ([] if day == DAYS[0] else [lasts]), day
    assert visits.found() == [("b", "a", DAYS[1], DAYS[4])]


def test_it_may_begin_again(visits: Visits) -> None:
    for day, pages in zip(DAYS, ("zyxw", "pqrw", "zyxw", "pqrw"), strict=False):
        visits.visit("a", day, "pqrs")
        visits.visit("b", day, pages)
    assert visits.found() == [("b", "a", DAYS[1], DAYS[2]), ("b", "a", DAYS[3], None)]


def test_portals_whose_pages_have_always_been_one_anothers_do_not_begin_to_be(visits: Visits) -> None:
    """One server under two names: an article that is edited is edited under both."""
    for day, pages in zip(DAYS, ("pqrs", "tuvs"), strict=False):
        visits.visit("a", day, pages)
        visits.visit("b", day, pages)
    assert visits.found() == []


def test_a_single_article_that_both_publish_is_no_such_case(visits: Visits) -> None:
    visits.visit("a", DAYS[0], "pqrs")
    visits.visit("b", DAYS[0], "zyxw")
    visits.visit("b", DAYS[1], "pqxw")
    assert visits.found() == []
