"""What two texts that are nearly the same differ in: other numbers and names make another article of one form.

A schedule of the next week, a weather notice, a letter of congratulation to another school repeat nine words in ten. A
copy that was edited, cut or given another lead keeps the days, figures and names of what it tells. So the words are
aligned, and where few words stand in the place of few others it is looked at what they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import repeat
from typing import TYPE_CHECKING

from scraper.units.names import bare_key
from scraper.vietnamese import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.lineage.words import Words

_IN_PLACE = 8  # words at most that stand in the place of others; more are a passage that was written anew
# Aligning is quadratic at worst: beyond these, what is only in the one and only in the other is counted instead.
_MOST_WORDS = 2_500
_MOST_PAIRS = 60_000
_ONE_HEADLINE = 0.6  # of the words of the shorter of two headlines that are one but for their numbers
_NAMES_IN_PLACE = 0.5  # of the words that stand in the place of others are of names, on both sides
_ALIKE_LETTERS = 0.7  # of two spellings of one name: Đắk Lắk and Dak Lac, Kỳ Anh and Kì Anh

Spans = tuple[Sequence[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Facts:
    """How many numbers and names stand in the place of others, and how many of both the shorter text has."""

    numbers_changed: int
    numbers: int
    names_changed: int
    names: int

    @property
    def numbers_share(self) -> float:
        """The share of the numbers that changed."""
        return self.numbers_changed / max(1, self.numbers)

    @property
    def names_share(self) -> float:
        """The share of the names that changed."""
        return self.names_changed / max(1, self.names)


def compare_facts(one: Words, other: Words) -> Facts:
    """Return what became of the numbers and names of a text in another one that is nearly the same."""
    replaced = list(_replaced(one, other))
    shorter = min(one, other, key=lambda words: len(words.folded))
    return Facts(
        sum(_are_other_numbers(*spans) for spans in replaced),
        sum(word.isdigit() for word in shorter.folded),
        sum(_other_names(*spans) for spans in replaced),
        _count_names(shorter.shown),
    )


def other_numbers(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether two headlines are one but for their numbers: week 12 and week 13, 5/3 and 6/3.

    Not so where one has no number that the other has not (2024 and none at all), or where they say different things.
    """
    (ours, words), (theirs, others) = _numbers_and_words(one), _numbers_and_words(other)
    if ours <= theirs or theirs <= ours:
        return False
    return len(words & others) >= _ONE_HEADLINE * min(len(words), len(others))


@lru_cache(maxsize=1 << 14)
def _numbers_and_words(title: tuple[str, ...]) -> tuple[frozenset[tuple[str, int]], frozenset[str]]:
    """Return the numbers of a headline, each with how many of it stand before, and its other words.

    Kept, for a weekly notice of ten years has five hundred headlines that are held against one another.
    """
    numbers = {(number, place) for number, count in _numbers(title).items() for place in range(count)}
    return frozenset(numbers), frozenset(word for word in title if not word.isdigit())


def _replaced(one: Words, other: Words) -> Iterator[Spans]:
    """Yield the few words that stand in the place of few others, as (words of the one, words of the other)."""
    before, after = one.aligned, other.aligned
    head = _same_at_start(before, after)
    tail = _same_at_start(before[head:][::-1], after[head:][::-1])
    before, after = before[head : len(before) - tail], after[head : len(after) - tail]
    if max(len(before), len(after)) > _MOST_WORDS or _pairs(before, after) > _MOST_PAIRS:
        yield from _unaligned(one.shown, other.shown)
        return
    for operation, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if operation == "replace" and max(b - a, d - c) <= _IN_PLACE:
            yield one.shown[head + a : head + b], other.shown[head + c : head + d]


def _same_at_start(one: Sequence[str], other: Sequence[str]) -> int:
    for place, (ours, theirs) in enumerate(zip(one, other, strict=False)):
        if ours != theirs:
            return place
    return min(len(one), len(other))


def _pairs(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many pairs of equal words there are, which is what aligning has to look at."""
    counts = Counter(other)
    return sum(map(counts.get, one, repeat(0)))


def _unaligned(one: Sequence[str], other: Sequence[str]) -> Iterator[Spans]:
    """Pair the numbers that only one text has with those that only the other has, and the names likewise."""
    for kind in (str.isdigit, str.istitle):
        ours, theirs = Counter(filter(kind, one)), Counter(filter(kind, other))
        for word, another in zip((ours - theirs).elements(), (theirs - ours).elements(), strict=False):
            yield [word], [another]


def _numbers(words: Sequence[str]) -> Counter[str]:
    return Counter(word.lstrip("0") for word in words if word.isdigit())


def _are_other_numbers(one: Sequence[str], other: Sequence[str]) -> bool:
    ours, theirs = _numbers(one), _numbers(other)
    return bool(ours) and bool(theirs) and ours != theirs


def _other_names(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many names stand in the place of others: not two spellings, nor the short and the long form of one."""
    ours, theirs = ([word for word in words if word[0].isupper()] for words in (one, other))
    if not all(names and len(names) >= _NAMES_IN_PLACE * len(words) for names, words in ((ours, one), (theirs, other))):
        return 0
    if _stands_for(one, other) or _stands_for(other, one):
        return 0
    letters = bare_key(" ".join(ours)), bare_key(" ".join(theirs))
    if SequenceMatcher(None, *letters, autojunk=False).ratio() >= _ALIKE_LETTERS:
        return 0
    return min(_count_names(one), _count_names(other))


def _stands_for(short: Sequence[str], long: Sequence[str]) -> bool:
    """Tell whether a word is made of the first letters of others: UBND, TP."""
    return len(short) == 1 < len(long) and fold(short[0]) == fold("".join(word[0] for word in long))


def _count_names(words: Sequence[str]) -> int:
    """Return how many runs of words with capitals there are."""
    capitals = [word[0].isupper() for word in words]
    return sum(now and not before for before, now in zip([False, *capitals], capitals, strict=False))
