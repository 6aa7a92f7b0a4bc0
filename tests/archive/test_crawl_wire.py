"""What comes over the wire: a body is whole or it is not stored, however it was packed, framed and cut."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import brotli
import pytest
from backports import zstd

from tests.faults.wire import HTML, BareServer, Exchange, head
from tests.portals.command import HANGS, books_balance, rows
from tests.portals.memory import watched
from tests.portals.server import Asked, reserved_port

pytestmark = pytest.mark.long

HOST = "127.0.0.1"
PATIENCE = 3  # seconds for an answer
MEGABYTE = 1024 * 1024


def article(first: int) -> bytes:
    """Return the page of an article; another ``first`` number makes another text."""
    numbers = (number * 7919 % 10007 for number in range(first * 60, first * 60 + 60))
    lines = "".join(f"<p>Đoạn {number}: hội nghị triển khai nhiệm vụ năm 2024.</p>" for number in numbers)
    return f"<html><body><article><h1>Hội nghị lần thứ {first} của thị xã</h1>{lines}</article></body></html>".encode()


PAGE = article(0)


def raw_deflate(data: bytes) -> bytes:
    stream = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return stream.compress(data) + stream.flush()


WAYS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "plain": ("", bytes),
    "gzip": ("gzip", gzip.compress),
    "deflate": ("deflate", zlib.compress),
    "raw-deflate": ("deflate", raw_deflate),
    "br": ("br", brotli.compress),
    "zstd": ("zstd", zstd.compress),
    "members": ("gzip", lambda page: gzip.compress(page[:2_000]) + gzip.compress(page[2_000:])),
    "twice": ("gzip, br", lambda page: brotli.compress(gzip.compress(page))),
}
PACKED = {way: (encoding, pack(PAGE)) for way, (encoding, pack) in WAYS.items()}
MEMBER = len(gzip.compress(PAGE[:2_000]))  # where the first of two members ends: nothing in the bytes tells of more
CUTS = 20


def ends(way: str) -> list[int]:
    """Return where a body is cut: at equal steps from its first byte on, and where a member ends."""
    size = len(PACKED[way][1])
    return [part * (size - 1) // CUTS for part in range(CUTS)] + ([MEMBER] if way == "members" else [])


def framed(encoding: str, body: bytes, frame: str) -> bytes:
    """Return an answer with a body: its length fits, is more than comes, is told in chunks, or is not told."""
    lines = {"Content-Type": HTML} | ({"Content-Encoding": encoding} if encoding else {})
    match frame:
        case "fits":
            return head("200 OK", lines | {"Content-Length": str(len(body))}) + body
        case "short":
            return head("200 OK", lines | {"Content-Length": str(len(body) + 900)}) + body
        case "chunked":
            chunk = f"{len(body) + 900:x}\r\n".encode() + body
            return head("200 OK", lines | {"Transfer-Encoding": "chunked"}) + chunk
    return head("200 OK", lines | {"Connection": "close"}) + body


def cut_pages() -> dict[str, bytes]:
    """Return every cut answer by its path; what is plain and said to be so long cannot be told from a whole page."""
    return {
        f"/cat-ngan/{way}-{frame}-{number}.html": framed(PACKED[way][0], PACKED[way][1][:end], frame)
        for way in PACKED
        for frame in (("fits", "short", "chunked", "untold") if way in {"plain", "gzip"} else ("fits", "untold"))
        for number, end in enumerate(ends(way))
        if not (way == "plain" and frame == "fits") and not (way == "members" and end == MEMBER and frame == "fits")
    }


def whole_pages() -> dict[str, bytes]:
    return {
        f"/nguyen/bai-so-{number}.html": framed(encoding, pack(article(number)), "fits")
        for number, (encoding, pack) in enumerate(WAYS.values(), start=1)
    }


def odd(status: str, *lines: str, body: bytes = PAGE) -> bytes:
    return "\r\n".join([status, *lines, "", ""]).encode("latin-1") + body


LENGTH = f"Content-Length: {len(PAGE)}"
TYPE = f"Content-Type: {HTML}"
CHUNK = f"{len(PAGE):x}"
DIED = PAGE[:2_000] + b"<br />\n<b>Fatal error</b>:  Out of memory in <b>/a.php</b> on line <b>7</b><br />"
# name -> the answer, its outcome, a word of the reason
ODD: dict[str, tuple[bytes, str, str]] = {
    "no-phrase": (odd("HTTP/1.1 200", TYPE, LENGTH), "stored", ""),
    "http-1-0": (odd("HTTP/1.0 200 OK", TYPE, LENGTH), "stored", ""),
    "http-0-9": (b"<html>\r\n" + PAGE, "failed", "no web server"),
    "same-lengths": (odd("HTTP/1.1 200 OK", TYPE, LENGTH, LENGTH), "stored", ""),
    "two-lengths": (odd("HTTP/1.1 200 OK", TYPE, LENGTH, "Content-Length: 9"), "failed", "none that HTTP allows"),
    "length-and-chunks": (
        odd("HTTP/1.1 200 OK", TYPE, "Content-Length: 9", "Transfer-Encoding: chunked",
            body=f"{CHUNK}\r\n".encode() + PAGE + b"\r\n0\r\n\r\n"), "stored", ""),
    "negative-length": (odd("HTTP/1.1 200 OK", TYPE, "Content-Length: -5"), "failed", ""),
    "folded": (odd("HTTP/1.1 200 OK", TYPE, "X-Long: a", "  b", "\tc", LENGTH), "stored", ""),
    "twice-type": (odd("HTTP/1.1 200 OK", TYPE, TYPE, "Set-Cookie: a=1", "Set-Cookie: b=2", LENGTH), "stored", ""),
    "no-colon": (odd("HTTP/1.1 200 OK", TYPE, "a line of nothing", LENGTH), "stored", ""),
    "early-hints": (odd("HTTP/1.1 103 Early Hints", "Link: </a.css>", body=odd("HTTP/1.1 200 OK", TYPE, LENGTH)),
                    "stored", ""),
    "204": (odd("HTTP/1.1 204 No Content", TYPE, LENGTH), "failed", "status 204"),
    "205": (odd("HTTP/1.1 205 Reset Content", TYPE, LENGTH), "failed", "status 205"),
    "206": (odd("HTTP/1.1 206 Partial Content", TYPE, LENGTH, "Content-Range: bytes 0-99/900"), "failed", "206"),
    "capital-chunks": (
        odd("HTTP/1.1 200 OK", TYPE, "Transfer-Encoding: Chunked",
            body=f"{CHUNK.upper()};name=value\r\n".encode() + PAGE + b"\r\n0\r\nX-Trailer: a\r\n\r\n"), "stored", ""),
    "chunk-of-no-number": (
        odd("HTTP/1.1 200 OK", TYPE, "Transfer-Encoding: chunked", body=b"zz\r\n" + PAGE + b"\r\n0\r\n\r\n"),
        "failed", ""),
    "unknown-transfer": (odd("HTTP/1.1 200 OK", TYPE, "Transfer-Encoding: pigeon", LENGTH), "failed", ""),
    "transfer-identity": (odd("HTTP/1.1 200 OK", TYPE, "Transfer-Encoding: identity", LENGTH), "stored", ""),
    "padded-chunks": (
        odd("HTTP/1.1 200 OK", TYPE, "Transfer-Encoding: chunked",
            body=f"{CHUNK}    \r\n".encode() + PAGE + b"\r\n0   \r\n\r\n"), "stored", ""),
    "blank-lines-before": (b"\r\n\r\n" + odd("HTTP/1.1 200 OK", TYPE, LENGTH), "stored", ""),
    "names-that-are-none": (odd("HTTP/1.1 200 OK", "X Powered By: a", ": b", f"Content-Type : {HTML}", LENGTH),
                            "stored", ""),
    "version-2": (odd("HTTP/2 200", TYPE, LENGTH), "stored", ""),
    "plain-called-gzip": (odd("HTTP/1.1 200 OK", TYPE, LENGTH, "Content-Encoding: gzip"), "stored", ""),
    "plain-called-utf-8": (odd("HTTP/1.1 200 OK", TYPE, LENGTH, "Content-Encoding: UTF-8"), "stored", ""),
    "gzip-called-twice": (odd("HTTP/1.1 200 OK", TYPE, "Content-Encoding: gzip, gzip", "Connection: close",
                              body=gzip.compress(PAGE)), "stored", ""),
    "cut-behind-blank-lines": (odd("HTTP/1.0 200 OK", TYPE, body=b"\r\n" * 4_000 + PAGE[:2_000]), "failed",
                               "no </html>"),
    "died": (odd("HTTP/1.1 200 OK", TYPE, f"Content-Length: {len(DIED)}", body=DIED), "failed", "script broke off"),
    "location-letters": (odd("HTTP/1.1 302 Found", "Location: /tin-tức/a.html".encode().decode("latin-1"),
                             "Content-Length: 0", body=b""), "redirect", "/tin-tức/a.html"),
    "to-itself-injected": (odd("HTTP/1.1 302 Found", "Location: /x%0d%0aSet-Cookie:%20a=1", "Content-Length: 0",
                               body=b""), "redirect", ""),
    "location-blank": (odd("HTTP/1.1 302 Found", "Location: /nguyen/bai-so-1.html ", "Content-Length: 0", body=b""),
                       "redirect", "leads to"),
    "location-script": (odd("HTTP/1.1 302 Found", "Location: javascript:alert(1)", "Content-Length: 0", body=b""),
                        "failed", "is no web address"),
    "location-nul": (odd("HTTP/1.1 302 Found", "Location: /a\0b", "Content-Length: 0", body=b""), "", ""),
    "endless-head": (b"", "failed", "its head is longer than 256 KB"),
    "endless-hints": (b"", "failed", "its head is longer than 256 KB"),
    "long-line": (odd("HTTP/1.1 200 OK", "X: " + "x" * MEGABYTE, TYPE, LENGTH), "failed", "a line of its head"),
    "tiny-chunks": (b"", "failed", ""),
    "drips": (b"", "failed", "no complete answer in time"),
    "drips-head": (b"", "failed", "no complete answer in time"),
    "hangs": (b"", "failed", "no complete answer in time"),
    "bomb-gzip": (b"", "failed", "larger than 16 MB"),
    "bomb-deflate": (b"", "failed", "larger than 16 MB"),
    "bomb-br": (b"", "failed", "times its size"),
    "bomb-zstd": (b"", "failed", "times its size"),
    "bomb-twice": (b"", "failed", "times its size"),
    "huge": (b"", "failed", "larger than 16 MB"),
}  # fmt: skip


@cache
def _bomb(way: str) -> bytes:
    zeros = b"\0" * (100 * MEGABYTE)
    match way:
        case "gzip":
            return framed("gzip", gzip.compress(zeros, 1), "fits")
        case "deflate":
            return framed("deflate", zlib.compress(zeros, 1), "fits")
        case "br":
            return framed("br", brotli.compress(zeros, quality=2), "fits")
        case "zstd":
            return framed("zstd", zstd.compress(zeros, 1), "fits")
    return framed("gzip, gzip", gzip.compress(gzip.compress(zeros, 1)), "fits")


def _at_length(to: Exchange, name: str) -> None:
    """Send one of the answers that do not come to an end."""
    chunked = head("200 OK", {"Content-Type": HTML, "Transfer-Encoding": "chunked"})
    match name:
        case "endless-head":
            to.raw(b"HTTP/1.1 200 OK\r\n")
            to.pieces(f"X-{number}: {'x' * 1_000}\r\n".encode() * 64 for number in range(8_000))
        case "endless-hints":
            to.pieces(b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" * 1_000 for _ in range(8_000))
        case "tiny-chunks":
            to.raw(chunked)
            to.pieces((b"1;" + b"x" * 1_000 + b"\r\nx\r\n") * 64 for _ in range(8_000))
        case "drips":
            to.raw(head("200 OK", {"Content-Type": HTML, "Content-Length": "9000"}))
            to.drip(PAGE, 0.1)
        case "drips-head":
            to.drip(b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 9_000, 0.1)
        case "hangs":
            to.hang()
        case bomb if bomb.startswith("bomb-"):
            to.raw(_bomb(bomb.removeprefix("bomb-")))
        case "huge":
            to.raw(chunked)
            to.pieces(b"10000\r\n" + b"x" * 65_536 + b"\r\n" for _ in range(1_600))


def answering(pages: dict[str, bytes]) -> Callable[[Exchange], None]:
    def answer(to: Exchange) -> None:
        sent = pages.get(to.path)
        if to.path == "/robots.txt":
            to.send(b"User-agent: *\n", kind="text/plain")
        elif to.path == "/":
            to.send("".join(f'<li><a href="{path}">{path}</a></li>' for path in pages).encode())
        elif sent is None:
            to.send(b"", "404 Not Found")
        elif sent:
            to.raw(sent)
        else:
            _at_length(to, to.path.strip("/").removeprefix("chuyen-la/").removesuffix(".html"))

    return answer


@dataclass
class Crawled:
    archive: Path
    output: str
    asked: list[Asked]
    megabytes: int

    def states(self) -> dict[str, tuple[str, str, str]]:
        """Return state, outcome and reason of every address, by its path."""
        found = rows(self.archive, "SELECT url, state, outcome, coalesce(reason, '') FROM frontier")
        return {"/" + url.split("/", 3)[3]: tuple(rest) for url, *rest in found}  # type: ignore[misc]


def crawled(pages: dict[str, bytes], archive: Path, *options: str) -> Crawled:
    """Crawl pages by the real command, with little patience."""
    port = reserved_port(HOST)
    code = f"from tests.faults import hurried; hurried.TIMEOUT = {PATIENCE}; hurried.main()"
    with BareServer(HOST, port, answering(pages)) as server:
        process = subprocess.Popen(
            [sys.executable, "-c", code, "crawl", f"http://{HOST}:{port}/", "--archive", str(archive),
             "--allow-loopback", "--delay", "0", *options],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=dict(os.environ), start_new_session=True,
        )  # fmt: skip
        output, errors, megabytes = watched(process, HANGS)
        assert "Traceback" not in errors, errors
        return Crawled(archive, output, list(server.asked), megabytes)


@pytest.fixture(scope="module")
def cut(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    yield crawled(cut_pages() | whole_pages(), tmp_path_factory.mktemp("cut") / "archive")


@pytest.fixture(scope="module")
def oddities(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    pages = {f"/chuyen-la/{name}.html": answer for name, (answer, _, _) in ODD.items()}
    yield crawled(pages | whole_pages(), tmp_path_factory.mktemp("odd") / "archive")


def test_no_cut_body_is_stored(cut: Crawled) -> None:
    states = {path: state for path, state in cut.states().items() if path.startswith("/cat-ngan/")}
    assert states.keys() == cut_pages().keys()
    assert {path: state for path, state in states.items() if state[:2] != ("done", "failed")} == {}
    assert {path for path, (_, _, reason) in states.items() if "end" not in reason} == set(), "each says that it is cut"


def test_a_cut_body_is_asked_for_again_and_plain(cut: Crawled) -> None:
    for path in cut_pages():
        encodings = [asked.headers["accept-encoding"] for asked in cut.asked if asked.path == path]
        assert encodings[0] != "identity"
        assert encodings[1:] == ["identity", "identity"]


def test_what_is_whole_beside_them_is_stored(cut: Crawled) -> None:
    states = {path: state[1] for path, state in cut.states().items() if path.startswith("/nguyen/")}
    assert states == dict.fromkeys(whole_pages(), "stored")
    books_balance(cut.archive)


@pytest.mark.parametrize("name", ODD)
def test_what_http_does_not_foresee_ends_in_one_state(name: str, oddities: Crawled) -> None:
    _, outcome, words = ODD[name]
    state, found, reason = oddities.states()[f"/chuyen-la/{name}.html"]
    assert state == "done"
    assert found == outcome or not outcome or (outcome == "stored" and found == "alias"), reason
    assert words in reason
    assert "Twisted" not in reason
    assert "_newclient" not in reason


def test_nothing_hangs_nothing_is_lost_and_memory_stays_in_bounds(oddities: Crawled) -> None:
    states = oddities.states()
    assert {path for path in whole_pages() if states[path][1] != "stored"} == set()
    assert {state for state, _, _ in states.values()} == {"done"}
    books_balance(oddities.archive)
    assert 64 <= oddities.megabytes <= 512, "no crawl needs so little, and none may need more"
