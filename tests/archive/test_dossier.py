"""What is known of an article over time, who is meant by a name, and stored pages held against their digests."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from archive.dossier import read_capture, read_dossier, read_record
from archive.layout import PAGES_NAME
from archive.lookup import look_up
from archive.revision_difference import record_differences
from archive.stored_copy import read_stored_copy
from scraper.errors import ArchiveError
from scraper.page_packing import Zstd
from scraper.pages import digest
from scraper.warc import unpacked_record
from tests.archive.visited import ADDED, EDITED, GONE, MOVED, OLD_PATH, PLAIN, Visited


def test_a_text_that_was_edited_and_edited_back_is_three_revisions(visited: Visited) -> None:
    dossier = read_dossier(visited.connect(), visited.article(EDITED))
    assert dossier is not None
    assert [revision.row["number"] for revision in dossier.revisions] == [1, 2, 3]
    assert [revision.changed for revision in dossier.revisions] == [(), ("text",), ("text",)]
    assert [capture.number for capture in dossier.captures] == [1, 2, 3, 4, 5, 6]
    assert [capture.row["revision_number"] for capture in dossier.captures] == [1, 2, 3, 3, 3, 3]
    assert dossier.revision(4) is None


def test_a_disappearance_has_its_captures(visited: Visited) -> None:
    dossier = read_dossier(visited.connect(), visited.article(GONE))
    assert dossier is not None
    (gone,) = dossier.disappearances
    assert [gone[name][:10] for name in ("gone_at", "confirmed_at", "returned_at")] == [
        "2026-11-04", "2026-11-05", "2026-11-06",
    ]  # fmt: skip
    assert [capture.number for capture in dossier.captures if capture.row["outcome"] == "gone"] == [3, 4]
    assert gone["capture"] == dossier.captures[2].row["id"]


def test_no_such_article_or_capture(visited: Visited) -> None:
    assert read_dossier(visited.connect(), 1) is None
    assert read_capture(visited.connect(), 10**9) is None


def test_a_capture_has_the_same_number_wherever_it_is_read(visited: Visited) -> None:
    connection = visited.connect()
    dossier = read_dossier(connection, visited.article(GONE))
    assert dossier is not None
    for capture in dossier.captures:
        assert read_capture(connection, capture.row["id"]) == capture


def test_any_two_revisions_are_compared(visited: Visited) -> None:
    connection = visited.connect()
    dossier = read_dossier(connection, visited.article(EDITED))
    assert dossier is not None
    records = [read_record(connection, revision.row["id"]) for revision in dossier.revisions]
    (change,) = record_differences(records[0], records[1])
    assert change.field == "text"
    assert "".join(piece.text for piece in change.pieces if piece.change == "added").strip() == ADDED
    assert record_differences(records[0], records[2]) == []


def test_an_article_is_found_by_any_of_its_names(visited: Visited) -> None:
    connection = visited.connect()
    article, url = visited.article(PLAIN), visited.urls[PLAIN]
    names = [str(article), f" {article} ", url, f"{url}?utm_source=x", f"{url}#top", url.removeprefix("http://")]
    assert {look_up(connection, name).article for name in names} == {article}
    dossier = read_dossier(connection, article)
    assert dossier is not None
    revision, capture = dossier.revisions[0].row["id"], dossier.captures[-1].row["id"]
    assert look_up(connection, str(revision)).revision == revision
    assert look_up(connection, str(capture)).capture == capture
    assert look_up(connection, str(capture)).article == look_up(connection, str(revision)).article == article


def test_an_address_that_leads_to_an_article_means_it(visited: Visited) -> None:
    connection = visited.connect()
    old = visited.urls[MOVED].rsplit("/", 2)[0] + OLD_PATH
    assert look_up(connection, old).article == visited.article(MOVED)
    dossier = read_dossier(connection, visited.article(MOVED))
    assert dossier is not None
    assert [(row["url"], row["times"]) for row in dossier.redirects] == [(old, 1)]


def test_what_led_to_an_article_is_not_looked_for_among_all_redirects_of_its_portal(visited: Visited) -> None:
    connection = visited.connect()
    asked: list[str] = []
    connection.set_trace_callback(asked.append)
    read_dossier(connection, visited.article(MOVED))
    connection.set_trace_callback(None)
    (redirects,) = (sql for sql in asked if "location =" in sql)
    first = connection.execute(f"EXPLAIN QUERY PLAN {redirects}").fetchall()[0][3]
    assert "(portal=? AND location=?)" in first


def test_a_page_that_is_no_article_is_found_by_its_address(visited: Visited) -> None:
    section = visited.urls[PLAIN].rsplit("/", 1)[0] + "/"
    meant = look_up(visited.connect(), section)
    assert (meant.article, meant.url) == (None, section)


@pytest.mark.parametrize("name", ["999999999999", "https://nowhere.example/a", "", "không có", "9" * 40])
def test_what_nobody_knows_is_said(visited: Visited, name: str) -> None:
    with pytest.raises(ArchiveError, match="in this archive"):
        look_up(visited.connect(), name)


def test_every_stored_page_has_its_digest(visited: Visited) -> None:
    """Also those that had not changed, whose record holds no body."""
    connection = visited.connect()
    referred = 0
    for row in connection.execute("SELECT * FROM captures WHERE digest IS NOT NULL").fetchall():
        copy = read_stored_copy(connection, visited.directory / PAGES_NAME, row)
        assert copy.is_intact
        assert copy.digest == row["digest"] == digest(copy.answer.body)
        assert copy.answer.url == row["url"] or copy.body_of == row["id"]
        referred += copy.body_of != row["id"]
    assert referred > 0


def test_bytes_that_are_not_those_that_were_fetched_are_told(visited: Visited, tmp_path: Path) -> None:
    pages = tmp_path / PAGES_NAME
    shutil.copytree(visited.directory / PAGES_NAME, pages)
    dossier = read_dossier(visited.connect(), visited.article(EDITED))
    assert dossier is not None
    row = dossier.captures[0].row
    place = forged(pages / row["warc"], row["warc_offset"], row["warc_length"], "Trần Văn Thử", "Trần Văn Thứ")
    copy = read_stored_copy(visited.connect(), pages, dict(row) | place)
    assert not copy.is_intact
    assert copy.expected == row["digest"] != copy.digest


def test_a_damaged_file_is_an_error_that_names_it(visited: Visited, tmp_path: Path) -> None:
    pages = tmp_path / PAGES_NAME
    shutil.copytree(visited.directory / PAGES_NAME, pages)
    dossier = read_dossier(visited.connect(), visited.article(EDITED))
    assert dossier is not None
    row = dossier.captures[0].row
    data = bytearray((pages / row["warc"]).read_bytes())
    data[row["warc_offset"] : row["warc_offset"] + row["warc_length"]] = b"\0" * row["warc_length"]
    (pages / row["warc"]).write_bytes(data)
    with pytest.raises(ArchiveError, match=row["warc"]):
        read_stored_copy(visited.connect(), pages, row)


def test_a_capture_without_an_answer_has_no_page(visited: Visited) -> None:
    connection = visited.connect()
    row = connection.execute("SELECT * FROM captures WHERE warc IS NULL").fetchone()
    assert row is not None  # robots.txt forbids one address
    with pytest.raises(ArchiveError, match="nothing is stored"):
        read_stored_copy(connection, visited.directory / PAGES_NAME, row)


def forged(file: Path, offset: int, length: int, old: str, new: str) -> dict[str, int]:
    """Write a record once more behind the file's end with other words in it; returns where that stands.

    Without the digests in the record itself, which whoever alters it can make anew.
    """
    data = file.read_bytes()
    record = unpacked_record(file, offset, length)
    assert old.encode() in record
    assert len(old.encode()) == len(new.encode())
    record = re.sub(rb"WARC-(?:Block|Payload)-Digest: [^\r]+\r\n", b"", record)
    written = Zstd().pack(record.replace(old.encode(), new.encode()))
    file.write_bytes(data + written)
    return {"warc_offset": len(data), "warc_length": len(written)}
