"""From a record to an answer, as if it had just come: transfer encoding and content encoding undone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.content_encoding import BodyError, decoded, wrongly_labelled
from scraper.errors import ArchiveError
from scraper.patterns import regex
from scraper.store import Answer
from scraper.warc.chunks import unchunked
from scraper.warc.http_heads import split_head

if TYPE_CHECKING:
    from scraper.warc.records import Record

# Kinds of records that are an answer to a request for an address.
ANSWERS = frozenset({"response", "revisit", "resource"})
_STATUS_LINE = regex(rb"HTTP/\d(?:\.\d)?[ \t]{1,8}(\d{3})(?:[ \t][^\r\n]{0,1000})?")
# Servers' templates leave hundreds of blank lines before a page.
_MARK_UP = regex(rb"(?:\xef\xbb\xbf)?\s{0,4000}[<{\[]")
_MAX_LINES = 2_000
# What the record's own header says of the connection. WARC-Protocol is written by warcprox, Browsertrix and us.
_TLS = regex(r"(?:tls|ssl)/?\s?v?\d", re.IGNORECASE)


class RecordError(ArchiveError):
    """A record holds no answer that could be read; the message says why."""


def answer_of(record: Record, *, decode: bool = True) -> Answer:
    """Return the answer that a record holds.

    A ``revisit`` record comes without the body that it refers to; a ``resource`` record is an answer with status 200.
    ``partial`` is set where the body is shorter than its ``Content-Length`` says.

    Args:
        record: a record of a kind in :data:`ANSWERS`.
        decode: undo the content encoding too; without it ``body`` stays empty, as that of an answer that has just come.

    Raises:
        RecordError: the record is of another kind, or its HTTP header cannot be read.
        BodyError: the body's encoding cannot be undone.
    """
    if record.type not in ANSWERS:
        raise RecordError(f"a record of the kind {record.type!r} is no answer")
    if record.type == "resource":
        content_type = record.header("Content-Type") or "application/octet-stream"
        status, headers, raw = 200, [("Content-Type", content_type)], record.content
    else:
        status, headers, raw = _http(record)
    answer = Answer(
        url=record.url,
        fetched_at=record.date,
        status=status,
        headers=headers,
        raw_body=raw,
        address=(record.header("WARC-IP-Address") or "").strip() or None,
    )
    if record.type == "response":
        _undo_chunks(answer)
        answer.partial = _is_shorter_than_said(answer) or record.header("WARC-Truncated") is not None
    answer.headers = [(name, value) for name, value in answer.headers if name.lower() != "transfer-encoding"]
    if decode and answer.raw_body:
        _undo_encoding(answer)
    return answer


def tls_of(record: Record) -> tuple[str | None, str | None]:
    """Return the version of TLS and the cipher suite that a record tells of, ``None`` for what it does not."""
    protocols = [value for name, value in record.headers if name.lower() == "warc-protocol"]
    protocol = next((one.strip() for value in protocols for one in value.split(",") if _TLS.match(one.strip())), None)
    return protocol, record.header("WARC-Cipher-Suite")


def _http(record: Record) -> tuple[int, list[tuple[str, str]], bytes]:
    """Return status, headers and body of an HTTP answer; bytes of the header are read as Latin-1, as in a crawl."""
    if record.type == "revisit" and not record.content:  # the header is left out where it was the same
        return 304, [], b""
    head, blank, body = split_head(record.content)
    lines = head.replace(b"\r\n", b"\n").rstrip(b"\n").split(b"\n")
    status = _STATUS_LINE.fullmatch(lines[0])
    if status is None:
        raise RecordError(
            f"the answer does not begin with a line of HTTP, but with {lines[0][:40].decode('latin-1')!r}"
        )
    # Some servers and firewalls answer 999 or the like; RFC 9110, section 15, has that read as a fault of the server.
    if int(status[1]) < 100:
        raise RecordError(f"the answer's status is none: {status[1].decode()}")
    # Some tools leave the blank line out where no body follows; a header that stops within a line was cut.
    stops_within = (record.type != "revisit" and not head.endswith(b"\n")) or (len(lines) > 1 and b":" not in lines[-1])
    if not blank and stops_within:
        raise RecordError("the answer's HTTP header does not end")
    return int(status[1]), _http_fields(lines[1:]), body


def _http_fields(lines: list[bytes]) -> list[tuple[str, str]]:
    if len(lines) > _MAX_LINES:
        raise RecordError(f"the answer's HTTP header has {len(lines)} lines")
    fields: list[tuple[str, str]] = []
    unreadable = 0
    for line in lines:
        text = line.decode("latin-1")
        name, colon, value = text.partition(":")
        if text[:1] in {" ", "\t"} and fields:
            last, before = fields[-1]
            fields[-1] = (last, f"{before} {text.strip()}")
        elif colon and name.strip():
            fields.append((name.strip(), value.strip()))
        else:  # a server's slip: one such line costs nothing, a header of them is none
            unreadable += 1
    if unreadable > len(fields) + 1:
        raise RecordError("the answer's HTTP header holds no fields")
    return fields


def _undo_chunks(answer: Answer) -> None:
    """Undo the chunks; several tools have undone them and left the field that announces them."""
    encoding = answer.header("Transfer-Encoding")
    if encoding is None or "chunked" not in encoding.lower() or not answer.raw_body:
        return
    try:
        answer.raw_body = unchunked(answer.raw_body)
    except BodyError:
        if not _is_unpacked(answer):
            raise
    answer.headers = [(name, value) for name, value in answer.headers if name.lower() != "content-length"]


def _is_unpacked(answer: Answer) -> bool:
    """Tell whether a body begins like a page, or like the encoding that it is in: no chunk does."""
    if _MARK_UP.match(answer.raw_body):
        return True
    encoding = (answer.header("Content-Encoding") or "").lower()
    if encoding in {"", "identity"}:
        return False
    if encoding in {"gzip", "x-gzip"}:
        return answer.raw_body.startswith(b"\x1f\x8b")
    try:
        decoded(answer.raw_body, encoding)
    except BodyError:
        return False
    return True


def _is_shorter_than_said(answer: Answer) -> bool:
    said = (answer.header("Content-Length") or "").strip()
    return said.isascii() and said.isdigit() and len(said) < 16 and len(answer.raw_body) < int(said)


def _undo_encoding(answer: Answer) -> None:
    """Undo the content encoding; several tools have undone it and left the field that names it, as some servers do."""
    encoding = answer.header("Content-Encoding")
    try:
        answer.body = decoded(answer.raw_body, encoding)
    except BodyError:
        text = wrongly_labelled(answer.raw_body, encoding)
        if encoding is not None and _MARK_UP.match(answer.raw_body):
            answer.body = decoded(answer.raw_body, None)
            answer.headers = [(name, value) for name, value in answer.headers if name.lower() != "content-encoding"]
        elif text is not None:
            answer.body = text
        else:
            raise
