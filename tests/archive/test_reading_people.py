"""The ready-made queries on people, the flat tables and their exports: what they find, and that they walk no table."""

from __future__ import annotations

import csv
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from archive.database import DATABASE_NAME, reading
from archive.export.deliver import export_query
from archive.export.package import Made
from archive.export.result import query_of_table
from archive.export.selection import Selection
from archive.search import register_functions
from archive.site.metadata import DATABASE, load_metadata
from scraper.units import gazetteer
from tests.archive.people.worlds import Named
from tests.archive.popolo.worlds import Article, build

QUERIES: dict[str, Any] = load_metadata()["databases"][DATABASE]["queries"]
SECRETARY = "Bí thư | Thị ủy Gió | thị xã Gió"
DEPUTY = "Phó Bí thư | Thị ủy Gió | thị xã Gió"
CHAIR = "Chủ tịch | Ủy ban nhân dân thị xã Gió | thị xã Gió"
ELSEWHERE = "Bí thư | Thị ủy Mây | thị xã Mây"
FIRST, SECOND, DEPUTY_NAME, NAMESAKE = "Trần Văn Nắng", "Lê Thị Mưa", "Hồ Đức Sấm", "Trần Văn Năng"


def article(path: str, day: str, name: str, *posts: str, **fields: Any) -> Article:
    units = fields.pop("units", ())
    return Article(Named(path, day, posts, name=name, **fields), units=units)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("reading-people")
    build(
        directory,
        [
            article("a", "2019-01-02", FIRST, SECRETARY, units=("449-2023",)),
            article("b", "2021-05-06", FIRST, SECRETARY, units=("449-2023",)),
            article("c", "2021-07-08", FIRST, f"{SECRETARY} | former", roles=("dismissed",)),
            article("d", "2021-07-08", SECOND, f"{SECRETARY} | new", roles=("elected",)),
            article("e", "2023-01-01", SECOND, SECRETARY, "Thượng tá |  |  | rank"),
            article("f", "2022-01-01", DEPUTY_NAME, DEPUTY, CHAIR),
            article("g", "2022-01-01", NAMESAKE, ELSEWHERE),
        ],
    )
    return directory


@pytest.fixture
def connection(archive: Path) -> Iterator[sqlite3.Connection]:
    opened = sqlite3.connect(archive / DATABASE_NAME)
    opened.row_factory = sqlite3.Row
    register_functions(opened)
    yield opened
    opened.close()


def ask(connection: sqlite3.Connection, query: str, **values: str) -> list[dict[str, Any]]:
    return [dict(row) for row in connection.execute(QUERIES[query]["sql"], values)]


@pytest.mark.parametrize("title", ["Bí thư Thị ủy", "bi thu thi uy", "BÍ THƯ THỊ UỶ", " Bí thư Thị ủy Gió "])
@pytest.mark.parametrize("unit", ["thị xã Gió", "gio", ""])
def test_who_held_this_post_here(connection: sqlite3.Connection, title: str, unit: str) -> None:
    found = [
        row for row in ask(connection, "holders_of_a_post", title=title, unit=unit) if "Mây" not in row["organization"]
    ]
    assert [(row["name"], row["first_seen"], row["last_seen"], row["articles"]) for row in found] == [
        (FIRST, "2019-01-02", "2021-05-06", 2),  # the day he is named as the former one is none of his days in the post
        (SECOND, "2021-07-08", "2023-01-01", 2),
    ]
    assert [row["announced"] for row in found] == ["dismissed 2021-07-08", "elected 2021-07-08"]
    assert found[0]["province"] == "tỉnh Hà Tĩnh"


def test_the_deputy_is_no_holder_and_a_post_is_found_as_printed(connection: sqlite3.Connection, archive: Path) -> None:
    assert {row["name"] for row in ask(connection, "holders_of_a_post", title="Phó Bí thư", unit="")} == {DEPUTY_NAME}
    assert ask(connection, "holders_of_a_post", title="Chủ tịch UBND", unit="gió") == []
    connection.execute("UPDATE titles SET text = 'Chủ tịch UBND thị xã' WHERE canonical = 'Chủ tịch'")
    found = ask(connection, "holders_of_a_post", title="chu tich ubnd", unit="gió")
    assert [(row["name"], row["title"]) for row in found] == [(DEPUTY_NAME, "Chủ tịch")]


def test_posts_of_a_person_keep_namesakes_apart(connection: sqlite3.Connection) -> None:
    both = ask(connection, "posts_of_a_person", name="tran van nang")
    assert {row["name"] for row in both} == {FIRST, NAMESAKE}
    marked = ask(connection, "posts_of_a_person", name=FIRST)
    assert [(row["kind"], row["first_seen"], row["announced"]) for row in marked] == [
        ("position", "2019-01-02", None),
        ("former", "2021-07-08", "dismissed 2021-07-08"),
    ]
    assert len({row["person"] for row in both}) == 2


