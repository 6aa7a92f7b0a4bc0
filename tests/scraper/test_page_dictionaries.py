"""Dictionaries of a portal's own pages, and files of stored pages that begin with one."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType

from scraper.errors import ArchiveError
from scraper.page_dictionaries import LEAST_SAMPLES, MAX_DICTIONARY_BYTES, make_dictionary
from scraper.page_names import newest, page_file_name, page_files
from scraper.page_packing import Gzip, Zstd
from scraper.page_records import answer_record
from scraper.pages import FIRST_FILE_BYTES, PageWriter, StoredPage, read_page
from scraper.store import Answer
from scraper.warc import Record, read_record, read_records, unpacked_record

if TYPE_CHECKING or sys.version_info < (3, 14):
    from backports import zstd
else:
    from compression import zstd

MOMENT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
_TEXT = "họp dân xã đường giao thông nông thôn mới bí thư chủ tịch hội nghị triển khai kế hoạch năm"
_WORDS = _TEXT.split()


def pages_of(template: int, count: int) -> list[bytes]:
    """Return pages that share what only their template has, and differ in a text, a token and a counter."""
    frame, chance = random.Random(template), random.Random(f"pages of {template}")
    rules = "".join(f".c{frame.randrange(10**6)}{{margin:{frame.randrange(90)}px}}" for _ in range(700))
    menu = "".join(f'<li><a href="/muc-{frame.randrange(10**6)}">{frame.choice(_WORDS)}</a></li>' for _ in range(200))
    return [
        (
            f"<html><style>{rules}</style><ul>{menu}</ul><input value={chance.randbytes(300).hex()}>"
            f"<p>{' '.join(chance.choice(_WORDS) for _ in range(300))}</p><i>{chance.randrange(10**7)}</i></html>"
        ).encode()
        for _ in range(count)
    ]


def answer(number: int, body: bytes) -> Answer:
    return Answer(f"https://xa.gov.vn/{number}", MOMENT, 200, [("Content-Type", "text/html")], body, body)


def written(folder: Path, bodies: list[bytes], committed: dict[str, int] | None = None) -> list[StoredPage]:
    """Store pages as a crawl would; a dictionary is made of those that were stored before."""
    stored: list[StoredPage] = []
    pages = PageWriter(folder, "xa", samples=lambda: reversed(stored))
    pages.open(committed or {})
    for number, body in enumerate(bodies):
        stored.append(pages.append(answer_record(answer(number, body), {"capture": number})))
    pages.close()
    return stored


@pytest.mark.parametrize("count", [2, 3, 4])
def test_every_template_of_a_portal_gets_a_place(count: int) -> None:
    """Also where they take turns, as a list and its articles may."""
    templates = [pages_of(number, 20) for number in range(count)]
    dictionary = make_dictionary(
        body for bodies in zip(*(one[:6] for one in templates), strict=True) for body in bodies
    )
    assert dictionary is not None
    packer = Zstd(dictionary)
    for bodies in templates:
        assert sum(len(packer.pack(body)) for body in bodies) < sum(len(Gzip().pack(body)) for body in bodies) / 3


def test_pages_that_are_like_no_other_get_none() -> None:
    """They are the dearest of all to pack, and would fill the dictionary."""
    chance = random.Random("like no other")
    alone = [bytes(chance.choices(b"abcdefghijklmnopqrstuvwxyz <>", k=60_000)) for _ in range(4)]
    pages = pages_of(1, 20)
    dictionary = make_dictionary([*alone, *pages[:12]])
    assert dictionary is not None
    assert not any(body[:1_000] in dictionary.dict_content for body in alone)
    packer = Zstd(dictionary)
    assert sum(len(packer.pack(body)) for body in pages[12:]) < sum(len(Gzip().pack(body)) for body in pages[12:]) / 3


def test_a_dictionary_is_one_of_the_standard_and_within_its_bounds() -> None:
    dictionary = make_dictionary(pages_of(1, 40))
    assert dictionary is not None
    assert dictionary.dict_content.startswith(b"\x37\xa4\x30\xec"), "RFC 8878, section 5: no raw content"
    assert 32_768 <= dictionary.dict_id < 1 << 31
    assert len(dictionary) <= MAX_DICTIONARY_BYTES + (8 << 10)
    again = make_dictionary(pages_of(1, 40))
    assert again is not None and again.dict_content == dictionary.dict_content


@pytest.mark.parametrize(
    "samples",
    [[], pages_of(1, LEAST_SAMPLES - 1), [b""] * 20, [random.Random(n).randbytes(3000) for n in range(20)],
     [bytes(MAX_DICTIONARY_BYTES + 1)] * 20],
    ids=["none", "too few", "empty", "nothing shared", "too large"],
)  # fmt: skip
def test_there_is_none_where_it_would_be_of_no_use(samples: list[bytes]) -> None:
    assert make_dictionary(samples) is None


def test_equal_pages_do_no_harm() -> None:
    dictionary = make_dictionary([b"<html>xin ch\xc3\xa0o</html>" * 40] * 20)
    assert dictionary is None or dictionary.dict_id


def test_the_first_file_ends_soon_and_the_next_has_a_dictionary(tmp_path: Path) -> None:
    bodies = pages_of(1, 60)
    stored = written(tmp_path, bodies)
    names = sorted({page.warc for page in stored})
    assert names == ["xa/xa-00001.warc.zst", "xa/xa-00002.warc.zst"]
    first, second = (tmp_path / name for name in names)
    assert first.stat().st_size < 2 * FIRST_FILE_BYTES
    assert first.read_bytes().startswith(b"\x28\xb5\x2f\xfd")
    assert second.read_bytes().startswith(b"\x5d\x2a\x4d\x18")
    for number, (page, body) in enumerate(zip(stored, bodies, strict=True)):
        read = read_page(tmp_path, page, MOMENT)
        assert (read.url, read.body) == (f"https://xa.gov.vn/{number}", body)
    for path in (first, second):
        records = list(read_records(path))
        assert all(isinstance(record, Record) for record in records)
        assert [record.type for record in records if isinstance(record, Record)][:2] == ["warcinfo", "response"]


def test_frames_are_those_of_the_proposal(tmp_path: Path) -> None:
    """Length of the content, check sum and the dictionary's id in each; no frame holds two records."""
    last = written(tmp_path, pages_of(1, 60))[-1]
    content = (tmp_path / last.warc).read_bytes()
    frame = content[last.offset : last.offset + last.length]
    info = zstd.get_frame_info(frame)
    dictionary = zstd.ZstdDict(zstd.decompress(content[8 : 8 + int.from_bytes(content[4:8], "little")]))
    assert info.dictionary_id == dictionary.dict_id
    record = unpacked_record(tmp_path / last.warc, last.offset, last.length)
    assert info.decompressed_size == len(record)
    assert frame[4] & 0b100, "the check sum's flag"
    assert zstd.get_frame_size(frame) == len(frame)


