"""Files of an archive copied so that what was there before stays usable until the copy is complete."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from archive.layout import PAGES_NAME
from archive.on_disk import sync
from scraper.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PART = ".part"  # the end of the name of what is not complete yet; the next backup writes it anew
_PIECE = 1 << 20


def copy_pages(
    source: Path, destination: Path, name: str, known: int, size: int, advance: Callable[[int], None]
) -> int:
    """Bring a file of stored pages up to ``size`` bytes; returns how many were added.

    What lies behind the bytes that the copy's database knows is the rest of a backup that was interrupted, and is
    written over; nobody reads it.

    Args:
        source: the folder of the archive.
        destination: the folder of its copy.
        name: the file, relative to the folder of pages.
        known: up to which byte the copy's database knows the file.
        size: how many bytes are wanted.
        advance: told how many bytes have been copied further.

    Raises:
        ArchiveError: the archive does not have these bytes.
        OSError: the copy cannot be written.
    """
    origin, copy = source / PAGES_NAME / name, destination / PAGES_NAME / name
    start = min(known, copy.stat().st_size) if copy.exists() else 0
    if start >= size:
        return 0
    copy.parent.mkdir(parents=True, exist_ok=True)
    target = copy if start else copy.with_name(copy.name + PART)
    try:
        reader = origin.open("rb")
    except OSError as error:
        raise ArchiveError(f"{origin}: cannot be read: {error.strerror}; congtin verify tells more") from None
    with reader, target.open("r+b" if start else "wb") as writer:
        reader.seek(start)
        writer.seek(start)
        left = size - start
        while left:
            content = reader.read(min(_PIECE, left))
            if not content:
                raise ArchiveError(f"{origin}: {left} bytes of stored pages are missing; congtin verify tells more")
            writer.write(content)
            left -= len(content)
            advance(len(content))
        writer.truncate()
        writer.flush()
        os.fsync(writer.fileno())
    target.replace(copy)
    return size - start


def copy_whole(origin: Path, copy: Path) -> int:
    """Copy a small file; 1 where that was news, 0 where the same one is there; raises ``OSError``."""
    content = origin.read_bytes()
    if copy.exists() and copy.read_bytes() == content:
        return 0
    copy.parent.mkdir(parents=True, exist_ok=True)
    part = copy.with_name(copy.name + PART)
    part.write_bytes(content)
    sync(part)
    part.replace(copy)
    return 1
