"""Whether the portal itself answered: what was missing in a visit in which it did not is not gone.

A portal that is down is not a thousand deletions. Its start page is asked first in every visit; where that does not
answer as the page it was, answers that articles are missing are kept as captures and say nothing of the articles.
The portal itself is gone by the same rule as an article (:mod:`archive.history`): its start page is not found or says
that the portal has ended, its host does not exist, or another site stands there, on two days. Times without an answer,
errors of the server and notices of maintenance are downtime.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal

from archive.history import History, Sighting
from scraper.canonical import canonical_key
from scraper.clock import now, timestamp
from scraper.failures import NO_SUCH_HOST
from scraper.portal_ends import ANOTHER_SITE

if TYPE_CHECKING:
    import sqlite3

    from scraper.portal import Portal
    from scraper.store import PageResult

State = Literal["answered", "down", "gone"]

# A run that goes on with a visit asks for the start page again where the last look is longer ago than this.
STALE = timedelta(hours=1)
# A start page that has listed nothing for so long is no notice of maintenance: the portal looks like this now.
_NEW_LOOK = timedelta(days=14)
_MOST_REDIRECTS = 5
# Crawls of others seldom take longer for a portal of this size, and a portal is seldom down for so long.
_VISIT_OF_OTHERS = timedelta(days=1)
_NOT_MODIFIED = 304
_SHOWN = frozenset({"stored", "unchanged", "alias"})  # outcomes of a page that was shown


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a portal's start page: its capture, what it came to, and whether it was to be tried again."""

    capture: int
    state: State
    is_final: bool


def answered_meanwhile(looks: list[Look], capture: int) -> bool:
    """Tell whether the portal answered when a capture was made.

    That is what the last look before says, or else the first one after; a look that was to be tried again says what
    its last try came to. Where nobody looked it is taken to have answered.

    Args:
        looks: the looks at the start page in the visit of the capture, in their order.
        capture: the capture's number.
    """
    return _answered(looks, sum(look.capture <= capture for look in looks))


def _answered(looks: list[Look], before: int) -> bool:
    """Tell by looks in their order whether the portal answered behind so many of them."""
    for look in looks[max(before - 1, 0) :]:
        if look.is_final:
            return look.state == "answered"
    return not looks


def portal_answered(connection: sqlite3.Connection, capture: int) -> bool:
    """Tell whether the portal answered when a capture was made, by the looks at its start page in the same visit.

    Archives of others do not say what was one visit. What any of them captured of the start page within a day before
    or after counts as a look, whichever import brought it, so that the order of imports is nothing to the histories.

    Args:
        connection: the archive.
        capture: the capture's number; one that is not known was made while the portal answered.
    """
    row = connection.execute(
        "SELECT crawl, portal, fetched_at, import FROM captures WHERE id = ?", (capture,)
    ).fetchone()
    if row is None:
        return True
    crawl, portal, at, imported = row
    if imported is None:
        return answered_meanwhile(looks_of(connection, crawl), capture)
    looks = _looks_around(connection, portal, at)
    return _answered(
        [look for _, look in looks], sum((moment, look.capture) <= (at, capture) for moment, look in looks)
    )


def _looks_around(connection: sqlite3.Connection, portal: str, at: str) -> list[tuple[str, Look]]:
    """Return the looks at a start page that others captured around a moment, in the order of their times."""
    rows = connection.execute(
        "SELECT fetched_at, id, start_page FROM captures INDEXED BY captures_look "
        "WHERE portal = ? AND start_page IN ('answered', 'down', 'gone') AND import IS NOT NULL "
        "AND fetched_at BETWEEN ? AND ? ORDER BY fetched_at, id",
        (portal, *_around(at)),
    )
    return [(moment, Look(capture, state, is_final=True)) for moment, capture, state in rows]


def absent_around(connection: sqlite3.Connection, portal: str, at: str) -> list[int]:
    """Return the articles of a portal that others found missing within a day of a moment, as stored."""
    rows = connection.execute(
        "SELECT DISTINCT c.article FROM crawls w JOIN captures c ON c.crawl = w.id WHERE w.portal = ? "
        "AND c.outcome = 'gone' AND c.article IS NOT NULL AND c.import IS NOT NULL AND c.fetched_at BETWEEN ? AND ? "
        "ORDER BY c.article",
        (portal, *_around(at)),
    )
    return [article for (article,) in rows]


