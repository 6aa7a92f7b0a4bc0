"""A pause is drawn once, and is in the mean as long as the settings say."""

from __future__ import annotations

import random
from itertools import pairwise
from statistics import mean
from typing import Any

import pytest
from scrapy import Request
from scrapy.core import downloader
from scrapy.utils.test import get_crawler
from twisted.internet.defer import Deferred

from scraper.pauses import PacedDownloader, PacedSlot

DELAY, JITTER = 2.0, 0.25
_TICK = 1e-6  # a timer never fires before its time


class Clock:
    """Time that stands still until the next timer is due."""

    def __init__(self) -> None:
        self.now = 1_000.0
        self.timers: list[tuple[float, Any, tuple[Any, ...]]] = []

    def call_later(self, delay: float, action: Any, *args: Any) -> object:
        self.timers.append((self.now + delay + _TICK, action, args))
        return object()

    def run_next(self) -> None:
        self.timers.sort(key=lambda timer: timer[0])
        self.now, action, args = self.timers.pop(0)
        action(*args)


def paced(monkeypatch: pytest.MonkeyPatch, clock: Clock) -> PacedDownloader:
    monkeypatch.setattr(downloader, "monotonic", lambda: clock.now)
    monkeypatch.setattr(downloader, "call_later", clock.call_later)
    # What leaves is not asked for here, only when it would be.
    monkeypatch.setattr(downloader, "_schedule_coro", lambda coroutine: coroutine.close())
    settings = {"DOWNLOAD_DELAY": DELAY, "DOWNLOAD_DELAY_JITTER": JITTER, "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
                "DOWNLOAD_SLOTS": {"parts": {"concurrency": 1, "delay": 0.2, "jitter": 0.0}}}  # fmt: skip
    made = PacedDownloader(get_crawler(settings_dict=settings))
    monkeypatch.setattr(made, "_start_slot_gc", lambda: None)
    return made


def test_pauses_are_in_the_mean_as_long_as_the_settings_say(monkeypatch: pytest.MonkeyPatch) -> None:
    random.seed("pauses")
    clock = Clock()
    paces = paced(monkeypatch, clock)
    request = Request("http://xa.example.vn/")
    _, slot = paces._get_slot(request)
    left = []
    for _ in range(2_000):
        slot.queue.append((request, Deferred()))
        paces._process_queue(slot)
        while slot.queue:
            clock.run_next()
        left.append(slot.lastseen)
    gaps = [after - before for before, after in pairwise(left)]
    assert min(gaps) >= DELAY * (1 - JITTER)
    assert max(gaps) <= DELAY * (1 + JITTER) + 2 * _TICK
    assert mean(gaps) == pytest.approx(DELAY, rel=0.02)


def test_a_slot_keeps_what_was_drawn_until_a_request_has_left() -> None:
    slot = PacedSlot(1, DELAY, JITTER)
    first = slot.download_delay()
    assert {slot.download_delay() for _ in range(9)} == {first}
    slot.delay = 10.0
    assert slot.download_delay() == pytest.approx(5 * first)
    drawn = set()
    for moment in range(9):
        slot.lastseen = float(moment + 1)
        drawn.add(slot.download_delay())
    assert len(drawn) == 9


@pytest.mark.parametrize(("asked", "longest"), [(1.0, DELAY * (1 + JITTER)), (2.0, 2.5), (3.0, 3.75)])
def test_no_pause_is_shorter_than_the_host_asks_for(asked: float, longest: float) -> None:
    slot = PacedSlot(1, DELAY, JITTER)
    slot.keep_apart(asked)
    slot.keep_apart(asked / 2)  # of another of its files
    drawn = []
    for moment in range(500):
        slot.lastseen = float(moment + 1)
        drawn.append(slot.download_delay())
    assert min(drawn) >= max(asked, DELAY * (1 - JITTER))
    assert max(drawn) <= longest


def test_settings_of_a_slot_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    paces = paced(monkeypatch, Clock())
    request = Request("http://xa.example.vn/")
    _, slot = paces._get_slot(request)
    assert (slot.concurrency, slot.delay, slot.jitter) == (1, DELAY, JITTER)
    assert paces._get_slot(request)[1] is slot
    _, parts = paces._get_slot(Request("http://xa.example.vn/a.js", meta={"download_slot": "parts"}))
    assert parts.download_delay() == 0.2
