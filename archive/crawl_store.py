"""The archive as the spider's store: what one portal's crawl asks for and brings home.

One :meth:`ArchiveCrawlStore.save` is one transaction over the capture, the frontier, the record and the crawl's
counts, so that a crawl can be killed at any moment and goes on where it stopped.

The clock stands while an answer is kept, and while a run begins or ends, so that all that comes of it has one moment.
That moment and whatever else the pages do not tell is noted in the stored pages (:mod:`archive.crawl_log`).

A crawl is one visit of a portal, in as many runs as it takes: a run that was stopped, killed or limited leaves it
open, and the next run goes on with it.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from archive.aliases import settle_alias
from archive.balance import COUNTS, balance
from archive.captures import Captures, body_digest_of
from archive.clock_faults import wait_for_no_wrong_time
from archive.crawl_log import begin_note, end_note, moment_text
from archive.database import PAGES_NAME, cannot_be_written
from archive.frontier import Frontier
from archive.further_languages import take_up_languages
from archive.group_commit import group_of
from archive.health.configuration import read_configuration
from archive.health.examine import examine
from archive.known_pages import KnownPages
from archive.layout import READING_NAME
from archive.lineage.shared_bodies import note_shared_pages
from archive.load import judge_absences
from archive.not_found import learn_not_found_page, not_found_pages, peers
from archive.portal_rows import keep_portal
from archive.recording import Recording
from archive.since import Since, take_up_left_out
from archive.sitemap_entries import note_named
from archive.start_page import StartPage
from archive.templates import known_template, learn_and_read_again
from archive.troubles import told
from archive.visits import VisitOptions
from scraper.clock import now, standing, timestamp, vietnamese_minute
from scraper.reading_guard import ReadingGuard
from scraper.store import REQUEST_BUDGET, CrawlSummary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from sqlite_utils import Database

    from scraper.extract.template import Template
    from scraper.portal import Portal
    from scraper.store import FoundLink, KnownPage, NotFoundPage, PageResult, Peer, Target


class ArchiveCrawlStore:
    """Implements :class:`scraper.store.CrawlStore` on an archive.

    Args:
        db: the archive, open for writing.
        directory: its folder.
        on_result: called after each result has been kept, for a progress display.
        visit: what the user wants of the visit beside what is new.
    """

    def __init__(
        self,
        db: Database,
        directory: Path,
        on_result: Callable[[PageResult], None] | None = None,
        *,
        visit: VisitOptions | None = None,
    ) -> None:
        self._connection: sqlite3.Connection = db.conn
        self._group = group_of(self._connection)
        self._directory = directory
        self._on_result = on_result
        self._visit = visit or VisitOptions()
        self._since: Since | None = None
        self._portal = ""
        self._described: Portal | None = None
        self._crawl = 0
        self._frontier = Frontier(self._connection, "")
        self._captures = self._captures_of("")
        self._recording = Recording(self._connection, "")
        self._start_page: StartPage | None = None

    def begin(self, portal: Portal, seeds: list[FoundLink]) -> None:
        """Start a crawl, or go on with one that has not ended; see :class:`scraper.store.CrawlStore`."""
        with told(self._directory):
            self._portal, self._described = portal.id, portal
            since = self._visit.since
            self._since = Since(self._connection, portal.id, since) if since else None
            self._captures = self._captures_of(portal.id)
            self._captures.open()
            self._recording = Recording(self._connection, portal.id)
            with standing(now()), self._writing():
                keep_portal(self._connection, portal)
                wait_for_no_wrong_time(self._connection, portal.id)
                self._frontier = Frontier(self._connection, portal.id, self._since)
                self._crawl = self._open_crawl()
                self._start_page = StartPage(self._connection, portal, self._crawl)
                self._start_page.ask_again()
                take_up_left_out(self._connection, portal.id, since)
                take_up_languages(self._connection, portal.id, portal.languages)
                self._frontier.queue(seeds, self._crawl, timestamp(now()))
                note = begin_note(portal, self._crawl, self._visit, self._captures.last(), now())
                self._captures.note_event("begin", portal.url, note)

    def _captures_of(self, portal: str) -> Captures:
        """Return what keeps the answers of a portal."""
        page_format = read_configuration(self._directory).pages.format
        return Captures(self._connection, self._directory / PAGES_NAME, portal, page_format)

    def _open_crawl(self) -> int:
        """Go on with the crawl that has not ended, or begin one; returns its number."""
        unfinished = self._connection.execute(
            "SELECT id FROM crawls WHERE portal = ? AND finished IS NULL ORDER BY id DESC LIMIT 1", (self._portal,)
        ).fetchone()
        if unfinished:
            self._connection.execute("UPDATE crawls SET outcome = NULL, note = NULL WHERE id = ?", unfinished)
            return int(unfinished[0])
        return self._begin_crawl(None)

    def _begin_crawl(self, number: int | None) -> int:
        """Begin a crawl; the next number is free for it where none is given."""
        row = (number, self._portal, timestamp(now()))
        cursor = self._connection.execute("INSERT INTO crawls (id, portal, started) VALUES (?, ?, ?)", row)
        crawl = int(cursor.lastrowid or 0)
        self._frontier.begin_visit(crawl, full=self._visit.full)
        return crawl

    def known_pages(self) -> Iterable[KnownPage]:
        """Return every address that has been read."""
        return KnownPages(self._connection, self._portal, self._directory)

    def template(self) -> Template:
        """Return what the portal's articles are known to share; more is learnt only when a visit ends."""
        return known_template(self._connection, self._portal)

    def not_found_pages(self) -> Iterable[NotFoundPage]:
        """Return what has been learnt of what the portal answers for what does not exist."""
        return not_found_pages(self._connection, self._portal, self._crawl)

    def peers(self, target: Target) -> Iterable[Peer]:
        """Return other articles of the portal that were there at the last look, or were asked for in this crawl."""
        return peers(self._connection, self._portal, self._crawl, target)

    def silence(self) -> int:
        """Return how many of the portal's last captures in a row have no answer."""
        return self._captures.silence()

    def needs_browser(self) -> bool:
        """Tell whether pages of the portal have been read in a browser because a script builds them."""
        row = self._connection.execute("SELECT browser_since FROM portals WHERE id = ?", (self._portal,)).fetchone()
        return row is not None and row[0] is not None

    def keep_to_browser(self) -> None:
        """Remember that the portal's pages are to be read in a browser."""
        moment = now()
        with self._writing():
            self._connection.execute(
                "UPDATE portals SET browser_since = coalesce(browser_since, ?) WHERE id = ?",
                (timestamp(moment), self._portal),
            )
            self._captures.note_action(("browser", moment_text(moment)), self._crawl)

    def note_sitemaps(self, urls: Sequence[str]) -> None:
        """Keep in the stored pages which sitemaps robots.txt names: what is asked for rests on it."""
        with self._writing():
            self._captures.note_action(("sitemaps", list(urls)), self._crawl)

    def reading_guard(self) -> ReadingGuard | None:
        """Return what keeps pages at which processes end from ending the next."""
        if self._described is None:
            return None
        return ReadingGuard(self._directory / READING_NAME / self._portal, self._described)

    def next_target(self) -> Target | None:
        """Return the next address that may be asked for now; lists that only go on with older articles end here.

        Raises:
            ArchiveError: the archive cannot be read, or what was handed to it before could not be kept.
        """
        self._group.refuse_after_failure()
        with told(self._directory):
            while (target := self._frontier.next_target()) is not None and self._since is not None:
                ended = self._since.ends_before(target.key)
                if ended is None:
                    break
                with self._writing():
                    self._frontier.leave_out_list(ended, self._crawl, self._since.reason)
                    self._captures.note_action(("ended", ended, self._since.reason), self._crawl)
                self._frontier.release(target)
            return target

    def put_last(self, target: Target, priority: int) -> None:
        """Give an address back, to come again after all that is more urgent."""
        with self._writing():
            self._frontier.put_last(target, priority)
            self._captures.note_action(("last", target.key, priority), self._crawl)
        self._frontier.release(target)

    def leave_out(self, target: Target, reason: str) -> None:
        """Settle an address as cut."""
        with standing(now()), self._writing():
            self._frontier.leave_out(target, self._crawl, reason)
            self._captures.note_action(("out", target.key, reason, moment_text(now())), self._crawl)
        self._frontier.release(target)

    def has_pending(self) -> bool:
        """Tell whether any address is still to be asked for in this crawl, now or after a wait."""
        self._group.refuse_after_failure()
        with told(self._directory):
            return self._frontier.has_pending()

    def queue_ahead(self, target: Target, links: Sequence[FoundLink]) -> None:
        """Queue a part of what a long list names; the list's own row is settled by :meth:`save`."""
        try:
            with self._writing():
                self._frontier.queue(links, self._crawl, timestamp(now()), target)
                note_named(self._connection, self._portal, target.key, links, self._crawl)
        except BaseException:
            self._frontier.forget()
            raise

    def save(self, result: PageResult) -> None:
        """Keep one result: capture, frontier, links and record, all of it or nothing."""
        seen_at = timestamp(result.answer.fetched_at)
        try:
            with standing(result.answer.fetched_at), self._writing():
                earlier = self._captures.last_good(result.target.key)
                if result.outcome == "stored" and earlier and earlier.digest == body_digest_of(result.answer):
                    result.outcome = "unchanged"
                if result.outcome == "stored":
                    result.alias_of = result.alias_of or self._recording.same_words.find(result)
                    settle_alias(self._connection, self._portal, result)
                capture = self._captures.keep(result, self._crawl, earlier)
                article, news = self._recording.record(result, self._crawl, capture, earlier, seen_at)
                self._frontier.note(result, self._crawl, capture, article, seen_at)
                if result.learnt is not None:
                    learn_not_found_page(self._connection, self._portal, result.learnt, capture, seen_at)
                self._count(result, news)
                self._judge_portal(result, capture)
        except BaseException:
            self._frontier.forget()
            raise
        finally:
            self._frontier.release(result.target)
        if self._on_result is not None:
            self._on_result(result)

    def _judge_portal(self, result: PageResult, capture: int) -> None:
        """Note what the start page says of the portal, and judge anew what was missing before that was known."""
        if self._start_page is None or not self._start_page.note(result, capture):
            return
        news = sum(judge_absences(self._connection, article) for article in self._start_page.absent())
        self._connection.execute(
            "UPDATE crawls SET articles_gone = articles_gone + ? WHERE id = ?", (news, self._crawl)
        )

    def _count(self, result: PageResult, news: str | None) -> None:
        state = result.outcome if result.retry_after is None else "retried"
        names = ["requests", state, *([news] if news else [])]
        assignments = ", ".join(f"{name} = {name} + 1" for name in names)
        self._connection.execute(f"UPDATE crawls SET {assignments} WHERE id = ?", (self._crawl,))  # nosec B608 # noqa: S608

    def finish(self, reason: str, limit: int = REQUEST_BUDGET) -> CrawlSummary:
        """End the run with its balance; the crawl itself ends where nothing is left that could be asked for now."""
        try:
            with standing(now()), self._writing():
                outcome, notes = self._end(reason, limit)
            with told(self._directory):
                self._group.commit()
        finally:
            self._captures.close()
        counts = self._connection.execute(
            f"SELECT {', '.join(COUNTS)} FROM crawls WHERE id = ?",  # nosec B608 # noqa: S608  names are ours
            (self._crawl,),
        ).fetchone()
        return CrawlSummary(self._portal, self._crawl, outcome, notes, dict(zip(COUNTS, counts, strict=True)))

    def _end(self, reason: str, limit: int) -> tuple[str, list[str]]:
        """Draw the balance of a run, and end the crawl where it has come to its end."""
        note = end_note(self._crawl, reason, limit, self._captures.last(), now())
        self._captures.note_event("end", self._described.url if self._described else "", note)
        pause = self._frontier.paused_until
        if reason == "finished" and pause is not None:
            does = "does not answer, and is left" if self.silence() else "asks to be left"
            reason = f"the portal {does} alone until {vietnamese_minute(pause)}"
        note_shared_pages(self._connection, self._directory / PAGES_NAME, self._portal, self._crawl)
        outcome, notes = balance(self._connection, self._portal, self._crawl, reason, limit)
        to_its_end = reason in {"finished", "limit"} or pause is not None
        ended = self._frontier.count_queued() == 0 or (to_its_end and not self._frontier.has_pending())
        if ended and self._described is not None and self._has_news():
            learn_and_read_again(self._connection, self._directory / PAGES_NAME, self._described, timestamp(now()))
        if ended and self._described is not None:
            pages = self._directory / PAGES_NAME
            judged = (outcome, notes)
            outcome, notes = examine(self._connection, pages, self._described, self._crawl, self._visit, judged)
        self._connection.execute(
            "UPDATE crawls SET finished = ?, outcome = ?, note = ? WHERE id = ?",
            (timestamp(now()) if ended else None, outcome, "\n".join(notes) or None, self._crawl),
        )
        return outcome, notes

    def _has_news(self) -> bool:
        row = self._connection.execute(
            "SELECT articles_new + articles_changed > 0 FROM crawls WHERE id = ?", (self._crawl,)
        ).fetchone()
        return bool(row[0])

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Have the block kept whole or not at all; a database that cannot be written is told in a sentence."""
        try:
            with told(self._directory), self._group.part(self._captures):
                yield
        except sqlite3.OperationalError as error:
            raise cannot_be_written(self._directory, error) from error
