"""Who may write to an archive, and what the one who may not is told."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from archive import transactions
from archive.database import transaction, writing
from archive.layout import HOLDER_NAME
from archive.troubles import told
from archive.writer_lock import locked
from scraper.errors import ArchiveError
from tests.archive.crash.killing import LONG, run
from tests.portals.command import crawl, substance
from tests.portals.server import LoopbackPortal
from tests.portals.town import Town

HOLDING = """
import sys
from pathlib import Path
from archive.writer_lock import locked
with locked(Path(sys.argv[2])):
    print("held", flush=True)
    input()
"""


@contextmanager
def held(archive: Path) -> Iterator[subprocess.Popen[str]]:
    """Let another process hold an archive's lock, as a crawl does."""
    words = [sys.executable, "-c", HOLDING, "crawl", str(archive)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout and process.stdout.readline() == "held\n"
        yield process
        process.kill()


@pytest.mark.parametrize(
    "words", [["crawl", "http://127.0.0.1:9/", "--allow-loopback"], ["reextract"], ["rebuild"], ["people", "resolve"]]
)
def test_the_one_who_is_refused_is_told_by_whom_and_since_when(words: list[str], archive_directory: Path) -> None:
    with writing(archive_directory):
        pass
    (archive_directory / "pages").mkdir(exist_ok=True)
    with held(archive_directory) as process:
        done = run(*words, "--archive", archive_directory)
        assert done.code == 1
        assert f"process {process.pid}, congtin crawl, since 20" in done.output, done.output
        assert "Traceback" not in done.output
    with locked(archive_directory):  # what the killed process said of itself blocks nobody
        said = json.loads((archive_directory / HOLDER_NAME).read_text("utf-8"))
        assert said["pid"] == os.getpid()
    assert not (archive_directory / HOLDER_NAME).exists()


@pytest.mark.parametrize("note", ["", "[]", '{"pid": "x"}', '{"pid": 1}', "\0"])
def test_a_note_that_says_nothing_is_no_hindrance(note: str, archive_directory: Path) -> None:
    with held(archive_directory):
        (archive_directory / HOLDER_NAME).write_text(note, "utf-8")
        with pytest.raises(ArchiveError, match="another congtin is writing to this archive; wait"):
            locked(archive_directory).__enter__()


@contextmanager
def foreign_lock(archive: Path, seconds: float | None) -> Iterator[None]:
    """Hold SQLite's write lock as another program, for so long or, with ``None``, for as long as the block runs."""
    other = sqlite3.connect(archive / "archive.db", isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    release = threading.Timer(seconds or 0.0, lambda: other.execute("COMMIT"))
    if seconds is not None:
        release.start()
    try:
        yield
    finally:
        if seconds is not None:
            release.join()
        other.close()


def test_a_write_lock_of_another_program_is_waited_for_and_then_told(
    archive_directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with writing(archive_directory) as db:
        monkeypatch.setattr(transactions, "_HEARS_EVERY_MILLISECONDS", 20)
        with foreign_lock(archive_directory, 0.3), transaction(db.conn):  # many times as long as one try waits
            db.execute("INSERT INTO portals (id, name, url) VALUES ('a', 'A', 'https://a.example/')")
        monkeypatch.setattr(transactions, "_LONGEST_WAIT", 0.2)
        with (
            foreign_lock(archive_directory, None),
            pytest.raises(ArchiveError, match=r"archive\.db: cannot be written: .*another program holds its lock"),
            told(archive_directory),
            transaction(db.conn),
        ):
            pytest.fail("the lock was held")
        assert db.execute("SELECT count(*) FROM portals").fetchone() == (1,)
        assert db.execute("PRAGMA busy_timeout").fetchone() == (transactions.BUSY_MILLISECONDS,), "as it was"


@pytest.mark.faults
def test_a_crawl_waits_for_a_lock_that_is_held_for_long(archive_directory: Path) -> None:
    """As long as a program that makes an index, or a copy, of the whole of a large archive: half a minute and more."""
    with writing(archive_directory):
        pass
    with LoopbackPortal() as portal:
        portal.pages = Town.of(3).pages(portal.url.rstrip("/"))
        with foreign_lock(archive_directory, 60.0 if LONG else 3.0):
            done = crawl(portal.url, archive_directory)
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(substance(archive_directory)) == 3
