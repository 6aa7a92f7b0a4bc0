"""Files that only grow: what has been appended to each, sealed in pieces small enough to say where a byte differs."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from archive.people.decisions import FILE_NAME as DECISIONS_NAME
from scraper.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PIECE_BYTES = 1 << 20
# Small files beside the database, sealed whole each time: name relative to the archive's folder.
WHOLE_FILES = (DECISIONS_NAME,)


def pieces(directory: Path, name: str, start: int, end: int) -> Iterator[dict[str, Any]]:
    """Yield the lines that seal bytes ``start`` to ``end`` (exclusive) of a file, a megabyte each.

    Args:
        directory: the archive's folder.
        name: the file, relative to it.
        start: the first byte that no manifest holds yet.
        end: how far the database knows the file.

    Raises:
        ArchiveError: the file is shorter, or cannot be read.
    """
    path = directory / name
    try:
        with path.open("rb") as file:
            file.seek(start)
            while start < end:
                content = file.read(min(PIECE_BYTES, end - start))
                if not content:
                    raise ArchiveError(f"{path}: {end - start} bytes are missing; restore the file from a backup")
                yield {"file": name, "from": start, "to": start + len(content),
                       "sha256": hashlib.sha256(content).hexdigest()}  # fmt: skip
                start += len(content)
    except OSError as error:
        raise ArchiveError(f"{path}: cannot be read: {error.strerror}") from None


def whole_files(directory: Path) -> Iterator[dict[str, Any]]:
    """Yield the lines that seal the small files beside the database as they are; raises :class:`ArchiveError`."""
    for name in WHOLE_FILES:
        path = directory / name
        if not path.exists():
            continue
        try:
            content = path.read_bytes()
        except OSError as error:
            raise ArchiveError(f"{path}: cannot be read: {error.strerror}") from None
        yield {"file": name, "from": 0, "to": len(content), "sha256": hashlib.sha256(content).hexdigest()}
