"""Dictionaries for the pages of a portal: those of its own records that tell most of what the others hold.

Pages of one kind of one portal differ in some kilobytes of sixty, so a page is a better dictionary for its like than
anything that is trained piecewise (``ZDICT`` gives up where there are few samples). A dictionary is therefore some
whole records, each of them the one that was dearest to pack beside those before it: the first of its template, mostly.
Thus articles, lists and every other template of a portal get a place in it. A record that is dear because it is like no
other makes the others no smaller, and is left out.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from scraper.page_packing import DICTIONARY_LEVEL, WITH_DICTIONARY

if TYPE_CHECKING or sys.version_info < (3, 14):
    from backports import zstd
else:
    from compression import zstd

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST_SAMPLES = 16  # records that are compared with each other; 32 take twice as long and make pages 1 % smaller
LEAST_SAMPLES = 4
MAX_DICTIONARY_BYTES = 256 << 10
_LEAST_GAIN = 0.01  # of what all samples take, by which another record has to make them smaller
_MOST_MISSES = 2  # records in a row that did not, beside one that did: those left were cheaper already
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
        return zstd.finalize_dict(content, samples, len(content) + _STATISTICS, DICTIONARY_LEVEL)
    except zstd.ZstdError:  # of samples that are all but equal no statistics can be made
        return None


def _most_telling(samples: Sequence[bytes]) -> list[bytes]:
    """Return the samples that make all of them smaller as a dictionary, one after the other."""
    costs = dict(enumerate(_sizes_beside(None, samples)))  # of what is packed beside those chosen, bytes
    room, missed = MAX_DICTIONARY_BYTES, 0
    chosen, left = list[int](), [*costs]
    while left and not (chosen and missed >= _MOST_MISSES):
        number = max(left, key=lambda one: costs[one])
        left.remove(number)
        if len(samples[number]) > room:
            continue
        others = [other for other in costs if other not in chosen and other != number]
        sizes = _sizes_beside(samples[number], [samples[other] for other in others])
        smaller = {other: min(costs[other], size) for other, size in zip(others, sizes, strict=True)}
        # That a record is small beside itself says nothing of those to come: what is chosen counts as it was.
        if sum(costs[other] - size for other, size in smaller.items()) < _LEAST_GAIN * sum(costs.values()):
            missed += 1
            continue
        chosen.append(number)
        room, missed, costs = room - len(samples[number]), 0, costs | smaller
    return [samples[number] for number in chosen]


def _sizes_beside(dictionary: bytes | None, samples: Sequence[bytes]) -> list[int]:
    """Return how many bytes each sample takes, packed with another one as its dictionary or with none."""
    raw = None if dictionary is None else zstd.ZstdDict(dictionary, is_raw=True).as_undigested_dict
    packer = zstd.ZstdCompressor(options=WITH_DICTIONARY, zstd_dict=raw)
    return [len(packer.compress(sample, packer.FLUSH_FRAME)) for sample in samples]
