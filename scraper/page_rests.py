"""What a killed process may leave behind what is known of its files of stored pages.

A record is appended before the transaction that knows it commits (:mod:`scraper.pages`), one record a transaction. So a
file ends with at most one record that never counted, perhaps cut off; one that was begun by such a record holds what
the file is beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.errors import ArchiveError
from scraper.page_packing import SUFFIXES
from scraper.warc.packing import PackedFile
from scraper.warc.raw_file import RawFile
from scraper.warc.unpackers import PackingError

if TYPE_CHECKING:
    from pathlib import Path

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
    """Return how many records, each packed by itself, begin at or behind a byte; it stops where that is enough.

    What is none ends the count, as one: bytes that a disk wrote before those that stand before them.
    """
    count = 0
    with path.open("rb") as stream:
        raw = RawFile(stream)
        packed = PackedFile(raw, "gzip" if path.name.endswith(SUFFIXES["gz"]) else "zstd")
        if offset == 0:
            offset = packed.skippable(0) or 0  # the dictionary is no record
        while count < enough and offset < raw.size:
            count += 1
            member = packed.open(offset)
            try:
                while member.read():
                    pass
            except PackingError:
                return count
            offset = member.end
    return count
