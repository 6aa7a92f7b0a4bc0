"""An import that was interrupted, and goes on with the next one that has any of its files."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from archive.importing.files import KeptFile
from archive.importing.note import note_path, read_note
from scraper.errors import ArchiveError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from pathlib import Path

    from archive.importing.note import ImportNote
    from archive.importing.options import ImportOptions


@dataclass(frozen=True, slots=True)
class BegunImport:
    """An import that goes on; ``files`` and ``options`` are what was wanted then and what is wanted now."""

    number: int
    files: list[KeptFile]
    options: ImportOptions


def begun_with(
    connection: sqlite3.Connection, pages: Path, files: Sequence[KeptFile], options: ImportOptions
) -> BegunImport | None:
    """Return the import that was begun with any of some files and has not ended, ``None`` where there is none.

    With its end all of its files count as imported, and its one note is all that a rebuild knows of it: so it goes on
    with all of them, and with all that was wanted of them at any time.

    Args:
        connection: the archive.
        pages: its folder of pages.
        files: files in their place.
        options: what is wanted now.

    Raises:
        ArchiveError: its note cannot be read, or it was begun for another portal than the only one that is wanted now.
    """
    wanted = {file.sha256 for file in files}
    for (number,) in connection.execute("SELECT id FROM imports WHERE finished IS NULL ORDER BY id").fetchall():
        path = note_path(pages, number)
        note = read_note(path) if path.is_file() else None
        of_it = _files_of(connection, pages, number, note)
        if wanted.isdisjoint(one.sha256 for one in of_it):
            continue
        merged = {one.sha256: one for one in [*of_it, *files]}
        return BegunImport(number, list(merged.values()), _wider(note, options) if note else options)
    return None


def _files_of(connection: sqlite3.Connection, pages: Path, number: int, note: ImportNote | None) -> list[KeptFile]:
    """Return the files of an import: in the order of its note, where there is one, which may name files of before."""
    names = dict(note.files) if note else {}
    rows = connection.execute("SELECT name, source FROM import_files WHERE import = ? ORDER BY name", (number,))
    names |= dict(rows.fetchall())
    problems = note.problems if note else {}
    found = []
    for name, source in names.items():
        row = connection.execute("SELECT sha256, size FROM import_files WHERE name = ?", (name,)).fetchone()
        if row is not None:
            found.append(KeptFile(name, pages / name, source, str(row[0]), int(row[1]), problems.get(name)))
    return found


def _wider(note: ImportNote, options: ImportOptions) -> ImportOptions:
    """Return options that want what an import was begun for as well."""
    then, today = note.only, options.only
    if then is not None and today is not None and then.id != today.id:
        raise ArchiveError(
            f"an import of the same file with --portal {then.id} was interrupted: run it again to its end, then the "
            f"one with --portal {today.id}"
        )
    return replace(
        options,
        only=today if then is not None else None,  # the same, as it is declared today
        first=min(note.first, options.first) if note.first and options.first else None,
        last=max(note.last, options.last) if note.last and options.last else None,
    )
