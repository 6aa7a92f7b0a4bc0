"""Records as bytes, not packed yet: WARC 1.1 (ISO 28500)."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

from scraper.clock import now, timestamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_END = b"\r\n\r\n"
HTTP = "application/http; msgtype=response"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"  # RFC 4648, section 6
_PAIRS = [first + second for first in _LETTERS for second in _LETTERS]
FIELDS = "application/warc-fields"
_UUID_SAYS = 0xF << 76 | 0b11 << 62  # where a UUID has its version and its variant


def record_bytes(kind: str, fields: Iterable[tuple[str, str]], content_type: str, *block: bytes) -> bytes:
    """Return a record; the digest of its block is among its fields.

    Args:
        kind: its type.
        fields: its other fields, in their order; values are of one line.
        content_type: of what its block is.
        block: its content, in as many pieces as it comes in.
    """
    lines = [f"WARC/1.1\r\nWARC-Type: {kind}"]
    is_named = False
    for name, value in fields:
        is_named = is_named or name == "WARC-Record-ID"
        lines.append(f"{name}: {value}")
    if not is_named:
        lines.append(f"WARC-Record-ID: {record_urn(os.urandom(16), 4)}")
    # SHA-1, for readers that check digests know it best; what is to be proven rests on the SHA-256 of the payload.
    digest = hashlib.sha1(usedforsecurity=False)
    for piece in block:
        digest.update(piece)
    lines.append(f"WARC-Block-Digest: sha1:{_base32(digest.digest())}")
    lines.append(f"Content-Type: {content_type}\r\nContent-Length: {sum(map(len, block))}\r\n\r\n")
    return b"".join(("\r\n".join(lines).encode(), *block, _END))


def record_urn(content: bytes, version: int) -> str:
    """Return the id of a record, a UUID (RFC 9562): what :class:`uuid.UUID` makes, in a fifth of its time.

    Args:
        content: 16 bytes; of which six bits are replaced by what says the version.
        version: 4 for random bytes, 5 for a SHA-1.
    """
    number = int.from_bytes(content, "big") & ~_UUID_SAYS | version << 76 | 1 << 63
    digits = f"{number:032x}"
    return f"<urn:uuid:{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}>"


def _base32(digest: bytes) -> str:
    """Return a SHA-1 in base32: what :func:`base64.b32encode` gives, which takes as long as the digest itself."""
    number = int.from_bytes(digest, "big")
    return "".join([_PAIRS[number >> shift & 1023] for shift in range(150, -1, -10)])


def file_information(name: str, information: Mapping[str, str]) -> bytes:
    """Return the ``warcinfo`` record that a file begins with.

    Args:
        name: the file's name, without folders.
        information: what is said of all records in it.
    """
    fields = [("WARC-Date", warc_stamp(timestamp(now()))), ("WARC-Filename", name)]
    block = "".join(f"{key}: {value}\r\n" for key, value in information.items())
    return record_bytes("warcinfo", fields, FIELDS, block.encode())


def warc_stamp(stamp: str) -> str:
    """Return a time as it is stored (ISO 8601, UTC, to the second) in the form of ``WARC-Date``."""
    return stamp.replace("+00:00", "Z")
