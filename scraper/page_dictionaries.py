"""Dictionaries for the pages of a portal: those of its own records that tell most of what the others hold.

Pages of one kind of one portal differ in some kilobytes of sixty, so a page is a better dictionary for its like than
anything that is trained piecewise (``ZDICT`` gives up where there are few samples). A dictionary is therefore some
whole records: the one that makes all samples smallest, then the one that does so beside it, and so on. Thus articles,
lists and every other template of a portal get a place in it that grows with what they are worth.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from scraper.page_packing import WITH_DICTIONARY

if TYPE_CHECKING or sys.version_info < (3, 14):
    from backports import zstd
else:
    from compression import zstd

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST_SAMPLES = 32  # records that are compared with each other
LEAST_SAMPLES = 5
MAX_DICTIONARY_BYTES = 256 << 10
_MOST_MEASURED = 12  # of the samples, on which each is tried as a dictionary
_GOLDEN_SECTION = (5**0.5 - 1) / 2
_LEAST_GAIN = 0.03  # of what all samples take, by which another record has to make them smaller
_LEVEL = WITH_DICTIONARY[zstd.CompressionParameter.compression_level]
_STATISTICS = 8 << 10  # bytes; tables of how often letters occur, before the content


def make_dictionary(records: Iterable[bytes]) -> zstd.ZstdDict | None:
    """Return a dictionary in the format of RFC 8878 with an id, ``None`` where none would be of use.

    Args:
        records: records of one portal, not packed; of more than ``MOST_SAMPLES`` the first are taken, and none that
            would fill a dictionary alone.
    """
    samples = [record for record in records if 0 < len(record) <= MAX_DICTIONARY_BYTES][:MOST_SAMPLES]
    if len(samples) < LEAST_SAMPLES:
        return None
    chosen = _most_telling(samples)
    if not chosen:
        return None
    # What stands last costs least to refer to.
    content = zstd.ZstdDict(b"".join(reversed(chosen)), is_raw=True)
    try:
        return zstd.finalize_dict(content, samples, len(content) + _STATISTICS, _LEVEL)
    except zstd.ZstdError:  # of samples that are all but equal no statistics can be made
        return None


def _most_telling(samples: Sequence[bytes]) -> list[bytes]:
    """Return the samples that make all of them smallest as a dictionary, one after the other, the best one first."""
    # Not every third or fourth: a portal's templates may take turns. Parts of the golden section never fall into step.
    measured = sorted(range(len(samples)), key=lambda number: number * _GOLDEN_SECTION % 1)[:_MOST_MEASURED]
    tried = [samples[number] for number in measured]
    costs = [_sizes_beside(sample, tried) for sample in samples]
    best = _sizes_beside(None, tried)
    for place, number in enumerate(measured):
        costs[number][place] = best[place]  # that a record is small beside itself says nothing of those to come
    room, chosen = MAX_DICTIONARY_BYTES, list[int]()
    while True:
        worth = {
            number: sum(map(min, best, row))
            for number, row in enumerate(costs)
            if number not in chosen and len(samples[number]) <= room
        }
        if not worth or min(worth.values()) > sum(best) * (1 - _LEAST_GAIN):
            return [samples[number] for number in chosen]
        number = min(worth, key=lambda one: worth[one])
        chosen.append(number)
        room -= len(samples[number])
        best = list(map(min, best, costs[number]))


def _sizes_beside(dictionary: bytes | None, samples: Sequence[bytes]) -> list[int]:
    """Return how many bytes each sample takes, packed with another one as its dictionary or with none."""
    raw = None if dictionary is None else zstd.ZstdDict(dictionary, is_raw=True).as_undigested_dict
    packer = zstd.ZstdCompressor(options=WITH_DICTIONARY, zstd_dict=raw)
    return [len(packer.compress(sample, packer.FLUSH_FRAME)) for sample in samples]
