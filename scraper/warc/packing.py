"""How a file of stored pages is packed: plain, gzip or zstd; and where each packed piece (member, frame) begins.

WARC files are packed a record a member (gzip) or a frame (zstd), so that each can be opened where it begins; a file
that somebody packed as a whole is one member. A member that is damaged costs itself: the next one is looked for by its
first bytes, and believed where it unpacks to the beginning of a record.

A dictionary for all zstd frames may stand at the beginning of the file (:mod:`scraper.warc.dictionaries`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from scraper.warc.dictionaries import SKIPPABLE_TAIL, ZSTD_MAGIC, dictionary_of, skippable_end
from scraper.warc.unpackers import Gzip, PackingError, Zstd

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.warc.raw_file import RawFile
    from scraper.warc.unpackers import Unpacker

Packing = Literal["plain", "gzip", "zstd"]

GZIP_MAGIC = b"\x1f\x8b\x08"
_PIECE = 16 << 10  # bytes unpacked at a time
_PROBE = 4 << 10  # packed bytes that are looked at to see whether a record begins there
# A member that expands like a bomb is not unpacked to its end: no pages do so to this degree (deflate itself ends at
# 1,032), and a record within the limit is read whatever it is packed like.
_MAX_RATIO = 200
_MAX_SUSPICIOUS = 64 << 20  # bytes unpacked
# What a member unpacks to where it is a record. ARC, the format before WARC, begins otherwise.
RECORD_START = b"WARC/"


class Member:
    """One packed piece of a file, unpacked as it is read.

    Attributes:
        offset: where it begins in the file.
        end: where the next one begins; known once ``ended``.
        ended: whether it has been unpacked to its end, with its check sum right.
        produced: bytes unpacked so far.
    """

    def __init__(self, raw: RawFile, offset: int, unpacker: Unpacker) -> None:
        self.offset = offset
        self.end = offset
        self.ended = False
        self.produced = 0
        self._raw = raw
        self._unpacker = unpacker
        self._position = offset

    @property
    def consumed(self) -> int:
        """Packed bytes that have been read so far."""
        return self._position - self.offset

    def read(self) -> bytes:
        """Return the next piece of what the member holds, nothing at its end.

        Raises:
            PackingError: it is damaged, or the file ends before it does.
        """
        while not self.ended:
            data = self._raw.at(self._position, _PIECE) if self._unpacker.hungry else b""
            asked = self._unpacker.hungry
            self._position += len(data)
            piece = self._unpacker.unpack(data, _PIECE)
            if self._unpacker.eof:
                self.ended = True
                self.end = self._position - self._unpacker.unused
            self.produced += len(piece)
            if self.produced > _MAX_SUSPICIOUS and self.produced > _MAX_RATIO * self.consumed:
                raise PackingError(f"it expands to more than {_MAX_RATIO} times its size")
            if piece:
                return piece
            if asked and not data and not self.ended:
                raise PackingError("the file ends in the middle of the packed record")
        return b""


class PackedFile:
    """The members of a gzip or zstd file, one after the other.

    Args:
        raw: the file.
        packing: how it is packed.
    """

    def __init__(self, raw: RawFile, packing: Packing) -> None:
        self._raw = raw
        self._packing = packing
        self._magic = GZIP_MAGIC if packing == "gzip" else ZSTD_MAGIC

    def open(self, offset: int) -> Member:
        """Return the member that begins at a place, whether it is one or not."""
        return Member(self._raw, offset, self._unpacker(offset))

    def begins_at(self, offset: int) -> bool:
        """Tell whether a member seems to begin at a place."""
        return self._raw.exactly(offset, len(self._magic)) == self._magic

    def skippable(self, offset: int) -> int | None:
        """Return where a skippable zstd frame ends that begins at a place, ``None`` where none does."""
        return skippable_end(self._raw, offset) if self._packing == "zstd" else None

    def next_record(self, position: int) -> int | None:
        """Return where the next member begins that unpacks to a record, ``None`` where none does."""
        while (found := self._raw.find(self._magic, position)) is not None:
            if self._holds_record(found):
                return found
            position = found + 1
        return None

    def _holds_record(self, offset: int) -> bool:
        unpacker = self._unpacker(offset)
        try:
            return unpacker.unpack(self._raw.exactly(offset, _PROBE), len(RECORD_START)) == RECORD_START
        except PackingError:
            return False

    def _unpacker(self, offset: int) -> Unpacker:
        return Gzip() if self._packing == "gzip" else Zstd(dictionary_of(self._raw, offset))

    def members(self) -> Iterator[Member | tuple[int, int]]:
        """Yield each member, and what lies between them as ``(begin, end)``.

        Whoever takes a member reads it to its end; the next one is then found behind it. Where it could not be read to
        its end, the next one that holds a record is looked for.
        """
        position = 0
        while position < self._raw.size:
            behind = self.skippable(position)
            if behind is not None:
                position = behind
                continue
            if not self.begins_at(position):
                found = self.next_record(position)
                yield position, self._raw.size if found is None else found
                if found is None:
                    return
                position = found
            member = self.open(position)
            yield member
            if member.ended:
                position = member.end
            else:
                found = self.next_record(position + 1)
                position = self._raw.size if found is None else found


def packing_of(raw: RawFile) -> Packing | None:
    """Return how a file is packed, ``None`` where nothing in it looks like a record.

    The first bytes tell; where they are damaged, the first record that can be found in the file.
    """
    first = raw.exactly(0, 5)
    if first.startswith(GZIP_MAGIC):
        return "gzip"
    if first.startswith(ZSTD_MAGIC) or first[1:4] == SKIPPABLE_TAIL:
        return "zstd"
    if first == RECORD_START:
        return "plain"
    found: dict[Packing, int | None] = {
        "plain": raw.find(b"\nWARC/1.", 0),
        "gzip": PackedFile(raw, "gzip").next_record(0),
        "zstd": PackedFile(raw, "zstd").next_record(0),
    }
    places = [(place, packing) for packing, place in found.items() if place is not None]
    return min(places)[1] if places else None
