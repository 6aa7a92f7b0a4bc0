"""Connections that break, stall or carry something else than an answer, and answers that are no pages.

Each kind is given the exchange and the page that stands at the address; it answers every request for it.
"""

from __future__ import annotations

import email.utils
import time

from tests.faults.bodies import DRIP
from tests.faults.wire import HTML, Exchange, head

# ------------------------------------------------------------------ broken and stalled connections


def reset(to: Exchange, page: bytes) -> None:
    """RST in place of an answer."""
    to.reset()


def reset_once(to: Exchange, page: bytes) -> None:
    """RST in place of an answer until the third request (a client may ask once more by itself)."""
    to.send(page) if to.count >= 2 else to.reset()


def reset_within(to: Exchange, page: bytes) -> None:
    """RST after half of the page."""
    to.raw(head("200 OK", {"Content-Type": HTML, "Content-Length": str(len(page))}) + page[: len(page) // 2])
    time.sleep(0.05)  # what has not been read when RST comes is thrown away
    to.reset()


def closed(to: Exchange, page: bytes) -> None:
    """The connection is closed without a byte."""


def head_cut(to: Exchange, page: bytes) -> None:
    """The connection is closed in the middle of the headers."""
    to.raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/ht")


def silence(to: Exchange, page: bytes) -> None:
    """Not a byte, and the connection stays open."""
    to.hang()


def silence_within(to: Exchange, page: bytes) -> None:
    """Half of the page, then nothing, and the connection stays open."""
    to.raw(head("200 OK", {"Content-Type": HTML, "Content-Length": str(len(page))}) + page[: len(page) // 2])
    to.hang()


def dripping(to: Exchange, page: bytes) -> None:
    """A page that comes a byte at a time: no pause is long, the whole would take an hour."""
    to.drip(head("200 OK", {"Content-Type": HTML, "Content-Length": str(len(page))}) + page, DRIP)


def dripping_head(to: Exchange, page: bytes) -> None:
    """Headers that come a byte at a time."""
    to.drip(b"HTTP/1.1 200 OK\r\nX-Cho: " + b"a" * 10_000, DRIP)


def silence_once(to: Exchange, page: bytes) -> None:
    """No answer to the first request."""
    to.send(page) if to.count else to.hang()


# ------------------------------------------------------------------ what is no HTTP, or hardly


def no_http(to: Exchange, page: bytes) -> None:
    """Bytes that are no answer of a web server."""
    to.raw(b"\x16\x03\x01\x02\x00\x01\x00 SSH-2.0-OpenSSH_9.2\r\n\r\n" + page)


def http_0_9(to: Exchange, page: bytes) -> None:
    """A page without status and headers, as HTTP/0.9 had it."""
    to.raw(page)


def endless_headers(to: Exchange, page: bytes) -> None:
    """Headers that do not end: eight megabytes of them."""
    to.raw(b"HTTP/1.1 200 OK\r\n")
    to.pieces(b"X-Dong-%d: " % number + b"a" * 8_000 + b"\r\n" for number in range(1_000))


def long_header_line(to: Exchange, page: bytes) -> None:
    """One header of a megabyte."""
    to.raw(b"HTTP/1.1 200 OK\r\nX-Dai: ")
    to.pieces(b"a" * 65_536 for _ in range(16))
    to.pieces([b"\r\n\r\n", page])


def bare_line_ends(to: Exchange, page: bytes) -> None:
    """Lines of the head that end in LF alone; RFC 9112 lets a reader take that."""
    to.raw(f"HTTP/1.1 200 OK\nContent-Type: {HTML}\nContent-Length: {len(page)}\n\n".encode() + page)


def continued_before(to: Exchange, page: bytes) -> None:
    """``100 Continue`` and ``103 Early Hints``, for which nobody asked, before the answer."""
    to.raw(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n")
    to.send(page)


def odd_status_line(to: Exchange, page: bytes) -> None:
    """A status without a phrase, in HTTP/1.0, and header names in capitals."""
    to.raw(f"HTTP/1.0 200\r\nCONTENT-TYPE: {HTML}\r\nCONTENT-LENGTH: {len(page)}\r\n\r\n".encode() + page)


def second_answer_behind(to: Exchange, page: bytes) -> None:
    """A whole answer, and right behind it another one that nobody asked for."""
    to.send(page)
    to.raw(head("200 OK", {"Content-Type": HTML, "Content-Length": "4"}) + b"thua")
    to.goes_on = False


# ------------------------------------------------------------------ statuses


def status(code: int, phrase: str) -> bytes:
    """Return what an error page says."""
    return f"<html><head><title>{code}</title></head><body><h1>{code} {phrase}</h1></body></html>".encode()


def status_500(to: Exchange, page: bytes) -> None:
    """A fault of the server, each time."""
    to.send(status(500, "Internal Server Error"), "500 Internal Server Error")


def status_500_with_page(to: Exchange, page: bytes) -> None:
    """A fault of the server with the whole article under it."""
    to.send(page, "500 Internal Server Error")


def status_502_once(to: Exchange, page: bytes) -> None:
    """A fault of the gateway, gone at the next try."""
    to.send(page) if to.count else to.send(status(502, "Bad Gateway"), "502 Bad Gateway")


def status_504(to: Exchange, page: bytes) -> None:
    """A gateway that waits in vain, each time."""
    to.send(status(504, "Gateway Timeout"), "504 Gateway Timeout")


def status_401(to: Exchange, page: bytes) -> None:
    """A page behind a password."""
    to.send(status(401, "Unauthorized"), "401 Unauthorized", WWW_Authenticate='Basic realm="noi bo"')


def status_403(to: Exchange, page: bytes) -> None:
    """A page that is forbidden."""
    to.send(status(403, "Forbidden"), "403 Forbidden")


def status_404(to: Exchange, page: bytes) -> None:
    """Nothing there."""
    to.send(status(404, "Not Found"), "404 Not Found")


def status_410(to: Exchange, page: bytes) -> None:
    """Nothing there any more."""
    to.send(status(410, "Gone"), "410 Gone")


def status_451(to: Exchange, page: bytes) -> None:
    """A page that may not be shown."""
    to.send(status(451, "Unavailable For Legal Reasons"), "451 Unavailable For Legal Reasons")


def status_204(to: Exchange, page: bytes) -> None:
    """An answer that has no body by its definition."""
    to.raw(head("204 No Content", {}))


def status_206(to: Exchange, page: bytes) -> None:
    """A part of the page, for which nobody asked."""
    part = page[: len(page) // 2]
    to.send(part, "206 Partial Content", Content_Range=f"bytes 0-{len(part) - 1}/{len(page)}")


def status_304_unasked(to: Exchange, page: bytes) -> None:
    """ "Not modified" to a request that named no condition."""
    to.raw(head("304 Not Modified", {"ETag": '"cu"'}))
    to.goes_on = True


def status_999(to: Exchange, page: bytes) -> None:
    """A status that does not exist."""
    to.send(status(999, "Request Denied"), "999 Request Denied")


def status_of_four_digits(to: Exchange, page: bytes) -> None:
    """A status that no line of HTTP can have."""
    to.send(page, "2000 OK")


def status_below_100(to: Exchange, page: bytes) -> None:
    """A status of two digits."""
    to.send(page, "20 OK")


# ------------------------------------------------------------------ asked to wait

WAIT = 2  # seconds


def wait_503_once(to: Exchange, page: bytes) -> None:
    """503 with Retry-After in seconds, then the page."""
    if to.count:
        to.send(page)
    else:
        to.send(status(503, "Service Unavailable"), "503 Service Unavailable", Retry_After=str(WAIT))


def wait_429_once(to: Exchange, page: bytes) -> None:
    """429 with Retry-After in seconds, then the page."""
    if to.count:
        to.send(page)
    else:
        to.send(status(429, "Too Many Requests"), "429 Too Many Requests", Retry_After=str(WAIT))


def wait_until_once(to: Exchange, page: bytes) -> None:
    """503 with Retry-After as a moment (HTTP date), then the page."""
    if to.count:
        to.send(page)
    else:
        moment = email.utils.formatdate(int(time.time()) + 1 + WAIT, usegmt=True)
        to.send(status(503, "Service Unavailable"), "503 Service Unavailable", Retry_After=moment)


def wait_of_no_number(to: Exchange, page: bytes) -> None:
    """503 with a Retry-After that is neither number nor date, then the page."""
    if to.count:
        to.send(page)
    else:
        to.send(status(503, "Service Unavailable"), "503 Service Unavailable", Retry_After="mai quay lai")
