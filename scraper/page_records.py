"""The records of the stored pages, as bytes: WARC 1.1 (ISO 28500), each compressed by itself.

Beside what the standard asks for, every record says in a header ``WARC-JSON-Metadata`` (Browsertrix uses the name for
the same purpose) what the crawl knew when it wrote it, so that the database can be made anew from the pages alone
(:mod:`archive.replay`). What brought no answer, and the beginning and the end of every run, are ``metadata`` records.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from scraper.clock import timestamp
from scraper.settings import USER_AGENT, VERSION

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
_SAME_BODY = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"


class _HeadersAsSent(StatusAndHeaders):  # type: ignore[misc]  # warcio has no types
    """The header of an answer byte by byte: warcio would write bytes beyond ASCII in a form that nobody can undo.

    Several portals send addresses with Vietnamese letters as they are (``Location: /tin-tức``).
    """

    def compute_headers_buffer(self, header_filter: object = None) -> None:  # noqa: ARG002  warcio's interface
        self.headers_buff = self.to_bytes(encoding="latin-1")


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
    return f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{url} {fetched_at} {portal} {capture}')}>"


def answer_record(
    answer: Answer, note: Mapping[str, Any], identifier: str | None = None, same_as: EarlierPage | None = None
) -> bytes:
    """Return the record of an answer: ``response``, ``revisit`` where its body is that of an earlier page.

    Args:
        answer: an answer with a status.
        note: what the crawl knows of it.
        identifier: the record's id, any that is free where ``None``.
        same_as: the earlier page.
    """
    headers = [(name, value) for name, value in answer.headers if name.lower() not in _HOP_BY_HOP]
    http = _HeadersAsSent(f"{answer.status}", headers, protocol="HTTP/1.1")
    fields = _fields(note, answer.fetched_at, identifier)
    if answer.address:
        fields["WARC-IP-Address"] = answer.address
    if answer.status != 304:  # else nothing was sent that it could be a digest of
        fields["WARC-Payload-Digest"] = f"sha256:{hashlib.sha256(answer.raw_body).hexdigest()}"
    buffer, writer = _writer()
    if same_as is None:
        body, size = BytesIO(answer.raw_body), len(answer.raw_body)
        record = writer.create_warc_record(
            answer.url, "response", payload=body, length=size, http_headers=http, warc_headers_dict=fields
        )
    else:
        fields["WARC-Profile"] = _NOT_MODIFIED if answer.status == 304 else _SAME_BODY
        fields["WARC-Refers-To"] = same_as.record_id
        fields["WARC-Refers-To-Target-URI"] = same_as.url
        fields["WARC-Refers-To-Date"] = _warc_date(same_as.fetched_at)
        record = writer.create_warc_record(answer.url, "revisit", http_headers=http, warc_headers_dict=fields)
    for name, value in _connection(answer):
        record.rec_headers.add_header(name, value)
    writer.write_record(record)
    return buffer.getvalue()


def failure_record(answer: Answer, note: Mapping[str, Any], identifier: str | None = None) -> bytes:
    """Return the record of a request that brought no answer: what it came to, for people, and the note."""
    said = "".join(f"{name}: {note[name]}\r\n" for name in ("outcome", "reason") if note.get(name))
    fields = _fields(note, answer.fetched_at, identifier)
    return _metadata(answer.url, fields, said.encode(), "application/warc-fields")


def event_record(event: str, url: str, moment: datetime, said: Mapping[str, Any]) -> bytes:
    """Return the record of something that is no answer: the beginning or the end of a run.

    Args:
        event: what it is.
        url: the portal's address.
        moment: when it was.
        said: what is to be known of it, as JSON; it is the record's content.
    """
    fields = _fields({"event": event}, moment, None)
    return _metadata(url, fields, json.dumps(said, sort_keys=True).encode(), "application/json")


def file_record(name: str, portal: str) -> bytes:
    """Return the record that a file begins with: who made it, and how the portal was asked."""
    buffer, writer = _writer()
    info = {
        "software": f"congtin/{VERSION}",
        "format": "WARC File Format 1.1",
        "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "isPartOf": portal,
        "robots": "obey",
        "http-header-user-agent": USER_AGENT,
        "congtin-log": LOG_VERSION,
    }
    writer.write_record(writer.create_warcinfo_record(name.rsplit("/", 1)[-1], info))
    return buffer.getvalue()


def _metadata(url: str, fields: dict[str, str], content: bytes, content_type: str) -> bytes:
    buffer, writer = _writer()
    record = writer.create_warc_record(
        url,
        "metadata",
        payload=BytesIO(content),
        length=len(content),
        warc_content_type=content_type,
        warc_headers_dict=fields,
    )
    writer.write_record(record)
    return buffer.getvalue()


def _writer() -> tuple[BytesIO, WARCWriter]:
    buffer = BytesIO()
    return buffer, WARCWriter(buffer, gzip=True, warc_version="1.1")


def _fields(note: Mapping[str, Any], moment: datetime, identifier: str | None) -> dict[str, str]:
    fields = {"WARC-Record-ID": identifier} if identifier else {}
    fields["WARC-Date"] = _warc_date(timestamp(moment))
    if note:
        fields[NOTE_HEADER] = json.dumps(note, separators=(",", ":"))
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


def _warc_date(stamp: str) -> str:
    return stamp.replace("+00:00", "Z")
