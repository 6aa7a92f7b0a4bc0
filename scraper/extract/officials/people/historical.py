"""Historical leaders, by the ranks and posts under which portals speak of them: "Đại tướng Võ Nguyên Giáp".

They died before portals were, or long ago, and take part in nothing; streets, prizes and anniversaries bear their
names. A namesake of today bears another post, so name and post are looked at together. Leaders whom portals of their
own years have seen in office are not listed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.officials.text.phrases import phrase_set
from scraper.vietnamese import fold_tone

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scraper.extract.officials.text.tokens import Tokens

_GENERAL_SECRETARY = ("tổng bí thư", "cố tổng bí thư", "bí thư thứ nhất")
_HEAD_OF_STATE = ("chủ tịch nước", "chủ tịch", "phó chủ tịch nước", "quyền chủ tịch nước")
_PREMIER = ("thủ tướng", "cố thủ tướng", "chủ tịch hội đồng bộ trưởng")
_GENERAL = ("đại tướng", "thượng tướng", "trung tướng", "thiếu tướng", "tướng")
_LEADERS: dict[str, tuple[str, ...]] = {
    "trần phú": _GENERAL_SECRETARY,
    "lê hồng phong": _GENERAL_SECRETARY,
    "hà huy tập": _GENERAL_SECRETARY,
    "nguyễn văn cừ": _GENERAL_SECRETARY,
    "trường chinh": (*_GENERAL_SECRETARY, *_HEAD_OF_STATE),
    "lê duẩn": _GENERAL_SECRETARY,
    "nguyễn văn linh": _GENERAL_SECRETARY,
    "tôn đức thắng": _HEAD_OF_STATE,
    "nguyễn lương bằng": _HEAD_OF_STATE,
    "huỳnh thúc kháng": _HEAD_OF_STATE,
    "nguyễn hữu thọ": _HEAD_OF_STATE,
    "phạm văn đồng": _PREMIER,
    "phạm hùng": _PREMIER,
    "võ văn kiệt": _PREMIER,
    "võ nguyên giáp": _GENERAL,
    "nguyễn chí thanh": _GENERAL,
    "văn tiến dũng": _GENERAL,
    "hoàng văn thái": _GENERAL,
    "chu huy mân": _GENERAL,
    "lê trọng tấn": _GENERAL,
    "trần đại nghĩa": _GENERAL,
    "nguyễn thị định": (*_GENERAL, *_HEAD_OF_STATE, "nữ tướng"),
    "nguyễn bình": _GENERAL,
}


def is_historical(name: str, words: Iterable[str]) -> bool:
    """Tell whether a person is a leader of history.

    Args:
        name: the full name.
        words: the ranks and posts the text gives; all of them must be those of the leader.
    """
    known = _LEADERS.get(fold_tone(name))
    if known is None:
        return False
    given = [fold_tone(word) for word in words]
    return bool(given) and all(word.removeprefix("cố ") in known for word in given)


_BEFORE, _BEHIND = 8, 14  # tokens around a name in which a cult is looked for
_CULT = phrase_set(
    ["vua", "nữ tướng", "đền thờ", "miếu thờ", "thờ phụng", "thờ phượng", "thờ cúng", "được thờ", "đình thờ", "nơi thờ",
     "phụng thờ",
     "lăng mộ", "sắc phong", "thành hoàng", "khởi nghĩa", "nghĩa quân", "triều lê", "triều nguyễn", "triều trần",
     "nhà lê", "nhà trần", "nhà nguyễn", "nhà mạc", "nhà lý", "thời lê", "thời trần", "thời nguyễn", "thời tây sơn",
     "quân minh", "quân thanh", "quân nguyên", "quân xiêm"]
)  # fmt: skip


# Ranks that commanders of old bore, too; colonels and captains are of today's forces.
_OLD_RANKS = frozenset({"tướng", "đốc"})
_WORSHIPPERS = frozenset({"dâng", "viếng", "thắp", "dự", "phát", "trao", "tặng", "thăm"})


def is_venerated(tokens: Tokens, start: int, end: int) -> bool:
    """Tell whether a name with a rank is that of somebody long dead: a temple is his, a century or a dynasty is told.

    Args:
        tokens: the field.
        start: the first token of rank or name.
        end: where the name ends.
    """
    keys = tokens.keys
    if not _OLD_RANKS.intersection(keys[start:end]) or _WORSHIPPERS.intersection(keys[end : end + 2]):
        return False
    first, last = max(0, start - _BEFORE), min(len(tokens), end + _BEHIND)
    if any(_CULT.match(tokens, at, last) for at in range(first, last)):
        return True
    return any(keys[at] == "thế" and keys[at + 1] in {"kỷ", "kỉ"} for at in range(first, last - 1))
