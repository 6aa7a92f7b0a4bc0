"""The places of a mention: what ties it to others of its name (:mod:`archive.people.parts` says how)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archive.people.facts import Seen


def places_of(seen: Seen) -> set[str]:
    """Return the places through which a mention touches others: provinces, else its portal or a post as such."""
    return {place_of(seen), *(post.region.merged or f"post {post.head}, {post.body}" for post in seen.posts)}


def place_of(seen: Seen) -> str:
    """Return the place of the portal on which a mention stands."""
    return place_of_portal(seen.portal, seen.region.merged)


def place_of_portal(portal: str, province: str) -> str:
    """Return the place of a portal, by its identifier and the province that it is in since 2025 ("" if unknown)."""
    return province or f"portal {portal}"
