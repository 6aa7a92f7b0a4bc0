"""Passages: the sentences of a field that may name somebody; all others are left unread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.officials.scan import anchor_words, is_anchor
from scraper.extract.officials.text.sentences import sentences

if TYPE_CHECKING:
    from scraper.extract.officials.text.tokens import Tokens

_NUMERAL = 2  # tokens: "I.", "1." before the line that a list begins with


def passages(tokens: Tokens) -> list[tuple[int, int, tuple[int, int] | None]]:
    """Return the sentences that may name somebody, each with the line before it where that one opens a list."""
    found: list[tuple[int, int, tuple[int, int] | None]] = []
    before: tuple[int, int] | None = None
    words = anchor_words(tokens)
    at = next((at for at, index in enumerate(words) if is_anchor(tokens, index)), None)
    if at is None:
        return []
    for start, end in sentences(tokens):
        opens = before is not None and tokens.keys[before[1] - 2 : before[1]] == [":", "\n"]
        # Of a sentence's words one is enough: the others are not looked at.
        while at < len(words) and (words[at] < start or (words[at] < end and not is_anchor(tokens, words[at]))):
            at += 1
        if at < len(words) and words[at] < end:
            found.append((start, end, before if opens else None))
        elif opens and end - start <= _NUMERAL:
            continue
        before = (start, end)
    return found