def test_a_reader_of_others_finds_every_record_where_it_stands(tmp_path: Path) -> None:
    stored = written(tmp_path, pages_of(1, 60))
    places = []
    for name in sorted({page.warc for page in stored}):
        with (tmp_path / name).open("rb") as file:
            for record in ArchiveIterator(file, parse_http=False):
                assert record.verify_block_digest()
                places += [(name, record.stream_pos)] * (record.record_type == WarcRecordType.response)
    assert places == [(page.warc, page.offset) for page in stored]


@pytest.mark.skipif(shutil.which("zstd") is None, reason="the zstd command is not installed")
def test_the_zstd_command_unpacks_a_file_with_its_dictionary(tmp_path: Path) -> None:
    stored = written(tmp_path, pages_of(1, 60))
    path = tmp_path / stored[-1].warc
    content = path.read_bytes()
    dictionary = tmp_path / "dictionary"
    dictionary.write_bytes(zstd.decompress(content[8 : 8 + int.from_bytes(content[4:8], "little")]))
    done = subprocess.run(["zstd", "-dc", "-D", dictionary, path], capture_output=True, check=True)
    again = tmp_path / "again.warc"
    again.write_bytes(done.stdout)
    expected = [(record.url, record.content) for record in read_records(path) if isinstance(record, Record)]
    assert [(record.url, record.content) for record in read_records(again) if isinstance(record, Record)] == expected


