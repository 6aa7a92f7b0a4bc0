"""A stored record as it goes into an export: a gzip member of its own, its bytes unchanged where they are one."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from scraper.errors import ArchiveError
from scraper.page_packing import Gzip
from scraper.warc import read_record, unpacked_record
from scraper.warc.dictionaries import ZSTD_MAGIC

if TYPE_CHECKING:
    from pathlib import Path

    from scraper.warc import Record

_GZIP = b"\x1f\x8b"
_VERSION = "WARC/1.1"
_END = b"\r\n\r\n"


def record_and_member(path: Path, offset: int, length: int) -> tuple[Record, bytes]:
    """Return the record at a place of a file, and a gzip member that holds it alone.

    Where the place is such a member, it is returned byte for byte; a record of a plain file, or one that is packed in
    another way, is packed as it stands.

    Raises:
        ArchiveError: the file cannot be read, or the record is damaged.
    """
    record = read_record(path, offset, length)
    try:
        with path.open("rb") as file:
            file.seek(offset)
            stored = file.read(length)
    except OSError as error:
        raise ArchiveError(f"{path}: cannot be read: {error.strerror}") from None
    if stored.startswith(_GZIP) and _is_one_member(stored):
        return record, stored
    if stored.startswith(b"WARC/"):
        return record, Gzip().pack(stored + _END)
    if stored.startswith(ZSTD_MAGIC):
        return record, Gzip().pack(unpacked_record(path, offset, length))
    return record, Gzip().pack(_written(record))


def _is_one_member(stored: bytes) -> bool:
    """Tell whether bytes are one gzip member, to its end."""
    unpacking = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        unpacking.decompress(stored)
    except zlib.error:
        return False
    return unpacking.eof and not unpacking.unused_data


def _written(record: Record) -> bytes:
    fields = "".join(f"{name}: {value}\r\n" for name, value in record.headers)
    return f"{_VERSION}\r\n{fields}\r\n".encode() + record.content + _END
