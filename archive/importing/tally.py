"""What an import comes to, counted: every record is a capture, left out for a reason, or damaged."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archive.rows import insert

if TYPE_CHECKING:
    import sqlite3


@dataclass(slots=True)
class ImportSummary:
    """The balance of an import.

    Attributes:
        number: its number in ``imports``, 0 where there was nothing to import.
        records: records and pieces of damage that the files hold; all others but ``files_known`` add up to it.
        captures: answers of portals that are in the archive now.
        skipped: what was left out, by the reason.
        damaged: what could not be read.
        articles: articles that were not known, by portal.
        revisions: revisions of known articles that were not known.
        files: files that were read.
        files_damaged: files that are not what was said of them, whatever their records are.
        files_known: files that had been imported before.
        notes: what people should know besides.
    """

    number: int = 0
    records: int = 0
    captures: int = 0
    damaged: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    articles: Counter[str] = field(default_factory=Counter)
    revisions: int = 0
    files: int = 0
    files_damaged: int = 0
    files_known: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Whether nothing was damaged."""
        return self.damaged == 0 and self.files_damaged == 0


class Problems:
    """Notes what could not be read of an import; its methods run inside the caller's transaction.

    Args:
        connection: the archive.
        number: the import.
        summary: counts.
    """

    def __init__(self, connection: sqlite3.Connection, number: int, summary: ImportSummary) -> None:
        self._connection = connection
        self._number = number
        self._summary = summary

    def damaged(self, file: str, offset: int | None, url: str | None, reason: str) -> None:
        """Note a damaged record."""
        self._summary.damaged += 1
        self.note(file, offset, url, reason)

    def note(self, file: str, offset: int | None, url: str | None, reason: str) -> None:
        """Note something that is wrong with a file, and is no record."""
        row = {"import": self._number, "file": file, "offset": offset, "url": url, "reason": reason[:1_000]}
        insert(self._connection, "import_problems", row)
