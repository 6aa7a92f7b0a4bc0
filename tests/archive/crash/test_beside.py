"""What lies beside a database and is not its own: journals and logs of others."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from archive.database import reading, writing
from archive.foreign_journal import refuse_foreign_journal
from scraper.errors import ArchiveError
from tests.archive.crash.killing import run
from tests.archive.replay.archives import differences
from tests.portals.command import crawl
from tests.portals.server import LoopbackPortal
from tests.portals.town import Town


def journal_of_another(folder: Path) -> bytes:
    """Return what a program that is in the midst of a transaction has beside its database."""
    with closing(sqlite3.connect(folder / "other.db", isolation_level=None)) as other:
        other.execute("CREATE TABLE filled (content BLOB)")
        other.execute("PRAGMA cache_size = 5")
        other.executemany("INSERT INTO filled VALUES (randomblob(900))", [()] * 300)
        other.execute("BEGIN")
        other.execute("UPDATE filled SET content = randomblob(900)")
        return (folder / "other.db-journal").read_bytes()


def log_of_another(folder: Path) -> bytes:
    with closing(sqlite3.connect(folder / "logging.db", isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("PRAGMA wal_autocheckpoint = 0")
        other.execute("CREATE TABLE filled (content BLOB)")
        other.executemany("INSERT INTO filled VALUES (randomblob(900))", [()] * 300)
        return (folder / "logging.db-wal").read_bytes()


def test_a_journal_of_another_is_refused_before_it_overwrites_the_archive(
    archive_directory: Path, tmp_path: Path
) -> None:
    with writing(archive_directory):
        pass
    database, journal = archive_directory / "archive.db", archive_directory / "archive.db-journal"
    before = database.read_bytes()
    journal.write_bytes(journal_of_another(tmp_path))
    with pytest.raises(ArchiveError, match=r"archive\.db-journal: is no file of this archive"):
        writing(archive_directory).__enter__()
    with pytest.raises(ArchiveError, match="move it elsewhere"):
        reading(archive_directory).__enter__()
    for words in (["status"], ["verify"], ["backup", tmp_path / "copy"], ["people", "resolve"]):
        refused = run(*words, "--archive", archive_directory)
        assert refused.code == 1
        assert "move it elsewhere" in refused.output, refused.output
    assert database.read_bytes() == before
    journal.rename(tmp_path / "elsewhere")
    with writing(archive_directory) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_what_is_empty_or_only_just_begun_or_keeps_a_journal_is_let_be(tmp_path: Path) -> None:
    database, journal = tmp_path / "a.db", tmp_path / "a.db-journal"
    refuse_foreign_journal(database)
    journal.write_bytes(b"x" * 600)
    refuse_foreign_journal(database)
    with closing(sqlite3.connect(tmp_path / "kept.db", isolation_level=None)) as kept:
        kept.execute("CREATE TABLE filled (content BLOB)")
        kept.executemany("INSERT INTO filled VALUES (randomblob(900))", [()] * 300)
    shutil.copyfile(tmp_path / "kept.db", database)
    refuse_foreign_journal(database)
    with closing(sqlite3.connect(database)) as logging:
        journal.unlink()
        logging.execute("PRAGMA journal_mode = WAL")
    journal.write_bytes(b"")
    refuse_foreign_journal(database)
    journal.write_bytes(b"x" * 600)
    with pytest.raises(ArchiveError):
        refuse_foreign_journal(database)


@pytest.mark.faults
@pytest.mark.parametrize("log", ["of another", "garbage"])
def test_a_log_that_is_not_its_own_is_told_and_a_rebuild_mends_it(log: str, tmp_path: Path) -> None:
    whole, archive = tmp_path / "whole", tmp_path / "archive"
    with LoopbackPortal() as portal:
        portal.pages = Town.of(5).pages(portal.url.rstrip("/"))
        assert crawl(portal.url, whole).returncode == 0
        shutil.copytree(whole, archive)
        foreign = log_of_another(tmp_path) if log == "of another" else b"\x37\x7f\x06\x82" + b"z" * 9_000
        (archive / "archive.db-wal").write_bytes(foreign)
        checked, crawled = run("check", "--archive", archive), crawl(portal.url, archive)
    for output in (checked.output, crawled.stdout + crawled.stderr):
        assert "Traceback" not in output, output
    if log == "garbage":  # its sums are wrong, and SQLite leaves it
        assert (checked.code, crawled.returncode) == (0, 0)
        return
    assert (checked.code, crawled.returncode) == (1, 1)
    assert str(archive) in checked.output
    assert str(archive) in crawled.stderr
    mended = run("rebuild", "--archive", archive)
    assert mended.code == 0, mended.output
    assert differences(whole, archive) == {}
