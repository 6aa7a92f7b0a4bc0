"""Page after page of a table brings every row, each once, also where many rows are equal in the column of the order."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from pathlib import Path

import pytest
from datasette.app import Datasette

from archive.database import transaction, writing
from archive.load import load_article
from archive.serve import open_datasette
from archive.site.ordered import in_order, table_ordered
from tests.archive.site.samples import HOME, official, record

ARTICLES = 23
SORTABLE = (
    "published",
    "published_year",
    "gone_at",
    "revision_count",
    "views",
    "title",
    "portal",
    "last_seen",
    "updated",
)


@pytest.fixture(scope="module")
def alike(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of articles on three days, none of them edited or gone."""
    directory = tmp_path_factory.mktemp("alike") / "archive"
    with writing(directory) as db, transaction(db.conn):
        for portal in ("gio", "mua"):
            db.execute("INSERT INTO portals (id, name, url) VALUES (?, ?, ?)", (portal, portal, HOME + portal))
        for number in range(ARTICLES):
            item = record(
                f"{number}.html",
                portal="gio" if number % 3 else "mua",
                title=f"Bài {number % 4}",
                text=f"Bài {number}",
                officials=[official(f"Lê Thị {name}") for name in ("Mây", "Nắng", "Gió")[: number % 4]],
                published=f"2021-03-{1 + number % 3:02}" if number % 5 else None,
            )
            load_article(db.conn, item, seen_at="2026-01-01T00:00:00+00:00", capture=None)
    return directory


@pytest.fixture(scope="module")
def datasette(alike: Path) -> Datasette:
    return open_datasette(alike)


@pytest.mark.parametrize("narrowed", ["", "&portal=gio", "&_search=bai"])
@pytest.mark.parametrize("column", SORTABLE)
@pytest.mark.parametrize("direction", ["_sort", "_sort_desc"])
def test_every_article_is_on_one_page(datasette: Datasette, direction: str, column: str, narrowed: str) -> None:
    found = asyncio.run(_ids(datasette, "articles", f"{direction}={column}{narrowed}"))
    assert len(found) == len(set(found))
    assert len(found) == (15 if "gio" in narrowed else ARTICLES)


def test_rows_without_a_key_of_their_own_and_with_one_of_two_columns(datasette: Datasette) -> None:
    for table, asked in (("person_portals", "_sort_desc=articles"), ("article_counts", "_sort_desc=articles")):
        found = asyncio.run(_ids(datasette, table, asked))
        with sqlite3.connect(f"file:{datasette.get_database('archive').path}?mode=ro", uri=True) as connection:
            (there,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
        assert len(found) == len(set(found)) == there > 3


async def _ids(datasette: Datasette, table: str, asked: str) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = []
    address = f"/archive/{table}.json?_size=3&{asked}&_shape=objects&_nofacet=1&_nocount=1"
    while address:
        page = (await datasette.client.get(address)).json()
        found += [tuple(row.get(key) for key in ("id", "rowid", "person", "portal")) for row in page["rows"]]
        address = (page["next_url"] or "").removeprefix("http://localhost")
    return found


def test_a_page_is_found_along_an_index_and_its_rows_by_their_keys(alike: Path) -> None:
    connection = sqlite3.connect(alike / "archive.db")
    columns = "id, portal, title, text"
    for where in (
        "",
        "where portal = 'gio' ",
        "where published_year = 2021 ",
        "where (published < '2021' or published is null) ",
    ):
        for order in ("published desc", "published desc, id", "title", "views"):
            sql = in_order(f"select {columns} from articles {where}order by {order} limit 21", ["id"])
            steps = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}")]
            assert steps[-1] == "SEARCH articles USING INTEGER PRIMARY KEY (rowid=?)", "whole rows are not sorted"
            assert not [step for step in steps if re.fullmatch(r"SCAN \w+", step)], (sql, steps)


@pytest.mark.parametrize(
    "sql",
    [
        "select title from articles",
        "select count(*) from articles order by title limit 5",
        "select distinct portal from articles order by portal limit 5",
        "select title as t from articles order by t limit 5",
        "select a.title from articles a order by title limit 5",
        "select portal from articles where true group by portal order by portal limit 5",
        "select title from articles where id in (select id from articles limit 3) order by title limit 5",
        "select title from articles order by title limit 5 offset 3",
        "select title from articles order by title collate nocase limit 5",
    ],
)
def test_anything_else_is_asked_as_it_is(sql: str) -> None:
    assert table_ordered(sql) is None
    assert in_order(sql, ["id"]) == sql
