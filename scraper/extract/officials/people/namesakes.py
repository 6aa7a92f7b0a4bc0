"""Namesakes: two people of one name in one article, told apart by posts that nobody holds at once.

"Chủ trì là đồng chí Nguyễn Thị Hương, Chủ tịch Hội LHPN thị xã ... Cô giáo Nguyễn Thị Hương, Hiệu trưởng Trường Mầm non
Tĩnh Xuân kể ...": a school has a head of its own, and so has the union. Party, council and the posts beside another
(boards, delegations, cells) tell nobody apart; neither does a post that somebody leaves or is given in the text.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING

from scraper.extract.officials.people.people import title_key
from scraper.vietnamese import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extract.officials.people.people import Person
    from scraper.items import TitleKind

# Bodies whose posts fill the day, by words of the printed title; the first that fits counts ("Phòng N Công an tỉnh").
_STAFFS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("police", ("công an", "cảnh sát")),
    ("army", ("ban chqs", "bộ chqs", "biên phòng", "ban chỉ huy quân sự", "trung đoàn", "sư đoàn", "quân khu")),
    ("court", ("tòa án", "tand", "viện kiểm sát", "vksnd", "thi hành án", "thads")),
    ("school", ("hiệu trưởng", "hiệu phó", "trường mầm non", "trường tiểu học", "trường th", "trường cao đẳng")),
    ("clinic", ("bệnh viện", "trạm y tế", "trung tâm y tế")),
    ("union", ("hội liên hiệp phụ nữ", "hội lhpn", "hội phụ nữ", "hội nông dân", "hội cựu chiến binh", "hội ccb",
               "đoàn tncs", "tỉnh đoàn", "huyện đoàn", "thành đoàn", "đoàn xã", "đoàn phường", "liên đoàn lao động",
               "lđlđ", "mttq", "mặt trận tổ quốc")),
    ("department", ("giám đốc sở", "trưởng phòng", "chi cục", "kho bạc", "ban quản lý", "bảo hiểm xã hội")),
    ("government", ("chủ tịch ubnd", "chủ tịch ủy ban nhân dân")),
)  # fmt: skip
_BESIDE = ("ban chỉ đạo", "hội đồng", "ban tổ chức", "tổ ", "chi bộ", "đảng ủy", "đoàn công tác", "công đoàn",
           "ủy viên", "đại biểu", "ban chỉ huy phòng", "ban đại diện", "trưởng đoàn")  # fmt: skip
# Staffs of which one person may serve two: a deputy chair heads a department of a commune, a union's head the other.
_TOGETHER = frozenset({frozenset({"government", "department"}), frozenset({"government", "union"})})
_UNITS = ("thị trấn", "thị xã", "thành phố", "xã", "phường", "huyện", "quận", "tỉnh")


@lru_cache(maxsize=1 << 12)
def _seat(text: str) -> tuple[str, str, str] | None:
    """Return the staff, head word and printed unit of a post that fills the day; ``None`` of any other title."""
    key = title_key(text)
    if any(words in key for words in _BESIDE):
        return None
    staff = next((name for name, words in _STAFFS if any(word in key for word in words)), None)
    if staff is None:
        return None
    return staff, " ".join(key.split()[:2]), _unit(key)


def _unit(key: str) -> str:
    """Return the name of the unit that a title ends with, "" where it names none ("Trưởng Công an xã")."""
    for noun in _UNITS:
        _, found, name = key.rpartition(f" {noun} ")
        if found:
            return fold(name)
    return ""


def _apart(one: tuple[str, str, str], other: tuple[str, str, str]) -> bool:
    if one[0] != other[0]:
        return frozenset({one[0], other[0]}) not in _TOGETHER
    # two posts of one kind: of two places, if both are named
    return one[1] == other[1] and bool(one[2] and other[2]) and one[2] not in other[2] and other[2] not in one[2]


def is_namesake(known: Person, honorific: str | None, titles: Sequence[tuple[str, TitleKind]]) -> bool:
    """Tell whether an introduction is of another person than the one known by the name.

    Args:
        known: the person.
        honorific: of the introduction.
        titles: its titles as printed, with their kinds.
    """
    theirs = [seat for text, _ in titles if (seat := _seat(text)) is not None]
    mine = [seat for named in known.titles if (seat := _seat(named.title.text)) is not None] if theirs else []
    if not mine:
        return False
    kinds = {kind for _, kind in titles} | {named.title.kind for named in known.titles}
    if {"new", "former"} & kinds:
        return False
    if {named.key for named in known.titles} & {title_key(text) for text, _ in titles}:
        return False
    return not known.may_be_called(honorific or "") or any(_apart(one, other) for one, other in product(mine, theirs))
