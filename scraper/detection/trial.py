"""A trial visit: the spider of every crawl, with its manners, on a dozen pages, and nothing kept but in memory."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from scraper.clock import now
from scraper.detection.itinerary import Itinerary, Seen
from scraper.extract.template import NO_TEMPLATE
from scraper.spiders.portal import PortalSpider
from scraper.store import CrawlSummary, Target

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from typing import Self

    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from scraper.extract.template import Template
    from scraper.portal import Portal
    from scraper.store import CrawlStore, FoundLink, KnownPage, NotFoundPage, PageResult, Peer

MOST_REQUESTS = 12  # of pages; robots.txt comes on top
_LONGEST_WAIT = 30.0  # seconds for which a trial waits before it asks for the home page again


class TrialStore:
    """Implements :class:`scraper.store.CrawlStore` in memory: what to look at next is the itinerary's decision.

    Attributes:
        seen: what was asked for and what came back, in order.
        ended: why the visit ended, in the spider's words.
    """

    def __init__(self, itinerary: Itinerary) -> None:
        self._itinerary = itinerary
        self._in_flight: set[str] = set()
        self._not_before: datetime | None = None
        self._put_off: PageResult | None = None
        self.seen: list[Seen] = []
        self.ended: str | None = None

    def begin(self, portal: Portal, seeds: list[FoundLink]) -> None:
        """Do nothing: a trial goes on with no earlier one."""

    def known_pages(self) -> Iterable[KnownPage]:
        """Return nothing: no earlier run has read any page."""
        return ()

    def template(self) -> Template:
        """Return nothing: what articles share is learnt when a crawl ends."""
        return NO_TEMPLATE

    def not_found_pages(self) -> Iterable[NotFoundPage]:
        """Return nothing: a trial visit has no earlier one to doubt."""
        return ()

    def peers(self, target: Target) -> Iterable[Peer]:  # noqa: ARG002  the interface's
        """Return nothing: no article is known beforehand."""
        return ()

    def silence(self) -> int:
        """Return that nothing has been asked for yet."""
        return 0

    def needs_browser(self) -> bool:
        """Return that nothing is known: no earlier run has read any page."""
        return False

    def keep_to_browser(self) -> None:
        """Do nothing: nothing outlasts a trial."""

    def note_sitemaps(self, urls: Sequence[str]) -> None:
        """Do nothing: nothing outlasts a trial."""

    def reading_guard(self) -> None:
        """Return nothing: a trial has no later run."""

    def next_target(self) -> Target | None:
        """Return the next address to look at; one at a time, for each page decides on the next."""
        if self._in_flight or (self._not_before is not None and now() < self._not_before):
            return None
        stop = self._itinerary.next()
        if stop is None:
            return None
        self._in_flight.add(stop.key)
        return Target(stop.key, stop.url, depth=0, tries=stop.tries)

    def put_last(self, target: Target, priority: int) -> None:  # noqa: ARG002  CrawlStore's interface
        """Leave an address alone: there is enough else to look at."""
        self._in_flight.discard(target.key)

    def leave_out(self, target: Target, reason: str) -> None:  # noqa: ARG002  CrawlStore's interface
        """Leave an address alone."""
        self._in_flight.discard(target.key)

    def has_pending(self) -> bool:
        """Tell whether there is more to look at."""
        return bool(self._in_flight) or self._itinerary.has_more()

    def queue_ahead(self, target: Target, links: Sequence[FoundLink]) -> None:
        """Do nothing: a trial asks for a few pages, of which the list's last piece names enough."""

    def save(self, result: PageResult) -> None:
        """Remember a result and let the itinerary go on from it."""
        self._in_flight.discard(result.target.key)
        wait = max(result.retry_after or 0.0, result.pause or 0.0)
        again = result.retry_after is not None and wait <= _LONGEST_WAIT
        if again and self._itinerary.again(result.target):
            self._not_before = now() + timedelta(seconds=wait)
            self._put_off = result
            return
        self._not_before = self._put_off = None
        self.seen.append(self._itinerary.note(result))

    def finish(self, reason: str, limit: int = MOST_REQUESTS) -> CrawlSummary:  # noqa: ARG002  CrawlStore's interface
        """Remember why the visit ended."""
        self.ended = reason
        if self._put_off is not None:  # there was no time to ask again
            self.seen.append(self._itinerary.note(self._put_off))
        return CrawlSummary("", 0, "ok", [reason], {})


