"""Scrapy's scheduler as a window on the frontier: what to ask for next is in the archive, not in memory or a JOBDIR."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.core.scheduler import BaseScheduler

if TYPE_CHECKING:
    from scrapy import Request, Spider

    from scraper.spiders.portal import PortalSpider


class FrontierScheduler(BaseScheduler):
    """Hands out the requests of the spider's frontier, one after the other."""

    def __init__(self) -> None:
        self._spider: PortalSpider | None = None

    def open(self, spider: Spider) -> None:
        """Remember the spider, whose store is the frontier."""
        self._spider = spider  # type: ignore[assignment]  # the only spider class there is

    def has_pending_requests(self) -> bool:
        """Tell whether any address of this crawl is still to be asked for, now or after a wait."""
        return self._spider is not None and self._spider.has_pending()

    def enqueue_request(self, request: Request) -> bool:  # noqa: ARG002  Scrapy's interface
        """Refuse: nothing but the frontier may queue a request (a redirect or retry is an address of its own)."""
        return False

    def next_request(self) -> Request | None:
        """Return the next request that may be made now, ``None`` where none may."""
        return None if self._spider is None else self._spider.next_request()
