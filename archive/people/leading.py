"""Which posts lead a unit: those of its party committee, its administration, its council and its front."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from archive.people.posts import head_of, same_body
from scraper.units import take_apart
from scraper.vietnamese import fold_tone

# The bodies that lead a unit, in the order in which they are read, as :func:`same_body` writes them.
_PARTY = ("tỉnh ủy", "thành ủy", "thị ủy", "huyện ủy", "quận ủy", "đảng ủy", "đảng bộ", "ban thường vụ",
          "ban chấp hành")  # fmt: skip
_BODIES = (_PARTY, ("ubnd",), ("hđnd",), ("ủy ban mttq",))
_HEADS = ("bí thư", "phó bí thư thường trực", "phó bí thư", "chủ tịch", "phó chủ tịch thường trực", "phó chủ tịch")
_ELSE = 99


class PostOrder(NamedTuple):
    """How early a post of a unit is read: its body, its head in the body, and the words of the head.

    ``leads`` is whether it is a leading post of a body of the unit itself, not of a body inside it.
    """

    body: int
    rank: int
    head: str

    @property
    def leads(self) -> bool:
        """Whether the post leads the unit."""
        return self.body != _ELSE and self.rank != _ELSE


@lru_cache(maxsize=1 << 12)
def order_of_post(title: str, organization: str | None, unit: str) -> PostOrder:
    """Return where a post stands among those of a unit.

    Args:
        title: the post in normal form, or as printed.
        organization: the full name of its body, ``None`` where it is not known.
        unit: the unit's name with its kind ("thị xã Kỳ Anh").
    """
    body = same_body(organization or "")
    head = head_of(title, organization or "")
    rank = _HEADS.index(head) if head in _HEADS else _ELSE
    names = {same_body(unit), same_body(take_apart(unit).name), fold_tone(unit)}
    for place, bodies in enumerate(_BODIES):
        if any(_without(body, start) in names for start in bodies):
            return PostOrder(place, rank, head)
    return PostOrder(_ELSE, rank, head)


def _without(body: str, start: str) -> str | None:
    """Return what is left of a body's name behind ``start`` ("thị ủy kỳ anh": "kỳ anh"), ``None`` where it has none.

    Of a committee's standing board ("ban thường vụ thị ủy kỳ anh") what is left behind the committee as well.
    """
    if not body.startswith(f"{start} "):
        return None
    rest = body.removeprefix(start).strip()
    for committee in _PARTY:
        if start in _PARTY and rest.startswith(f"{committee} "):
            return rest.removeprefix(committee).strip()
    return rest
