"""The archive as the spider's store: frontier, captures, records and pages of one portal's crawl.

One :meth:`ArchiveCrawlStore.save` is one transaction. The page is appended to its WARC file first; should the process
die before the transaction commits, the file is cut back to what the database knows when the next crawl opens it, and
the address is asked for again.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from archive.balance import balance
from archive.database import PAGES_NAME, transaction
from archive.load import load_article, mark_gone, touch_article, write_problems
from scraper.clock import now, timestamp
from scraper.pages import PageWriter, digest
from scraper.settings import USER_AGENT
from scraper.store import CrawlSummary, Target

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from sqlite_utils import Database

    from scraper.items import Article
    from scraper.portal import Portal
    from scraper.store import FoundLink, PageResult

# An address that may only be asked for later than this is left for the next crawl.
LONGEST_WAIT = timedelta(minutes=15)
KEPT_KINDS = ("article", "document")
# What a request can come to; each is a column of ``crawls``, and they add up to ``requests``.
STATES = ("stored", "unchanged", "redirect", "alias", "gone", "refused", "failed", "retried")


class ArchiveCrawlStore:
    """Implements :class:`scraper.store.CrawlStore` on an archive.

    Args:
        db: the archive, open for writing.
        directory: its folder.
        on_result: called after each result has been kept, for a progress display.
    """

    def __init__(self, db: Database, directory: Path, on_result: Callable[[PageResult], None] | None = None) -> None:
        self._connection: sqlite3.Connection = db.conn
        self._pages_folder = directory / PAGES_NAME
        self._on_result = on_result
        self._in_flight: set[str] = set()
        self._cut: dict[str, int] = {}
        self._portal = ""
        self._crawl = 0
        self._pages: PageWriter | None = None

    def begin(self, portal: Portal, seeds: list[FoundLink]) -> None:
        """Start a crawl or go on with an interrupted one.

        Where addresses are still queued from a crawl that did not end, the crawl goes on with them. Otherwise the
        seeds, every list page and every known article are due: lists because they change, articles because they are
        edited and deleted.
        """
        self._portal = portal.id
        self._pages = PageWriter(self._pages_folder, portal.id, USER_AGENT)
        known = self._connection.execute("SELECT name, size FROM warc_files WHERE portal = ?", (portal.id,))
        self._pages.open(dict(known.fetchall()))
        moment = timestamp(now())
        with transaction(self._connection):
            self._keep_portal(portal)
            unfinished = self._connection.execute(
                "SELECT id FROM crawls WHERE portal = ? AND finished IS NULL ORDER BY id DESC LIMIT 1", (portal.id,)
            ).fetchone()
            if unfinished:
                self._crawl = unfinished[0]
            else:
                cursor = self._connection.execute(
                    "INSERT INTO crawls (portal, started) VALUES (?, ?)", (portal.id, moment)
                )
                self._crawl = int(cursor.lastrowid or 0)
                self._queue_what_is_due()
            self._queue(seeds, None, moment)

    def _keep_portal(self, portal: Portal) -> None:
        row = (portal.id, portal.name, portal.url, portal.family, portal.unit, portal.province,
               portal.valid_from and portal.valid_from.isoformat(), portal.valid_to and portal.valid_to.isoformat(),
               portal.basis)  # fmt: skip
        self._connection.execute(
            "INSERT INTO portals (id, name, url, family, unit, province, valid_from, valid_to, basis) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name, "
            "url = excluded.url, family = coalesce(excluded.family, family), unit = excluded.unit, "
            "province = excluded.province, valid_from = excluded.valid_from, valid_to = excluded.valid_to, "
            "basis = excluded.basis",
            row,
        )

    def _queue_what_is_due(self) -> None:
        """Queue what a fresh visit asks for, unless an earlier one left addresses behind: those come first."""
        left = self._connection.execute(
            "SELECT 1 FROM frontier WHERE portal = ? AND state = 'queued' LIMIT 1", (self._portal,)
        ).fetchone()
        self._connection.execute(
            "UPDATE frontier SET tries = 0, not_before = NULL WHERE portal = ? AND state = 'queued'", (self._portal,)
        )
        if left:
            return
        self._connection.execute(
            "UPDATE frontier SET state = 'queued', tries = 0, not_before = NULL WHERE portal = ? AND "
            "(depth = 0 OR kind IN ('article', 'document', 'listing') OR outcome IN ('failed', 'refused')) "
            "AND alias_of IS NULL",
            (self._portal,),
        )

    def next_target(self) -> Target | None:
        """Return the next address that may be asked for now; see :class:`scraper.store.CrawlStore`."""
        rows = self._connection.execute(
            "SELECT key, url, depth, tries, kind, etag, last_modified FROM frontier "
            "WHERE portal = ? AND state = 'queued' AND (not_before IS NULL OR not_before <= ?) "
            "ORDER BY priority, found_at, key LIMIT ?",
            (self._portal, timestamp(now()), len(self._in_flight) + 1),
        )
        for row in rows:
            if row[0] not in self._in_flight:
                self._in_flight.add(row[0])
                return Target(*row)
        return None

    def has_pending(self) -> bool:
        """Tell whether an address is queued that may be asked for within the longest wait."""
        row = self._connection.execute(
            "SELECT 1 FROM frontier WHERE portal = ? AND state = 'queued' "
            "AND (not_before IS NULL OR not_before <= ?) LIMIT 1",
            (self._portal, timestamp(now() + LONGEST_WAIT)),
        ).fetchone()
        return row is not None

    def save(self, result: PageResult) -> None:
        """Keep one result: capture, frontier, links and record, all of it or nothing."""
        answer = result.answer
        seen_at = timestamp(answer.fetched_at)
        with transaction(self._connection):
            capture = self._capture(result, seen_at)
            self._note_address(result, capture, seen_at)
            self._queue(result.links, result.target, seen_at)
            state = result.outcome if result.retry_after is None else "retried"
            counts = {"requests": 1, state: 1} | self._record(result, capture, seen_at)
            assignments = ", ".join(f"{name} = {name} + {count}" for name, count in counts.items())
            self._connection.execute(f"UPDATE crawls SET {assignments} WHERE id = ?", (self._crawl,))  # noqa: S608
        self._in_flight.discard(result.target.key)
        if self._on_result is not None:
            self._on_result(result)

    def _capture(self, result: PageResult, seen_at: str) -> int:
        """Append the page to its WARC file and note the capture; settles whether the page is unchanged."""
        answer = result.answer
        previous = self._connection.execute(
            "SELECT c.id, c.url, c.fetched_at, c.digest FROM frontier f JOIN captures c ON c.id = f.capture "
            "WHERE f.portal = ? AND f.key = ?",
            (self._portal, result.target.key),
        ).fetchone()
        body_digest = digest(answer.body) if answer.status == 200 and answer.body else None
        if result.outcome == "stored" and previous is not None and previous[3] == body_digest:
            result.outcome = "unchanged"
        if result.outcome == "stored" and result.alias_of is not None and result.article is not None:
            self._settle_alias(result, result.alias_of, result.article)
        stored = None
        if answer.status is not None and self._pages is not None:
            same_as = (previous[1], previous[2]) if result.outcome == "unchanged" and previous else None
            stored = self._pages.write(answer, same_as)
            self._connection.execute(
                "INSERT INTO warc_files (name, portal, size) VALUES (?, ?, ?) "
                "ON CONFLICT (name) DO UPDATE SET size = excluded.size",
                (stored.warc, self._portal, stored.offset + stored.length),
            )
        row = (answer.url, self._portal, self._crawl, seen_at, answer.status, answer.url,
               answer.header("Content-Type"), len(answer.body) if answer.body else None,
               body_digest or (previous[3] if result.outcome == "unchanged" and previous else None),
               result.outcome if result.retry_after is None else "retried", result.reason, answer.tls_ok,
               stored and stored.warc, stored and stored.offset, stored and stored.length)  # fmt: skip
        cursor = self._connection.execute(
            "INSERT INTO captures (url, portal, crawl, fetched_at, status, final_url, content_type, size, digest, "
            "outcome, reason, tls_ok, warc, warc_offset, warc_length) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            row,
        )
        return int(cursor.lastrowid or 0)

    def _settle_alias(self, result: PageResult, canonical: FoundLink, article: Article) -> None:
        """Decide whose record it is, where a page names another address as the article's own.

        The page leaves its record to that address, so that one article is not read off two pages that differ in
        their breadcrumb. It keeps the record where the other address has failed; and where the other address turned
        out to be no article (some portals name the section on every page), the name is not believed.
        """
        row = self._connection.execute(
            "SELECT state, outcome, kind FROM frontier WHERE portal = ? AND key = ?", (self._portal, canonical.key)
        ).fetchone()
        state, outcome, kind = row or ("queued", None, None)
        answered = outcome in {"stored", "unchanged"}
        if state == "queued" or (answered and kind in KEPT_KINDS):
            result.outcome = "alias"
            result.reason = f"another address of {canonical.url}"
        elif answered:
            article.canonical_url = result.target.url

    def _note_address(self, result: PageResult, capture: int, seen_at: str) -> None:
        target, answer = result.target, result.answer
        if result.retry_after is not None:
            not_before = timestamp(answer.fetched_at + timedelta(seconds=result.retry_after))
            self._connection.execute(
                "UPDATE frontier SET tries = tries + 1, not_before = ?, outcome = 'failed', crawl = ? "
                "WHERE portal = ? AND key = ?",
                (not_before, self._crawl, self._portal, target.key),
            )
            return
        kind = target.kind
        if result.article and result.outcome == "stored" and target.kind not in KEPT_KINDS:
            kind = result.article.kind  # an article that reads as something else today stays a known article
        keeps_copy = result.outcome in {"stored", "alias"}
        self._connection.execute(
            "UPDATE frontier SET state = 'done', crawl = ?, outcome = ?, kind = ?, fetched_at = ?, "
            "etag = CASE WHEN ? THEN ? ELSE etag END, last_modified = CASE WHEN ? THEN ? ELSE last_modified END, "
            "capture = CASE WHEN ? THEN ? ELSE capture END, alias_of = ? WHERE portal = ? AND key = ?",
            (self._crawl, result.outcome, kind, seen_at, keeps_copy, answer.header("ETag"), keeps_copy,
             answer.header("Last-Modified"), keeps_copy, capture,
             result.alias_of.key if result.outcome == "alias" and result.alias_of else None,
             self._portal, target.key),
        )  # fmt: skip
        if result.outcome == "alias" and result.alias_of:
            self._queue([result.alias_of], target, seen_at)
        elif result.outcome in {"gone", "failed", "refused", "redirect"} or kind not in KEPT_KINDS:
            self._wake_aliases(target.key)

    def _wake_aliases(self, key: str) -> None:
        """Queue again the pages that left their record to an address which turns out to have none."""
        self._connection.execute(
            "UPDATE frontier SET state = 'queued', alias_of = NULL, capture = NULL, etag = NULL, last_modified = NULL "
            "WHERE portal = ? AND alias_of = ? AND state = 'done'",
            (self._portal, key),
        )

    def _queue(self, links: Iterable[FoundLink], source: Target | None, moment: str) -> None:
        for link in links:
            if source is not None and link.key == source.key:
                self._follow_own_redirect(link, source)
                continue
            self._connection.execute(
                "INSERT INTO frontier (portal, key, url, state, priority, depth, found_on, found_at) "
                "VALUES (?, ?, ?, 'queued', ?, ?, ?, ?) ON CONFLICT (portal, key) DO UPDATE "
                "SET priority = min(priority, excluded.priority), depth = min(depth, excluded.depth) "
                "WHERE state = 'queued'",
                (self._portal, link.key, link.url, link.priority, link.depth, source and source.key, moment),
            )

    def _follow_own_redirect(self, link: FoundLink, source: Target) -> None:
        """Ask again under the address that a redirect names for the same page (http to https, a slash more)."""
        if link.url != source.url:
            self._connection.execute(
                "UPDATE frontier SET url = ?, state = 'queued', tries = tries + 1 "
                "WHERE portal = ? AND key = ? AND tries < 5",
                (link.url, self._portal, link.key),
            )

    def _record(self, result: PageResult, capture: int, seen_at: str) -> dict[str, int]:
        """Load the record, or note that it is unchanged or gone; returns what to add to the crawl's counts."""
        article = result.article
        if result.retry_after is not None:
            return {}
        if result.outcome == "gone":
            return {"articles_gone": int(mark_gone(self._connection, result.target.url, seen_at))}
        if result.outcome == "unchanged" and result.target.kind in KEPT_KINDS:
            touch_article(self._connection, result.target.url, seen_at)
        if result.outcome == "alias" and article is not None:
            self._note_alias(result, seen_at)
        if result.outcome != "stored" or article is None:
            return {}
        record = article.to_dict()
        loaded = None
        if article.kind in KEPT_KINDS:
            loaded = load_article(self._connection, record, seen_at=seen_at, capture=capture)
        if loaded is None or loaded.state != "same":
            write_problems(
                self._connection,
                record,
                seen_at=seen_at,
                crawl=self._crawl,
                capture=capture,
                article=loaded.article if loaded else None,
            )
        return {"articles_new": int(bool(loaded and loaded.state == "new")),
                "articles_changed": int(bool(loaded and loaded.state == "changed"))}  # fmt: skip

    def _note_alias(self, result: PageResult, seen_at: str) -> None:
        self._connection.execute(
            "INSERT OR IGNORE INTO aliases (key, canonical_key, url, first_seen) VALUES (?, ?, ?, ?)",
            (result.target.key, result.alias_of.key if result.alias_of else "", result.target.url, seen_at),
        )

    def cut(self, reason: str, count: int = 1) -> None:
        """Note that addresses were not queued, and why."""
        self._cut[reason] = self._cut.get(reason, 0) + count

    def finish(self, reason: str) -> CrawlSummary:
        """End the crawl with its balance; a crawl that was stopped stays open and is gone on with next time."""
        if self._pages is not None:
            self._pages.close()
        outcome, notes = balance(self._connection, self._portal, self._crawl, reason, self._cut)
        note = "; ".join(notes)
        interrupted = reason not in {"finished", "limit"}
        with transaction(self._connection):
            self._connection.execute(
                "UPDATE crawls SET finished = ?, outcome = ?, note = ? WHERE id = ?",
                (None if interrupted else timestamp(now()), outcome, note or None, self._crawl),
            )
        names = ("requests", *STATES, "articles_new", "articles_changed", "articles_gone")
        counts = self._connection.execute(
            f"SELECT {', '.join(names)} FROM crawls WHERE id = ?",  # noqa: S608  names are ours
            (self._crawl,),
        ).fetchone()
        return CrawlSummary(self._portal, self._crawl, outcome, note, dict(zip(names, counts, strict=True)))
