"""A crawl that is killed at any moment and run again leaves the archive of one that was never interrupted."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from scraper.sample_portal import SamplePortal, sample_portal_description
from tests.portals.command import books_balance, congtin, one, rows, start, substance

KILLS = 10
AT_A_TIME = 2  # the cores of the machine that runs the tests


@dataclass(frozen=True)
class Reference:
    """The archive of a crawl that nobody stopped, and when its first and last page came (seconds from its start)."""

    archive: Path
    first_page: float
    last_page: float
    arguments: list[str]


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reference]:
    folder = tmp_path_factory.mktemp("reference")
    with SamplePortal() as portal:
        description = sample_portal_description(portal.url).model_dump(exclude_none=True, exclude_defaults=True)
        declared = folder / "sample.toml"
        lines = [
            f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in description.items() if key != "id"
        ]
        declared.write_text("\n".join(["[sample]", *lines, ""]), encoding="utf-8")
        arguments = ["crawl", "sample", "--portals", str(declared), "--allow-loopback", "--delay", "0"]
        began = time.monotonic()
        process = start(*arguments, "--archive", folder / "archive")
        while not portal.requests:
            assert process.poll() is None
            time.sleep(0.01)
        first_page = time.monotonic() - began
        output, errors = process.communicate(timeout=120)
        assert process.returncode == 0, output + errors
        yield Reference(folder / "archive", first_page, time.monotonic() - began, arguments)


@pytest.mark.slow
def test_killed_at_random_moments_and_run_again(reference: Reference, tmp_path: Path) -> None:
    # The span is cut in tenths, so that early and late moments are among the ten of every run.
    tenth = (reference.last_page - reference.first_page) / KILLS
    moments = [reference.first_page + (number + random.random()) * tenth for number in range(KILLS)]
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        killed = list(pool.map(lambda item: kill_and_go_on(reference, tmp_path / str(item[0]), item[1]),
                               enumerate(moments)))  # fmt: skip
    # A kill that comes after the end tests nothing; on a busy machine others come early.
    assert sum(killed) >= KILLS // 2


def kill_and_go_on(reference: Reference, archive: Path, moment: float) -> bool:
    """Kill a crawl at a moment, run it again to its end, and compare; returns whether it was still at work."""
    process = start(*reference.arguments, "--archive", archive)
    try:
        process.wait(timeout=moment)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    ended = has_ended(archive)
    again = congtin(*reference.arguments, "--archive", archive)
    when = f"killed after {moment:.3f} s"
    assert again.returncode == 0, f"{when}:\n{again.stdout}{again.stderr}"
    assert substance(archive) == substance(reference.archive), when
    assert one(archive, "SELECT count(*) FROM crawls") == 1 + ended, when
    assert one(archive, "PRAGMA integrity_check") == "ok", when
    books_balance(archive)
    every_capture_is_readable(archive)
    return not ended


def has_ended(archive: Path) -> bool:
    """Tell whether a crawl had come to its end before it was killed: a process lives a little longer than its crawl."""
    try:
        return bool(rows(archive, "SELECT 1 FROM crawls WHERE finished IS NOT NULL"))
    except sqlite3.OperationalError:  # killed before there was a database, or a table
        return False


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
    number: signal.Signals, reference: Reference, tmp_path: Path
) -> None:
    process = start(*reference.arguments, "--archive", tmp_path)
    time.sleep((reference.first_page + reference.last_page) / 2)
    process.send_signal(number)
    output, errors = process.communicate(timeout=30)
    assert process.returncode == 1, output + errors
    assert "incomplete" in output
    assert "stopped by a signal" in output
    assert "Traceback" not in errors
    assert one(tmp_path, "SELECT outcome FROM crawls") == "incomplete"
    books_balance(tmp_path)
    every_capture_is_readable(tmp_path)
    again = congtin(*reference.arguments, "--archive", tmp_path)
    assert again.returncode == 0, again.stdout + again.stderr
    assert substance(tmp_path) == substance(reference.archive)
