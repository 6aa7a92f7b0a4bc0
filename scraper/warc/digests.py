"""The digests that a record states of itself, checked: of its block, and of the payload in it.

Writers differ in how they spell a digest (base32, hexadecimal, base64) and in what they take for the payload of a
chunked answer: the body as sent, or with its transfer encoding undone. Any of these readings that fits is right.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from typing import TYPE_CHECKING

from scraper.content_encoding import BodyError
from scraper.warc.chunks import unchunked
from scraper.warc.fields import field_of
from scraper.warc.http_heads import split_head

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ALGORITHMS = {"sha1", "sha224", "sha256", "sha384", "sha512", "md5"}


def wrong_digest(kind: str, headers: Sequence[tuple[str, str]], content: bytes) -> str | None:
    """Return how a record's content disagrees with the digests in its header, ``None`` where it does not.

    A digest of an unknown kind is not checked. The payload digest of a ``revisit`` is that of another record; its block
    digest says nothing where it is that of no bytes: so GNU wget writes it, whatever the block holds.

    Args:
        kind: the record's type.
        headers: its fields.
        content: its block.
    """
    block = field_of(headers, "WARC-Block-Digest")
    says_nothing = kind == "revisit" and block is not None and fits(block, b"")
    if block is not None and not says_nothing and fits(block, content) is False:
        return f"the content is not what was captured: its digest is not {block[:80]}"
    payload = field_of(headers, "WARC-Payload-Digest")
    if payload is None or kind == "revisit" or field_of(headers, "WARC-Truncated"):
        return None
    if all(fits(payload, reading) is False for reading in _payloads(kind, content)):
        return f"the content is not what was captured: its payload's digest is not {payload[:80]}"
    return None


def payload_fits(stated: str, kind: str, content: bytes) -> bool:
    """Tell whether a digest is that of the payload of a record, however its writer reads that word.

    Args:
        stated: the digest, ``sha1:BASE32``.
        kind: the record's type.
        content: its block.
    """
    return any(fits(stated, reading) for reading in _payloads(kind, content))


def fits(stated: str, content: bytes) -> bool | None:
    """Tell whether a digest (``sha1:BASE32``) is that of some bytes; ``None`` where it is of a kind nobody knows."""
    name, _, value = stated.strip().partition(":")
    name = name.lower().replace("-", "")
    if name not in _ALGORITHMS:
        return None
    digest = hashlib.new(name, content, usedforsecurity=False).digest()
    return digest in _spellings(value.strip())


def _spellings(value: str) -> Iterator[bytes]:
    for decode, text in (
        (binascii.unhexlify, value),
        (base64.b32decode, value.upper() + "=" * (-len(value) % 8)),
        (base64.b64decode, value + "=" * (-len(value) % 4)),
        (base64.urlsafe_b64decode, value + "=" * (-len(value) % 4)),
    ):
        try:
            yield decode(text)
        except (binascii.Error, ValueError):
            continue


def _payloads(kind: str, content: bytes) -> Iterator[bytes]:
    """Yield what a record's payload may be taken for, the likeliest first: each is as long as a page."""
    head, blank, body = split_head(content) if kind in {"response", "request"} else (b"", b"", b"")
    if not blank:
        yield content
        return
    yield body
    yield content
    if b"transfer-encoding" in head.lower():
        try:
            yield unchunked(body)
        except BodyError:
            return
