"""Processes that read beside a crawl: how many are needed, and what becomes of a page that one of them dies of."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from pickle import UnpicklingError

import pytest

from scraper.extract.template import NO_TEMPLATE
from scraper.page_reading import PageToRead, packed, read
from scraper.portal import Portal
from scraper.reader_process import ReaderDiedError
from scraper.readers import Readers, readers_needed

PORTAL = Portal(id="xa", name="UBND xã", url="https://xa.example.gov.vn/")
DESCRIBED = packed(PORTAL, NO_TEMPLATE)
MOMENT = datetime(2026, 3, 5, tzinfo=UTC)


def page(number: int) -> PageToRead:
    body = f"<title>Tin {number}</title><h1>Xã họp lần thứ {number}</h1><p>{'Hội nghị triển khai nhiệm vụ. ' * 20}"
    url = f"https://xa.example.gov.vn/tin/{number}.html"
    return PageToRead(body.encode(), url, {"Content-Type": "text/html; charset=utf-8"}, PORTAL, MOMENT, NO_TEMPLATE)


@pytest.mark.parametrize(
    ("portals", "delay", "cores", "needed"),
    [
        (1, 0.0, 8, 0),  # one page at a time
        (2, 0.0, 8, 0),
        (20, 2.0, 8, 0),  # ten pages a second
        (200, 2.0, 1, 0),
        (200, 2.0, 2, 2),
        (200, 2.0, 64, 2),
        (200, 1.0, 64, 4),
        (60, 0.0, 4, 4),
    ],
)
def test_no_more_processes_than_what_may_be_asked_needs(portals: int, delay: float, cores: int, needed: int) -> None:
    assert readers_needed(portals, delay, cores) == needed


def test_pages_are_read_side_by_side_and_each_is_given_to_who_asked() -> None:
    async def all_of_them() -> list[str | None]:
        with Readers(2) as readers:
            found = await asyncio.gather(*(readers.read(page(number), DESCRIBED) for number in range(12)))
        return [one.article.title for one in found]

    assert asyncio.run(all_of_them()) == [read(page(number)).article.title for number in range(12)]


def test_a_portals_pages_go_to_one_process_unless_too_many_wait_for_it() -> None:
    readers = Readers(2)
    first, second = readers._reader_of("a"), readers._reader_of("b")
    assert first is not second
    assert readers._reader_of("c") is readers._reader_of("a") is first
    first.pages = 3
    assert readers._reader_of("a") is first
    first.pages = 4
    assert readers._reader_of("a") is second, "what reads for long holds up few"
    second.pages = 1
    assert readers._reader_of("a") is first


@pytest.mark.parametrize("is_fork", [False, True])
def test_a_process_that_dies_is_told_to_its_page_alone_and_replaced(is_fork: bool) -> None:
    async def killed() -> tuple[list[object], int, str | None]:
        with Readers(2) as readers:
            await asyncio.gather(readers.read(page(0), DESCRIBED), readers.read(page(1), DESCRIBED))
            first = readers._processes[0].pid
            assert first is not None
            victim = int(Path(f"/proc/{first}/task/{first}/children").read_text()) if is_fork else first
            os.kill(victim, signal.SIGKILL)
            found = await asyncio.gather(
                *(readers.read(page(number), DESCRIBED) for number in range(6)), return_exceptions=True
            )
            after = await readers.read(page(7), DESCRIBED)
            return [type(one) for one in found if isinstance(one, BaseException)], readers.deaths, after.article.title

    assert asyncio.run(killed()) == ([ReaderDiedError], 1, "Xã họp lần thứ 7")


def test_processes_end_with_whoever_started_them() -> None:
    program = (
        "import asyncio, os, signal\n"
        "from scraper.readers import Readers\n"
        "from tests.scraper.test_readers import DESCRIBED, page\n"
        "async def crawl():\n"
        "    with Readers(2) as readers:\n"
        "        await asyncio.gather(*(readers.read(page(number), DESCRIBED) for number in range(4)))\n"
        "        print(readers._processes[0].pid, flush=True)\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "asyncio.run(crawl())\n"
    )
    # Standard output is read to its end, which comes when the last process that has inherited it has ended.
    ended = subprocess.run([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, timeout=300, check=False)
    assert ended.returncode == -signal.SIGKILL
    assert int(ended.stdout) > 0


def test_what_a_page_comes_to_in_a_process_is_raised_here_and_the_process_reads_on() -> None:
    async def read_after_failure() -> tuple[int, str | None]:
        with Readers(1) as readers:
            await readers.read(page(0), DESCRIBED)
            with pytest.raises(UnpicklingError):
                await readers.read(page(1), b"no portal")
            return readers.deaths, (await readers.read(page(2), DESCRIBED)).article.title

    assert asyncio.run(read_after_failure()) == (0, "Xã họp lần thứ 2")


def test_an_answer_that_nobody_waits_for_any_more_is_given_to_nobody_else() -> None:
    async def stopped() -> str | None:
        with Readers(1) as readers:
            reading = asyncio.ensure_future(readers.read(page(0), DESCRIBED))
            await asyncio.sleep(0)  # it has been sent
            reading.cancel()
            return (await readers.read(page(1), DESCRIBED)).article.title

    assert asyncio.run(stopped()) == "Xã họp lần thứ 1"


def test_a_page_and_an_answer_larger_than_the_line_holds_come_whole() -> None:
    large = replace(page(3), body=page(3).body + "<p>Đại biểu phát biểu tại hội nghị. ".encode() * 40_000)

    async def both() -> list[str]:
        with Readers(1) as readers:
            return [(await readers.read(one, DESCRIBED)).article.text for one in (large, page(4))]

    assert asyncio.run(both()) == [read(large).article.text, read(page(4)).article.text]
