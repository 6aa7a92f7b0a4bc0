"""Revisits: captures that refer to the body of another one, in the same file, in an earlier one, or in none."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.database import reading
from tests.archive.importing.kept import (
    capture,
    everything,
    imported,
    repeated,
    rows,
    story,
    url,
    written,
)
from tests.scraper.warc import made


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


def test_not_modified_is_a_sight_of_what_was_captured_and_of_nothing_else(archive_directory: Path, file: Path) -> None:
    """Of a list too, which is no address of the import's; what nobody has captured was not seen in it."""
    a_list = b"<html><body><h1>Tin</h1></body></html>"
    written(file, [
        capture(1, "2021-03-02"), capture(1, "2021-05-02", b"", "304 Not Modified"),
        capture(2, "2021-03-02", a_list), capture(2, "2021-05-02", b"", "304 Not Modified"),
        capture(3, "2021-05-02", b"", "304 Not Modified"),
    ])  # fmt: skip
    imported(archive_directory, file)
    with reading(archive_directory) as db:
        found = rows(db, "SELECT url, outcome, reason FROM captures WHERE status = 304 ORDER BY url")
    assert [(address, outcome) for address, outcome, _ in found] == [
        (url(1), "unchanged"), (url(2), "unchanged"), (url(3), "failed")
    ]  # fmt: skip
    assert "nothing of the page is known" in found[2][2]


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
    anew = tmp_path / "anew"
    shutil.copytree(archive_directory / "pages", anew / "pages")
    repeated(anew)
    before, after = everything(archive_directory), everything(anew)
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