def _around(at: str) -> tuple[str, str]:
    moment = datetime.fromisoformat(at)
    return timestamp(moment - _VISIT_OF_OTHERS), timestamp(moment + _VISIT_OF_OTHERS)


def looks_of(connection: sqlite3.Connection, crawl: int | None) -> list[Look]:
    """Return the looks at the start page in a crawl, in their order; none for what was made outside a crawl."""
    rows = connection.execute(
        "SELECT id, start_page, outcome <> 'retried' FROM captures WHERE crawl = ? AND start_page IS NOT NULL "
        "ORDER BY id",
        (crawl,),
    )
    return [Look(capture, state, bool(is_final)) for capture, state, is_final in rows]


def doubts_about_absences(connection: sqlite3.Connection, crawl: int) -> list[str]:
    """Return what people should know of a crawl whose portal did not answer at its start page, as one note or none."""
    looks = looks_of(connection, crawl)
    if not looks or looks[-1].state == "answered":
        return []
    reason, url = connection.execute("SELECT reason, url FROM captures WHERE id = ?", (looks[-1].capture,)).fetchone()
    missed = connection.execute(
        "SELECT count(DISTINCT article) FROM captures WHERE crawl = ? AND outcome = 'gone' AND article IS NOT NULL",
        (crawl,),
    ).fetchone()[0]
    what = f"; what was missing in this visit ({missed} known to be articles) is not taken as gone" if missed else ""
    return [f"the portal's start page did not answer as the page it was: {reason or 'it lists nothing'} ({url}){what}"]


