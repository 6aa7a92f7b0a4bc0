from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from archive import database
from archive.database import DATABASE_NAME, reading, transaction, writing
from scraper.errors import ArchiveError

CONTRACT = {
    "portals": "id name url family unit",
    "crawls": "id portal started finished outcome",
    "captures": "id url crawl fetched_at status digest outcome",
    "articles": "id portal url title lead text author source section published updated first_seen last_seen gone_at",
    "revisions": "id article seen_at",
    "captions": "article position image text",
    "people": "id name",
    "mentions": "article person name role",
    "titles": "mention text kind organization unit",
    "events": "article text start end part_of_day",
    "attachments": "article url label",
    "units": "code name level valid_from valid_to",
    "problems": "reason",
}
VIEWS = {
    "article_list": "id portal section title published url first_seen last_seen gone_at revisions captions officials",
    "official_mentions": "person name titles roles sentence article portal published event_date url",
    "tenures": "person title organization first_seen last_seen articles",
    "portal_health": "portal name url last_crawl outcome articles gone still_queued problems",
}


def test_tables_and_views_of_the_contract(archive_directory: Path) -> None:
    with writing(archive_directory) as db:
        for table, columns in CONTRACT.items():
            assert set(columns.split()) <= set(db[table].columns_dict), table
        assert set(db.view_names()) >= set(VIEWS)
        for view, columns in VIEWS.items():
            assert set(columns.split()) <= set(db[view].columns_dict), view
            assert db.execute(f"SELECT count(*) FROM {view}").fetchone() == (0,)
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []


def test_opening_twice_changes_nothing(archive_directory: Path) -> None:
    with writing(archive_directory) as db:
        before = db.schema
    with writing(archive_directory) as db:
        assert db.schema == before


def test_a_second_writer_refuses_and_a_reader_does_not(archive_directory: Path) -> None:
    code = f"""
from pathlib import Path
from archive.database import writing
with writing(Path({str(archive_directory)!r})):
    print("open", flush=True)
    input()
"""
    other = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert other.stdout and other.stdout.readline() == "open\n"
    with pytest.raises(ArchiveError, match="another congtin is writing"), writing(archive_directory):
        pass
    with reading(archive_directory) as db:
        assert db.execute("SELECT count(*) FROM articles").fetchone() == (0,)
    other.kill()
    other.wait()
    with writing(archive_directory):  # the lock went with the process
        pass


def test_no_archive_there(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="there is no archive here"), reading(tmp_path):
        pass


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(ArchiveError, match="cannot be written here"), writing(tmp_path / "file" / "archive"):
        pass


def test_an_archive_of_a_newer_congtin_is_not_touched(archive_directory: Path) -> None:
    with writing(archive_directory) as db:
        db["_sqlite_migrations"].insert(
            {"migration_set": "congtin", "name": "m999_of_the_future", "applied_at": "2030-01-01"}
        )
    for opening in (writing, reading):
        with pytest.raises(ArchiveError, match=r"newer congtin .it has m999_of_the_future"), opening(archive_directory):
            pass


def test_a_foreign_database_is_not_touched(archive_directory: Path) -> None:
    archive_directory.mkdir()
    other = sqlite3.connect(archive_directory / DATABASE_NAME)
    other.execute("CREATE TABLE recipes (id)")
    other.commit()
    other.close()
    with pytest.raises(ArchiveError, match="no archive of congtin"), writing(archive_directory):
        pass
    assert sqlite3.connect(archive_directory / DATABASE_NAME).execute("SELECT name FROM sqlite_master").fetchall() == [
        ("recipes",)
    ]


def test_a_file_that_is_no_database(archive_directory: Path) -> None:
    archive_directory.mkdir()
    (archive_directory / DATABASE_NAME).write_bytes(b"PK\x03\x04 this is a zip file" * 100)
    for opening in (writing, reading):
        with pytest.raises(ArchiveError, match="archive"), opening(archive_directory):
            pass


def test_a_transaction_is_all_or_nothing(archive_directory: Path) -> None:
    with writing(archive_directory) as db:
        with pytest.raises(ZeroDivisionError), transaction(db.conn):
            db.execute("INSERT INTO portals (id, name, url) VALUES ('a', 'A', 'https://a.example/')")
            raise ZeroDivisionError
        assert db.execute("SELECT count(*) FROM portals").fetchone() == (0,)


def test_a_writer_holds_more_of_a_large_database(archive_directory: Path) -> None:
    with writing(archive_directory):
        pass
    held = []
    for least in (0, 256 << 20, 1 << 30):
        path = archive_directory / DATABASE_NAME
        size = path.stat().st_size
        os.truncate(path, max(size, least))  # a hole: it takes no place on the disk
        held.append(database._held(path))
        os.truncate(path, size)
    assert held == [16 << 10, 32 << 10, 64 << 10]
    with writing(archive_directory) as db:
        assert db.execute("PRAGMA cache_size").fetchone() == (-held[0],)


def test_an_index_that_nobody_reads_is_dropped_from_an_archive_that_has_it(archive_directory: Path) -> None:
    indexes = "SELECT count(*) FROM sqlite_schema WHERE name = 'titles_organization'"
    with writing(archive_directory) as db:
        assert db.execute(indexes).fetchone() == (0,)
        db.execute("CREATE INDEX titles_organization ON titles (organization)")
        db.execute("DELETE FROM _sqlite_migrations WHERE name = 'm038_unread_indexes'")
    with writing(archive_directory) as db:
        assert db.execute(indexes).fetchone() == (0,)
