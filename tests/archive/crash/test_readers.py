"""Visitors who read without a gap while a crawl writes: nobody is turned away, and SQLite's log stays small."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from archive import transactions
from archive.database import transaction, writing
from tests.archive.crash.killing import LONG, towns
from tests.portals.command import HANGS, one, start
from tests.portals.server import reserved_port

MB = 1 << 20
READERS = 4
MOST_LOG = 64 * MB
ADDRESSES = ("/", "/archive/article_list", "/archive/captures?_size=100", "/archive/portal_health", "/search?q=duong",
             "/archive/tenures.json", "/people")  # fmt: skip


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


@contextmanager
def served(archive: Path) -> Iterator[str]:
    port = reserved_port()
    code = "import sys; sys.argv[0] = 'congtin'; from archive.cli import main; main()"
    words = [sys.executable, "-c", code, "serve", "--archive", str(archive), "--port", str(port)]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    url = f"http://127.0.0.1:{port}"
    try:
        until = time.monotonic() + HANGS
        while time.monotonic() < until:
            try:
                urllib.request.urlopen(f"{url}/", timeout=5).read()
                break
            except OSError:
                time.sleep(0.2)
        yield url
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=HANGS)


@pytest.mark.faults
def test_four_visitors_during_a_crawl_are_all_answered(tmp_path: Path) -> None:
    """What it takes them is told, not judged: that is the benchmark's."""
    archive, seconds = tmp_path / "archive", 60.0 if LONG else 12.0
    failed: list[str] = []
    took: list[float] = []
    stop = threading.Event()

    def visit(number: int, url: str) -> None:
        count = number
        while not stop.is_set():
            address = url + ADDRESSES[count % len(ADDRESSES)]
            began = time.monotonic()
            try:
                with urllib.request.urlopen(address, timeout=30) as answer:
                    answer.read()
            except OSError as error:
                failed.append(f"{address}: {error}")
            took.append(time.monotonic() - began)
            count += 1

    with towns(4, 60) as portals:
        polite = ["--allow-loopback", "--delay", "0"]
        assert start("crawl", *portals.urls, "--archive", archive, *polite, "--limit", "5").wait(HANGS) == 1
        with served(archive) as url:
            crawler = start("crawl", *portals.urls, "--archive", archive, *polite)
            threads = [threading.Thread(target=visit, args=(number, url)) for number in range(READERS)]
            for thread in threads:
                thread.start()
            largest, until = 0, time.monotonic() + seconds
            while time.monotonic() < until:
                if (archive / "archive.db-wal").exists():
                    largest = max(largest, (archive / "archive.db-wal").stat().st_size)
                time.sleep(0.05)
            stop.set()
            for thread in threads:
                thread.join()
            output, errors = crawler.communicate(timeout=HANGS)
    assert crawler.returncode == 0, output + errors
    assert failed == []
    assert largest <= MOST_LOG
    assert one(archive, "SELECT count(*) FROM articles") == 240
    took.sort()
    print(f"{len(took)} answers, p50 {took[len(took) // 2]:.3f} s, p95 {took[int(len(took) * 0.95)]:.3f} s")
