"""Which files are packed anew, and the change of rows that lets the new one count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.compaction.pending import begin, settle
from archive.compaction.repacking import repacked
from archive.database import writing
from archive.file_copies import PART
from archive.layout import DATABASE_NAME, PAGES_NAME
from archive.on_disk import sync
from archive.replay.notes import replay_notes
from archive.transactions import transaction
from scraper.disk_space import in_words
from scraper.errors import ArchiveError
from scraper.page_names import page_file_name
from scraper.page_packing import SUFFIXES
from scraper.warc.dictionaries import dictionary_at

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from archive.compaction.repacking import Places


@dataclass(frozen=True, slots=True)
class Compacted:
    """What became of a file.

    Attributes:
        name: its name until now, relative to the folder of pages.
        before: its size in bytes.
        after: the size of the one in its place.
        left: why it was left as it is, ``None`` where it was not.
    """

    name: str
    before: int
    after: int
    left: str | None = None


def compact(directory: Path, portals: Sequence[str] = ()) -> Iterator[Compacted]:
    """Pack the files anew that have no dictionary, one after the other; what has been done stays done.

    Args:
        directory: the archive's folder.
        portals: only those of these portals (ids); of all where there are none.

    Yields:
        what became of each file, when it is done.

    Raises:
        ArchiveError: there is no archive or no such portal, a file is damaged, or the disk is full. What was not done
            is as it was.
    """
    if not (directory / DATABASE_NAME).is_file():
        raise ArchiveError(f"{directory}: there is no archive here; name its folder with --archive")
    with writing(directory) as db:
        connection: sqlite3.Connection = db.conn
        _refuse_unknown(connection, portals)
        fixed = {name for note in replay_notes(directory / PAGES_NAME) for name in note.files}
        for name, portal, size in _files(connection, portals):
            if not _is_without_dictionary(directory / PAGES_NAME / name):
                continue
            if name in fixed:
                yield Compacted(name, size, size, "a note beside it names places in it (it came from another archive)")
            else:
                yield _packed_anew(connection, directory, name, portal, size)


def _refuse_unknown(connection: sqlite3.Connection, portals: Sequence[str]) -> None:
    known = [name for (name,) in connection.execute("SELECT id FROM portals ORDER BY id")]
    for portal in portals:
        if portal not in known:
            raise ArchiveError(f"the archive has no portal {portal!r}; it has {', '.join(known) or 'none'}")


def _files(connection: sqlite3.Connection, portals: Sequence[str]) -> list[tuple[str, str, int]]:
    rows = connection.execute(
        "SELECT name, portal, size FROM warc_files WHERE origin = 'crawl' AND size > 0 ORDER BY name"
    )
    return [row for row in rows if not portals or row[1] in portals]


def _is_without_dictionary(path: Path) -> bool:
    try:
        return path.name.endswith(SUFFIXES["gz"]) or dictionary_at(path) is None
    except OSError as error:
        raise ArchiveError(f"{path}: cannot be read: {error.strerror}; congtin verify tells more") from None


def _packed_anew(connection: sqlite3.Connection, directory: Path, name: str, portal: str, size: int) -> Compacted:
    """Pack one file anew; it stays as it is where it would be no smaller."""
    pages = directory / PAGES_NAME
    parsed = page_file_name(name)
    if parsed is None:
        return Compacted(name, size, size, "its name is none that a crawl gives")
    new = str(parsed.packed_anew(SUFFIXES["zst"]))
    part = (pages / new).with_name(f"{(pages / new).name}{PART}")
    captures = connection.execute(
        "SELECT id, warc_offset, warc_length, status, outcome FROM captures WHERE portal = ? AND warc = ? "
        "ORDER BY warc_offset",
        (portal, name),
    ).fetchall()
    telling = [(offset, length) for _, offset, length, status, outcome in captures
               if status == 200 and outcome != "unchanged"]  # fmt: skip
    try:
        places = repacked(pages, name, size, new, part, telling)
        if places is None or part.stat().st_size >= size:
            return Compacted(
                name, size, size, "it would be no smaller: its pages are too few, or have little in common"
            )
        rows = [(new, *_place(places, pages / name, row), row[0]) for row in captures]
        after = part.stat().st_size
        begin(pages, name, new)
        part.rename(pages / new)
        sync((pages / new).parent)
        try:
            _let_it_count(connection, rows, name, new, portal, after)
        finally:
            settle(connection, directory)
    except OSError as error:
        raise ArchiveError(
            f"{error.filename or part}: the file cannot be packed anew: {error.strerror} ({in_words(pages)}); "
            f"{name} is as it was"
        ) from None
    finally:
        part.unlink(missing_ok=True)
    return Compacted(name, size, after)


def _place(places: Places, path: Path, row: tuple[int, int, int, object, object]) -> tuple[int, int]:
    """Return where the record of a capture stands now."""
    capture, offset, length = row[:3]
    place = places.get((offset, length))
    if place is None:
        raise ArchiveError(
            f"{path}: no record of {length} bytes begins at byte {offset}, where capture {capture} is said to be; the "
            "file was left as it is, and congtin verify tells more"
        )
    return place


def _let_it_count(
    connection: sqlite3.Connection, rows: list[tuple[str, int, int, int]], old: str, new: str, portal: str, size: int
) -> None:
    """Change the rows, and have that on the disk before the old file may be removed."""
    before = connection.execute("PRAGMA synchronous").fetchone()[0]
    connection.execute("PRAGMA synchronous = FULL")
    try:
        with transaction(connection):
            connection.executemany("UPDATE captures SET warc = ?, warc_offset = ?, warc_length = ? WHERE id = ?", rows)
            connection.execute("DELETE FROM warc_files WHERE name = ?", (old,))
            connection.execute("INSERT INTO warc_files (name, portal, size) VALUES (?, ?, ?)", (new, portal, size))
    finally:
        connection.execute(f"PRAGMA synchronous = {int(before)}")
