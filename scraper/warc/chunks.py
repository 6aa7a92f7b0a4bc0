"""Undoing ``Transfer-Encoding: chunked`` (RFC 9112, section 7.1), with the end of the body checked."""

from __future__ import annotations

from scraper.content_encoding import BodyError

_MAX_SIZE_LINE = 4_096  # bytes; chunk extensions may stand behind the size
_HEX = frozenset(b"0123456789abcdefABCDEF")


def unchunked(body: bytes) -> bytes:
    """Return the body that a chunked one carries; what stands behind the last chunk (trailers) is left out.

    Raises:
        BodyError: a size is no number, or the body ends before its last chunk.
    """
    pieces: list[bytes] = []
    position = 0
    while True:
        end = body.find(b"\n", position, position + _MAX_SIZE_LINE)
        if end < 0:
            raise BodyError(f"the chunked body stops at byte {position}, before its last chunk")
        size = _size(body[position:end], position)
        position = end + 1
        if size == 0:
            return b"".join(pieces)
        if position + size > len(body):
            raise BodyError(f"the chunked body stops {position + size - len(body)} bytes before the end of a chunk")
        pieces.append(body[position : position + size])
        position += size
        if position >= len(body) - 1:
            raise BodyError(f"the chunked body stops at byte {position}, before its last chunk")
        for line_end in (b"\r\n", b"\n"):
            if body.startswith(line_end, position):
                position += len(line_end)
                break
        else:
            raise BodyError(f"the chunk that ends at byte {position} of the body is not as long as it says")


def _size(line: bytes, position: int) -> int:
    digits = line.partition(b";")[0].strip()
    if not digits or len(digits) > 15 or not _HEX.issuperset(digits):
        raise BodyError(f"the chunked body has no size at byte {position}, but {line[:20].decode('latin-1')!r}")
    return int(digits, 16)
