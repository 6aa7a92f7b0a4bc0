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
from archive.site.health import read_health
from archive.site.home import newest, read_home
from archive.site.metadata import DATABASE, load_metadata
from archive.site.people import PeopleRequest, read_people
from archive.site.person import read_person
from archive.site.portal import read_portal
from archive.site.revisions import read_citation, read_comparison
from archive.site.search.asked import Asked
from archive.site.search.results import read_results
from archive.site.unit import UnitRequest, read_unit
from archive.site.units import UnitsRequest, read_units
from tests.archive.site.samples import Site

# Tables of a row a portal or a crawl, of which reading all is nothing; ``p`` is ``people`` too, short rows that a
# search for a part of a name has to read, and so is ``u``, the units: as many whatever the archive holds.
_SMALL = {"portals", "p", "o", "crawls", "c", "u"}
# What a step of a recursion reads of itself.
_RECURSIVE = {"line", "l", "posts", "named"}
_SCAN = re.compile(r"SCAN (\w+)")  # all of the step; a scan along an index says USING
QUERIES: dict[str, Any] = load_metadata()["databases"][DATABASE]["queries"]
# Tables that a ready-made query may read as a whole: a row a portal, a step between two, a month of one, a thing that
# happened, short.
_SHORT = {"portals", "portal_successors", "disappearances", "announced_changes", "article_months"}
_NAMED = re.compile(r"\b(?:from|join)\s+(\w+)(?:\s+(?:as\s+)?(\w+))?", re.IGNORECASE)
_KEYWORDS = {"where", "group", "order", "join", "left", "union", "limit", "on"}

PAGES: dict[str, Callable[[sqlite3.Connection, Site], Any]] = {
    "home": lambda connection, site: read_home(connection),
    "article": lambda connection, site: read_article(connection, site.articles["hop.html"]),
    "capture": lambda connection, site: read_capture_page(connection, 1),
    "two revisions": lambda connection, site: read_comparison(connection, site.articles["hop.html"], 1, 2),
    "citation": lambda connection, site: read_citation(connection, site.articles["hop.html"], 1),
    "person": lambda connection, site: read_person(connection, site.people["Lê Thị Mây"]),
    "people": lambda connection, site: read_people(connection, PeopleRequest("lê")),
    "people in a post": lambda connection, site: read_people(
        connection, PeopleRequest(post="bi thu", unit="ky anh", year=2021, portal="gio")
    ),
    "people of a year": lambda connection, site: read_people(connection, PeopleRequest(year=2021)),
    "portal": lambda connection, site: read_portal(connection, "gio"),
    "health": lambda connection, site: read_health(connection),
    "unit": lambda connection, site: read_unit(connection, "449-2023", UnitRequest()),
    "unit in a year": lambda connection, site: read_unit(connection, "449-2023", UnitRequest(2021, alone=True)),
    "units": lambda connection, site: read_units(connection, UnitsRequest()),
    "units by name": lambda connection, site: read_units(connection, UnitsRequest("ky anh", province="42-2023")),
    "search": lambda connection, site: read_results(connection, Asked("dang bo"), 10_000),
    "search of a phrase": lambda connection, site: read_results(connection, Asked('"Đảng bộ Thị ủy"'), 10_000),
    "search that finds nothing": lambda connection, site: read_results(connection, Asked("lê thị zzz"), 10_000),
    "search by name": lambda connection, site: read_results(
        connection, Asked("họp", official="le thi may", role="chaired", section="x"), 10_000
    ),
    "search in a unit": lambda connection, site: read_results(connection, Asked("họp", unit="449-2023"), 10_000),
    "search narrowed": lambda connection, site: read_results(
        connection, Asked("họp", portal="gio", year=2021, newest_first=True), 10_000
    ),
}


def scans(plan: list[Any]) -> list[str]:
    """The steps of a plan that read a whole stored table by itself, not along an index."""
    derived = {row[3].split()[-1] for row in plan if row[3].startswith(("CO-ROUTINE", "MATERIALIZE"))}
    found = [(match[1], row[3]) for row in plan if (match := _SCAN.fullmatch(row[3]))]
    return [step for table, step in found if table not in derived | _SMALL | _RECURSIVE]


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
        if sql.startswith(("SELECT", "WITH"))
        and (found := scans(connection.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()))
    }
    assert asked
    assert wrong == {}


def test_the_newest_articles_of_a_portal_are_not_looked_for_among_all(site: Site) -> None:
    connection = sqlite3.connect(site.directory / "archive.db")
    connection.row_factory = sqlite3.Row
    asked: list[str] = []
    connection.set_trace_callback(asked.append)
    found = newest(connection, "gio")
    connection.set_trace_callback(None)
    assert found and all(row["portal_name"] == "Cổng thị xã Gió" for row in found)
    (sql,) = asked
    steps = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}")]
    assert any(re.match(r"SEARCH a USING INDEX \w+ \(portal=\?", step) for step in steps), steps


