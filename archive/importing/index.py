"""The first pass of an import: where which record stands. The second one takes them in the order of their times.

The index is a database of its own that is gone with the process: web archives hold millions of records.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from scraper.canonical import canonical_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.store import Answer
    from scraper.warc import Record


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record stands: the name of its file (relative to the folder of pages), offset and length in bytes."""

    file: str
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A record that is a page's answer: its number in the index, its place, and what it says of itself."""

    number: int
    place: Place
    url: str
    captured_at: datetime
    type: str
    portal: str


class RecordIndex:
    """The records of an import that are answers of portals."""

    def __init__(self) -> None:
        self._index = sqlite3.connect("", isolation_level=None)  # a temporary file
        self._index.execute(
            "CREATE TABLE records (number INTEGER PRIMARY KEY, file TEXT, offset INTEGER, length INTEGER, url TEXT, "
            "key TEXT, moment TEXT, type TEXT, portal TEXT, status INTEGER, record_id TEXT, payload TEXT)"
        )
        for columns in ("record_id", "payload", "key", "portal, status"):
            self._index.execute(f"CREATE INDEX [{columns}] ON records ({columns})")
        self._index.execute("BEGIN")

    def add(self, record: Record, place: Place, answer: Answer, portal: str) -> None:
        """Take a record in.

        Args:
            record: a record of a kind that is an answer.
            place: where it stands.
            answer: what it holds.
            portal: the id of the portal that it belongs to.
        """
        self._index.execute(
            "INSERT INTO records (file, offset, length, url, key, moment, type, portal, status, record_id, payload) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (place.file, place.offset, place.length, record.url, canonical_key(record.url),
             record.date.isoformat(timespec="microseconds"), record.type, portal, answer.status,
             record.header("WARC-Record-ID"), record.header("WARC-Payload-Digest")),
        )  # fmt: skip

    def in_order(self, numbers: list[int] | None = None) -> Iterator[Entry]:
        """Yield the records in the order of their times; of one time, in that of the files.

        Args:
            numbers: those that are wanted, ``None`` for all.
        """
        rows = self._index.execute(
            "SELECT number, file, offset, length, url, moment, type, portal FROM records ORDER BY moment, number"
        )
        wanted = None if numbers is None else set(numbers)
        for number, file, offset, length, url, moment, kind, portal in rows:
            if wanted is None or number in wanted:
                yield Entry(number, Place(file, offset, length), url, datetime.fromisoformat(moment), kind, portal)

    def holds_page(self, portal: str, key: str) -> bool:
        """Tell whether an address of a portal is among what is imported, with a page."""
        row = self._index.execute(
            "SELECT 1 FROM records WHERE key = ? AND portal = ? AND type <> 'revisit' AND status = 200 LIMIT 1",
            (key, portal),
        ).fetchone()
        return row is not None

    def original_of(self, revisit: Record) -> Place | None:
        """Return the record whose body a revisit refers to, ``None`` where it is not in these files."""
        conditions: list[tuple[str, tuple[str, ...]]] = []
        if (identifier := revisit.header("WARC-Refers-To")) is not None:
            conditions.append(("record_id = ?", (identifier,)))
        if (payload := revisit.header("WARC-Payload-Digest")) is not None:
            conditions.append(("payload = ? AND key = ?", (payload, canonical_key(revisit.url))))
            conditions.append(("payload = ?", (payload,)))
        for condition, values in conditions:
            row = self._index.execute(
                f"SELECT file, offset, length FROM records WHERE {condition} AND type <> 'revisit' "  # nosec B608 # noqa: S608  ours
                "ORDER BY moment DESC, number LIMIT 1",
                values,
            ).fetchone()
            if row is not None:
                return Place(*row)
        return None

    def pages_of_portals(self) -> dict[str, int]:
        """Return how many pages there are of each portal."""
        return dict(self._index.execute("SELECT portal, count(*) FROM records WHERE status = 200 GROUP BY portal"))

    def portals(self) -> list[str]:
        """Return the portals that there is anything of."""
        return [portal for (portal,) in self._index.execute("SELECT DISTINCT portal FROM records ORDER BY portal")]

    def drop(self, portal: str) -> int:
        """Take the records of a portal out; returns how many those were."""
        return self._index.execute("DELETE FROM records WHERE portal = ?", (portal,)).rowcount

    def __len__(self) -> int:
        return int(self._index.execute("SELECT count(*) FROM records").fetchone()[0])

    def close(self) -> None:
        """Let it go."""
        self._index.close()
