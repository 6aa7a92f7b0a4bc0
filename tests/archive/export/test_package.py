"""A whole archive as a data package, checked by the frictionless library; a table as a ZIP; dictionaries."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from pathlib import Path

import frictionless
import pytest
from sqlite_utils import Database

from archive.database import reading
from archive.export.columns import described_query, described_table
from archive.export.dictionary import HEADS, entries, write_dictionary
from archive.export.package import into_folder, write_package
from archive.export.result import exportable, query_of_sql, query_of_table
from archive.export.selection import Selection
from archive.site.public import TABLES
from archive.transactions import one_moment
from scraper.errors import ArchiveError
from tests.archive.export.worlds import MADE, exported


def packed(archive: Path, folder: Path) -> int:
    with reading(archive) as db, one_moment(db.conn), into_folder(folder) as opened:
        names = [name for name in exportable(db.conn) if name in TABLES]
        queries = [query_of_table(db.conn, name, Selection()) for name in names]
        return write_package(db.conn, queries, opened, MADE)


@pytest.fixture(scope="module")
def package(sealed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with rows in every table that manifests cover, as a package."""
    folder = tmp_path_factory.mktemp("package") / "out"
    assert packed(sealed, folder) > 500
    return folder


def test_frictionless_finds_the_package_valid(package: Path) -> None:
    """Names, types, keys, what leads from table to table, bytes and digests of every file."""
    report = frictionless.Package(str(package / "datapackage.json")).validate()
    assert report.flatten(["type", "title", "message"]) == []
    assert {task.name for task in report.tasks} == TABLES
    assert sum(task.stats.get("rows", 0) for task in report.tasks) > 500


def test_the_descriptor_says_what_there_is(package: Path) -> None:
    said = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    assert said["sources"] and said["licenses"][0]["title"] and said["created"] == MADE.created
    [articles] = [one for one in said["resources"] if one["name"] == "articles"]
    data = (package / "articles.csv").read_bytes()
    assert articles["bytes"] == len(data) and articles["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
    assert articles["schema"]["primaryKey"] == ["id"]
    assert {"fields": ["portal"], "reference": {"resource": "portals", "fields": ["id"]}} in articles["schema"][
        "foreignKeys"
    ]
    assert all(field["description"] for field in articles["schema"]["fields"])
    assert [field["type"] for field in articles["schema"]["fields"][:2]] == ["integer", "string"]
    readme = (package / "README.md").read_text(encoding="utf-8")
    assert articles["hash"].removeprefix("sha256:") in readme


def test_every_column_of_the_package_is_in_its_dictionary(package: Path) -> None:
    with (package / "dictionary.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    told = {(row["table"], row["column"]) for row in rows if row["column"]}
    for name in TABLES:
        with (package / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            assert {(name, column) for column in next(csv.reader(file))} <= told
    assert all(row["description_vi"] and row["description_en"] and row["type"] for row in rows)


def test_two_packages_of_one_archive_are_the_same(package: Path, sealed: Path, tmp_path: Path) -> None:
    packed(sealed, tmp_path / "again")
    for path in sorted(package.iterdir()):
        assert path.read_bytes() == (tmp_path / "again" / path.name).read_bytes(), path.name


def test_a_folder_that_is_not_empty_is_left_alone(directory: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x")
    with pytest.raises(ArchiveError, match="is not empty"):
        packed(directory, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_an_error_leaves_no_folder(db: Database, tmp_path: Path) -> None:
    broken = query_of_sql("SELECT json_extract('{', '$') AS v")
    with pytest.raises(ArchiveError), one_moment(db.conn), into_folder(tmp_path / "out") as opened:
        write_package(db.conn, [query_of_table(db.conn, "portals", Selection()), broken], opened, MADE)
    assert list(tmp_path.iterdir()) == []


def test_a_table_as_a_zip_is_a_package(db: Database, tmp_path: Path) -> None:
    assert exported(db, "articles", "zip", tmp_path / "a.zip", Selection(portal="0")) == 2
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert archive.namelist() == ["articles.csv", "datapackage.json", "dictionary.csv", "README.md"]
        assert archive.testzip() is None
        archive.extractall(tmp_path / "out")
    assert frictionless.Package(str(tmp_path / "out" / "datapackage.json")).validate().valid
    said = json.loads((tmp_path / "out" / "datapackage.json").read_text(encoding="utf-8"))
    assert "portal = :portal" in said["resources"][0]["sql"]


def test_a_dictionary_opens_in_a_spreadsheet(db: Database) -> None:
    stream = io.BytesIO()
    count = write_dictionary([described_table(db.conn, "articles")], stream)
    rows = list(csv.reader(io.StringIO(stream.getvalue().decode("utf-8-sig"), newline="")))
    assert tuple(rows[0]) == HEADS and len(rows) == count + 1
    assert rows[[row[1] for row in rows].index("portal")][:4] == ["articles", "portal", "text", "→ portals.id"]


def test_a_query_has_the_meanings_of_the_tables_that_it_names(db: Database) -> None:
    sql = "SELECT a.title, c.text AS caption, count(*) AS n FROM articles a JOIN captions c ON c.article = a.id"
    table = described_query("query", sql, ["title", "caption", "n", "article"])
    said = {column.name: column.english for column in table.columns}
    assert said["title"].startswith("Title as printed") and said["n"] == said["caption"] == ""
    first = next(entries([table]))
    assert first[2] == "query" and sql in first[5]
