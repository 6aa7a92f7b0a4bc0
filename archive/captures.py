"""Every answer as a capture: a row, and the page in a WARC file.

The page is on the disk, in its WARC file, before the transaction that knows it commits; should the process die in
between, the next crawl takes it in or cuts it off (:mod:`scraper.page_rests`), and asks for the address again then.

With the pages goes what the crawl knew (:mod:`archive.crawl_log`), so that the database can be made anew from them.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from archive.crawl_log import actions_note, capture_note
from archive.rows import insert
from scraper.canonical import absolute_url
from scraper.clock import now, timestamp
from scraper.disk_space import stop_before_full
from scraper.errors import ArchiveError
from scraper.page_dictionaries import MOST_SAMPLES
from scraper.page_records import EarlierPage, answer_record, event_record, failure_record, record_id
from scraper.pages import PageWriter, StoredPage
from scraper.pages import digest as digest_of
from scraper.vietnamese import nfc

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from archive.crawl_log import Action, RunEvent
    from scraper.page_packing import PageFormat
    from scraper.store import Answer, PageResult

# Captures without an answer that are counted: of so many the pauses that rest on them have long stopped growing.
_MOST_SILENCE = 100
_LOOKED_THROUGH = 5_000  # captures, for pages to make a dictionary of: a later visit brings little but unchanged ones


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
        page_format: how pages are packed.
    """

    def __init__(
        self, connection: sqlite3.Connection, folder: Path, portal: str, page_format: PageFormat = "zst"
    ) -> None:
        self._connection = connection
        self._portal = portal
        self._folder = folder
        self._pages = PageWriter(folder, portal, page_format, self._latest_pages)
        self._before = self._pages.end()  # of the transaction that is open

    def open(self) -> None:
        """Make the stored pages ready for more.

        Raises:
            ArchiveError: they cannot be written, or some that the database knows are missing.
        """
        known = self._connection.execute(
            "SELECT name, size FROM warc_files WHERE portal = ? AND origin = 'crawl'", (self._portal,)
        )
        self._pages.open(dict(known.fetchall()))

    def close(self) -> None:
        """Close the stored pages; may be called more than once."""
        self._pages.close()

    def begin_transaction(self) -> None:
        """Take note of where the stored pages end before a transaction."""
        self._before = self._pages.end()

    def written(self) -> int:
        """Return how many bytes of pages the transaction has appended; none where a file was begun in it."""
        end = self._pages.end()
        return end.size - self._before.size if end.warc == self._before.warc else 0

    def sync(self) -> None:
        """Have all that was appended on the disk; called before the transaction commits that knows of it.

        Raises:
            ArchiveError: the disk does not take it.
        """
        self._pages.sync()

    def take_back(self) -> None:
        """Cut off what the transaction has appended: it was undone."""
        self._pages.take_back(self._before)

    def last_good(self, key: str) -> EarlierCapture | None:
        """Return the last good copy of an address of the frontier, ``None`` where there is none."""
        row = self._connection.execute(
            "SELECT c.id, c.url, c.fetched_at, c.digest FROM frontier f JOIN captures c ON c.id = f.capture "
            "WHERE f.portal = ? AND f.key = ?",
            (self._portal, key),
        ).fetchone()
        return None if row is None else EarlierCapture(*row)

    def silence(self) -> int:
        """Return how many of the portal's last captures in a row have no answer, :data:`_MOST_SILENCE` at most."""
        rows = self._connection.execute(
            "SELECT status IS NULL FROM captures WHERE portal = ? AND import IS NULL "
            "ORDER BY fetched_at DESC, id DESC LIMIT ?",
            (self._portal, _MOST_SILENCE),
        )
        return sum(1 for _ in takewhile(lambda row: row[0], rows))

    def last(self) -> int:
        """Return the number of the archive's last capture, 0 where there is none."""
        return int(self._connection.execute("SELECT coalesce(max(id), 0) FROM captures").fetchone()[0])

    def next_number(self) -> int:
        """Return the number of the next capture."""
        return self.last() + 1

    def note_action(self, action: Action, crawl: int) -> None:
        """Append what is done with addresses between two answers, in the transaction that does it.

        Args:
            action: what is done.
            crawl: the crawl that does it.

        Raises:
            ArchiveError: it cannot be written.
        """
        said = actions_note(self._portal, crawl, [action], self.last(), now())
        self._append(event_record("actions", f"urn:congtin:{self._portal}", now(), said))

    def note_event(self, event: RunEvent, url: str, said: dict[str, Any]) -> None:
        """Append the beginning or the end of a run to the stored pages.

        Args:
            event: which of them.
            url: the portal's address.
            said: what is to be known of it.

        Raises:
            ArchiveError: it cannot be written.
        """
        self._append(event_record(event, url, now(), said))

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
        same = earlier if result.outcome == "unchanged" else None
        capture = self.next_number()
        body_digest = body_digest_of(answer)
        stored = self._store(result, crawl, capture, same, body_digest)
        known_digest = body_digest or (same.digest if same else None)
        row = {"id": capture, **capture_row(result, self._portal, crawl, known_digest)}
        if answer.status is not None:
            row |= {"warc": stored.warc, "warc_offset": stored.offset, "warc_length": stored.length}
        insert(self._connection, "captures", row)
        return capture

    def _latest_pages(self) -> list[StoredPage]:
        """Return where the latest pages stand of which a dictionary can be made."""
        return latest_pages(self._connection, self._portal)

    def _keep_room(self) -> None:
        """Refuse a page where the disk is nearly full; what ends the run still fits then.

        Raises:
            ArchiveError: it is.
        """
        for place in (self._folder, self._folder.parent):  # a folder of pages may be a disk of its own
            reason = stop_before_full(place)
            if reason is not None:
                raise ArchiveError(reason)

    def _store(
        self, result: PageResult, crawl: int, capture: int, same: EarlierCapture | None, body_digest: str | None
    ) -> StoredPage:
        """Append the answer, and return where its record stands."""
        self._keep_room()
        answer = result.answer
        note = capture_note(result, crawl, capture, same.id if same else None)
        identifier = record_id(self._portal, capture, answer.url, timestamp(answer.fetched_at))
        if answer.status is None:
            return self._append(failure_record(answer, note, identifier))
        page = self._page_of(same) if same else None
        return self._append(answer_record(answer, note, identifier, page, body_digest))

    def _page_of(self, capture: EarlierCapture) -> EarlierPage:
        identifier = record_id(self._portal, capture.id, capture.url, capture.fetched_at)
        return EarlierPage(capture.url, capture.fetched_at, identifier)

    def _append(self, record: bytes) -> StoredPage:
        stored = self._pages.append(record)
        self._know_file(stored.warc, stored.offset + stored.length)
        return stored

    def _know_file(self, name: str, size: int) -> None:
        self._connection.execute(
            "INSERT INTO warc_files (name, portal, size) VALUES (?, ?, ?) "
            "ON CONFLICT (name) DO UPDATE SET size = excluded.size",
            (name, self._portal, size),
        )


