"""Many portals in one run: no more at a time than wanted, read by other processes or not, one of which may die."""

from __future__ import annotations

import threading
from contextlib import ExitStack
from pathlib import Path

import pytest

from archive.side_by_side import SharedSettings
from scraper.settings import CONGTIN_PARTS_SLOT
from tests.archive.crash.deadly_reader import DEADLY, DIES
from tests.portals.command import books_balance, congtin, one, rows, substance
from tests.portals.prefork import BEGINS_WITH
from tests.portals.server import Answering, LoopbackPortal, Reply, page

PORTALS, ARTICLES = 5, 6
TEXT = "Sáng nay, xã tổ chức hội nghị triển khai nhiệm vụ trọng tâm của năm, đồng chí Nguyễn Văn An, Bí thư, dự. " * 4


class Counted:
    """Portals of which it is counted how many are asked at a time: from the first answer to the last article's."""

    def __init__(self) -> None:
        self.most = 0
        self._asked: dict[int, set[str]] = {}
        self._lock = threading.Lock()

    def pages(self, number: int) -> dict[str, Answering]:
        def told(path: str, reply: Reply) -> Answering:
            def answer(_: int) -> Reply:
                with self._lock:
                    self._asked.setdefault(number, set()).add(path)
                    done = ARTICLES + 1
                    self.most = max(self.most, sum(len(paths) < done for paths in self._asked.values()))
                return reply

            return answer

        links = "".join(f'<li><a href="/tin/bai-{n}.html">Xã {number} họp lần thứ {n} năm</a></li>' for n in range(6))
        pages = {"/": page(f"<html><title>Xã {number}</title><body><ul>{links}</ul></body></html>")}
        for n in range(ARTICLES):
            pages[f"/tin/bai-{n}.html"] = page(
                f"<html><title>Tin {n}</title><body><h1>Xã {number} họp lần thứ {n} của năm</h1>"
                f"<span class=date>0{n + 1}/03/2024 08:00</span><p>{TEXT}</p></body></html>"
            )
        return {path: told(path, reply) for path, reply in pages.items()}


def crawl(archive: Path, urls: list[str], *options: str, environment: dict[str, str] | None = None) -> int:
    done = congtin(
        "crawl", *urls, "--archive", archive, "--allow-loopback", "--delay", "0", *options, environment=environment
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode


def test_no_more_portals_at_a_time_than_wanted_and_other_processes_read_the_same(tmp_path: Path) -> None:
    counted = Counted()
    with ExitStack() as stack:
        urls = [stack.enter_context(LoopbackPortal(counted.pages(number))).url for number in range(PORTALS)]
        assert crawl(tmp_path / "two", urls, "--at-once", "2", "--jobs", "2") == 0
        assert counted.most <= 2
        assert crawl(tmp_path / "all", urls, "--jobs", "0") == 0
    books_balance(tmp_path / "two")
    assert one(tmp_path / "two", "SELECT count(*) FROM crawls WHERE outcome = 'ok'") == PORTALS
    assert one(tmp_path / "two", "SELECT count(*) FROM articles") == PORTALS * ARTICLES
    assert one(tmp_path / "two", "SELECT count(*) FROM mentions") >= PORTALS * ARTICLES
    assert substance(tmp_path / "two") == substance(tmp_path / "all")


@pytest.mark.long
def test_a_page_that_kills_who_reads_it_costs_no_other_portal_anything(tmp_path: Path) -> None:
    archive, counted = tmp_path / "archive", Counted()
    dies = {BEGINS_WITH: "tests.archive.crash.deadly_reader", DIES: "crash"}
    with ExitStack() as stack:
        first, *others = (stack.enter_context(LoopbackPortal(counted.pages(number))) for number in range(3))
        for other in others:
            del other.pages[DEADLY]
        crawl(archive, [portal.url for portal in (first, *others)], "--jobs", "2", environment=dies)
        assert first.times_asked(DEADLY) == 1
    books_balance(archive)
    [(reason, warc)] = rows(
        archive, "SELECT reason, warc FROM captures WHERE url LIKE ? AND status = 200", f"%{DEADLY}"
    )
    assert "SIGSEGV" in reason
    assert warc is not None
    assert one(archive, "SELECT count(*) FROM articles") == 3 * (ARTICLES - 1)
    before = substance(archive)
    assert congtin("rebuild", "--archive", archive).returncode == 0
    assert substance(archive) == before


def test_a_crawlers_settings_are_its_own() -> None:
    settings = SharedSettings()
    settings.setmodule("archive.crawl_settings", priority="project")
    other, third = settings.copy(), settings.copy()
    other.set("DOWNLOAD_DELAY", 7.0, priority="cmdline")
    settings.set("DOWNLOAD_TIMEOUT", 5.0, priority="cmdline")
    assert other.getfloat("DOWNLOAD_TIMEOUT") == third.getfloat("DOWNLOAD_TIMEOUT") == 60.0
    assert third.getfloat("DOWNLOAD_DELAY") == 2.0
    other["EXTENSIONS"].set("scrapy.extensions.memusage.MemoryUsage", None, priority="cmdline")
    other["DOWNLOAD_SLOTS"][CONGTIN_PARTS_SLOT] = {}
    other.freeze()
    assert settings.getfloat("DOWNLOAD_DELAY") == 2.0
    assert settings["EXTENSIONS"]["scrapy.extensions.memusage.MemoryUsage"] == 0
    assert settings["DOWNLOAD_SLOTS"][CONGTIN_PARTS_SLOT]
    assert not settings.frozen
    assert {name: settings[name] for name in settings} != {name: other[name] for name in other}
    assert settings.copy().copy_to_dict() == settings.copy_to_dict()
