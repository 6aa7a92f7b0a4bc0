"""One address of a portal takes every process with it that reads it: the crawl comes to its end all the same."""

from __future__ import annotations

import signal
import subprocess
from pathlib import Path

import pytest

from scraper.reading_guard import TRIED_FROM
from tests.archive.crash.deadly_reader import DEADLY, DIES
from tests.portals.command import books_balance, congtin, one, rows, tables
from tests.portals.prefork import BEGINS_WITH
from tests.portals.server import LoopbackPortal, page

pytestmark = pytest.mark.long

TEXT = "Sáng nay, xã tổ chức hội nghị triển khai nhiệm vụ trọng tâm của năm, có đông đủ cán bộ về dự. " * 4
FIRST, AGAIN = "2024-03-10T08:00:00+07:00", "2024-03-12T08:00:00+07:00"


def news() -> LoopbackPortal:
    links = "".join(
        f'<li><a href="/tin/bai-{number}.html">Xã họp lần thứ {number} của năm</a></li>' for number in range(6)
    )
    return LoopbackPortal({
        "/robots.txt": page("", 404),
        "/": page(f"<html><title>Xã</title><body><ul>{links}</ul></body></html>"),
        **{
            f"/tin/bai-{number}.html": page(
                f"<html><title>Tin {number}</title><body><h1>Xã họp lần thứ {number} của năm</h1>"
                f"<span class=date>0{number + 1}/03/2024 08:00</span><p>{TEXT}</p></body></html>"
            )
            for number in range(6)
        },
    })  # fmt: skip


def crawl(url: str, archive: Path, how: str | None, now: str = FIRST) -> subprocess.CompletedProcess[str]:
    """Crawl with a reader that dies at one address; ``how`` is ``None``: it lives."""
    dies = {BEGINS_WITH: "tests.archive.crash.deadly_reader", DIES: how} if how else {}
    options = ("--archive", archive, "--allow-loopback", "--delay", "0")
    return congtin("crawl", url, *options, now=now, environment=dies)


def unread(archive: Path) -> str:
    """Return why the page was not read at the last visit; it is kept as it came, and a problem says the same."""
    [(outcome, reason, warc)] = rows(
        archive, "SELECT outcome, reason, warc FROM captures WHERE url LIKE ? ORDER BY id DESC LIMIT 1", f"%{DEADLY}"
    )
    assert outcome == "stored"
    assert warc is not None
    problems = rows(archive, "SELECT field, reason FROM problems WHERE url LIKE ?", f"%{DEADLY}")
    assert ("extractor", reason) in problems
    return str(reason)


def without_moments(archive: Path) -> dict[str, list[str]]:
    """Return every row but when the gazetteer was loaded, which is a matter of the database."""
    return {table: found for table, found in tables(archive).items() if table != "unit_data"}


def test_a_page_that_no_process_survives_is_kept_unread(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    with news() as portal:
        for _ in range(TRIED_FROM):
            assert crawl(portal.url, archive, "crash").returncode == -signal.SIGSEGV
        last = crawl(portal.url, archive, "crash")
        asked = portal.times_asked(DEADLY)
    assert last.returncode == 1, last.stdout + last.stderr  # suspect, for a page that is there was not read
    assert asked == TRIED_FROM + 1
    books_balance(archive)
    assert one(archive, "SELECT count(*) FROM articles") == 5
    assert "SIGSEGV" in unread(archive)
    before = without_moments(archive)
    done = congtin("rebuild", "--archive", archive)  # with a reader that does not die: what was decided stands
    assert done.returncode == 0, done.stdout + done.stderr
    assert without_moments(archive) == before


def test_a_good_copy_stays_where_the_page_becomes_deadly(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    with news() as portal:
        first = crawl(portal.url, archive, None)
        assert first.returncode == 0, first.stdout + first.stderr
        before = one(archive, "SELECT text FROM articles WHERE url LIKE ?", f"%{DEADLY}")
        portal.pages[DEADLY] = page(f"<html><title>Tin</title><body><h1>Xã họp</h1><p>Khác. {TEXT}</p></body></html>")
        codes = [crawl(portal.url, archive, "exit", AGAIN).returncode for _ in range(TRIED_FROM + 1)]
    assert codes == [7] * TRIED_FROM + [1]
    assert "exit code 7" in unread(archive)
    books_balance(archive)
    assert one(archive, "SELECT text FROM articles WHERE url LIKE ?", f"%{DEADLY}") == before
    assert one(archive, "SELECT count(*) FROM articles WHERE gone_at IS NOT NULL") == 0
