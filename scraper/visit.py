"""What one run makes of a portal's answers, whoever brings them.

The spider brings them from the portal, a replay (:mod:`archive.replay`) from the stored pages; both judge and keep them
here, so that a database made anew from the pages is the one that the crawl made.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import nullcontext
from functools import cached_property, partial
from itertools import islice
from typing import TYPE_CHECKING

from scraper.answers import after_reading, before_reading, judged
from scraper.clock import standing
from scraper.discovery import Discovery
from scraper.errors import CongtinError
from scraper.extract.template import NO_TEMPLATE
from scraper.not_found.doubts import MOST_PUT_OFF, Doubts
from scraper.page_answers import unread_page
from scraper.page_reading import PageToRead, packed
from scraper.portal_ends import Front
from scraper.reader_process import ReaderDiedError
from scraper.store import PageResult

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from scraper.portal import Portal
    from scraper.readers import Readers
    from scraper.reading_guard import ReadingGuard
    from scraper.store import Answer, CrawlStore, FoundLink, Target

logger = logging.getLogger(__name__)

PIECE = 5_000  # addresses of a feed or sitemap that are queued in one transaction


class Visit:
    """One run of a crawl: what is known of the portal, and what becomes of its answers.

    Args:
        portal: the portal.

    Attributes:
        discovery: what addresses of the portal have brought, and which are worth asking for.
        template: what its articles are known to share.
    """

    def __init__(self, portal: Portal) -> None:
        self.portal = portal
        self.discovery = Discovery(portal)
        self.template = NO_TEMPLATE
        self._doubts: Doubts | None = None
        self._front: Front | None = None
        self._guard: ReadingGuard | None = None

    def begin(self, store: CrawlStore) -> None:
        """Queue the seeds and what is due again, and take over what earlier runs have learnt.

        Raises:
            ArchiveError: the archive cannot be written.
        """
        store.begin(self.portal, self.discovery.seeds())
        self._guard = store.reading_guard()
        self.template = store.template()
        self.discovery.learn(store.known_pages())
        self._doubts = Doubts(store.not_found_pages(), store.peers)
        self._front = Front(self.discovery, store.known_pages)

    def announce(self, sitemaps: Sequence[str], store: CrawlStore) -> None:
        """Take note of the sitemaps that robots.txt names, before the first answer of the run is judged.

        Raises:
            ArchiveError: the archive cannot be written.
        """
        self.discovery.lists.announce(sitemaps)
        store.note_sitemaps(sitemaps)

    def judged(self, target: Target, answer: Answer, retry_delay: float, *, is_last: bool = False) -> PageResult:
        """Return what an answer with a status comes to.

        Args:
            target: the address that was asked for.
            answer: what came back.
            retry_delay: the pause before the second try, in seconds.
            is_last: whether this is the last answer there will be, so that no doubt can be put off.
        """
        if self._is_unread(target, answer):
            return unread_page(target, answer, self.discovery)
        with self._reading(target):
            result = judged(target, answer, self.discovery, retry_delay, self.template)
        return self._in_its_light(result, is_last=is_last)

    async def judged_beside(self, target: Target, answer: Answer, retry_delay: float, readers: Readers) -> PageResult:
        """Return what :meth:`judged` does, the page read in another process; other portals have their turn meanwhile.

        A process that dies of the page is another death of a process at its address.

        Args:
            target: the address that was asked for.
            answer: what came back.
            retry_delay: the pause before the second try, in seconds.
            readers: the processes that read.

        Raises:
            ArchiveError: it cannot be noted what is read.
        """
        while not await self._is_found_unread(target, answer):
            with self._reading(target):
                step = before_reading(target, answer, self.discovery, retry_delay, self.template)
            if isinstance(step, PageToRead):
                try:
                    found = await readers.read(step, self._described)
                except ReaderDiedError:
                    self._note_death(target)
                    continue
                with self._reading(target):
                    step = after_reading(target, answer, self.discovery, found)
            return self._in_its_light(step, is_last=False)
        return unread_page(target, answer, self.discovery)

    async def _is_found_unread(self, target: Target, answer: Answer) -> bool:
        """Tell what :meth:`_is_unread` does; the trial of a page may take a minute, and others have their turn."""
        if self._guard is not None and self._guard.is_suspected(target):
            return await asyncio.to_thread(self._is_unread, target, answer)
        return self._is_unread(target, answer)

    @cached_property
    def _described(self) -> bytes:
        return packed(self.portal, self.template)

    def _is_unread(self, target: Target, answer: Answer) -> bool:
        """Tell whether an answer is kept without being read; it then says why."""
        if self._guard is not None and answer.unread is None:
            answer.unread = self._guard.why_unread(target, answer, self.template)
        return answer.unread is not None

    def _note_death(self, target: Target) -> None:
        if self._guard is None:
            raise CongtinError(f"{target.url}: the process that read the page died, and nobody counts such deaths")
        logger.warning("%s: a process ended at this page", target.url)
        self._guard.note_death(target)

    def _in_its_light(self, result: PageResult, *, is_last: bool) -> PageResult:
        """Return what an answer comes to by what is known of the portal beside it."""
        result.annotate = partial(self._annotate, result.target, result.annotate)
        if self._front is not None:
            result = self._front.settled(result)
        settled = self._settled(result)
        if is_last and settled.retry_after is not None:
            for _ in range(MOST_PUT_OFF):  # with what is known now
                settled = self._settled(result)
            settled.retry_after = None
        return settled

    def _annotate(self, target: Target, annotate: Callable[[], None]) -> None:
        with self._reading(target):
            annotate()

    def _reading(self, target: Target) -> AbstractContextManager[None]:
        return nullcontext() if self._guard is None else self._guard.reading(target)

    def _settled(self, result: PageResult) -> PageResult:
        return self._doubts.settled(result) if self._doubts is not None else result

    def queue_ahead(self, result: PageResult, store: CrawlStore) -> Iterator[None]:
        """Queue what a long list names in pieces, all but the last, which is kept with the list itself.

        So no transaction holds up the crawls of other portals, and a crawl that is killed meanwhile asks for the list
        again: what has been queued stays queued. Yields after each piece, for others to have their turn. A list whose
        addresses cannot be read or queued becomes a failure.

        Raises:
            ArchiveError: the archive cannot be written.
        """
        if result.machine_list is None:
            return
        links = iter(result.links)
        try:
            result.links = self._piece(result, links)
            while piece := self._piece(result, links):
                with standing(result.answer.fetched_at):
                    store.queue_ahead(result.target, result.links)
                result.links = piece
                yield
        except CongtinError:
            raise
        except Exception as error:
            logger.debug("%s: the list could not be queued", result.target.url, exc_info=True)
            failure = our_failure(result.target, result.answer, error)
            result.outcome, result.reason, result.article, result.links = failure.outcome, failure.reason, None, ()

    def _piece(self, result: PageResult, links: Iterator[FoundLink]) -> list[FoundLink]:
        with self._reading(result.target):  # a list is read as its links are taken
            return list(islice(links, PIECE))

    def keep(self, result: PageResult, store: CrawlStore) -> None:
        """Hand a result to the store; what the store cannot take of it becomes a failure of the page, not a loss.

        Raises:
            ArchiveError: the archive cannot be written.
        """
        try:
            if self.discovery.is_news(result):
                self.discovery.take_over()
            store.save(result)
            self.discovery.note(result)
            if self._doubts is not None:
                self._doubts.note(result)
            if self._guard is not None and result.answer.status is not None and result.answer.unread is None:
                self._guard.came_through(result.target)
        except CongtinError:
            raise
        except Exception as error:
            logger.debug("%s: the result could not be kept", result.target.url, exc_info=True)
            failure = our_failure(result.target, result.answer, error)
            failure.links = result.links
            self._keep_failure(failure, store)

    def _keep_failure(self, failure: PageResult, store: CrawlStore) -> None:
        """Keep a failure with the links of its page, or without them where it is they that cannot be taken."""
        try:
            store.save(failure)
        except CongtinError:
            raise
        except Exception:
            logger.debug("%s: the links could not be kept", failure.target.url, exc_info=True)
            failure.links = ()
            store.save(failure)


def our_failure(target: Target, answer: Answer, error: Exception) -> PageResult:
    """Return the result of an answer at which our own code failed."""
    reason = f"congtin failed on this page: {type(error).__name__}: {error}"
    return PageResult(target, answer, "failed", reason[:500])
