"""Which portal a page of a foreign web archive belongs to: by its address, and by the day on which it was captured."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from archive.portal_rows import kept_portal
from scraper.clock import vietnamese_day
from scraper.errors import PortalError
from scraper.portal import portal_from_url
from scraper.portal_lookup import find_by_url
from scraper.portal_values import own_port

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping
    from datetime import date, datetime

    from scraper.portal import Portal


class PortalFinder:
    """Finds the portal of an address: one that is declared, one that the archive knows, or that of the host.

    Args:
        connection: the archive.
        declared: the declared portals by id.
        only: the only portal that is wanted, ``None`` for any.
    """

    def __init__(
        self, connection: sqlite3.Connection, declared: Mapping[str, Portal], only: Portal | None = None
    ) -> None:
        kept = [portal for (portal,) in connection.execute("SELECT id FROM portals ORDER BY id")]
        self._known = {portal: kept_portal(connection, portal) for portal in kept} | dict(declared)
        self._only = only
        if only is not None:
            self._known[only.id] = only
        self._of_hosts: dict[str, Portal | None] = {}

    def find(self, url: str, captured_at: datetime) -> Portal | None:
        """Return the portal of an address on the day on which it was captured, ``None`` for none that is wanted."""
        portal = self._declared(url, vietnamese_day(captured_at)) or self._of_host(url)
        if self._only is not None and (portal is None or portal.id != self._only.id):
            return None
        return portal

    def is_declared(self, portal: Portal) -> bool:
        """Tell whether a portal is more than a host that somebody has captured."""
        return portal.id in self._known

    def _declared(self, url: str, day: date) -> Portal | None:
        """Return the declared portal of an address: of several in a row on one host, the one of that day."""
        found = find_by_url(self._known, url)
        if found is None or _is_valid(found, day):
            return found
        then = {name: portal for name, portal in self._known.items() if _is_valid(portal, day)}
        return find_by_url(then, url) or found

    def _of_host(self, url: str) -> Portal | None:
        parts = urlsplit(url)
        host = parts.netloc.rpartition("@")[2].lower()
        if own_port(url) is None:
            host = host.removesuffix(f":{parts.port}")
        home = f"{parts.scheme}://{host}/"
        if host not in self._of_hosts:
            try:
                self._of_hosts[host] = portal_from_url(home)
            except PortalError:
                self._of_hosts[host] = None
        return self._of_hosts[host]


def _is_valid(portal: Portal, day: date) -> bool:
    return (portal.valid_from is None or portal.valid_from <= day) and (
        portal.valid_to is None or day <= portal.valid_to
    )
