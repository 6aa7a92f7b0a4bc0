"""A person in the making: mentions taken together so far, and what speaks against taking in others."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from archive.people.rarity import PROVINCE, rare_enough

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.people.facts import Seen
    from archive.people.posts import Post

# The rarity from which on fewer namesakes stand to be expected in a province than organisations are read wrongly.
_MISREAD = rare_enough(PROVINCE, 0.02)
_TOLERATED = 20  # days for which two posts may overlap: news of a move run ahead of and behind it


@dataclass(slots=True)
class Held:
    """A post with the days on which it was named: all of them, and those on which it was held (0 where none).

    ``articles`` is how many name it.
    """

    post: Post
    first: int
    last: int
    held_first: int = 0
    held_last: int = 0
    articles: int = 1

    def widen(self, other: Held) -> None:
        """Take in the days of the same post."""
        self.articles += other.articles
        self.first, self.last = min(self.first, other.first), max(self.last, other.last)
        if other.held_first:
            self.held_first = min(self.held_first or other.held_first, other.held_first)
            self.held_last = max(self.held_last, other.held_last)


@dataclass(slots=True)
class Cluster:
    """Mentions that are one person's; ``number`` names it among those of a block, in the order of first sight.

    ``sample`` is its first mention. ``sides`` holds, for each pair of sets of mentions that must stay apart, on which
    side this one stands. What is ``set_apart`` by a decision takes part in nothing but decisions; what is ``torn``
    between two people ties nobody together. ``circles`` are the levels of its portals' units.
    """

    number: int
    sample: Seen
    size: int
    portals: dict[str, tuple[int, int]]
    held: dict[tuple[str, str, str], Held] = field(default_factory=dict)
    genders: Counter[str] = field(default_factory=Counter)
    sides: dict[object, int] = field(default_factory=dict)
    set_apart: bool = False
    torn: bool = False
    circles: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, number: int, mentions: Sequence[Seen]) -> Cluster:
        """Return a cluster of mentions that share portal, posts and gender, in the order of first sight."""
        days = [seen.day for seen in mentions]
        first, last = min(days), max(days)
        sample = mentions[0]
        cluster = cls(number, sample, len(mentions), {sample.portal: (first, last)})
        for post in sample.posts:
            held = Held(post, first, last, articles=len(mentions))
            if post.is_current:
                held.held_first, held.held_last = first, last
            cluster._hold(held)
        cluster.genders[sample.gender] = len(mentions)
        cluster.circles[sample.portal] = sample.circle
        return cluster

    def take_in(self, other: Cluster) -> None:
        """Take in the mentions of another cluster."""
        self.size += other.size
        for held in other.held.values():
            self._hold(held)
        self.genders += other.genders
        for portal, (first, last) in other.portals.items():
            known = self.portals.get(portal, (first, last))
            self.portals[portal] = (min(first, known[0]), max(last, known[1]))
        self.sides |= other.sides
        self.circles |= other.circles
        self.set_apart = self.set_apart and other.set_apart
        self.torn = self.torn and other.torn

    def _hold(self, held: Held) -> None:
        known = self.held.get(held.post.key)
        if known is None:
            self.held[held.post.key] = replace(held)
        else:
            known.widen(held)

    @property
    def first(self) -> int:
        """The first day on which the person was named."""
        return min(first for first, _ in self.portals.values())

    @property
    def last(self) -> int:
        """The last day on which the person was named."""
        return max(last for _, last in self.portals.values())

    @property
    def gender(self) -> str:
        """What most honorifics say: "m", "f", "" where they say nothing or both."""
        men, women = self.genders["m"], self.genders["f"]
        return "m" if men > 2 * women else "f" if women > 2 * men else ""

    @property
    def posts(self) -> list[Held]:
        """The posts that fill a day, those held first first."""
        full = [held for held in self.held.values() if held.post.fills_the_day]
        return sorted(full, key=lambda held: (held.first, held.post.key))


def must_stay_apart(one: Cluster, other: Cluster) -> bool:
    """Tell whether a decision, or one article that names both, keeps two clusters apart whatever their posts."""
    few, many = sorted((one, other), key=lambda cluster: len(cluster.sides))
    return any(many.sides.get(number, side) != side for number, side in few.sides.items())


def may_be_one_from(one: Cluster, other: Cluster, least: int = 0) -> int | None:
    """Return from which rarity of their name on two clusters may be one person, ``None`` where they may not.

    A decision, an article that names both, honorifics and two posts at one time speak against it. Of two posts one of
    which a single article tells its organisation may have been read wrongly: likelier than a namesake of a rare name.

    Args:
        one: a cluster.
        other: another one.
        least: how rare the name has to be where nothing speaks against it.
    """
    if must_stay_apart(one, other) or {one.gender, other.gender} == {"m", "f"}:
        return None
    for mine in one.posts:
        for theirs in other.posts:
            if mine.post.key != theirs.post.key and _clash(mine, theirs):
                if 1 not in {mine.articles, theirs.articles}:
                    return None
                least = max(least, _MISREAD)
    return least


def _clash(one: Held, other: Held) -> bool:
    if not (one.held_first and other.held_first):
        return False
    overlap = min(one.held_last, other.held_last) - max(one.held_first, other.held_first)
    if overlap < 0:
        return False
    if one.post.is_of_unit_of(other.post):
        return overlap > _TOLERATED and not go_together(one.post, other.post)
    whole = min(one.held_last - one.held_first, other.held_last - other.held_first)
    return overlap >= min(_TOLERATED, whole)


def go_together(one: Post, other: Post) -> bool:
    """Tell whether one person may hold two posts of one unit at a time."""
    branches = {one.branch, other.branch}
    return "party" in branches or len(branches) == 1 or "other" in branches
