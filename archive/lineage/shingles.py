"""Runs of words as numbers, and the sketch of a text: the smallest of them.

Two texts share as many of their runs of words as they share of what they say, and the smallest numbers of both tell how
many those are without the texts (Broder 1997, "On the resemblance and containment of documents"). A number depends on
its five words alone, so it is the same in every process and every archive.
"""

from __future__ import annotations

import hashlib
import struct
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

RUN = 5  # words; a Vietnamese word has one or two syllables, which are written apart
SKETCH = 24  # numbers kept of a text
_BITS = 63  # what SQLite keeps as a whole number


@lru_cache(maxsize=1 << 15)  # Vietnamese has some seven thousand syllables, without marks two thousand
def _word_numbers(word: str) -> tuple[int, ...]:
    """Return five random numbers of a word, one for each place in a run."""
    digest = hashlib.blake2b(word.encode(), digest_size=8 * RUN).digest()
    return tuple(number >> (64 - _BITS) for number in struct.unpack(f"<{RUN}Q", digest))


def shingles(words: Sequence[str]) -> set[int]:
    """Return the numbers of all runs of five words; of fewer words, the number of all of them together.

    The numbers that its words have at their places, put together by exclusive or (tabulation hashing).
    """
    if not words:
        return set()
    first, second, third, fourth, fifth = zip(*map(_word_numbers, words), strict=True)
    if len(words) < RUN:
        number = 0
        for place, column in enumerate((first, second, third, fourth)[: len(words)]):
            number ^= column[place]
        return {number}
    places = zip(first, second[1:], third[2:], fourth[3:], fifth[4:], strict=False)
    return {a ^ b ^ c ^ d ^ e for a, b, c, d, e in places}


def sketch_of(runs: set[int]) -> tuple[int, ...]:
    """Return the smallest numbers of a text's runs, in order."""
    return tuple(sorted(runs)[:SKETCH])


def packed(sketch: Sequence[int]) -> bytes:
    """Return a sketch as it is kept: eight bytes a number, the lowest byte first."""
    return struct.pack(f"<{len(sketch)}Q", *sketch)


def unpacked(kept: bytes) -> tuple[int, ...]:
    """Return the sketch that :func:`packed` made."""
    return struct.unpack(f"<{len(kept) // 8}Q", kept)


def shared_by_estimate(one: Sequence[int], other: Sequence[int]) -> int:
    """Return how many of the smallest numbers of both texts together are in both: of 24, in proportion."""
    smallest = sorted({*one, *other})[:SKETCH]
    return len({*smallest}.intersection(one).intersection(other))
