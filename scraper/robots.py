"""robots.txt, obeyed as RFC 9309 says, its Crawl-delay too; the sitemaps it names are handed to discovery.

Scrapy's own middleware fetches pages when robots.txt answers 500 or does not answer at all; the RFC says that a portal
whose rules cannot be read is not to be crawled for now. 4xx means that there are no rules.
"""

from __future__ import annotations

import asyncio
import logging
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http.request import NO_CALLBACK

from scraper.canonical import absolute_url
from scraper.content_encoding import BodyError, decoded
from scraper.failures import failure_words_of

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler
    from scrapy.http import Response

logger = logging.getLogger(__name__)

_MAX_BYTES = 512 * 1024  # RFC 9309, 2.5: at least 500 KiB are to be read
_MAX_REDIRECTS = 5
_MOST_SITEMAPS = 500  # lines of robots.txt; whoever has more has an index of them
_MAX_CRAWL_DELAY = 120.0  # seconds; beyond this a portal would never be finished


class ForbiddenByRobots(IgnoreRequest):
    """robots.txt forbids the address."""


class RobotsUnreadable(IgnoreRequest):
    """robots.txt could not be read, so nothing may be fetched for now."""


class RobotsMiddleware:
    """Asks for robots.txt once a host and run, and refuses what it forbids."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._agent = str(crawler.settings["USER_AGENT"])
        self._rules: dict[str, asyncio.Future[Protego | str]] = {}

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
        if isinstance(rules, str):
            raise RobotsUnreadable(f"robots.txt could not be read ({rules}), so nothing is fetched for now")
        if not rules.can_fetch(request.url, self._agent):
            raise ForbiddenByRobots("robots.txt forbids it")
        delay = rules.crawl_delay(self._agent)
        if delay and not request.meta.get("is_part"):  # a page is one visit, with all that it asks for
            self._slow_down(request, min(float(delay), _MAX_CRAWL_DELAY))

    def _announce(self, rules: Protego | str) -> None:
        """Tell the spider which sitemaps robots.txt names, before the first page is judged."""
        announce = getattr(self._crawler.spider, "announce", None)
        if announce is not None and isinstance(rules, Protego):
            announce(list(islice(rules.sitemaps, _MOST_SITEMAPS)))

    async def _rules_for(self, url: str) -> Protego | str:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        waiting = self._rules.get(origin)
        if waiting is None:
            waiting = self._rules[origin] = asyncio.get_running_loop().create_future()
            waiting.set_result(rules := await self._fetch(f"{origin}/robots.txt"))
            self._announce(rules)
        return await waiting

    async def _fetch(self, url: str) -> Protego | str:
        """Return the rules, or in words why there are none to be had."""
        engine = self._crawler.engine
        assert engine is not None  # noqa: S101  it is what called us
        for _ in range(_MAX_REDIRECTS + 1):
            request = Request(url, meta={"is_robots": True}, callback=NO_CALLBACK, priority=1000)
            try:
                response = await engine.download_async(request)
            except Exception as error:
                return await failure_words_of(error, urlsplit(url).hostname or "")
            if not 300 <= response.status < 400:
                return _parsed(response)
            location = response.headers.get("Location")
            target = absolute_url(url, location.decode("latin-1")) if location else None
            if target is None:
                return f"status {response.status} without a usable Location"
            url = target
        return "too many redirects"

    def _slow_down(self, request: Request, delay: float) -> None:
        """Raise the pause of the request's host to what robots.txt asks for (Scrapy has no public way to)."""
        assert self._crawler.engine is not None  # noqa: S101  it is what called us
        _, slot = self._crawler.engine.downloader._get_slot(request)
        if slot.delay < delay:
            logger.info("%s: robots.txt asks for %g s between requests", urlsplit(request.url).netloc, delay)
            slot.delay = delay


def _parsed(response: Response) -> Protego | str:
    if 400 <= response.status < 500 and response.status != 429:
        return Protego.parse("")
    if response.status != 200:
        return f"status {response.status}"
    encoding = response.headers.get("Content-Encoding")
    try:
        body = decoded(response.body, encoding.decode("latin-1") if encoding else None)
    except BodyError as error:
        return str(error)
    return Protego.parse(body[:_MAX_BYTES].decode("utf-8", "replace"))
