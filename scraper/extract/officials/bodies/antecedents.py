"""Antecedents: bodies that a text names in full, which its titles then name by their kind alone ("Giám đốc Sở")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.officials.bodies import body_tables as tables
from scraper.extract.officials.bodies.bodies import read_body
from scraper.extract.officials.text.phrases import positions
from scraper.extract.officials.text.tokens import Shape
from scraper.extract.officials.units.unit import LEVELS

if TYPE_CHECKING:
    from scraper.extract.officials.text.tokens import Tokens

# The first word of a post, not of a body's own name: "Trạm trưởng", "Sở trực thuộc".
_NO_NAME = frozenset({"trưởng", "phó", "chủ", "bí", "trực", "thực"})

_TEAMS = frozenset({"tổ", "đội"})  # mostly named by their work: "Tổ công nghệ số cộng đồng xóm Đồng Mạ"
_ENDS_OF_HEADS = frozenset({"đốc", "trưởng", "phó", "tịch", "thư", "nhiệm", "phòng", "tra", "lệnh", "ủy", "án"})
_CONGRESS = frozenset({("đại", "hội")})
# What headlines say that departments do; a body for an occasion ("Ban Tổ chức hội nghị") has such words in its name.
_OCCASIONS = _CONGRESS | {
    ("tập", "huấn"), ("hội", "nghị"), ("tổng", "kết"), ("sơ", "kết"), ("khai", "giảng"), ("bế", "giảng"),
    ("tọa", "đàm"), ("ra", "quân"), ("kỷ", "niệm"), ("triển", "khai"),
}  # fmt: skip
_NAMED_BY_THEIR_FIELD = frozenset({"sở", "cục", "chi", "công", "bệnh", "trường"})
_UNIT_WORDS = frozenset(word for noun in LEVELS for word in noun.split()) | tables.SMALL_UNITS | {"tổ", "các", "cơ"}


class Antecedents:
    """Finds bodies by their kind in one field; each kind is looked for once."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._found: dict[str, tuple[int, int] | None] = {}

    def of_kind(self, kind: str) -> tuple[int, int] | None:
        """Return the token range of the first body of a kind that the field names in full.

        Args:
            kind: folded words ("sở", "chi cục"); "nhà trường" means a "trường".
        """
        if kind not in self._found:
            self._found[kind] = self._search(["trường"] if kind == "nhà trường" else kind.split(), kind)
        return self._found[kind]

    def _search(self, words: list[str], kind: str) -> tuple[int, int] | None:
        tokens = self._tokens
        keys, first = tokens.keys, words[0]
        last = len(tokens) - len(words) - 1
        found: tuple[int, int] | None = None
        for index in positions(keys, frozenset({first})):
            after = index + len(words)
            if index >= last or keys[index:after] != words:
                continue
            if found is not None and not self._goes_on(found, index):
                continue
            if index > 0 and keys[index - 1] in tables.SMALL_AND_LARGE.get(kind, ()):
                continue
            if kind in tables.SMALL_UNITS and tokens.shapes[index] == Shape.CAPITAL and keys[index - 1] in _UNIT_WORDS:
                continue  # "thị xã Buôn Hồ" is no "buôn"
            if words[-1] in LEVELS or " ".join(words[-2:]) in LEVELS:  # "Công an huyện": the unit may be elided
                return index, read_body(tokens, index, len(tokens), may_name=False)[0]
            if (
                tokens.shapes[after] not in {Shape.CAPITAL, Shape.CAPS, Shape.DIGIT}
                and kind not in tables.NAMED_BY_UNIT
                and not (kind in _TEAMS and tokens.shapes[index] == Shape.CAPITAL)
            ):
                continue
            if tokens.shapes[after] == Shape.LOWER and keys[after] not in _UNIT_WORDS and kind not in _TEAMS:
                continue  # "chi bộ đăng ký chuyên đề"
            headed = index > 0 and keys[index - 1] in _ENDS_OF_HEADS  # "Giám đốc Sở Y tế Phan Văn Thiện"
            end, _ = read_body(tokens, index, len(tokens), may_name=headed)
            occasions = _OCCASIONS if first in _NAMED_BY_THEIR_FIELD else _CONGRESS
            occasion = next((at for at in range(after, end - 1) if tuple(keys[at : at + 2]) in occasions), end)
            end = min(end, occasion)  # "Sở Giao thông vận tải đại hội"
            if end <= after or keys[after] in _NO_NAME:
                continue
            if found is not None:
                return (index, end) if end - index > found[1] - found[0] else found
            found = index, end
        return found

    def _goes_on(self, known: tuple[int, int], start: int) -> bool:
        """Tell whether a later print goes on with the proper name: "Đồn Biên phòng", then "Đồn Biên phòng Tiên Hải"."""
        tokens, end = self._tokens, start + known[1] - known[0]
        if end >= len(tokens) or tokens.shapes[end] != Shape.CAPITAL:
            return False
        return tokens.keys[start:end] == tokens.keys[known[0] : known[1]]
