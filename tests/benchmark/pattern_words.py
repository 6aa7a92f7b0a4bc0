"""Make hostile texts of a pattern's own words: what it begins to match again and again, and never finishes.

Texts that know nothing of a pattern do not reach behind its first word. So its parsed form is walked for a text that it
matches, and that text is cut after every one of its parts: each cut, repeated, is what the pattern hopes for longest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from tests.benchmark.pattern_uses import AnyPattern

MOST_CUTS = 6  # the texts of a pattern: of a long one those that lie evenly between its beginning and its end
_LONGEST_REPEAT = 3
_SAMPLES = "a1 AđĂ.,-/:;\n\"'()%&=_<>"


def own_words(pattern: AnyPattern) -> list[str]:
    """Return up to ``MOST_CUTS`` beginnings of a text that ``pattern`` matches, the shortest first."""
    words = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    parts = list(_parts(parser.parse(words, pattern.flags & ~re.UNICODE & ~re.LOCALE)))
    cuts = list(dict.fromkeys(text for end in range(1, len(parts) + 1) if (text := "".join(parts[:end]))))
    step = max(1, -(-len(cuts) // MOST_CUTS))
    return cuts[::-1][::step][::-1]


def _parts(parsed: Any) -> Iterator[str]:
    """Yield a text for every part of a parsed pattern in turn; of alternatives the longest."""
    for code, value in parsed:
        if code is codes.LITERAL:
            yield chr(value)
        elif code in {codes.ANY, codes.NOT_LITERAL}:
            yield "b" if value == ord("a") else "a"
        elif code is codes.IN:
            yield _letter_of(value)
        elif code is codes.BRANCH:
            yield from max((list(_parts(branch)) for branch in value[1]), key=lambda parts: len("".join(parts)))
        elif code in {codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT}:
            least, most, repeated = value
            for _ in range(max(least, min(most, _LONGEST_REPEAT if len(repeated) == 1 else 1))):
                yield from _parts(repeated)
        elif code is codes.SUBPATTERN:
            yield from _parts(value[3])
        elif code is codes.ATOMIC_GROUP:
            yield from _parts(value)


def _letter_of(members: Any) -> str:
    """Return a letter of a set: its own first, or for a set of what it is not, the first ordinary one it leaves."""
    words = []
    for code, value in members:
        if code is codes.LITERAL:
            words.append(re.escape(chr(value)))
        elif code is codes.RANGE:
            words.append(f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}")
        elif code is codes.CATEGORY:
            words.append(_WRITTEN[value])
    letters = re.compile(f"[{'^' if members[0][0] is codes.NEGATE else ''}{''.join(words)}]")
    return next((letter for letter in _SAMPLES if letters.match(letter)), chr(_first(members)))


def _first(members: Any) -> int:
    return next(
        (
            value if code is codes.LITERAL else value[0]
            for code, value in members
            if code is not codes.CATEGORY and code is not codes.NEGATE
        ),
        ord("a"),
    )


_WRITTEN = {
    codes.CATEGORY_DIGIT: r"\d", codes.CATEGORY_NOT_DIGIT: r"\D", codes.CATEGORY_SPACE: r"\s",
    codes.CATEGORY_NOT_SPACE: r"\S", codes.CATEGORY_WORD: r"\w", codes.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip
