"""What a revisit refers to: the record or the capture that has the body which came again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from archive.captures import EarlierCapture
from scraper.canonical import canonical_key
from scraper.clock import timestamp
from scraper.errors import ArchiveError
from scraper.pages import StoredPage, read_page
from scraper.warc import answer_of, read_record
from scraper.warc.digests import payload_fits
from scraper.warc.fields import FieldError, warc_date

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from archive.importing.index import RecordIndex
    from scraper.store import Answer
    from scraper.warc import Record

_CAPTURE = "SELECT id, url, fetched_at, digest, warc, warc_offset, warc_length FROM captures WHERE "
_WITH_BODY = " AND digest IS NOT NULL AND warc IS NOT NULL "
# Captures of an address that are looked at for the one that a revisit means, the latest first: each is a file opened.
_MOST_LOOKED_AT = 40
_NOT_THERE = "the page that the revisit refers to is not there"
_Capture = tuple[int, str, str, str, str, int, int]


class Originals:
    """Finds what revisits refer to: in the files that are imported, and in the archive.

    Args:
        connection: the archive.
        pages: its folder of pages.
        index: what is imported.
    """

    def __init__(self, connection: sqlite3.Connection, pages: Path, index: RecordIndex) -> None:
        self._connection = connection
        self._pages = pages
        self._index = index

    def fill_in(self, revisit: Record, answer: Answer) -> tuple[Answer, EarlierCapture | None]:
        """Complete the answer of a revisit.

        Returns:
            The answer, with the body of another address that it is the same as; or as it is, and the capture of the
            same address that has the body.

        Raises:
            ArchiveError: what it refers to is nowhere, or cannot be read.
            BodyError: the body that it refers to cannot be decoded.
        """
        capture = self._capture_of(revisit)
        if capture is not None and canonical_key(capture[1]) == canonical_key(revisit.url):
            return answer, EarlierCapture(*capture[:4])
        original: Answer
        if capture is not None:
            page = StoredPage(capture[4], capture[5], capture[6])
            original = read_page(self._pages, page, datetime.fromisoformat(capture[2]))
        else:
            place = self._index.original_of(revisit)
            if place is None and answer.status not in {200, 304}:
                return answer, None  # a redirect or an error says by its header what there is to say
            if place is None:
                raise ArchiveError(f"{_NOT_THERE}{_named(revisit)}")
            original = answer_of(read_record(self._pages / place.file, place.offset, place.length))
        answer.body, answer.raw_body = original.body, original.raw_body
        answer.status = original.status if answer.status == 304 else answer.status
        if answer.header("Content-Type") is None:
            answer.headers = [*answer.headers, *original.headers]
        return answer, None

    def is_there(self, revisit: Record) -> bool:
        """Tell whether what a revisit refers to can be had."""
        return self._capture_of(revisit) is not None or self._index.original_of(revisit) is not None

    def _capture_of(self, revisit: Record) -> _Capture | None:
        """Return the capture that has the body of a revisit, as far as it has been taken in."""
        url = (revisit.header("WARC-Refers-To-Target-URI") or "").strip("<> ")
        moment = _moment(revisit.header("WARC-Refers-To-Date"))
        tries: list[tuple[str, tuple[str, ...]]] = []
        if url and moment:
            tries.append((f"url = ?{_WITH_BODY}AND fetched_at = ? ORDER BY id", (url, moment)))
        place = self._index.original_of(revisit)
        if place is not None:
            tries.append((f"warc = ? AND warc_offset = {int(place.offset)}{_WITH_BODY}", (place.file,)))
        elif "not-modified" in (revisit.header("WARC-Profile") or "") and not moment:
            # The server itself said that nothing had changed since the copy before.
            tries.append((f"url = ?{_WITH_BODY}AND fetched_at <= ? ORDER BY fetched_at DESC",
                          (revisit.url, timestamp(revisit.date))))  # fmt: skip
        for condition, values in tries:
            row: _Capture | None = self._connection.execute(f"{_CAPTURE}{condition} LIMIT 1", values).fetchone()
            if row is not None:
                return row
        return None if tries else self._looked_for(revisit)

    def _looked_for(self, revisit: Record) -> _Capture | None:
        """Return the capture that a revisit means which names a record's id or a digest only (GNU wget).

        What it means was imported earlier, or crawled. The archive knows no ids of records, so the records of the same
        address are looked at.
        """
        identifier, payload = revisit.header("WARC-Refers-To"), revisit.header("WARC-Payload-Digest")
        rows: list[_Capture] = self._connection.execute(
            f"{_CAPTURE}url = ?{_WITH_BODY}AND fetched_at <= ? ORDER BY fetched_at DESC, id DESC LIMIT ?",
            (revisit.url, timestamp(revisit.date), _MOST_LOOKED_AT),
        ).fetchall()
        for row in rows:
            try:
                record = read_record(self._pages / row[4], row[5], row[6])
            except ArchiveError:
                continue  # whoever asks for that capture is told; here another one may serve
            if identifier is not None and record.header("WARC-Record-ID") == identifier:
                return row
            if payload is not None and payload_fits(payload, record.type, record.content):
                return row
        return None


def _moment(stated: str | None) -> str | None:
    try:
        return timestamp(warc_date(stated)) if stated else None
    except FieldError:
        return None


def _named(revisit: Record) -> str:
    url, date = revisit.header("WARC-Refers-To-Target-URI"), revisit.header("WARC-Refers-To-Date")
    named = f" ({url} of {date or 'no stated time'})" if url else ""
    return f"{named}: import the file that holds it, then this one once more"


def lacking_originals(connection: sqlite3.Connection, file: str) -> list[int]:
    """Return where the revisits of an imported file stand that were left out, for what they refer to was not there.

    Args:
        connection: the archive.
        file: its name, relative to the folder of pages.

    Returns:
        Their offsets in bytes; those that another import has taken in since are not among them.
    """
    rows = connection.execute(
        "SELECT DISTINCT p.offset FROM import_problems p WHERE p.file = ? AND p.reason LIKE ? AND NOT EXISTS "
        "(SELECT 1 FROM captures c WHERE c.url = p.url AND c.warc = p.file AND c.warc_offset = p.offset) "
        "ORDER BY p.offset",
        (file, f"{_NOT_THERE}%"),
    )
    return [offset for (offset,) in rows]
