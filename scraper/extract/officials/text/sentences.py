"""Sentences: a field's tokens cut where a sentence, a line or a list's item ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.officials.text.phrases import positions, word_set
from scraper.extract.officials.text.tokens import Shape

if TYPE_CHECKING:
    from scraper.extract.officials.text.tokens import Tokens

# Words written with a full stop in the middle of a sentence.
_ABBREVIATIONS = word_set("bsckii bscki cki ckii bsck tp ts ths q tx gs pgs bs ks tt st cn p h x tr đ c t nv")
# Tokens: no sentence is longer but in noise, which is cut so that no step after this one costs more than its length.
_LONGEST_SENTENCE = 500
_ENDS = frozenset({"\n", "!", "?", "…", "."})


def sentences(tokens: Tokens) -> list[tuple[int, int]]:
    """Return the sentences of a field as token ranges, the closing mark included."""
    keys = tokens.keys
    found: list[tuple[int, int]] = []
    start = 0
    for index in positions(keys, _ENDS):
        if keys[index] == "." and not _ends_sentence(tokens, index):
            continue
        while index - start > _LONGEST_SENTENCE:
            found.append((start, start + _LONGEST_SENTENCE + 1))
            start += _LONGEST_SENTENCE + 1
        if index > start:
            found.append((start, index + 1))
        start = index + 1
    while start < len(keys):
        end = min(start + _LONGEST_SENTENCE + 1, len(keys))
        found.append((start, end))
        start = end
    return found


def _ends_sentence(tokens: Tokens, index: int) -> bool:
    following = index + 1
    if following >= len(tokens):
        return True
    shape = tokens.shapes[following]
    if shape == Shape.LINE:
        return True
    before = tokens.keys[index - 1] if index else ""
    if before in _ABBREVIATIONS and index and tokens.shapes[index - 1] in {Shape.CAPITAL, Shape.CAPS}:
        return False
    if tokens.glued(following):
        return shape == Shape.CAPITAL and len(tokens.keys[following]) > 1
    return shape != Shape.LOWER or len(before) > 0