def whole_tables(connection: sqlite3.Connection, sql: str, parameters: dict[str, str]) -> set[str]:
    """The stored tables that a query reads as a whole, not along an index, whatever it calls them."""
    plan = connection.execute(f"EXPLAIN QUERY PLAN {sql}", parameters).fetchall()
    stored = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    views = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'view'").fetchall())
    texts = [sql, *(text for name, text in views.items() if re.search(rf"\b{name}\b", sql))]
    called: dict[str, set[str]] = {}
    for table, alias in (pair for text in texts for pair in _NAMED.findall(text)):
        called.setdefault(table if not alias or alias.lower() in _KEYWORDS else alias, set()).add(table)
    scanned = {match[1] for row in plan if (match := _SCAN.fullmatch(row[3]))}
    return {table for name in scanned for table in called.get(name, {name}) if table in stored}


@pytest.mark.parametrize("typed", ["", "thi uy"])
@pytest.mark.parametrize("name", QUERIES)
def test_a_ready_made_query_reads_no_large_table_as_a_whole(name: str, typed: str, site: Site) -> None:
    connection = sqlite3.connect(site.directory / "archive.db")
    register_functions(connection)
    sql = QUERIES[name]["sql"]
    parameters = dict.fromkeys(re.findall(r":(\w+)", re.sub(r"'[^']*'", "", sql)), typed)
    assert whole_tables(connection, sql, parameters) - _SHORT == set()


@pytest.mark.parametrize(
    ("sql", "read"),
    [
        ("select r.id from revisions r where r.changed <> ''", {"revisions"}),
        ("select count(*) from captions where text like '%x%'", {"captions"}),
        ("select c.text from captions AS c join articles a on a.id = c.article where c.text = ''", {"captions"}),
        ("with w as (select 1 as n) select n from w", set()),
        ("select id from articles where url = 'x'", set()),
    ],
)
def test_a_query_that_reads_a_whole_table_would_be_seen(sql: str, read: set[str], site: Site) -> None:
    assert whole_tables(sqlite3.connect(site.directory / "archive.db"), sql, {}) == read


def test_a_scan_would_be_seen(site: Site) -> None:
    connection = sqlite3.connect(site.directory / "archive.db")
    plan = connection.execute("EXPLAIN QUERY PLAN SELECT id FROM articles WHERE text LIKE '%x%'").fetchall()
    assert scans(plan) == ["SCAN articles"]


@pytest.mark.parametrize("view", ["tenure_list", "people_list"])
def test_the_first_rows_of_a_list_do_not_wait_for_all(view: str, site: Site) -> None:
    """Where SQLite writes the groups down before it reads the first, a page costs as much as the whole list."""
    connection = sqlite3.connect(site.directory / "archive.db")
    register_functions(connection)
    plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN SELECT * FROM {view} LIMIT 51")]
    assert "CO-ROUTINE g" in plan
    assert not [step for step in plan if step.startswith("MATERIALIZE")]
    assert "USE TEMP B-TREE FOR GROUP BY" not in plan


# Keys that no page counts rows by in large numbers: a row a portal or a run, or a table that a portal fills once.
_SMALL_KEYS = {
    ("portals", "unit_id"), ("list_pages", "crawl"), ("list_orders", "crawl"),
    ("units", "province"), ("disappearances", "capture"), ("not_found_pages", "capture"), ("import_problems", "import"),
    ("warc_files", "portal"), ("portal_states", "crawl"),
}  # fmt: skip
# Whose pages are of the machine's own matters; each reads a whole table, a tenth of a second at 200,000 articles.
_SELDOM = {("captures", "import"), ("frontier", "crawl")}


def test_the_rows_that_refer_to_one_are_counted_along_an_index(site: Site) -> None:
    """Datasette counts them on the page of every row, for each key that leads to its table."""
    connection = sqlite3.connect(site.directory / "archive.db")
    without: set[tuple[str, str]] = set()
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for table in tables:
        for (column,) in connection.execute('SELECT "from" FROM pragma_foreign_key_list(?)', (table,)).fetchall():
            sql = f'EXPLAIN QUERY PLAN select count(*) from {table} where "{column}" = :id'
            if any(row[3].startswith("SCAN") for row in connection.execute(sql, {"id": 1})):
                without.add((table, column))
    assert without - _SMALL_KEYS - _SELDOM == set()
    assert without >= _SELDOM


@pytest.mark.parametrize("view", ["portal_health", "article_list", "official_mentions"])
def test_a_page_of_a_view_is_read_in_its_order(view: str, site: Site) -> None:
    order = {"portal_health": "portal", "article_list": "published desc", "official_mentions": "day desc"}[view]
    connection = sqlite3.connect(site.directory / "archive.db")
    plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN SELECT * FROM {view} ORDER BY {order} LIMIT 51")]
    assert "USE TEMP B-TREE FOR ORDER BY" not in plan, plan


def test_revisions_are_read_newest_first(site: Site) -> None:
    connection = sqlite3.connect(site.directory / "archive.db")
    for where, index in (("", "revisions_seen"), ("WHERE number > 1 AND changed <> '[]'", "revisions_edited")):
        sql = f"EXPLAIN QUERY PLAN SELECT id FROM revisions {where} ORDER BY seen_at DESC, id LIMIT 21"
        plan = [row[3] for row in connection.execute(sql)]
        assert len(plan) == 1 and index in plan[0], plan
