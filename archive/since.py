"""``--since DATE``: a visit that keeps to what is newer, so that a large portal can be begun with its last years.

A list is followed as long as its pages name anything that is not known to be older; what is met is kept, however old.
Not all lists are in the order of their dates, so only several pages in a row end one. What is left out stands in the
frontier with its reason, and a later visit without a date, or with an earlier one, takes it up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.list_order import page_numbers
from archive.revisits import moment_of
from scraper.patterns import regex

if TYPE_CHECKING:
    import sqlite3
    from datetime import date

    from scraper.store import FoundLink

# So many pages of a list in a row have to name nothing newer.
PAGES_IN_A_ROW = 3
_REASON = "older than {date} (--since)"
_DATE_IN_REASON = regex(r"older than (\d{4}-\d\d-\d\d) \(--since\)")

# What is not known to be older: an article without a date, one that has not been read.
_NEWER = """
    SELECT 1 FROM list_pages p, json_each(p.entries) e JOIN frontier f ON f.portal = p.portal AND f.key = e.value
    LEFT JOIN frontier o ON o.portal = f.portal AND o.key = f.alias_of
    LEFT JOIN articles a ON a.id = coalesce(o.article, f.article)
    WHERE p.portal = :portal AND p.list = :list AND p.key = :key
    AND e.value NOT IN (
        SELECT b.value FROM list_pages q, json_each(q.entries) b
        WHERE q.portal = :portal AND q.list = :list AND q.key = :list AND :key <> :list
    )
    AND (f.kind IN ('article', 'document') OR f.state = 'queued' OR f.alias_of IS NOT NULL)
    AND coalesce(substr(a.published, 1, 10), substr(f.modified, 1, 10), '9999') >= :date LIMIT 1
"""


class Since:
    """Decides for one portal what a visit with a date leaves out; it only reads.

    Args:
        connection: the archive.
        portal: the portal's id.
        date: the first day that is wanted.
    """

    def __init__(self, connection: sqlite3.Connection, portal: str, date: date) -> None:
        self._connection = connection
        self._portal = portal
        self._date = date

    @property
    def reason(self) -> str:
        """Why something is left out, as it stands in the frontier and in the summary."""
        return _REASON.format(date=self._date.isoformat())

    def cut(self, link: FoundLink, is_older: bool) -> str | None:
        """Return why an address that has not been asked for is left out, ``None`` to ask.

        A feed or sitemap may say that a page was last changed before the date; and what stands beside an article that
        ``is_older`` is older still. Lists that lead there are heard all the same.
        """
        changed = moment_of(link.modified)
        beside = is_older and link.place in {"list", "related", "body"}
        return self.reason if beside or (changed is not None and changed.date() < self._date) else None

    def is_older(self, key: str) -> bool:
        """Tell whether an address is that of an article known to be older: what it links to is older still."""
        row = self._connection.execute(
            "SELECT substr(a.published, 1, 10) < ? FROM frontier f JOIN articles a ON a.id = f.article "
            "WHERE f.portal = ? AND f.key = ? AND a.published IS NOT NULL",
            (self._date.isoformat(), self._portal, key),
        ).fetchone()
        return bool(row and row[0])

    def first_of(self, key: str) -> str | None:
        """Return the earliest page of a list of which any page is queued, where ``key`` is a further page of one.

        ``None`` where it is none, or has been asked for before. A list is followed page by page, for nothing is known
        of a page but what those before it name.
        """
        list_key = self._list_of(key)
        if list_key is None:
            return None
        queued, _, numbers = self._pages(list_key)
        return min(queued, key=lambda page: (numbers.get(page, 0), page), default=None)

    def ends_before(self, key: str) -> str | None:
        """Return the list that ends before a page as far as this visit goes, ``None`` where the page is to be read."""
        list_key = self._list_of(key)
        if list_key is None:
            return None
        _, read, numbers = self._pages(list_key)
        before = sorted(
            (page for page in read if numbers.get(page, len(numbers)) < numbers.get(key, 0)),
            key=lambda page: numbers[page],
        )[-PAGES_IN_A_ROW:]
        is_over = len(before) == PAGES_IN_A_ROW and not any(self._names_newer(list_key, page) for page in before)
        return list_key if is_over else None

    def _list_of(self, key: str) -> str | None:
        row = self._connection.execute(
            "SELECT list FROM frontier WHERE portal = ? AND key = ? AND fetched_at IS NULL", (self._portal, key)
        ).fetchone()
        return row[0] if row else None

    def _pages(self, list_key: str) -> tuple[list[str], list[str], dict[str, int]]:
        """Return the pages of a list that are queued, those that have been read, and the numbers of both."""
        rows = self._connection.execute(
            "SELECT key, state, kind FROM frontier INDEXED BY frontier_list WHERE portal = ? AND list = ?",
            (self._portal, list_key),
        ).fetchall()
        queued = [key for key, state, kind in rows if state == "queued" and kind is None]
        read = [list_key, *(key for key, state, kind in rows if state == "done" and kind == "listing")]
        return queued, read, page_numbers(list_key, [key for key, _, _ in rows])

    def _names_newer(self, list_key: str, key: str) -> bool:
        values = {"portal": self._portal, "list": list_key, "key": key, "date": self._date.isoformat()}
        return self._connection.execute(_NEWER, values).fetchone() is not None


def take_up_left_out(connection: sqlite3.Connection, portal: str, date: date | None) -> None:
    """Queue what earlier visits left out for their date and this one wants: it has none, or an earlier one."""
    rows = connection.execute(
        "SELECT key, reason FROM frontier WHERE portal = ? AND outcome = 'cut' AND reason LIKE 'older than %'",
        (portal,),
    ).fetchall()
    wanted = [
        (portal, key)
        for key, reason in rows
        if (found := _DATE_IN_REASON.search(reason)) and (date is None or found[1] > date.isoformat())
    ]
    connection.executemany("UPDATE frontier SET state = 'queued', reason = NULL WHERE portal = ? AND key = ?", wanted)
