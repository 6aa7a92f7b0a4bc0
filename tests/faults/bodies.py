"""Bodies that are not what the answer says of them: half of them, too much of them, in another wrapping.

Each kind is given the exchange and the page that stands at the address; it answers every request for it.
"""

from __future__ import annotations

import gzip
import sys
import zlib
from collections.abc import Callable, Iterator
from functools import cache

import brotli

from tests.faults.wire import HTML, Exchange, head

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

MEGABYTE = 1024 * 1024
# No slower than a byte in half a second: whoever counts time from byte to byte waits for ever.
DRIP = 0.5


def encoded(to: Exchange, encoding: str, body: bytes) -> None:
    """Send a body with the ``Content-Encoding`` that is claimed for it, its length right."""
    to.send(body, Content_Encoding=encoding)


def half(body: bytes) -> bytes:
    """Return the first half of some bytes."""
    return body[: len(body) // 2]


def raw_deflate(page: bytes) -> bytes:
    """Return a deflate stream without the zlib header that RFC 9110 asks for."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(page) + packer.flush()


# ------------------------------------------------------------------ streams that end too early


def half_gzip(to: Exchange, page: bytes) -> None:
    """Half a gzip stream under the right Content-Length of that half."""
    encoded(to, "gzip", half(gzip.compress(page)))


def gzip_without_trailer(to: Exchange, page: bytes) -> None:
    """A gzip stream with all the text but without its last eight bytes, checksum and length."""
    encoded(to, "gzip", gzip.compress(page)[:-8])


def gzip_wrong_checksum(to: Exchange, page: bytes) -> None:
    """A gzip stream whose checksum is of another text."""
    body = gzip.compress(page)
    encoded(to, "gzip", body[:-8] + bytes(byte ^ 0xFF for byte in body[-8:-4]) + body[-4:])


def half_deflate(to: Exchange, page: bytes) -> None:
    """Half a deflate stream."""
    encoded(to, "deflate", half(zlib.compress(page)))


def half_raw_deflate(to: Exchange, page: bytes) -> None:
    """Half a deflate stream that has no header either."""
    encoded(to, "deflate", half(raw_deflate(page)))


def half_br(to: Exchange, page: bytes) -> None:
    """Half a brotli stream."""
    encoded(to, "br", half(brotli.compress(page)))


def half_zstd(to: Exchange, page: bytes) -> None:
    """Half a zstd frame, whether or not it was asked for."""
    encoded(to, "zstd", half(zstd.compress(page)))


def half_gzip_once(to: Exchange, page: bytes) -> None:
    """Half a gzip stream at the first try, the page at the next."""
    to.send(page) if to.count else half_gzip(to, page)


# ------------------------------------------------------------------ streams that are none, or odd but whole


def false_gzip(to: Exchange, page: bytes) -> None:
    """A plain page that claims to be gzip, whatever the request accepts."""
    encoded(to, "gzip", page)


def false_gzip_unless_plain(to: Exchange, page: bytes) -> None:
    """A plain page that claims to be gzip, but not where the request asks for ``identity``."""
    to.send(page) if to.headers.get("accept-encoding") == "identity" else false_gzip(to, page)


def false_br_unless_plain(to: Exchange, page: bytes) -> None:
    """A gzip stream that claims to be brotli, but not where the request asks for ``identity``."""
    is_plain = to.headers.get("accept-encoding") == "identity"
    to.send(page) if is_plain else encoded(to, "br", gzip.compress(page))


def unknown_encoding_unless_plain(to: Exchange, page: bytes) -> None:
    """An encoding that nobody has heard of, but not where the request asks for ``identity``."""
    to.send(page) if to.headers.get("accept-encoding") == "identity" else encoded(to, "x-nen", page)


def whole_gzip(to: Exchange, page: bytes) -> None:
    """A whole gzip stream: nothing is wrong with it."""
    encoded(to, "gzip", gzip.compress(page))


def whole_br(to: Exchange, page: bytes) -> None:
    """A whole brotli stream: nothing is wrong with it."""
    encoded(to, "br", brotli.compress(page))


def whole_raw_deflate(to: Exchange, page: bytes) -> None:
    """A whole deflate stream without the zlib header, as many servers send it."""
    encoded(to, "deflate", raw_deflate(page))


def gzip_of_two_members(to: Exchange, page: bytes) -> None:
    """A gzip stream of two members, one behind the other, as RFC 1952 allows."""
    middle = len(page) // 2
    encoded(to, "gzip", gzip.compress(page[:middle]) + gzip.compress(page[middle:]))


def gzip_with_zeros_behind(to: Exchange, page: bytes) -> None:
    """A whole gzip stream that is filled up with zeros."""
    encoded(to, "gzip", gzip.compress(page) + b"\0" * 512)


def gzip_within_br(to: Exchange, page: bytes) -> None:
    """Two encodings, both named, in the order in which they were applied."""
    encoded(to, "gzip, br", brotli.compress(gzip.compress(page)))


# ------------------------------------------------------------------ lengths


def short_length(to: Exchange, page: bytes) -> None:
    """Content-Length promises ten thousand bytes more than come before the connection is closed."""
    to.raw(head("200 OK", {"Content-Type": HTML, "Content-Length": str(len(page) + 10_000)}) + page)


def short_length_once(to: Exchange, page: bytes) -> None:
    """Content-Length promises more than comes, at the first try."""
    to.send(page) if to.count else short_length(to, page)


def chunks(page: bytes, size: int = 700) -> Iterator[bytes]:
    """Yield a body in chunks, without the last empty one."""
    for start in range(0, len(page), size):
        piece = page[start : start + size]
        yield f"{len(piece):x}\r\n".encode() + piece + b"\r\n"


def _chunked(to: Exchange, pieces: Iterator[bytes], **headers: str) -> None:
    to.raw(head("200 OK", {"Content-Type": HTML, "Transfer-Encoding": "chunked", **headers}))
    to.pieces(pieces)


def chunk_cut(to: Exchange, page: bytes) -> None:
    """A chunked body that is closed in the middle of a chunk."""
    _chunked(to, (piece for piece in [b"".join(chunks(page))[:-300]]))


def chunks_without_end(to: Exchange, page: bytes) -> None:
    """A chunked body with all of the page, but without the empty chunk that ends it."""
    _chunked(to, chunks(page))


def chunk_of_no_number(to: Exchange, page: bytes) -> None:
    """A chunked body in which the length of the second chunk is no number."""
    _chunked(to, (piece for piece in [next(chunks(page)), b"khong-phai-so\r\n", page, b"\r\n0\r\n\r\n"]))


def chunked_with_trailer(to: Exchange, page: bytes) -> None:
    """A whole chunked body with extensions of chunks and a header behind it, as RFC 9112 allows."""
    _chunked(to, (piece.replace(b"\r\n", b";ghi-chu=1\r\n", 1) for piece in chunks(page)), Trailer="X-Kiem")
    to.raw(b"0\r\nX-Kiem: xong\r\n\r\n")
    to.goes_on = True


def cut_without_length(to: Exchange, page: bytes) -> None:
    """A page of a length that nobody says, closed 400 bytes before its end."""
    to.raw(head("200 OK", {"Content-Type": HTML, "Connection": "close"}) + page[:-400])


def whole_without_length(to: Exchange, page: bytes) -> None:
    """A whole page of a length that nobody says, as HTTP/1.0 had it."""
    to.raw(head("200 OK", {"Content-Type": HTML, "Connection": "close"}) + page)


def length_of_no_number(to: Exchange, page: bytes) -> None:
    """A Content-Length that is no number."""
    to.raw(head("200 OK", {"Content-Type": HTML, "Content-Length": "nhiều".encode().decode("latin-1")}) + page)


def two_lengths(to: Exchange, page: bytes) -> None:
    """Two headers Content-Length that contradict one another, as smuggled requests have."""
    first = head("200 OK", {"Content-Type": HTML, "Content-Length": str(len(page))})
    to.raw(first[:-2] + f"Content-Length: {len(page) // 2}\r\n\r\n".encode() + page)


# ------------------------------------------------------------------ too much


def announced_huge(to: Exchange, page: bytes) -> None:
    """Content-Length says 100 MB; only the beginning comes."""
    to.raw(head("200 OK", {"Content-Type": HTML, "Content-Length": str(100 * MEGABYTE)}) + page)


def huge_chunked(to: Exchange, page: bytes) -> None:
    """A hundred megabytes in chunks, without a word of it before."""
    chunk = b"10000\r\n" + b"x" * 65_536 + b"\r\n"
    _chunked(to, (chunk for _ in range(100 * MEGABYTE // 65_536)))


def gzip_bomb(to: Exchange, page: bytes) -> None:
    """A gzip stream of 200 KB that becomes 200 MB."""
    encoded(to, "gzip", _bomb())


def gzip_bomb_in_gzip(to: Exchange, page: bytes) -> None:
    """A gzip stream of a gzip stream: a few hundred bytes that become 200 MB."""
    encoded(to, "gzip, gzip", gzip.compress(_bomb()))


def br_bomb(to: Exchange, page: bytes) -> None:
    """A brotli stream of a few hundred bytes that becomes 200 MB."""
    encoded(to, "br", _brotli_bomb())


def zstd_bomb(to: Exchange, page: bytes) -> None:
    """A zstd frame of some kilobytes that becomes 200 MB."""
    encoded(to, "zstd", _zstd_bomb())


# Made once and before anybody asks: packing takes longer than a reader waits.
_ZEROS = [bytes(MEGABYTE)] * 200


@cache
def _bomb() -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    return b"".join(map(packer.compress, _ZEROS)) + packer.flush()


@cache
def _brotli_bomb() -> bytes:
    packer = brotli.Compressor(quality=1)
    return b"".join(map(packer.process, _ZEROS)) + packer.finish()


@cache
def _zstd_bomb() -> bytes:
    packer = zstd.ZstdCompressor()
    return b"".join(map(packer.compress, _ZEROS)) + packer.flush()


def make_bombs() -> None:
    """Make what takes long to be made."""
    _bomb(), _brotli_bomb(), _zstd_bomb(), packed_blanks()


@cache
def packed_blanks() -> bytes:
    """Return a gzip stream of 200 KB that becomes 200 MB of blanks."""
    return gzip.compress(b" " * (200 * MEGABYTE), 6)


Kind = Callable[[Exchange, bytes], None]
