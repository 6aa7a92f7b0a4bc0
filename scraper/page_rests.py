"""What a killed process may leave behind what is known of its files of stored pages.

A record is appended before the transaction that knows it commits (:mod:`scraper.pages`), one record a transaction. So a
file ends with at most one record that never counted, perhaps cut off; one that was begun by such a record holds what
the file is beside it.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from scraper.errors import ArchiveError

if TYPE_CHECKING:
    from pathlib import Path

_GZIP = 16 + zlib.MAX_WBITS
_BLOCK = 1 << 20  # bytes
_WITH_ITS_BEGINNING = 2  # records that one transaction leaves in a file that it began


def is_rest(path: Path, known: int) -> bool:
    """Tell whether all that stands behind the known part of a file may be what a killed process left there.

    Args:
        path: a file of stored pages, which need not exist.
        known: how far the database knows it, in bytes; 0 for a file that it does not know.

    Raises:
        OSError: it cannot be read.
    """
    most = 1 if known else _WITH_ITS_BEGINNING
    return not path.exists() or _count(path, known, most + 1) <= most


def refuse_unknown(path: Path, known: int) -> None:
    """Refuse a file that holds more behind its known part than such a rest.

    Args:
        path: a file of stored pages, which need not exist.
        known: how far the database knows it, in bytes; 0 for a file that it does not know.

    Raises:
        ArchiveError: there are pages that the database lacks.
        OSError: the file cannot be read.
    """
    if not is_rest(path, known):
        raise ArchiveError(
            f"{path}: the database knows {known} of {path.stat().st_size} bytes of stored pages: it is an older one, "
            "or an import was interrupted; make it anew with: congtin rebuild"
        )


def _count(path: Path, offset: int, enough: int) -> int:
    """Return how many records, each a gzip member, begin at or behind a byte of a file; it stops where that is enough.

    What is no member ends the count, as one: bytes that a disk wrote before those that stand before them.
    """
    count, rest = 0, b""
    try:
        with path.open("rb") as stream:
            stream.seek(offset)
            member = zlib.decompressobj(_GZIP)
            while count < enough and (block := rest or stream.read(_BLOCK)):
                if count == 0 or member.eof:
                    count, member = count + 1, zlib.decompressobj(_GZIP)
                member.decompress(block, _BLOCK)
                rest = member.unused_data if member.eof else member.unconsumed_tail
    except zlib.error:
        return count
    return count
