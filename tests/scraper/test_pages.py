from __future__ import annotations

import errno
import gzip
import os
from datetime import UTC, datetime
from io import FileIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from warcio.archiveiterator import ArchiveIterator

from scraper.errors import ArchiveError
from scraper.page_packing import Zstd
from scraper.page_records import EarlierPage, answer_record, record_id
from scraper.pages import PageWriter, StoredPage, digest, read_page
from scraper.store import Answer
from scraper.warc import Record, read_records

if TYPE_CHECKING:
    from scraper.page_packing import PageFormat

MOMENT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
HTML = "<html><body>Đảng bộ thị xã</body></html>".encode()


def answer(url: str = "https://x.gov.vn/a", raw: bytes = HTML, headers: list[tuple[str, str]] | None = None) -> Answer:
    return Answer(
        url, MOMENT, 200, headers or [("Content-Type", "text/html; charset=utf-8"), ("ETag", '"1"')], raw, raw
    )


def writer(folder: Path, committed: dict[str, int] | None = None, page_format: PageFormat = "zst") -> PageWriter:
    pages = PageWriter(folder, "songlam", page_format)
    pages.open(committed or {})
    return pages


def test_what_is_written_can_be_read(tmp_path: Path) -> None:
    pages = writer(tmp_path)
    first = pages.append(answer_record(answer(), {}))
    packed = Answer("https://x.gov.vn/b", MOMENT, 200, [("Content-Encoding", "gzip")], gzip.compress(HTML), HTML)
    second = pages.append(answer_record(packed, {}))
    pages.close()
    assert read_page(tmp_path, first, MOMENT).body == HTML
    read = read_page(tmp_path, second, MOMENT)
    assert read.url == "https://x.gov.vn/b"
    assert read.status == 200
    assert read.raw_body == read.body == HTML, "the content encoding is undone"
    assert (read.header("Content-Encoding"), read.header("X-Crawler-Content-Encoding")) == (None, "gzip")
    assert second.offset == first.offset + first.length


def test_other_tools_read_the_file_and_its_digests(tmp_path: Path) -> None:
    pages = writer(tmp_path, page_format="gz")
    stored = pages.append(
        answer_record(answer(headers=[("Transfer-Encoding", "chunked"), ("Content-Type", "text/html")]), {})
    )
    first_id = record_id("songlam", 1, "https://x.gov.vn/a", "2026-11-23T09:30:00+00:00")
    earlier = EarlierPage("https://x.gov.vn/a", "2026-11-23T09:30:00+00:00", first_id)
    pages.append(answer_record(answer(), {"outcome": "unchanged"}, None, earlier))
    pages.close()
    with (tmp_path / stored.warc).open("rb") as file:
        records = []
        for record in ArchiveIterator(file, check_digests="raise"):
            records.append((record.rec_type, record.content_stream().read(), record.rec_headers))
    assert [kind for kind, _, _ in records] == ["warcinfo", "response", "revisit"]
    assert records[1][1] == HTML
    assert records[1][2].get_header("WARC-Payload-Digest") == f"sha256:{digest(HTML)}"
    assert records[1][2].get_header("WARC-Date") == "2026-11-24T09:30:00Z"
    assert records[2][2].get_header("WARC-Refers-To-Date") == "2026-11-23T09:30:00Z"
    assert records[2][2].get_header("WARC-Refers-To") == first_id
    assert [name for name, _ in records[2][2].headers].count("WARC-Payload-Digest") == 1


def test_nothing_is_appended_behind_what_could_not_be_cut_off(tmp_path: Path) -> None:
    pages = writer(tmp_path)
    first = pages.append(answer_record(answer(), {}))
    end = pages.end()
    pages.append(answer_record(answer("https://x.gov.vn/undone"), {}))
    file = pages._file
    assert file is not None
    pages._file = Unshrinkable(file.name, "ab")
    pages.take_back(end)
    with pytest.raises(ArchiveError, match="are not open for writing"):
        pages.append(answer_record(answer("https://x.gov.vn/b"), {}))
    again = writer(tmp_path, {first.warc: first.offset + first.length})
    assert again.append(answer_record(answer("https://x.gov.vn/b"), {})).offset == first.offset + first.length


class Unshrinkable(FileIO):
    def truncate(self, _size: int | None = None) -> int:
        raise OSError(errno.EIO, "Input/output error")