def test_a_later_run_goes_on_with_the_dictionary_of_the_file(tmp_path: Path) -> None:
    bodies = pages_of(1, 80)
    stored = written(tmp_path, bodies[:60])
    sizes = {page.warc: page.offset + page.length for page in stored}
    [again] = written(tmp_path, bodies[60:61], sizes)
    assert again.warc == stored[-1].warc
    assert again.length < 2 * stored[-1].length
    assert read_record(tmp_path / again.warc, again.offset, again.length).content.endswith(bodies[60])


def test_a_portal_of_which_much_is_stored_without_gets_one_soon(tmp_path: Path) -> None:
    """As in an archive of an older release, whose pages are in the gzip that they were sent in."""
    older = tmp_path / "xa" / "xa-00001.warc.gz"
    older.parent.mkdir()
    older.write_bytes(Gzip().pack(b"WARC/1.1\r\n") * 100_000)
    stored = written(tmp_path, pages_of(1, 60), {"xa/xa-00001.warc.gz": older.stat().st_size})
    assert sorted({page.warc for page in stored}) == ["xa/xa-00002.warc.zst", "xa/xa-00003.warc.zst"]


def test_a_damaged_dictionary_is_named(tmp_path: Path) -> None:
    last = written(tmp_path, pages_of(1, 60))[-1]
    path = tmp_path / last.warc
    content = bytearray(path.read_bytes())
    content[60] ^= 0x10
    damaged = path.with_name("xa-00009.warc.zst")  # what was read of the file itself is kept
    damaged.write_bytes(content)
    with pytest.raises(ArchiveError, match="the dictionary that it needs cannot be read"):
        read_record(damaged, last.offset, last.length)


@pytest.mark.parametrize(("page_format", "ending"), [("zst", ".warc.zst"), ("gz", ".warc.gz")])
def test_a_file_in_another_format_is_followed_by_a_new_one(tmp_path: Path, page_format: str, ending: str) -> None:
    other = PageWriter(tmp_path, "xa", "gz" if page_format == "zst" else "zst")
    other.open({})
    before = other.append(answer_record(answer(1, b"<html>"), {}))
    other.close()
    pages = PageWriter(tmp_path, "xa", "zst" if page_format == "zst" else "gz")
    pages.open({before.warc: before.offset + before.length})
    assert pages.append(answer_record(answer(2, b"<html>"), {})).warc == f"xa/xa-00002{ending}"
    pages.close()


def test_names_are_ordered_by_number_and_generation(tmp_path: Path) -> None:
    names = ["xa/xa-00002.warc.zst", "xa/xa-00001.warc.gz", "xa/xa-00001-c1.warc.zst", "xa/xa-00001-c2.warc.zst"]
    for name in [*names, "xa/xa-00003.warc.zst.part", "imported/xa-00001.warc.gz"]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    assert list(page_files(tmp_path)) == ["xa/xa-00001-c2.warc.zst", "xa/xa-00002.warc.zst"]
    assert newest(names) == "xa/xa-00002.warc.zst"
    assert newest(["xa/xa-100000.warc.zst", "xa/xa-99999.warc.zst"]) == "xa/xa-100000.warc.zst"
    assert [str(page_file_name(name)) for name in names] == names


@pytest.mark.parametrize("name", ["xa/xb-00001.warc.gz", "../xa-00001.warc.gz", "xa/xa-1.warc.gz", "xa/xa-00001.warc"])
def test_other_names_are_none(name: str) -> None:
    assert page_file_name(name) is None
