"""Gaps: the words between two pieces of a sentence, without those that do not say how the pieces belong together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.officials.text.phrases import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

# Words that may stand between a person's titles.
LINKS = word_set("từ tân là hiện đồng thời kiêm và nay đang cũng giữ đều cùng ở trên với cương vị tư cách")
# Words that lead from a name to a post that its bearer held in the time that is told of.
_IN_THE_PAST = (["từng", "là"], ["từng", "giữ"], ["khi", "đó", "là"], ["lúc", "đó", "là"], ["khi", "ấy", "là"],
                ["lúc", "ấy", "là"], ["bấy", "giờ", "là"], ["lúc", "bấy", "giờ", "là"])  # fmt: skip
_TERM_WORDS = frozenset({"nhiệm", "kỳ", "khóa"})
_ROMAN = frozenset("ivxlc")
_BRACKETS = frozenset("()“”")


def without_term(words: Sequence[str]) -> list[str]:
    """Return words without a term of office: "nhiệm kỳ 2022 - 2025", "khóa XI"."""
    if _TERM_WORDS.isdisjoint(words):
        return list(words)
    kept: list[str] = []
    term = False
    for word in words:
        if word in _TERM_WORDS or (term and (word == "-" or word.isdigit() or set(word) <= _ROMAN)):
            term = True
            continue
        term = False
        kept.append(word)
    return kept


def outside_brackets(keys: Sequence[str]) -> list[str]:
    """Return the words outside brackets and quotations ("(thứ 2 từ trái sang)")."""
    if _BRACKETS.isdisjoint(keys):
        return list(keys)
    kept: list[str] = []
    depth = 0
    for key in keys:
        if key in {"(", "“"}:
            depth += 1
        elif key in {")", "”"}:
            depth = max(0, depth - 1)
        elif depth == 0:
            kept.append(key)
    return kept


def in_the_past(words: Sequence[str]) -> bool:
    """Tell whether the words between a name and a post say that it was held once: "khi đó là", "từng là"."""
    return list(words) in _IN_THE_PAST
