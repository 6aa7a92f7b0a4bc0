"""How records are packed in the files of stored pages: zstd with a dictionary of the portal's own pages, or gzip.

``.warc.zst`` follows the IIPC's proposal: a frame a record, with the length of its content and a check sum, and the
dictionary at the file's beginning. ``.warc.gz`` is that of ISO 28500, annex D: a member a record.
"""

from __future__ import annotations

import sys
import zlib
from collections import OrderedDict
from typing import TYPE_CHECKING, Literal, Protocol, Self

from scraper.errors import ArchiveError
from scraper.warc.dictionaries import dictionary_at, dictionary_frame

if TYPE_CHECKING:
    from pathlib import Path

if TYPE_CHECKING or sys.version_info < (3, 14):
    from backports import zstd
else:
    from compression import zstd

ZstdDict = zstd.ZstdDict
PageFormat = Literal["zst", "gz"]
SUFFIXES: dict[PageFormat, str] = {"zst": ".warc.zst", "gz": ".warc.gz"}

_GZIP = 16 + zlib.MAX_WBITS
_GZIP_LEVEL = 9  # as warcio and wget have it
# With a dictionary it is within a tenth of what any other makes of a page (docs/performance/storage.md).
DICTIONARY_LEVEL = 1
_MOST_READY = 8  # dictionaries; one takes a quarter of a millisecond to be read and made ready again
# ZSTD_c_forceAttachDict (zstd.h calls it experimental, since 1.3.5): the dictionary's table is looked up where it lies.
# Without it libzstd copies it for every record of more than 8 kB, 128 to 256 kB for a page that packs to two.
_ATTACH = {1001: 1}
WITH_DICTIONARY: dict[int, int] = {
    zstd.CompressionParameter.compression_level: DICTIONARY_LEVEL,
    zstd.CompressionParameter.hash_log: 16,  # the level's own, 14, is for 64 kB, and a dictionary has up to 256
    zstd.CompressionParameter.checksum_flag: 1,
    **_ATTACH,
}
# The first pages of a portal, until there is a dictionary: level 3 makes them 8 % smaller and takes twice as long.
_ALONE: dict[int, int] = {zstd.CompressionParameter.compression_level: 1, zstd.CompressionParameter.checksum_flag: 1}


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
        path: the file that begins with it. Where it is named, the dictionary is held only while much is packed with it
            and read from there again: those of two hundred portals side by side would take 50 MB.
    """

    suffix = SUFFIXES["zst"]

    def __init__(self, dictionary: zstd.ZstdDict | None = None, path: Path | None = None) -> None:
        self._dictionary = dictionary
        self._path = path
        self.has_dictionary = dictionary is not None

    @classmethod
    def of_file(cls, path: Path) -> Self:
        """Return what packs records for a file that is there; its dictionary is held from the first of them on.

        Raises:
            OSError: the file cannot be read.
        """
        packer = cls(dictionary_at(path), path)
        packer.let_go()
        return packer

    @property
    def beginning(self) -> bytes:
        """The frame that holds the dictionary, nothing where there is none."""
        return dictionary_frame(self.dictionary()) if self.has_dictionary else b""

    def pack(self, record: bytes) -> bytes:
        """Return the frame, which names its length and its dictionary.

        Raises:
            ArchiveError: the file does not have its dictionary any more.
        """
        if not self.has_dictionary:
            return zstd.compress(record, options=_ALONE)
        compressor = _READY.get(self)
        return compressor.compress(record, compressor.FLUSH_FRAME)

    def dictionary(self) -> zstd.ZstdDict:
        """Return the dictionary; raises as :meth:`pack` does."""
        if self._dictionary is not None:
            return self._dictionary
        try:
            found = None if self._path is None else dictionary_at(self._path)
        except OSError:
            found = None
        if found is None:
            raise ArchiveError(
                f"{self._path}: the dictionary that the file begins with cannot be read any more; put the file back "
                "(a backup has it), and run this again"
            )
        return found

    def let_go(self) -> None:
        """Hold the dictionary no more, where it can be read again."""
        if self._path is not None:
            self._dictionary = None


class _Ready:
    """What packs with the dictionaries of the files that were written to last.

    It holds 600 to 800 kB each, which two hundred portals side by side are not given, and takes 0.25 ms to be read and
    made ready. What packs without a dictionary would hold 460 kB, and takes 0.01 ms.
    """

    def __init__(self) -> None:
        self._compressors: OrderedDict[Zstd, zstd.ZstdCompressor] = OrderedDict()

    def get(self, packer: Zstd) -> zstd.ZstdCompressor:
        """Return what packs with the dictionary of a file; raises as :meth:`Zstd.pack` does."""
        found = self._compressors.get(packer)
        if found is not None:
            self._compressors.move_to_end(packer)
            return found
        dictionary = packer.dictionary()
        # A dictionary that has been made ready beforehand would bring the table of its level along.
        found = zstd.ZstdCompressor(options=WITH_DICTIONARY, zstd_dict=dictionary.as_undigested_dict)
        self._compressors[packer] = found
        while len(self._compressors) > _MOST_READY:
            forgotten, _ = self._compressors.popitem(last=False)
            forgotten.let_go()
        return found


_READY = _Ready()
