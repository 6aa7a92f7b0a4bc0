"""Processes that read beside a crawl: how many are needed, and what becomes of a page that one of them dies of."""

from __future__ import annotations

import asyncio
import os
import signal
from datetime import UTC, datetime

import pytest

from scraper.extract.template import NO_TEMPLATE
from scraper.page_reading import PageToRead, packed, read
from scraper.portal import Portal
from scraper.readers import ReaderDiedError, Readers, readers_needed

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


def test_a_process_that_dies_is_told_to_its_page_alone_and_replaced() -> None:
    async def killed() -> tuple[list[object], int, str | None]:
        with Readers(2) as readers:
            await asyncio.gather(readers.read(page(0), DESCRIBED), readers.read(page(1), DESCRIBED))
            victim = next(iter(readers._readers[0].process._processes))
            os.kill(victim, signal.SIGKILL)
            found = await asyncio.gather(
                *(readers.read(page(number), DESCRIBED) for number in range(6)), return_exceptions=True
            )
            after = await readers.read(page(7), DESCRIBED)
            return [type(one) for one in found if isinstance(one, BaseException)], readers.deaths, after.article.title

    assert asyncio.run(killed()) == ([ReaderDiedError], 1, "Xã họp lần thứ 7")
