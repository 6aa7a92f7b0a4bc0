"""Runs of words as numbers, and the sketch of a text: the smallest of them.

Two texts share as many of their runs of words as they share of what they say, and the smallest numbers of both tell how
many those are without the texts (Broder 1997, "On the resemblance and containment of documents"). A number depends on
its five words alone, so it is the same in every process and every archive: the CRC-32 of four random bytes a word. That
adds them up by exclusive or, changed otherwise at each place (tabulation hashing), and zlib does it in one call.
"""

from __future__ import annotations

import hashlib
import struct
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Sequence

RUN = 5  # words; a Vietnamese word has one or two syllables, which are written apart
SKETCH = 24  # numbers kept of a text
_BYTES = 4  # of a word
_SPAN = RUN * _BYTES
_NUMBERS = 1 << 32
_ENOUGH = 2 * SKETCH  # numbers that are to be expected below the bound under which the smallest are looked for
_MOST_WORDS = 1 << 16


class _WordBytes(dict[str, bytes]):
    """The random bytes of each word: Vietnamese has some seven thousand syllables, without marks two thousand."""

    def __missing__(self, word: str) -> bytes:
        if len(self) >= _MOST_WORDS:
            self.clear()
        number = self[word] = hashlib.blake2b(word.encode(), digest_size=_BYTES).digest()
        return number


_bytes_of_word = _WordBytes().__getitem__


def shingles(words: Sequence[str]) -> set[int]:
    """Return the numbers (32 bits) of all runs of five words; of fewer words, the number of all of them together."""
    joined, ends = _joined(words)
    return {crc32(joined[place : place + _SPAN]) for place in ends}


def sketch_of(runs: set[int]) -> tuple[int, ...]:
    """Return the smallest numbers of a text's runs, in order."""
    return tuple(sorted(runs)[:SKETCH])


def sketch_of_words(words: Sequence[str]) -> tuple[int, ...]:
    """Return what :func:`sketch_of` makes of the runs of these words, without keeping all of those.

    Numbers are spread evenly, so the smallest stand below a bound that the length of the text gives. Where too few do,
    for a text that repeats itself, all are looked at.
    """
    joined, places = _joined(words)
    bound = _NUMBERS * _ENOUGH // max(1, len(places))
    if bound < _NUMBERS:
        small = {number for place in places if (number := crc32(joined[place : place + _SPAN])) < bound}
        if len(small) >= SKETCH:
            return sketch_of(small)
    return sketch_of(shingles(words))


def _joined(words: Sequence[str]) -> tuple[bytes, range]:
    """Return the bytes of the words one after the other, and where the runs begin."""
    joined = b"".join(map(_bytes_of_word, words))
    return joined, range(0, max(len(joined) - _SPAN, 0) + 1 if joined else 0, _BYTES)


def packed(sketch: Sequence[int]) -> bytes:
    """Return a sketch as it is kept: four bytes a number, the lowest byte first."""
    return struct.pack(f"<{len(sketch)}I", *sketch)


def unpacked(kept: bytes) -> tuple[int, ...]:
    """Return the sketch that :func:`packed` made."""
    return struct.unpack(f"<{len(kept) // 4}I", kept)


def shared_by_estimate(one: Sequence[int], other: Sequence[int]) -> int:
    """Return how many of the smallest numbers of both texts together are in both: of 24, in proportion."""
    common = set(one).intersection(other)
    if not common:
        return 0
    smallest = sorted({*one, *other})[:SKETCH]
    return len(common.intersection(smallest))
