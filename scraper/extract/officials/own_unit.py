"""Own unit: the unit that the first lines of an article speak for, printed with its name.

A portal writes of its own unit without a post before it: "Thị xã La Di chủ động ứng phó", "UBND huyện Yên Mỹ Lộ tổ
chức"; a guest's unit stands behind his post, a neighbour's behind a delegation.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from scraper.extract.officials.body_tables import DELEGATION
from scraper.extract.officials.tokens import Shape
from scraper.extract.officials.unit_mentions import BEGINNING, mentions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scraper.extract.officials.tokens import Tokens
    from scraper.extract.officials.unit import Unit

# The last words of bodies that every unit has: "UBND huyện", "Công an huyện", "UBMTTQ Việt Nam huyện".
_ENDS_OF_BODIES = frozenset({"ubnd", "hđnd", "dân", "an", "nam", "mttq", "ubmttq", "chqs", "sự", "bộ", "đoàn"})
_GUESTS = 5  # tokens back that a delegation is looked for


def own_unit(fields: Iterable[Tokens], level: str) -> Unit | None:
    """Return the unit of a level that the first lines speak for most, ``None`` where they speak for none.

    Args:
        fields: the article's fields.
        level: the level the unit has to be of.
    """
    spoken: Counter[Unit] = Counter()
    for tokens in fields:
        for index, unit, in_title in mentions(tokens):
            if tokens.starts[index] >= BEGINNING:
                break
            if unit.level == level and not in_title and _speaks(tokens, index):
                spoken[unit] += 1
    return spoken.most_common(1)[0][0] if spoken else None


def _speaks(tokens: Tokens, at: int) -> bool:
    """Tell whether the unit whose noun stands at ``at`` acts: it begins a line, or a body of it is named."""
    keys = tokens.keys
    if DELEGATION.intersection(keys[max(0, at - _GUESTS) : at]):
        return False
    if at == 0 or tokens.shapes[at - 1] == Shape.LINE or keys[at + 1] == "ủy":
        return True
    return keys[at - 1] in _ENDS_OF_BODIES
