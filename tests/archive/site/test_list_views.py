"""Views of people and mentions have the same rows and figures however they are asked; counts hold until a write."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from datasette.app import Datasette

from archive.database import transaction, writing
from archive.load import load_article
from archive.serve import open_datasette
from archive.site import bounded, list_views
from archive.site.kept_results import is_kept
from archive.site.list_views import asked_otherwise, name_meant, of_people
from tests.archive.site.samples import HOME, Site, official, record, title

PAGES = [
    ("people_list", {}),
    ("people_list", {"name": "Lê Thị Mây"}),
    ("people_list", {"name": "Lê Thị Mây", "articles__gt": "0", "_sort_desc": "articles"}),
    ("people_list", {"name": "nobody"}),
    ("people_list", {"name__contains": "Mây"}),
    ("tenure_list", {}),
    ("tenure_list", {"name": "Lê Thị Mây", "_facet": "level"}),
    ("tenure_list", {"_where": "name = 'Lê Thị Mây'"}),
    ("tenures", {"_facet": "level"}),
    ("tenures", {"_facet": "title"}),
    ("tenures", {"name": "Trần Văn Nắng"}),
    ("posts_held", {}),
    ("posts_held", {"level": "commune"}),
    ("posts_held", {"_facet": "unit"}),
    ("unit_articles", {"_facet": "portal"}),
    ("official_mentions", {"portal": "gio"}),
    ("official_mentions", {"portal": "gio", "_next": "1", "_size": "1"}),
    ("official_mentions", {"portal": "gio", "in_caption_only": "0"}),
]


def _page(datasette: Datasette, view: str, asked: dict[str, str]) -> tuple[Any, ...]:
    answer = asyncio.run(datasette.client.get(f"/archive/{view}.json?{urlencode({'_shape': 'objects'} | asked)}"))
    assert answer.status_code == 200, answer.text
    said = answer.json()
    facets = {name: [one["count"] for one in facet["results"]] for name, facet in said["facet_results"].items()}
    return said["rows"], said["filtered_table_rows_count"], facets


@pytest.mark.parametrize(("view", "asked"), PAGES, ids=str)
def test_rows_and_figures_are_those_of_the_view(
    site: Site, view: str, asked: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = _page(open_datasette(site.directory), view, asked)
    for name in ("of_counts", "asked_otherwise"):
        monkeypatch.setattr(bounded, name, lambda sql: sql)
    monkeypatch.setattr(bounded, "name_meant", lambda sql: None)
    assert ours == _page(open_datasette(site.directory), view, asked)


@pytest.mark.parametrize("portal", ["gio", "mua", "nowhere"])
@pytest.mark.parametrize("rows", ["limit 3", "limit 2 offset 1", "limit 51"])
@pytest.mark.parametrize("look_up", [0.001, 50, 10**9], ids=["by day", "as it costs", "all in order"])
def test_a_portals_mentions_are_the_same_whichever_way_they_are_found(
    site: Site, portal: str, rows: str, look_up: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(list_views, "_LOOK_UP", look_up)
    connection = sqlite3.connect(site.directory / "archive.db")
    asked = f'select id, name, day from official_mentions where "portal" = :p0 order by day desc {rows}'
    ours = connection.execute(asked_otherwise(asked), {"p0": portal}).fetchall()
    plain = asked.replace("day desc", "day desc, id")
    assert ours == connection.execute(plain, {"p0": portal}).fetchall()
    assert bool(ours) == (portal == "gio")
    plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {asked_otherwise(asked)}", {"p0": portal})]
    assert any(re.match(r"SEARCH m USING (COVERING )?INDEX mentions_day \(day>\?\)", step) for step in plan), plan
    assert any(re.match(r"SEARCH a USING COVERING INDEX \w+ \(portal=\?\)", step) for step in plan), plan


ORDERS = ["published", "portal", "article_title", "article", "unit"]


def _unit_articles(directory: Path, order: str) -> list[tuple[Any, ...]]:
    """All rows, of pages of seven."""
    connection = sqlite3.connect(directory / "archive.db")
    columns = "unit, name, article, article_title, words, published, portal"
    rows: list[tuple[Any, ...]] = []
    while not len(rows) % 7:
        asked = f"select {columns} from unit_articles order by {order} limit 7"
        asked += f" offset {len(rows)}" if rows else ""
        found = connection.execute(asked_otherwise(asked)).fetchall()
        rows += found
        if not found:
            break
    return rows


@pytest.fixture(scope="module")
def named_units(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty articles, some without a day or a title, each naming up to three units or words that are none."""
    directory = tmp_path_factory.mktemp("units") / "archive"
    with writing(directory) as db, transaction(db.conn):
        units = [row[0] for row in db.execute("SELECT id FROM units ORDER BY id LIMIT 5")]
        for portal in ("gio", "nui"):
            db.execute("INSERT INTO portals (id, name, url) VALUES (?, ?, ?)", (portal, portal, f"https://{portal}/"))
        for number in range(40):
            day = f"2021-0{1 + number % 9}-11T08:00:00" if number % 5 else None
            db.execute(
                "INSERT INTO articles (id, portal, kind, published, published_year, first_seen, last_seen, url, title, "
                "text) VALUES (?, ?, 'article', ?, ?, 'x', 'x', ?, ?, 'x')",
                (number * 37 % 101, ("gio", "nui")[number % 2], day, day and 2021, f"https://{number}/",
                 f"Bài {number % 6}" if number % 7 else None),
            )  # fmt: skip
            for position in range(number % 4):
                unit = units[(number + position) % 5] if position < 3 and number % 3 else None
                db.execute(
                    "INSERT INTO places (article, position, text, unit_id) VALUES (?, ?, ?, ?)",
                    (number * 37 % 101, position, f"nơi {number}", unit),
                )
    return directory


