"""How much of a file a killed process may have left, and that the next one writes no second file beside it."""

from __future__ import annotations

import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scraper.page_records import event_record, file_record
from scraper.page_rests import is_rest
from scraper.pages import PageWriter

MOMENT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
BEGINNING = file_record("xa/xa-00001.warc.gz", "xa")
RECORD = event_record("begin", "https://xa.example.gov.vn/", MOMENT, {"crawl": 1, "fill": "ghi chép " * 400_000})


@pytest.mark.parametrize(
    ("known", "behind", "rest"),
    [
        (BEGINNING, b"", True),
        (BEGINNING, RECORD, True),
        (BEGINNING, RECORD[: len(RECORD) // 2], True),
        (BEGINNING, RECORD + RECORD[:5], False),
        (BEGINNING, bytes(700), True),
        (b"", BEGINNING[:40], True),
        (b"", BEGINNING, True),
        (b"", BEGINNING + RECORD, True),
        (b"", BEGINNING + RECORD + RECORD, False),
    ],
    ids=[
        "nothing behind", "a record", "half a record", "a record and more", "zeros",
        "a cut beginning", "a beginning", "a beginning and a record", "a beginning and two",
    ],
)  # fmt: skip
def test_one_record_is_a_rest_and_two_are_none(tmp_path: Path, known: bytes, behind: bytes, rest: bool) -> None:
    path = tmp_path / "xa-00001.warc.gz"
    path.write_bytes(known + behind)
    assert is_rest(path, len(known)) is rest


@pytest.mark.parametrize("left", [b"", BEGINNING[:9], BEGINNING, BEGINNING + RECORD], ids=["", "cut", "begun", "one"])
def test_a_file_in_which_nothing_ever_counted_is_begun_anew(tmp_path: Path, left: bytes) -> None:
    (tmp_path / "xa").mkdir()
    (tmp_path / "xa" / "xa-00001.warc.gz").write_bytes(left)
    pages = PageWriter(tmp_path, "xa")
    pages.open({})
    page = pages.append(RECORD)
    pages.close()
    content = (tmp_path / "xa" / "xa-00001.warc.gz").read_bytes()
    assert page.warc == "xa/xa-00001.warc.gz"
    assert content[page.offset :] == RECORD
    assert zlib.decompress(content[: page.offset], 31).startswith(b"WARC/1.1\r\n")
    assert [path.name for path in tmp_path.glob("xa/*")] == ["xa-00001.warc.gz"]


def test_a_file_that_the_database_knows_or_that_holds_more_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "xa").mkdir()
    whole = BEGINNING + RECORD + RECORD
    (tmp_path / "xa" / "xa-00001.warc.gz").write_bytes(whole)
    pages = PageWriter(tmp_path, "xa")
    pages.open({})
    assert pages.append(RECORD).warc == "xa/xa-00002.warc.gz"
    pages.close()
    assert (tmp_path / "xa" / "xa-00001.warc.gz").read_bytes() == whole
