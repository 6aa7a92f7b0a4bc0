"""Passages: the sentences of a field that may name somebody; all others are left unread."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from scraper.extract.officials.scan import anchors
from scraper.extract.officials.text.sentences import sentences

if TYPE_CHECKING:
    from scraper.extract.officials.text.tokens import Tokens

_NUMERAL = 2  # tokens: "I.", "1." before the line that a list begins with


def passages(tokens: Tokens) -> list[tuple[int, int, tuple[int, int] | None]]:
    """Return the sentences that may name somebody, each with the line before it where that one opens a list."""
    found: list[tuple[int, int, tuple[int, int] | None]] = []
    before: tuple[int, int] | None = None
    anchored = anchors(tokens)
    for start, end in sentences(tokens) if anchored else ():
        opens = before is not None and tokens.keys[before[1] - 2 : before[1]] == [":", "\n"]
        at = bisect_left(anchored, start)
        if at < len(anchored) and anchored[at] < end:
            found.append((start, end, before if opens else None))
        elif opens and end - start <= _NUMERAL:
            continue
        before = (start, end)
    return found
