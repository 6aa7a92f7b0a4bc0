"""Which of the declared portals an address belongs to, or is the home page of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.address_traits import is_under, site_path
from scraper.portal_values import bare_host, own_port

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scraper.portal import Portal


def find_by_url(portals: Mapping[str, Portal], url: str) -> Portal | None:
    """Return the declared portal that serves ``url``, now or in one of its eras; ``None`` where there is none.

    Of several portals on one host it is the one whose path the address lies under; where it lies under none of them,
    nobody can tell.
    """
    homes = [(home, portal) for portal in portals.values() for home in portal.homes() if _server(home) == _server(url)]
    under = [(site_path(home), portal) for home, portal in homes if is_under(url, site_path(home))]
    return max(under, key=lambda one: len(one[0]))[1] if under else None


def declared_at(portals: Mapping[str, Portal], url: str) -> Portal | None:
    """Return the portal that is declared with ``url`` as its home page: http or https, ``www.`` or not."""
    portal = find_by_url(portals, url)
    return portal if portal is not None and site_path(url) in map(site_path, portal.homes()) else None


def _server(url: str) -> tuple[str, int | None]:
    """Return the host and the port that an address names (http and https are one server)."""
    try:
        return bare_host(url), own_port(url)
    except ValueError:
        return "", None
