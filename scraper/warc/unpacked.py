"""The bytes of records as they were before each was packed by itself, for whoever packs them in another way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.errors import ArchiveError
from scraper.warc.packing import PackedFile
from scraper.warc.raw_file import RawFile
from scraper.warc.records import MAX_RECORD_BYTES
from scraper.warc.unpackers import PackingError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def unpacked_record(path: Path, offset: int, length: int) -> bytes:
    """Return the bytes of a record that has a gzip member or a zstd frame of its own.

    Raises:
        ArchiveError: the file cannot be read, or there is no such member at that place.
    """
    try:
        with path.open("rb") as file:
            record, end = _unpacked(RawFile(file, max(4_096, min(length, MAX_RECORD_BYTES))), offset)
    except OSError as error:
        raise ArchiveError(f"{path}: cannot be read: {error.strerror}") from None
    except PackingError as error:
        raise ArchiveError(f"{path}: the record at byte {offset} is damaged: {error}") from None
    if end != offset + length:
        raise ArchiveError(f"{path}: the record at byte {offset} is not the {length} bytes that it should be")
    return record


def unpacked_records(path: Path, end: int) -> Iterator[tuple[int, int, bytes]]:
    """Yield offset, length and bytes of all records of a file whose records are packed each by itself.

    Args:
        path: the file.
        end: up to which byte it counts.

    Raises:
        ArchiveError: it cannot be read, or anything in it is damaged: nothing is passed over.
    """
    place = 0
    try:
        with path.open("rb") as file:
            raw = RawFile(file)
            place = PackedFile(raw, "zstd").skippable(0) or 0  # the dictionary is no record
            while place < end:
                record, following = _unpacked(raw, place)
                yield place, following - place, record
                place = following
    except OSError as error:
        raise ArchiveError(f"{path}: cannot be read: {error.strerror}") from None
    except PackingError as error:
        raise ArchiveError(f"{path}: the record at byte {place} is damaged: {error}") from None
    if place != end:
        raise ArchiveError(f"{path}: a record ends at byte {place}, where the file was known to end at byte {end}")


def _unpacked(raw: RawFile, offset: int) -> tuple[bytes, int]:
    """Return the bytes of the record that begins at a place, and where it ends; raises :class:`PackingError`."""
    packed = next((one for one in (PackedFile(raw, "gzip"), PackedFile(raw, "zstd")) if one.begins_at(offset)), None)
    if packed is None:
        raise PackingError("no packed record begins there")
    member = packed.open(offset)
    pieces, taken = [], 0
    while piece := member.read():
        pieces.append(piece)
        taken += len(piece)
        if taken > MAX_RECORD_BYTES:
            raise PackingError(f"it is larger than {MAX_RECORD_BYTES >> 20} MB")
    return b"".join(pieces), member.end
