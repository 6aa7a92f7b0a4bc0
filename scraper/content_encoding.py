"""Undoing a response's content encoding, with the end of the stream checked.

HTTP libraries decode half a gzip body without a word and hand on half the text. Here a body that ends before its
stream does is an error, as is one that grows beyond the limit, or beyond what any page is packed to. The same function
serves the live crawl and the stored pages, so both see the same bytes.
"""

from __future__ import annotations

import sys
import zlib
from typing import TYPE_CHECKING, Protocol

import brotli

from scraper.errors import CongtinError
from scraper.patterns import regex

if TYPE_CHECKING or sys.version_info < (3, 14):
    from backports import zstd
else:
    from compression import zstd

if TYPE_CHECKING:
    from collections.abc import Callable

ACCEPTED = "gzip, deflate, br, zstd"
MAX_BODY_BYTES = 16 * 1024 * 1024
# Pages of portals are packed to a tenth or a thirtieth, the longest lists of equal rows to a hundredth. What is larger
# than the first of these and unpacks to more than the second times its size was made to burst its reader.
_SMALL = 4 * 1024 * 1024  # bytes
_MOST_TIMES = 500
# A server that packs a body twice does so by mistake; no one packs it more often.
_MOST_ENCODINGS = 4
# A block-wise packer makes a member of every 64 KB; a body of 16 MB in members of a byte each would take minutes.
_MOST_MEMBERS = 4_096
_CHUNK = 64 * 1024
# Text as it begins in any page, list or robots.txt: no packed body has so many bytes in a row that all are printed
# characters (one in five million by chance), nor a kilobyte without a control character.
_TEXT = regex(rb"(?:\xef\xbb\xbf)?[\t\n\r\f\x20-\x7e]{16}[^\x00-\x08\x0b\x0e-\x1f\x7f]{0,1024}")
_CUT = "the {} body ends before its stream does"
_ZSTD_WINDOW = 23  # RFC 9659: decoders of the web hold at most 8 MB (2 to this power), and encoders must not need more
_GZIP_MAGIC = b"\x1f\x8b"
_ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"
# One body may be several members in a row (RFC 1952, 2.2), or frames (RFC 8878, 3.1).
_REPEATED = {"gzip": _GZIP_MAGIC, "zstd": _ZSTD_MAGIC}
_SAME_AS = {"x-gzip": "gzip"}  # RFC 9110, 8.4.1.3


class BodyError(CongtinError):
    """A body that cannot be used: cut short, wrongly labelled or too large; says which."""


class BodyTooLargeError(BodyError):
    """A body over the limit; asking again brings the same."""

    def __init__(self, limit: int = MAX_BODY_BYTES, times: int | None = None) -> None:
        if times is None:
            super().__init__(f"the body is larger than {limit // (1024 * 1024)} MB")
        else:
            super().__init__(f"the body unpacks to more than {times} times its size, as no page does")


def encodings(content_encoding: str | None) -> list[str]:
    """Return the encodings that a ``Content-Encoding`` header names, in the order in which they were applied.

    Args:
        content_encoding: the header's value, ``None`` where there is none.
    """
    names = (name.strip().lower() for name in (content_encoding or "").split(","))
    return [_SAME_AS.get(name, name) for name in names if name and name != "identity"]


def may_go_on(content_encoding: str | None) -> bool:
    """Tell whether more of a body might follow where its stream has ended: another gzip member, another zstd frame."""
    return bool(_REPEATED.keys() & set(encodings(content_encoding)))


def decoded(raw: bytes, content_encoding: str | None, limit: int = MAX_BODY_BYTES) -> bytes:
    """Return the body with every encoding named by the ``Content-Encoding`` header undone.

    Args:
        raw: the body as sent, without transfer encoding.
        content_encoding: the header's value, ``None`` where there is none.
        limit: the largest body that is accepted, in bytes, at every step of a body that was encoded more than once.

    Raises:
        BodyError: the stream ends early, is no such stream, names an unknown encoding, or is larger than ``limit``.
    """
    body, error = _undone_as_far_as_it_goes(raw, content_encoding, limit)
    if error is not None:
        raise error
    return body


def wrongly_labelled(raw: bytes, content_encoding: str | None, limit: int = MAX_BODY_BYTES) -> bytes | None:
    """Return the text of a body that is named as encoded in a way in which it is not, ``None`` for any other body.

    Servers and what stands before them name an encoding that they did not apply, name one twice, or write something
    else there (``UTF-8``, ``none``). What is text where the encoding should begin is the page as it was meant.

    Args:
        raw: the body as sent, without transfer encoding.
        content_encoding: the header's value, ``None`` where there is none.
        limit: the largest body that is accepted, in bytes.
    """
    if len(encodings(content_encoding)) == 1 and not _is_text(raw):  # nothing but the body itself could be the text
        return None
    try:
        body, error = _undone_as_far_as_it_goes(raw, content_encoding, limit)
    except BodyTooLargeError:
        return None
    return body if error is not None and _is_text(body) else None


def decoded_or_plain(raw: bytes, content_encoding: str | None, limit: int = MAX_BODY_BYTES) -> bytes:
    """Return a body as :func:`decoded`, and the text of one that is wrongly labelled (:func:`wrongly_labelled`).

    Raises:
        BodyError: it is neither.
    """
    try:
        return decoded(raw, content_encoding, limit)
    except BodyError:
        text = wrongly_labelled(raw, content_encoding, limit)
        if text is None:
            raise
        return text


