"""The address guard of a crawl: what leads into this machine or its network is not fetched, whoever links to it.

A portal's page, redirect or sitemap may point at 127.0.0.1, or at a name that resolves there. The guard sits where a
connection's address is known. What is written in an address is judged before a request is made
(:class:`AddressGuardMiddleware`); what its name resolves to is judged by :class:`GuardedResolver`, from which Twisted
has every address that it connects to (``HostnameEndpoint`` asks it once a connection, for literal addresses too, and
connects to the numbers that come back). Which addresses may be asked is told by :mod:`scraper.public_addresses`.

``--allow-loopback`` opens 127.0.0.0/8 for the demo and the tests, nothing else.
"""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlsplit

from scrapy.exceptions import CannotResolveHostError, IgnoreRequest
from twisted.internet._resolver import GAIResolver  # the resolver that a reactor comes with; no public module has it

from scraper.host_names import ascii_host
from scraper.public_addresses import RefusedHostError, refusal, resolved

if TYPE_CHECKING:
    from typing import Self

    from scrapy import Request
    from scrapy.crawler import Crawler
    from twisted.internet.base import ReactorBase

    from scraper.public_addresses import Found


class RefusedAddress(IgnoreRequest):
    """The address leads to a host that must not be asked."""


class AddressGuardMiddleware:
    """Refuses requests by what is written in them: schemes and ports that are not the web's, hosts that are inside."""

    def __init__(self, *, allow_loopback: bool) -> None:
        self._allow_loopback = allow_loopback

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Read ``CONGTIN_ALLOW_LOOPBACK`` from the settings."""
        return cls(allow_loopback=crawler.settings.getbool("CONGTIN_ALLOW_LOOPBACK"))

    def process_request(self, request: Request) -> None:
        """Let the request pass.

        A proxy in its ``meta`` is taken out, whoever put it there: it would resolve the name where no guard sees it.

        Raises:
            RefusedAddress: it is not to be made; says why.
        """
        request.meta.pop("proxy", None)
        why_not = refusal(request.url, allow_loopback=self._allow_loopback)
        if why_not is not None:
            raise RefusedAddress(why_not)

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Say that a name was refused where Twisted only says that it could not be resolved."""
        if isinstance(exception, CannotResolveHostError):
            why_not = GuardedResolver.refusals.get(ascii_host(urlsplit(request.url).hostname or "").lower())
            if why_not is not None:
                raise RefusedAddress(why_not)


class GuardedResolver:
    """Resolves names for Twisted, and hands on none but addresses that may be asked (DNS rebinding included).

    What is handed on is what is connected to, and nothing is remembered for the next connection: a name whose address
    changes is looked at anew, and so is a portal that moves during a crawl of days.

    Args:
        reactor: Twisted's reactor, which asks for names.
        allow_loopback: let 127.0.0.0/8 through.

    Attributes:
        refusals: names that were refused in this process, with the sentence that says why.
    """

    refusals: ClassVar[dict[str, str]] = {}

    def __init__(self, reactor: ReactorBase, *, allow_loopback: bool) -> None:
        self._reactor = reactor
        self._allow_loopback = allow_loopback
        self.names = GAIResolver(reactor, getaddrinfo=self.found)  # type: ignore[arg-type]  # any family and kind

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        """Read ``CONGTIN_ALLOW_LOOPBACK`` from the settings."""
        return cls(reactor, allow_loopback=crawler.settings.getbool("CONGTIN_ALLOW_LOOPBACK"))

    def install_on_reactor(self) -> None:
        """Have every connection of the process ask here; Scrapy calls this before a crawl begins."""
        self._reactor.installNameResolver(self.names)  # type: ignore[arg-type]  # zope's interfaces are no types

    def found(self, host: str, port: int, family: int = socket.AF_UNSPEC, *_: int) -> list[Found]:
        """Return what to connect to for a host, as ``getaddrinfo`` does; called in a thread.

        Raises:
            socket.gaierror: it has no address, or none that may be asked. Twisted waits for ever on any other error.
        """
        name = ascii_host(host)  # Twisted hands on decoded names, which Python would encode by older rules
        try:
            addresses = resolved(name, port, allow_loopback=self._allow_loopback, family=family)
        except RefusedHostError as error:
            self.refusals[name.lower()] = str(error)
            raise socket.gaierror(socket.EAI_NONAME, str(error)) from None
        except socket.gaierror:
            raise
        except OSError as error:
            raise socket.gaierror(socket.EAI_FAIL, str(error)) from None
        self.refusals.pop(name.lower(), None)
        return addresses
