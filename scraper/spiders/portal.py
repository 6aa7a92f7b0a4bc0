"""The one spider: a portal in, results into its store. An instance a portal.

It does four things: ask the frontier what to fetch, make the request, judge the answer, hand the result to the store.
What a page says is the business of :mod:`scraper.extract`, what to follow of :mod:`scraper.discovery`, where all of it
is kept of the store.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from scrapy import Request, Spider
from scrapy.utils.misc import load_object

from scraper.answers import answer_from_failure, answer_from_response, judged
from scraper.clock import now
from scraper.discovery import Discovery
from scraper.errors import PortalError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from typing import Self

    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from twisted.python.failure import Failure

    from scraper.portal import Portal
    from scraper.store import CrawlStore, CrawlSummary, Target

logger = logging.getLogger(__name__)


class PortalSpider(Spider):
    """Crawls one portal.

    Attributes:
        portal: the portal; set by :func:`scraper.spiderloader.spider_class`.
        summary: the balance of the crawl, once it has ended.
    """

    name = "portal"
    portal: Portal

    def __init__(self, *args: Any, store: CrawlStore | None = None, limit: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not hasattr(self, "portal"):
            raise PortalError("no portal is given; `scrapy list` names the declared ones")
        self._store = store
        self._left = int(limit) if limit is not None else None
        self.discovery = Discovery(self.portal)
        self.summary: CrawlSummary | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Make the spider; without a store of the caller's, the setting ``CONGTIN_STORE`` names who opens one."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        if spider._store is None:
            spider._store = load_object(crawler.settings["CONGTIN_STORE"])(crawler.settings)
        delay = crawler.settings.getfloat("DOWNLOAD_DELAY")
        spider.custom_retry_delay = max(delay, 1.0)
        return spider

    custom_retry_delay: float = 1.0

    @property
    def store(self) -> CrawlStore:
        """The archive this crawl goes into."""
        if self._store is None:
            raise PortalError("the crawl has no archive to go into")
        return self._store

    async def start(self) -> AsyncIterator[Any]:
        """Queue the seeds and what is due again. Requests come from the frontier, so nothing is yielded here."""
        self.store.begin(self.portal, self.discovery.seeds())
        for nothing in ():
            yield nothing

    def has_pending(self) -> bool:
        """Tell whether anything is left to ask for within the limit."""
        return self._left != 0 and self.store.has_pending()

    def next_request(self) -> Request | None:
        """Return the next request of the frontier, ``None`` where none may be made now."""
        if self._left == 0:
            return None
        target = self.store.next_target()
        if target is None:
            return None
        if self._left is not None:
            self._left -= 1
        return Request(
            target.url,
            callback=self.parse,
            errback=self.failed,
            headers=_conditions(target),
            dont_filter=True,
            meta={"target": target, "download_maxsize": self.settings.getint("DOWNLOAD_MAXSIZE")},
        )

    def parse(self, response: Response, **_: Any) -> None:
        """Judge an answer and keep the result."""
        target: Target = response.meta["target"]
        answer = answer_from_response(response, now())
        self.store.save(judged(target, answer, self.discovery, self.custom_retry_delay))

    def failed(self, failure: Failure) -> None:
        """Keep the result of a request that brought no answer."""
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy sets it
        target: Target = request.meta["target"]
        self.store.save(answer_from_failure(target, failure.value, now(), self.custom_retry_delay))

    def closed(self, reason: str) -> None:
        """End the crawl with its balance; Scrapy calls this with why it closed the spider."""
        for what, count in self.discovery.cut.items():
            self.store.cut(what, count)
        self.summary = self.store.finish("limit" if self._left == 0 and reason == "finished" else reason)


def _conditions(target: Target) -> dict[str, str]:
    headers = {}
    if target.etag:
        headers["If-None-Match"] = target.etag
    if target.last_modified:
        headers["If-Modified-Since"] = target.last_modified
    return headers