def _undone_as_far_as_it_goes(raw: bytes, content_encoding: str | None, limit: int) -> tuple[bytes, BodyError | None]:
    """Return a body with its encodings undone up to the first that it is not in, and what is wrong with that one.

    Raises:
        BodyTooLargeError: it is larger than ``limit`` at any step.
    """
    names = encodings(content_encoding)
    body, error = raw, None
    if len(names) > _MOST_ENCODINGS:
        error = BodyError(f"the body is said to be encoded {len(names)} times, which no server means")
    for name in reversed(names) if error is None else ():
        try:
            body = _undone(body, name, _Measure(len(raw), limit))
        except BodyTooLargeError:
            raise
        except BodyError as found:
            error = found
            break
    if len(body) > limit:
        raise BodyTooLargeError(limit)
    return body, error


def _is_text(body: bytes) -> bool:
    begun = _TEXT.match(body)
    return begun is not None and begun.end() >= min(len(body), 1024)


class _Measure:
    """Counts what is unpacked, and stops it where it is too much; ``size`` is that of the body as sent."""

    def __init__(self, size: int, limit: int) -> None:
        self._most = size * _MOST_TIMES
        self._limit = limit
        self._count = 0

    def add(self, piece: bytes) -> bytes:
        self._count += len(piece)
        if self._count > self._limit:
            raise BodyTooLargeError(self._limit)
        if self._count > _SMALL and self._count > self._most:
            raise BodyTooLargeError(times=_MOST_TIMES)
        return piece


def _undone(data: bytes, name: str, measure: _Measure) -> bytes:
    match name:
        case "gzip":
            return _members(data, name, lambda: _Zlib(16 + zlib.MAX_WBITS), measure)
        case "zstd":
            return _members(data, name, _Zstd, measure)
        case "br":
            return _members(data, name, _Brotli, measure)
        case "deflate":
            return _inflated(data, measure)
        case _:
            raise BodyError(f"the body is encoded as {name[:40]!r}, which was not asked for")


def _inflated(data: bytes, measure: _Measure) -> bytes:
    """Undo "deflate": RFC 9110 means a stream with a header of zlib's, and many servers send one without."""
    has_header = len(data) > 1 and data[0] & 0x0F == 8 and (data[0] * 256 + data[1]) % 31 == 0
    return _members(data, "deflate", lambda: _Zlib(zlib.MAX_WBITS if has_header else -zlib.MAX_WBITS), measure)


def _members(data: bytes, name: str, begin: Callable[[], _Stream], measure: _Measure) -> bytes:
    """Unpack one stream, or as many of them as stand behind one another where the format allows for that.

    What stands behind the last one and begins none is padding, which servers do send.
    """
    magic = _REPEATED.get(name)
    pieces: list[bytes] = []
    start = 0
    for _ in range(_MOST_MEMBERS):
        if start == len(data):
            break
        start = _unpack(data, start, name, begin(), lambda piece: pieces.append(measure.add(piece)))
        behind = data[start : start + 4]
        if magic is None or not behind:
            break
        if not behind.startswith(magic):
            if magic.startswith(behind):
                raise BodyError(_CUT.format(name))
            break
    else:
        raise BodyError(f"the body is made of more than {_MOST_MEMBERS} {name} streams, which no server sends")
    return b"".join(pieces)


def _unpack(data: bytes, start: int, name: str, stream: _Stream, keep: Callable[[bytes], None]) -> int:
    """Unpack the stream that begins at ``start``, and return where it ends."""
    while not stream.eof:
        given = b""
        if stream.hungry:
            given = data[start : start + _CHUNK]
            if not given:
                raise BodyError(_CUT.format(name))
            start += len(given)
        try:
            keep(stream.unpack(given))
        except _DAMAGE as error:
            raise BodyError(f"the body is labelled {name} but is none: {error}") from None
    return start - len(stream.unused)


class _Stream(Protocol):
    """A decompressor that gives a piece of bounded size at a time, whatever the stream asks for."""

    @property
    def eof(self) -> bool: ...
    @property
    def unused(self) -> bytes: ...
    @property
    def hungry(self) -> bool: ...
    def unpack(self, data: bytes) -> bytes: ...


class _Zlib:
    def __init__(self, window: int) -> None:
        self._stream = zlib.decompressobj(window)

    @property
    def eof(self) -> bool:
        return self._stream.eof

    @property
    def unused(self) -> bytes:
        return self._stream.unused_data

    @property
    def hungry(self) -> bool:
        return not self._stream.unconsumed_tail

    def unpack(self, data: bytes) -> bytes:
        return self._stream.decompress(self._stream.unconsumed_tail + data, _CHUNK)


class _Zstd:
    def __init__(self) -> None:
        self._stream = zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: _ZSTD_WINDOW})

    @property
    def eof(self) -> bool:
        return self._stream.eof

    @property
    def unused(self) -> bytes:
        return self._stream.unused_data

    @property
    def hungry(self) -> bool:
        return self._stream.needs_input

    def unpack(self, data: bytes) -> bytes:
        return self._stream.decompress(data, _CHUNK)


class _Brotli:
    """A brotli stream; what stands behind its end is an error of the library's, not padding."""

    unused = b""

    def __init__(self) -> None:
        self._stream = brotli.Decompressor()
        self._has_more = False  # the library takes all input in, and tells by a full piece alone that more is to come

    @property
    def eof(self) -> bool:
        return bool(self._stream.is_finished())

    @property
    def hungry(self) -> bool:
        return bool(self._stream.can_accept_more_data()) and not self._has_more

    def unpack(self, data: bytes) -> bytes:
        piece = bytes(self._stream.process(data, output_buffer_limit=_CHUNK))
        self._has_more = len(piece) >= _CHUNK
        return piece


_DAMAGE = (zlib.error, zstd.ZstdError, brotli.error, MemoryError)  # a damaged header may ask for terabytes
