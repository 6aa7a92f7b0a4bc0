"""Boards: the full name of a board that a post prints in short.

"Phó Trưởng Ban Chỉ đạo diễn tập" is held in the "Ban Chỉ đạo diễn tập khu vực phòng thủ huyện Cầu Ngang" that the text
names; "Trưởng Ban Chỉ đạo" in the one that it is about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.officials.bodies.bodies import read_body
from scraper.extract.officials.text.phrases import positions, word_set
from scraper.extract.officials.text.tokens import Shape
from scraper.extract.officials.units.unit import LEVELS

if TYPE_CHECKING:
    from scraper.extract.officials.text.tokens import Tokens

# What boards begin with; the party's and the councils' standing ones ("Ban Tổ chức", "Ban Pháp chế") are none.
BOARDS = ("ban chỉ đạo", "ban chỉ huy", "ban điều hành", "ban vận động", "ban giám khảo",
          "ban tổ chức", "hội đồng", "tổ công tác", "tiểu ban", "ban quản lý dự án", "ban quản lý chợ")  # fmt: skip
_UNIT_WORDS = frozenset(word for noun in LEVELS for word in noun.split())
_OCCASIONS = word_set("lễ hội giải ngày cuộc chương kỳ liên festival tuần")  # what a "Ban tổ chức" of no party is for
_OF_OTHERS = ("ủy", "ubnd", "hđnd", "số", "quân")
# "Hội đồng nhân dân", "Ban Chỉ huy Quân sự": bodies of their own.
_COUNCILS = (["nhân", "dân"], ["quản", "trị"], ["quân", "sự"])


def is_board(kind: str) -> bool:
    """Tell whether a body's folded words are of a board; a party committee's "Ban Tổ chức" is none."""
    return kind.startswith(BOARDS) and not any(f" {word} " in f"{kind} " for word in _OF_OTHERS)


def without_unit(words: list[str]) -> list[str]:
    """Return a board's folded words without the unit's noun at their end: "ban chỉ đạo diễn tập huyện"."""
    while words and words[-1] in _UNIT_WORDS:
        words = words[:-1]
    return words


def board_in_full(tokens: Tokens, words: list[str]) -> tuple[int, int] | None:
    """Return the token range of the first longer name in a field that begins with a board's words, if there is one.

    Args:
        tokens: the field.
        words: the board's folded words as a post prints them, without a unit's noun.
    """
    keys, length = tokens.keys, len(words)
    for index in positions(keys, frozenset({words[0]})):
        after = index + length
        if after >= len(keys) or keys[index:after] != words or not _goes_on(tokens, index, after):
            continue
        end, _ = read_body(tokens, index, len(keys), may_name=True)
        if end > after:
            return index, end
    return None


def _goes_on(tokens: Tokens, start: int, after: int) -> bool:
    """Tell whether the name of a board that begins at ``start`` goes on at ``after`` with more than its unit."""
    keys = tokens.keys
    if tokens.shapes[after] >= Shape.DIGIT or keys[after] in _UNIT_WORDS:
        return False
    if keys[after : after + 2] in _COUNCILS:
        return False
    return keys[start:after] != ["ban", "tổ", "chức"] or keys[after] in _OCCASIONS
