"""Why a mention is whose it is, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.people.facts import words_of_days

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.people.clusters import Cluster
    from archive.people.facts import Seen


@dataclass(frozen=True, slots=True)
class Why:
    """By which rule a mention is a person's, and the words for it."""

    rule: str
    reason: str


def same_post(one: Cluster, other: Cluster, key: tuple[str, str, str]) -> str:
    """Return the words for two clusters that hold one post, with the days of both.

    Args:
        one: a cluster.
        other: another one.
        key: the post's key, which both hold.
    """
    held, again = one.held[key], other.held[key]
    days = words_of_days((held.first, held.last, again.first, again.last))
    return f"same post: {held.post.shown}, {days}"


def mixed_posts(torn: Cluster) -> str:
    """Return the words for a mention that mixes two people."""
    posts = "; ".join(held.post.shown for held in torn.posts)
    return f"named with posts that are rather two people's, here with the one named most: {posts}"


def named_here(holder: Cluster, stray: Cluster) -> str:
    """Return the words for a mention without a post that was brought to whom its portal or province names then."""
    days = words_of_days((holder.first, holder.last))
    held = max(holder.held.values(), key=lambda held: (held.last, held.post.key))
    where = "this portal" if stray.sample.portal in holder.portals else "this province"
    return f"no post is told; whom {where} names at the time: {held.post.shown}, {days}"


def own_whys(group: Sequence[Seen]) -> list[Why]:
    """Return why each mention of a group stands where the group does: the first one was named so first."""
    said = "; ".join(post.shown for post in group[0].posts)
    first = Why("first", f"first named as: {said}" if said else "first named without a post")
    if len(group) == 1:
        return [first]
    if said:
        again = Why("same_post", f"same post: {said}, {words_of_days([seen.day for seen in group])}")
    else:
        again = Why("named_here", "named without a post")
    return [first, *[again] * (len(group) - 1)]
