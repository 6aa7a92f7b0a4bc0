"""What unpacks one gzip member or one zstd frame, a piece at a time."""

from __future__ import annotations

import sys
import zlib
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING or sys.version_info < (3, 14):
    from backports import zstd
else:
    from compression import zstd


class PackingError(Exception):
    """A member cannot be unpacked any further; the message says why in a few words."""


class _Stream(Protocol):
    """A decompressor of zlib's or zstd's: both tell alike where what they unpack ends."""

    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...


class Unpacker(ABC):
    """One member's decompressor; zlib's and zstd's differ in who keeps the input that is left over.

    Args:
        stream: the library's own.
    """

    def __init__(self, stream: _Stream) -> None:
        self._ended = stream

    @property
    def eof(self) -> bool:
        """Whether the member has been unpacked to its end."""
        return self._ended.eof

    @property
    def unused(self) -> int:
        """How many bytes of what it was given stand behind the member's end."""
        return len(self._ended.unused_data)

    @property
    @abstractmethod
    def hungry(self) -> bool:
        """Whether it has no input left over and can go on only with more."""

    @abstractmethod
    def unpack(self, data: bytes, most: int) -> bytes:
        """Return up to ``most`` bytes of what ``data`` and the input left over hold.

        Raises:
            PackingError: the member is damaged.
        """


class Gzip(Unpacker):
    """Unpacks a gzip member."""

    def __init__(self) -> None:
        self._stream = zlib.decompressobj(16 + zlib.MAX_WBITS)
        super().__init__(self._stream)

    @property
    def hungry(self) -> bool:
        """Whether it has no input left over."""
        return not self._stream.unconsumed_tail

    def unpack(self, data: bytes, most: int) -> bytes:
        """Unpack up to ``most`` bytes; see :meth:`Unpacker.unpack`."""
        try:
            return self._stream.decompress(self._stream.unconsumed_tail + data, most)
        except zlib.error as error:
            raise PackingError(f"the gzip member is damaged ({error})") from None


class Zstd(Unpacker):
    """Unpacks a zstd frame.

    Args:
        dictionary: the one that the file's frames were packed with, if any.
    """

    def __init__(self, dictionary: zstd.ZstdDict | None) -> None:
        self._dictionary = dictionary
        self._stream = zstd.ZstdDecompressor(dictionary)
        super().__init__(self._stream)

    @property
    def hungry(self) -> bool:
        """Whether it has no input left over."""
        return self._stream.needs_input

    def unpack(self, data: bytes, most: int) -> bytes:
        """Unpack up to ``most`` bytes; see :meth:`Unpacker.unpack`."""
        try:
            return self._stream.decompress(data, most)
        except (zstd.ZstdError, MemoryError) as error:  # a damaged header may ask for a window of terabytes
            why = "the dictionary that it needs cannot be read" if self._lacks_dictionary(error) else f"{error}"
            raise PackingError(f"the zstd frame is damaged ({why})") from None

    def _lacks_dictionary(self, error: Exception) -> bool:
        return self._dictionary is None and "ictionary mismatch" in str(error)
