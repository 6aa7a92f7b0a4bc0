from __future__ import annotations

import gzip
import zlib
from pathlib import Path

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.content_encoding import BodyError
from scraper.warc import Record, RecordError, answer_of, read_records, tls_of
from scraper.warc.chunks import unchunked
from tests.scraper.warc import made

BODY = made.page(1)
CHUNKED = ("Transfer-Encoding", "chunked")


def record(content: bytes, kind: str = "response", url: str = f"{made.HOST}/a", more: made.Fields = ()) -> Record:
    fields = [("WARC-Type", kind), ("WARC-Target-URI", url), ("WARC-Date", "2021-03-04T05:06:07Z"), *more]
    return Record(Path("kept.warc"), 0, 1, kind, fields, content)


def test_status_headers_body_and_connection() -> None:
    content = made.http(BODY, "404 Not Found", [("content-type", "text/html"), ("Server", "nginx")])
    connection = [
        ("WARC-Protocol", "h2"),
        ("WARC-Protocol", "tls/1.3"),
        ("WARC-Cipher-Suite", "TLS_AES_128_GCM_SHA256"),
    ]
    one = record(content, more=[("WARC-IP-Address", "203.0.113.5"), *connection])
    answer = answer_of(one)

    assert (answer.url, answer.status, answer.body) == (f"{made.HOST}/a", 404, BODY)
    assert answer.header("Content-Type") == "text/html"
    assert (answer.address, answer.tls_ok) == ("203.0.113.5", None), "nobody says whether the certificate was looked at"
    assert tls_of(one) == ("tls/1.3", "TLS_AES_128_GCM_SHA256")
    assert tls_of(record(content)) == (None, None)


def test_a_resource_is_an_answer_and_a_request_is_none() -> None:
    answer = answer_of(record(BODY, "resource", more=[("Content-Type", "text/html; charset=utf-8")]))
    assert (answer.status, answer.header("content-type"), answer.body) == (200, "text/html; charset=utf-8", BODY)
    with pytest.raises(RecordError, match="request"):
        answer_of(record(made.http(BODY), "request"))


def test_a_revisit_comes_without_the_body_it_refers_to() -> None:
    with_header = answer_of(record(made.http(b"", "200 OK"), "revisit"))
    assert (with_header.status, with_header.body) == (200, b"")
    assert answer_of(record(b"", "revisit")).status == 304


@pytest.mark.parametrize("size", [1, 7, 100, 5_000])
def test_chunks_are_undone(size: int) -> None:
    answer = answer_of(record(made.http(made.chunked(BODY, size), fields=[CHUNKED])))
    assert answer.body == BODY
    assert answer.header("Transfer-Encoding") is None


def test_chunk_extensions_trailers_capitals_and_bare_line_ends() -> None:
    assert unchunked(b"0A;name=value\r\n0123456789\r\n3 \nabc\n00\r\nTrailer: yes\r\n\r\n") == b"0123456789abc"


BAD_CHUNKS = (b"5\r\nab", b"5\r\nabcde", b"5\r\nabcde\r\n", b"zz\r\nabcde\r\n0\r\n\r\n", b"-5\r\nabcde\r\n",
              b"5\r\nabcdefg\r\n0\r\n\r\n", b"\r\n", b"0x5\r\nabcde\r\n0\r\n", b"f" * 5_000)  # fmt: skip


@pytest.mark.parametrize("body", BAD_CHUNKS)
def test_chunks_that_stop_or_have_bad_sizes(body: bytes) -> None:
    with pytest.raises(BodyError, match="chunk"):
        answer_of(record(made.http(body, fields=[CHUNKED])))


@given(body=st.binary(max_size=300), size=st.integers(1, 50), cut=st.integers(0, 400))
def test_chunks_cut_anywhere_are_whole_or_told(body: bytes, size: int, cut: int) -> None:
    sent = made.chunked(body, size)
    assert unchunked(sent) == body
    try:
        assert unchunked(sent[:cut]) == body
    except BodyError as error:
        assert "chunk" in str(error)


@pytest.mark.parametrize(
    ("name", "encode"), [("gzip", gzip.compress), ("deflate", zlib.compress), ("br", brotli.compress)]
)
def test_content_encodings_are_undone_behind_chunks_or_not(name: str, encode: object) -> None:
    packed = encode(BODY)  # type: ignore[operator]
    fields = [("Content-Encoding", name)]
    assert answer_of(record(made.http(packed, fields=fields))).body == BODY
    chunked = answer_of(record(made.http(made.chunked(packed), fields=[*fields, CHUNKED])))
    assert (chunked.body, chunked.raw_body) == (BODY, packed)
    # stored by a tool that had undone the chunks, and left the field
    assert answer_of(record(made.http(packed, fields=[*fields, CHUNKED]))).body == BODY


