"""Why a mention is whose it is, in words.

The words tell since when a post was named, not until when: they stand at each mention of a group, and an end would move
with every newer article, so that all older ones were written anew and sealed anew for it. An article that is newer than
all others changes what is said of none of them, unless it changes whose they are or by which rule. Until when somebody
was named with a post is what the tenures tell.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.people.facts import words_since

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.people.clusters import Cluster
    from archive.people.facts import Seen
    from archive.people.posts import Post


@dataclass(frozen=True, slots=True)
class Why:
    """By which rule a mention is a person's, and the words for it."""

    rule: str
    reason: str


def same_post(one: Cluster, other: Cluster, key: tuple[str, str, str]) -> str:
    """Return the words for two clusters that hold one post, with the month since which it is named.

    Args:
        one: a cluster.
        other: another one.
        key: the post's key, which both hold.
    """
    held, again = one.held[key], other.held[key]
    return f"same post: {held.post.shown}, {words_since((held.first, again.first))}"


def mixed_posts(torn: Cluster) -> str:
    """Return the words for a mention that mixes two people."""
    posts = "; ".join(held.post.shown for held in torn.posts)
    return f"named with posts that are rather two people's, here with the one named most: {posts}"


def named_here(holder: Cluster, stray: Cluster) -> str:
    """Return the words for a mention without a post that was brought to whom its portal or province names then."""
    post, begun = _named_with(holder, stray.first)
    where = "this portal" if stray.sample.portal in holder.portals else "this province"
    return f"no post is told; whom {where} names at the time: {post.shown}, {words_since([begun])}"


def _named_with(holder: Cluster, day: int) -> tuple[Post, int]:
    """Return with which post somebody is named on a day, and the first day on which it is named as held.

    Of several it is the one that came last by then, before the first one that came at all; posts that are told as
    former only where there are no others. A post that comes later says nothing of the day.
    """
    since = {held.post: held.held_first for held in holder.held.values() if held.held_first}
    since = since or {held.post: held.first for held in holder.held.values()}
    begun = max((first for first in since.values() if first <= day), default=min(since.values()))
    came = [post for post, first in since.items() if first == begun]
    return max(came, key=lambda post: (post.fills_the_day, post.key)), begun


def own_whys(group: Sequence[Seen]) -> list[Why]:
    """Return why each mention of a group stands where the group does: the first one was named so first."""
    said = "; ".join(post.shown for post in group[0].posts)
    first = Why("first", f"first named as: {said}" if said else "first named without a post")
    if len(group) == 1:
        return [first]
    if said:
        again = Why("same_post", f"same post: {said}, {words_since(seen.day for seen in group)}")
    else:
        again = Why("named_here", "named without a post")
    return [first, *[again] * (len(group) - 1)]
