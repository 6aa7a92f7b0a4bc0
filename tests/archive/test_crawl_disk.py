"""A disk that is full, a portal that hangs, an archive that somebody else locks: the crawl says so and can go on."""

from __future__ import annotations

import os
import resource
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.portals.command import HANGS, books_balance, crawl, one, rows, start, substance
from tests.portals.server import LoopbackPortal, Reply, page
from tests.portals.town import Town

pytestmark = pytest.mark.long

PROJECT = Path(__file__).parents[2]


def file_size(most: int) -> Callable[[], None]:
    """Let no file of a process grow beyond ``most`` bytes: what a full disk looks like to SQLite and the page files."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


@pytest.mark.parametrize("most", [30_000, 400_000, 700_000])
def test_a_full_disk_stops_the_crawl_and_the_next_one_goes_on(tmp_path: Path, most: int) -> None:
    town = Town.of(30)
    archive = tmp_path / "archive"
    with LoopbackPortal() as portal:
        portal.pages = town.pages(portal.url.rstrip("/"))
        process = start("crawl", portal.url, "--archive", archive, "--allow-loopback", "--delay", "0",
                        preexec_fn=file_size(most))  # fmt: skip
        output, errors = process.communicate(timeout=HANGS)
        assert process.returncode == 1, output
        assert str(archive) in output + errors
        assert "cannot be" in output + errors
        assert "Traceback" not in errors
        again = crawl(portal.url, archive)
        assert again.returncode == 0, again.stdout + again.stderr
        articles = [asked.path for asked in portal.asked if "/bai-viet-" in asked.path and asked.status == 200]
    assert len(substance(archive)) == 30
    assert len(articles) <= 32, "what was kept before the disk was full is not asked for again"
    assert one(archive, "PRAGMA integrity_check") == "ok"
    books_balance(archive)


def test_a_lock_held_by_another_program_is_waited_for(tmp_path: Path) -> None:
    town = Town.of(10)
    with LoopbackPortal() as portal:
        portal.pages = town.pages(portal.url.rstrip("/"))
        assert crawl(portal.url, tmp_path, "--limit", "3").returncode == 1
        other = sqlite3.connect(tmp_path / "archive.db", isolation_level=None, check_same_thread=False)
        other.execute("BEGIN IMMEDIATE")
        release = threading.Timer(4.0, lambda: other.execute("COMMIT"))
        release.start()
        done = crawl(portal.url, tmp_path)
        release.join()
        other.close()
    assert done.returncode == 0, done.stdout + done.stderr
    assert one(tmp_path, "SELECT count(*) FROM articles") == 10


def test_a_portal_that_hangs_or_drips_is_left_after_the_time_is_over(tmp_path: Path) -> None:
    town = Town.of(6)
    with LoopbackPortal() as portal:
        portal.pages = town.pages(portal.url.rstrip("/"))
        home = portal.pages["/"]
        assert isinstance(home, Reply)
        links = '<a href="/treo">Trang bị treo</a><a href="/nho-giot">Trang nhỏ giọt</a>'
        portal.pages |= {
            "/": page(home.body.decode().replace("</main>", f"{links}</main>")),
            "/treo": Reply(b"x", delay=30.0),
            "/nho-giot": Reply(b"x" * 60, headers={"Content-Type": "text/html"}, drip=0.5),
        }
        declared = tmp_path / "mine.toml"
        declared.write_text(f'[songlam]\nname = "Sông Lam"\nurl = "{portal.url}"\n', encoding="utf-8")
        settings = {"CONGTIN_PORTALS": declared, "CONGTIN_ARCHIVE": tmp_path / "archive", "CONGTIN_ALLOW_LOOPBACK": 1,
                    "DOWNLOAD_DELAY": 0, "DOWNLOAD_TIMEOUT": 1}  # fmt: skip
        options = [part for name, value in settings.items() for part in ("-s", f"{name}={value}")]
        subprocess.run([sys.executable, "-m", "scrapy", "crawl", "songlam", *options], cwd=PROJECT, env=os.environ,
                       capture_output=True, timeout=HANGS, check=True)  # fmt: skip
    archive = tmp_path / "archive"
    found = rows(archive, "SELECT reason FROM frontier WHERE key LIKE '%/treo' OR key LIKE '%/nho-giot'")
    assert found == [("no complete answer in time (tried 3 times)",)] * 2
    assert one(archive, "SELECT count(*) FROM articles") == 6
    assert one(archive, "SELECT outcome FROM crawls") == "suspect"
