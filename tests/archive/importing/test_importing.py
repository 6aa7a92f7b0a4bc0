from __future__ import annotations

import gzip
import json
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from archive.database import reading, writing
from archive.dossier import read_dossier
from archive.importing import ImportOptions, import_files, import_notes, repeat_import, second_pass
from scraper.errors import ArchiveError
from scraper.pages import StoredPage, read_page
from scraper.portal import Portal, portal_from_url
from tests.archive.importing.kept import HOST, capture, everything, imported, rows, story, url, written
from tests.scraper.warc import made


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kept.warc.gz"


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


def test_importing_twice_changes_nothing_whatever_the_file_is_called(archive_directory: Path, file: Path) -> None:
    written(file, [capture(1, "2021-03-02"), capture(2, "2021-03-02"), b"garbage"])
    imported(archive_directory, file)
    before = everything(archive_directory)
    other = file.with_name("copy of it.warc.gz")
    other.write_bytes(file.read_bytes())

    assert imported(archive_directory, file, other).files_known == 2
    assert everything(archive_directory) == before


def test_the_same_answer_in_another_file_is_known(archive_directory: Path, file: Path, tmp_path: Path) -> None:
    imported(archive_directory, written(file, [capture(1, "2021-03-02"), capture(2, "2021-03-02")]))
    summary = imported(
        archive_directory, written(tmp_path / "more.warc.gz", [capture(1, "2021-03-02"), capture(3, "2021-03-02")])
    )

    assert (summary.captures, dict(summary.skipped)) == (1, {"known already": 1})


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


def revisit(
    number: int,
    day: str,
    *,
    original_day: str | None,
    original: int | None = None,
    profile: str = "identical-payload-digest",
) -> bytes:
    body = story(number if original is None else original)
    more = [("WARC-Profile", f"http://netpreserve.org/warc/1.1/revisit/{profile}"),
            ("WARC-Payload-Digest", made.sha1(body))]  # fmt: skip
    if original_day is not None:
        more += [("WARC-Refers-To-Target-URI", url(number if original is None else original)),
                 ("WARC-Refers-To-Date", f"{original_day}T02:03:04Z")]  # fmt: skip
    return capture(number, day, b"", kind="revisit", more=more)


def test_revisits_are_sights_of_what_they_refer_to(archive_directory: Path, file: Path) -> None:
    payload = [("WARC-Payload-Digest", made.sha1(story(2)))]
    written(file, [
        capture(1, "2021-03-02"), capture(1, "2021-04-02", story(1, "tu sửa")),
        revisit(1, "2021-05-02", original_day="2021-03-02"),  # back to the first words
        revisit(1, "2021-06-02", original_day=None, profile="server-not-modified"),
        capture(2, "2021-03-02", more=payload), revisit(2, "2021-06-02", original_day=None),
    ])  # fmt: skip
    summary = imported(archive_directory, file)

    assert (summary.captures, summary.damaged) == (6, 0)
    with reading(archive_directory) as db:
        assert rows(db, "SELECT url, revision_count, last_seen FROM articles ORDER BY url") == [
            (url(1), 3, "2021-06-02T02:03:04+00:00"),
            (url(2), 1, "2021-06-02T02:03:04+00:00"),
        ]
        for table in ("captures", "frontier"):
            assert rows(db, f"SELECT DISTINCT reason FROM {table} WHERE outcome = 'unchanged'") == [(None,)]
        assert rows(db, "SELECT count(*) FROM captures WHERE digest IS NULL") == [(0,)]


def test_a_revisit_whose_original_is_not_there_is_told(archive_directory: Path, file: Path, tmp_path: Path) -> None:
    written(file, [capture(2, "2021-03-02"), revisit(1, "2021-05-02", original_day="2021-03-02")])
    summary = imported(archive_directory, file)
    assert (summary.captures, summary.damaged) == (1, 1)
    with reading(archive_directory) as db:
        assert [
            (address, "refers to" in reason) for address, reason in rows(db, "SELECT url, reason FROM import_problems")
        ] == [(url(1), True)]