def test_tools_that_undid_the_encodings_and_left_the_fields() -> None:
    answer = answer_of(record(made.http(BODY, fields=[("Content-Encoding", "br"), CHUNKED, ("Content-Length", "17")])))
    assert answer.body == BODY
    assert answer.header("Content-Encoding") is None
    assert not answer.partial


@pytest.mark.parametrize("field", [CHUNKED, ("Content-Encoding", "gzip")])
def test_blank_lines_before_a_page_do_not_hide_that_it_is_one(field: tuple[str, str]) -> None:
    body = b"\r\n" * 900 + BODY
    assert answer_of(record(made.http(body, fields=[field]))).body == body


def test_an_encoding_that_cannot_be_undone() -> None:
    for body, name in ((gzip.compress(BODY)[:-20], "gzip"), (b"\x00\x01\x02", "gzip"), (b"\xff\xff", "br")):
        with pytest.raises(BodyError):
            answer_of(record(made.http(body, fields=[("Content-Encoding", name)])))


def test_what_expands_without_end_is_not_unpacked() -> None:
    bomb = gzip.compress(bytes(100 << 20))
    with pytest.raises(BodyError, match="larger than"):
        answer_of(record(made.http(bomb, fields=[("Content-Encoding", "gzip")])))


def test_left_as_sent_where_somebody_else_undoes_the_encoding() -> None:
    packed = gzip.compress(BODY)
    answer = answer_of(record(made.http(packed, fields=[("Content-Encoding", "gzip")])), decode=False)
    assert (answer.raw_body, answer.body) == (packed, b"")


BAD_HEADERS = (b"", b"<html>no header</html>", b"HTTP/1.1 abc\r\n\r\n", b"HTTP/1.1 099 Odd\r\n\r\nx", b"\0" * 100,
               b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n<html>",
               b"HTTP/1.1 200 OK", b"HTTP/1.1 200 OK\r\nContent-Type: text/ht",
               b"HTTP/1.1 200 OK\r\na\r\nb\r\nc\r\nd: e\r\n\r\nbody")  # fmt: skip


@pytest.mark.parametrize("content", BAD_HEADERS)
def test_an_http_header_that_is_none(content: bytes) -> None:
    with pytest.raises(RecordError):
        answer_of(record(content))


def test_slips_of_servers_in_the_header_are_forgiven() -> None:
    sent = b"HTTP/1.0 200\r\nContent-Type: text/html\r\nno field here\r\nX-Long: a\r\n b\r\n: empty\r\n\r\n<html>"
    answer = answer_of(record(sent))
    assert answer.headers == [("Content-Type", "text/html"), ("X-Long", "a b")]
    assert answer.body == b"<html>"
    bare = answer_of(record(b"HTTP/1.1 200 OK\nContent-Type: text/html\n\n<p>a</p>\r\n\r\n<p>b</p>"))
    assert bare.body == b"<p>a</p>\r\n\r\n<p>b</p>"
    for blank in (b"\n\r\n", b"\r\n\n"):
        both = answer_of(record(b"HTTP/1.1 200 OK\nContent-Type: text/html" + blank + b"<p>a</p>\r\n\r\n<p>b</p>"))
        assert (both.headers, both.body) == ([("Content-Type", "text/html")], b"<p>a</p>\r\n\r\n<p>b</p>")
    assert answer_of(record(b"HTTP/1.1 304 Not Modified\r\nETag: x\r\n")).status == 304


def test_a_body_shorter_than_it_says_or_cut_by_the_crawler_is_partial() -> None:
    assert answer_of(record(made.http(BODY, fields=[("Content-Length", str(len(BODY) + 1))]))).partial
    assert answer_of(record(made.http(BODY), more=[("WARC-Truncated", "length")])).partial
    assert not answer_of(record(made.http(BODY, fields=[("Content-Length", str(len(BODY)))]))).partial


@given(content=st.binary(max_size=500))
def test_no_bytes_make_it_raise_anything_else(content: bytes) -> None:
    for before in (b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
                   b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"):  # fmt: skip
        try:
            answer_of(record(before + content))
        except (RecordError, BodyError) as error:
            assert str(error)


def test_answers_of_warcio_come_back(tmp_path: Path) -> None:
    file = tmp_path / "kept.warc.gz"
    file.write_bytes(made.by_warcio(3))
    answers = [answer_of(one) for one in read_records(file) if isinstance(one, Record) and one.type == "response"]
    assert [answer.body for answer in answers] == [made.page(number) for number in range(3)]


@pytest.mark.parametrize("status", [600, 999])
def test_a_status_beyond_those_of_the_standard_is_one(status: int) -> None:
    """Firewalls answer so; a stored page of theirs must not end a rebuild."""
    assert answer_of(record(f"HTTP/1.1 {status} Request Denied\r\n\r\n".encode())).status == status
