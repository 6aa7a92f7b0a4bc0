"""Web-archive files as other tools write them, and ways to damage them."""

from __future__ import annotations

import base64
import gzip
import hashlib
from collections.abc import Iterable, Sequence
from io import BytesIO

from backports import zstd
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

HOST = "https://songlam.example.vn"
Fields = Sequence[tuple[str, str]]


def sha1(content: bytes) -> str:
    return "sha1:" + base64.b32encode(hashlib.sha1(content).digest()).decode()


def http(body: bytes, status: str = "200 OK", fields: Fields = (("Content-Type", "text/html"),)) -> bytes:
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in fields)]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def record(
    content: bytes,
    url: str | None = f"{HOST}/",
    kind: str | None = "response",
    *,
    date: str | None = "2021-03-04T05:06:07Z",
    length: int | str | None = None,
    more: Fields = (),
    version: str = "1.0",
    digest: bool = True,
) -> bytes:
    """A record as wget writes it: plain, with its digest."""
    fields: list[tuple[str, str]] = []
    if kind is not None:
        fields.append(("WARC-Type", kind))
    if url is not None:
        fields.append(("WARC-Target-URI", url))
    if date is not None:
        fields.append(("WARC-Date", date))
    if digest:
        fields.append(("WARC-Block-Digest", sha1(content)))
    fields += [*more, ("Content-Length", str(len(content) if length is None else length))]
    head = f"WARC/{version}\r\n" + "".join(f"{name}: {value}\r\n" for name, value in fields)
    return head.encode() + b"\r\n" + content + b"\r\n\r\n"


def page(number: int) -> bytes:
    """The body of a small page, each with words of its own."""
    words = " ".join(f"thôn {number} {hashlib.md5(f'{number} {one}'.encode()).hexdigest()}" for one in range(12))
    return f"<html><head><title>Tin {number}</title></head><body><p>{words}</p></body></html>".encode()


def pages(count: int) -> list[bytes]:
    """So many plain records of pages."""
    return [record(http(page(number)), f"{HOST}/tin-{number}.html") for number in range(count)]


def packed(records: Iterable[bytes]) -> bytes:
    """A gzip member a record."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)


def packed_zstd(records: Sequence[bytes], *, dictionary: bool = False, packs_dictionary: bool = False) -> bytes:
    """A zstd frame a record, with a check sum as the IIPC's proposal asks; the dictionary in a skippable frame."""
    options = {zstd.CompressionParameter.checksum_flag: 1}
    if not dictionary:
        return b"".join(zstd.compress(one, options=options) for one in records)
    trained = zstd.train_dict([*records] * 8, 4_096)
    content = trained.dict_content
    stored = zstd.compress(content) if packs_dictionary else content
    frame = b"\x5d\x2a\x4d\x18" + len(stored).to_bytes(4, "little") + stored
    return frame + b"".join(zstd.compress(one, options=options, zstd_dict=trained) for one in records)


def by_warcio(count: int, *, gzipped: bool = True, version: str = "1.1") -> bytes:
    """A file of warcio's: warcinfo, requests and responses, payload digests, dates with fractions."""
    buffer = BytesIO()
    writer = WARCWriter(buffer, gzip=gzipped, warc_version=version)
    writer.write_record(writer.create_warcinfo_record("made.warc.gz", {"software": "warcio"}))
    for number in range(count):
        url = f"{HOST}/tin-{number}.html"
        asked = StatusAndHeaders("GET / HTTP/1.1", [("Host", "songlam.example.vn")], is_http_request=True)
        answered = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        response = writer.create_warc_record(url, "response", payload=BytesIO(page(number)), http_headers=answered)
        request = writer.create_warc_record(url, "request", http_headers=asked)
        writer.write_request_response_pair(request, response)
    return buffer.getvalue()


def chunked(body: bytes, size: int = 100) -> bytes:
    pieces = [body[start : start + size] for start in range(0, len(body), size)]
    return b"".join(f"{len(piece):x}\r\n".encode() + piece + b"\r\n" for piece in pieces) + b"0\r\n\r\n"
