"""Which certificates and versions of TLS are put up with, and over what each answer came.

Who makes connections is an interface of Twisted's (``IPolicyForHTTPS``). The policy here has Twisted make them, looks
at each certificate itself (:mod:`scraper.tls_verification`), and keeps the last connection to each host: Scrapy tells
neither version nor cipher. One request to a host is under way at a time and its connection is used again, so the last
one made is the one that an answer came over.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from twisted.internet.interfaces import IAcceptableCiphers, ICipher, IOpenSSLClientConnectionCreator
from twisted.internet.ssl import TLSVersion, optionsForClientTLS
from twisted.web.iweb import IPolicyForHTTPS
from zope.interface import implementer

from scraper.http_handler import LimitedDownloadHandler
from scraper.portal_values import bare_host
from scraper.tls_facts import TlsFacts, note_tls
from scraper.tls_verification import NO_EXCEPTION, TlsException, Verification

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from OpenSSL.SSL import Connection
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

_HTTPS = 443
_VERSIONS = {"TLSv1.0": TLSVersion.TLSv1_0, "TLSv1.1": TLSVersion.TLSv1_1}

_Place = tuple[str, int]


@implementer(ICipher)
@dataclass(frozen=True, slots=True)
class _Cipher:
    fullName: str  # noqa: N815  Twisted's name


@implementer(IAcceptableCiphers)
class _OldCiphers:
    """All ciphers, at the level of security at which OpenSSL signs the handshakes of TLS 1.0 and 1.1 (MD5, SHA-1)."""

    def selectCiphers(self, availableCiphers: Iterable[Any]) -> tuple[Any, ...]:  # noqa: N802, N803  Twisted's names
        """Return what a context is told: names of ciphers, and OpenSSL's word for the level."""
        return (*availableCiphers, _Cipher("@SECLEVEL=0"))


@implementer(IOpenSSLClientConnectionCreator)
class _Creator:
    """Makes the connections to one host, and remembers the last with what was wrong with its certificate."""

    def __init__(self, place: _Place, exception: TlsException, last: dict[_Place, tuple[Connection, Verification]]):
        self._place = place
        self._exception = exception
        self._last = last
        options: dict[str, Any] = {"fixBrokenPeers": True}
        if exception.min_version is not None:
            options["insecurelyLowerMinimumTo"] = _VERSIONS[exception.min_version]
            options["acceptableCiphers"] = _OldCiphers()
        self._creator: Any = optionsForClientTLS(place[0], extraCertificateOptions=options)

    def clientConnectionForTLS(self, tlsProtocol: Any) -> Connection:  # noqa: N802, N803  Twisted's names
        """Return a new connection for a protocol."""
        connection: Connection = self._creator.clientConnectionForTLS(tlsProtocol)
        verification = Verification(self._place[0], self._exception)
        verification.watch(connection, tlsProtocol)
        self._last[self._place] = connection, verification
        return connection


@implementer(IPolicyForHTTPS)
class _Policy:
    """Decides on certificates by what ``exception_for`` says of a host."""

    def __init__(self, exception_for: Callable[[str], TlsException]) -> None:
        self._exception_for = exception_for
        self.last: dict[_Place, tuple[Connection, Verification]] = {}

    def creatorForNetloc(self, hostname: bytes, port: int) -> _Creator:  # noqa: N802  Twisted's name
        """Return what makes the connections to a host."""
        host = hostname.decode("ascii").lower()
        return _Creator((host, port), self._exception_for(host), self.last)


class TlsDownloadHandler(LimitedDownloadHandler):
    """Scrapy's handler for https, which notes with each request over what its answer came."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._policy = _Policy(self._exception_for)
        self._contextFactory: Any = self._policy

    def _exception_for(self, host: str) -> TlsException:
        """Return what the portal's description puts up with at a host: nothing where it is another's."""
        portal = getattr(self._crawler.spider, "portal", None)
        if portal is None or host.removeprefix("www.") != bare_host(portal.url):
            return NO_EXCEPTION
        return TlsException(portal.tls, portal.tls_min_version)

    async def download_request(self, request: Request) -> Response:
        """Return the answer to a request; its connection's facts are in the request's ``meta``."""
        response = await super().download_request(request)
        host = urlsplit(request.url)
        last = self._policy.last.get(((host.hostname or "").lower(), host.port or _HTTPS))
        if last is not None:
            connection, verification = last
            facts = TlsFacts(
                not verification.faults, connection.get_protocol_version_name(), connection.get_cipher_name()
            )
            note_tls(request, facts)
        return response
