"""How a shard travels between machines that share no disk: files in pieces, each an object of Ray's.

A machine is given the files that a crawl needs, and gives back the database and what was appended to stored pages. One
piece is in memory at a time at either end; Ray's object stores hold the others, and put on their disks what they have
no room for. Coming home, the pages are written first and the database takes its place last: a shard at home is always
whole, as it was or as it is.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from archive.layout import CONFIGURATION_NAME, DATABASE_NAME, PAGES_NAME
from archive.on_disk import sync
from archive.shards.shard import NOTE_NAME, Shard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PIECE_BYTES = 8 << 20


@dataclass(frozen=True, slots=True)
class FilePart:
    """Bytes of a file of a shard: its name relative to the shard's folder, the first byte, the one behind the last."""

    name: str
    start: int
    end: int

    def pieces(self) -> Iterator[tuple[int, int]]:
        """Yield offset and length of the pieces that it travels in."""
        for offset in range(self.start, self.end, PIECE_BYTES):
            yield offset, min(PIECE_BYTES, self.end - offset)


@dataclass(frozen=True, slots=True)
class Luggage:
    """A shard on its way out: of each file its size and its pieces, as offset and reference to an object."""

    files: tuple[tuple[str, int, tuple[tuple[int, Any], ...]], ...]


def read_piece(path: Path, offset: int, length: int) -> bytes:
    """Return bytes of a file; raises ``OSError`` where there are fewer."""
    with path.open("rb") as file:
        file.seek(offset)
        content = file.read(length)
    if len(content) != length:
        raise OSError(f"{path}: ends before byte {offset + length}")
    return content


def pack(shard: Shard, put: Callable[[bytes], Any]) -> Luggage:
    """Put the files of a shard into pieces.

    Holes in files are not sent: a large file of stored pages is mostly one (:mod:`archive.shards.seeding`).

    Args:
        shard: the shard, to which nobody is writing.
        put: returns a reference to bytes (``ray.put``).
    """
    _fold_log(shard.directory)
    names = [DATABASE_NAME, CONFIGURATION_NAME, NOTE_NAME]
    names += [
        f"{PAGES_NAME}/{path.relative_to(shard.directory / PAGES_NAME).as_posix()}"
        for path in sorted((shard.directory / PAGES_NAME).glob("*/*"))
        if not path.is_symlink()
    ]
    files = []
    for name in names:
        path = shard.directory / name
        size = path.stat().st_size
        pieces = ((offset, read_piece(path, offset, length)) for offset, length in FilePart(name, 0, size).pieces())
        files.append((name, size, tuple((offset, put(piece)) for offset, piece in pieces if piece.strip(b"\0"))))
    return Luggage(tuple(files))


def unpack(luggage: Luggage, directory: Path, get: Callable[[Any], bytes]) -> Shard:
    """Write the files of a shard; the note comes last, so that the folder is no shard before it is whole.

    Args:
        luggage: what was packed.
        directory: where the shard is to be.
        get: returns the bytes that a reference stands for (``ray.get``).
    """
    for name, size, pieces in sorted(luggage.files, key=lambda file: file[0] == NOTE_NAME):
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            for offset, reference in pieces:
                file.seek(offset)
                file.write(get(reference))
            file.truncate(size)
    return Shard.read(directory)


def parts_to_bring(shard: Shard) -> tuple[FilePart, ...]:
    """Return what of a shard that was crawled has to come home: what was appended to pages, then the database."""
    _fold_log(shard.directory)
    with closing(sqlite3.connect(shard.directory / DATABASE_NAME)) as connection:
        marks = ", ".join("?" * len(shard.portals))
        known = connection.execute(
            f"SELECT name, size FROM warc_files WHERE origin = 'crawl' AND portal IN ({marks})",  # nosec B608 # noqa: S608
            shard.portals,
        ).fetchall()
    pages = [FilePart(f"{PAGES_NAME}/{name}", shard.sizes.get(name, 0), size) for name, size in sorted(known)]
    size = (shard.directory / DATABASE_NAME).stat().st_size
    return (*(part for part in pages if part.end > part.start), FilePart(DATABASE_NAME, 0, size))


def bring(shard: Shard, parts: tuple[FilePart, ...], fetch: Callable[[str, int, int], bytes]) -> None:
    """Write what came of a shard elsewhere into its folder at home.

    Args:
        shard: the shard at home, to which nobody is writing.
        parts: what is to come (:func:`parts_to_bring`).
        fetch: returns bytes of a file there, by its name, offset and length.

    Raises:
        OSError: it cannot be written here.
    """
    for part in parts:
        path = shard.directory / part.name
        path.parent.mkdir(parents=True, exist_ok=True)
        is_database = part.name == DATABASE_NAME
        place = path.with_name(f"{path.name}.part") if is_database else path
        with place.open("wb" if is_database or not place.exists() else "r+b") as file:
            for offset, length in part.pieces():
                file.seek(offset)
                file.write(fetch(part.name, offset, length))
        sync(place)
        if is_database:
            for suffix in ("-wal", "-shm"):
                path.with_name(path.name + suffix).unlink(missing_ok=True)
            place.replace(path)


def _fold_log(directory: Path) -> None:
    """Have SQLite's log written into the database, which then is all there is of it."""
    with closing(sqlite3.connect(directory / DATABASE_NAME)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
