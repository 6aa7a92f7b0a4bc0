"""Answers that are not quite HTTP, read as browsers read them; asked of the protocol itself."""

from __future__ import annotations

from typing import Any

import pytest
from twisted.internet.protocol import Protocol, connectionDone
from twisted.internet.testing import StringTransport
from twisted.python.failure import Failure
from twisted.web._newclient import Request
from twisted.web.http_headers import Headers

from scraper.failures import failure_words
from scraper.http_handler import _LimitedProtocol

PAGE = b"<html>H\xe1\xbb\x99i ngh\xe1\xbb\x8b</html>"
TYPE = b"Content-Type: text/html\r\n"
LENGTH = b"Content-Length: %d\r\n" % len(PAGE)
SIZE = b"%x" % len(PAGE)
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


class _Keeping(Protocol):
    def __init__(self) -> None:
        self.body = b""
        self.reasons: list[str] = []

    def dataReceived(self, data: bytes) -> None:  # noqa: N802  Twisted's name
        self.body += data

    def connectionLost(self, reason: Failure = connectionDone) -> None:  # noqa: N802  Twisted's name
        self.reasons.append(type(reason.value).__name__)


def answered(sent: bytes, *, step: int = 0) -> tuple[Any, _Keeping | None]:
    """Return what an answer is read as, and its body; ``step`` cuts it into pieces of so many bytes."""
    protocol = _LimitedProtocol(lambda _: None)  # type: ignore[no-untyped-call]
    protocol.makeConnection(StringTransport())
    found: list[Any] = []
    headers = Headers({b"Host": [b"a.gov.vn"]})
    protocol.request(Request(b"GET", b"/", headers, None)).addBoth(found.append)  # type: ignore[no-untyped-call]
    keeping: _Keeping | None = None
    for piece in [sent[at : at + step] for at in range(0, len(sent), step)] if step else [sent]:
        protocol.dataReceived(piece)
        if found and keeping is None and not isinstance(found[0], Failure):
            keeping = _Keeping()
            found[0].deliverBody(keeping)
    protocol.connectionLost(Failure(connectionDone.value))
    return found[0], keeping


SLIPS = {
    "blank lines before": b"\r\n\r\n \r\nHTTP/1.1 200 OK\r\n" + TYPE + LENGTH + b"\r\n" + PAGE,
    "two blanks": b"HTTP/1.1  200  OK\r\n" + TYPE + LENGTH + b"\r\n" + PAGE,
    "small letters": b"http/1.1 200 OK\r\n" + TYPE + LENGTH + b"\r\n" + PAGE,
    "a version by itself": b"HTTP/2 200\r\n" + TYPE + LENGTH + b"\r\n" + PAGE,
    "blank before the colon": b"HTTP/1.1 200 OK\r\nContent-Type : text/html\r\nContent-Length\t: %d\r\n\r\n" % len(PAGE)
    + PAGE,
    "names that are none": b"HTTP/1.1 200 OK\r\nX B: a\r\n: b\r\nX-\xe1: c\r\n" + TYPE + LENGTH + b"\r\n" + PAGE,
    "a continuation of nothing": b"HTTP/1.1 200 OK\r\n X-Folded: a\r\n" + TYPE + LENGTH + b"\r\n" + PAGE,
    "identity": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: Identity\r\n" + TYPE + LENGTH + b"\r\n" + PAGE,
    "padded sizes": CHUNKED + SIZE + b"    \r\n" + PAGE + b"\r\n0     \r\n\r\n",
    "padded sizes with a name": CHUNKED + b" " + SIZE + b" ;a=b\r\n" + PAGE + b"\r\n0\r\n\r\n",
    "no line behind the last chunk": CHUNKED + SIZE + b"\r\n" + PAGE + b"\r\n0\r\n",
}  # fmt: skip


@pytest.mark.parametrize("name", SLIPS)
@pytest.mark.parametrize("step", [0, 1, 7])
def test_a_slip_costs_nothing(name: str, step: int) -> None:
    answer, kept = answered(SLIPS[name], step=step)
    assert kept is not None, failure_words(answer.value)
    assert answer.code == 200
    assert kept.body == PAGE
    assert kept.reasons == ["ResponseDone"]


def test_what_a_header_says_is_read_in_spite_of_its_blank() -> None:
    answer, _ = answered(SLIPS["blank before the colon"])
    assert answer.headers.getRawHeaders(b"Content-Type") == [b"text/html"]
    assert answer.length == len(PAGE)


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", "the body is transferred as 'gzip, chunked'"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n", "head is none that HTTP allows"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: nine\r\n\r\n", "head is none that HTTP allows"),
        (b"SSH-2.0-OpenSSH_9.2\r\n", "no web server"),
    ],
)
def test_what_cannot_be_read_is_told_in_words(sent: bytes, words: str) -> None:
    failure, _ = answered(sent)
    assert words in failure_words(failure.value)


@pytest.mark.parametrize("end", [b"", b"\r\n", b"\r\n9", b"\r\n1 \r\n"])
def test_a_chunked_body_without_its_last_chunk_is_not_whole(end: bytes) -> None:
    _, kept = answered(CHUNKED + SIZE + b"\r\n" + PAGE + end)
    assert kept is not None
    assert kept.reasons == ["ResponseFailed"]
