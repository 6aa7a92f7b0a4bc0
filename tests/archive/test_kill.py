"""A crawl that is killed at any moment and run again leaves the archive of one that was never interrupted."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from tests.portals.command import books_balance, crawl, one, rows, start, substance
from tests.portals.server import LoopbackPortal
from tests.portals.town import Town

KILLS = 10
ARTICLES = 60


@pytest.fixture(scope="module")
def portal() -> Iterator[LoopbackPortal]:
    with LoopbackPortal(delay=0.005) as served:
        served.pages = Town.of(ARTICLES).pages(served.url.rstrip("/"))
        yield served


@pytest.fixture(scope="module")
def uninterrupted(portal: LoopbackPortal, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, float, float]:
    """The archive of a crawl that nobody stopped, and when its first and last page were asked for (from its start)."""
    archive = tmp_path_factory.mktemp("uninterrupted") / "archive"
    portal.asked.clear()
    began = time.monotonic()
    done = crawl(portal.url, archive)
    assert done.returncode == 0, done.stdout + done.stderr
    return archive, portal.asked[0].at - began, portal.asked[-1].at - began


@pytest.mark.slow
@pytest.mark.parametrize("number", range(KILLS))
def test_killed_and_run_again(
    number: int, portal: LoopbackPortal, uninterrupted: tuple[Path, float, float], tmp_path: Path
) -> None:
    whole, first_page, last_page = uninterrupted
    # The range of moments is cut in tenths, so that early and late ones are among every run's ten.
    span = (last_page - first_page) / KILLS
    wait = first_page + (number + random.random()) * span
    process = start("crawl", portal.url, "--archive", tmp_path, "--allow-loopback", "--delay", "0")
    try:
        process.wait(timeout=wait)
    except Exception:  # still running: the usual case
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    again = crawl(portal.url, tmp_path)
    assert again.returncode == 0, f"killed after {wait:.3f} s:\n{again.stdout}{again.stderr}"
    assert substance(tmp_path) == substance(whole), f"killed after {wait:.3f} s"
    assert one(tmp_path, "SELECT count(*) FROM crawls") == 1
    assert one(tmp_path, "PRAGMA integrity_check") == "ok"
    books_balance(tmp_path)
    every_capture_is_readable(tmp_path)


def every_capture_is_readable(archive: Path) -> None:
    """Fail unless the WARC files hold exactly the records that the database knows, each whole."""
    known = rows(archive, "SELECT warc, warc_offset, url FROM captures WHERE warc IS NOT NULL")
    found = []
    for warc, size in rows(archive, "SELECT name, size FROM warc_files"):
        path = archive / "pages" / warc
        assert path.stat().st_size == size
        with path.open("rb") as file:
            records = ArchiveIterator(file, check_digests="raise")
            for record in records:
                record.content_stream().read()
                if record.rec_type != "warcinfo":
                    found.append((warc, records.get_record_offset(), record.rec_headers.get_header("WARC-Target-URI")))
    assert sorted(found) == sorted(known)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
def test_stopped_by_a_signal_it_ends_in_order_and_goes_on(
    number: signal.Signals, portal: LoopbackPortal, uninterrupted: tuple[Path, float, float], tmp_path: Path
) -> None:
    whole, first_page, last_page = uninterrupted
    process = start("crawl", portal.url, "--archive", tmp_path, "--allow-loopback", "--delay", "0.05")
    time.sleep((first_page + last_page) / 2)
    process.send_signal(number)
    output, errors = process.communicate(timeout=30)
    assert process.returncode == 1, output + errors
    assert "incomplete" in output
    assert "stopped by a signal" in output
    assert "Traceback" not in errors
    assert one(tmp_path, "SELECT outcome FROM crawls") == "incomplete"
    books_balance(tmp_path)
    every_capture_is_readable(tmp_path)
    again = crawl(portal.url, tmp_path)
    assert again.returncode == 0, again.stdout + again.stderr
    assert substance(tmp_path) == substance(whole)