def test_announced_changes_by_unit_and_year(connection: sqlite3.Connection) -> None:
    [row] = ask(connection, "announced_changes_by_year", unit="GIÓ")
    assert (row["unit"], row["year"], row["changes"], row["elected"], row["dismissed"]) == (
        "thị xã Gió",
        "2021",
        2,
        1,
        1,
    )
    assert row["died"] == row["retired"] == 0
    assert ask(connection, "announced_changes_by_year", unit="mây") == []


def test_officials_of_whom_no_change_is_announced(connection: sqlite3.Connection) -> None:
    found = ask(connection, "officials_without_announced_change", unit="gio")
    assert [(row["name"], row["title"]) for row in found] == [(DEPUTY_NAME, "Chủ tịch"), (DEPUTY_NAME, "Phó Bí thư")]
    assert ask(connection, "officials_without_announced_change", unit=" ") == []


def test_with_no_unit_typed_the_one_named_last_is_meant(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE titles SET unit_id = '449-2023' WHERE canonical = 'Phó Bí thư'")
    found = ask(connection, "officials_without_announced_change", unit="")
    assert [(row["name"], row["title"]) for row in found] == [(DEPUTY_NAME, "Phó Bí thư")]


@pytest.mark.parametrize(
    "query",
    ["holders_of_a_post", "posts_of_a_person", "announced_changes_by_year", "officials_without_announced_change"],
)
def test_no_query_walks_through_mentions_articles_or_titles(connection: sqlite3.Connection, query: str) -> None:
    values = {"title": "a", "unit": "b", "name": "c"}
    plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {QUERIES[query]['sql']}", values)]
    assert not [step for step in plan if re.match(r"SCAN (m|mentions|a|articles|p|people|t|s|titles)\b", step)]


@pytest.mark.parametrize("view", ["tenure_list", "people_list"])
def test_one_persons_rows_are_found_along_indexes(connection: sqlite3.Connection, view: str) -> None:
    plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN SELECT * FROM {view} WHERE person = 1")]
    assert not [step for step in plan if re.match(r"SCAN [a-z]+$", step) and step.split()[1] not in {"g", "c"}]


def exported(archive: Path, table: str, output: Path) -> list[dict[str, str]]:
    with reading(archive) as db:
        query = query_of_table(db.conn, table, Selection())
        count, _ = export_query(db.conn, query, "csv", output, Made(table, "2026-01-01T00:00:00+00:00", "0"))
    with output.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == count
    return rows


def test_a_row_of_the_flat_table_explains_itself(archive: Path, tmp_path: Path) -> None:
    rows = exported(archive, "tenure_list", tmp_path / "tenure_list.csv")
    [held] = [row for row in rows if row["name"] == FIRST and row["kind"] == "position"]
    assert held["title"] == "Bí thư" and held["organization"] == "Thị ủy Gió"
    assert (held["province"], held["unit"]) == (gazetteer().unit("42-2023").full_name, "thị xã Gió")  # type: ignore[union-attr]
    assert (held["first_seen"], held["last_seen"], held["articles"]) == ("2019-01-02", "2021-05-06", "2")
    assert (held["sentence"], held["url"]) == (f"{FIRST} dự.", "https://gio.example/a.html")
    [left] = [row for row in rows if row["name"] == FIRST and row["kind"] == "former"]
    assert left["announced"] == "dismissed 2021-07-08"


def test_the_flat_tables_hold_all_that_there_is(archive: Path, tmp_path: Path, connection: sqlite3.Connection) -> None:
    tenures = connection.execute("SELECT count(*) FROM (SELECT DISTINCT person, post_id FROM titles)").fetchone()[0]
    people = connection.execute("SELECT count(DISTINCT person) FROM mentions").fetchone()[0]
    assert len(exported(archive, "tenure_list", tmp_path / "a.csv")) == tenures
    listed = exported(archive, "people_list", tmp_path / "b.csv")
    assert len(listed) == people
    [second] = [row for row in listed if row["name"] == SECOND]
    assert (second["title"], second["title_day"], second["articles"], second["url"]) == (
        "Bí thư", "2023-01-01", "2", "https://gio.example/e.html",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("table", "key"),
    [("tenure_list", ("name", "person", "first_seen")), ("tenure_mentions", ("name", "person", "day")),
     ("official_mentions", ("day",)), ("tenure_events", ("day",)), ("people_list", ("name",)), ("units", ("id",))],
)  # fmt: skip
def test_rows_stand_in_an_order(archive: Path, tmp_path: Path, table: str, key: tuple[str, ...]) -> None:
    from scraper.vietnamese import fold

    rows = exported(archive, table, tmp_path / "x.csv")
    written = [tuple(fold(row[name]) if name == "name" else row[name] for name in key) for row in rows]
    assert written == sorted(written) and len(written) > 1
    first = (tmp_path / "x.csv").read_bytes()
    exported(archive, table, tmp_path / "x.csv")
    assert (tmp_path / "x.csv").read_bytes() == first
