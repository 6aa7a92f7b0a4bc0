"""What of a portal has been read, as discovery takes it over at the beginning of a run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.troubles import told
from scraper.store import KnownPage

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class KnownPages:
    """The pages of a portal that have been read, from the archive each time they are iterated: there may be many."""

    connection: sqlite3.Connection
    portal: str
    directory: Path

    def __iter__(self) -> Iterator[KnownPage]:
        """Yield originals before copies, each in the order of their reading.

        Raises:
            ArchiveError: the archive cannot be read.
        """
        with told(self.directory):
            rows = self.connection.execute(
                "SELECT key, url, coalesce(kind, 'article'), found_on, alias_of FROM frontier "
                "WHERE portal = ? AND (kind IS NOT NULL OR alias_of IS NOT NULL) "
                "ORDER BY alias_of IS NOT NULL, fetched_at, key",
                (self.portal,),
            )
            for key, url, kind, found_on, original in rows:
                yield KnownPage(key, url, kind, found_on, original is not None, original)
