"""When known addresses are looked at again: what an answer calls for at once, and what is put on a schedule."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from archive.lists import FollowUp, Lists
from archive.revisits import is_later, last_change, moment_of, next_check, next_day, says_change
from archive.sitemap_entries import no_longer_named, note_named
from scraper.clock import timestamp
from scraper.not_found.addresses import names_an_article
from scraper.store import KEPT_KINDS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from scraper.store import FoundLink, PageResult

# Fields of problems that mean that a page could not be read: for what it is, or for a fault of ours.
UNREADABLE = ("page", "extractor")
# So many pages may be changed at once, however few a feed or sitemap names.
_FEW_CHANGES = 10


class SecondLooks:
    """Decides for one portal which known addresses are asked for again; runs inside the caller's transaction.

    Args:
        connection: the archive.
        portal: the portal's id.
    """

    def __init__(self, connection: sqlite3.Connection, portal: str) -> None:
        self._connection = connection
        self._portal = portal
        self.lists = Lists(connection, portal)

    def note(self, result: PageResult, kind: str | None, crawl: int, article: int | None, seen_at: str) -> None:
        """Queue what a list shows to have changed, and note when the address itself is to be looked at again.

        Args:
            result: the answer, already noted in the frontier with the links found on it.
            kind: what the address is known as from now on.
            crawl: the crawl that asked.
            article: the article that is read from the address, ``None`` for none.
            seen_at: when the answer came.
        """
        target = result.target
        follow = FollowUp()
        if kind == "listing" and result.outcome in {"stored", "unchanged"} and result.kind in {None, "listing"}:
            follow = self.lists.note(result, crawl)
        elif kind == "listing" and result.outcome in {"stored", "gone"}:  # no page, or it reads as none
            follow = self.lists.lose(target.key)
        elif result.machine_list == "sitemap" and result.outcome == "stored":
            note_named(self._connection, self._portal, target.key, result.links, crawl)
            follow = FollowUp(articles=no_longer_named(self._connection, self._portal, target.key, crawl))
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
        elif kind == "sitemap":  # the index that dates it may be wrong
            changed = seen
        else:
            changed = None
        problems = result.article.problems if result.article else []
        if (result.outcome == "gone" and self._is_unconfirmed(article)) or any(
            problem.field in (*UNREADABLE, "kind") for problem in problems
        ):
            return changed, next_day(seen)
        if _may_be_empty_for_now(result):
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
        """Tell whether it is to be settled on another day that an article has gone.

        It has been missed on one day only, or while the portal itself did not answer.
        """
        return self._connection.execute(
            "SELECT 1 FROM articles WHERE id = ? AND gone_confirmed_at IS NULL", (article,)
        ).fetchone() is not None  # fmt: skip

    def _ask_again(self, keys: list[str], crawl: int) -> None:
        """Queue known addresses that this crawl has not asked for yet; for a copy, the article it is a copy of."""
        self._connection.executemany(
            "UPDATE frontier SET state = 'queued', tries = 0 WHERE portal = :portal AND key = "
            "coalesce((SELECT alias_of FROM frontier WHERE portal = :portal AND key = :key), :key) "
            "AND state = 'done' AND alias_of IS NULL AND crawl <> :crawl AND outcome <> 'cut'",
            [{"portal": self._portal, "key": key, "crawl": crawl} for key in keys],
        )

    def note_changes(self, links: Iterable[FoundLink], crawl: int) -> None:
        """Note the moments at which a feed or sitemap says pages were changed, and queue those changed since.

        Where most of the pages it names would be, the moments are those of its making.
        """
        changed, known = [], 0
        for link in links:
            row = self._connection.execute(
                "SELECT modified, fetched_at FROM frontier WHERE portal = ? AND key = ?", (self._portal, link.key)
            ).fetchone()
            known += row is not None
            if row is None or not is_later(link.modified or "", row[0]):
                continue
            self._connection.execute(
                "UPDATE frontier SET modified = ? WHERE portal = ? AND key = ?", (link.modified, self._portal, link.key)
            )
            if says_change(link.modified or "", row[0], row[1]):
                changed.append(link.key)
        if len(changed) <= max(_FEW_CHANGES, known // 2):
            self._ask_again(changed, crawl)


def _may_be_empty_for_now(result: PageResult) -> bool:
    """Tell whether an address that names an article showed none at its first answer.

    The portal may have had a fault that day, or the article no text yet. One that shows none on a second day has none.
    """
    target = result.target
    return (
        result.outcome == "stored"
        and result.kind == "other"
        and target.kind is None
        and target.probe is None
        and names_an_article(target.url)
    )
