"""Files that are no WARC: what each is by its first bytes, and what its owner can do with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.warc.packing import PackedFile
from scraper.warc.unpackers import PackingError

if TYPE_CHECKING:
    from scraper.warc.packing import Packing
    from scraper.warc.raw_file import RawFile

# How an ARC file begins (Internet Archive, 1996): its own description is its first record.
_ARC = b"filedesc:"
_LZ4 = (b"\x04\x22\x4d\x18", b"\x02\x21\x4c\x18")  # a frame; the form before frames
_PACKERS = {
    b"BZh": ("bzip2", "bunzip2"),
    b"\xfd7zXZ\0": ("xz", "unxz"),
    b"7z\xbc\xaf\x27\x1c": ("7-Zip", "7z x"),
    b"PK\x03\x04": ("zip, without a web archive in a folder archive/ as a WACZ has it", "unzip"),
}


def other_format(raw: RawFile, packing: Packing | None) -> str | None:
    """Say what a file is where its first bytes tell that it is no WARC, whatever stands further on.

    Text that lz4 has left as it was may look like records, and an ARC file holds none at all.

    Args:
        raw: the file.
        packing: how it is packed.
    """
    if raw.exactly(0, 4) in _LZ4:
        return (
            "the file is packed with lz4, which is not read: unpack it first (lz4 -d FILE), then import what comes out"
        )
    if _unpacked_start(raw, packing).startswith(_ARC):
        return (
            "the file is an ARC, the format before WARC, which is not read: make a WARC of it first "
            "(warcio recompress FILE NEW.warc.gz), then import that"
        )
    return None


def no_archive(raw: RawFile) -> str:
    """Say what a file is that holds nothing like a record."""
    first = raw.exactly(0, 64)
    if not first:
        return "the file is empty"
    if not first.strip(b"\0"):
        return "the file is no web archive: it begins with zero bytes"
    for magic, (name, command) in _PACKERS.items():
        if first.startswith(magic):
            return f"the file is packed with {name}: unpack it first ({command} FILE), then import what comes out"
    return f"the file is no web archive: it begins with {first[:40].decode('latin-1')!r}"


def _unpacked_start(raw: RawFile, packing: Packing | None) -> bytes:
    if packing not in {"gzip", "zstd"}:
        return raw.exactly(0, len(_ARC))
    try:
        return PackedFile(raw, packing).open(0).read()
    except PackingError:
        return b""
