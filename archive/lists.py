"""The lists of a portal across visits: what each page of a list named, and what a look at one says about the others.

A listing's row in ``list_pages`` holds what it named when it was read last; ``list_orders`` holds what was believed of
the whole list when the last visit began. What is believed in the middle of a visit follows from the two, so that a
crawl that is killed goes on with the same belief.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archive.list_order import ListOrder, compose, page_numbers
from archive.sitemap_entries import name_all, that_keep_what_is_gone
from scraper.clock import now, timestamp
from scraper.patterns import regex

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from scraper.store import FoundLink, PageResult

# More surprises on one page than these are no edits but a list whose order means nothing (the most read, a random one).
_MOST_SURPRISES = 3
_FEWEST_LETTERS = 25  # of a link that reads as a headline
# Places of links that lead on in a list.
GOES_ON = frozenset({"pager", "more"})
_DIGITS = regex(r"\d+")


@dataclass(slots=True)
class FollowUp:
    """What a listing calls for: further pages of its list to ask for, articles whose entries show a change."""

    pages: list[str] = field(default_factory=list)
    articles: list[str] = field(default_factory=list)
    surprising: bool = False


class Lists:
    """The lists of one portal; its methods run inside the caller's transaction.

    Args:
        connection: the archive.
        portal: the portal's id.
    """

    def __init__(self, connection: sqlite3.Connection, portal: str) -> None:
        self._connection = connection
        self._portal = portal
        self._orders: dict[str, ListOrder | None] = {}
        self._numbers: dict[str, dict[str, int]] = {}
        self._reads_all = False
        self._careless: list[str] | None = None  # sitemaps that did not follow removals when the run began

    def forget(self) -> None:
        """Forget what is held in memory: the transaction that made it so was undone."""
        self._orders.clear()
        self._numbers.clear()

    def begin(self, crawl: int, *, reads_all: bool = False) -> None:
        """Take what the visits before this one saw into the believed order of each list.

        Where the visit ``reads_all`` pages anyway, none has to be found by what another one shows.
        """
        self.forget()
        self._reads_all = reads_all
        rows = self._connection.execute(
            "SELECT p.list, max(p.crawl), o.crawl FROM list_pages p LEFT JOIN list_orders o "
            "ON o.portal = p.portal AND o.list = p.list WHERE p.portal = ? AND p.crawl < ? GROUP BY p.list "
            "HAVING count(*) > 1 AND (o.crawl IS NULL OR o.crawl < max(p.crawl))",
            (self._portal, crawl),
        ).fetchall()
        for key, last, folded in rows:
            numbers = self.numbers(key)
            if len(numbers) < 2:
                continue
            order = self._composed(key, numbers, folded, last)
            self._connection.execute(
                "INSERT OR REPLACE INTO list_orders (portal, list, crawl, size, entries, boxes) VALUES (?,?,?,?,?,?)",
                (self._portal, key, last, order.size, json.dumps(order.entries), json.dumps(sorted(order.boxes))),
            )

    def note(self, result: PageResult, crawl: int) -> FollowUp:
        """Note what a listing names, and return what that calls for."""
        key = result.target.key
        list_key = self.list_of(key)
        before = self._connection.execute(
            "SELECT entries, labels, pager, crawl FROM list_pages WHERE portal = ? AND list = ? AND key = ?",
            (self._portal, list_key, key),
        ).fetchone()
        order = self._order(list_key, crawl)
        if before is None:
            self._numbers.pop(list_key, None)
        if result.answer.status == 304:
            self._connection.execute(
                "UPDATE list_pages SET crawl = ? WHERE portal = ? AND list = ? AND key = ?",
                (crawl, self._portal, list_key, key),
            )
        else:
            self._keep(result, list_key, crawl, before and len(json.loads(before[0])))
        follow = FollowUp(articles=_relabelled(result.links, before)) if before else FollowUp()
        if order is not None and not self._reads_all:
            self._look(order, list_key, key, follow)
            if before and list_key == key and result.answer.status != 304 and before[2] != _pager(result.links):
                self._ask_last(order, list_key, follow)
            if list_key == key:
                self._spare_last(order, list_key, crawl)
        return follow

    def lose(self, key: str) -> FollowUp:
        """Return what it calls for that a page of a list shows none of it any more: the page before it, if any."""
        numbers = self.numbers(self.list_of(key))
        self._numbers.pop(self.list_of(key), None)
        before = [page for page, number in numbers.items() if number == numbers.get(key, max(numbers.values()) + 1) - 1]
        return FollowUp(before, surprising=True)

    def list_of(self, key: str) -> str:
        """Return the key of the first page of the list that a page belongs to."""
        row = self._connection.execute(
            "SELECT coalesce(list, key) FROM frontier WHERE portal = ? AND key = ?", (self._portal, key)
        ).fetchone()
        return str(row[0]) if row else key

    def numbers(self, list_key: str) -> dict[str, int]:
        """Return the pages of a list that stand, by key, with their numbers; its first page is 0."""
        if list_key not in self._numbers:
            # A pager's "1" leads to the first page under an address of its own.
            rows = self._connection.execute(
                "SELECT f.key FROM frontier f INDEXED BY frontier_list LEFT JOIN list_pages p "
                "ON p.portal = f.portal AND p.list = f.list AND p.key = f.key "
                "WHERE f.portal = :portal AND f.list = :list AND f.kind = 'listing' "
                "AND coalesce(f.outcome, '') <> 'gone' AND (p.entries IS NULL OR p.entries IS NOT "
                "(SELECT entries FROM list_pages WHERE portal = :portal AND list = :list AND key = :list))",
                {"portal": self._portal, "list": list_key},
            )
            self._numbers[list_key] = page_numbers(list_key, [key for (key,) in rows])
        return self._numbers[list_key]

    def last_pages(self, long: int) -> list[str]:
        """Return the key of the last page of every list that has at least so many pages, the least looked at first."""
        rows = self._connection.execute(
            "SELECT list FROM frontier WHERE portal = ? AND list IS NOT NULL AND kind = 'listing' "
            "GROUP BY list HAVING count(*) >= ? - 1 ORDER BY min(fetched_at)",
            (self._portal, long),
        ).fetchall()
        found = []
        for (list_key,) in rows:
            numbers = self.numbers(list_key)
            last = max(numbers, key=lambda key: numbers[key])
            if numbers[last] >= long - 1:
                found.append(last)
        return found

    def _keep(self, result: PageResult, list_key: str, crawl: int, named_before: int | None) -> None:
        entries = list_entries(result.links)
        row = (self._portal, list_key, result.target.key, crawl, json.dumps([link.key for link in entries]),
               json.dumps([_digest(link.label) for link in entries]), _pager(result.links), named_before)  # fmt: skip
        self._connection.execute(
            "INSERT OR REPLACE INTO list_pages (portal, list, key, crawl, entries, labels, pager, named_before) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            row,
        )

    def _look(self, order: ListOrder, list_key: str, key: str, follow: FollowUp) -> None:
        numbers = self.numbers(list_key)
        if key not in numbers:
            return
        number = numbers[key]
        sight = order.observe(number, self._named(list_key, key))
        if not order.has_seen(number):  # the list ends before this page now
            follow.pages += [page for page, one in numbers.items() if one == number - 1]
        follow.surprising = bool(sight)
        if len(sight.moved) + len(sight.missing) <= _MOST_SURPRISES:
            follow.articles += [*sight.moved, *sight.missing]
        wanted = order.next_page(max(numbers.values()))
        follow.pages += [page for page, number in numbers.items() if number == wanted]

    def _ask_last(self, order: ListOrder, list_key: str, follow: FollowUp) -> None:
        """Ask for a list's last page: the pager names other pages than before."""
        numbers = self.numbers(list_key)
        last = max(numbers, key=lambda key: numbers[key])
        if numbers[last] and not order.has_seen(numbers[last]):
            follow.pages.append(last)

    def _spare_last(self, order: ListOrder, list_key: str, crawl: int) -> None:
        """Take a list's last page off the queue where sitemaps say what it would: what was put in or taken out.

        It waits behind the first pages, and so behind sitemaps. When it is due by its own age it is read all the same.
        """
        numbers = self.numbers(list_key)
        row = (self._portal, max(numbers, key=lambda key: numbers[key]), crawl, timestamp(now()))
        waits = "WHERE portal = ? AND key = ? AND state = 'queued' AND kind = 'listing' AND crawl < ? AND due_at > ?"
        if not self._connection.execute(f"SELECT 1 FROM frontier {waits}", row).fetchone():  # nosec B608 # noqa: S608
            return
        if self._careless is None:
            self._careless = that_keep_what_is_gone(self._connection, self._portal)
        if name_all(self._connection, self._portal, order.entries, crawl, self._careless):
            self._connection.execute(f"UPDATE frontier SET state = 'done' {waits}", row)  # nosec B608 # noqa: S608

    def _order(self, list_key: str, crawl: int) -> ListOrder | None:
        """Return what is believed of a list now, ``None`` in the first visit."""
        if list_key not in self._orders:
            row = self._connection.execute(
                "SELECT crawl FROM list_orders WHERE portal = ? AND list = ?", (self._portal, list_key)
            ).fetchone()
            self._orders[list_key] = self._order_as_of(list_key, row[0], crawl) if row else None
        return self._orders[list_key]

    def _order_as_of(self, list_key: str, folded: int, crawl: int) -> ListOrder:
        """Return a stored order with what the visits after it saw, up to a visit."""
        size, entries, boxes = self._connection.execute(
            "SELECT size, entries, boxes FROM list_orders WHERE portal = ? AND list = ?", (self._portal, list_key)
        ).fetchone()
        order = ListOrder(json.loads(entries), size, frozenset(json.loads(boxes)))
        numbers = self.numbers(list_key)
        seen = self._connection.execute(
            "SELECT key, crawl FROM list_pages WHERE portal = ? AND list = ? AND crawl > ? AND crawl <= ?",
            (self._portal, list_key, folded, crawl),
        ).fetchall()
        for key, _ in sorted(seen, key=lambda row: (row[1], numbers.get(row[0], 0))):
            if key in numbers:
                order.observe(numbers[key], self._named(list_key, key))
        return order

    def _composed(self, list_key: str, numbers: Mapping[str, int], folded: int | None, last: int) -> ListOrder:
        """Return the order of a list as the visits up to one saw it; one that saw all of it needs no other."""
        seen = dict(
            self._connection.execute(
                "SELECT key, crawl FROM list_pages WHERE portal = ? AND list = ?", (self._portal, list_key)
            ).fetchall()
        )
        if folded is None or all(seen.get(key) == last for key in numbers):
            return compose({number: self._named(list_key, key) for key, number in numbers.items()})
        return self._order_as_of(list_key, folded, last)

    def _named(self, list_key: str, key: str) -> list[str]:
        """Return what a page of a list names, in its order, without what is known to be no article."""
        rows = self._connection.execute(
            "SELECT e.value FROM list_pages p, json_each(p.entries) e JOIN frontier f "
            "ON f.portal = p.portal AND f.key = e.value WHERE p.portal = ? AND p.list = ? AND p.key = ? "
            "AND (f.kind IN ('article', 'document') OR f.alias_of IS NOT NULL OR (f.kind IS NULL "
            "AND coalesce(f.outcome, '') NOT IN ('gone', 'redirect', 'cut', 'stored', 'unchanged'))) ORDER BY e.key",
            (self._portal, list_key, key),
        )
        return [str(value) for (value,) in rows]


