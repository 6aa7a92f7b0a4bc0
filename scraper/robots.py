"""robots.txt, obeyed as RFC 9309 says, its Crawl-delay too; the sitemaps it names are handed to discovery.

Scrapy's own middleware fetches pages when robots.txt answers 500 or does not answer at all; the RFC says that a portal
whose rules cannot be read is not to be crawled for now. 4xx means that there are no rules. Rules are used for a day at
most (2.4), so a run that takes longer asks for them again.
"""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http.request import NO_CALLBACK

from scraper.canonical import absolute_url
from scraper.clock import now
from scraper.content_encoding import BodyError, decoded_or_plain
from scraper.failures import failure_words_of
from scraper.pauses import PacedDownloader
from scraper.redirects import written_location
from scraper.retry_after import asked_to_wait

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler
    from scrapy.http import Response

logger = logging.getLogger(__name__)

_MAX_BYTES = 512 * 1024  # RFC 9309, 2.5: at least 500 KiB are to be read
_MAX_REDIRECTS = 5
_LEAST_TIME = 0.1  # seconds for a redirect to which no time is left
_MOST_SITEMAPS = 500  # lines of robots.txt; whoever has more has an index of them
_MAX_CRAWL_DELAY = 120.0  # seconds; beyond this a portal would never be finished


class ForbiddenByRobots(IgnoreRequest):
    """robots.txt forbids the address."""


class RobotsUnreadable(IgnoreRequest):
    """robots.txt could not be read, so nothing may be fetched for now.

    Attributes:
        wait: the seconds that the host asks to be left alone, ``None`` where it does not say.
    """

    def __init__(self, why: str, wait: float | None = None) -> None:
        super().__init__(f"robots.txt could not be read ({why}), so nothing is fetched for now")
        self.wait = wait


@dataclass(frozen=True, slots=True)
class _Unreadable:
    """Why there are no rules to be had, in words, and how long the host asks to be left alone."""

    why: str
    wait: float | None = None


_Rules = Protego | _Unreadable


class RobotsMiddleware:
    """Asks for robots.txt once a host and run, again after a day, and refuses what it forbids."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._agent = str(crawler.settings["USER_AGENT"])
        self._most_age = crawler.settings.getfloat("CONGTIN_ROBOTS_MAX_AGE")
        self._most_time = crawler.settings.getfloat("DOWNLOAD_TIMEOUT")
        self._rules: dict[str, tuple[float, asyncio.Future[_Rules]]] = {}  # by origin, with when they were asked for

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the middleware for one crawl."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Let the request pass, or raise what says why it may not be made.

        Raises:
            ForbiddenByRobots: the rules forbid it.
            RobotsUnreadable: the rules could not be read.
        """
        if request.meta.get("is_robots"):
            return
        rules = await self._rules_for(request.url)
        if isinstance(rules, _Unreadable):
            raise RobotsUnreadable(rules.why, rules.wait)
        if not rules.can_fetch(request.url, self._agent):
            raise ForbiddenByRobots("robots.txt forbids it")
        delay = rules.crawl_delay(self._agent)
        if delay and not request.meta.get("is_part"):  # a page is one visit, with all that it asks for
            self._slow_down(request, min(float(delay), _MAX_CRAWL_DELAY))

    def _announce(self, rules: _Rules) -> None:
        """Tell the spider which sitemaps robots.txt names, before the first page is judged."""
        announce = getattr(self._crawler.spider, "announce", None)
        if announce is not None and isinstance(rules, Protego):
            announce(list(islice(rules.sitemaps, _MOST_SITEMAPS)))

    async def _rules_for(self, url: str) -> _Rules:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        asked_at, waiting = self._rules.get(origin, (0.0, None))
        if waiting is None or (waiting.done() and time.monotonic() - asked_at > self._most_age):
            waiting = asyncio.get_running_loop().create_future()
            self._rules[origin] = time.monotonic(), waiting
            waiting.set_result(rules := await self._fetch(f"{origin}/robots.txt"))
            self._announce(rules)
        return await waiting

    async def _fetch(self, url: str) -> _Rules:
        """Return the rules, or why there are none to be had; all redirects share the time of one request."""
        engine = self._crawler.engine
        assert engine is not None  # noqa: S101  it is what called us
        end = time.monotonic() + self._most_time
        for _ in range(_MAX_REDIRECTS + 1):
            meta = {"is_robots": True, "download_timeout": max(end - time.monotonic(), _LEAST_TIME)}
            request = Request(url, meta=meta, callback=NO_CALLBACK, priority=1000)
            try:
                response = await engine.download_async(request)
            except Exception as error:
                return _Unreadable(await failure_words_of(error, urlsplit(url).hostname or ""))
            if not 300 <= response.status < 400:
                return _parsed(response)
            location = response.headers.get("Location")
            target = absolute_url(url, written_location(location.decode("latin-1")) or "") if location else None
            if target is None:
                return _Unreadable(f"status {response.status} without a usable Location")
            url = target
        return _Unreadable("too many redirects")

    def _slow_down(self, request: Request, delay: float) -> None:
        """Keep requests to the request's host as far apart as robots.txt asks for."""
        assert self._crawler.engine is not None  # noqa: S101  it is what called us
        downloader = self._crawler.engine.downloader
        assert isinstance(downloader, PacedDownloader)  # noqa: S101  scraper.settings says so
        slot = downloader.slot_of(request)
        if slot.delay < delay:
            logger.info("%s: robots.txt asks for %g s between requests", urlsplit(request.url).netloc, delay)
        slot.keep_apart(delay)


def _parsed(response: Response) -> _Rules:
    if 400 <= response.status < 500 and response.status != 429:
        return Protego.parse("")
    if response.status != 200:
        headers = [(name.decode("latin-1"), value.decode("latin-1")) for name, values in response.headers.items()
                   for value in (values if isinstance(values, list) else [values])]  # fmt: skip
        return _Unreadable(f"status {response.status}", asked_to_wait(headers, now()))
    encoding = response.headers.get("Content-Encoding")
    try:  # a file of no rules is often sent as an encoded one of no byte
        body = decoded_or_plain(response.body, encoding.decode("latin-1") if encoding and response.body else None)
    except BodyError as error:
        return _Unreadable(str(error))
    return Protego.parse(body[:_MAX_BYTES].decode("utf-8", "replace"))
