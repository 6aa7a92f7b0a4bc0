"""What a killed process left behind the last record that the database knew: it never counted, and does not now.

A page is appended before the transaction that knows it commits, one record a transaction (:mod:`archive.captures`). So
at most one record a portal stands behind what the database knows, perhaps cut off; the next crawl cuts it away. Where
more stands there the database is an older one, from a backup perhaps, and the pages tell what it does not: then all of
them count.
"""

from __future__ import annotations

import zlib
from itertools import groupby
from typing import TYPE_CHECKING

from scraper.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from archive.replay.events import OwnFile

_GZIP = 16 + zlib.MAX_WBITS
_BLOCK = 1 << 20  # bytes


def without_rests(files: Iterable[OwnFile], known: Mapping[str, int]) -> dict[str, int]:
    """Return up to which byte files count that end with the rest of a killed process, by their names.

    Args:
        files: the files of stored pages.
        known: how far the database knew each of them, in bytes, by name.

    Raises:
        ArchiveError: a file cannot be read.
    """
    by_portal = groupby(sorted(files, key=lambda file: file.portal), key=lambda file: file.portal)
    ends: dict[str, int] = {}
    for _, of_portal in by_portal:
        behind = [file for file in of_portal if _size(file) > known.get(file.name, 0)]
        if not behind:
            continue
        if len(behind) > 1 or behind[0].name not in known or _holds_several(behind[0], known[behind[0].name]):
            return {}
        ends[behind[0].name] = known[behind[0].name]
    return ends


def _size(file: OwnFile) -> int:
    try:
        return file.path.stat().st_size
    except OSError as error:
        raise ArchiveError(f"{file.path}: cannot be read: {error.strerror}") from None


def _holds_several(file: OwnFile, offset: int) -> bool:
    """Tell whether more than one record, each a gzip member, begins behind a byte of a file."""
    member = zlib.decompressobj(_GZIP)
    try:
        with file.path.open("rb") as stream:
            stream.seek(offset)
            while block := stream.read(_BLOCK):
                if member.eof:
                    return True
                while block and not member.eof:
                    member.decompress(block, _BLOCK)
                    block = member.unconsumed_tail
                if member.unused_data:
                    return True
    except zlib.error:  # no member: bytes that a disk wrote before those that stand before them
        return False
    except OSError as error:
        raise ArchiveError(f"{file.path}: cannot be read: {error.strerror}") from None
    return False
