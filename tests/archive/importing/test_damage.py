from __future__ import annotations

import gzip
import zlib
from pathlib import Path

from archive.database import reading
from tests.archive.importing.kept import capture, imported, rows, story, url
from tests.scraper.warc import made


def damaged_pieces() -> dict[str, bytes]:
    """Kinds of damage, each a piece of a file of gzip members; the words of a reason stand beside each."""
    body = story(0)
    whole = made.packed([capture(0, "2021-03-02", at=f"{made.HOST}/hong.html")])

    def bad(**more: object) -> bytes:
        return made.packed([capture(0, "2021-03-02", at=f"{made.HOST}/hong.html", **more)])  # type: ignore[arg-type]

    html, chunked = ("Content-Type", "text/html"), ("Transfer-Encoding", "chunked")
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = packer.compress(made.record(b"", length=5 << 30, digest=False)[:-4])
    bomb += b"".join(packer.compress(bytes(1 << 20)) for _ in range(80)) + packer.flush()
    return {
        "gzip member is damaged": whole[: len(whole) // 2],
        "incorrect data check": whole[:-8] + bytes([whole[-8] ^ 1]) + whole[-7:],
        "no packed record": b"garbage between records " * 20,
        "announces": bad(length=len(body) + 5_000),
        "Content-Length announces": bad(length=len(body) // 2),
        "no WARC-Date": made.packed([made.record(made.http(body), f"{made.HOST}/hong.html", date=None)]),
        "is no time": made.packed([made.record(made.http(body), f"{made.HOST}/hong.html", date="hôm qua")]),
        "no WARC-Target-URI": made.packed([made.record(made.http(body), None)]),
        "line of HTTP": made.packed([made.record(body, f"{made.HOST}/hong.html")]),
        "not what was captured": bad(digest=False, more=[("WARC-Block-Digest", made.sha1(b"else"))]),
        "its payload's digest": bad(more=[("WARC-Payload-Digest", "sha256:" + "0" * 64)]),
        "chunked body stops": bad(body=made.chunked(body)[:-200], fields=[html, chunked]),
        "has no size": bad(body=b"zz\r\n" + body[:20].replace(b"<", b"x"), fields=[html, chunked]),
        "labelled gzip": bad(body=b"\x01\x02\x03" + body, fields=[html, ("Content-Encoding", "gzip")]),
        "body ends before": bad(body=gzip.compress(body)[:-30], fields=[html, ("Content-Encoding", "gzip")]),
        "body is larger than": bad(body=gzip.compress(bytes(64 << 20)), fields=[html, ("Content-Encoding", "gzip")]),
        "refers to is not there": bad(kind="revisit", body=b"", more=[("WARC-Payload-Digest", made.sha1(b"gone"))]),
        "lies in the future": made.packed([capture(0, "2921-03-02", at=f"{made.HOST}/hong.html")]),
        "record is larger than": bomb,
        "bytes that are no": gzip.compress(b"<html>a page saved under a wrong name</html>"),
    }  # fmt: skip


def test_every_good_record_is_in_and_every_bad_one_is_a_row_with_its_reason(
    archive_directory: Path, tmp_path: Path
) -> None:
    pieces = damaged_pieces()
    content = made.packed([capture(1, "2021-03-02")])
    places = {}
    for number, (reason, piece) in enumerate(pieces.items(), start=2):
        places[reason] = len(content)
        content += piece + made.packed([capture(number, "2021-03-02")])
    last = made.packed([capture(999, "2021-03-02")])
    places["ends in the middle"] = len(content)
    file = tmp_path / "hong.warc.gz"
    file.write_bytes(content + last[:-40])
    summary = imported(archive_directory, file)

    good = len(pieces) + 1
    assert summary.captures == good
    assert summary.records == summary.captures + summary.skipped.total() + summary.damaged
    with reading(archive_directory) as db:
        addresses = {address for (address,) in rows(db, "SELECT url FROM articles")}
        assert addresses == {url(number) for number in range(1, good + 1)}
        told = rows(db, "SELECT offset, reason FROM import_problems WHERE file = 'imported/hong.warc.gz'")
    assert len(told) == len(places) == summary.damaged
    for reason, place in places.items():
        assert any(offset == place and reason in said for offset, said in told), (reason, dict(told)[place])


def test_files_that_are_no_web_archives_are_told(archive_directory: Path, tmp_path: Path) -> None:
    files = []
    for name, content in (("empty", b""), ("zeros", bytes(999)), ("page", b"<html>404</html>")):
        files.append(tmp_path / f"{name}.warc.gz")
        files[-1].write_bytes(content)
    summary = imported(archive_directory, *files)
    assert (summary.records, summary.damaged, summary.captures) == (3, 3, 0)
    with reading(archive_directory) as db:
        assert [file for (file,) in rows(db, "SELECT file FROM import_problems ORDER BY id")] == [
            "imported/empty.warc.gz", "imported/zeros.warc.gz", "imported/page.warc.gz"]  # fmt: skip
