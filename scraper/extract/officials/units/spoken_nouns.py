"""Spoken nouns: which kinds of units an article's bodies are of ("Huyện ủy", "UBND huyện": a huyện)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from scraper.extract.officials.text.phrases import positions
from scraper.extract.officials.text.tokens import Shape
from scraper.extract.officials.units.unit import COMMUNE, LEVELS, NOUN_OF_COMMITTEE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extract.officials.text.tokens import Tokens

_REFORM = (2025, 7)  # year and month since when no district is left (resolution 203/2025/QH15)
_DISTRICTS = frozenset({"huyện", "quận"})
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


def speaks_as_commune(tokens: Sequence[Tokens], *, names_commune: bool) -> bool:
    """Tell whether a text with a commune's bodies can only be a commune's own, though a district bore its name.

    Since July 2025 communes go on under the names and addresses of districts that are no more ("muonglat.thanhhoa").
    A text that prints a later date is theirs; and so is one that speaks of no district and says "UBND xã" without
    naming a commune: a district's portal has to say which of its communes is meant.
    """
    if not all(LEVELS[noun] == COMMUNE for noun in nouns_spoken_of(tokens)):
        return False
    if any(_prints_late_date(field) for field in tokens):
        return True
    return not names_commune and not any(_DISTRICTS.intersection(field.keys) for field in tokens)


def _prints_late_date(tokens: Tokens) -> bool:
    """Tell whether a date with its year stands in a field that is later than the districts."""
    keys, shapes = tokens.keys, tokens.shapes
    for at in range(4, len(keys)):
        if shapes[at] != Shape.DIGIT or len(keys[at]) != 4 or keys[at - 1] not in {"/", "-", ".", "năm"}:
            continue
        month, between = keys[at - 2], keys[at - 3]
        dated = between == keys[at - 1] or (keys[at - 1] == "năm" and between in {"tháng", "/"})
        if dated and month.isdecimal() and keys[at].isdecimal() and (int(keys[at]), int(month)) >= _REFORM:
            return int(month) <= 12
    return False
