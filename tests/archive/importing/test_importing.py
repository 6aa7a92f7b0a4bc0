from __future__ import annotations

import gzip
import sqlite3
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from archive.database import reading, writing
from archive.dossier import read_dossier
from archive.importing import ImportOptions, import_files
from scraper.errors import ArchiveError
from scraper.pages import StoredPage, read_page
from scraper.portal import Portal
from tests.archive.importing.kept import (
    HOST,
    capture,
    imported,
    rows,
    story,
    url,
    written,
    written_with_a_wrong_digest,
)
from tests.scraper.warc import made


def test_captures_of_a_page_are_its_revisions_in_the_order_of_their_times(archive_directory: Path, file: Path) -> None:
    written(file, [
        capture(1, "2021-06-01", story(1, "tu sửa")), capture(1, "2021-03-02"), capture(1, "2021-04-01"),
        capture(1, "2021-09-01"), capture(2, "2021-03-05"),
    ])  # fmt: skip
    summary = imported(archive_directory, file)

    assert (summary.records, summary.captures, summary.damaged, summary.skipped.total()) == (5, 5, 0, 0)
    with reading(archive_directory) as db:
        revisions = rows(
            db,
            f"SELECT number, seen_at FROM revisions WHERE article = (SELECT id FROM articles WHERE url = '{url(1)}') "
            "ORDER BY number",
        )
        assert revisions == [(1, "2021-03-02T02:03:04+00:00"), (2, "2021-06-01T02:03:04+00:00"),
                             (3, "2021-09-01T02:03:04+00:00")]  # fmt: skip
        assert rows(db, f"SELECT first_seen, last_seen, title FROM articles WHERE url = '{url(1)}'") == [
            (
                "2021-03-02T02:03:04+00:00",
                "2021-09-01T02:03:04+00:00",
                "Xã Nam Sơn khánh thành công trình thủy lợi số 1",
            )
        ]
        assert rows(db, "SELECT id, name FROM portals") == [("songlam.example.vn", "songlam.example.vn")]
        assert rows(db, "SELECT DISTINCT imported_at IS NOT NULL, import FROM captures") == [(1, 1)]
        assert rows(db, "SELECT records, captures, damaged, skipped, outcome FROM imports") == [(5, 5, 0, 0, "ok")]


def test_every_capture_leads_to_its_bytes_in_a_file_kept_unchanged(archive_directory: Path, file: Path) -> None:
    for content in (made.packed, made.packed_zstd, b"".join, lambda records: gzip.compress(b"".join(records))):
        file.write_bytes(content([capture(number, f"2021-03-0{number}") for number in range(1, 5)]))
        directory = archive_directory.with_name(f"archive-{file.stat().st_size}")
        assert imported(directory, file).captures == 4
        pages = directory / "pages"
        assert (pages / "imported" / file.name).read_bytes() == file.read_bytes()
        with reading(directory) as db:
            for number, warc, offset, length, fetched_at in rows(
                db, "SELECT id, warc, warc_offset, warc_length, fetched_at FROM captures ORDER BY fetched_at"
            ):
                answer = read_page(pages, StoredPage(warc, offset, length), datetime.fromisoformat(fetched_at))
                assert (answer.url, answer.body) == (url(number), story(number))


def test_a_capture_names_the_file_that_it_came_from_and_not_the_others_of_its_import(
    archive_directory: Path, file: Path
) -> None:
    other = file.with_name("other.warc.gz")
    written(file, [capture(1, "2021-03-02")])
    written(other, [capture(1, "2021-06-01", story(1, "tu sửa"))])
    with writing(archive_directory) as db:
        import_files(db, archive_directory, [file, other], ImportOptions())
    with reading(archive_directory) as db:
        db.conn.row_factory = sqlite3.Row
        dossier = read_dossier(db.conn, db.execute("SELECT id FROM articles").fetchone()[0])
    assert dossier is not None
    assert [found.row["import_source"] for found in dossier.captures] == [str(file), str(other)]


def test_an_earlier_file_is_put_in_between(archive_directory: Path, tmp_path: Path) -> None:
    new = written(tmp_path / "new.warc.gz", [capture(1, "2022-01-01"), capture(2, "2022-01-01")])
    old = written(tmp_path / "old.warc.gz", [capture(1, "2021-03-02", story(1, "tu sửa")), capture(1, "2021-03-01")])
    one, other = archive_directory / "one", archive_directory / "other"
    for directory, files in ((one, (new, old)), (other, (old, new))):
        for file in files:
            imported(directory, file)
    wanted = "SELECT r.id, r.article, r.number, r.seen_at, r.changed, r.digest FROM revisions r ORDER BY r.id"
    with reading(one) as first, reading(other) as second:
        assert rows(first, wanted) == rows(second, wanted)
        assert len(rows(first, wanted)) == 4


def test_deletions_and_returns(archive_directory: Path, file: Path) -> None:
    gone = "404 Not Found"
    written(file, [
        capture(1, "2021-03-02"), capture(1, "2021-05-02", b"", gone), capture(1, "2021-05-09", b"", gone),
        capture(1, "2021-08-01"), capture(2, "2021-03-02"), capture(2, "2021-05-02", b"", gone),
        capture(2, "2021-05-09", b"", gone), capture(3, "2021-05-02", b"", gone),
    ])  # fmt: skip
    imported(archive_directory, file)
    with reading(archive_directory) as db:
        assert rows(db, "SELECT url, gone_at, gone_confirmed_at FROM articles ORDER BY url") == [
            (url(1), None, None),
            (url(2), "2021-05-02T02:03:04+00:00", "2021-05-09T02:03:04+00:00"),
        ]
        assert len(rows(db, "SELECT * FROM disappearances")) == 2


def test_what_is_no_page_is_left_out_with_its_reason(archive_directory: Path, file: Path) -> None:
    image = made.record(made.http(b"png", fields=[("Content-Type", "image/png")]), f"{HOST}/a?b")
    style = made.record(made.http(b"a {}", fields=[("Content-Type", "text/css")]), f"{HOST}/a.css")
    robots = made.record(made.http(b"User-agent: *"), f"{HOST}/robots.txt")
    dns = made.record(b"songlam.example.vn. 300 IN A 203.0.113.5", "dns:songlam.example.vn", "response")
    request = made.record(b"GET / HTTP/1.1\r\n\r\n", url(1), "request")
    notes = made.record(b"outlink: ...", url(1), "metadata")
    described = made.record(b"software: Heritrix", None, "warcinfo")
    written(file, [described, dns, robots, request, capture(1, "2021-03-02"), notes, image, style])
    summary = imported(archive_directory, file)

    assert (summary.records, summary.captures, summary.damaged) == (8, 1, 0)
    assert summary.skipped.total() == 7
    assert len(summary.skipped) == 7


def test_pages_go_to_the_portal_of_their_address_and_day(archive_directory: Path, file: Path) -> None:
    old = Portal(id="xa-cu", name="Xã cũ", url=f"{HOST}/", valid_to=date(2021, 6, 30))
    new = Portal(id="phuong-moi", name="Phường mới", url=f"{HOST}/", valid_from=date(2021, 7, 1))
    written(file, [
        capture(1, "2021-03-02"), capture(2, "2021-08-02"),
        *(capture(number, "2021-03-02", at=f"https://xa-khac.example.vn/bai-{number}.html") for number in range(3, 6)),
    ])  # fmt: skip
    declared = {portal.id: portal for portal in (old, new)}
    imported(archive_directory, file, options=ImportOptions(declared=declared))
    with reading(archive_directory) as db:
        assert rows(db, "SELECT portal, count(*) FROM articles GROUP BY portal ORDER BY portal") == [
            ("phuong-moi", 1),
            ("xa-cu", 1),
            ("xa-khac.example.vn", 3),
        ]

    other = archive_directory.with_name("other")
    summary = imported(other, file, options=ImportOptions(declared=declared, only=old))
    assert (summary.captures, dict(summary.skipped)) == (1, {"a page of another portal": 4})


