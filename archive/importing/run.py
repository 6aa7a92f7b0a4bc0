"""One import as both passes see it: where it reads from, what is wanted, and where it notes what comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from archive.importing.index import RecordIndex
    from archive.importing.options import ImportOptions
    from archive.importing.tally import ImportSummary, Problems


@dataclass(frozen=True, slots=True)
class ImportRun:
    """What the passes of one import share.

    Attributes:
        connection: the archive.
        pages: its folder of pages.
        options: what is wanted.
        moment: when this is imported, as stored.
        index: the answers of portals; the first pass fills it, the second one takes them out of it.
        summary: counts.
        problems: takes what is damaged.
    """

    connection: sqlite3.Connection
    pages: Path
    options: ImportOptions
    moment: str
    index: RecordIndex
    summary: ImportSummary
    problems: Problems
