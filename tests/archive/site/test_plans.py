"""What the pages ask the database never walks through a whole table, least of all one with texts in it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from typing import Any

import pytest

from archive.search import register_functions
from archive.site.article import read_article
from archive.site.capture import read_capture_page
from archive.site.home import read_home
from archive.site.people import read_people
from archive.site.person import read_person
from archive.site.portal import read_portal
from archive.site.results import Request, read_results
from archive.site.revisions import read_citation, read_comparison
from tests.archive.site.samples import Site

# Tables of a row a portal or a crawl, of which reading all is nothing; ``p`` is ``people`` too, short rows that a
# search for a part of a name has to read.
_SMALL = {"portals", "p", "o", "crawls", "c"}
_SCAN = re.compile(r"SCAN (\w+)")  # all of the step; a scan along an index says USING

PAGES: dict[str, Callable[[sqlite3.Connection, Site], Any]] = {
    "home": lambda connection, site: read_home(connection),
    "article": lambda connection, site: read_article(connection, site.articles["hop.html"]),
    "capture": lambda connection, site: read_capture_page(connection, 1),
    "two revisions": lambda connection, site: read_comparison(connection, site.articles["hop.html"], 1, 2),
    "citation": lambda connection, site: read_citation(connection, site.articles["hop.html"], 1),
    "person": lambda connection, site: read_person(connection, site.people["Lê Thị Mây"]),
    "people": lambda connection, site: read_people(connection, Request("lê")),
    "portal": lambda connection, site: read_portal(connection, "gio"),
    "search": lambda connection, site: read_results(connection, Request("dang bo"), 10_000),
    "search narrowed": lambda connection, site: read_results(connection, Request("họp", "gio", 2021, True), 10_000),
}


def scans(plan: list[Any]) -> list[str]:
    """The steps of a plan that read a whole stored table by itself, not along an index."""
    derived = {row[3].split()[-1] for row in plan if row[3].startswith(("CO-ROUTINE", "MATERIALIZE"))}
    found = [(match[1], row[3]) for row in plan if (match := _SCAN.fullmatch(row[3]))]
    return [step for table, step in found if table not in derived | _SMALL]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_reads_along_indexes(page: str, site: Site) -> None:
    connection = sqlite3.connect(site.directory / "archive.db")
    connection.row_factory = sqlite3.Row
    register_functions(connection)
    asked: list[str] = []
    connection.set_trace_callback(asked.append)
    assert PAGES[page](connection, site)
    connection.set_trace_callback(None)
    wrong = {
        sql: found
        for sql in asked
        if sql.startswith("SELECT") and (found := scans(connection.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()))
    }
    assert asked
    assert wrong == {}


def test_a_scan_would_be_seen(site: Site) -> None:
    connection = sqlite3.connect(site.directory / "archive.db")
    plan = connection.execute("EXPLAIN QUERY PLAN SELECT id FROM articles WHERE text LIKE '%x%'").fetchall()
    assert scans(plan) == ["SCAN articles"]
