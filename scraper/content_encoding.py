"""Undoing a response's content encoding, with the end of the stream checked.

HTTP libraries decode half a gzip body without a word and hand on half the text. Here a body that ends before its
stream does is an error, as is one that grows beyond the limit. The same function serves the live crawl and the stored
pages, so both see the same bytes.
"""

from __future__ import annotations

import zlib

import brotli

from scraper.errors import CongtinError

ACCEPTED = "gzip, deflate, br"
MAX_BODY_BYTES = 16 * 1024 * 1024
_CHUNK = 64 * 1024


class BodyError(CongtinError):
    """A body that cannot be used: cut short, wrongly labelled or too large; says which."""


class BodyTooLargeError(BodyError):
    """A body over the limit; asking again brings the same."""

    def __init__(self, limit: int = MAX_BODY_BYTES) -> None:
        super().__init__(f"the body is larger than {limit // (1024 * 1024)} MB")


def decoded(raw: bytes, content_encoding: str | None, limit: int = MAX_BODY_BYTES) -> bytes:
    """Return the body with every encoding named by the ``Content-Encoding`` header undone.

    Args:
        raw: the body as sent, without transfer encoding.
        content_encoding: the header's value, ``None`` where there is none.
        limit: the largest body that is accepted, in bytes.

    Raises:
        BodyError: the stream ends early, is no such stream, names an unknown encoding, or is larger than ``limit``.
    """
    body = raw
    names = [name.strip().lower() for name in (content_encoding or "").split(",")]
    for name in reversed([name for name in names if name and name != "identity"]):
        match name:
            case "gzip" | "x-gzip":
                body = _inflated(body, 16 + zlib.MAX_WBITS, limit, name)
            case "deflate":
                # RFC 9110 means zlib; many servers send raw deflate
                zlib_header = len(body) > 1 and body[0] & 0x0F == 8 and (body[0] * 256 + body[1]) % 31 == 0
                body = _inflated(body, zlib.MAX_WBITS if zlib_header else -zlib.MAX_WBITS, limit, name)
            case "br":
                body = _unbrotlied(body, limit)
            case _:
                raise BodyError(f"the body is encoded as {name!r}, which was not asked for")
    if len(body) > limit:
        raise BodyTooLargeError(limit)
    return body


def _inflated(data: bytes, window: int, limit: int, name: str) -> bytes:
    pieces: list[bytes] = []
    size = 0
    rest = data
    while rest:
        stream = zlib.decompressobj(window)
        pending = rest
        while pending and not stream.eof:
            try:
                piece = stream.decompress(pending, _CHUNK)
            except zlib.error as error:
                raise BodyError(f"the body is labelled {name} but is none: {error}") from None
            pieces.append(piece)
            size += len(piece)
            if size > limit:
                raise BodyTooLargeError(limit)
            pending = stream.unconsumed_tail
            if not piece and not pending:
                break
        if not stream.eof:
            raise BodyError(f"the {name} body ends before its stream does")
        rest = stream.unused_data if window > zlib.MAX_WBITS and stream.unused_data[:2] == b"\x1f\x8b" else b""
    return b"".join(pieces)


def _unbrotlied(data: bytes, limit: int) -> bytes:
    stream = brotli.Decompressor()
    pieces: list[bytes] = []
    size = 0
    for start in range(0, len(data), _CHUNK):
        try:
            piece = stream.process(data[start : start + _CHUNK])
        except brotli.error as error:
            raise BodyError(f"the body is labelled br but is none: {error}") from None
        pieces.append(piece)
        size += len(piece)
        if size > limit:
            raise BodyTooLargeError(limit)
    if data and not stream.is_finished():
        raise BodyError("the br body ends before its stream does")
    return b"".join(pieces)
