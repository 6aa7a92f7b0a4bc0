"""What archives of others say of a portal by what they captured of its start page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.load import judge_absences
from archive.start_page import StartPage, absent_around
from scraper.clock import timestamp

if TYPE_CHECKING:
    import sqlite3

    from archive.captures import EarlierCapture
    from scraper.portal import Portal
    from scraper.store import PageResult


class StartPages:
    """The start pages of one portal, at its address of each day; runs inside the caller's transaction.

    Args:
        connection: the archive.
        portal: the portal.
    """

    def __init__(self, connection: sqlite3.Connection, portal: Portal) -> None:
        self._connection = connection
        self._portal = portal
        self._of_addresses: dict[str, _StartPage] = {}

    def note(self, result: PageResult, crawl: int, capture: int, original: EarlierCapture | None) -> None:
        """Note what an answer says of the portal, and judge anew what others found missing around it.

        Args:
            result: the answer; nothing happens where it is of another page.
            crawl: the crawl that stands for the import.
            capture: its capture.
            original: the capture that has the body of a revisit of the same address, ``None`` for any other answer.
        """
        at = result.answer.fetched_at
        url = self._portal.at(at).url
        start_page = self._of_addresses.get(url)
        if start_page is None:
            then = self._portal.model_copy(update={"url": url})
            start_page = self._of_addresses[url] = _StartPage(self._connection, then, crawl)
        is_look = (
            start_page.note_state(result, capture)
            if original is None
            else start_page.note_same(result, capture, original)
        )
        if not is_look:
            return
        absent = absent_around(self._connection, self._portal.id, timestamp(at))
        news = sum(judge_absences(self._connection, article) for article in absent)
        self._connection.execute("UPDATE crawls SET articles_gone = articles_gone + ? WHERE id = ?", (news, crawl))


class _StartPage(StartPage):
    """A start page of which nobody asked again the next day, so that each capture is judged by itself."""

    def note_same(self, result: PageResult, capture: int, original: EarlierCapture) -> bool:
        """Note that an answer says of the portal what its original said; true where that says anything."""
        row = self._connection.execute("SELECT start_page FROM captures WHERE id = ?", (original.id,)).fetchone()
        if result.target.key not in self._keys or row is None or row[0] is None:
            return False
        self._connection.execute("UPDATE captures SET start_page = ? WHERE id = ?", (row[0], capture))
        self.write_portal()
        return True

    def _has_lost_its_lists(self, result: PageResult) -> bool:
        """Tell whether a start page is a notice (of maintenance, of a fault), or a page that leads nowhere."""
        if result.notice is not None:
            return True
        return result.article is not None and result.article.kind == "other" and not list(result.links)
