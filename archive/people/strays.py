"""Mentions without a post: who of those that hold one may be meant."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from archive.people.clusters import must_stay_apart

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archive.people.clusters import Cluster


def holders_by_place(clusters: Iterable[Cluster]) -> tuple[dict[str, set[int]], dict[str, set[int]]]:
    """Return who holds a post, by the portals that name them and by the regions of their posts."""
    of_portal: dict[str, set[int]] = defaultdict(set)
    of_region: dict[str, set[int]] = defaultdict(set)
    for cluster in clusters:
        if cluster.held:
            for portal in cluster.portals:
                of_portal[portal].add(cluster.number)
            for region in {held.post.region.merged for held in cluster.held.values()} - {""}:
                of_region[region].add(cluster.number)
    return of_portal, of_region


def may_be(holder: Cluster, stray: Cluster) -> bool:
    """Tell whether a mention without a post may be of somebody who holds one: nothing keeps them apart."""
    return not must_stay_apart(holder, stray) and {holder.gender, stray.gender} != {"m", "f"}


def days_between(holder: Cluster, stray: Cluster) -> int:
    """Return the days between a mention and the time in which its portal (else any) names the holder."""
    first, last = holder.portals.get(stray.sample.portal, (holder.first, holder.last))
    return max(first - stray.first, stray.first - last, 0)
