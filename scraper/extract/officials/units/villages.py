"""Villages: the place below the commune that a text spoke of last ("bản Nà Khoang"), for a cell without a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.officials.bodies.body_tables import SMALL_PLACES
from scraper.extract.officials.text.phrases import phrase_set
from scraper.extract.officials.text.tokens import Shape
from scraper.extract.officials.units.unit_mentions import capitals, place_name

if TYPE_CHECKING:
    from scraper.extract.officials.text.tokens import Tokens

_NEAR = 250  # tokens looked back
_LAST_WORDS = frozenset(noun.rsplit(maxsplit=1)[-1] for noun in SMALL_PLACES)
_NOUNS = phrase_set(list(SMALL_PLACES))
_LONGEST_NOUN = 3  # words: "tổ dân phố"


def nearest_village(tokens: Tokens, at: int) -> str | None:
    """Return the village named last before a token, its noun in small letters; ``None`` where none is.

    Args:
        tokens: the field.
        at: the token that is looked back from.
    """
    for index in range(min(at, len(tokens) - 1) - 1, max(-1, at - _NEAR), -1):
        if tokens.keys[index] not in _LAST_WORDS or tokens.keys[index - 1] == "già":
            continue  # "già làng Y Thoan": an elder
        start = next((n for n in range(max(0, index + 1 - _LONGEST_NOUN), index + 1) if _ends(tokens, n, index)), None)
        if start is None:
            continue
        name = _name(tokens, " ".join(tokens.keys[start : index + 1]), index + 1)
        if name is not None:
            return name
    return None


def _ends(tokens: Tokens, start: int, last: int) -> bool:
    found = _NOUNS.match(tokens, start, last + 1)
    return found is not None and found[0] == last + 1


def _name(tokens: Tokens, noun: str, start: int) -> str | None:
    words = capitals(tokens, start)
    name = place_name(noun, words, after_post=False) if words else None
    if name is None:
        return None
    end = start + len(words)
    numbered = name == " ".join(words) and tokens.shapes[end : end + 1] == [Shape.DIGIT] and not words[0].isdigit()
    return f"{noun} {name} {tokens.keys[end]}" if numbered else f"{noun} {name}"
