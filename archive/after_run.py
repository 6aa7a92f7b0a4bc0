"""What every run that has loaded articles ends with, whichever way they came: a crawl, an import, a new reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.lineage.run import trace_lineage
from archive.people.resolver import resolve_people
from scraper.errors import ArchiveError

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database


def complete(db: Database, directory: Path) -> list[str]:
    """Bring what was loaded into relation with what was there; returns what people should know of it.

    What hinders it is a note and no failure, for pages and records are kept all the same.

    Args:
        db: the archive, open for writing.
        directory: its folder.
    """
    try:
        notes = list(resolve_people(db.conn, directory).notes)
    except ArchiveError as error:
        notes = [f"who is who was not looked into: {error}"]
    return notes + trace_lineage(db.conn)
