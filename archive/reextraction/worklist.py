"""Which revisions are to be read again, and in which order.

The list is a database of its own, in a file that the system takes away: however many pages an archive has, the memory
is the same. Pages come in the order in which they stand in their files, so that a slow disk is read forward.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.portal_rows import reader
from archive.reextraction.reading import Batch, RevisionPage, digest_of
from archive.templates import known_template
from scraper.pages import StoredPage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from scraper.portal import Portal

_BATCH = 64  # pages that go to a process at a time: half a second of work
_IN_PIECES = 5_000  # rows that are taken over at a time

_REVISIONS = """
SELECT r.id, c.warc, c.warc_offset, c.warc_length, coalesce(c.fetched_at, r.seen_at), c.digest
FROM articles a JOIN revisions r ON r.article = a.id LEFT JOIN captures c ON c.id = r.capture
WHERE a.portal = :portal AND (:everything OR r.extractor <> :reader)
ORDER BY c.warc, c.warc_offset, r.id
"""


@dataclass(frozen=True, slots=True)
class Scope:
    """What is to be read again: of which portals, all or only what another version has read, how many at most."""

    portals: Sequence[Portal]
    everything: bool = False
    limit: int | None = None


class Worklist:
    """The revisions of a scope, as they stand when it is made.

    Args:
        connection: the archive.
        scope: what is to be read again.
    """

    def __init__(self, connection: sqlite3.Connection, scope: Scope) -> None:
        self._archive = connection
        self._portals = scope.portals
        self._list = sqlite3.connect("")
        self._list.execute(
            "CREATE TABLE work (number INTEGER PRIMARY KEY, revision INTEGER, warc TEXT, warc_offset INTEGER, "
            "warc_length INTEGER, fetched_at TEXT, sha256 TEXT)"
        )
        self._ends = [self._take_over(portal, everything=scope.everything) for portal in scope.portals]
        if scope.limit is not None:
            self._list.execute("DELETE FROM work WHERE number > ?", (scope.limit,))
        self._list.commit()

    def __len__(self) -> int:
        """Return how many revisions there are."""
        count: int = self._list.execute("SELECT count(*) FROM work").fetchone()[0]
        return count

    def close(self) -> None:
        """Let go of the list; may be called more than once."""
        self._list.close()

    def batches(self) -> Iterator[Batch]:
        """Yield what is to be read, a few pages of one portal at a time."""
        last = 0
        for portal, end in zip(self._portals, self._ends, strict=True):
            template = known_template(self._archive, portal.id)
            while rows := self._list.execute(
                "SELECT number, revision, warc, warc_offset, warc_length, fetched_at, sha256 FROM work "
                "WHERE number > ? AND number <= ? ORDER BY number LIMIT ?",
                (last, end, _BATCH),
            ).fetchall():
                last = rows[-1][0]
                yield Batch(portal, template, tuple(self._page(row) for row in rows))

    def _take_over(self, portal: Portal, *, everything: bool) -> int:
        """Put a portal's revisions at the end of the list and return the number of the last one."""
        cursor = self._archive.execute(
            _REVISIONS, {"portal": portal.id, "everything": everything, "reader": reader(portal)}
        )
        while rows := cursor.fetchmany(_IN_PIECES):
            self._list.executemany(
                "INSERT INTO work (revision, warc, warc_offset, warc_length, fetched_at, sha256) "
                "VALUES (?, ?, ?, ?, ?, ?)",
                rows,
            )
        end: int = self._list.execute("SELECT coalesce(max(number), 0) FROM work").fetchone()[0]
        return end

    def _page(self, row: tuple[Any, ...]) -> RevisionPage:
        _, revision, warc, offset, length, fetched_at, sha256 = row
        record, canonical_url = self._archive.execute(
            "SELECT record, json_extract(record, '$.canonical_url') FROM revisions WHERE id = ?", (revision,)
        ).fetchone()
        page = None if warc is None else StoredPage(warc, offset, length)
        return RevisionPage(revision, page, fetched_at, sha256, canonical_url, digest_of(record))
