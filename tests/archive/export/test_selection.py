"""Which rows are exported: of a portal, of days, of words, of a condition; ready-made queries; queries of one's own."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from sqlite_utils import Database

from archive.export.named_query import all_rows, may_end_at, parameters_of, ready_made
from archive.export.result import exportable, query_of_ready_made, query_of_sql, query_of_table
from archive.export.selection import Selection
from archive.metadata import DATABASE, load_metadata
from scraper.errors import ArchiveError
from tests.archive.export.worlds import exported

QUERIES = load_metadata()["databases"][DATABASE]["queries"]


def titles(db: Database, output: Path, table: str = "articles", column: str = "title", **asked: object) -> set[str]:
    exported(db, table, "csv", output, Selection(**asked))  # type: ignore[arg-type]
    with output.open(encoding="utf-8-sig", newline="") as file:
        return {row[column] for row in csv.DictReader(file)}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, {"Đường liên xã", "Nghị quyết", "Chuyện khác"}),
        ({"portal": "1"}, {"Chuyện khác"}),
        ({"since": date(2021, 3, 5), "until": date(2021, 3, 5)}, {"Đường liên xã"}),
        ({"since": date(2021, 3, 6)}, {"Nghị quyết"}),
        ({"until": date(2021, 3, 4)}, set()),
        ({"until": date.max, "since": date.min}, {"Đường liên xã", "Nghị quyết"}),
        ({"search": "duong lien xa"}, {"Đường liên xã"}),
        ({"search": "đường -liên"}, set()),
        ({"where": "published_year = 2022 OR title = 'Chuyện khác' -- so"}, {"Nghị quyết", "Chuyện khác"}),
        ({"where": "1 = 1 OR 1 = 1", "portal": "1"}, {"Chuyện khác"}),
    ],
)
def test_articles_are_narrowed(db: Database, tmp_path: Path, asked: dict[str, object], found: set[str]) -> None:
    assert titles(db, tmp_path / "a.csv", **asked) == found


def test_what_belongs_to_articles_is_narrowed_with_them(db: Database, tmp_path: Path) -> None:
    output = tmp_path / "a.csv"
    assert titles(db, output, "captions", "text", portal="1") == {"Ảnh"}
    assert titles(db, output, "captions", "text", portal="0") == set()
    assert titles(db, output, "captions", "text", search="chuyen khac") == {"Ảnh"}
    assert titles(db, output, "captions", "text", since=date(2021, 1, 1)) == set()


def test_moments_are_of_days_in_vietnam(db: Database, tmp_path: Path) -> None:
    """They were fetched at 02:00 UTC on 1 March, which is 09:00 in Vietnam."""
    output = tmp_path / "c.csv"
    assert len(titles(db, output, "captures", "url", since=date(2026, 3, 1), until=date(2026, 3, 1))) == 3
    assert titles(db, output, "captures", "url", until=date(2026, 2, 28)) == set()
    assert len(titles(db, output, "captures", "url", since=date.min, until=date.max)) == 3


def test_every_table_is_narrowed_or_says_why_not(db: Database) -> None:
    for table in exportable(db.conn):
        for asked in ({"portal": "1"}, {"since": date(2021, 1, 1)}, {"search": "đường"}):
            try:
                query = query_of_table(db.conn, table, Selection(**asked))  # type: ignore[arg-type]
            except ArchiveError as error:
                assert "--where" in str(error) and table in str(error)
            else:
                db.conn.execute(query.sql + query.order, query.parameters).fetchall()


def test_what_there_is_not_is_told(db: Database, tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match=r"no table or view of this archive; there are: .*articles"):
        query_of_table(db.conn, "artikles", Selection())
    with pytest.raises(ArchiveError, match="no table"):
        query_of_table(db.conn, 'portals"; DROP TABLE portals; --', Selection())
    with pytest.raises(ArchiveError, match="no portal of this archive; there are: 0, 1"):
        query_of_table(db.conn, "articles", Selection(portal="nope"))
    with pytest.raises(ArchiveError, match="SQLite says"):
        exported(db, "articles", "csv", tmp_path / "a.csv", Selection(where="nope = 1"))
    with pytest.raises(ArchiveError, match="takes a SELECT"):
        query_of_sql("DELETE FROM articles")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("sql", ["WITH a AS (SELECT 1) DELETE FROM portals", "SELECT 1; DELETE FROM portals"])
def test_a_query_of_ones_own_only_reads(db: Database, tmp_path: Path, sql: str) -> None:
    with pytest.raises(ArchiveError, match="SQLite says"):
        exported(db, query_of_sql(sql), "csv", tmp_path / "q.csv")
    assert list(tmp_path.iterdir()) == []


def test_no_table_of_the_index_is_exported(db: Database) -> None:
    names = exportable(db.conn)
    assert {"articles", "official_mentions", "tenures"} <= set(names)
    assert not [name for name in names if "fts" in name or name.startswith("_") or name == "article_search"]


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_every_ready_made_query_is_exported(db: Database, tmp_path: Path, name: str) -> None:
    given = [(parameter, "a") for parameter in parameters_of(QUERIES[name]["sql"])]
    exported(db, query_of_ready_made(name, given), "csv", tmp_path / "q.csv")
    with (tmp_path / "q.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(next(csv.reader(file))) > 1


def test_a_ready_made_query_is_exported_beyond_its_page() -> None:
    assert all_rows("select 1 from (select 2 limit 5) order by 1\nLIMIT 300 ;") == (
        "select 1 from (select 2 limit 5) order by 1\nlimit -1"
    )
    assert all_rows("select (select 2 limit 5)") == "select (select 2 limit 5)"


def test_a_query_may_end_by_itself() -> None:
    sql = "with a as (select 1 limit 200) select * from a limit 300"
    assert may_end_at(sql, 200) and not may_end_at(sql, 300) and not may_end_at("select 1 limit 5;", 5)
    assert not may_end_at("with newest as (select id from a order by day limit 1) select id from newest limit 200", 1)


def test_parameters_are_found_and_checked() -> None:
    assert parameters_of("select ':no', :a, \"x:y\", :b_1, :a -- :c\n") == ["a", "b_1"]
    with pytest.raises(ArchiveError, match="has no parameter 'nope'; it has: "):
        ready_made("who_spoke_where", [("nope", "x")])
    with pytest.raises(ArchiveError, match=r"no ready-made query; there are: .*who_spoke_where"):
        ready_made("nope", [])
