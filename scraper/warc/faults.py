"""What is wrong with a record that is whole: what its header lacks, and what nobody could make sense of."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scraper.patterns import regex
from scraper.warc.fields import FieldError, field_of, warc_date

if TYPE_CHECKING:
    from collections.abc import Sequence

# The kinds of ISO 28500, section 6; those that are of an address, and those of them that are an answer.
_KINDS = frozenset({"warcinfo", "response", "resource", "request", "metadata", "revisit", "conversion", "continuation"})
_NEEDS_URL = _KINDS - {"warcinfo", "metadata"}
_ANSWERS = frozenset({"response", "resource", "revisit"})
# No address holds these (RFC 3986, RFC 3987): controls, and what stands for bytes that are no UTF-8.
_NO_ADDRESS = regex("[\x00-\x1f\x7f-\x9f\ufffd]")
_SHOWN = 60  # characters of an address that a reason quotes


def fault_of(kind: str, headers: Sequence[tuple[str, str]], content: bytes) -> str | None:
    """Return why nobody could use a record, ``None`` where it is complete.

    Args:
        kind: its type, in small letters.
        headers: its fields.
        content: its block.
    """
    return _fault_of_kind(kind, headers, content) or _fault_of_address(kind, headers) or _fault_of_date(headers)


def _fault_of_kind(kind: str, headers: Sequence[tuple[str, str]], content: bytes) -> str | None:
    """Records of kinds of a tool's own are passed over (ISO 28500 asks for that), unless an answer lies in one."""
    if not kind:
        return "the record does not say of what kind it is (no WARC-Type)"
    if kind not in _KINDS and content.startswith(b"HTTP/"):
        return f"the record's WARC-Type is none that is known, though it holds an answer: {kind[:_SHOWN]!r}"
    if kind in _ANSWERS and field_of(headers, "WARC-Segment-Number") is not None:
        return "the record is the first piece of one that was cut in pieces, which are not put together"
    return None


def _fault_of_address(kind: str, headers: Sequence[tuple[str, str]]) -> str | None:
    url = (field_of(headers, "WARC-Target-URI") or "").strip("<> ")
    if kind in _NEEDS_URL and not url:
        return "the record does not say of which address it is (no WARC-Target-URI)"
    if kind not in _ANSWERS:
        return None
    try:
        parts = urlsplit(url)
        is_address = bool(parts.scheme) and _NO_ADDRESS.search(url) is None
        if parts.scheme.lower() in {"http", "https"}:
            is_address = is_address and bool(parts.hostname)
            _ = parts.port  # raises where it is none
    except ValueError:
        is_address = False
    return None if is_address else f"the record's address cannot be read: {url[:_SHOWN]!r}"


def _fault_of_date(headers: Sequence[tuple[str, str]]) -> str | None:
    date = field_of(headers, "WARC-Date")
    if date is None:
        return "the record does not say when it was captured (no WARC-Date)"
    try:
        warc_date(date)
    except FieldError as error:
        return str(error)
    return None
