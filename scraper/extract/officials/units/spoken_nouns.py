"""Spoken nouns: which kinds of units an article's bodies are of ("Huyện ủy", "UBND huyện": a huyện)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from scraper.extract.officials.text.phrases import positions
from scraper.extract.officials.units.unit import LEVELS, NOUN_OF_COMMITTEE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extract.officials.text.tokens import Tokens

_BEFORE_NOUNS = frozenset({"ubnd", "hđnd", "dân"}) | NOUN_OF_COMMITTEE.keys()


def noun_spoken_of(tokens: Sequence[Tokens]) -> str | None:
    """Return the noun that the article's bodies have most; see :func:`nouns_spoken_of`."""
    spoken = nouns_spoken_of(tokens)
    return spoken.most_common(1)[0][0] if spoken else None


def nouns_spoken_of(tokens: Sequence[Tokens]) -> Counter[str]:
    """Return the nouns below the province's that the bodies have: "Huyện ủy", "UBND huyện" speak of a huyện."""
    spoken: Counter[str] = Counter()
    for field in tokens:
        keys = field.keys
        for before in positions(keys, _BEFORE_NOUNS):
            index = before + 1
            first = keys[before]
            if first in NOUN_OF_COMMITTEE:
                if keys[index : index + 1] == ["ủy"] and first != "tỉnh":
                    spoken[NOUN_OF_COMMITTEE[first]] += 1
                continue
            two = " ".join(keys[index : index + 2])
            noun = two if two in LEVELS else two.partition(" ")[0]
            if noun in LEVELS and noun != "tỉnh":
                spoken[noun] += 1
    return spoken
