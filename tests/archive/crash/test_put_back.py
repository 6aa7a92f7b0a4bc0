"""A database that is behind its stored pages, as after a failure of the power, takes in what it lacks."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from tests.archive.crash.killing import run
from tests.archive.crash.stored import kept, wait_until_kept
from tests.archive.replay.archives import differences, rebuilt
from tests.portals.command import crawl, rows, start, substance
from tests.portals.server import Answering, LoopbackPortal, Reply
from tests.portals.town import Town

pytestmark = pytest.mark.faults

# So many that a portal is far from read where the crawl is killed, however many answers are kept at once by then:
# a portal of which all is stored is rightly visited anew, from its start page on.
ARTICLES = 32


def copy_of_database(archive: Path, to: Path) -> None:
    with closing(sqlite3.connect(archive / "archive.db")) as here, closing(sqlite3.connect(to)) as there:
        here.backup(there)


def put_back(archive: Path, earlier: Path) -> None:
    for path in archive.glob("archive.db*"):
        path.unlink()
    shutil.copyfile(earlier, archive / "archive.db")


def killed_later(portal: LoopbackPortal, archive: Path, earlier: Path, first: int, second: int) -> list[tuple[str]]:
    """Copy the database after so many answers and kill the crawl after so many; returns which pages were kept then.

    The portal answers no more than that meanwhile: how many answers are kept at once depends on the machine.
    """
    pages, due = portal.pages, threading.Semaphore(first)
    kept_ones = {path: _when_due(answer, due) for path, answer in pages.items() if path != "/robots.txt"}
    portal.pages = pages | kept_ones
    process = start("crawl", portal.url, "--archive", archive, "--allow-loopback", "--delay", "0")
    wait_until_kept(process, archive, first)
    copy_of_database(archive, earlier)
    due.release(second - first)
    wait_until_kept(process, archive, second)
    assert process.poll() is None, process.communicate()
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    portal.pages = pages
    due.release(len(pages))  # for those who are still being answered
    return rows(archive, "SELECT url FROM captures ORDER BY id")


def _when_due(answer: Answering, due: threading.Semaphore) -> Answering:
    """Return the answer of a page that waits until it is its turn."""

    def answered(count: int) -> Reply:
        due.acquire()
        return answer(count) if callable(answer) else answer

    return answered


@pytest.mark.parametrize(("first", "second"), [(5, 12), (18, 30)])
def test_what_the_database_lacks_is_taken_in_and_not_asked_for_again(tmp_path: Path, first: int, second: int) -> None:
    archive, earlier = tmp_path / "archive", tmp_path / "earlier.db"
    with LoopbackPortal() as portal:
        portal.pages = Town.of(ARTICLES).pages(portal.url.rstrip("/"))
        whole = tmp_path / "whole"
        assert crawl(portal.url, whole).returncode == 0
        before = killed_later(portal, archive, earlier, first, second)
        assert len(before) < kept(whole), "killed while something was left to read"
        put_back(archive, earlier)
        assert kept(archive) < len(before) - 2
        portal.asked.clear()
        done = crawl(portal.url, archive)
        asked = [each.path for each in portal.asked]
    assert done.returncode == 0, done.stdout + done.stderr
    assert "were taken in" in done.stdout
    assert rows(archive, "SELECT url FROM captures ORDER BY id")[: len(before)] == before
    assert not {url.replace(portal.url, "/") for (url,) in before} & set(asked), "what is stored is not asked for again"
    assert substance(archive) == substance(whole)
    verified = run("verify", "--archive", archive)
    assert verified.code == 0, verified.output
    assert differences(archive, rebuilt(archive, tmp_path)) == {}


def test_a_database_of_which_manifests_are_newer_is_left_to_a_rebuild(tmp_path: Path) -> None:
    archive, earlier = tmp_path / "archive", tmp_path / "earlier.db"
    with LoopbackPortal() as portal:
        portal.pages = Town.of(6).pages(portal.url.rstrip("/"))
        assert crawl(portal.url, archive, "--limit", "5").returncode == 1
        copy_of_database(archive, earlier)
        assert crawl(portal.url, archive).returncode == 0
        put_back(archive, earlier)
        done = crawl(portal.url, archive)
        assert done.returncode == 1
        assert "congtin rebuild" in done.stdout + done.stderr
        assert kept(archive) == 5, "nothing was touched"
        assert run("rebuild", "--archive", archive).code == 0
        again = crawl(portal.url, archive)
        assert again.returncode == 0, again.stdout + again.stderr