@pytest.mark.parametrize("declared", [False, True])
def test_the_port_of_the_scheme_makes_no_other_portal(archive_directory: Path, file: Path, *, declared: bool) -> None:
    """The Internet Archive lists most captures of the years before 2018 as ``http://town.gov.vn:80/``."""
    plain = HOST.replace("https", "http")
    written(file, [
        capture(1, "2016-03-02", at=f"{plain}:80/tin-tuc/bai-1.html"), capture(1, "2017-03-02", story(1, "tu sửa")),
        capture(2, "2016-03-02", at=f"{HOST}:443/tin-tuc/bai-2.html"),
        capture(3, "2016-03-02", b"", "301 Moved", at=f"{plain}:80/tin-tuc/bai-3.html",
                fields=[("Location", f"{HOST}/tin-tuc/bai-1.html")]),
    ])  # fmt: skip
    portal = Portal(id="nam-son", name="Nam Sơn", url=f"{HOST}/")
    imported(archive_directory, file, options=ImportOptions(declared={portal.id: portal} if declared else {}))
    with reading(archive_directory) as db:
        name = "nam-son" if declared else "songlam.example.vn"
        assert rows(db, "SELECT id FROM portals") == [(name,)]
        assert rows(db, "SELECT revision_count FROM articles ORDER BY id") == [(2,), (1,)]
        assert rows(db, "SELECT outcome, count(*) FROM captures GROUP BY 1") == [("redirect", 1), ("stored", 3)]


def test_hosts_whose_pages_others_embed_are_no_portals(archive_directory: Path, file: Path) -> None:
    embedded = capture(1, "2021-03-02", at="https://maps.example.com/embed-map")
    written(file, [*(capture(number, "2021-03-02") for number in range(60)), embedded])
    summary = imported(archive_directory, file)
    assert (summary.captures, dict(summary.skipped)) == (60, {"a page that others embed": 1})


def test_only_the_time_that_is_wanted(archive_directory: Path, file: Path) -> None:
    written(file, [capture(1, f"2021-0{month}-01") for month in range(1, 7)])
    options = ImportOptions(first=datetime(2021, 2, 1, tzinfo=UTC), last=datetime(2021, 4, 1, tzinfo=UTC))
    summary = imported(archive_directory, file, options=options)
    assert (summary.captures, summary.skipped.total()) == (2, 4)


def test_an_address_that_names_another_as_the_articles_own(archive_directory: Path, file: Path) -> None:
    """Whichever was captured first; where the other was not captured the page has the record itself."""
    written(file, [
        capture(1, "2021-03-01", story(1, canonical=url(1)), at=f"{HOST}/muc/bai-1.html"), capture(1, "2021-03-02"),
        capture(2, "2021-03-01", story(2, canonical=url(99)), at=f"{HOST}/muc/bai-2.html"),
    ])  # fmt: skip
    imported(archive_directory, file)
    with reading(archive_directory) as db:
        assert rows(db, "SELECT url FROM articles ORDER BY url") == [(f"{HOST}/muc/bai-2.html",), (url(1),)]
        assert rows(db, "SELECT url, outcome FROM captures WHERE outcome = 'alias'") == [
            (f"{HOST}/muc/bai-1.html", "alias")
        ]


def test_nothing_is_queued_and_articles_are_known_to_a_later_crawl(archive_directory: Path, file: Path) -> None:
    home = capture(
        0,
        "2021-03-02",
        b"<html><body><a href='/tin-tuc/moi.html'>Tin rat moi cua xa Nam Son</a></body></html>",
        at=f"{HOST}/",
    )
    imported(archive_directory, written(file, [home, capture(1, "2021-03-02"), capture(2, "2021-03-02")]))
    with reading(archive_directory) as db:
        assert rows(db, "SELECT url, state, kind, article IS NOT NULL FROM frontier ORDER BY url") == [
            (url(1), "done", "article", 1),
            (url(2), "done", "article", 1),
        ]
        assert rows(db, "SELECT count(*) FROM crawls WHERE finished IS NULL") == [(0,)]


def test_a_part_of_a_wacz_that_is_not_what_was_said_of_it_makes_the_import_no_whole_one(
    archive_directory: Path, tmp_path: Path
) -> None:
    path = written_with_a_wrong_digest(tmp_path / "crawl.wacz", [capture(1, "2021-03-02")])
    summary = imported(archive_directory, path)
    assert (summary.captures, summary.damaged, summary.is_whole) == (1, 0, False)
    with reading(archive_directory) as db:
        assert rows(db, "SELECT outcome, records, captures, damaged FROM imports") == [("damaged", 1, 1, 0)]


def test_files_that_cannot_be_had_are_told_in_a_sentence(archive_directory: Path, tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="cannot be imported"):
        imported(archive_directory, tmp_path / "nowhere.warc")