@pytest.mark.parametrize("written", [None, 60], ids=["whole", "half"])
def test_the_rest_of_a_killed_process_is_cut_off(tmp_path: Path, written: int | None) -> None:
    pages = writer(tmp_path)
    first = pages.append(answer_record(answer(), {}))
    pages.close()
    committed = {first.warc: first.offset + first.length}
    with (tmp_path / first.warc).open("ab") as file:
        file.write(Zstd().pack(answer_record(answer("https://x.gov.vn/never-committed"), {}))[:written])
    pages = writer(tmp_path, committed)
    again = pages.append(answer_record(answer("https://x.gov.vn/b"), {}))
    pages.close()
    assert again.offset == first.offset + first.length
    urls = [record.url for record in read_records(tmp_path / first.warc) if isinstance(record, Record)]
    assert urls == ["", "https://x.gov.vn/a", "https://x.gov.vn/b"]


def test_pages_that_an_older_database_does_not_know_are_not_cut_off(tmp_path: Path) -> None:
    pages = writer(tmp_path)
    stored = [pages.append(answer_record(answer(f"https://x.gov.vn/{number}"), {})) for number in range(3)]
    pages.close()
    path = tmp_path / stored[0].warc
    content = path.read_bytes()
    with pytest.raises(ArchiveError, match=r"knows \d+ of \d+ bytes of stored pages.*congtin rebuild"):
        writer(tmp_path, {stored[0].warc: stored[1].offset})
    assert path.read_bytes() == content


def test_a_record_that_is_taken_back_leaves_no_trace(tmp_path: Path) -> None:
    pages = writer(tmp_path)
    first = pages.append(answer_record(answer(), {}))
    end = pages.end()
    undone = pages.append(answer_record(answer("https://x.gov.vn/undone"), {}))
    pages.append(answer_record(answer("https://x.gov.vn/undone-too"), {}))
    pages.take_back(end)
    second = pages.append(answer_record(answer("https://x.gov.vn/b"), {}))
    pages.close()
    assert second.offset == undone.offset
    urls = [record.url for record in read_records(tmp_path / first.warc) if isinstance(record, Record)]
    assert urls == ["", "https://x.gov.vn/a", "https://x.gov.vn/b"]


def test_a_record_that_could_be_written_by_half_only_is_cut_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = writer(tmp_path)
    first = pages.append(answer_record(answer(), {}))

    def no_space(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    end = pages.end()
    pages.append(answer_record(answer("https://x.gov.vn/half"), {}))
    monkeypatch.setattr(os, "fsync", no_space)
    with pytest.raises(ArchiveError, match="the page cannot be stored: No space left"):
        pages.sync()
    monkeypatch.undo()
    pages.take_back(end)
    assert (tmp_path / first.warc).stat().st_size == first.offset + first.length
    assert pages.append(answer_record(answer("https://x.gov.vn/b"), {})).offset == first.offset + first.length


def test_a_file_that_is_large_enough_is_followed_by_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scraper.pages.MAX_FILE_BYTES", 100)
    pages = writer(tmp_path)
    names = [pages.append(answer_record(answer(), {})).warc for _ in range(3)]
    assert len(set(names)) == 3
    assert names == sorted(names)


def test_a_file_that_was_begun_since_is_taken_back_to_its_beginning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scraper.pages.MAX_FILE_BYTES", 1000)
    pages = writer(tmp_path)
    kept = pages.append(answer_record(answer(), {}))
    end = pages.end()
    while (undone := pages.append(answer_record(answer("https://x.gov.vn/undone"), {}))).warc == kept.warc:
        pass
    pages.append(answer_record(answer("https://x.gov.vn/undone"), {}))
    pages.take_back(end)
    assert (tmp_path / kept.warc).stat().st_size == kept.offset + kept.length
    again = pages.append(answer_record(answer("https://x.gov.vn/b"), {}))
    assert (again.warc, again.offset) == (undone.warc, undone.offset)


def test_missing_pages_are_told(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="100 bytes of stored pages are missing"):
        writer(tmp_path, {"songlam/songlam-00001.warc.gz": 100})


def test_a_place_without_a_record_is_told(tmp_path: Path) -> None:
    pages = writer(tmp_path)
    stored = pages.append(answer_record(answer(), {}))
    pages.close()
    with pytest.raises(ArchiveError):
        read_page(tmp_path, StoredPage(stored.warc, stored.offset + 7, stored.length), MOMENT)
    with pytest.raises(ArchiveError, match="cannot be read"):
        read_page(tmp_path, StoredPage("none.warc.gz", 0, 10), MOMENT)


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(ArchiveError, match="pages cannot be stored here"):
        writer(tmp_path / "file")
