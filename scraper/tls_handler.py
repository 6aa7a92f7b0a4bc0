"""Over which protocol and cipher an answer came: what Scrapy does not tell of a connection.

Scrapy hands on the server's certificate, and keeps version and cipher for its log. Both are the connection's, and who
makes connections is an interface of Twisted's (``IPolicyForHTTPS``): the policy here passes every call on to Scrapy's
and keeps the last connection to each host. One request to a host is under way at a time and its connection is used
again, so the last one made is the one that an answer came over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from twisted.internet.interfaces import IOpenSSLClientConnectionCreator
from twisted.web.iweb import IPolicyForHTTPS
from zope.interface import implementer

from scraper.tls_facts import note_tls

if TYPE_CHECKING:
    from OpenSSL.SSL import Connection
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

_HTTPS = 443


@implementer(IOpenSSLClientConnectionCreator)
class _NotingCreator:
    """Makes the connections to one host as ``creator`` does, and notes the last."""

    def __init__(self, creator: Any, last: dict[tuple[str, int], Connection], place: tuple[str, int]) -> None:
        self._creator = creator
        self._last = last
        self._place = place

    def clientConnectionForTLS(self, tlsProtocol: Any) -> Connection:  # noqa: N802, N803  Twisted's names
        """Return a new connection for a protocol."""
        connection: Connection = self._creator.clientConnectionForTLS(tlsProtocol)
        self._last[self._place] = connection
        return connection


@implementer(IPolicyForHTTPS)
class _NotingPolicy:
    """Decides on certificates as ``policy`` does, and remembers the last connection to each host and port."""

    def __init__(self, policy: Any) -> None:
        self._policy = policy
        self.last: dict[tuple[str, int], Connection] = {}

    def creatorForNetloc(self, hostname: bytes, port: int) -> _NotingCreator:  # noqa: N802  Twisted's name
        """Return what makes the connections to a host."""
        creator = self._policy.creatorForNetloc(hostname, port)
        return _NotingCreator(creator, self.last, (hostname.decode("ascii").lower(), port))


class TlsDownloadHandler(HTTP11DownloadHandler):
    """Scrapy's handler for https, which notes protocol and cipher of each answer with its request."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._policy = _NotingPolicy(self._contextFactory)
        self._contextFactory: Any = self._policy

    async def download_request(self, request: Request) -> Response:
        """Return the answer to a request; its connection's facts are in the request's ``meta``."""
        response = await super().download_request(request)
        host = urlsplit(request.url)
        connection = self._policy.last.get(((host.hostname or "").lower(), host.port or _HTTPS))
        if connection is not None:
            note_tls(request, connection.get_protocol_version_name(), connection.get_cipher_name())
        return response
