from __future__ import annotations

import asyncio
import json
import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from archive.database import writing
from archive.frontier import STATES
from archive.search import index_article, register_functions
from archive.serve import open_datasette
from archive.site.metadata import DATABASE, load_metadata, metadata_path
from archive.site.wording import is_known
from tests.archive.site.samples import Site

# What came of asking for an address, in captures.outcome.
CAPTURE_OUTCOMES = ("stored", "unchanged", "redirect", "alias", "gone", "refused", "retried")
METADATA = load_metadata()
OURS: dict[str, Any] = METADATA["databases"][DATABASE]
TABLES: dict[str, Any] = OURS["tables"]
QUERIES: dict[str, Any] = OURS["queries"]
DESCRIBED = {name: table for name, table in TABLES.items() if "columns" in table}


@pytest.fixture
def schema(archive_directory: Path) -> dict[str, list[str]]:
    """Table or view -> columns, of a fresh archive."""
    with writing(archive_directory) as db:
        names = [*db.table_names(), *db.view_names()]
        return {name: [row[1] for row in db.execute(f"PRAGMA table_xinfo([{name}])") if row[6] == 0] for name in names}


def test_every_table_and_column_is_described_and_every_described_one_exists(schema: dict[str, list[str]]) -> None:
    helpers = {name for name in schema if name.startswith(("articles_fts", "article_search"))}
    assert set(DESCRIBED) == set(schema) - helpers
    for name, table in DESCRIBED.items():
        assert list(table["columns"]) and set(table["columns"]) == set(schema[name]), name


def test_every_text_is_in_both_languages() -> None:
    texts = [METADATA["description"], OURS["description"]]
    texts += [text for query in QUERIES.values() for text in (query["description"],)]
    texts += [text for table in DESCRIBED.values() for text in (table["description"], *table["columns"].values())]
    for text in texts:
        assert text.count(" / ") == 1, text
    for thing in (*DESCRIBED.values(), *QUERIES.values()):
        assert thing["title"].count(" · ") == 1, thing["title"]


def test_what_a_table_sorts_by_counts_and_is_called_by_exists(schema: dict[str, list[str]]) -> None:
    for name, table in DESCRIBED.items():
        named = [*table.get("facets", []), *table.get("sortable_columns", [])]
        named += [table[key] for key in ("label_column", "sort", "sort_desc") if key in table]
        assert set(named) <= set(schema[name]), name


def test_times_say_their_zone() -> None:
    stamps = re.compile(r"_at$|^(first|last)_seen$|^started$|^finished$|^not_before$|^last_crawl$")
    days = {"tenures", "tenure_list", "people_list"}  # they have days
    for name, table in DESCRIBED.items():
        for column, text in table["columns"].items():
            if stamps.search(column) and name not in days:
                assert "UTC" in text, f"{name}.{column}"


def test_the_search_tables_are_shut(schema: dict[str, list[str]]) -> None:
    helpers = {name for name in schema if name.startswith(("articles_fts", "article_search"))}
    assert helpers == {name for name, table in TABLES.items() if table.get("allow") is False}


@pytest.mark.parametrize("name", QUERIES)
def test_queries_run_on_an_empty_archive_and_say_what_they_need(name: str, archive_directory: Path) -> None:
    with writing(archive_directory) as db:
        register_functions(db.conn)
        sql = QUERIES[name]["sql"]
        parameters = dict.fromkeys(re.findall(r":(\w+)", re.sub(r"'[^']*'", "", sql)), "")
        assert db.conn.execute(sql, parameters).fetchall() == []


def test_every_parameter_of_a_query_says_what_to_type() -> None:
    for name, query in QUERIES.items():
        parameters = set(re.findall(r":(\w+)", re.sub(r"'[^']*'", "", query["sql"])))
        assert set(query.get("hints", {})) == parameters, name
        assert all(hint.count(" / ") == 1 for hint in query.get("hints", {}).values()), name


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_without_parameters_shows_something_or_says_what_to_type(name: str, site: Site) -> None:
    page = site.get(f"/archive/{name}").text
    assert '<table class="rows-and-columns">' in page or "Gõ <b>" in page or "Không có hàng nào" in page
    empty = {"problems_by_reason", "same_text_on_portals"}  # the sample has no problems, and one portal
    assert ("Không có hàng nào" in page) == (name in empty)


def test_every_stored_value_is_described() -> None:
    outcomes = TABLES["frontier"]["columns"]["outcome"]
    assert all(f"{state}: " in outcomes for state in STATES)
    assert all(f"{state}: " in TABLES["captures"]["columns"]["outcome"] for state in CAPTURE_OUTCOMES)
    assert all(is_known(state, "outcome") for state in CAPTURE_OUTCOMES)


def test_the_file_is_the_one_at_the_top_and_is_plain_json() -> None:
    top = Path(__file__).parents[3] / "datasette_metadata.json"
    assert metadata_path() == top
    assert json.loads(top.read_text(encoding="utf-8")) == METADATA


def test_datasette_takes_it(archive_directory: Path) -> None:
    with writing(archive_directory):
        pass
    datasette = open_datasette(archive_directory)
    response = asyncio.run(datasette.client.get("/archive.json"))
    shown = {table["name"]: table["hidden"] for table in response.json()["tables"]}
    assert [name for name, hidden in shown.items() if not hidden and name not in DESCRIBED] == []
    assert shown["frontier"] and not shown["articles"]
    assert {query["name"] for query in response.json()["queries"]} == set(QUERIES)


def test_ids_of_query_results_are_named_so_that_they_link(archive_directory: Path) -> None:
    with writing(archive_directory) as db:
        register_functions(db.conn)
        for name, query in QUERIES.items():
            parameters = dict.fromkeys(re.findall(r":(\w+)", re.sub(r"'[^']*'", "", query["sql"])), "")
            shown = {column for column, *_ in db.conn.execute(query["sql"], parameters).description}
            assert not shown & {"title", "article_title"} or shown & {"article", "person"}, name
            assert "id" not in shown, name


def test_marks_are_optional_in_queries(archive_directory: Path) -> None:
    with writing(archive_directory) as db:
        connection: sqlite3.Connection = db.conn
        register_functions(connection)
        connection.execute("INSERT INTO portals (id, name, url) VALUES ('p', 'P', 'https://p.example/')")
        connection.execute(
            "INSERT INTO articles (id, portal, kind, url, title, text, first_seen, last_seen) "
            "VALUES (1, 'p', 'article', 'https://p.example/1', 'Lễ hội', '', '2026-01-01', '2026-01-01')"
        )
        connection.execute("INSERT INTO captions VALUES (1, 0, NULL, 'Ông Trần Đức dự lễ')")
        index_article(connection, 1)
        found = connection.execute(QUERIES["captions_naming"]["sql"], {"name": "tran duc"}).fetchall()
        assert [row[0] for row in found] == ["Ông Trần Đức dự lễ"]
