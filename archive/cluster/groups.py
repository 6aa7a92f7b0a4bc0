"""Which portals are crawled by one task: those that share a host, for a host is asked by one process at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scraper.host_names import ascii_host

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scraper.portal import Portal


def by_host(portals: Iterable[Portal]) -> list[list[Portal]]:
    """Return portals in groups, each with all portals of its host; in the order in which they came.

    The pause between two requests to a host is kept within a process (:mod:`scraper.settings`), whatever the port.
    ``www.`` is no other host here: it hardly ever leads to another machine.
    """
    groups: dict[str, list[Portal]] = {}
    for portal in portals:
        host = ascii_host(urlsplit(portal.url).hostname or "").lower().removeprefix("www.")
        groups.setdefault(host, []).append(portal)
    return list(groups.values())
