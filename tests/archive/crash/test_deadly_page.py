"""One address of a portal takes every process with it that reads it: the crawl comes to its end all the same."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from scraper.reading_guard import TRIED_FROM
from tests.portals.command import HANGS, books_balance, congtin, one, rows, tables
from tests.portals.server import LoopbackPortal, page

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[3]
TEXT = "Sáng nay, xã tổ chức hội nghị triển khai nhiệm vụ trọng tâm của năm, có đông đủ cán bộ về dự. " * 4
DEADLY = "/tin/bai-3.html"
# The real command; only what reads a page dies at one address. A process that tries the page runs the head of it too.
CRAWL = f"""
import os, signal, sys
from scraper import page_answers
read = page_answers.analyse
def analyse(body, url, **options):
    if url.endswith("{DEADLY}"):
        if os.environ["DIES"] == "crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        os._exit(7)
    return read(body, url, **options)
page_answers.analyse = analyse
if __name__ == "__main__":
    sys.argv[0] = "congtin"
    from archive.cli import main
    main()
"""


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


def crawl(
    script: Path, url: str, archive: Path, how: str, now: str = "2024-03-10T08:00:00+07:00"
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(script), "crawl", url, "--archive", str(archive), "--allow-loopback", "--delay", "0"],
        capture_output=True, text=True, check=False, timeout=HANGS, cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT), "DIES": how, "CONGTIN_NOW": now},
    )  # fmt: skip


def without_moments(archive: Path) -> dict[str, list[str]]:
    """Return every row but when the gazetteer was loaded, which is a matter of the database."""
    return {table: found for table, found in tables(archive).items() if table != "unit_data"}


@pytest.mark.parametrize(("how", "code", "said"), [("crash", -signal.SIGSEGV, "SIGSEGV"), ("exit", 7, "exit code 7")])
def test_a_page_that_no_process_survives_is_kept_unread(tmp_path: Path, how: str, code: int, said: str) -> None:
    script, archive = tmp_path / "crawl.py", tmp_path / "archive"
    script.write_text(CRAWL, encoding="utf-8")
    with news() as portal:
        for _ in range(TRIED_FROM):
            assert crawl(script, portal.url, archive, how).returncode == code
        last = crawl(script, portal.url, archive, how)
        asked = portal.times_asked(DEADLY)
    assert last.returncode == 1, last.stdout + last.stderr  # suspect, for a page that is there was not read
    assert asked == TRIED_FROM + 1
    books_balance(archive)
    assert one(archive, "SELECT count(*) FROM articles") == 5
    [(outcome, reason, warc)] = rows(
        archive, "SELECT outcome, reason, warc FROM captures WHERE url LIKE ? ORDER BY id DESC LIMIT 1", f"%{DEADLY}"
    )
    assert outcome == "stored"
    assert said in reason
    assert warc is not None
    [problem] = rows(archive, "SELECT field, reason FROM problems WHERE url LIKE ?", f"%{DEADLY}")
    assert problem == ("extractor", reason)
    before = without_moments(archive)
    done = congtin("rebuild", "--archive", archive)  # with a reader that does not die: what was decided stands
    assert done.returncode == 0, done.stdout + done.stderr
    assert without_moments(archive) == before


def test_a_good_copy_stays_where_the_page_becomes_deadly(tmp_path: Path) -> None:
    script, archive = tmp_path / "crawl.py", tmp_path / "archive"
    script.write_text(CRAWL, encoding="utf-8")
    with news() as portal:
        first = congtin("crawl", portal.url, "--archive", archive, "--allow-loopback", "--delay", "0",
                        now="2024-03-10T08:00:00+07:00")  # fmt: skip
        assert first.returncode == 0, first.stdout + first.stderr
        before = one(archive, "SELECT text FROM articles WHERE url LIKE ?", f"%{DEADLY}")
        portal.pages[DEADLY] = page(f"<html><title>Tin</title><body><h1>Xã họp</h1><p>Khác. {TEXT}</p></body></html>")
        again = "2024-03-12T08:00:00+07:00"
        codes = [crawl(script, portal.url, archive, "exit", again).returncode for _ in range(TRIED_FROM + 1)]
    assert codes == [7] * TRIED_FROM + [1]
    assert one(archive, "SELECT text FROM articles WHERE url LIKE ?", f"%{DEADLY}") == before
    assert one(archive, "SELECT count(*) FROM articles WHERE gone_at IS NOT NULL") == 0
