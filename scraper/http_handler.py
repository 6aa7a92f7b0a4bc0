"""Scrapy's download handler, with bounds for what Twisted reads without any: heads, and what stands between chunks.

``DOWNLOAD_MAXSIZE`` bounds a body. A head has no end of its own, and a line of a few bytes may stand around each byte
of a chunked body: within the time of one request a server can send gigabytes of either. How an answer is read where it
is not quite HTTP: :mod:`scraper.http_reading`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
)
from twisted.python.failure import Failure
from twisted.web._newclient import BODY  # no public module has it

from scraper.content_encoding import MAX_BODY_BYTES
from scraper.errors import CongtinError
from scraper.failures import TOO_LONG
from scraper.http_reading import TolerantParser

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from twisted.internet.defer import Deferred
    from twisted.internet.interfaces import IAddress
    from twisted.web._newclient import Request as TxRequest
    from twisted.web.iweb import IResponse

# Servers refuse requests whose head is larger than 8 to 64 KB; no answer's head needs more than theirs allow.
MAX_HEAD_BYTES = 256 * 1024
# A body in chunks of ten bytes each is sent in twice its size; no server packs more around it.
MAX_WIRE_BYTES = 2 * MAX_BODY_BYTES


class AnswerTooLongError(CongtinError):
    """An answer that does not come to its end within bounds."""


class _LimitedParser(TolerantParser):
    """Reads an answer; a line of its head that is too long is said to be one, for Twisted only hangs up."""

    def lineLengthExceeded(self, line: bytes) -> None:  # noqa: ARG002, N802  Twisted's name
        """End the answer.

        Raises:
            AnswerTooLongError: always; who calls the parser ends the connection with it.
        """
        raise AnswerTooLongError(f"{TOO_LONG}a line of its head is longer than {self.MAX_LENGTH // 1024} KB")


class _LimitedProtocol(_LenientHTTP11ClientProtocol):
    """Counts what one answer brings, all heads of it (there may be several: 1xx), and breaks off beyond bounds."""

    _in_head = 0
    _in_all = 0

    def request(self, request: TxRequest) -> Deferred[IResponse]:
        """Ask, and count from the beginning."""
        self._in_head = self._in_all = 0
        answer = super().request(request)
        if self._parser is not None:
            self._parser.__class__ = _LimitedParser  # as Scrapy puts its own in place; none has a state
        return answer

    def dataReceived(self, data: bytes) -> None:  # noqa: N802  Twisted's name
        """Hand on what has come, as long as it is within bounds."""
        self._in_all += len(data)
        if self._in_all > MAX_WIRE_BYTES:
            self._end(f"more than {MAX_WIRE_BYTES // (1024 * 1024)} MB of it have come")
            return
        if self._parser is not None and getattr(self._parser, "state", BODY) != BODY:
            self._in_head += len(data)
        super().dataReceived(data)  # type: ignore[no-untyped-call]
        is_in_head = self._parser is not None and getattr(self._parser, "state", BODY) != BODY
        if is_in_head and self._in_head > MAX_HEAD_BYTES:
            self._end(f"its head is longer than {MAX_HEAD_BYTES // 1024} KB")

    def _end(self, reason: str) -> None:
        self._giveUp(Failure(AnswerTooLongError(TOO_LONG + reason)))  # type: ignore[no-untyped-call]


class _LimitedFactory(_LenientHTTP11ClientFactory):
    """Makes :class:`_LimitedProtocol`."""

    noisy = False

    def buildProtocol(self, addr: IAddress | None) -> _LimitedProtocol:  # noqa: ARG002, N802  Twisted's name
        """Return what reads the answers of one connection."""
        return _LimitedProtocol(self._quiescentCallback)  # type: ignore[no-untyped-call]


class LimitedDownloadHandler(HTTP11DownloadHandler):
    """Scrapy's handler for http, bounded."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool._factory = _LimitedFactory
