"""Terms: a post "khóa V" or "nhiệm kỳ 2020 - 2022" is a past one where the article speaks of the term after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.officials.text.phrases import positions
from scraper.extract.officials.text.tokens import Shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extract.officials.text.tokens import Tokens
    from scraper.extract.officials.titles.titles import TitleSpan

_BEFORE_TERMS = frozenset({"khóa", "thứ", "kỳ"})
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
_LONGEST_NUMERAL = 7  # letters of the thirty-eighth term
_HIGHEST = 99
_YEAR_DIGITS = 4


class Terms:
    """The terms that the fields of an article speak of.

    Args:
        fields: their tokens. They are looked through only when a title prints a term, which few do.
    """

    def __init__(self, fields: Sequence[Tokens]) -> None:
        self._unread = list(fields)
        self._numbers: set[int] = set()
        self._years: set[int] = set()

    def _read(self) -> None:
        while self._unread:
            self._take_in(self._unread.pop())

    def _take_in(self, tokens: Tokens) -> None:
        keys = tokens.keys
        for index in positions(keys, _BEFORE_TERMS):
            if keys[index] == "kỳ":
                years = years_at(tokens, index + 1, len(keys))
                if years is not None and keys[index - 1] == "nhiệm":
                    self._years.add(years[1])
            elif index + 1 < len(keys) and (number := numeral(keys[index + 1])) is not None:
                self._numbers.add(number)

    def is_past(self, tokens: Tokens, span: TitleSpan) -> bool:
        """Tell whether a title prints the number of a term, and the article speaks of the next one.

        Args:
            tokens: the field of the title.
            span: the title; where a past "nhiệm kỳ 2020 - 2022" follows it, the span is made to include that.
        """
        keys = tokens.keys
        for index in range(span.head_end, min(span.end + 1, len(keys) - 1)):
            if keys[index] == "khóa" and (number := numeral(keys[index + 1])) is not None:
                self._read()
                return number + 1 in self._numbers
        if not tokens.follows(span.end, "nhiệm", "kỳ") or span.name_at is not None:
            return False
        self._read()
        years = years_at(tokens, span.end + 2, len(keys))
        if years is None or years[2] not in self._years:
            return False
        span.end = years[0]
        return True


def numeral(key: str) -> int | None:
    """Return the number that a folded word is, in Roman or Arabic figures; ``None`` where it is none."""
    if key.isdecimal():
        return int(key) if len(key) <= len(str(_HIGHEST)) else None
    if not 0 < len(key) <= _LONGEST_NUMERAL or set(key) - _ROMAN.keys():
        return None
    values = [_ROMAN[letter] for letter in key]
    return sum(-one if one < other else one for one, other in zip(values, [*values[1:], 0], strict=True))


def years_at(tokens: Tokens, at: int, limit: int) -> tuple[int, int, int] | None:
    """Return the end, the first and the last year of "2020 - 2025" at ``at``, ``None`` where no such thing stands."""
    if at + 2 >= limit or tokens.keys[at + 1] != "-":
        return None
    if any(tokens.shapes[index] != Shape.DIGIT or len(tokens.keys[index]) != _YEAR_DIGITS for index in (at, at + 2)):
        return None
    if not (tokens.keys[at].isdecimal() and tokens.keys[at + 2].isdecimal()):
        return None
    return at + 3, int(tokens.keys[at]), int(tokens.keys[at + 2])
