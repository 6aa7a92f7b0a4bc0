"""What any address of the site asks the database walks through no table that grows, but for what is named here.

Every address that there is (:mod:`tests.archive.site.test_routes`) is asked for, each form of statement that reaches
SQLite is explained, and what it walks through is held against a list that people keep. A walk along an index up to a
limit is none, and neither is one through rows that the statement has made itself.
"""

from __future__ import annotations

import asyncio
import re
import sqlite3
from typing import Any

import pytest

from archive.search import register_functions
from archive.serve import open_datasette
from archive.site.bounded import BoundedDatabase
from tests.archive.site.samples import Site
from tests.archive.site.test_routes import addresses

# Tables that do not grow with the articles: of a row a portal, a unit, a run, a file, or nearly so.
_SMALL = frozenset({
    "portals", "portal_states", "portal_successors", "shared_bodies", "templates", "not_found_pages", "list_orders",
    "list_pages", "crawls", "crawl_measures", "health_findings", "runs", "run_crawls", "notices", "manifests",
    "imports", "import_files", "import_problems", "warc_files", "units", "unit_successors", "unit_data", "row_counts",
    "article_counts", "article_kinds", "article_months", "capture_counts", "mention_counts", "post_spellings",
    "resolver_state", "person_decisions", "names_to_resolve", "articles_to_compare", "texts_to_compare",
    "traced_portals",
    "start_page_sketches", "_sqlite_migrations", "sqlite_schema", "sqlite_master", "pragma_table_info", "json_each",
    # Events of few articles: what is announced, edited, gone, went by another name, or could not be read.
    "announced_changes", "person_changes", "disappearances", "person_aliases", "former_mentions", "former_readings",
    "aliases", "similar_articles", "person_candidates", "problems", "attachments",
})  # fmt: skip
_FORMS = {
    "count": re.compile(r"select count\(\*\) from ", re.IGNORECASE),
    "chart": re.compile(r"SELECT substr\(\S+, 1, 7\), count\(\*\) FROM \("),
    "facet": re.compile(r"select \S+ as value, count\(\*\) as (?:count|n) from \("),
}
# Form of statement -> table -> why it may be walked through.
_ONCE = "asked once as long as nothing is written, and given up after a second"
_SEEN_FEW = "drawn unasked of 5,000 rows at most and in 25 ms, else when somebody asks for it"
_MOMENT = "Datasette gives it five milliseconds, and says nothing where they do not do"
_EXCEPTIONS = {
    "chart": dict.fromkeys(("captures", "events", "frontier", "mentions", "places", "revisions", "titles"), _SEEN_FEW),
    "count": {
        **dict.fromkeys(("counted_names", "frontier", "name_words", "rarity_spans", "resolved_names"), _ONCE),
        **dict.fromkeys(("sketch_hashes", "text_sketches", "unsealed"), _ONCE),
        **dict.fromkeys(
            ("person_figures", "person_places", "person_portals", "person_roles"),
            "short rows, fewer than a tenth of all",
        ),
        "article_search_days": _MOMENT,
    },
    "facet": {
        **dict.fromkeys(("events", "identifications", "roles"), _ONCE),
        "people": "read off an index of portals alone",
        "titles": f"of tenures, for no narrower table has them; {_ONCE}",
    },
    "rows": {
        "frontier": "the page of a crawl, which is of the machine's own matters, and a file of the table",
        "articles": "a file of the whole table",
        "mentions": "groups along an index, up to the rows of the page",
        "people": "a part of a name, which no index finds",
        "revisions": "edits by month of publication: a figure of the whole archive, along the shortest index",
        "titles": "groups along an index, up to the rows of the page; how many tenures there are; the file of a unit",
    },
}
# The tables in which FTS5 keeps an index; Datasette counts them as _MOMENT says.
_SHADOW = re.compile(r"(?:articles_fts|article_search_words)_(?:config|data|docsize|idx)$")
_DERIVED = re.compile(r"(?:CO-ROUTINE|MATERIALIZE) (\S+)")
_SCAN = re.compile(r"SCAN (\S+)(?: USING (?:COVERING )?INDEX \S+)?$")
_NAMED = re.compile(r"\b(?:from|join)\s+(?:main\.)?[\[\"]?(\w+)[\]\"]?(?:\s+(?:as\s+)?(\w+))?", re.IGNORECASE)
# What has to have all rows before it gives the first; the last part of an order is put right among equal rows only.
_SORTS = re.compile(r"USE TEMP B-TREE FOR (?!LAST|RIGHT)")
_LIMIT = re.compile(r"\blimit\s+(?!-1)\S", re.IGNORECASE)