def list_entries(links: Iterable[FoundLink]) -> list[FoundLink]:
    """Return which links of a listing are its entries: neither menu nor pager nor, where it has others, boxes."""
    asked = [link for link in links if not link.cut]
    own = [link for link in asked if link.place in {"list", "body"}]
    return own or [link for link in asked if link.place == "related"]


def _relabelled(links: Iterable[FoundLink], before: tuple[str, str, str, int]) -> list[str]:
    """Return the entries that read otherwise than before, where they are few: their articles' headlines were edited."""
    labels = dict(zip(json.loads(before[0]), json.loads(before[1]), strict=True))
    changed = [link.key for link in list_entries(links) if labels.get(link.key, "") not in {"", _digest(link.label)}]
    return changed if len(changed) <= _MOST_SURPRISES else []


def _digest(label: str) -> str:
    """Return what tells a headline from another one, "" for no headline; numbers may be counters."""
    if len(label) < _FEWEST_LETTERS:
        return ""
    return hashlib.blake2b(_DIGITS.sub("", label).encode(), digest_size=6).hexdigest()


def _pager(links: Iterable[FoundLink]) -> str:
    keys = sorted(link.key for link in links if link.place in GOES_ON)
    return hashlib.blake2b("\n".join(keys).encode(), digest_size=8).hexdigest()