class TrialSpider(PortalSpider):
    """The spider on a trial visit; ``robots`` is the robots.txt that was found, by address."""

    name = "trial"
    robots: dict[str, tuple[int, str]]


class RobotsWitness:
    """A downloader middleware that remembers the robots.txt which :mod:`scraper.robots` asks for."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the middleware for one visit."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        """Let every answer pass; remember that of robots.txt."""
        if request.meta.get("is_robots") and isinstance(self._crawler.spider, TrialSpider):
            self._crawler.spider.robots[request.url] = (response.status, robots_text(response))
        return response


def robots_text(response: Response) -> str:
    """Return the text of a robots.txt, "" where its content encoding cannot be undone."""
    from scraper.content_encoding import BodyError, decoded_or_plain

    encoding = response.headers.get("Content-Encoding")
    try:
        body = decoded_or_plain(response.body, encoding.decode("latin-1") if encoding else None)
    except BodyError:
        return ""
    return body[: 512 * 1024].decode("utf-8-sig", "replace")


@dataclass(slots=True)
class Trial:
    """What a trial visit saw: pages in order, robots.txt by address, and why it ended."""

    portal: Portal
    seen: list[Seen] = field(default_factory=list)
    robots: dict[str, tuple[int, str]] = field(default_factory=dict)
    ended: str | None = None


def run_trial(portal: Portal, *, allow_loopback: bool = False, delay: float | None = None) -> Trial:
    """Visit a portal for a look; once a process, for Twisted's reactor runs but once.

    Args:
        portal: the portal, declared or made from an address.
        allow_loopback: let addresses on this machine through.
        delay: seconds between two requests, the project's own where ``None``.
    """
    from scrapy.crawler import CrawlerProcess
    from scrapy.settings import Settings

    settings = Settings()
    settings.setmodule("scraper.settings", priority="project")
    overrides: dict[str, Any] = {
        "CONGTIN_ALLOW_LOOPBACK": allow_loopback,
        "LOG_LEVEL": "ERROR",
        "CONCURRENT_REQUESTS": 1,
        "DOWNLOADER_MIDDLEWARES": {
            **settings.getdict("DOWNLOADER_MIDDLEWARES"),
            "scraper.detection.trial.RobotsWitness": 900,  # next to the network
        },
    }
    if delay is not None:
        overrides["DOWNLOAD_DELAY"] = delay
    settings.setdict(overrides, priority="cmdline")
    process = CrawlerProcess(settings)
    _quieten_twisted()
    robots: dict[str, tuple[int, str]] = {}
    spider = type("TrialSpider", (TrialSpider,), {"name": portal.id, "portal": portal, "robots": robots})
    store = TrialStore(Itinerary(portal, robots))
    as_the_spider_sees_it: CrawlStore = store
    process.crawl(process.create_crawler(spider), store=as_the_spider_sees_it, limit=MOST_REQUESTS)
    process.start()
    return Trial(portal, store.seen, robots, store.ended)


def _quieten_twisted() -> None:
    """Keep Twisted from printing a traceback for a wrong certificate: the result has the reason."""
    from twisted.logger import globalLogBeginner

    globalLogBeginner.beginLoggingTo([], discardBuffer=True, redirectStandardIO=False)
    logging.getLogger("twisted").setLevel(logging.CRITICAL + 1)
