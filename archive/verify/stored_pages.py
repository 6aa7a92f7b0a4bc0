"""The bytes of the stored pages and of the files beside the database, against the manifests that sealed them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from archive.layout import PAGES_NAME
from archive.manifests.chain import all_seals, lines_of, path_of
from archive.manifests.pieces import WHOLE_FILES
from archive.verify.finding import Finding

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class _Piece:
    file: str
    start: int
    end: int
    sha256: str
    manifest: int


def check_sizes(connection: sqlite3.Connection, directory: Path) -> Iterator[Finding]:
    """Yield the files of stored pages that are missing or shorter than the database knows them."""
    for name, size in connection.execute("SELECT name, size FROM warc_files ORDER BY name"):
        file = f"{PAGES_NAME}/{name}"
        try:
            actual = (directory / file).stat().st_size
        except OSError:
            yield Finding("pages", f"{file}: the file is missing; restore it from a backup", file, 0)
            continue
        if actual < size:
            yield Finding(
                "pages",
                f"{file}: the file ends at byte {actual}, and {size} were written; restore it from a backup",
                file,
                actual,
            )


def check_pieces(
    connection: sqlite3.Connection, directory: Path, advance: Callable[[int], None] | None = None
) -> Iterator[Finding]:
    """Yield the pieces of files whose bytes are not those that were sealed.

    Args:
        connection: the archive.
        directory: its folder.
        advance: told how many bytes have been read since it was told last.
    """
    sealed = _take_in(connection, directory)
    for file, group in groupby(sealed, key=lambda piece: piece.file):
        yield from _check_file(directory, file, group, advance)
    for name, size in connection.execute(
        "SELECT name, sealed FROM warc_files WHERE sealed > coalesce((SELECT max(end) FROM temp.pieces "
        "WHERE file = ? || name), 0)",
        (f"{PAGES_NAME}/",),
    ):
        yield Finding(
            "pages",
            f"{PAGES_NAME}/{name}: the database has {size} bytes sealed, and the manifests hold fewer",
            table="warc_files",
            key={"name": name},
            columns=("sealed",),
        )


def sealed_bytes(connection: sqlite3.Connection) -> int:
    """Return how many bytes of stored pages have been sealed."""
    return int(connection.execute("SELECT coalesce(sum(sealed), 0) FROM warc_files").fetchone()[0])


def _take_in(connection: sqlite3.Connection, directory: Path) -> Iterator[_Piece]:
    """Yield the pieces of all manifests, file by file; of a file that is sealed whole each time only the newest."""
    connection.execute("DROP TABLE IF EXISTS temp.pieces")
    connection.execute(
        "CREATE TEMP TABLE pieces (file TEXT, start INTEGER, end INTEGER, sha256 TEXT, manifest INTEGER, "
        "PRIMARY KEY (file, start)) WITHOUT ROWID"
    )
    for seal in all_seals(connection):
        try:
            found = [_row(line, seal.number) for _, _, line in lines_of(path_of(directory, seal)) if _is_piece(line)]
        except OSError:
            continue
        connection.executemany("INSERT OR REPLACE INTO temp.pieces VALUES (?, ?, ?, ?, ?)", found)
    for row in connection.execute("SELECT * FROM temp.pieces ORDER BY file, start"):
        yield _Piece(*row)


def _is_piece(line: dict[str, Any] | None) -> bool:
    return (
        line is not None
        and isinstance(line.get("file"), str)
        and all(type(line.get(name)) is int and line[name] >= 0 for name in ("from", "to"))
    )


def _row(line: dict[str, Any] | None, manifest: int) -> tuple[Any, ...]:
    assert line is not None  # noqa: S101  the caller has asked
    return line["file"], line["from"], line["to"], str(line.get("sha256")), manifest


def _check_file(
    directory: Path, file: str, pieces: Iterator[_Piece], advance: Callable[[int], None] | None
) -> Iterator[Finding]:
    """Yield the pieces of one file that do not hold, and gaps between them."""
    reached = 0
    try:
        with (directory / file).open("rb") as stream:
            for piece in pieces:
                if piece.start != reached:
                    yield Finding("pages", f"{file}: no manifest seals bytes {reached} to {piece.start}", file, reached)
                stream.seek(piece.start)
                digest, length = _digest(stream, piece.end - piece.start)
                if length < piece.end - piece.start:
                    if file in WHOLE_FILES:  # those of stored pages are told by their size
                        yield _differs(piece, piece.start + length)
                    return
                if digest != piece.sha256:
                    yield _differs(piece, piece.start)
                reached = piece.end
                if advance is not None:
                    advance(length)
    except OSError as error:
        if file in WHOLE_FILES or not isinstance(error, FileNotFoundError):
            yield Finding("pages", f"{file}: cannot be read: {error.strerror}; restore it from a backup", file)


def _digest(stream: Any, length: int) -> tuple[str, int]:
    digest, taken = hashlib.sha256(), 0
    while taken < length and (content := stream.read(min(1 << 20, length - taken))):
        digest.update(content)
        taken += len(content)
    return digest.hexdigest(), taken


def _differs(piece: _Piece, offset: int) -> Finding:
    return Finding(
        "pages",
        f"{piece.file}: bytes {piece.start} to {piece.end} are not those that manifest {piece.manifest} sealed; "
        "restore the file from a backup",
        piece.file,
        offset,
    )