class StartPage:
    """The start page of one portal in one crawl; its methods run inside the caller's transaction.

    Args:
        connection: the archive.
        portal: the portal.
        crawl: the crawl.
    """

    def __init__(self, connection: sqlite3.Connection, portal: Portal, crawl: int) -> None:
        self._connection = connection
        self._portal = portal
        self._crawl = crawl
        self._keys = [canonical_key(portal.url)]
        for _ in range(_MOST_REDIRECTS):
            self._follow(self._redirected_to(self._keys[-1]))

    def _redirected_to(self, key: str) -> str | None:
        """Return the key of the address that one of the start page's led to at its last answer."""
        row = self._connection.execute(
            "SELECT c.outcome, c.location FROM frontier f JOIN captures c ON c.id = "
            "(SELECT max(id) FROM captures WHERE url = f.url AND portal = f.portal) WHERE f.portal = ? AND f.key = ?",
            (self._portal.id, key),
        ).fetchone()
        return canonical_key(row[1]) if row and row[0] == "redirect" and row[1] else None

    def _follow(self, key: str | None) -> None:
        if key is not None and key not in self._keys:
            self._keys.append(key)

    def _go_by(self, result: PageResult) -> None:
        """Follow where the start page leads in this visit, and no longer where it led in an earlier one.

        On a day on which all of it is closed it leads to a login page or a notice; what stands there afterwards, or
        stands there no more, says nothing of the portal.
        """
        place = self._keys.index(result.target.key) + 1
        if result.outcome == "redirect":
            for link in result.links:
                if link.key not in self._keys[: place + 1]:
                    self._keys[place:] = [link.key]
        elif result.outcome in _SHOWN:
            del self._keys[place:]

    def ask_again(self) -> None:
        """Have the start page asked for before all else where a visit goes on long after it was looked at."""
        row = self._connection.execute(
            "SELECT max(fetched_at) FROM captures WHERE crawl = ? AND start_page IS NOT NULL", (self._crawl,)
        ).fetchone()
        if row[0] is not None and datetime.fromisoformat(row[0]) + STALE <= now():
            self._connection.execute(
                "UPDATE frontier SET state = 'queued', tries = 0, not_before = NULL "
                "WHERE portal = ? AND key = ? AND state = 'done'",
                (self._portal.id, self._keys[0]),
            )

    def note(self, result: PageResult, capture: int) -> bool:
        """Note what an answer says of the portal; true where absences of this visit are to be judged anew.

        Args:
            result: the answer; nothing happens where it is of another page.
            capture: its capture; the problems of its address must have been noted.
        """
        earlier = looks_of(self._connection, self._crawl) if result.target.key in self._keys else []
        return self.note_state(result, capture) and (not earlier or not earlier[-1].is_final)

    def note_state(self, result: PageResult, capture: int) -> bool:
        """Note what an answer says of the portal; true where it says anything. Arguments as for :meth:`note`."""
        if result.target.key not in self._keys:
            return False
        self._go_by(result)
        state = self._state(result)
        if state is None:
            return False
        self._connection.execute("UPDATE captures SET start_page = ? WHERE id = ?", (state, capture))
        self.write_portal()
        return True

    def _state(self, result: PageResult) -> State | None:
        """Return what an answer says of the portal; ``None`` for nothing: robots.txt forbids it, it leads on inside."""
        reason = result.reason or ""
        if result.outcome in _SHOWN:
            if self._says_that_it_has_ended(result):
                return "gone"
            return "down" if self._has_lost_its_lists(result) or self._leads_to_a_notice(result) else "answered"
        if result.outcome == "gone":
            return "gone"
        if result.outcome == "redirect":
            return None if list(result.links) else "down"
        if result.outcome == "refused":
            return "down" if result.ends_run else None
        if ANOTHER_SITE in reason:
            return "gone"
        return "gone" if NO_SUCH_HOST in reason and result.retry_after is None else "down"

    def _says_that_it_has_ended(self, result: PageResult) -> bool:
        """Tell whether the start page says that the portal has ended; one not sent again says what the last one did."""
        if result.answer.status != _NOT_MODIFIED:
            return result.notice is not None and result.notice.meaning == "closed"
        row = self._connection.execute(
            "SELECT start_page FROM captures WHERE portal = ? AND url = ? AND start_page IS NOT NULL "
            "AND outcome IN ('stored', 'unchanged') ORDER BY id DESC LIMIT 1",
            (self._portal.id, result.target.url),
        ).fetchone()
        return row is not None and row[0] == "gone"

    def _has_lost_its_lists(self, result: PageResult) -> bool:
        """Tell whether the start page reads as nothing since not long ago: a notice of maintenance, an empty shell."""
        since = self._connection.execute(
            "SELECT min(seen_at) FROM problems WHERE portal = ? AND url = ? AND field = 'kind'",
            (self._portal.id, result.target.url),
        ).fetchone()[0]
        return since is not None and since > timestamp(result.answer.fetched_at - _NEW_LOOK)

    def _leads_to_a_notice(self, result: PageResult) -> bool:
        """Tell whether the start page leads, since not long ago, to a page that lists nothing: a notice, a log-in."""
        kind = result.article.kind if result.article is not None else result.target.kind
        if result.target.key == self._keys[0] or kind == "listing":
            return False
        first, answered = self._connection.execute(
            "SELECT (SELECT fetched_at FROM captures WHERE portal = :portal AND url = :url ORDER BY id LIMIT 1), "
            "(SELECT min(fetched_at) FROM captures WHERE portal = :portal AND start_page = 'answered')",
            {"portal": self._portal.id, "url": result.target.url},
        ).fetchone()
        return answered is not None and max(answered, timestamp(result.answer.fetched_at - _NEW_LOOK)) < first

    def write_portal(self) -> None:
        """Note whether the portal is gone (``gone_at``, ``gone_confirmed_at``): the history of its start page."""
        end = self._history_at_its_end()
        self._connection.execute(
            "UPDATE portals SET gone_at = ?, gone_confirmed_at = ? WHERE id = ?",
            (end.gone_at, end.gone_confirmed_at, self._portal.id),
        )

    def _history_at_its_end(self) -> History:
        """Return the history from the last answer on, up to where it is known whether the portal is gone since.

        What was before says nothing of that, and years of daily looks are not read each day.
        """
        end = History()
        answered = self._connection.execute(
            "SELECT fetched_at, id FROM captures WHERE portal = ? AND start_page = 'answered' "
            "ORDER BY fetched_at DESC, id DESC LIMIT 1",
            (self._portal.id,),
        ).fetchone()
        if answered is None:
            return end
        end.add(Sighting(answered[0], answered[1], "seen"))
        misses = self._connection.execute(
            "SELECT fetched_at, id, reason FROM captures WHERE portal = ? AND start_page = 'gone' AND fetched_at >= ? "
            "ORDER BY fetched_at, id",
            (self._portal.id, answered[0]),
        )
        for seen_at, capture, reason in misses:
            if (seen_at, capture) > answered:
                end.add(Sighting(seen_at, capture, "gone", reason=reason))
            if end.gone_confirmed_at is not None:
                break
        return end

    def absent(self) -> list[int]:
        """Return the articles that have been found missing in this visit."""
        rows = self._connection.execute(
            "SELECT DISTINCT article FROM captures WHERE crawl = ? AND outcome = 'gone' AND article IS NOT NULL "
            "ORDER BY article",
            (self._crawl,),
        )
        return [article for (article,) in rows]
