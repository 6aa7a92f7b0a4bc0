"""The dictionary that the frames of a zstd file are packed with: the frame that holds it, written and read.

The IIPC's proposal for zstd WARC has it in a skippable frame (0x184D2A5D) at the beginning of the file, packed itself
or not; every frame of the file names its id. Making a dictionary ready takes as long as unpacking a page, so those
that were read last are kept.
"""

from __future__ import annotations

import sys
from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING

from scraper.warc.raw_file import RawFile

if TYPE_CHECKING or sys.version_info < (3, 14):
    from backports import zstd
else:
    from compression import zstd

if TYPE_CHECKING:
    from pathlib import Path

ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"
SKIPPABLE_TAIL = b"\x2a\x4d\x18"  # behind 0x50 ... 0x5F: a frame without content of its own
_DICTIONARY_MAGIC = b"\x5d" + SKIPPABLE_TAIL
_SIZE_BYTES = 4  # of a skippable frame, behind its magic
_MAX_DICTIONARY = 16 << 20  # bytes; trained dictionaries hold some hundred KB
_FRAME_HEADER = 18  # bytes, the longest that RFC 8878 has (section 3.1.1.1)
_LEVEL = 3  # level 6 makes it a twelfth smaller and takes as long as packing ten pages, level 19 as five hundred
_MOST_KEPT = 32  # dictionaries; each takes about twice its size


def dictionary_frame(dictionary: zstd.ZstdDict) -> bytes:
    """Return the frame that a file begins with whose records are packed with a dictionary.

    Args:
        dictionary: one in the format of RFC 8878, section 5, with an id.
    """
    parameters = zstd.CompressionParameter
    packed = zstd.compress(
        dictionary.dict_content, options={parameters.compression_level: _LEVEL, parameters.checksum_flag: 1}
    )
    return _DICTIONARY_MAGIC + len(packed).to_bytes(_SIZE_BYTES, "little") + packed


def skippable_end(raw: RawFile, offset: int) -> int | None:
    """Return where a skippable frame ends that begins at a place, ``None`` where none does."""
    head = raw.exactly(offset, 4 + _SIZE_BYTES)
    if len(head) < 4 + _SIZE_BYTES or head[1:4] != SKIPPABLE_TAIL or head[0] & 0xF0 != 0x50:
        return None
    end = offset + len(head) + int.from_bytes(head[4:], "little")
    return end if end <= raw.size else None  # one that leads beyond the file is damaged


def read_dictionary(raw: RawFile) -> zstd.ZstdDict | None:
    """Return the dictionary that a file begins with, ``None`` where there is none to be read."""
    end, start = skippable_end(raw, 0), 4 + _SIZE_BYTES
    if end is None or end - start > _MAX_DICTIONARY or raw.exactly(0, 4) != _DICTIONARY_MAGIC:
        return None
    content = raw.exactly(start, end - start)
    try:
        if content.startswith(ZSTD_MAGIC):
            content = zstd.ZstdDecompressor().decompress(content, _MAX_DICTIONARY)
        return zstd.ZstdDict(content)
    except (zstd.ZstdError, ValueError):
        return None


def dictionary_at(path: Path) -> zstd.ZstdDict | None:
    """Return the dictionary that a file begins with, ``None`` where there is none; raises ``OSError``."""
    with path.open("rb") as file:
        return read_dictionary(RawFile(file))


class _Kept:
    """The dictionaries that were read last, by the file that each stands in and its id."""

    def __init__(self) -> None:
        self._dictionaries: OrderedDict[tuple[object, int], zstd.ZstdDict | None] = OrderedDict()
        self._lock = Lock()  # the site reads pages in threads

    def get(self, raw: RawFile, offset: int) -> zstd.ZstdDict | None:
        try:
            named = zstd.get_frame_info(raw.exactly(offset, _FRAME_HEADER)).dictionary_id
        except zstd.ZstdError:
            return None
        if not named or raw.identity is None:  # writers may leave the id out, though the proposal forbids it
            return read_dictionary(raw)
        key = raw.identity, named
        with self._lock:
            if key in self._dictionaries:
                self._dictionaries.move_to_end(key)
                return self._dictionaries[key]
        found = read_dictionary(raw)
        if found is None or found.dict_id != named:
            return found
        with self._lock:
            self._dictionaries[key] = found
            while len(self._dictionaries) > _MOST_KEPT:
                self._dictionaries.popitem(last=False)
        return found


_kept = _Kept()


def dictionary_of(raw: RawFile, offset: int) -> zstd.ZstdDict | None:
    """Return the dictionary that a frame is to be unpacked with, ``None`` where there is none.

    Args:
        raw: the file.
        offset: where the frame begins.
    """
    return _kept.get(raw, offset)
