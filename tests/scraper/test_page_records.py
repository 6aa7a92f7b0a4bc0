"""The records of stored pages: what other readers see in them, and that nothing that was sent is lost."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import zlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from scraper.page_records import (
    LOG_VERSION,
    EarlierPage,
    answer_record,
    event_record,
    failure_record,
    file_record,
    record_id,
)
from scraper.store import Answer
from scraper.warc import Record, answer_of, read_records

MOMENT = datetime(2026, 11, 24, 9, 30, 0, 123456, tzinfo=UTC)
URL = "https://xa.example.gov.vn/tin-t%E1%BB%A9c/1"
NOTE = {"crawl": 1, "capture": 7, "key": "xa.example.gov.vn/tin-tức/1", "outcome": "stored"}


def answer(status: int = 200, raw: bytes = b"<html>", headers: list[tuple[str, str]] | None = None) -> Answer:
    return Answer(URL, MOMENT, status, headers or [("Content-Type", "text/html")], raw)


def as_warcio_sees(record: bytes) -> tuple[str, Any, bytes]:
    """Return kind, header and content of the only record, digests checked."""
    [found] = [(one.rec_type, one.rec_headers, one.content_stream().read())
               for one in ArchiveIterator(io.BytesIO(record), check_digests="raise")]  # fmt: skip
    return found


def as_we_see(folder: Path, record: bytes) -> Record:
    path = folder / "one.warc"
    path.write_bytes(record)
    [found] = list(read_records(path))
    assert isinstance(found, Record)
    return found


def test_the_note_is_one_line_of_ascii_that_reads_as_json() -> None:
    _, headers, content = as_warcio_sees(answer_record(answer(), NOTE))
    line = headers.get_header("WARC-JSON-Metadata")
    assert line.isascii()
    assert json.loads(line) == NOTE
    assert content == b"<html>"


def test_what_brought_no_answer_is_a_metadata_record_that_says_why() -> None:
    note = {**NOTE, "outcome": "refused", "reason": "robots.txt forbids it"}
    kind, headers, content = as_warcio_sees(failure_record(Answer(URL, MOMENT), note))
    assert kind == "metadata"
    assert headers.get_header("WARC-Target-URI") == URL
    assert content == b"outcome: refused\r\nreason: robots.txt forbids it\r\n"
    assert json.loads(headers.get_header("WARC-JSON-Metadata")) == note


def test_the_beginning_of_a_run_has_its_description_as_content() -> None:
    said = {"crawl": 1, "portal": {"id": "xa", "name": "Cổng xã"}}
    kind, headers, content = as_warcio_sees(event_record("begin", URL, MOMENT, said))
    assert kind == "metadata"
    assert json.loads(content) == said
    assert json.loads(headers.get_header("WARC-JSON-Metadata")) == {"event": "begin"}
    assert headers.get_header("Content-Type") == "application/json"


def test_a_file_says_who_asked_and_by_which_manners() -> None:
    kind, headers, content = as_warcio_sees(file_record("xa/xa-00001.warc.gz", "xa"))
    fields = dict(line.split(": ", 1) for line in content.decode().splitlines())
    assert kind == "warcinfo"
    assert headers.get_header("WARC-Filename") == "xa-00001.warc.gz"
    assert fields["robots"] == "obey"
    assert fields["isPartOf"] == "xa"
    assert fields["congtin-log"] == str(LOG_VERSION)
    assert fields["http-header-user-agent"].startswith("congtin/")


def test_a_record_that_says_the_same_names_the_one_it_means() -> None:
    identifier = record_id("xa", 3, URL, "2026-11-23T09:30:00+00:00")
    assert identifier == record_id("xa", 3, URL, "2026-11-23T09:30:00+00:00")
    assert identifier != record_id("xa", 4, URL, "2026-11-23T09:30:00+00:00")
    earlier = EarlierPage(URL, "2026-11-23T09:30:00+00:00", identifier)
    _, same, _ = as_warcio_sees(answer_record(answer(), NOTE, same_as=earlier))
    assert same.get_header("WARC-Refers-To") == identifier
    assert same.get_header("WARC-Refers-To-Date") == "2026-11-23T09:30:00Z"
    assert same.get_header("WARC-Profile").endswith("/identical-payload-digest")
    _, unsent, _ = as_warcio_sees(answer_record(answer(304, b""), NOTE, same_as=earlier))
    assert unsent.get_header("WARC-Profile").endswith("/server-not-modified")
    assert unsent.get_header("WARC-Payload-Digest") is None, "nothing was sent that it could be the digest of"


def test_the_connection_is_told() -> None:
    over_tls = answer()
    over_tls.tls_protocol, over_tls.tls_cipher = "TLSv1.3", "TLS_AES_128_GCM_SHA256"
    over_tls.address = "192.0.2.7"
    _, headers, _ = as_warcio_sees(answer_record(over_tls, NOTE))
    assert headers.get_header("WARC-Protocol") == "tls/1.3"
    assert headers.get_header("WARC-Cipher-Suite") == "TLS_AES_128_GCM_SHA256"
    assert headers.get_header("WARC-IP-Address") == "192.0.2.7"


# As HTTP lets it be: no line breaks, no blanks around it. Bytes beyond ASCII come as Latin-1.
_VALUES = st.text(st.characters(min_codepoint=0x20, max_codepoint=0xFF, exclude_characters="\x7f\x85\xa0"), max_size=80)


@given(_VALUES.map(str.strip), st.binary(max_size=300), st.sampled_from([200, 302, 404, 503]))
def test_headers_and_bodies_come_back_byte_by_byte(
    tmp_path_factory: pytest.TempPathFactory, value: str, raw: bytes, status: int
) -> None:
    sent = answer(status, raw, [("Location", f"/{value}"), ("X-Empty", ""), ("Set-Cookie", value)])
    record = as_we_see(tmp_path_factory.getbasetemp(), answer_record(sent, NOTE))
    back = answer_of(record, decode=False)
    assert (back.status, back.raw_body) == (status, raw)
    assert back.headers == sent.headers


def test_what_was_said_of_the_connection_between_two_machines_is_left_out(tmp_path: Path) -> None:
    sent = answer(headers=[("Transfer-Encoding", "chunked"), ("Connection", "close"), ("ETag", '"1"')])
    assert answer_of(as_we_see(tmp_path, answer_record(sent, {}))).headers == [("ETag", '"1"')]


PAGE = "<html><body>Đảng bộ thị xã</body></html>".encode()


@pytest.mark.parametrize(
    ("encoding", "raw"),
    [
        ("gzip", gzip.compress(PAGE)),
        ("br", brotli.compress(PAGE)),
        ("deflate, gzip", gzip.compress(zlib.compress(PAGE))),
    ],
    ids=["gzip", "br", "two"],
)
def test_a_body_is_stored_decoded_and_what_was_said_of_it_kept(tmp_path: Path, encoding: str, raw: bytes) -> None:
    sent = answer(raw=raw, headers=[("Content-Encoding", encoding), ("Content-Length", str(len(raw)))])
    record = as_we_see(tmp_path, answer_record(sent, NOTE))
    back = answer_of(record)
    assert (back.raw_body, back.body, back.partial) == (PAGE, PAGE, False)
    assert back.headers == [
        ("X-Crawler-Content-Encoding", encoding),
        ("X-Crawler-Content-Length", str(len(raw))),
        ("Content-Length", str(len(PAGE))),
    ]
    assert record.header("WARC-Payload-Digest") == f"sha256:{hashlib.sha256(PAGE).hexdigest()}"


@pytest.mark.parametrize("raw", [gzip.compress(PAGE)[:-9], PAGE, b""], ids=["cut", "not encoded", "empty"])
def test_a_body_that_cannot_be_decoded_is_stored_as_it_was_sent(tmp_path: Path, raw: bytes) -> None:
    sent = answer(raw=raw, headers=[("Content-Encoding", "gzip")])
    back = answer_of(as_we_see(tmp_path, answer_record(sent, NOTE)), decode=False)
    assert (back.raw_body, back.headers) == (raw, sent.headers)


def test_a_digest_is_not_believed_of_another_body(tmp_path: Path) -> None:
    """That of a page whose body is read in another way than it is stored."""
    mislabelled = answer(raw=b"<html>", headers=[("Content-Encoding", "gzip, gzip")])
    mislabelled.body, mislabelled.mislabelled = b"<html>what it reads as", True
    record = as_we_see(tmp_path, answer_record(mislabelled, NOTE, body_digest="0" * 64))
    assert record.header("WARC-Payload-Digest") == f"sha256:{hashlib.sha256(b'<html>').hexdigest()}"
