"""What is bounded while an answer comes in, asked of the protocol itself."""

from __future__ import annotations

from typing import Any

from twisted.internet.protocol import Protocol, connectionDone
from twisted.internet.testing import StringTransport
from twisted.python.failure import Failure
from twisted.web._newclient import Request
from twisted.web.http_headers import Headers

from scraper.failures import failure_words, is_lasting
from scraper.http_handler import MAX_HEAD_BYTES, MAX_WIRE_BYTES, _LimitedProtocol


class Asking:
    """One request whose answer a test gives."""

    def __init__(self) -> None:
        self.protocol = _LimitedProtocol(lambda _: None)  # type: ignore[no-untyped-call]
        self.transport = StringTransport()
        self.protocol.makeConnection(self.transport)
        self.found: list[Any] = []
        headers = Headers({b"Host": [b"a.gov.vn"]})
        self.protocol.request(Request(b"GET", b"/", headers, None)).addBoth(self.found.append)  # type: ignore[no-untyped-call]

    def words(self) -> str:
        [failure] = self.found
        assert isinstance(failure, Failure)
        assert self.transport.disconnecting
        assert failure.value is not None
        return failure_words(failure.value)


def test_a_head_without_end_is_broken_off() -> None:
    asking = Asking()
    asking.protocol.dataReceived(b"HTTP/1.1 200 OK\r\n")
    sent, line = 0, b"X-Long: " + b"x" * 1_000 + b"\r\n"
    while not asking.found:
        asking.protocol.dataReceived(line)
        sent += len(line)
        assert sent < 2 * MAX_HEAD_BYTES
    assert "its head is longer than 256 KB" in asking.words()
    assert is_lasting(asking.words())


def test_heads_before_the_answer_count_as_well() -> None:
    asking = Asking()
    for _ in range(MAX_HEAD_BYTES // 20):
        asking.protocol.dataReceived(b"HTTP/1.1 103 Early Hints\r\nX: y\r\n\r\n")
        if asking.found:
            break
    assert "its head is longer than 256 KB" in asking.words()


def test_a_line_without_end_is_broken_off() -> None:
    asking = Asking()
    asking.protocol.dataReceived(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 20_000)
    assert "a line of its head is longer than 16 KB" in asking.words()


def test_what_stands_around_chunks_is_bounded() -> None:
    asking = Asking()
    asking.protocol.dataReceived(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    [response] = asking.found
    kept: list[Failure] = []

    class Keeping(Protocol):
        def connectionLost(self, reason: Failure = connectionDone) -> None:  # noqa: N802  Twisted's name
            kept.append(reason)

    response.deliverBody(Keeping())
    piece = (b"1;" + b"x" * 1_000 + b"\r\nx\r\n") * 1_000
    for _ in range(MAX_WIRE_BYTES // len(piece) + 2):
        if kept:
            break
        asking.protocol.dataReceived(piece)
    assert kept[0].value is not None
    assert "more than 32 MB of it have come" in failure_words(kept[0].value)