@pytest.mark.parametrize("pack", [made.packed, lambda records: gzip.compress(b"".join(records))])
def test_a_revisit_that_was_imported_before_what_it_refers_to_comes_in_with_its_file_once_more(
    archive_directory: Path, file: Path, tmp_path: Path, pack: Callable[[list[bytes]], bytes]
) -> None:
    lacking = [capture(2, "2021-03-02"), revisit(1, "2021-05-02", original_day="2021-03-02")]
    first = file
    first.write_bytes(pack(lacking))
    assert (imported(archive_directory, first).damaged, imported(archive_directory, first).files_known) == (1, 1)
    original = written(tmp_path / "original.warc.gz", [capture(1, "2021-03-02")])
    assert imported(archive_directory, original).captures == 1
    again = imported(archive_directory, first)
    assert (again.number, again.captures, again.skipped["known already"], again.damaged) == (3, 1, 1, 0)
    assert imported(archive_directory, first, original).files_known == 2
    with reading(archive_directory) as db:
        assert rows(db, f"SELECT last_seen FROM articles WHERE url = '{url(1)}'") == [("2021-05-02T02:03:04+00:00",)]
    repeated = tmp_path / "repeated"
    shutil.copytree(archive_directory / "pages", repeated / "pages")
    with writing(repeated) as db:
        for note in import_notes(repeated / "pages"):
            repeat_import(db, repeated, note)
    before, after = everything(archive_directory), everything(repeated)
    for table in ("captures", "articles", "revisions", "imports", "import_problems", "crawls"):
        assert after[table] == before[table] != [], table


def test_a_revisit_and_what_it_refers_to_may_be_named_together_later(
    archive_directory: Path, file: Path, tmp_path: Path
) -> None:
    imported(archive_directory, written(file, [revisit(1, "2021-05-02", original_day="2021-03-02")]))
    original = written(tmp_path / "original.warc.gz", [capture(1, "2021-03-02")])
    together = imported(archive_directory, file, original)
    assert (together.files, together.captures, together.damaged) == (2, 2, 0)


def test_a_revisit_may_refer_to_what_was_imported_before(archive_directory: Path, file: Path, tmp_path: Path) -> None:
    imported(archive_directory, written(file, [capture(1, "2021-03-02")]))
    later = written(tmp_path / "later.warc.gz", [revisit(1, "2021-05-02", original_day="2021-03-02")])
    assert imported(archive_directory, later).damaged == 0
    with reading(archive_directory) as db:
        assert rows(db, "SELECT last_seen, revision_count FROM articles") == [("2021-05-02T02:03:04+00:00", 1)]


def by_wget(number: int, day: str, refers_to: str, body: bytes, status: str = "200 OK") -> bytes:
    """A revisit of ``wget --warc-dedup``: the id of a record is named, no time; the block's digest is of no bytes."""
    more = [("WARC-Profile", "http://netpreserve.org/warc/1.0/revisit/identical-payload-digest"),
            ("WARC-Refers-To", refers_to), ("WARC-Truncated", "length"), ("WARC-Block-Digest", made.sha1(b"")),
            ("WARC-Payload-Digest", made.sha1(body))]  # fmt: skip
    return capture(number, day, b"", status, kind="revisit", more=more, digest=False)


@pytest.mark.parametrize("named", ["urn:uuid:9d0b3f21-0c47-4a7e-9f0e-2d8f8d1f1a55", "urn:uuid:of-another-tool"])
def test_a_revisit_of_wget_means_a_record_or_a_digest_that_an_earlier_import_brought(
    archive_directory: Path, file: Path, tmp_path: Path, named: str
) -> None:
    identified = [("WARC-Record-ID", "<urn:uuid:9d0b3f21-0c47-4a7e-9f0e-2d8f8d1f1a55>")]
    words = [capture(1, "2021-03-02", more=identified), capture(1, "2021-04-02", story(1, "tu sửa"))]
    imported(archive_directory, written(file, words))
    revisits = [by_wget(1, "2021-05-02", f"<{named}>", story(1)), by_wget(1, "2021-06-02", "<urn:of-no-record>", b"?")]
    summary = imported(archive_directory, written(tmp_path / "later.warc.gz", revisits))
    assert (summary.captures, summary.damaged) == (1, 1)
    with reading(archive_directory) as db:
        assert rows(db, "SELECT revision_count, last_seen FROM articles") == [(3, "2021-05-02T02:03:04+00:00")]
        assert "refers to is not there" in rows(db, "SELECT reason FROM import_problems")[0][0]


