"""The address guard: what leads into this machine or its network is not fetched, whoever links to it.

A portal's page, redirect or sitemap may point at 127.0.0.1 or at a name that resolves there. The guard sits where a
connection's address is known: literal addresses in the request (:class:`AddressGuardMiddleware`), names when they are
resolved (:class:`GuardedResolver`). ``--allow-loopback`` opens 127.0.0.0/8 and ::1 for the demo and the tests, nothing
else.
"""

from __future__ import annotations

import ipaddress
import socket
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlsplit

from scrapy.exceptions import CannotResolveHostError, IgnoreRequest
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.error import DNSLookupError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Self

    from scrapy import Request
    from scrapy.crawler import Crawler
    from twisted.internet.base import ReactorBase
    from twisted.internet.defer import Deferred


class RefusedAddress(IgnoreRequest):
    """The address leads to a host that must not be asked."""


def is_public(address: str, *, allow_loopback: bool = False) -> bool:
    """Tell whether an IP address may be asked: globally routable, or loopback where that is allowed."""
    try:
        ip = ipaddress.ip_address(address.split("%", 1)[0])
    except ValueError:
        return False
    mapped = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    if mapped is not None:
        ip = mapped
    if ip.is_loopback:
        return allow_loopback
    return ip.is_global and not ip.is_multicast


def literal_address(host: str) -> str | None:
    """Return the IP address that ``host`` spells in any form a resolver understands, ``None`` for a name.

    ``2130706433``, ``0x7f.1`` and ``127.1`` are 127.0.0.1 to the C library, so they are to us.
    """
    try:
        return str(ipaddress.ip_address(host.strip("[]").split("%", 1)[0]))
    except ValueError:
        pass
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except (OSError, UnicodeEncodeError):
        return None


class AddressGuardMiddleware:
    """Refuses requests whose host is a literal address that is not public, and schemes that are not http(s)."""

    def __init__(self, *, allow_loopback: bool) -> None:
        self._allow_loopback = allow_loopback

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Read ``CONGTIN_ALLOW_LOOPBACK`` from the settings."""
        return cls(allow_loopback=crawler.settings.getbool("CONGTIN_ALLOW_LOOPBACK"))

    def process_request(self, request: Request) -> None:
        """Let the request pass or raise :class:`RefusedAddress` with a sentence that says why."""
        parts = urlsplit(request.url)
        if parts.scheme not in {"http", "https"}:
            raise RefusedAddress(f"{parts.scheme}: is no web address")
        host = parts.hostname or ""
        address = literal_address(host)
        if address is None and host.rstrip(".").lower().split(".")[-1] == "localhost":
            address = "127.0.0.1"
        if address is not None and not is_public(address, allow_loopback=self._allow_loopback):
            raise RefusedAddress(_refusal(host, address))

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Say that a name was refused where Twisted only says that it could not be resolved."""
        if isinstance(exception, CannotResolveHostError):
            refusal = GuardedResolver.refusals.get((urlsplit(request.url).hostname or "").lower())
            if refusal is not None:
                raise RefusedAddress(refusal)


class _NameRefusedError(DNSLookupError):
    """The name leads to an address that is not public; a lookup error, because Twisted swallows any other."""


class GuardedResolver(CachingThreadedResolver):
    """Scrapy's resolver, refusing names that resolve to an address that is not public (DNS rebinding included).

    Attributes:
        refusals: names that were refused in this process, with the sentence that says why.
    """

    allow_loopback = False
    refusals: ClassVar[dict[str, str]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        """Read ``CONGTIN_ALLOW_LOOPBACK`` from the settings."""
        resolver = super().from_crawler(crawler, reactor)
        resolver.allow_loopback = crawler.settings.getbool("CONGTIN_ALLOW_LOOPBACK")
        return resolver

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:  # noqa: N802  Twisted's name
        """Resolve ``name``; the deferred fails with a lookup error where the address is not public."""
        deferred = super().getHostByName(name, timeout)
        deferred.addCallback(self._checked, name)
        return deferred

    def _checked(self, address: str, name: str) -> str:
        if not is_public(address, allow_loopback=self.allow_loopback):
            self.refusals[name.lower()] = _refusal(name, address)
            raise _NameRefusedError(self.refusals[name.lower()])
        return address


def _refusal(host: str, address: str) -> str:
    loopback = ipaddress.ip_address(address).is_loopback
    hint = "; --allow-loopback opens it for a demo or a test" if loopback else ""
    shown = host if host == address else f"{host} ({address})"
    return f"{shown} is an address inside this machine or its network and is not fetched{hint}"
