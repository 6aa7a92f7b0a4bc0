"""The records of the stored pages, as bytes: WARC 1.1 (ISO 28500), not packed yet (:mod:`scraper.page_packing`).

Beside what the standard asks for, every record says in a header ``WARC-JSON-Metadata`` (Browsertrix uses the name for
the same purpose) what the crawl knew when it wrote it, so that the database can be made anew from the pages alone
(:mod:`archive.replay`). What brought no answer, and the beginning and the end of every run, are ``metadata`` records.

A body is stored with its content encoding undone, for what a server has packed no dictionary packs any further. So
does Common Crawl, whose names for what the server said are taken over (``X-Crawler-Content-Encoding``,
``X-Crawler-Content-Length``). A body that cannot be decoded to its end is stored as it was sent.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scraper.clock import timestamp
from scraper.content_encoding import BodyError, decoded, encodings
from scraper.settings import USER_AGENT, VERSION
from scraper.warc.writing import FIELDS, HTTP, file_information, record_bytes, record_urn, warc_stamp

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from scraper.store import Answer

NOTE_HEADER = "WARC-JSON-Metadata"
# Of what the notes hold; a reader that does not know a number leaves the file to a newer congtin.
# 2: what is done with addresses between two answers stands in records of its own, each with its place; in 1 it stood
# before the next answer, and was lost where the process was killed.
# 3: a note says how long its host is left alone (``pause``) and why its page was not read (``unread``): who passes over
# the one asks too early after a rebuild, and who passes over the other may be ended by the page.
LOG_VERSION = 3
# The body is stored without its transfer encoding; a header that announced one would mislead every reader.
_HOP_BY_HOP = frozenset({"transfer-encoding", "connection", "keep-alive", "proxy-connection", "upgrade"})
# What the server said of a body whose encoding was undone here, by Common Crawl's names.
ENCODING_AS_SENT = "X-Crawler-Content-Encoding"
_LENGTH_AS_SENT = "X-Crawler-Content-Length"
_NOTE = json.JSONEncoder(separators=(",", ":"))  # made once: json.dumps makes one a call
_NAMESPACE = uuid.NAMESPACE_URL.bytes
_SAME_BODY = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"


@dataclass(frozen=True, slots=True)
class EarlierPage:
    """The stored page with the same body: its address, its time (ISO 8601), the id of its record."""

    url: str
    fetched_at: str
    record_id: str


def record_id(portal: str, capture: int, url: str, fetched_at: str) -> str:
    """Return the id of a capture's record; derived, so that a later record can name it without looking it up.

    Args:
        portal: the portal's id.
        capture: the number of the capture in its archive.
        url: the address that answered.
        fetched_at: when, as stored (UTC, to the second).
    """
    named = f"{url} {fetched_at} {portal} {capture}".encode()
    return record_urn(hashlib.sha1(_NAMESPACE + named, usedforsecurity=False).digest()[:16], 5)


def answer_record(
    answer: Answer,
    note: Mapping[str, Any],
    identifier: str | None = None,
    same_as: EarlierPage | None = None,
    body_digest: str | None = None,
) -> bytes:
    """Return the record of an answer: ``response``, ``revisit`` where its body is that of an earlier page.

    Args:
        answer: an answer with a status.
        note: what the crawl knows of it.
        identifier: the record's id, any that is free where ``None``.
        same_as: the earlier page.
        body_digest: the SHA-256 of the answer's ``body`` in hexadecimal, where it has been worked out.
    """
    headers, body = _as_stored(answer)
    fields = _fields(answer.url, note, answer.fetched_at, identifier)
    if answer.address:
        fields.append(("WARC-IP-Address", answer.address))
    if answer.status != 304:  # else nothing was sent that it could be a digest of
        is_known = body_digest is not None and body == answer.body
        digest = body_digest if is_known else hashlib.sha256(body).hexdigest()
        fields.append(("WARC-Payload-Digest", f"sha256:{digest}"))
    fields += _connection(answer)
    head = _http_head(answer.status, headers)
    if same_as is None:
        return record_bytes("response", fields, HTTP, head, body)
    fields += [
        ("WARC-Profile", _NOT_MODIFIED if answer.status == 304 else _SAME_BODY),
        ("WARC-Refers-To", same_as.record_id),
        ("WARC-Refers-To-Target-URI", same_as.url),
        ("WARC-Refers-To-Date", warc_stamp(same_as.fetched_at)),
    ]
    return record_bytes("revisit", fields, HTTP, head)


def _as_stored(answer: Answer) -> tuple[list[tuple[str, str]], bytes]:
    """Return headers and body of an answer, the content encoding undone where that can be done to the body's end.

    A body that is in another encoding than its header says stays as it was sent: how it is to be read is found out
    whenever it is read.
    """
    headers, encoding = [], None
    for name, value in answer.headers:
        lower = name.lower()
        if lower not in _HOP_BY_HOP:
            headers.append((name, value))
        if lower == "content-encoding" and encoding is None:
            encoding = value
    if encoding is None or not encodings(encoding) or not answer.raw_body or answer.partial or answer.mislabelled:
        return headers, answer.raw_body
    try:
        body = answer.body or decoded(answer.raw_body, encoding)
    except BodyError:
        return headers, answer.raw_body
    stored = []
    for name, value in headers:
        lower = name.lower()
        if lower == "content-encoding":
            stored.append((ENCODING_AS_SENT, value))
        elif lower == "content-length":
            stored += [(_LENGTH_AS_SENT, value), (name, str(len(body)))]
        else:
            stored.append((name, value))
    return stored, body


def _http_head(status: int | None, headers: list[tuple[str, str]]) -> bytes:
    """Return the header of an answer byte by byte: several portals send Vietnamese letters as they are."""
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in headers), "", ""]
    return "\r\n".join(lines).encode("latin-1")


def failure_record(answer: Answer, note: Mapping[str, Any], identifier: str | None = None) -> bytes:
    """Return the record of a request that brought no answer: what it came to, for people, and the note."""
    said = "".join(f"{name}: {note[name]}\r\n" for name in ("outcome", "reason") if note.get(name))
    return record_bytes("metadata", _fields(answer.url, note, answer.fetched_at, identifier), FIELDS, said.encode())


def event_record(event: str, url: str, moment: datetime, said: Mapping[str, Any]) -> bytes:
    """Return the record of something that is no answer: the beginning or the end of a run.

    Args:
        event: what it is.
        url: the portal's address.
        moment: when it was.
        said: what is to be known of it, as JSON; it is the record's content.
    """
    content = json.dumps(said, sort_keys=True).encode()
    return record_bytes("metadata", _fields(url, {"event": event}, moment, None), "application/json", content)


def file_record(name: str, portal: str) -> bytes:
    """Return the record that a file begins with: who made it, and how the portal was asked."""
    info = {
        "software": f"congtin/{VERSION}",
        "format": "WARC File Format 1.1",
        "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "isPartOf": portal,
        "robots": "obey",
        "http-header-user-agent": USER_AGENT,
        "congtin-log": str(LOG_VERSION),
    }
    return file_information(name.rsplit("/", 1)[-1], info)


def _fields(url: str, note: Mapping[str, Any], moment: datetime, identifier: str | None) -> list[tuple[str, str]]:
    fields = [("WARC-Target-URI", url), ("WARC-Date", warc_stamp(timestamp(moment)))]
    if identifier:
        fields.append(("WARC-Record-ID", identifier))
    if note:
        fields.append((NOTE_HEADER, _NOTE.encode(note)))
    return fields


def _connection(answer: Answer) -> list[tuple[str, str]]:
    """Return the headers that tell over which connection an answer came; ``WARC-Protocol`` may be repeated.

    They are those of the proposals of the IIPC that Heritrix and Browsertrix follow.
    """
    found = []
    if answer.tls_protocol:
        found.append(("WARC-Protocol", answer.tls_protocol.lower().replace("tlsv", "tls/")))
    if answer.tls_cipher:
        found.append(("WARC-Cipher-Suite", answer.tls_cipher))
    return found
