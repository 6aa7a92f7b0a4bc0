"""The note of a file that is about to take another one's place, and what becomes of both after a process was killed."""

from __future__ import annotations

import json
from typing import IO, TYPE_CHECKING

from archive.layout import PAGES_NAME
from archive.on_disk import sync
from archive.output import deliver
from scraper.errors import ArchiveError

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

_NOTE = "compacting.json"


def begin(pages: Path, old: str, new: str) -> None:
    """Note that ``new`` is to take the place of ``old``; raises :class:`ArchiveError` where that cannot be written."""

    def write(file: IO[bytes]) -> int:
        return file.write(json.dumps({"old": old, "new": new}).encode() + b"\n")

    deliver(write, _NOTE, pages / _NOTE)


def settle(connection: sqlite3.Connection, directory: Path) -> None:
    """Remove of the two files that a note names the one that the database does not know, and the note.

    Args:
        connection: the archive, open for writing, outside a transaction.
        directory: its folder.

    Raises:
        ArchiveError: the note cannot be read, or a file cannot be removed.
    """
    pages = directory / PAGES_NAME
    note = pages / _NOTE
    if not note.exists():
        return
    try:
        said = json.loads(note.read_bytes())
        names = (str(said["old"]), str(said["new"]))
        known = {
            name
            for name in names
            if connection.execute("SELECT 1 FROM warc_files WHERE name = ?", (name,)).fetchone() is not None
        }
        for name in names:
            if known and name not in known:  # where it knows neither, a rebuild finds out which one counts
                (pages / name).unlink(missing_ok=True)
                sync((pages / name).parent)
        note.unlink()
    except OSError as error:
        raise ArchiveError(f"{error.filename or note}: cannot be removed: {error.strerror}") from None
    except (KeyError, TypeError, ValueError) as error:
        raise ArchiveError(f"{note}: is no note of a file that was packed anew: {error}") from None