def capture_row(result: PageResult, portal: str, crawl: int, digest: str | None) -> dict[str, Any]:
    """Return the facts of an answer as columns of ``captures``: all but its number and where its page is stored.

    Args:
        result: the answer and what it came to.
        portal: the portal's id.
        crawl: the crawl it belongs to.
        digest: the SHA-256 of the page (:func:`body_digest_of`), or that of the earlier copy, where the answer brought
            the same or none (304).
    """
    answer = result.answer
    location = answer.header("Location")
    return {
        "url": answer.url, "portal": portal, "crawl": crawl,
        "fetched_at": timestamp(answer.fetched_at), "status": answer.status, "final_url": answer.url,
        "location": absolute_url(answer.url, location) if location else None,
        "content_type": nfc(answer.header("Content-Type") or "") or None,
        "size": len(answer.body) if answer.body else None,
        "digest": digest,
        "outcome": result.outcome if result.retry_after is None else "retried",
        "reason": result.reason, "ip": answer.address, "tls_ok": answer.tls_ok,
        "tls_protocol": answer.tls_protocol, "tls_cipher": answer.tls_cipher, "rendered": answer.rendered,
    }  # fmt: skip


def latest_pages(connection: sqlite3.Connection, portal: str) -> list[StoredPage]:
    """Return where the latest pages of a portal stand that are enough to make a dictionary of, the latest first.

    Args:
        connection: the archive.
        portal: the portal's id.
    """
    rows = connection.execute(
        "SELECT warc, warc_offset, warc_length FROM (SELECT * FROM captures WHERE portal = :portal "
        "ORDER BY fetched_at DESC LIMIT :among) WHERE status = 200 AND outcome <> 'unchanged' AND import IS NULL "
        "AND warc IS NOT NULL AND content_type LIKE 'text/%' LIMIT :most",
        {"portal": portal, "among": _LOOKED_THROUGH, "most": MOST_SAMPLES},
    )
    return [StoredPage(*row) for row in rows]


def body_digest_of(answer: Answer) -> str | None:
    """Return the SHA-256 of a page's body, ``None`` for an answer that is none or has none."""
    return digest_of(answer.body) if answer.status == 200 and answer.body else None
