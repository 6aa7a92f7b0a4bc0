"""The stored page of a capture, held against the digest that the database knows it by.

A capture whose page was the one stored before has no body of its own (a ``revisit`` record, a 304). The page is then
that of any other capture with the same digest: equal SHA-256 are equal bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from scraper.content_encoding import BodyError
from scraper.errors import ArchiveError
from scraper.pages import StoredPage, digest, read_page

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from scraper.store import Answer

_MOST_TRIED = 20  # captures with the same digest; where so many are damaged, the file is


@dataclass(frozen=True, slots=True)
class StoredCopy:
    """The page of a capture as it lies in the archive.

    Attributes:
        answer: status and headers of this capture, and the body that it stands for.
        digest: SHA-256 of that body, content encoding undone; ``None`` where there is no body.
        expected: the digest that the database knows, ``None`` where it knows none (only pages have one).
        body_of: the capture (id) whose record holds the body: this one, or an earlier one with the same page.
    """

    answer: Answer
    digest: str | None
    expected: str | None
    body_of: int

    @property
    def is_intact(self) -> bool:
        """Tell whether nothing speaks against the bytes: they have the digest that the database knows."""
        return self.expected is None or self.digest == self.expected


def read_stored_copy(connection: sqlite3.Connection, pages: Path, capture: sqlite3.Row) -> StoredCopy:
    """Return the stored page of a capture with its digest.

    Args:
        connection: the archive; its rows are :class:`sqlite3.Row`.
        pages: the folder of the stored pages.
        capture: a row of ``captures``.

    Raises:
        ArchiveError: nothing was stored for this capture, or what was cannot be read.
    """
    answer = _answer(pages, capture)
    expected = capture["digest"]
    if answer.body or expected is None:
        return StoredCopy(answer, digest(answer.body) if answer.body else None, expected, capture["id"])
    hindrance: ArchiveError | None = None
    for other in _same_page(connection, capture):
        try:
            body = _answer(pages, other).body
        except ArchiveError as error:
            hindrance = error
            continue
        if body and digest(body) == expected:
            answer.body = body
            return StoredCopy(answer, expected, expected, other["id"])
    if hindrance is not None:
        raise hindrance
    raise ArchiveError(
        f"capture {capture['id']} is of a page that had not changed, and no readable capture of this archive holds "
        f"its bytes (SHA-256 {expected})"
    )


def _answer(pages: Path, capture: sqlite3.Row) -> Answer:
    if capture["warc"] is None:
        raise ArchiveError(
            f"capture {capture['id']} ({capture['url']}): no answer came, so nothing is stored: "
            f"{capture['reason'] or capture['outcome']}"
        )
    page = StoredPage(capture["warc"], capture["warc_offset"], capture["warc_length"])
    try:
        return read_page(pages, page, datetime.fromisoformat(capture["fetched_at"]))
    except BodyError as error:
        raise ArchiveError(f"{pages / page.warc}: the body stored at byte {page.offset} is damaged: {error}") from None


def _same_page(connection: sqlite3.Connection, capture: sqlite3.Row) -> list[sqlite3.Row]:
    """Return captures with the same digest: of the same address first, then of the same article, then of any.

    Web archives write a revisit for equal bytes under any address, and one file may refer to what another brought.
    """
    found: dict[int, sqlite3.Row] = {}
    for condition in ("url = :url", "article = :article", "article IS NOT NULL"):
        sql = (
            f"SELECT * FROM captures WHERE {condition} AND digest = :digest "  # nosec B608 # noqa: S608
            "AND warc IS NOT NULL AND id <> :id ORDER BY outcome = 'stored' DESC, fetched_at DESC LIMIT :most"
        )
        wanted = {name: capture[name] for name in ("url", "article", "digest", "id")}
        found.update((row["id"], row) for row in connection.execute(sql, wanted | {"most": _MOST_TRIED}))
    return list(found.values())
