"""The frontier of one portal: every address that was found, what is still to be asked for, what each came to.

An address is ``queued`` or ``done``; one that is done has the one terminal state it ended in (:data:`STATES`) and the
crawl in which it did. All methods that write run inside the caller's transaction.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from archive.lists import GOES_ON, FollowUp, Lists
from archive.revisits import LONGEST, believable, last_change, moment_of, next_check, next_day, says_change
from archive.visits import PRIORITIES, queue_everything, queue_what_is_due
from scraper.clock import now, timestamp
from scraper.store import KEPT_KINDS, KnownPage, Target

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from scraper.store import FoundLink, PageResult

# The terminal states, those of :data:`scraper.store.Outcome` and ``cut``.
STATES = ("stored", "unchanged", "redirect", "alias", "gone", "refused", "failed", "cut")
# Fields of problems that mean that a page could not be read: for what it is, or for a fault of ours.
UNREADABLE = ("page", "extractor")
# An address that may only be asked for later than this is left for the next crawl.
LONGEST_WAIT = timedelta(minutes=15)
# So many pages may be changed at once, however few a feed or sitemap names.
_FEW_CHANGES = 10
_MOST_KNOWN = 50_000  # addresses held in memory


class Frontier:
    """The addresses of one portal.

    Args:
        connection: the archive.
        portal: the portal's id.
    """

    def __init__(self, connection: sqlite3.Connection, portal: str) -> None:
        self._connection = connection
        self._portal = portal
        self._in_flight: set[str] = set()
        self.lists = Lists(connection, portal)
        self._known: dict[str, tuple[int, int]] = {}  # keys that need no queuing at this (priority, depth) or later
        row = connection.execute("SELECT resume_at FROM portals WHERE id = ?", (portal,)).fetchone()
        self._resume_at: datetime | None = datetime.fromisoformat(row[0]) if row and row[0] else None

    @property
    def paused_until(self) -> datetime | None:
        """Until when the portal has asked to be left alone, ``None`` where it has not or the time is over."""
        return self._resume_at if self._resume_at is not None and self._resume_at > now() else None

    def begin_visit(self, crawl: int, *, full: bool) -> None:
        """Queue what a fresh visit asks for again: everything known, or what is due (:mod:`archive.visits`)."""
        self._connection.execute(
            "UPDATE frontier SET tries = 0 WHERE portal = ? AND state = 'queued' AND not_before <= ?",
            (self._portal, timestamp(now())),
        )
        self.lists.begin(crawl)
        if full:
            queue_everything(self._connection, self._portal)
        else:
            queue_what_is_due(self._connection, self._portal, self.lists)

    def known_pages(self) -> Iterator[KnownPage]:
        """Yield every page that has been read, in the order in which they were."""
        rows = self._connection.execute(
            "SELECT key, url, coalesce(kind, 'article'), found_on, alias_of IS NOT NULL FROM frontier "
            "WHERE portal = ? AND (kind IS NOT NULL OR alias_of IS NOT NULL) ORDER BY fetched_at, key",
            (self._portal,),
        )
        for key, url, kind, found_on, is_copy in rows.fetchall():
            yield KnownPage(key, url, kind, found_on, bool(is_copy))

    def next_target(self) -> Target | None:
        """Return the next address that may be asked for now and is not being asked for."""
        if self.paused_until is not None:
            return None
        rows = self._connection.execute(
            "SELECT key, url, depth, tries, kind, etag, last_modified, found_on, fetched_at IS NOT NULL "
            "FROM frontier "
            "WHERE portal = ? AND state = 'queued' AND (not_before IS NULL OR not_before <= ?) "
            "ORDER BY priority, found_at, key LIMIT ?",
            (self._portal, timestamp(now()), len(self._in_flight) + 1),
        )
        for row in rows:
            if row[0] not in self._in_flight:
                self._in_flight.add(row[0])
                return Target(*row)
        return None

    def release(self, target: Target) -> None:
        """Take note that an address is not being asked for any more."""
        self._in_flight.discard(target.key)

    def put_last(self, target: Target, priority: int) -> None:
        """Queue an address behind those up to a priority; the last digit of its own stays what it was."""
        self._connection.execute(
            "UPDATE frontier SET priority = ? + priority % ? WHERE portal = ? AND key = ?",
            (-(-(priority + 1) // PRIORITIES) * PRIORITIES, PRIORITIES, self._portal, target.key),
        )

    def leave_out(self, target: Target, crawl: int, reason: str) -> None:
        """Settle a queued address as cut, for a reason; whoever links to it later than the next days is heard again."""
        self._connection.execute(
            "UPDATE frontier SET state = 'done', outcome = 'cut', crawl = ?, reason = ?, due_at = ? "
            "WHERE portal = ? AND key = ?",
            (crawl, reason, timestamp(now() + LONGEST), self._portal, target.key),
        )

    def has_pending(self) -> bool:
        """Tell whether an address is queued that may be asked for within the longest wait."""
        if self.paused_until is not None and self.paused_until > now() + LONGEST_WAIT:
            return False
        row = self._connection.execute(
            "SELECT 1 FROM frontier WHERE portal = ? AND state = 'queued' "
            "AND (not_before IS NULL OR not_before <= ?) LIMIT 1",
            (self._portal, timestamp(now() + LONGEST_WAIT)),
        ).fetchone()
        return row is not None

    def count_queued(self) -> int:
        """Return how many addresses are still to be asked for, now or later."""
        row = self._connection.execute(
            "SELECT count(*) FROM frontier WHERE portal = ? AND state = 'queued'", (self._portal,)
        ).fetchone()
        return int(row[0])

    def settle_alias(self, result: PageResult) -> None:
        """Decide whose record it is, where a page names another address as the article's own.

        The page leaves its record to that address, so that one article is not read off two pages that differ in
        their breadcrumb. It keeps the record, under its own address, where the other has failed or gone, and where
        the other turned out to be no article (some portals name the section on every page).
        """
        canonical, article = result.alias_of, result.article
        if canonical is None or article is None:
            return
        row = self._connection.execute(
            "SELECT state, outcome, kind FROM frontier WHERE portal = ? AND key = ?", (self._portal, canonical.key)
        ).fetchone()
        state, outcome, kind = row or ("queued", None, None)
        unread = state == "queued" and kind is None
        if unread or (outcome in {"stored", "unchanged"} and kind in KEPT_KINDS):
            result.outcome = "alias"
            result.reason = f"another address of {canonical.url}"
        else:
            article.canonical_url = result.target.url
            result.alias_of = None

    def note(self, result: PageResult, crawl: int, capture: int, article: int | None, seen_at: str) -> None:
        """Note what an address came to, and queue what its page leads to.

        Args:
            result: the answer and what was made of it.
            crawl: the crawl that asked.
            capture: the capture of the answer.
            article: the article that the page's record went into, ``None`` for none.
            seen_at: when the answer came.
        """
        if result.retry_after is not None:
            self._put_off(result, crawl)
        else:
            self._settle(result, crawl, capture, article, seen_at)
        if result.pause:
            self._pause(result.answer.fetched_at + timedelta(seconds=result.pause))
        self.queue(result.links, crawl, seen_at, result.target)
        if result.retry_after is None:
            self._follow_up(result, crawl, article, seen_at)
        if result.alias_of is not None:
            self.queue([result.alias_of], crawl, seen_at, result.target)

    def _pause(self, until: datetime) -> None:
        """Leave the whole portal alone until then, in this run and the next ones."""
        self._resume_at = max(until, self._resume_at or until)
        self._connection.execute(
            "UPDATE portals SET resume_at = ? WHERE id = ?", (timestamp(self._resume_at), self._portal)
        )

    def _put_off(self, result: PageResult, crawl: int) -> None:
        not_before = timestamp(result.answer.fetched_at + timedelta(seconds=result.retry_after or 0.0))
        self._connection.execute(
            "UPDATE frontier SET tries = tries + 1, not_before = ?, outcome = 'failed', reason = ?, crawl = ? "
            "WHERE portal = ? AND key = ?",
            (not_before, result.reason, crawl, self._portal, result.target.key),
        )

    def _settle(self, result: PageResult, crawl: int, capture: int, article: int | None, seen_at: str) -> None:
        target, answer = result.target, result.answer
        kind = _kind_from_now_on(result)
        row = {
            "crawl": crawl, "outcome": result.outcome, "reason": result.reason, "kind": kind, "seen_at": seen_at,
            "alias_of": result.alias_of.key if result.outcome == "alias" and result.alias_of else None,
            "portal": self._portal, "key": target.key,
        }  # fmt: skip
        self._connection.execute(
            "UPDATE frontier SET state = 'done', crawl = :crawl, outcome = :outcome, reason = :reason, kind = :kind, "
            "fetched_at = :seen_at, alias_of = :alias_of, not_before = NULL WHERE portal = :portal AND key = :key",
            row,
        )
        if result.outcome in {"stored", "alias"}:
            # A page that could not be read is to be sent whole next time, so nothing is kept to make conditions of.
            readable = not result.article or not any(problem.field in UNREADABLE for problem in result.article.problems)
            self._connection.execute(
                "UPDATE frontier SET capture = ?, etag = ?, last_modified = ?, article = coalesce(?, article) "
                "WHERE portal = ? AND key = ?",
                (capture, answer.header("ETag") if readable else None,
                 answer.header("Last-Modified") if readable else None, article, self._portal, target.key),
            )  # fmt: skip
        has_record = result.outcome in {"stored", "unchanged"} and kind in KEPT_KINDS
        if not has_record and result.outcome != "alias":
            self._wake_aliases(target.key)

    def _follow_up(self, result: PageResult, crawl: int, article: int | None, seen_at: str) -> None:
        """Queue what a list shows to have changed, and note when the address itself is to be looked at again."""
        target, kind = result.target, _kind_from_now_on(result)
        follow = FollowUp()
        if kind == "listing" and result.outcome in {"stored", "unchanged"} and result.kind in {None, "listing"}:
            follow = self.lists.note(result, crawl)
        elif kind == "listing" and result.outcome in {"stored", "gone"}:  # no page, or it reads as none
            follow = self.lists.lose(target.key)
        self._ask_again([*follow.pages, *follow.articles], crawl)
        changed, due = self._next_look(result, kind, article, datetime.fromisoformat(seen_at), follow.surprising)
        self._connection.execute(
            "UPDATE frontier SET changed_at = ?, due_at = ? WHERE portal = ? AND key = ?",
            (changed and timestamp(changed), due and timestamp(due), self._portal, target.key),
        )

    def _next_look(
        self, result: PageResult, kind: str | None, article: int | None, seen: datetime, surprising: bool
    ) -> tuple[datetime | None, datetime | None]:
        """Return when an address last changed, and when it is to be looked at again; ``None`` for not known, not again.

        What failed on its way may come the next minute; what the portal refuses, and what reads as nothing, hardly
        before the next day.
        """
        row = self._connection.execute(
            "SELECT changed_at FROM frontier WHERE portal = ? AND key = ?", (self._portal, result.target.key)
        ).fetchone()
        changed = moment_of(row[0]) if row else None
        if result.outcome in {"failed", "refused"}:
            status = result.answer.status or 0
            return changed, next_day(seen) if 400 <= status < 500 else seen
        if kind in KEPT_KINDS and article is not None and result.outcome != "alias":
            changed = self._last_change_of(article)
        elif kind == "listing":
            changed = seen if surprising else changed or seen
        else:
            changed = None
        problems = result.article.problems if result.article else []
        if (result.outcome == "gone" and self._is_unconfirmed(article)) or any(
            problem.field in (*UNREADABLE, "kind") for problem in problems
        ):
            return changed, next_day(seen)
        return changed, next_check(seen, changed) if changed else None

    def _last_change_of(self, article: int) -> datetime | None:
        row = self._connection.execute(
            "SELECT published, first_seen, coalesce(gone_at, (SELECT max(seen_at) FROM revisions WHERE article = a.id "
            "AND number > 1)) FROM articles a WHERE id = ?",
            (article,),
        ).fetchone()
        return last_change(*row) if row else None

    def _is_unconfirmed(self, article: int | None) -> bool:
        """Tell whether an article that has gone has been missed on one day only."""
        return self._connection.execute(
            "SELECT 1 FROM articles WHERE id = ? AND gone_at IS NOT NULL AND gone_confirmed_at IS NULL", (article,)
        ).fetchone() is not None  # fmt: skip

    def _ask_again(self, keys: list[str], crawl: int) -> None:
        """Queue known addresses that this crawl has not asked for yet; for a copy, the article it is a copy of."""
        self._connection.executemany(
            "UPDATE frontier SET state = 'queued', tries = 0 WHERE portal = :portal AND key = "
            "coalesce((SELECT alias_of FROM frontier WHERE portal = :portal AND key = :key), :key) "
            "AND state = 'done' AND alias_of IS NULL AND crawl <> :crawl AND outcome <> 'cut'",
            [{"portal": self._portal, "key": key, "crawl": crawl} for key in keys],
        )

    def _wake_aliases(self, key: str) -> None:
        """Queue again the pages that left their record to an address which turns out to have none."""
        self._connection.execute(
            "UPDATE frontier SET state = 'queued', alias_of = NULL, capture = NULL, etag = NULL, last_modified = NULL "
            "WHERE portal = ? AND alias_of = ? AND state = 'done'",
            (self._portal, key),
        )

    def queue(self, links: Iterable[FoundLink], crawl: int, moment: str, source: Target | None = None) -> None:
        """Queue addresses that are new, and note those that discovery cuts; known ones may move ahead.

        Args:
            links: what was found.
            crawl: the crawl that found them.
            moment: when, as stored.
            source: the address of the page they were found on, ``None`` for seeds.
        """
        dated = believable(link.modified for link in links if link.modified)
        if dated:
            self._note_changes((link for link in links if link.modified in dated), crawl)
        goes_on = source is not None and any(link.place in GOES_ON for link in links)
        list_key = self.lists.list_of(source.key) if source and goes_on else None
        for link in links:
            known = self._known.get(link.key)
            if source is not None and link.key == source.key:
                self._follow_own_redirect(link, source)
            elif known is not None and known[0] <= link.priority and known[1] <= link.depth:
                continue  # menus and boxes lead to the same pages from every page
            elif link.cut is not None:
                self._connection.execute(
                    "INSERT OR IGNORE INTO frontier (portal, key, url, state, priority, depth, crawl, outcome, reason, "
                    "found_on, found_at) VALUES (?, ?, ?, 'done', ?, ?, ?, 'cut', ?, ?, ?)",
                    (self._portal, link.key, link.url, link.priority, link.depth, crawl, link.cut,
                     source and source.key, moment),
                )  # fmt: skip
            else:
                of_list = list_key if link.place in GOES_ON and link.key != list_key else None
                modified = link.modified if link.modified in dated else None
                self._connection.execute(
                    "INSERT INTO frontier (portal, key, url, state, priority, depth, found_on, found_at, list, "
                    "modified) VALUES (?, ?, ?, 'queued', ?, ?, ?, ?, ?, ?) ON CONFLICT (portal, key) DO UPDATE "
                    "SET state = 'queued', priority = min(priority, excluded.priority), "
                    "depth = min(depth, excluded.depth) WHERE (state = 'queued' AND "
                    "(priority > excluded.priority OR depth > excluded.depth)) "
                    "OR (outcome = 'cut' AND (crawl = ? OR coalesce(due_at, '') <= ?))",
                    (self._portal, link.key, link.url, link.priority, link.depth, source and source.key, moment,
                     of_list, modified, crawl, moment),
                )  # fmt: skip
                if len(self._known) >= _MOST_KNOWN:
                    self._known.clear()
                self._known[link.key] = (link.priority, link.depth)

    def _note_changes(self, links: Iterable[FoundLink], crawl: int) -> None:
        """Note the moments at which a feed or sitemap says pages were changed, and queue those changed since.

        Where most of the pages it names would be, the moments are those of its making.
        """
        changed, known = [], 0
        for link in links:
            row = self._connection.execute(
                "SELECT modified, fetched_at FROM frontier WHERE portal = ? AND key = ?", (self._portal, link.key)
            ).fetchone()
            if row is None or row[0] == link.modified:
                known += row is not None
                continue
            known += 1
            self._connection.execute(
                "UPDATE frontier SET modified = ? WHERE portal = ? AND key = ?", (link.modified, self._portal, link.key)
            )
            if says_change(link.modified or "", row[0], row[1]):
                changed.append(link.key)
        if len(changed) <= max(_FEW_CHANGES, known // 2):
            self._ask_again(changed, crawl)

    def forget(self) -> None:
        """Forget what is held in memory about known addresses: the transaction that made them known was undone."""
        self._known.clear()
        self.lists.forget()

    def _follow_own_redirect(self, link: FoundLink, source: Target) -> None:
        """Ask again under the address that a redirect names for the same page (http to https, a slash more)."""
        if link.url != source.url:
            self._connection.execute(
                "UPDATE frontier SET url = ?, state = 'queued', tries = tries + 1 "
                "WHERE portal = ? AND key = ? AND outcome = 'redirect'",
                (link.url, self._portal, link.key),
            )


def _kind_from_now_on(result: PageResult) -> str | None:
    """Return what an address is to be known as: an article or list that reads as nothing today stays what it was."""
    known = result.target.kind
    kind = result.kind
    if kind is None or result.outcome != "stored":
        return known
    if known in KEPT_KINDS and kind not in KEPT_KINDS:
        return known
    return known if known == "listing" and kind == "other" else kind
