"""Files that were imported in part: ``--portal``, ``--from`` or ``--to`` wanted less of them than is wanted now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.importing.note import import_notes, read_note

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from pathlib import Path

    from archive.importing.files import KeptFile
    from archive.importing.note import ImportNote
    from archive.importing.options import ImportOptions


def wanted_in_part_only(
    connection: sqlite3.Connection, pages: Path, kept: Sequence[KeptFile], options: ImportOptions
) -> list[KeptFile]:
    """Return the files that were imported, and by no import that wanted all of them that is wanted now.

    What the notes of imports say is asked, of those only that the database knows to have ended: where it is made anew
    from them, the later ones lie there as well.

    Args:
        connection: the archive.
        pages: its folder of pages.
        kept: files in their place.
        options: what is wanted now.

    Raises:
        ArchiveError: a note cannot be read.
    """
    if not kept:
        return []
    ended = {number for (number,) in connection.execute("SELECT id FROM imports WHERE finished IS NOT NULL")}
    notes = [note for note in map(read_note, import_notes(pages)) if note.number in ended]
    found = {}
    for file in kept:
        imports = [note for note in notes if file.name in note.files]
        if imports and not any(_wanted_as_much(note, options) for note in imports):
            found[file.name] = file
    return list(found.values())


def _wanted_as_much(note: ImportNote, options: ImportOptions) -> bool:
    return (
        (note.only is None or note.only == options.only)
        and (note.first is None or (options.first is not None and note.first <= options.first))
        and (note.last is None or (options.last is not None and note.last >= options.last))
    )
