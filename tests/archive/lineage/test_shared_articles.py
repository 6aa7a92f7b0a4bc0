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

    def visit(self, portal: str, at: str, pages: str, *, not_modified: str = "", gone: str = "") -> None:
        """Visit a portal that answers with these pages (a letter each) at its start page and for its articles.

        Args:
            portal: ``a`` or ``b``.
            at: when, UTC.
            pages: the page of each article.
            not_modified: which of them are answered with 304.
            gone: which of them say, with status 200, that there is no such page.
        """
        crawl = self.connection.execute("INSERT INTO crawls (portal, started) VALUES (?, ?)", (portal, at)).lastrowid
        first = 1 if portal == "a" else 11
        home = f"https://{portal}.example.vn/"
        addresses = [(home, None), *((f"{home}bai-{first + n}", first + n) for n in range(len(pages)))]
        for (url, article), page in zip(addresses, f"{portal}{pages}", strict=True):
            status, outcome, size = (304, "unchanged", None) if page in not_modified else (200, "stored", 9)
            row = {"url": url, "portal": portal, "crawl": crawl, "fetched_at": at, "status": status, "size": size,
                   "outcome": "gone" if page in gone else outcome, "digest": page, "article": article,
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


def test_an_edit_that_only_one_of_the_two_has_been_asked_for_ends_nothing(visits: Visits) -> None:
    """The portal that shows the other's pages is visited first, and all but the edited page are 304s."""
    visits.visit("a", DAYS[0], "pqrs")
    visits.visit("b", DAYS[0], "zyxw")
    visits.visit("b", DAYS[1], "pqrs")
    visits.visit("b", DAYS[2], "pqrt", not_modified="pqr")
    visits.visit("a", DAYS[2], "pqrt", not_modified="pqr")
    assert visits.found() == [("b", "a", DAYS[1], None)]


def test_an_edit_while_the_other_portal_is_not_visited_ends_nothing(visits: Visits) -> None:
    visits.visit("a", DAYS[0], "pqrs")
    visits.visit("b", DAYS[0], "zyxw")
    visits.visit("b", DAYS[1], "pqrs")
    visits.visit("b", DAYS[6], "pqrt")
    assert visits.found() == [("b", "a", DAYS[1], None)]
    visits.visit("a", DAYS[6], "pqrs")
    visits.visit("b", DAYS[6].replace("T01", "T02"), "zyxw")
    assert visits.found() == [("b", "a", DAYS[1], DAYS[6].replace("T01", "T02"))]


def test_one_page_for_what_does_not_exist_on_portals_of_one_maker_is_no_such_case(visits: Visits) -> None:
    visits.visit("a", DAYS[0], "pqrs")
    visits.visit("b", DAYS[0], "zyxw")
    visits.visit("a", DAYS[1], "pqrn", gone="n")
    visits.visit("b", DAYS[1], "nnnw", gone="n")
    assert visits.found() == []
