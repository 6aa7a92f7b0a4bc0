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


def own_why(group: Sequence[Seen], place: int) -> Why:
    """Return why a mention stands where its group does: the group's first one was named so first."""
    days = words_of_days(seen.day for seen in group)
    said = "; ".join(post.shown for post in group[0].posts)
    if not said:
        return Why("named_here", "named without a post") if place else Why("first", "first named without a post")
    if place == 0:
        return Why("first", f"first named as: {said}")
    return Why("same_post", f"same post: {said}, {days}")
