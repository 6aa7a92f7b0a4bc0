"""How much of a file a killed process may have left, and that the next one writes no second file beside it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scraper.page_dictionaries import make_dictionary
from scraper.page_packing import Gzip, Zstd
from scraper.page_records import event_record, file_record
from scraper.page_rests import is_rest
from scraper.pages import PageWriter
from scraper.warc import read_records

if TYPE_CHECKING:
    from scraper.page_packing import Packer

MOMENT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
RECORD = event_record("begin", "https://xa.example.gov.vn/", MOMENT, {"crawl": 1, "fill": "ghi chép " * 400_000})


def with_a_dictionary() -> Zstd:
    texts = (f"Thông báo số {number} về việc họp dân " * 40 + f"{number**7}" for number in range(12))
    records = [event_record("begin", "https://xa.example.gov.vn/", MOMENT, {"fill": text}) for text in texts]
    dictionary = make_dictionary(records)
    assert dictionary is not None
    return Zstd(dictionary)


PACKERS: dict[str, Packer] = {"gz": Gzip(), "zst": Zstd(), "zst with a dictionary": with_a_dictionary()}


@pytest.mark.parametrize("packer", PACKERS.values(), ids=PACKERS)
@pytest.mark.parametrize(
    ("known", "behind", "rest"),
    [
        ("B", "", True),
        ("B", "R", True),
        ("B", "r", True),
        ("B", "R5", False),
        ("B", "0", True),
        ("", "b", True),
        ("", "B", True),
        ("", "BR", True),
        ("", "BRR", False),
    ],
    ids=[
        "nothing behind", "a record", "half a record", "a record and more", "zeros",
        "a cut beginning", "a beginning", "a beginning and a record", "a beginning and two",
    ],
)  # fmt: skip
def test_one_record_is_a_rest_and_two_are_none(
    tmp_path: Path, packer: Packer, known: str, behind: str, rest: bool
) -> None:
    begin = packer.beginning + packer.pack(file_record(f"xa/xa-00001{packer.suffix}", "xa"))
    record = packer.pack(RECORD)
    parts = {"B": begin, "b": begin[: len(begin) // 2], "R": record, "r": record[: len(record) // 2],
             "5": record[:5], "0": bytes(700)}  # fmt: skip
    path = tmp_path / f"xa-00001{packer.suffix}"
    path.write_bytes(b"".join(parts[part] for part in known + behind))
    assert is_rest(path, sum(len(parts[part]) for part in known)) is rest


@pytest.mark.parametrize("left", ["", "cut", "begun", "one"])
def test_a_file_in_which_nothing_ever_counted_is_begun_anew(tmp_path: Path, left: str) -> None:
    name = "xa/xa-00001.warc.zst"
    (tmp_path / "xa").mkdir()
    begin = Zstd().pack(file_record(name, "xa"))
    contents = {"": b"", "cut": begin[:9], "begun": begin, "one": begin + Zstd().pack(RECORD)}
    (tmp_path / name).write_bytes(contents[left])
    pages = PageWriter(tmp_path, "xa")
    pages.open({})
    page = pages.append(RECORD)
    pages.close()
    content = (tmp_path / name).read_bytes()
    assert page.warc == name
    assert content[page.offset :] == Zstd().pack(RECORD)
    assert [getattr(one, "type", one) for one in read_records(tmp_path / name)] == ["warcinfo", "metadata"]
    assert [path.name for path in tmp_path.glob("xa/*")] == ["xa-00001.warc.zst"]


def test_a_file_that_the_database_knows_or_that_holds_more_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "xa").mkdir()
    whole = Zstd().pack(file_record("xa/xa-00001.warc.zst", "xa")) + 2 * Zstd().pack(RECORD)
    (tmp_path / "xa" / "xa-00001.warc.zst").write_bytes(whole)
    pages = PageWriter(tmp_path, "xa")
    pages.open({})
    assert pages.append(RECORD).warc == "xa/xa-00002.warc.zst"
    pages.close()
    assert (tmp_path / "xa" / "xa-00001.warc.zst").read_bytes() == whole


def test_a_number_is_not_given_twice_in_another_format(tmp_path: Path) -> None:
    """A rest that is packed in another way stays where it is; a rebuild would else find two files of one number."""
    (tmp_path / "xa").mkdir()
    (tmp_path / "xa" / "xa-00001.warc.gz").write_bytes(Gzip().pack(file_record("xa/xa-00001.warc.gz", "xa")))
    pages = PageWriter(tmp_path, "xa")
    pages.open({})
    assert pages.append(RECORD).warc == "xa/xa-00002.warc.zst"
    pages.close()