def test_a_revisit_that_is_an_error_says_so_by_its_header(archive_directory: Path, file: Path, tmp_path: Path) -> None:
    imported(archive_directory, written(file, [capture(1, "2021-03-02")]))
    gone = [by_wget(1, f"2021-05-{day:02}", "<urn:of-no-record>", b"?", "404 Not Found") for day in (2, 9)]
    assert imported(archive_directory, written(tmp_path / "later.warc.gz", gone)).damaged == 0
    with reading(archive_directory) as db:
        assert rows(db, "SELECT gone_at, gone_confirmed_at FROM articles") == [
            ("2021-05-02T02:03:04+00:00", "2021-05-09T02:03:04+00:00")
        ]


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


def test_what_an_import_was_told_to_leave_out_comes_in_when_it_is_wanted(archive_directory: Path, file: Path) -> None:
    written(file, [capture(1, "2021-03-02"), capture(2, "2021-06-01"), capture(3, "2021-09-01")])
    march = ImportOptions(last=datetime(2021, 4, 1, tzinfo=UTC))
    assert imported(archive_directory, file, options=march).captures == 1
    assert imported(archive_directory, file, options=march).files_known == 1, "as much is wanted as was taken in"
    elsewhere = Portal(id="khac", name="Khác", url="https://khac.example.vn/")
    assert imported(archive_directory, file, options=ImportOptions(only=elsewhere)).captures == 0
    whole = imported(archive_directory, file)
    assert (whole.records, whole.captures, whole.damaged) == (3, 2, 0)
    assert imported(archive_directory, file, options=march).files_known == 1
    assert imported(archive_directory, file).files_known == 1
    with reading(archive_directory) as db:
        assert rows(db, "SELECT count(*), count(DISTINCT warc_offset) FROM captures") == [(3, 3)]
        assert rows(db, "SELECT count(*) FROM articles") == [(3,)]
    before = everything(archive_directory)
    (archive_directory / "archive.db").unlink()
    with writing(archive_directory) as db:
        for note in import_notes(archive_directory / "pages"):
            repeat_import(db, archive_directory, note)
    assert everything(archive_directory) == before


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
    path = tmp_path / "crawl.wacz"
    with zipfile.ZipFile(path, "w") as zipped:
        zipped.writestr("archive/data.warc.gz", made.packed([capture(1, "2021-03-02")]))
        resources = [{"path": "archive/data.warc.gz", "hash": f"sha256:{'0' * 64}"}]
        zipped.writestr("datapackage.json", json.dumps({"resources": resources}))
    summary = imported(archive_directory, path)
    assert (summary.captures, summary.damaged, summary.is_whole) == (1, 0, False)
    with reading(archive_directory) as db:
        assert rows(db, "SELECT outcome, records, captures, damaged FROM imports") == [("damaged", 1, 1, 0)]


def test_an_import_that_was_interrupted_goes_on(
    archive_directory: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(file, [capture(number, "2021-03-02") for number in range(1, 10)])
    whole = archive_directory.with_name("whole")
    imported(whole, file)
    monkeypatch.setattr(second_pass, "_BATCH", 2)
    read, count = second_pass.read_record, 0

    def stops(*arguments: object) -> object:
        nonlocal count
        count += 1
        if count > 5:
            raise KeyboardInterrupt
        return read(*arguments)  # type: ignore[arg-type]

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt), writing(archive_directory) as db:
        patched.setattr(second_pass, "read_record", stops)
        import_files(db, archive_directory, [file])
    summary = imported(archive_directory, file)

    assert (summary.number, summary.captures, summary.skipped.total()) == (1, 9, 0)
    wanted = "SELECT id, url, crawl, outcome, article, revision, import FROM captures ORDER BY url"
    with reading(archive_directory) as db, reading(whole) as other:
        assert rows(db, wanted) == rows(other, wanted)
        assert rows(db, "SELECT count(*) FROM crawls") == [(1,)]