def walked(connection: sqlite3.Connection, sql: str) -> set[str]:
    """The stored tables that a statement walks through from one end to the other."""
    if " in ()" in sql:
        return set()  # nothing is looked for, and nothing is looked at
    plan = [(row[1], row[3]) for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}")]
    sorting = {parent for parent, step in plan if _SORTS.match(step)}
    is_bounded = form_of(sql) == "rows" and _LIMIT.search(sql) is not None
    derived = {match[1] for _, step in plan if (match := _DERIVED.match(step))}
    names = {
        match[1] for parent, step in plan if (match := _SCAN.match(step)) and not (is_bounded and parent not in sorting)
    } - derived
    return {table for name in names for table in _meant(connection, sql, name)}


def _meant(connection: sqlite3.Connection, sql: str, name: str) -> set[str]:
    """The stored tables that go by a name in a statement, or in the views that it asks."""
    stored = {one for (one,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    views = dict(connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'view'").fetchall())
    texts = [sql, *(text for view, text in views.items() if re.search(rf"\b{view}\b", sql))]
    tables = {table for text in texts for table, alias in _NAMED.findall(text) if name in (table, alias)}
    return (tables or {name}) & stored


def asked_on_a_tour(site: Site, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Every statement that pages send, with an address that sent it; files hold whole tables, and are left out."""
    asked: dict[str, str] = {}
    address = ""
    connect = BoundedDatabase.connect

    def traced(self: Any, write: bool = False) -> sqlite3.Connection:
        connection = connect(self, write)
        connection.set_trace_callback(lambda sql: asked.setdefault(sql, address))
        return connection

    async def tour() -> None:
        nonlocal address
        for address in addresses(site):
            if not re.search(r"sql=|\.(?:csv|xlsx|jsonl|parquet|zip|bib|ris|datapackage\.json)$", address):
                await datasette.client.get(address)

    monkeypatch.setattr(BoundedDatabase, "connect", traced)
    datasette = open_datasette(site.directory)
    asyncio.run(tour())
    return {sql: address for sql, address in asked.items() if re.match(r"\s*(?:select|with)\b", sql, re.IGNORECASE)}


def form_of(sql: str) -> str:
    """What a statement is for: to count, to draw, a facet, or rows."""
    return next((form for form, pattern in _FORMS.items() if pattern.match(sql.lstrip())), "rows")


def test_no_page_walks_through_a_table_that_grows(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = asked_on_a_tour(site, monkeypatch)
    connection = sqlite3.connect(site.directory / "archive.db")
    register_functions(connection)
    found = {
        (form_of(sql), table): f"{address}: {' '.join(sql.split())[:300]}"
        for sql, address in asked.items()
        for table in walked(connection, sql) - _SMALL
        if not _SHADOW.match(table)
    }
    known = {(form, table) for form, tables in _EXCEPTIONS.items() for table in tables}
    assert len(asked) > 500
    assert {what: sql for what, sql in found.items() if what not in known} == {}
    assert known - found.keys() == set(), "what is no longer walked through is to be no exception either"


@pytest.mark.parametrize(
    ("sql", "tables"),
    [
        ("select count(*) from captures where size = 3", {"captures"}),
        ("select a.title from articles a where a.text = 'x' order by a.title limit 5", set()),
        ("select title from articles order by length(text) limit 5", {"articles"}),
        ("select * from tenures order by articles desc limit 51", {"titles"}),
        ("select * from tenure_mentions order by day desc limit 51", set()),
        ("select * from article_list where portal = 'gio' limit 51", set()),
        (
            "select kind as value, count(*) as count from (select kind from articles) group by kind limit 31",
            {"articles"},
        ),
    ],
)
def test_a_walk_would_be_seen(site: Site, sql: str, tables: set[str]) -> None:
    assert walked(sqlite3.connect(site.directory / "archive.db"), sql) == tables