@pytest.mark.parametrize("order", [order + way for order in ORDERS for way in ("", " desc")])
def test_articles_of_units_are_the_same_in_the_order_of_articles(named_units: Path, order: str) -> None:
    connection = sqlite3.connect(named_units / "archive.db")
    ours = _unit_articles(named_units, order)
    asked = f"select unit, name, article, article_title, words, published, portal from unit_articles order by {order}"
    plain = connection.execute(asked).fetchall()
    assert len(plain) > 30
    assert sorted(ours, key=str) == sorted(plain, key=str)
    at = ["unit", "name", "article", "article_title", "words", "published", "portal"].index(order.split()[0])
    assert [row[at] for row in ours] == [row[at] for row in plain]
    plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {asked_otherwise(asked + ' limit 51')}")]
    assert not [step for step in plan if "TEMP B-TREE" in step], plan
    assert [step for step in plan if step.startswith("SEARCH p USING")], plan


@pytest.mark.parametrize("view", ["people_list", "tenure_list", "tenures"])
def test_people_of_a_name_are_not_looked_for_among_all(site: Site, view: str) -> None:
    connection = sqlite3.connect(site.directory / "archive.db")
    sql = f'select name, person from {view} where "name" = :p0 limit 51'
    assert name_meant(sql) == "p0"
    plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {of_people(sql, [1, 2])}", {"p0": "x"})]
    assert not [step for step in plan if step.startswith(("SCAN t USING", "SCAN m USING"))], plan


def test_a_name_that_nobody_bears_is_sought_in_no_group() -> None:
    sql = 'select name from people_list where "articles" > :p0 and "name" = :p1 limit 51'
    assert of_people(sql, []) == sql.replace('"name"', 'person in (NULL) and "name"')


@pytest.mark.parametrize(
    "sql",
    [
        'select name from people where "name" = :p0 limit 51',
        'select name from people_list where "name" like :p0 limit 51',
        'select name from people_list where "name" = :p0x limit 51',
        "select count(*) from articles ",
        'select id from official_mentions where "portal" = :p0 order by name desc limit 51',
        'select id from official_mentions where "portal" = :p0 and "day" > :p1 order by day desc limit 51',
    ],
)
def test_anything_else_is_asked_as_it_is(sql: str) -> None:
    assert asked_otherwise(sql) == sql
    assert name_meant(sql) is None


@pytest.fixture
def small(tmp_path: Path) -> Path:
    directory = tmp_path / "archive"
    with writing(directory) as db, transaction(db.conn):
        db.execute("INSERT INTO portals (id, name, url) VALUES ('gio', 'Gió', ?)", (HOME,))
        _load(db.conn, 1)
    return directory


def _load(connection: Any, number: int) -> None:
    held = [title("Chủ tịch", organization="UBND xã Gió")]
    item = record(f"{number}.html", text=f"Bài {number}", officials=[official(f"Lê {number}", titles=held)])
    load_article(connection, item, seen_at="2026-01-01T00:00:00+00:00", capture=None)


def test_what_was_counted_is_kepted_again_when_something_has_been_written(small: Path) -> None:
    datasette = open_datasette(small)
    database = datasette.get_database("archive")
    asked: list[str] = []

    async def count() -> int:
        connections: list[sqlite3.Connection] = database._all_file_connections
        for connection in connections:
            connection.set_trace_callback(asked.append)
        found = await database.execute("select count(*) from tenure_list ")
        return int(found.rows[0][0])

    async def several() -> list[int]:
        counts = [await count(), await count()]
        asked.clear()
        counts.append(await count())
        assert not [sql for sql in asked if "titles" in sql]
        with writing(small) as db, transaction(db.conn):
            _load(db.conn, 2)
        counts.append(await count())
        assert [sql for sql in asked if "titles" in sql]
        return counts

    assert asyncio.run(several()) == [1, 1, 1, 2]


@pytest.mark.parametrize(
    ("sql", "kept"),
    [
        ("select count(*) from articles where x = :p0", True),
        ("\n select portal as value, count(*) as count from (\n select 1 )", True),
        ("select count(*) from articles where day < date('now')", False),
        ("select count(*) from articles where random() > 5", False),
        ("select 1 from sqlite_master where type='table' and name=?", True),
        ("select id from articles limit 5", False),
    ],
)
def test_what_is_kept(sql: str, kept: bool) -> None:
    assert is_kept(sql) is kept
