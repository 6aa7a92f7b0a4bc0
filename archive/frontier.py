"""The frontier of one portal: every address that was found, what is still to be asked for, what each came to.

An address is ``queued`` or ``done``; one that is done has the one terminal state it ended in (:data:`STATES`) and the
crawl in which it did. All methods that write run inside the caller's transaction.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from archive.aliases import keeps_record, wake_aliases
from archive.lists import GOES_ON
from archive.not_found import ask_witnesses
from archive.redirect_chains import redirects_before
from archive.revisits import LONGEST, believable
from archive.second_looks import UNREADABLE, SecondLooks
from archive.visits import PRIORITIES, queue_everything, queue_what_is_due
from scraper.clock import not_before, now, timestamp
from scraper.not_found.another import OTHERS_TOO
from scraper.store import KEPT_KINDS, Target

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from archive.since import Since
    from scraper.store import FoundLink, PageResult

# The terminal states, those of :data:`scraper.store.Outcome` and ``cut``.
STATES = ("stored", "unchanged", "redirect", "alias", "gone", "refused", "failed", "cut")
# An address that may only be asked for later than this is left for the next crawl.
LONGEST_WAIT = timedelta(minutes=15)
_MOST_KNOWN = 5_000  # addresses held in memory, of each of two hundred portals side by side


_TARGET = (
    "f.key, f.url, f.depth, f.tries, f.kind, f.etag, f.last_modified, f.found_on, f.fetched_at IS NOT NULL, "
    f"a.title, a.text, f.probe, CASE WHEN f.reason = '{OTHERS_TOO}' THEN f.fetched_at END"
)
# What was left out is heard of again when it is due, where it is named: then the sitemap is read.
_SITEMAP_DIGEST = (
    "CASE WHEN f.kind = 'sitemap' AND f.reason IS NULL AND NOT EXISTS (SELECT 1 FROM frontier o "
    "INDEXED BY frontier_sitemap WHERE o.portal = f.portal AND o.sitemap = f.key AND o.outcome = 'cut' "
    "AND coalesce(o.due_at, '') <= :moment) THEN (SELECT c.digest FROM captures c WHERE c.id = f.capture) END"
)
# What was put last stays there, by whichever process a link to it is found: the last digit of its priority counts. What
# was put last and then left out stays so for that crawl; what discovery cut where it stood may stand elsewhere.
_QUEUE = (
    "INSERT INTO frontier (portal, key, url, state, priority, depth, found_on, found_at, list, modified) "  # nosec B608 # noqa: S608
    "VALUES (?, ?, ?, 'queued', ?, ?, ?, ?, ?, ?) ON CONFLICT (portal, key) DO UPDATE "
    "SET state = 'queued', priority = min(priority, excluded.priority), depth = min(depth, excluded.depth) "
    "WHERE (state = 'queued' AND "
    f"(priority % {PRIORITIES} > excluded.priority % {PRIORITIES} OR depth > excluded.depth)) "
    "OR (outcome = 'cut' AND CASE WHEN crawl = ? "
    f"THEN priority < {PRIORITIES} ELSE coalesce(due_at, '') <= ? END)"
)
_BEHIND_ALL = 90  # no address is put behind this priority for any other reason than that it waits for witnesses


class Frontier:
    """The addresses of one portal.

    Args:
        connection: the archive.
        portal: the portal's id.
        since: what this run leaves out because it is older, ``None`` for nothing.
    """

    def __init__(self, connection: sqlite3.Connection, portal: str, since: Since | None = None) -> None:
        self._connection = connection
        self._portal = portal
        self._since = since
        self._in_flight: set[str] = set()
        self.looks = SecondLooks(connection, portal)
        self._known: dict[str, tuple[int, int]] = {}  # keys that need no queuing at this (priority, depth) or later
        self._ways: dict[tuple[int, int], tuple[int, int]] = {}  # those pairs, each once for all of its keys
        self._cut: set[str] = set()  # keys of addresses that discovery cut: these have a row
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
        self.looks.lists.begin(crawl, reads_all=full)
        if full:
            queue_everything(self._connection, self._portal)
        else:
            queue_what_is_due(self._connection, self._portal, self.looks.lists)

    def next_target(self) -> Target | None:
        """Return the next address that may be asked for now and is not being asked for."""
        if self.paused_until is not None:
            return None
        rows = self._connection.execute(
            "SELECT key FROM frontier WHERE portal = ? AND state = 'queued' "
            "AND (not_before IS NULL OR not_before <= ?) ORDER BY priority, found_at, key LIMIT ?",
            (self._portal, timestamp(now()), len(self._in_flight) + 1),
        )
        for row in rows:
            if row[0] not in self._in_flight:
                first = self._since.first_of(row[0]) if self._since else None
                if first is not None and self._in_flight:
                    return None  # what is on its way may decide whether the list is followed
                return self.take(first or row[0])
        return None

    def take(self, key: str) -> Target | None:
        """Return an address, which is being asked for from now on; ``None`` where it is not known."""
        row = self._connection.execute(
            f"SELECT {_TARGET}, {_SITEMAP_DIGEST} FROM frontier f LEFT JOIN articles a ON a.id = f.article "  # nosec B608 # noqa: S608  names are ours
            "WHERE f.portal = :portal AND f.key = :key",
            {"portal": self._portal, "key": key, "moment": timestamp(now())},
        ).fetchone()
        if row is None:
            return None
        self._in_flight.add(key)
        return Target(*(*row, redirects_before(self._connection, self._portal, row[7])))

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

    def leave_out_list(self, list_key: str, crawl: int, reason: str) -> None:
        """Settle the further pages of a list that have not been asked for as cut."""
        self._connection.execute(
            "UPDATE frontier INDEXED BY frontier_list SET state = 'done', outcome = 'cut', crawl = ?, reason = ? "
            "WHERE portal = ? AND list = ? AND state = 'queued' AND fetched_at IS NULL",
            (crawl, reason, self._portal, list_key),
        )

    def has_pending(self) -> bool:
        """Tell whether an address is queued that may be asked for within the longest wait."""
        if self.paused_until is not None and self.paused_until > now() + LONGEST_WAIT:
            return False
        row = self._connection.execute(
            "SELECT 1 FROM frontier INDEXED BY frontier_queue WHERE portal = ? AND state = 'queued' "
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
        if result.witnesses:
            self.put_last(result.target, _BEHIND_ALL)
            ask_witnesses(self._connection, self._portal, result, crawl)
        if result.pause:
            self._pause(result.answer.fetched_at + timedelta(seconds=result.pause))
        self.queue(result.links, crawl, seen_at, result.target)
        if result.retry_after is None:
            self.looks.note(result, _kind_from_now_on(result), crawl, article, seen_at)
        if result.alias_of is not None:
            self.queue([result.alias_of], crawl, seen_at, result.target)

    def _pause(self, until: datetime) -> None:
        """Leave the whole portal alone until then, in this run and the next ones."""
        self._resume_at = max(until, self._resume_at or until)
        self._connection.execute(
            "UPDATE portals SET resume_at = ? WHERE id = ?", (not_before(self._resume_at), self._portal)
        )

    def _put_off(self, result: PageResult, crawl: int) -> None:
        due = not_before(result.answer.fetched_at + timedelta(seconds=result.retry_after or 0.0))
        self._connection.execute(
            "UPDATE frontier SET tries = tries + 1, not_before = ?, outcome = 'failed', reason = ?, crawl = ? "
            "WHERE portal = ? AND key = ?",
            (due, result.reason, crawl, self._portal, result.target.key),
        )

    def _settle(self, result: PageResult, crawl: int, capture: int, article: int | None, seen_at: str) -> None:
        target, answer = result.target, result.answer
        kind = _kind_from_now_on(result)
        row = {
            "crawl": crawl, "outcome": result.outcome, "reason": result.reason, "kind": kind, "seen_at": seen_at,
            "alias_of": result.alias_of.key if result.outcome == "alias" and result.alias_of else None,
            "portal": self._portal, "key": target.key,
        }  # fmt: skip
        # What was said of a page lasts as long as its bytes do: that it is no page, or in another language.
        self._connection.execute(
            "UPDATE frontier SET state = 'done', crawl = :crawl, outcome = :outcome, kind = :kind, "
            "reason = CASE WHEN :outcome = 'unchanged' AND outcome IN ('stored', 'unchanged') "
            "THEN coalesce(:reason, reason) ELSE :reason END, "
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
        if not keeps_record(result.outcome, kind) and result.outcome != "alias":
            wake_aliases(self._connection, self._portal, target.key)

    def queue(self, links: Iterable[FoundLink], crawl: int, moment: str, source: Target | None = None) -> None:
        """Queue addresses that are new, and note those that discovery cuts; known ones may move ahead.

        Args:
            links: what was found.
            crawl: the crawl that found them.
            moment: when, as stored.
            source: the address of the page they were found on, ``None`` for seeds.
        """
        found_at = now().isoformat(timespec="microseconds")  # of two pages read in one second, the first comes first
        dated = believable([link.modified for link in links if link.modified])
        if dated:
            self.looks.note_changes((link for link in links if link.modified in dated), crawl)
        goes_on = source is not None and not GOES_ON.isdisjoint({link.place for link in links})
        list_key = self.looks.lists.list_of(source.key) if source and goes_on else None
        is_older = self._since is not None and source is not None and self._since.is_older(source.key)
        own_key = source.key if source is not None else None
        known = self._known
        for link in links:
            have = known.get(link.key)
            if link.key == own_key and source is not None:
                self._follow_own_redirect(link, source)
                continue
            if have is not None and have[0] <= link.priority and have[1] <= link.depth:
                continue  # menus and boxes lead to the same pages from every page
            cut = link.cut or (self._since.cut(link, is_older) if self._since else None)
            if cut is not None:
                self._leave_out_found(link, crawl, cut, own_key, found_at)
                continue
            last = PRIORITIES if self._since and link.place in GOES_ON else 0  # when what is listed has been read
            of_list = list_key if link.place in GOES_ON and link.key != list_key else None
            modified = link.modified if link.modified in dated else None
            row = (self._portal, link.key, link.url, last + link.priority, link.depth, own_key, found_at, of_list,
                   modified, crawl, moment)  # fmt: skip
            self._connection.execute(_QUEUE, row)
            self._keep_room()
            way = (link.priority, link.depth)
            known[link.key] = self._ways.setdefault(way, way)

    def _leave_out_found(self, link: FoundLink, crawl: int, cut: str, found_on: str | None, found_at: str) -> None:
        """Settle an address as cut where it is new; one that has a row keeps that."""
        if link.key in self._known or link.key in self._cut:
            return
        self._connection.execute(
            "INSERT OR IGNORE INTO frontier (portal, key, url, state, priority, depth, crawl, outcome, reason, "
            "found_on, found_at) VALUES (?, ?, ?, 'done', ?, ?, ?, 'cut', ?, ?, ?)",
            (self._portal, link.key, link.url, link.priority, link.depth, crawl, cut, found_on, found_at),
        )
        self._keep_room()
        self._cut.add(link.key)

    def _keep_room(self) -> None:
        """Forget what is known of addresses where that is too much to hold; their rows say it once more."""
        if len(self._known) + len(self._cut) >= _MOST_KNOWN:
            self._known.clear()
            self._cut.clear()

    def forget(self) -> None:
        """Forget what is held in memory about known addresses: the transaction that made them known was undone."""
        self._known.clear()
        self._cut.clear()
        self.looks.lists.forget()

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
    if result.outcome == "failed" and known is None:
        return result.machine_list  # something names it as a list, whatever stands there today
    if kind is None or result.outcome != "stored":
        return known
    if known in KEPT_KINDS and kind not in KEPT_KINDS:
        return known
    return known if known == "listing" and kind == "other" else kind
