"""What speaks for two clusters of one name being one person, and how strongly.

The strength of a link is the number of namesakes that stand to be expected in the circle in which the two were found:
the officials of a commune that portals name are some dozens, those of a province some thousands. A rare name in one
province is hardly ever two persons'; a common one often is, and needs a closer circle: one unit, one body. So a link
tells how many officials its circle has, and from which rarity of the name on it is strong enough.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from archive.people.facts import words_since
from archive.people.rarity import PROVINCE, rare_enough
from archive.people.regions import REFORM
from archive.people.territory import share_district, share_land

if TYPE_CHECKING:
    from archive.people.clusters import Cluster, Held

# Officials that portals name over some years, by the level of the circle; orders of magnitude.
_CIRCLE = {"below": 30.0, "commune": 60.0, "district": 400.0, "province": 1500.0, "central": 3000.0, "": 400.0}
_LEADING = 6.0  # of so many officials of a unit one leads it: secretaries, chairs and their deputies
_READ = {"commune": 120.0, "district": 700.0}  # on a portal of a commune or district, visitors included
_SEATED = 12.0  # of so many officials of a province one sits in its committee or might well
_JOINED = 0.2  # expected namesakes up to which a link joins
_OFFERED = 8.0  # and up to which it is offered as a candidate
_REFORM = date.fromisoformat(REFORM).toordinal()
_LONG = 6 * 365  # days of silence after which a link is worth less


@dataclass(frozen=True, slots=True)
class Link:
    """Two clusters that may be one person: officials of the circle, the rule by which they were found, its words.

    What makes the link weaker or stronger counts as more or fewer officials.
    """

    officials: float
    one: int
    other: int
    rule: str
    reason: str

    @property
    def joins_from(self) -> int:
        """The rarity of the name from which on it is strong enough to join; a weaker one is offered as a candidate."""
        return rare_enough(self.officials, _JOINED)

    @property
    def is_offered_from(self) -> int:
        """The rarity of the name from which on it is strong enough to be told at all."""
        return rare_enough(self.officials, _OFFERED)


def link_between(one: Cluster, other: Cluster) -> Link | None:
    """Return the strongest link between two clusters that both hold posts, ``None`` where there is none.

    Args:
        one: a cluster.
        other: another one of the same name.
    """
    best: Link | None = None
    for mine in one.held.values():
        for theirs in other.held.values():
            found = _of_posts(one, other, mine, theirs)
            if found is not None and (best is None or found.officials < best.officials):
                best = found
    return best


def _of_posts(one: Cluster, other: Cluster, mine: Held, theirs: Held) -> Link | None:
    earlier, later = sorted((mine, theirs), key=lambda held: (held.first, held.last, held.post.key))
    if mine.post.region.merged != theirs.post.region.merged or not mine.post.region.merged:
        return None
    if not in_one_province(earlier, later):
        return None
    circle, rule = _circle(earlier, later)
    shared = _shared_portal(one, other)
    if shared is not None and shared < circle:
        circle, rule = shared, "same_readers"
    if max(one.first, other.first) - min(one.last, other.last) > _LONG:
        circle *= 2
    if one.gender and one.gender == other.gender:
        circle *= 0.7
    armed = {held.post.branch in {"army", "police"} for held in (mine, theirs)}
    if len(armed) > 1:
        circle *= 6  # hardly anybody goes from a uniform to another office or back
    return Link(circle, one.number, other.number, rule, _words(rule, mine, theirs))


def _circle(earlier: Held, later: Held) -> tuple[float, str]:
    """Return how many officials are in the smallest circle that holds both posts, and the rule that it stands for."""
    before, after = earlier.post, later.post
    if before.body.startswith(after.body) or after.body.startswith(before.body):
        return min(_CIRCLE[before.level], 100.0), "same_body"
    if before.unit and before.is_of_unit_of(after):
        leading = all(post.leads_the_unit or post.is_seat for post in (before, after))
        return _CIRCLE[before.level] / (_LEADING if leading else 1), "same_unit"
    if share_land(before.unit_id, after.unit_id):
        return 2 * _CIRCLE[after.level], "unit_in_its_place"
    if share_district(before.unit_id, after.unit_id):
        return _CIRCLE["district"], "same_district"
    if any(post.is_seat and post.level == "province" for post in (before, after)):
        return PROVINCE / _SEATED, "same_province"
    return PROVINCE / (2 if _crosses_the_reform(earlier, later) else 1), "same_province"


def _shared_portal(one: Cluster, other: Cluster) -> float | None:
    """Return how many officials the smallest portal names that names both, ``None`` where none does."""
    levels = [one.circles[portal] for portal in one.portals.keys() & other.portals.keys()]
    return min((_READ[level] for level in levels if level in _READ), default=None)


def _crosses_the_reform(earlier: Held, later: Held) -> bool:
    """Tell whether a post of a district or commune is followed by one of a commune of July 2025.

    On that day the districts were abolished and nearly every one of their officials took a post elsewhere.
    """
    return (
        earlier.post.level in {"district", "commune"}
        and later.post.level in {"commune", "province"}
        and earlier.last < _REFORM + 60
        and later.first >= _REFORM - 30
    )


def in_one_province(one: Held, other: Held) -> bool:
    """Tell whether two posts may be of one province: not where they were named as of two that became one in 2025."""
    names = {one.post.region.province, other.post.region.province}
    return "" in names or len(names) == 1


def _words(rule: str, one: Held, other: Held) -> str:
    """Return the words for a link, the post that was named first before the other; nothing of it tells an end.

    That neither its days nor its order do is what :mod:`archive.people.reasons` gives the reason for.
    """
    held = sorted((one, other), key=lambda held: (held.first, held.post.key))
    return f"{_RULES[rule]}: {', '.join(f'{each.post.shown} ({words_since([each.first])})' for each in held)}"


_RULES = {
    "same_body": "post followed in the same body",
    "same_unit": "posts of one unit",
    "unit_in_its_place": "posts of a unit and of one on its land",
    "same_district": "posts in one district",
    "same_readers": "named on one portal of a district or commune",
    "same_province": "posts in one province",
}
