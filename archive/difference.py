"""What changed between two texts, word by word.

Paragraphs are compared first and words only inside those that were replaced: a page of 5,000 words with one sentence
edited costs a sentence, and what is shown is what a reader looks for.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from scraper.patterns import regex

Change = Literal["same", "added", "removed", "skipped"]
# Comparing words is quadratic at worst; beyond this many on a side a paragraph is shown as replaced as a whole.
_MOST_WORDS = 1_500
# A page that says one word a thousand times would keep the matcher busy for minutes.
_MOST_PAIRS = 40_000
_MOST_PARAGRAPHS = 2_000
_CONTEXT = 12  # words of unchanged text shown on either side of a change
_WORD = regex(r"\S+\s*|\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words and what became of it. ``skipped`` stands for unchanged words that are not shown."""

    change: Change
    text: str


def word_difference(old: str, new: str) -> list[Piece]:
    """Return how ``old`` became ``new``: pieces in reading order, long unchanged runs shortened."""
    before, after = _paragraphs(old), _paragraphs(new)
    if max(len(before), len(after)) > _MOST_PARAGRAPHS or _pairs(before, after) > _MOST_PAIRS:
        return _replaced(old, new)
    pieces: list[Piece] = []
    for operation, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if operation == "equal":
            pieces.append(Piece("same", "".join(before[a:b])))
        else:
            pieces += _words("".join(before[a:b]), "".join(after[c:d]))
    return _shorten(_merge(pieces))


def _paragraphs(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def _replaced(old: str, new: str) -> list[Piece]:
    return [piece for piece in (Piece("removed", old), Piece("added", new)) if piece.text]


def _words(old: str, new: str) -> list[Piece]:
    before, after = _WORD.findall(old), _WORD.findall(new)
    head = _same_at_start(before, after)
    tail = _same_at_start(before[head:][::-1], after[head:][::-1])
    inner_before, inner_after = before[head : len(before) - tail], after[head : len(after) - tail]
    return [
        *_same(after[:head]),
        *_matched_words(inner_before, inner_after),
        *_same(after[len(after) - tail :]),
    ]


def _same(words: list[str]) -> list[Piece]:
    return [Piece("same", "".join(words))] if words else []


def _same_at_start(one: list[str], other: list[str]) -> int:
    """How many words both begin with: most edits are small, and what does not change need not be matched."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, (a, b) in pairs if a != b), min(len(one), len(other)))


def _matched_words(before: list[str], after: list[str]) -> list[Piece]:
    keys_before, keys_after = [word.strip() for word in before], [word.strip() for word in after]
    if max(len(before), len(after)) > _MOST_WORDS or _pairs(keys_before, keys_after) > _MOST_PAIRS:
        return _replaced("".join(before), "".join(after))
    pieces: list[Piece] = []
    matcher = SequenceMatcher(None, keys_before, keys_after, autojunk=False)
    for operation, a, b, c, d in matcher.get_opcodes():
        if operation == "equal":
            pieces += _same(after[c:d])
        else:
            pieces += _replaced("".join(before[a:b]), "".join(after[c:d]))
    return pieces


def _pairs(before: list[str], after: list[str]) -> int:
    """How many pairs of equal words there are: what the matcher has to look at, again for every run that it finds."""
    counts = Counter(after)
    return sum(times * counts[word] for word, times in Counter(before).items())


def _merge(pieces: list[Piece]) -> list[Piece]:
    merged: list[Piece] = []
    for piece in pieces:
        if merged and merged[-1].change == piece.change:
            merged[-1] = Piece(piece.change, merged[-1].text + piece.text)
        else:
            merged.append(piece)
    return merged


def _shorten(pieces: list[Piece]) -> list[Piece]:
    short: list[Piece] = []
    for number, piece in enumerate(pieces):
        words = _WORD.findall(piece.text) if piece.change == "same" else []
        head = 0 if number == 0 else _CONTEXT
        tail = 0 if number == len(pieces) - 1 else _CONTEXT
        if len(words) <= head + tail + 3:
            short.append(piece)
            continue
        short.append(Piece("same", "".join(words[:head])))
        short.append(Piece("skipped", f"{len(words) - head - tail}"))
        short.append(Piece("same", "".join(words[len(words) - tail :])))
    return [piece for piece in short if piece.text]
