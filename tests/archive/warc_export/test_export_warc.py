"""Stored pages exported as WARC: byte for byte, whole by themselves, accepted by readers of others."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from cdxj_indexer.main import write_cdx_index
from fastwarc.warc import ArchiveIterator as FastIterator
from fastwarc.warc import WarcRecordType
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from archive.warc_export import WarcSelection, export_warc
from scraper.errors import ArchiveError
from scraper.page_packing import Gzip
from scraper.warc import unpacked_record
from tests.archive.sealed import copy_of, other_hand
from tests.archive.visited import EDITED, Visited
from tests.portals.command import congtin, one, rows


def exported(archive: Path, output: Path, **wanted: Any) -> list[tuple[str, str | None, str | None]]:
    """Export, and return kind, address and time of each record but the first as warcio reads them."""
    count = export_warc(archive, WarcSelection(**wanted), output)
    with output.open("rb") as file:
        found = [
            (record.rec_type, record.rec_headers["WARC-Target-URI"], record.rec_headers["WARC-Date"])
            for record in ArchiveIterator(file)
        ]
    assert found[0][0] == "warcinfo"
    assert len(found) == count + 1
    return found[1:]


def test_every_page_byte_for_byte(visited: Visited, tmp_path: Path) -> None:
    output = tmp_path / "all.warc.gz"
    found = exported(visited.directory, output)
    assert len(found) == one(visited.directory, "SELECT count(*) FROM captures WHERE warc IS NOT NULL")
    content = output.read_bytes()
    for warc, offset, length in rows(visited.directory, "SELECT warc, warc_offset, warc_length FROM captures"):
        if warc is not None:
            stored = unpacked_record(visited.directory / "pages" / warc, offset, length)
            assert Gzip().pack(stored) in content


def test_two_readers_of_others_accept_it(visited: Visited, tmp_path: Path) -> None:
    output = tmp_path / "all.warc.gz"
    count = len(exported(visited.directory, output))

    class Arguments:
        inputs, verbose = [str(output)], False

    checker = Checker(Arguments())
    checker.process_all()
    assert checker.exit_value == 0
    with output.open("rb") as file:
        found = list(FastIterator(file, verify_digests=True, parse_http=True))
    assert len(found) == count + 1
    kinds = [record.record_type for record in found]
    assert kinds[0] == WarcRecordType.warcinfo
    assert WarcRecordType.response in kinds and WarcRecordType.revisit in kinds


def test_the_index_is_the_one_that_an_indexer_makes(visited: Visited, tmp_path: Path) -> None:
    output, index = tmp_path / "all.warc.gz", tmp_path / "all.cdxj"
    done = congtin("export", "warc", "--archive", visited.directory, "-o", output, "--cdxj")
    assert done.returncode == 0, done.stderr
    peer = io.StringIO()
    write_cdx_index(peer, [str(output)], {"sort": True})
    ours = index.read_text(encoding="utf-8").splitlines()
    assert ours == sorted(ours)
    assert [_parsed(line) for line in ours] == sorted(map(_parsed, peer.getvalue().splitlines()), key=str)
    for line in ours:
        facts = json.loads(line.split(" ", 2)[2])
        offset, length = int(facts["offset"]), int(facts["length"])
        record = gzip.decompress(output.read_bytes()[offset : offset + length])
        assert f"WARC-Target-URI: {facts['url']}\r\n".encode() in record


def _parsed(line: str) -> tuple[str, str, dict[str, Any]]:
    key, moment, facts = line.split(" ", 2)
    return key, moment, json.loads(facts)


def test_a_revisit_comes_with_the_page_that_it_refers_to(visited: Visited, tmp_path: Path) -> None:
    unchanged = rows(visited.directory, "SELECT id, url FROM captures WHERE outcome = 'unchanged' ORDER BY id DESC")
    assert unchanged
    capture, url = unchanged[0]
    found = exported(visited.directory, tmp_path / "one.warc.gz", query=f"SELECT {capture} AS capture")
    assert (found[0][0], found[-1][0]) == ("response", "revisit")
    assert {address for _, address, _ in found} == {url}
    assert [moment for _, _, moment in found] == sorted(str(moment) for _, _, moment in found)


def test_an_article_is_all_its_captures(visited: Visited, tmp_path: Path) -> None:
    article = visited.article(EDITED)
    found = exported(
        visited.directory, tmp_path / "a.warc.gz", query=f"SELECT id AS article FROM articles WHERE id = {article}"
    )
    assert {url for _, url, _ in found} >= {visited.urls[EDITED]}
    assert len(found) >= one(visited.directory, "SELECT count(*) FROM captures WHERE article = ?", article) >= 6


def test_days_are_those_of_vietnam(visited: Visited, tmp_path: Path) -> None:
    archive = copy_of(visited.directory, tmp_path / "archive")
    captures = [row[0] for row in rows(archive, "SELECT id FROM captures WHERE outcome = 'stored' ORDER BY id LIMIT 3")]
    moments = ["2026-11-01T16:59:59+00:00", "2026-11-01T17:00:00+00:00", "2026-11-02T17:00:00+00:00"]
    with other_hand(archive) as connection:
        connection.execute("UPDATE captures SET fetched_at = '2020-01-01T00:00:00+00:00'")
        for capture, moment in zip(captures, moments, strict=True):
            connection.execute("UPDATE captures SET fetched_at = ? WHERE id = ?", (moment, capture))
        expected = [connection.execute("SELECT url FROM captures WHERE id = ?", (captures[1],)).fetchone()[0]]
    day = date(2026, 11, 2)
    found = exported(archive, tmp_path / "day.warc.gz", since=day, until=day)
    assert [url for _, url, _ in found] == expected


def test_plain_and_zstd_files_are_packed_anew(visited: Visited, tmp_path: Path) -> None:
    zstd = pytest.importorskip("backports.zstd")
    archive = copy_of(visited.directory, tmp_path / "archive")
    [(capture, warc, offset, length, url)] = rows(
        archive, "SELECT id, warc, warc_offset, warc_length, url FROM captures WHERE outcome = 'stored' LIMIT 1"
    )
    record = unpacked_record(archive / "pages" / warc, offset, length)
    for name, packed, inside in (("a.warc", record, len(record) - 4), ("a.warc.zst", zstd.compress(record), None)):
        (archive / "pages" / name).write_bytes(packed)
        with other_hand(archive) as connection:
            connection.execute("UPDATE captures SET warc = ?, warc_offset = 0, warc_length = ? WHERE id = ?",
                               (name, inside or len(packed), capture))  # fmt: skip
        output = tmp_path / f"{name}.warc.gz"
        assert exported(archive, output, query=f"SELECT {capture} AS capture")[0][1] == url
        with output.open("rb") as file:
            [_, again] = [r.content_stream().read() for r in ArchiveIterator(file)]
        with io.BytesIO(record) as file:
            [before] = [r.content_stream().read() for r in ArchiveIterator(file)]
        assert hashlib.sha256(again).digest() == hashlib.sha256(before).digest()


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ({"portal": "gió"}, "is no portal of this archive; it has: "),
        ({"since": date(2099, 1, 1)}, "no stored page is selected"),
        ({"query": "SELECT id FROM articles"}, "call it article or capture"),
        ({"query": "DELETE FROM articles"}, "takes a SELECT"),
        ({"query": "WITH x AS (SELECT 1) DELETE FROM articles"}, "SQLite says"),
        ({"query": "SELECT nix AS article FROM articles"}, "SQLite says: no such column: nix"),
        ({"query": "SELECT 1 AS article; SELECT 2"}, "SQLite says"),
        ({"query": "SELECT 'x' AS capture"}, "no stored page is selected"),
    ],
)
def test_what_cannot_be_is_a_sentence_and_leaves_no_file(
    visited: Visited, tmp_path: Path, wanted: dict[str, Any], message: str
) -> None:
    output = tmp_path / "none.warc.gz"
    with pytest.raises(ArchiveError, match=message):
        export_warc(visited.directory, WarcSelection(**wanted), output)
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_record_is_told_and_leaves_no_file(visited: Visited, tmp_path: Path) -> None:
    archive = copy_of(visited.directory, tmp_path / "archive")
    page = min((archive / "pages").glob("*/*"))
    content = bytearray(page.read_bytes())
    content[len(content) // 2] ^= 0xFF
    page.write_bytes(content)
    with pytest.raises(ArchiveError, match="is damaged"):
        export_warc(archive, WarcSelection(), tmp_path / "x.warc.gz")
    shutil.rmtree(archive)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "options",
    [["warc"], ["warc", "-o", "x.csv"], ["warc", "-o", "x.warc.gz", "--unit", "Huế"], ["articles", "--cdxj"],
     ["articles", "--query", "SELECT 1"]],
)  # fmt: skip
def test_options_that_do_not_go_together(visited: Visited, options: list[str]) -> None:
    assert congtin("export", *options, "--archive", visited.directory).returncode == 2
