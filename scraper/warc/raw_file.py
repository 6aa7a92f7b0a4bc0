"""The bytes of a file by position, read in blocks."""

from __future__ import annotations

import os
from typing import IO

BLOCK = 256 << 10  # bytes read from the file at a time


class RawFile:
    """The bytes of a file by position, read in blocks.

    Attributes:
        size: its size in bytes.
        identity: what tells it from every other file of the system, ``None`` for a part of a zip.
    """

    def __init__(self, file: IO[bytes], block: int = BLOCK) -> None:
        self._file = file
        self._block = block
        self._start = 0
        self._buffer = b""
        self.size = file.seek(0, 2)
        try:
            status = os.fstat(file.fileno())
            self.identity: object | None = (status.st_dev, status.st_ino)
        except (AttributeError, OSError):
            self.identity = None

    def at(self, position: int, size: int) -> bytes:
        """Return up to ``size`` bytes from a position on: fewer where a block ends, none where the file does."""
        begin = position - self._start
        if not 0 <= begin < len(self._buffer):
            self._file.seek(position)
            self._start, begin = position, 0
            self._buffer = self._file.read(self._block)
        return self._buffer[begin : begin + size]

    def exactly(self, position: int, size: int) -> bytes:
        """Return ``size`` bytes from a position on, fewer only where the file ends."""
        pieces: list[bytes] = []
        while size > 0 and (piece := self.at(position, size)):
            pieces.append(piece)
            position += len(piece)
            size -= len(piece)
        return b"".join(pieces)

    def find(self, wanted: bytes, position: int) -> int | None:
        """Return where ``wanted`` stands next, from a position on; ``None`` where it does not."""
        kept = b""  # the end of the block before: what is looked for may lie across the border
        while block := self.at(position, BLOCK):
            window = kept + block
            found = window.find(wanted)
            if found >= 0:
                return position - len(kept) + found
            kept = window[-(len(wanted) - 1) :]
            position += len(block)
        return None
