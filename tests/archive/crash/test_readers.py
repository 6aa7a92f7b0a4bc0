"""Visitors who read without a gap while a crawl writes: nobody is turned away, and SQLite's log stays small."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from archive import transactions
from archive.database import transaction, writing
from tests.archive.crash.killing import LONG, towns
from tests.archive.serving.served import serving
from tests.portals.command import HANGS, one, start
from tests.portals.visitors import Visitors, pages_of, percentile

pytestmark = pytest.mark.faults

MB = 1 << 20
READERS = 4
MOST_LOG = 64 * MB


@contextmanager
def reading_without_a_gap(database: Path, failed: list[BaseException]) -> Iterator[None]:
    """Let readers hold on to what they read so that at every moment one of them does."""
    stop = threading.Event()

    def read(number: int) -> None:
        try:
            with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, isolation_level=None)) as connection:
                time.sleep(0.02 * number)
                while not stop.is_set():
                    connection.execute("BEGIN")
                    connection.execute("SELECT count(*) FROM unsealed").fetchone()
                    time.sleep(0.08)
                    connection.execute("COMMIT")
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=read, args=(number,)) for number in range(READERS)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()


@pytest.mark.parametrize("looked_after", [True, False])
def test_the_log_stays_small_while_readers_follow_each_other(
    looked_after: bool, archive_directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without what looks after it, it grows for as long as somebody reads: the second case."""
    monkeypatch.setattr(transactions, "LOG_BYTES", MB)
    monkeypatch.setattr(transactions, "_PATIENCE", 0.0)
    if not looked_after:
        monkeypatch.setattr(transactions, "keep_log_small", lambda _: None)
    log, largest, failed = archive_directory / "archive.db-wal", 0, list[BaseException]()
    with writing(archive_directory) as db:
        db.execute("CREATE TABLE filled (number INTEGER PRIMARY KEY, content BLOB)")
        with reading_without_a_gap(archive_directory / "archive.db", failed):
            for number in range(40):
                with transaction(db.conn):
                    row = (number % 2, os.urandom(MB // 2))
                    db.conn.execute("INSERT OR REPLACE INTO filled VALUES (?, ?)", row)
                time.sleep(0.01)
                largest = max(largest, log.stat().st_size)
        db.execute("DROP TABLE filled")
    assert failed == []
    assert (largest < 6 * MB) is looked_after, f"{largest / MB:.1f} MB"


def test_four_visitors_during_a_crawl_are_all_answered(tmp_path: Path) -> None:
    """Every kind of page, for as long as a crawl writes. What it takes them is told, not judged: a benchmark does."""
    archive, largest, written = tmp_path / "archive", 0, "SELECT count(*) FROM captures"
    log = archive / "archive.db-wal"
    with towns(4, 60) as portals:
        words = ("crawl", *portals.urls, "--archive", archive, "--allow-loopback", "--delay", "0")
        assert start(*words, "--limit", "20").wait(HANGS) == 1
        before = one(archive, written)
        with serving(archive, tmp_path) as site, Visitors(site.port, pages_of(archive), READERS) as visitors:
            until = time.monotonic() + (60.0 if LONG else 10.0)
            while time.monotonic() < until:  # one crawl after the other, the last to its end
                crawl = start(*words)
                while crawl.poll() is None:
                    largest = max(largest, log.stat().st_size if log.exists() else 0)
                    time.sleep(0.05)
                assert crawl.returncode == 0, crawl.communicate()
    assert visitors.failed == []
    assert visitors.connections <= 2 * READERS, "connections are not kept alive"
    assert {visit.kind for visit in visitors.visits} == set(visitors.pages)
    assert largest <= MOST_LOG
    assert one(archive, "SELECT count(*) FROM articles") == 240
    assert one(archive, written) >= before + 240
    p50, p95 = (percentile(visitors.visits, part) for part in (0.5, 0.95))
    print(f"{len(visitors.visits)} answers, p50 {p50:.3f} s, p95 {p95:.3f} s, log {largest / MB:.1f} MB")
