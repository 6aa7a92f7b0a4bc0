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
from tests.portals.command import HANGS, books_balance, congtin, one, rows, start, substance

KILLS = 10
AT_A_TIME = 2  # the cores of the machine that runs the tests


@dataclass(frozen=True)
class Reference:
    """The archive of a crawl that nobody stopped, how many answers it kept, and how it was called."""

    archive: Path
    captures: int
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
        done = congtin(*arguments, "--archive", folder / "archive")
        assert done.returncode == 0, done.stdout + done.stderr
        yield Reference(folder / "archive", count_captures(folder / "archive"), arguments)


def count_captures(archive: Path) -> int:
    """Return how many answers an archive holds, 0 where there is none yet."""
    try:
        return int(one(archive, "SELECT count(*) FROM captures"))
    except sqlite3.OperationalError:  # no database yet, or no table
        return 0


def wait_for_captures(process: subprocess.Popen[str], archive: Path, wanted: int) -> None:
    """Wait until the crawl has kept so many answers (by its progress, for its pace depends on the machine)."""
    while process.poll() is None and count_captures(archive) < wanted:
        time.sleep(0.03)


@pytest.mark.long
def test_killed_at_random_moments_and_run_again(reference: Reference, tmp_path: Path) -> None:
    # The crawl is cut in tenths, so that early and late moments are among the ten of every run; the first is killed
    # before anything has been kept.
    tenth = reference.captures / KILLS
    moments = [int((number + random.random()) * tenth) for number in range(KILLS)]
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        killed = list(pool.map(lambda item: kill_and_go_on(reference, tmp_path / str(item[0]), item[1]),
                               enumerate(moments)))  # fmt: skip
    # A kill that comes after the end tests nothing.
    assert sum(killed) >= KILLS - 2


def kill_and_go_on(reference: Reference, archive: Path, moment: int) -> bool:
    """Kill a crawl after so many answers and a little, run it again to its end, and compare; was it still at work?"""
    process = start(*reference.arguments, "--archive", archive)
    wait_for_captures(process, archive, moment)
    time.sleep(random.random() * 0.1)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    ended = has_ended(archive)
    again = congtin(*reference.arguments, "--archive", archive)
    when = f"killed after {moment} answers"
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
                if record.rec_type not in {"warcinfo", "metadata"}:
                    found.append((warc, records.get_record_offset(), record.rec_headers.get_header("WARC-Target-URI")))
    assert sorted(found) == sorted(known)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
def test_stopped_by_a_signal_it_ends_in_order_and_goes_on(
    number: signal.Signals, reference: Reference, tmp_path: Path
) -> None:
    process = start(*reference.arguments, "--archive", tmp_path)
    wait_for_captures(process, tmp_path, reference.captures // 3)
    process.send_signal(number)
    output, errors = process.communicate(timeout=HANGS)
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
