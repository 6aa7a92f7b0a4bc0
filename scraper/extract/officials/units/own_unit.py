"""Own unit: the unit that the first lines of an article speak for, printed with its name.

A portal writes of its own unit without a post before it: "Thị xã La Di chủ động ứng phó", "UBND huyện Yên Mỹ Lộ tổ
chức"; a guest's unit stands behind his post, a neighbour's behind a delegation.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from scraper.extract.officials.bodies.body_tables import DELEGATION
from scraper.extract.officials.text.phrases import phrase_set, positions
from scraper.extract.officials.text.tokens import Shape
from scraper.extract.officials.units.unit import Unit
from scraper.extract.officials.units.unit_mentions import BEGINNING, capitals, in_title, mentions, place_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scraper.extract.officials.text.tokens import Tokens

# The last words of bodies that every unit has: "UBND huyện", "Công an huyện", "UBMTTQ Việt Nam huyện".
_ENDS_OF_BODIES = frozenset({"ubnd", "hđnd", "dân", "an", "nam", "mttq", "ubmttq", "chqs", "sự", "bộ", "đoàn"})
_BEFORE_WHAT_IS_ABOVE = frozenset({",", "(", "-", "thuộc"})
# Branches that bear the name of the district they work in, without its noun.
_BRANCHES = phrase_set(
    ["kho bạc nhà nước", "kbnn", "nhcsxh", "ngân hàng chính sách xã hội", "ngân hàng csxh", "chi cục thuế",
     "hạt kiểm lâm", "chi cục thads", "chi cục thi hành án dân sự", "bảo hiểm xã hội", "bhxh", "điện lực", "bưu điện",
     "trung tâm y tế", "ttyt", "trung tâm gdnn - gdtx", "hạt quản lý đê", "tand", "vksnd"]
)  # fmt: skip
_GUESTS = 5  # tokens back that a delegation is looked for


def own_unit(fields: Iterable[Tokens], level: str) -> Unit | None:
    """Return the unit of a level that the first lines speak for most, ``None`` where they speak for none.

    Args:
        fields: the article's fields.
        level: the level the unit has to be of.
    """
    spoken: Counter[Unit] = Counter()
    for tokens in fields:
        for index, unit, after_post in mentions(tokens):
            if tokens.starts[index] >= BEGINNING:
                break
            if unit.level == level and not after_post and _speaks(tokens, index):
                spoken[unit] += 1
    return spoken.most_common(1)[0][0] if spoken else None


def _speaks(tokens: Tokens, at: int) -> bool:
    """Tell whether the unit whose noun stands at ``at`` acts: it begins a line, or a body of it is named.

    What a commune lies in speaks with it: "xã Tam Phương Tây, huyện Cầu Kê Đông".
    """
    keys = tokens.keys
    if DELEGATION.intersection(keys[max(0, at - _GUESTS) : at]):
        return False
    if at == 0 or tokens.shapes[at - 1] == Shape.LINE or keys[at + 1] == "ủy":
        return True
    return keys[at - 1] in _ENDS_OF_BODIES or keys[at - 1] in _BEFORE_WHAT_IS_ABOVE


def district_of_branches(fields: Iterable[Tokens], noun: str) -> Unit | None:
    """Return the district whose name branches in it bear ("Kho bạc Nhà nước Cái Bường"), ``None`` where none does.

    Args:
        fields: the article's fields.
        noun: the noun that the article's elided posts have ("huyện").
    """
    borne: Counter[str] = Counter()
    for tokens in fields:
        for index in positions(tokens.keys, _BRANCHES.first_words):
            if tokens.shapes[index] == Shape.LOWER or (found := _BRANCHES.match(tokens, index, len(tokens))) is None:
                continue
            words = capitals(tokens, found[0])
            name = place_name(noun, words, after_post=in_title(tokens, index)) if len(words) > 1 else None
            if name is not None:
                borne[name] += 1
    return Unit(noun, borne.most_common(1)[0][0]) if borne else None