def test_an_import_can_be_repeated_from_its_files_alone(archive_directory: Path, file: Path, tmp_path: Path) -> None:
    portal = Portal(id="nam-son", name="Nam Sơn", url=f"{HOST}/", unit="xã Nam Sơn", valid_from=date(2020, 1, 1))
    written(
        file,
        [capture(1, "2021-03-02"), capture(2, "2021-03-02"), b"garbage", capture(1, "2021-05-02", story(1, "tu sửa"))],
    )
    imported(archive_directory, file, options=ImportOptions(declared={portal.id: portal}, source="a gift"))
    before = everything(archive_directory)
    (archive_directory / "archive.db").unlink()
    for rest in archive_directory.glob("archive.db-*"):
        rest.unlink()
    for manifest in archive_directory.glob("manifests/*"):
        manifest.unlink()
    with writing(archive_directory) as db:
        (note,) = import_notes(archive_directory / "pages")
        repeat_import(db, archive_directory, note)
    after = everything(archive_directory)
    for table in set(before) - {"frontier", "import_files", "warc_files"}:
        assert after[table] == before[table], table


def test_an_import_that_goes_on_with_other_options_leaves_what_rows_lead_to_where_it_is(
    archive_directory: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    others = [capture(number, "2021-03-02", at=f"https://khac.example.vn/{number}.html") for number in range(1, 5)]
    own = [capture(number, "2021-03-03") for number in range(1, 5)]
    file.write_bytes(gzip.compress(b"".join([others[0], own[0], *others[1:], *own[1:]])))
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(second_pass, "_BATCH", 1)
        patched.setattr("archive.importing.second_pass.PortalImport.waits", _stops_after(5))
        imported(archive_directory, file)
    assert imported(archive_directory, file, options=ImportOptions(only=portal_from_url(f"{HOST}/"))).damaged == 0
    with reading(archive_directory) as db:
        kept = rows(db, "SELECT url, warc, warc_offset, warc_length, fetched_at FROM captures ORDER BY id")
        ((size,),) = rows(db, "SELECT size FROM warc_files WHERE name LIKE '%members%'")
    assert len({address for address, *_ in kept}) == 8
    pages = archive_directory / "pages"
    for address, warc, offset, length, moment in kept:
        assert read_page(pages, StoredPage(warc, offset, length), datetime.fromisoformat(moment)).url == address
    assert (pages / "imported" / f"{file.name}.members.warc.gz").stat().st_size == size


def _stops_after(count: int) -> Callable[..., bool]:
    calls = 0

    def waits(*_: object) -> bool:
        nonlocal calls
        calls += 1
        if calls > count:
            raise KeyboardInterrupt
        return False

    return waits


def test_what_was_told_of_an_import_beside_its_records_is_told_once_more(
    archive_directory: Path, tmp_path: Path
) -> None:
    path = tmp_path / "crawl.wacz"
    with zipfile.ZipFile(path, "w") as zipped:
        zipped.writestr("archive/data.warc.gz", made.packed([capture(1, "2021-03-02")]))
        resources = [{"path": "archive/data.warc.gz", "hash": f"sha256:{'0' * 64}"}]
        zipped.writestr("datapackage.json", json.dumps({"resources": resources}))
    with writing(archive_directory) as db:
        import_files(db, archive_directory, [path], None, [(url(2), "20210302020304", "status 404")])
    repeated = tmp_path / "repeated"
    shutil.copytree(archive_directory / "pages", repeated / "pages")
    with writing(repeated) as db:
        (note,) = import_notes(repeated / "pages")
        repeat_import(db, repeated, note)
    before, after = everything(archive_directory), everything(repeated)
    assert len(before["import_problems"]) == 2
    for table in ("imports", "import_files", "import_problems", "captures"):
        assert after[table] == before[table], table


def test_files_that_cannot_be_had_are_told_in_a_sentence(archive_directory: Path, tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="cannot be imported"):
        imported(archive_directory, tmp_path / "nowhere.warc")
