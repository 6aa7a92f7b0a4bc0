"""Which portals are crawled by one task: those that share a host, for a host is asked by one process at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.host_names import asked_host

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scraper.portal import Portal


def by_host(portals: Iterable[Portal]) -> list[list[Portal]]:
    """Return portals in groups, each with all portals of its host; in the order in which they came.

    The pause between two requests to a host is kept within a process (:mod:`archive.side_by_side`).
    """
    groups: dict[str, list[Portal]] = {}
    for portal in portals:
        groups.setdefault(asked_host(portal.url), []).append(portal)
    return list(groups.values())
