"""The one spider: a portal in, results into its store. An instance a portal.

It does four things: ask the frontier what to fetch, make the request, judge the answer, hand the result to the store.
What an answer comes to is the business of :mod:`scraper.visit`, what a page says of :mod:`scraper.extract`, what to
follow of :mod:`scraper.discovery`, where all of it is kept of the store.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from scrapy import Request, Spider, signals
from scrapy.utils.misc import load_object

from scraper.answers import answer_from_failure, answer_from_response
from scraper.breaker import MAX_SILENCE, Breaker
from scraper.browser.reading import PortalBrowser
from scraper.clock import now
from scraper.declared_lists import LAST_PRIORITY
from scraper.errors import ArchiveError, BrowserError, CongtinError, PortalError
from scraper.robots import RobotsUnreadable
from scraper.store import REQUEST_BUDGET, CrawlSummary
from scraper.visit import Visit, our_failure

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from typing import Self

    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from twisted.python.failure import Failure

    from scraper.discovery import Discovery
    from scraper.portal import Portal
    from scraper.readers import Readers
    from scraper.store import Answer, CrawlStore, PageResult, Target

logger = logging.getLogger(__name__)

# A firewall may check at one address (a search, a form) and let robots through everywhere else; so many checks in a row
# mean that it does so nowhere.
MAX_CHECKS = 3
# Seconds before a second try, however short the delay between requests is.
LEAST_RETRY_DELAY = 1.0
_NO_REQUESTS: tuple[Request, ...] = ()
_Told = TypeVar("_Told")


class PortalSpider(Spider):
    """Crawls one portal.

    Attributes:
        portal: the portal; set by :func:`scraper.spiderloader.spider_class`.
        summary: the balance of the crawl, once it has ended.
    """

    name = "portal"
    portal: Portal

    def __init__(
        self,
        *args: Any,
        store: CrawlStore | None = None,
        limit: int | None = None,
        readers: Readers | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if not hasattr(self, "portal"):
            raise PortalError("no portal is given; `scrapy list` names the declared ones")
        self._store = store
        self._readers = readers
        self._limit = REQUEST_BUDGET if limit is None else int(limit)
        self._left = self._limit
        self._retry_delay = LEAST_RETRY_DELAY
        self._silence = 0
        self._checks = 0
        self._put_last: set[str] = set()
        self._has_begun = False
        self._stopped_for: str | None = None
        self._in_hand = 0  # requests whose answer has not been judged
        self._browser: PortalBrowser | None = None
        self._visit = Visit(self.portal)
        self.summary: CrawlSummary | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Make the spider; without a store of the caller's, the setting ``CONGTIN_STORE`` names who opens one."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        if spider._store is None:
            spider._store = load_object(crawler.settings["CONGTIN_STORE"])(crawler.settings)
        spider._browser = PortalBrowser(crawler, spider.portal)
        crawler.signals.connect(spider._browser.close, signals.spider_closed)
        spider._retry_delay = max(crawler.settings.getfloat("DOWNLOAD_DELAY"), LEAST_RETRY_DELAY)
        return spider

    @property
    def store(self) -> CrawlStore:
        """The archive this crawl goes into."""
        if self._store is None:
            raise PortalError("the crawl has no archive to go into")
        return self._store

    @property
    def discovery(self) -> Discovery:
        """What addresses of the portal have brought, and which are worth asking for."""
        return self._visit.discovery

    @property
    def browser(self) -> PortalBrowser:
        """What reads the pages that a script builds."""
        if self._browser is None:
            raise PortalError("the spider has no crawl; Scrapy makes it with from_crawler")
        return self._browser

    async def start(self) -> AsyncIterator[Any]:
        """Queue the seeds and what is due again. Requests come from the frontier, so nothing is yielded here."""
        self._or_stop(self._begin)
        for request in _NO_REQUESTS:
            yield request

    def _begin(self) -> None:
        self._visit.begin(self.store)
        self._has_begun = True
        self._breaker = Breaker(self._retry_delay, self.store.silence())
        if self.store.needs_browser():
            self.browser.keep()
        self._stop_without_browser()

    def announce(self, sitemaps: list[str]) -> None:
        """Take note of the sitemaps that robots.txt names."""
        if sitemaps:
            self._or_stop(lambda: self._visit.announce(sitemaps, self.store))

    def has_pending(self) -> bool:
        """Tell whether anything is left to ask for within the limit."""
        return self._left != 0 and self._stopped_for is None and self._told(self.store.has_pending, otherwise=False)

    def next_request(self) -> Request | None:
        """Return the next request of the frontier, ``None`` where none may be made now."""
        if self._left == 0 or self._stopped_for is not None:
            return None
        if self._in_hand:  # what an answer says decides what is worth asking for next
            return None
        target = self._next_target()
        if target is None:
            return None
        self._left -= 1
        self._in_hand += 1
        return Request(
            target.url,
            callback=self.parse,
            errback=self.failed,
            # The condition would be on the document that was sent, not on what a script fetches into it; what is asked
            # for to be compared is wanted whole.
            headers=_fields(target, is_conditional=not self.browser.is_kept_to and target.probe is None),
            dont_filter=True,
            meta={"target": target},
        )

    def _next_target(self) -> Target | None:
        """Return what to ask for next; what is in doubt waits until all else has been read, and may be left out."""
        while (target := self._told(self.store.next_target, otherwise=None)) is not None:
            doubt = self._told(partial(self.discovery.doubt, target), otherwise=None) if target.probe is None else None
            if doubt is None:
                return target if self._stopped_for is None else None
            if target.key in self._put_last:
                self._or_stop(lambda left=target, why=doubt: self.store.leave_out(left, why))  # type: ignore[misc]
            else:
                self._put_last.add(target.key)
                self._or_stop(lambda left=target: self.store.put_last(left, LAST_PRIORITY))  # type: ignore[misc]
            if self._stopped_for is not None:
                break
        return None

    async def parse(self, response: Response, **_: Any) -> None:
        """Judge an answer and keep the result; a page that a script builds is read in a browser before."""
        target: Target = response.meta["target"]
        answer = answer_from_response(response, now())
        try:
            result = await self._read(target, response, answer)
        except BrowserError as error:
            result = answer_from_failure(target, error, now(), self._retry_delay)
        except Exception as error:
            logger.debug("%s: the answer could not be judged", answer.url, exc_info=True)
            result = our_failure(target, answer, error)
        await self._queue_ahead(result)
        self._in_hand -= 1
        self._note_silence(result)
        self._keep(result)
        self._note_end(result)
        self._stop_without_browser()

    async def _read(self, target: Target, response: Response, answer: Answer) -> PageResult:
        """Return what an answer comes to.

        Raises:
            BrowserError: its page is built by a script, and could not be read in the browser.
        """
        if self.browser.is_due(answer):
            answer = await self.browser.read(response, answer)
        result = await self._judged(target, answer)
        if not self.browser.may_help(result):
            return result
        answer = await self.browser.read(response, answer)
        if self.browser.is_kept_to:
            self._or_stop(self.store.keep_to_browser)
        return await self._judged(target, answer)

    async def _judged(self, target: Target, answer: Answer) -> PageResult:
        if self._readers is None:
            return self._visit.judged(target, answer, self._retry_delay)
        return await self._visit.judged_beside(target, answer, self._retry_delay, self._readers)

    def failed(self, failure: Failure) -> None:
        """Keep the result of a request that brought no answer."""
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy sets it
        target: Target = request.meta["target"]
        self._in_hand -= 1
        error = failure.value or RuntimeError("no reason given")
        result = answer_from_failure(target, error, now(), self._retry_delay)
        self._note_silence(result)
        self._keep(result)
        if isinstance(error, RobotsUnreadable):  # nothing may be asked for now: the rest stays for the next run
            self._stop(str(error))

    def _note_silence(self, result: PageResult) -> None:
        """Leave a host alone that does not answer; where it has not done so after a pause either, the run ends."""
        pause = self._breaker.note(result)
        if pause is None:
            return
        result.pause = max(pause, result.pause or 0.0)
        if self._breaker.has_tried:
            self._stop(f"the portal did not answer {MAX_SILENCE} times in a row, nor after a pause ({result.reason})")

    def closed(self, reason: str) -> None:
        """End the crawl with its balance; Scrapy calls this with why it closed the spider."""
        if self._stopped_for is not None:
            reason = self._stopped_for
        elif reason == "finished" and self._left == 0:
            reason = "limit"
        self.summary = CrawlSummary(self.portal.id, 0, "incomplete" if self._has_begun else "failed", [reason], {})
        if self._has_begun:
            with suppress(ArchiveError):  # an archive that cannot be written cannot be told of it either
                self.summary = self.store.finish(reason, self._limit)
        level = logging.INFO if self.summary.outcome == "ok" else logging.WARNING
        logger.log(level, "%s: %s: %s", self.portal.id, self.summary.outcome, "; ".join(self.summary.notes))

    def _note_end(self, result: PageResult) -> None:
        """End the run where an answer says that nothing more will come of the portal: at its front, or time and again.

        What was refused by a check has its state and reason; what the rest of the portal answers is not known by it.
        """
        self._checks = self._checks + 1 if result.ends_run else 0
        is_all = result.outcome != "refused" or self._checks >= MAX_CHECKS
        if result.ends_run and result.reason and (is_all or self.discovery.is_start_page(result.target.url)):
            self._stop(result.reason)

    async def _queue_ahead(self, result: PageResult) -> None:
        """Queue what a long list names, piece by piece; other portals have their turn in between."""
        try:
            for _ in self._visit.queue_ahead(result, self.store):
                await asyncio.sleep(0)
        except CongtinError as error:
            self._stop(str(error))

    def _keep(self, result: PageResult) -> None:
        self._or_stop(lambda: self._visit.keep(result, self.store))

    def _or_stop(self, action: Callable[[], None]) -> None:
        """Do what needs the archive; end the crawl where the archive cannot be written any more."""
        try:
            action()
        except CongtinError as error:
            self._stop(str(error))

    def _told(self, question: Callable[[], _Told], *, otherwise: _Told) -> _Told:
        """Return what the archive says; end the crawl where it cannot be read any more."""
        try:
            return question()
        except CongtinError as error:
            self._stop(str(error))
            return otherwise

    def _stop_without_browser(self) -> None:
        """End the crawl where its pages need a browser and there is none: read as sent they would have lost all."""
        lacking = self.browser.why_not() if self.browser.is_kept_to else None
        if lacking is not None:
            self._stop(lacking)

    def _stop(self, reason: str) -> None:
        """Ask for nothing more: the crawl ends when what is on its way has come in."""
        self._stopped_for = self._stopped_for or reason


def _fields(target: Target, *, is_conditional: bool) -> dict[str, str]:
    """Return the request's header fields: conditions where a good copy is known, no encoding where one went wrong."""
    fields = {}
    if target.etag and is_conditional:
        fields["If-None-Match"] = target.etag
    if target.last_modified and is_conditional:
        fields["If-Modified-Since"] = target.last_modified
    if target.tries:
        fields["Accept-Encoding"] = "identity"
    return fields
