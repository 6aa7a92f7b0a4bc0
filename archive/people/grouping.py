"""Mentions that say the same taken together: a thousand articles about one chairman are one item."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence
    from collections.abc import Set as AbstractSet

    from archive.people.constraints import Constraints
    from archive.people.facts import Seen


def by_what_they_say(
    mentions: Sequence[Seen], constraints: Constraints, alone: AbstractSet[int]
) -> dict[tuple[Hashable, ...], list[Seen]]:
    """Group mentions that say the same; those that a decision tells apart stand by themselves, as do some others.

    Args:
        mentions: all of a block.
        constraints: what people have decided.
        alone: those that their article tells apart (:func:`named_twice`) or that mix two people.
    """
    alone = alone | constraints.apart.keys() | constraints.sides.keys()
    groups: dict[tuple[Hashable, ...], list[Seen]] = defaultdict(list)
    for seen in mentions:
        # Without a post only time tells namesakes of a portal apart.
        month = seen.day // 30 if not seen.posts else None
        own = seen.mention if seen.mention in alone else None
        groups[seen.name_key, seen.portal, seen.posts, seen.gender, month, own].append(seen)
    return groups


def named_twice(mentions: Sequence[Seen]) -> list[tuple[int, dict[object, int]]]:
    """Return the mentions of which their article holds several, each with a side of its own: they are namesakes."""
    first: dict[tuple[int, str], int] = {}
    of_article: dict[tuple[int, str], list[int]] = {}
    for seen in mentions:
        key = seen.article, seen.name_key
        earlier = first.setdefault(key, seen.mention)
        if earlier != seen.mention:
            of_article.setdefault(key, [earlier]).append(seen.mention)
    return [(mention, {("article", *key): mention}) for key, several in of_article.items() for mention in several]
