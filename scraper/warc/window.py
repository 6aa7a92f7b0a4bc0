"""A window on the unpacked bytes of a file or member: looked at first, then moved on. Holds what was looked at only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from scraper.patterns import regex
from scraper.warc.unpackers import PackingError

if TYPE_CHECKING:
    from scraper.warc.raw_file import RawFile

# Where a record begins behind damage: its version on a line of its own, and a field below it.
_NEXT_RECORD = regex(rb"WARC/[01]\.\d{1,2}\r?\n(?=[A-Za-z-]{1,40}:)")
_OVERLAP = 80  # bytes; the longest match of the pattern and some more
_PIECE = 256 << 10


class _Source(Protocol):
    def read(self) -> bytes: ...


class PlainSource:
    """The bytes of a file that is not packed, from a position on."""

    def __init__(self, raw: RawFile, position: int = 0) -> None:
        self.raw = raw
        self.position = position

    def read(self) -> bytes:
        """Return the next piece, nothing at the end of the file."""
        piece = self.raw.at(self.position, _PIECE)
        self.position += len(piece)
        return piece


class Window:
    """What a source gives, piece by piece.

    Attributes:
        position: bytes that have been moved past.
        damage: why the source gives no more before its end, ``None`` where it does.
    """

    def __init__(self, source: _Source, position: int = 0) -> None:
        self._source = source
        self._held = bytearray()
        self._begin = 0  # of what has not been moved past, in what is held
        self._is_over = False
        self.position = position
        self.damage: str | None = None

    def fill(self, size: int) -> int:
        """Hold ``size`` bytes or all there are; return how many are held."""
        while len(self._held) - self._begin < size and not self._is_over:
            try:
                piece = self._source.read()
            except PackingError as error:
                self.damage, piece = str(error), b""
            if not piece:
                self._is_over = True
            self._held += piece
        return len(self._held) - self._begin

    def look(self, start: int, end: int) -> bytes:
        """Return the bytes from ``start`` to ``end``, counted from the position; fewer where there are no more."""
        self.fill(end)
        return bytes(self._held[self._begin + start : self._begin + end])

    def find(self, wanted: bytes, start: int, end: int) -> int:
        """Return where ``wanted`` stands between two places counted from the position, -1 where it does not."""
        self.fill(end)
        found = self._held.find(wanted, self._begin + start, self._begin + end)
        return found - self._begin if found >= 0 else -1

    def move(self, size: int) -> None:
        """Move on by so many bytes, which are held."""
        self._begin += size
        self.position += size
        if self._begin > _PIECE:  # rarely, for it moves what is held
            del self._held[: self._begin]
            self._begin = 0

    def move_to_next_record(self, start: int) -> None:
        """Move on to where the next record begins, no earlier than ``start`` from the position, or to the end."""
        self.fill(start)
        self.move(min(start, self.fill(start)))
        while True:
            held = self.fill(_PIECE)
            found = _NEXT_RECORD.search(self._held, self._begin)
            if found is not None:
                self.move(found.start() - self._begin)  # the end of the line before may be lost
                return
            if held < _PIECE:
                self.move(held)
                return
            self.move(held - _OVERLAP)

    def skip(self, size: int) -> bool:
        """Move on by so many bytes without holding them; false where they end before."""
        while size > 0:
            held = self.fill(1)
            if not held:
                return False
            step = min(held, size)
            self.move(step)
            size -= step
        return True

    def jump(self, size: int) -> None:
        """Move on by so many bytes of a plain file without reading them."""
        assert isinstance(self._source, PlainSource)  # noqa: S101  the caller knows
        self.position += size
        self._source.position = self.position
        self._held.clear()
        self._begin = 0
        self._is_over = False


def holds_record(content: bytes) -> bool:
    """Tell whether bytes hold the beginning of a record."""
    return _NEXT_RECORD.search(content) is not None
