"""Articles of many rows as references, read back by others."""

from __future__ import annotations

import json
from pathlib import Path

import bibtexparser
import pytest
import rispy
from sqlite_utils import Database

from archive.export.citations import article_column
from archive.export.columns import described_table
from archive.export.result import query_of_sql
from archive.export.selection import Selection
from scraper.errors import ArchiveError
from tests.archive.export.worlds import exported

TITLES = {"Đường liên xã", "Nghị quyết", "Chuyện khác"}


def test_bibtex(db: Database, tmp_path: Path) -> None:
    assert exported(db, "articles", "bibtex", tmp_path / "a.bib") == 3
    entries = bibtexparser.loads((tmp_path / "a.bib").read_text(encoding="utf-8")).entries
    assert {entry["title"].strip("{}") for entry in entries} == TITLES
    assert all(entry["url"].startswith("https://") and "SHA-256" in entry["note"] for entry in entries)
    assert len({entry["ID"] for entry in entries}) == 3


def test_ris(db: Database, tmp_path: Path) -> None:
    assert exported(db, "article_list", "ris", tmp_path / "a.ris", Selection(portal="0")) == 2
    entries = rispy.loads((tmp_path / "a.ris").read_bytes().decode())
    assert {entry["title"] for entry in entries} == {"Đường liên xã", "Nghị quyết"}


def test_csl_json(db: Database, tmp_path: Path) -> None:
    assert exported(db, "articles", "csl-json", tmp_path / "a.json") == 3
    items = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert {item["title"] for item in items} == TITLES
    assert exported(db, "articles", "csl-json", tmp_path / "a.json", Selection(where="0")) == 0
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8")) == []


def test_each_article_once_whatever_the_rows_are_of(db: Database, tmp_path: Path) -> None:
    query = query_of_sql("SELECT article FROM captures UNION ALL SELECT id FROM articles UNION ALL SELECT NULL")
    assert exported(db, query, "bibtex", tmp_path / "a.bib") == 3


def test_what_is_no_article_is_told_and_leaves_no_file(db: Database, tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="has no column 'article'"):
        exported(db, "portals", "bibtex", tmp_path / "a.bib")
    with pytest.raises(ArchiveError, match="article 99: is not in this archive"):
        exported(db, query_of_sql("SELECT 99 AS article"), "ris", tmp_path / "a.ris")
    assert list(tmp_path.iterdir()) == []


def test_which_tables_are_of_articles(db: Database) -> None:
    for table, wanted in (
        ("articles", "id"),
        ("captions", "article"),
        ("official_mentions", "article"),
        ("units", None),
    ):
        described = described_table(db.conn, table)
        place = article_column(described)
        assert (None if place is None else described.columns[place].name) == wanted
