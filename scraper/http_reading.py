"""Reading answers that are not quite HTTP, as browsers read them: what a portal's visitors see is there to be kept.

Twisted reads what RFC 9112 allows and fails on the rest. These slips stand in the answers of old and of home-made
servers, and say nothing about the page:

* blank lines before the answer, left over from the body before it;
* more than one blank in the status line, or a version that was never spoken (``HTTP/2 200`` over a plain connection);
* a blank before a header's colon (RFC 9112, 5.1, wants it removed), or a header whose name is none;
* ``Transfer-Encoding: identity``, which RFC 2616 had;
* sizes of chunks that are filled up with blanks (Apache 1.3 and IIS 5), and a last chunk without the empty line behind
  it, where the body has come to its end all the same.
"""

from __future__ import annotations

import re

from scrapy.core.downloader.handlers.http11 import _LenientHTTPClientParser
from twisted.web._newclient import HEADER, STATUS  # no public module has them
from twisted.web.http import _ChunkedTransferDecoder

from scraper.errors import CongtinError
from scraper.patterns import regex

_VERSION = regex(rb"http/\d(?:\.\d)?", re.IGNORECASE)
_NAME = regex(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}")  # RFC 9110, 5.6.2: a token
_BLANKS = b" \t"


class UnknownTransferError(CongtinError):
    """A body that is transferred in a way that nobody asked for."""


class _Chunks(_ChunkedTransferDecoder):
    """Twisted's reader of a chunked body."""

    def _dataReceived_CHUNK_LENGTH(self) -> bool:  # noqa: N802  Twisted's name
        end = self._buffer.find(b"\r\n", self._start)
        if end != -1:
            size = self._buffer[:end].partition(b";")[0]
            self._buffer[: len(size)] = size.strip(_BLANKS)
            self._start = 0
        return super()._dataReceived_CHUNK_LENGTH()

    def noMoreData(self) -> None:  # noqa: N802  Twisted's name
        """Verify that all data has come: it has where the last chunk was read, whatever should have followed it.

        Raises:
            _DataLoss: the connection closed before.
        """
        if self.state != "TRAILER":
            super().noMoreData()


class TolerantParser(_LenientHTTPClientParser):
    """Scrapy's parser of an answer, which skips header lines without a colon, for the other slips as well.

    It has no state of its own: Scrapy puts its class in the place of one that has been made already.
    """

    _transferDecoders = {b"chunked": _Chunks}  # noqa: N815, RUF012  Twisted's name

    def lineReceived(self, line: bytes) -> None:  # noqa: N802  Twisted's name
        """Take in a line of the head; skip blank ones before it, and the continuation of a header that is not there."""
        text = line.removesuffix(b"\r")
        if self.state == STATUS and not text.strip():
            return
        if self.state == HEADER and text[:1] in (b" ", b"\t") and self._partialHeader is None:
            return
        super().lineReceived(line)

    def statusReceived(self, status: bytes) -> None:  # noqa: N802  Twisted's name
        """Take in the first line of the answer."""
        version, *rest = status.split(None, 2)
        if _VERSION.fullmatch(version) and b"." not in version:
            version = b"HTTP/1.1"
        super().statusReceived(b" ".join([version, *rest]))  # type: ignore[no-untyped-call]

    def headerReceived(self, name: bytes, value: bytes) -> None:  # noqa: N802  Twisted's name
        """Take in a header, unless its name is none."""
        name = name.rstrip(_BLANKS)
        if _NAME.fullmatch(name):
            super().headerReceived(name, value)  # type: ignore[no-untyped-call]

    def allHeadersReceived(self) -> None:  # noqa: N802  Twisted's name
        """Go on to the body.

        Raises:
            UnknownTransferError: it is transferred in a way that is not known; whoever calls ends the connection.
        """
        ways = [way.strip().lower() for way in self.connHeaders.getRawHeaders(b"Transfer-Encoding") or ()]
        if ways and set(ways) == {b"identity"}:
            self.connHeaders.removeHeader(b"Transfer-Encoding")
        elif ways and ways[0] != b"chunked":
            name = ways[0][:40].decode("ascii", "replace")
            raise UnknownTransferError(f"the body is transferred as {name!r}, which was not asked for")
        super().allHeadersReceived()  # type: ignore[no-untyped-call]
