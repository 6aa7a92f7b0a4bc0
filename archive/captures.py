"""Every answer as a capture: a row, and the page in a WARC file.

The page is appended to its WARC file before the transaction that knows it commits; should the process die in between,
the file is cut back to what the database knows when the next crawl opens it, and the address is asked for again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scraper.clock import timestamp
from scraper.pages import PageWriter, digest
from scraper.settings import USER_AGENT

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from scraper.pages import StoredPage
    from scraper.store import Answer, PageResult


@dataclass(frozen=True, slots=True)
class EarlierCapture:
    """The last good copy of an address: id, address and time of its capture, digest of its body."""

    id: int
    url: str
    fetched_at: str
    digest: str | None


class Captures:
    """Keeps the answers of one portal; its methods run inside the caller's transaction, except opening and closing.

    Args:
        connection: the archive.
        folder: where the stored pages are.
        portal: the portal's id.
    """

    def __init__(self, connection: sqlite3.Connection, folder: Path, portal: str) -> None:
        self._connection = connection
        self._portal = portal
        self._pages = PageWriter(folder, portal, USER_AGENT)
        self._stored_in_this_transaction = False

    def open(self) -> None:
        """Make the stored pages ready for more.

        Raises:
            ArchiveError: they cannot be written, or some that the database knows are missing.
        """
        known = self._connection.execute("SELECT name, size FROM warc_files WHERE portal = ?", (self._portal,))
        self._pages.open(dict(known.fetchall()))

    def close(self) -> None:
        """Close the stored pages; may be called more than once."""
        self._pages.close()

    def take_back(self) -> None:
        """Cut off the page that was stored last: its transaction was undone."""
        if self._stored_in_this_transaction:
            self._pages.take_back()
            self._stored_in_this_transaction = False

    def last_good(self, key: str) -> EarlierCapture | None:
        """Return the last good copy of an address of the frontier, ``None`` where there is none."""
        row = self._connection.execute(
            "SELECT c.id, c.url, c.fetched_at, c.digest FROM frontier f JOIN captures c ON c.id = f.capture "
            "WHERE f.portal = ? AND f.key = ?",
            (self._portal, key),
        ).fetchone()
        return None if row is None else EarlierCapture(*row)

    def keep(self, result: PageResult, crawl: int, earlier: EarlierCapture | None) -> int:
        """Append the page to its WARC file, note the capture, and return its id.

        Args:
            result: the answer and what it came to.
            crawl: the crawl that asked.
            earlier: the last good copy; an unchanged page is stored as a reference to it.

        Raises:
            ArchiveError: the page cannot be written.
        """
        answer = result.answer
        self._stored_in_this_transaction = False
        same = earlier if result.outcome == "unchanged" else None
        stored = self._store(answer, same) if answer.status is not None else None
        body_digest = body_digest_of(answer) or (same.digest if same else None)
        row = (answer.url, self._portal, crawl, timestamp(answer.fetched_at), answer.status, answer.url,
               answer.header("Content-Type"), len(answer.body) if answer.body else None, body_digest,
               result.outcome if result.retry_after is None else "retried", result.reason, answer.tls_ok,
               stored and stored.warc, stored and stored.offset, stored and stored.length, answer.rendered)  # fmt: skip
        cursor = self._connection.execute(
            "INSERT INTO captures (url, portal, crawl, fetched_at, status, final_url, content_type, size, digest, "
            "outcome, reason, tls_ok, warc, warc_offset, warc_length, rendered) "
            "VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            row,
        )
        return int(cursor.lastrowid or 0)

    def _store(self, answer: Answer, same: EarlierCapture | None) -> StoredPage:
        stored = self._pages.write(answer, (same.url, same.fetched_at) if same else None)
        self._stored_in_this_transaction = True
        self._connection.execute(
            "INSERT INTO warc_files (name, portal, size) VALUES (?, ?, ?) "
            "ON CONFLICT (name) DO UPDATE SET size = excluded.size",
            (stored.warc, self._portal, stored.offset + stored.length),
        )
        return stored


def body_digest_of(answer: Answer) -> str | None:
    """Return the SHA-256 of a page's body, ``None`` for an answer that is none or has none."""
    return digest(answer.body) if answer.status == 200 and answer.body else None
