"""Shared bodies: what the other posts of a person say of the body that a post elides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.officials.bodies.body import Body
from scraper.extract.officials.units.unit import COMMITTEE_OF
from scraper.vietnamese import fold_tone

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scraper.extract.officials.units.unit import Unit

ASSOCIATIONS = ("Hội ", "Đoàn ", "Công đoàn ", "LĐLĐ ", "Liên đoàn ", "Hiệp hội ")
_REGION = "Quân khu"
_COMMANDS = frozenset({"chỉ huy trưởng", "chính ủy", "chính trị viên", "tham mưu trưởng", "chính trị viên phó"})
_FORCES = ("Ban CHQS", "Bộ CHQS", "Bộ Chỉ huy", "Đồn ", "Lữ đoàn", "Trung đoàn", "Sư đoàn", "Quân khu", "Bộ Tư lệnh")


def of_command(head: str, following: Sequence[Body]) -> Body | None:
    """Return the force that a post of a command is in: "Phó Chỉ huy trưởng, Tham mưu trưởng Ban CHQS huyện".

    Args:
        head: the folded words of the post.
        following: the bodies of the posts behind it.
    """
    if head.removeprefix("phó ") not in _COMMANDS:
        return None
    return next((body for body in following if (body.name or "").startswith(_FORCES)), None)


def part_occasions(bodies: list[Body]) -> None:
    """Take a "Ban Tổ chức" for an event's where its head is the people's committee's, too: the party's never is."""
    if any((body.name or "").startswith("UBND") for body in bodies):
        for index, body in enumerate(bodies):
            if body.name is not None and fold_tone(body.name) == "ban tổ chức":
                bodies[index] = Body(body.name, printed_unit=True)


def office_in_full(bodies: Sequence[Body]) -> Body | None:
    """Return which office "Phó Chánh Văn phòng" is of: one that another post of the same person prints in full."""
    return next((body for body in bodies if (body.name or "").startswith("Văn phòng ")), None)


def of_deputy_chair(others: Sequence[tuple[str, Body]]) -> Body | None:
    """Return the association whose committee a member is of who is its deputy chair, and nothing else.

    "Ủy viên Ban Thường vụ, Phó Chủ tịch Hội LHPN tỉnh": the deputy chairs are elected from the association's own
    committee; in the party's sits the chair.

    Args:
        others: the person's other posts, the folded words of each head with its body.
    """
    deputy = all(head == "phó chủ tịch" and (body.name or "").startswith(ASSOCIATIONS) for head, body in others)
    return others[0][1] if others and deputy else None


def youth_union(unit: Unit | None) -> Body:
    """Return the Youth Union's branch of a unit, which "Bí thư Đoàn" alone leads."""
    if unit is None:
        return Body("Đoàn", printed_unit=True)
    head = COMMITTEE_OF.get(unit.noun)
    name = f"{head.removesuffix('ủy')}đoàn {unit.name}" if head is not None else f"Đoàn {unit}"
    return Body(name, unit, printed_unit=True)


def name_regions(bodies: Sequence[Body], of_kind: Callable[[str], Body | None]) -> None:
    """Add to "Đảng ủy Quân khu" the number of the military region that the text names, in place.

    Args:
        bodies: of one person.
        of_kind: finds the body of a kind that the text names in full.
    """
    for body in bodies:
        if body.name is None or not body.name.endswith(_REGION):
            continue
        region = of_kind(_REGION.lower())
        if region is not None and region.name is not None and region.name.startswith(f"{_REGION} "):
            body.name = f"{body.name.removesuffix(_REGION)}{region.name}"
