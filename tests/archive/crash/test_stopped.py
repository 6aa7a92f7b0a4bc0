"""Stopped from outside, or listened to by nobody: a command ends in order, with a sentence and exit code 1."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.archive.crash.stored import every_capture_is_readable, wait_until_kept
from tests.portals.command import HANGS, books_balance, crawl, one, start, substance
from tests.portals.server import LoopbackPortal
from tests.portals.town import Town

pytestmark = pytest.mark.faults

ARTICLES = 15


@pytest.fixture(scope="module")
def portal() -> Iterator[LoopbackPortal]:
    with LoopbackPortal(delay=0.05) as site:
        site.pages = Town.of(ARTICLES).pages(site.url.rstrip("/"))
        yield site


def at_work(portal: LoopbackPortal, archive: Path, **options: object) -> subprocess.Popen[str]:
    """Return a crawl that has kept some answers."""
    process = start("crawl", portal.url, "--archive", archive, "--allow-loopback", "--delay", "0", **options)
    wait_until_kept(process, archive, 3)
    return process


def goes_on(portal: LoopbackPortal, archive: Path) -> None:
    books_balance(archive)
    every_capture_is_readable(archive)
    done = crawl(portal.url, archive)
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(substance(archive)) == ARTICLES


@pytest.mark.parametrize(
    "signals",
    [
        [signal.SIGTERM],
        [signal.SIGHUP],
        [signal.SIGINT, signal.SIGINT],
        [signal.SIGTERM, signal.SIGTERM, signal.SIGTERM],
    ],
    ids=["SIGTERM", "SIGHUP", "SIGINT twice", "SIGTERM thrice"],
)
def test_a_crawl_that_is_stopped_draws_its_balance(
    signals: list[signal.Signals], portal: LoopbackPortal, tmp_path: Path
) -> None:
    process = at_work(portal, tmp_path)
    for number in signals:
        process.send_signal(number)
        time.sleep(0.02)
    output, errors = process.communicate(timeout=HANGS)
    assert process.returncode == 1, output + errors
    assert "Traceback" not in errors
    # A further signal may meet what comes after the balance is drawn and before it is printed.
    insisted = len(signals) > 1 and "what was kept stays kept" in errors
    assert "stopped by a signal" in output or insisted, output + errors
    assert one(tmp_path, "SELECT outcome FROM crawls") == "incomplete"
    goes_on(portal, tmp_path)


def test_a_hangup_that_was_shut_out_stays_so(portal: LoopbackPortal, tmp_path: Path) -> None:
    """What ``nohup`` does."""
    process = at_work(portal, tmp_path, preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
    process.send_signal(signal.SIGHUP)
    output, errors = process.communicate(timeout=HANGS)
    assert process.returncode == 0, output + errors


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT], ids=["SIGTERM", "SIGHUP", "SIGINT"])
def test_any_other_command_says_what_stopped_it(number: signal.Signals, portal: LoopbackPortal, tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    assert crawl(portal.url, archive).returncode == 0
    before = substance(archive)
    process = start("rebuild", "--archive", archive)
    while process.poll() is None and not (archive / "archive.db.rebuilding-wal").exists():
        time.sleep(0.01)
    process.send_signal(number)
    output, errors = process.communicate(timeout=HANGS)
    assert process.returncode == 1, output + errors
    assert "Stopped by" in errors and "what was kept stays kept" in errors
    assert "Traceback" not in errors, errors
    assert not (archive / "archive.lock.json").exists(), "it was ended in order"
    assert substance(archive) == before


def test_nobody_listens_any_more(portal: LoopbackPortal, tmp_path: Path) -> None:
    """The parent has died, and both outputs are closed: the crawl comes to its end and only the code tells."""
    process = at_work(portal, tmp_path)
    assert process.stdout and process.stderr
    process.stdout.close()
    process.stderr.close()
    assert process.wait(timeout=HANGS) == 1
    assert one(tmp_path, "SELECT outcome FROM crawls") == "ok"
    goes_on(portal, tmp_path)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_an_output_that_takes_no_more_is_told(portal: LoopbackPortal, tmp_path: Path) -> None:
    assert crawl(portal.url, tmp_path).returncode == 0
    for verb in (["status"], ["export", "article_list"]):
        with Path("/dev/full").open("w") as full:
            code = "import sys; sys.argv[0] = 'congtin'; from archive.cli import main; main()"
            done = subprocess.run(
                [sys.executable, "-c", code, *verb, "--archive", tmp_path],
                stdout=full, stderr=subprocess.PIPE, text=True, timeout=HANGS, check=False,
            )  # fmt: skip
        assert done.returncode == 1, done.stderr
        assert "No space left on device" in done.stderr
        assert "Traceback" not in done.stderr, done.stderr
