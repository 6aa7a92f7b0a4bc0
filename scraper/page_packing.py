"""How records are packed in the files of stored pages: zstd with a dictionary of the portal's own pages, or gzip.

``.warc.zst`` follows the IIPC's proposal: a frame a record, with the length of its content and a check sum, and the
dictionary at the file's beginning. ``.warc.gz`` is that of ISO 28500, annex D: a member a record.
"""

from __future__ import annotations

import sys
import zlib
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, Protocol

from scraper.warc.dictionaries import dictionary_frame

if TYPE_CHECKING or sys.version_info < (3, 14):
    from backports import zstd
else:
    from compression import zstd

ZstdDict = zstd.ZstdDict
PageFormat = Literal["zst", "gz"]
SUFFIXES: dict[PageFormat, str] = {"zst": ".warc.zst", "gz": ".warc.gz"}

_GZIP = 16 + zlib.MAX_WBITS
_GZIP_LEVEL = 9  # as warcio and wget have it
DICTIONARY_LEVEL = 1  # docs/performance.md: with a dictionary it is within a tenth of what any other makes of a page
_SMALL_DICTIONARY = 128 << 10  # bytes
_ALONE: dict[int, int] = {zstd.CompressionParameter.compression_level: 3, zstd.CompressionParameter.checksum_flag: 1}


def with_dictionary(size: int) -> dict[int, int]:
    """Return the parameters to pack with a dictionary of so many bytes.

    Its table has room for one place in four of them (the level's own for 64 kB), and is copied for every record.
    """
    return {
        zstd.CompressionParameter.compression_level: DICTIONARY_LEVEL,
        zstd.CompressionParameter.hash_log: 15 if size <= _SMALL_DICTIONARY else 16,
        zstd.CompressionParameter.checksum_flag: 1,
    }


class Packer(Protocol):
    """Packs the records of one file."""

    @property
    def suffix(self) -> str:
        """How the file's name ends."""

    @property
    def beginning(self) -> bytes:
        """What stands in the file before its first record."""

    def pack(self, record: bytes) -> bytes:
        """Return a record as it stands in the file."""


class Gzip:
    """Packs a record as a gzip member; equal records are equal bytes."""

    suffix = SUFFIXES["gz"]
    beginning = b""

    def pack(self, record: bytes) -> bytes:
        """Return the member."""
        member = zlib.compressobj(_GZIP_LEVEL, zlib.DEFLATED, _GZIP)
        return member.compress(record) + member.flush()


class Zstd:
    """Packs a record as a zstd frame.

    Args:
        dictionary: the file's; ``None`` for a file without one.
    """

    suffix = SUFFIXES["zst"]

    def __init__(self, dictionary: zstd.ZstdDict | None = None) -> None:
        self.dictionary = dictionary

    @property
    def beginning(self) -> bytes:
        """The frame that holds the dictionary, nothing where there is none."""
        return b"" if self.dictionary is None else dictionary_frame(self.dictionary)

    def pack(self, record: bytes) -> bytes:
        """Return the frame, which names its length and its dictionary."""
        if self.dictionary is None:
            return zstd.compress(record, options=_ALONE)
        compressor = _ready(self.dictionary)
        return compressor.compress(record, compressor.FLUSH_FRAME)


@lru_cache(maxsize=32)
def _ready(dictionary: zstd.ZstdDict) -> zstd.ZstdCompressor:
    """Return what packs with a dictionary; that of the files that were written to last is kept.

    It holds 600 to 800 kB, which two hundred portals side by side are not given, and takes 0.24 ms to make. What packs
    without a dictionary would hold 460 kB, and takes 0.01 ms.
    """
    # A dictionary that has been made ready beforehand would bring the table of its level along.
    return zstd.ZstdCompressor(options=with_dictionary(len(dictionary)), zstd_dict=dictionary.as_undigested_dict)
