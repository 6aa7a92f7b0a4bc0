"""Mentions that mix two people: an article that names two namesakes, read as one official with the posts of both.

Such a mention would tie everybody who bears the name together. It is known by posts that nobody holds at once, named
together by this one article only, while other articles name each of them without the other, and not in the order of a
move from one to the other.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from archive.people.clusters import go_together

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archive.people.facts import Seen
    from archive.people.posts import Post

_Key = tuple[str, ...]
_NEVER = 10**7


@dataclass(slots=True)
class _Days:
    """The two first and the two last days on which a post was named, so that one mention can be left out."""

    first: int = _NEVER
    second: int = _NEVER
    last: int = 0
    last_but_one: int = 0
    count: int = 0

    def add(self, day: int) -> None:
        self.count += 1
        self.first, self.second = sorted((self.first, self.second, day))[:2]
        self.last_but_one, self.last = sorted((self.last_but_one, self.last, day))[1:]

    def without(self, day: int) -> tuple[int, int]:
        """Return the first and last day of the mentions but one of ``day``."""
        first = self.second if self.first == day else self.first
        return first, self.last_but_one if self.last == day else self.last


def torn_mentions(mentions: Sequence[Seen]) -> set[int]:
    """Return the mentions (identifiers) whose posts are two people's.

    Args:
        mentions: all mentions of a block of names.
    """
    together: dict[tuple[str, _Key, _Key], list[Seen]] = {}
    for seen in mentions:
        if len(seen.posts) > 1:
            for one, other in _pairs_of_two_people(seen):
                together.setdefault((seen.name_key, one, other), []).append(seen)
    torn: set[int] = set()
    if not together:
        return torn
    days: dict[tuple[str, _Key], _Days] = defaultdict(_Days)
    for seen in mentions:
        for post in seen.posts:
            days[seen.name_key, post.key].add(seen.day)
    for (name, one, other), several in together.items():
        if len({seen.article for seen in several}) == 1:
            seen = several[0]
            first, second = days[name, one], days[name, other]
            if min(first.count, second.count) > len(several) and not _is_move(first, second, seen.day):
                torn.add(seen.mention)
    return torn


def _pairs_of_two_people(seen: Seen) -> Iterator[tuple[_Key, _Key]]:
    held = [post for post in seen.posts if post.kind in {"position", "acting"} and post.fills_the_day]
    for one, other in combinations(held, 2):
        if one.key != other.key and not _held_at_once(one, other):
            yield min(one.key, other.key), max(one.key, other.key)


def _held_at_once(one: Post, other: Post) -> bool:
    if one.is_of_unit_of(other) and one.unit:
        return go_together(one, other)
    # A head of a school or a hospital, of which no unit is told, is not the head of an office too.
    return "party" in {one.branch, other.branch} and not (one.unit and other.unit)


def _is_move(one: _Days, other: _Days, day: int) -> bool:
    """Tell whether one post is named only until a day, and the other only from then on."""
    (first, last), (other_first, other_last) = one.without(day), other.without(day)
    return (last <= day <= other_first) or (other_last <= day <= first)
