"""Crawls of many portals in one process: so many at a time, each by a crawler of Scrapy's, the others wait their turn.

A crawl begins when the event loop has had a turn since the one before, so that portals whose crawl has begun are asked
and read while two hundred others are still being made ready.

Of portals on one host (communes of a province, as a path each) one is crawled after the other: every crawler keeps the
pause between its own requests, and so many would ask the host so many times as often.
"""

from __future__ import annotations

import asyncio
import copy
from typing import TYPE_CHECKING, Any, Self

from scrapy.crawler import CrawlerProcess
from scrapy.settings import BaseSettings, Settings, SettingsAttribute

from scraper.host_names import asked_host
from scraper.spiderloader import spider_class
from scraper.spiders.portal import PortalSpider
from scraper.store import CrawlSummary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from scrapy.crawler import Crawler
    from twisted.internet.defer import Deferred

    from scraper.portal import Portal
    from scraper.readers import Readers
    from scraper.store import CrawlStore

NO_TURN = "the run was stopped before the portal's turn came; nothing was asked for"
NOT_BEGUN = "the crawl ended before it began; see the log above"


class SharedSettings(Settings):
    """Settings whose copies share what cannot be changed: each crawler has a copy of all two hundred.

    Scrapy's own copy makes every value anew, most of them numbers and words: 2.2 ms of CPU and 77 kB where this takes
    0.3 and 30.
    """

    def copy(self) -> Self:
        """Return a copy that can be changed without changing this one."""
        other = copy.copy(self)
        other.attributes = {name: _copied(attribute) for name, attribute in self.attributes.items()}
        return other

    def set(self, name: Any, value: Any, priority: int | str = "project") -> None:
        """Store a value as Scrapy does, which changes the entry that is there: copies may have that one, too."""
        known = self.attributes.get(name)
        if known is not None:
            self.attributes[name] = SettingsAttribute(known.value, known.priority)
        super().set(name, value, priority)


def _copied(attribute: SettingsAttribute) -> SettingsAttribute:
    if isinstance(attribute.value, (BaseSettings, list, dict, set)):
        return SettingsAttribute(copy.deepcopy(attribute.value), attribute.priority)
    return attribute


class SideBySide(CrawlerProcess):
    """Crawls portals, so many at a time; a process can do this once, for Twisted's reactor cannot be started again.

    Args:
        settings: Scrapy's settings for all of them.
        at_once: how many are crawled at a time.
        store_for: makes the store of a portal's crawl, when its turn comes.
        limit: the most requests to a portal.
        readers: the processes that read pages, ``None`` where this one does.
    """

    def __init__(
        self,
        settings: Settings,
        at_once: int,
        store_for: Callable[[Portal], CrawlStore],
        limit: int,
        readers: Readers | None = None,
    ) -> None:
        super().__init__(settings)
        self._at_once = at_once
        self._options: dict[str, Any] = {"limit": limit, "readers": readers}
        self._store_for = store_for
        self._waiting: list[Portal] = []  # the next one last
        self._under_way: dict[str, Crawler] = {}
        self._hosts: dict[str, str] = {}  # of the portals under way
        self._summaries: dict[str, CrawlSummary] = {}

    def run(self, portals: Iterable[Portal]) -> list[CrawlSummary]:
        """Crawl the portals and return the balance of each, in their order."""
        asked = list(portals)
        self._waiting = asked[::-1]
        self._begin_next()  # the reactor is installed by the first crawler
        self.start()
        for portal in asked:
            if portal.id in self._under_way:  # Scrapy was stopped for the second time, and told nobody
                self._ended(portal)
        return [self._summaries.get(one.id) or CrawlSummary(one.id, 0, "incomplete", [NO_TURN], {}) for one in asked]

    def stop(self) -> Deferred[Any]:
        """Stop all crawls, in order; none begins any more."""
        self._waiting.clear()
        return super().stop()

    def _begin_next(self) -> None:
        """Begin the next portal's crawl where there is room for it, and the one after it in a turn of its own."""
        if not self._waiting or len(self._under_way) >= self._at_once:
            return
        portal = self._next()
        if portal is None:
            return
        crawler = self._under_way[portal.id] = self.create_crawler(spider_class(portal))
        ends = self.crawl(crawler, store=self._store_for(portal), **self._options)
        ends.addBoth(lambda result: self._go_on(portal, result))
        asyncio.get_event_loop().call_soon(self._begin_next)  # the loop that the reactor runs, or will run

    def _next(self) -> Portal | None:
        """Take the next portal whose host is not being asked, ``None`` where each has to wait for one that is."""
        asked = set(self._hosts.values())
        for place in range(len(self._waiting) - 1, -1, -1):
            portal = self._waiting[place]
            host = asked_host(portal.url)
            if host not in asked:
                self._hosts[portal.id] = host
                return self._waiting.pop(place)
        return None

    def _go_on(self, portal: Portal, result: Any) -> Any:
        self._ended(portal)
        self._begin_next()
        return result

    def _ended(self, portal: Portal) -> None:
        self._hosts.pop(portal.id, None)
        self._summaries[portal.id] = _summary(self._under_way.pop(portal.id), portal)


def _summary(crawler: Crawler, portal: Portal) -> CrawlSummary:
    if isinstance(crawler.spider, PortalSpider):
        if crawler.spider.summary is None:
            crawler.spider.closed("shutdown")
        if crawler.spider.summary is not None:
            return crawler.spider.summary
    return CrawlSummary(portal.id, 0, "failed", [NOT_BEGUN], {})
