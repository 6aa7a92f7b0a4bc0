"""One file of stored pages written once more with a dictionary, and read back before it counts."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING

from scraper.errors import ArchiveError
from scraper.page_dictionaries import MOST_SAMPLES, make_dictionary
from scraper.page_packing import Zstd
from scraper.warc import Record, read_records, unpacked_record, unpacked_records
from scraper.warc.writing import file_information

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

# What the first record says of the file that it was made of: name, SHA-256, and that of all records but the first.
_MADE_OF, _MADE_OF_SHA256, _RECORDS_SHA256 = "congtin-made-of", "congtin-made-of-sha256", "congtin-records-sha256"
_PIECE = 1 << 20

# Where a record stood (offset and length in bytes) -> where it stands.
Places = dict[tuple[int, int], tuple[int, int]]


def repacked(
    pages: Path, name: str, size: int, new: str, part: Path, telling: Sequence[tuple[int, int]]
) -> Places | None:
    """Write the records of a file into a new one, all but the first to the byte, and read them back.

    The first record says of the file what it is; that of the new one says as well of which file it was made, with the
    SHA-256 of that file and of its records, so that whoever has a copy can tell that nothing else changed.

    Args:
        pages: the folder of stored pages.
        name: the file, relative to it.
        size: up to which byte it counts.
        new: the name that the new one will have.
        part: where it is written.
        telling: where pages stand of which a dictionary can be made, with their lengths.

    Returns:
        where each record stands now; ``None`` where no dictionary would be of use.

    Raises:
        ArchiveError: the old file is damaged, or the new one does not read as the old one does.
        OSError: the new one cannot be written.
    """
    path = pages / name
    digest = hashlib.sha256()
    for _, _, record in _but_the_first(path, size):
        digest.update(record)
    dictionary = make_dictionary(_samples(path, _spread(telling)))
    if dictionary is None:
        return None
    packer, places = Zstd(dictionary), Places()
    beginning = packer.beginning + packer.pack(_first_record(path, size, new, digest.hexdigest()))
    with part.open("wb") as file:
        end = file.write(beginning)
        for offset, length, record in _but_the_first(path, size):
            packed = packer.pack(record)
            places[offset, length] = end, len(packed)
            end += file.write(packed)
        file.flush()
        os.fsync(file.fileno())
    again = hashlib.sha256()
    for _, _, record in _but_the_first(part, end):
        again.update(record)
    if again.digest() != digest.digest():
        raise ArchiveError(f"{part}: does not read as {path}, of which it was made; the disk or the memory is at fault")
    return places


def _samples(path: Path, places: Sequence[tuple[int, int]]) -> Iterator[bytes]:
    """Yield the records at some places; a row that leads elsewhere is told by whoever moves the rows."""
    for offset, length in places:
        with suppress(ArchiveError):
            yield unpacked_record(path, offset, length)


def _spread(places: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    """Return as many of some places as a dictionary is made of, from the whole of the file."""
    return places[:: max(1, -(-len(places) // MOST_SAMPLES))]


def _but_the_first(path: Path, end: int) -> Iterator[tuple[int, int, bytes]]:
    return islice(unpacked_records(path, end), 1, None)


def _first_record(path: Path, size: int, new: str, records_digest: str) -> bytes:
    """Return what the new file says of itself: all that the old one said, and what it was made of.

    Raises:
        ArchiveError: the old file does not begin with such a record.
    """
    first = next(read_records(path), None)
    if not isinstance(first, Record) or first.type != "warcinfo":
        raise ArchiveError(f"{path}: does not begin with the record that says what it is; congtin verify tells more")
    said = dict(line.split(": ", 1) for line in first.content.decode("utf-8", "replace").splitlines() if ": " in line)
    said |= {_MADE_OF: path.name, _MADE_OF_SHA256: _digest_of(path, size), _RECORDS_SHA256: records_digest}
    return file_information(new.rpartition("/")[2], said)


def _digest_of(path: Path, size: int) -> str:
    digest, left = hashlib.sha256(), size
    with path.open("rb") as file:
        while left and (piece := file.read(min(left, _PIECE))):
            digest.update(piece)
            left -= len(piece)
    return digest.hexdigest()
