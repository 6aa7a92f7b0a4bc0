from __future__ import annotations

import gzip
import tracemalloc
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.errors import ArchiveError
from scraper.warc import Damage, Record, read_record, read_records
from tests.scraper.warc import made

Read = list[Record | Damage]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kept.warc.gz"


def read(file: Path, content: bytes, limit: int | None = None) -> Read:
    file.write_bytes(content)
    return list(read_records(file) if limit is None else read_records(file, limit=limit))


def good(found: Read) -> list[str]:
    return [one.url.rsplit("/", 1)[-1] for one in found if isinstance(one, Record) and one.type == "response"]


def reasons(found: Read) -> list[str]:
    return [one.reason for one in found if isinstance(one, Damage)]


def names(*numbers: int) -> list[str]:
    return [f"tin-{number}.html" for number in numbers]


PACKINGS = {
    "plain": b"".join,
    "gzip": made.packed,
    "zstd": made.packed_zstd,
    "zstd with a dictionary": lambda records: made.packed_zstd(list(records), dictionary=True),
    "zstd with a packed dictionary": lambda records: made.packed_zstd(
        list(records), dictionary=True, packs_dictionary=True
    ),
    "gzip as a whole": lambda records: gzip.compress(b"".join(records)),
}


@pytest.mark.parametrize("packing", PACKINGS)
def test_a_record_is_what_was_written_however_it_is_packed(file: Path, packing: str) -> None:
    found = read(file, PACKINGS[packing](made.pages(6)))

    assert reasons(found) == []
    assert good(found) == names(*range(6))
    assert [one.content for one in found if isinstance(one, Record)] == [made.http(made.page(n)) for n in range(6)]


@pytest.mark.parametrize("packing", [one for one in PACKINGS if one != "gzip as a whole"])
def test_every_record_can_be_opened_where_it_stands(file: Path, packing: str) -> None:
    for one in read(file, PACKINGS[packing](made.pages(6))):
        assert isinstance(one, Record)
        again = read_record(file, one.offset, one.length)
        assert (again.url, again.content, again.headers) == (one.url, one.content, one.headers)


def test_a_file_packed_as_a_whole_tells_where_its_records_begin_in_it(file: Path) -> None:
    records = made.pages(3)
    found = read(file, gzip.compress(b"".join(records)))

    assert [(one.offset, one.inner) for one in found] == [
        (0, 0), (0, len(records[0])), (0, len(records[0]) + len(records[1]))]  # fmt: skip


@pytest.mark.parametrize("version", ["1.0", "1.1"])
@pytest.mark.parametrize("gzipped", [True, False])
def test_files_of_warcio(file: Path, version: str, *, gzipped: bool) -> None:
    found = read(file, made.by_warcio(3, gzipped=gzipped, version=version))

    assert reasons(found) == []
    kinds = [one.type for one in found if isinstance(one, Record)]
    assert sorted(kinds) == ["request"] * 3 + ["response"] * 3 + ["warcinfo"]


def test_header_names_in_any_case_addresses_in_angle_brackets_folded_lines_and_bare_line_ends(file: Path) -> None:
    plain = made.record(made.http(b"x"), f"<{made.HOST}/a>", more=[("warc-ip-address", "203.0.113.5")])
    head, blank, rest = plain.partition(b"\r\n\r\n")
    shouting = head.replace(b"WARC-Type", b"warc-type").replace(b"Content-Length", b"CONTENT-LENGTH")
    folded = shouting.replace(b"WARC-Date: ", b"WARC-Date:\r\n\t") + blank + rest
    bare = (head.replace(b"\r\n", b"\n") + b"\n\n" + rest[:-4]) + b"\n\n"
    for content in (folded, bare):
        found = read(file, content + made.pages(1)[0])
        first = found[0]
        assert isinstance(first, Record)
        assert first.url == f"{made.HOST}/a"
        assert first.header("WARC-IP-Address") == "203.0.113.5"
        assert first.date == datetime(2021, 3, 4, 5, 6, 7, tzinfo=UTC)
        assert good(found)[1:] == names(0)


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2021-03-04T05:06:07Z", datetime(2021, 3, 4, 5, 6, 7, tzinfo=UTC)),
        ("2021-03-04T05:06:07.25Z", datetime(2021, 3, 4, 5, 6, 7, 250_000, tzinfo=UTC)),
        ("2021-03-04T05:06:07.123456789Z", datetime(2021, 3, 4, 5, 6, 7, 123_456, tzinfo=UTC)),
        ("2021-03-04T05:06:07+00:00", datetime(2021, 3, 4, 5, 6, 7, tzinfo=UTC)),
        ("2021-03-04T05:06:07+07:00", datetime(2021, 3, 3, 22, 6, 7, tzinfo=UTC)),
        ("2021-03-04T05:06:07-0330", datetime(2021, 3, 4, 8, 36, 7, tzinfo=UTC)),
        ("2021-03-04T05:06Z", datetime(2021, 3, 4, 5, 6, tzinfo=UTC)),
        ("2021-03-04", datetime(2021, 3, 4, tzinfo=UTC)),
        ("2021-03", datetime(2021, 3, 1, tzinfo=UTC)),
        ("2021", datetime(2021, 1, 1, tzinfo=UTC)),
        ("20210304050607", datetime(2021, 3, 4, 5, 6, 7, tzinfo=UTC)),
    ],
)
def test_dates_as_precise_as_the_writer_knew(file: Path, written: str, moment: datetime) -> None:
    (found,) = read(file, made.record(b"x", date=written))
    assert isinstance(found, Record)
    assert found.date == moment


@pytest.mark.parametrize("written", ["", "yesterday", "2021-13-04T05:06:07Z", "0000-00-00T00:00:00Z", "1021-01-01",
                                     "2021-03-04T05:06:07Z and more", "2021-02-30",
                                     "2021-03-04T05:06:07+25:00", "2021-03-04T05:06:07 Hanoi"])  # fmt: skip
def test_what_is_no_date_is_told(file: Path, written: str) -> None:
    found = read(file, made.record(b"x", date=written) + made.pages(1)[0])
    assert len(reasons(found)) == 1
    assert "WARC-Date" in reasons(found)[0]
    assert good(found) == names(0)


@pytest.mark.parametrize("ends", [b"\r\n\r\n", b"\n\n", b"\n\r\n", b"\r\n\n"])
def test_the_payload_begins_behind_the_header_whichever_way_its_lines_end(file: Path, ends: bytes) -> None:
    body = made.page(1) + b"\r\n\r\n and \n\n more"
    content = b"HTTP/1.1 200 OK\r\nContent-Type: text/html" + ends + body
    stated = [("WARC-Payload-Digest", made.sha1(body))]
    assert reasons(read(file, made.record(content, more=stated))) == []
    assert len(reasons(read(file, made.record(content + b"x", more=stated)))) == 1


A, B, C = made.pages(3)
PAGE = made.http(made.page(9))
BAD_RECORDS = {
    "no date": (made.record(PAGE, date=None), "when it was captured"),
    "no address": (made.record(PAGE, None), "of which address"),
    "an empty address": (made.record(PAGE, "<>"), "of which address"),
    "an address with a zero byte": (made.record(PAGE, f"{made.HOST}/b\0ai.html"), "address cannot be read"),
    "an address that is no UTF-8": (made.record(PAGE, f"{made.HOST}/bai-XX.html").replace(b"XX", b"\xfa"),
                                    "address cannot be read"),
    "an address without a scheme": (made.record(PAGE, "songlam.example.vn/bai.html"), "address cannot be read"),
    "an address without a host": (made.record(PAGE, "https:///bai.html"), "address cannot be read"),
    "an address whose host does not end": (made.record(PAGE, "https://[::1/bai.html"), "address cannot be read"),
    "an address with a port that is none": (made.record(PAGE, f"{made.HOST}:99999/"), "address cannot be read"),
    "no kind": (made.record(PAGE, kind=None), "of what kind"),
    "a kind that a flipped bit made": (made.record(PAGE, kind="resqonse"), "none that is known"),
    "the first piece of one in pieces": (made.record(PAGE, more=[("WARC-Segment-Number", "1")]), "cut in pieces"),
    "no length": (made.record(PAGE).replace(b"Content-Length", b"Contents-Size"), "how long it is"),
    "a length that is no number": (made.record(PAGE, length="many"), "is no number"),
    "a length too long": (made.record(PAGE, length=len(PAGE) + 40), "does not end after"),
    "a length too long by more than a record": (made.record(PAGE, length=len(PAGE) + 2_000), ""),
    "a length far too long": (made.record(PAGE, length=9_876_543_210), "does not end after"),
    "a length too short": (made.record(PAGE, length=len(PAGE) - 40), "does not end after"),
    "a length of nothing": (made.record(PAGE, length=0), "does not end after"),
    "a block digest of something else": (
        made.record(PAGE, digest=False, more=[("WARC-Block-Digest", made.sha1(b"else"))]), "not what was captured"),
    "a payload digest of something else": (
        made.record(PAGE, more=[("WARC-Payload-Digest", made.sha1(b"else"))]), "not what was captured"),
    "a version that nobody knows": (made.record(PAGE, version="x.y"), "version"),
    "a line that is no field": (made.record(PAGE, more=[("WARC-Filename", "a\r\nno field here")]), "no field"),
    "garbage": (b"\x00\xffgarbage between records\n" * 40, "no record"),
    "text": (b"WARC is a format\r\n\r\nof records.\r\n\r\n", ""),
}  # fmt: skip


@pytest.mark.parametrize("kind", BAD_RECORDS)
def test_a_bad_record_is_told_and_the_records_around_it_are_read(file: Path, kind: str) -> None:
    bad, reason = BAD_RECORDS[kind]
    found = read(file, A + bad + B + C)

    assert good(found) == names(0, 1, 2)
    assert len(reasons(found)) == 1
    assert reason in reasons(found)[0]
    (damage,) = (one for one in found if isinstance(one, Damage))
    assert damage.offset == len(A)


@pytest.mark.parametrize("kind", [one for one in BAD_RECORDS if one != "garbage"])
def test_a_bad_record_in_a_member_of_its_own(file: Path, kind: str) -> None:
    bad, _ = BAD_RECORDS[kind]
    found = read(file, made.packed([A, bad, B, C]))

    assert good(found) == names(0, 1, 2)
    assert len(reasons(found)) == 1


@pytest.mark.parametrize("pack", [made.packed, made.packed_zstd])
def test_damaged_members_cost_themselves(file: Path, pack: object) -> None:
    members = [made.packed_zstd([one]) if pack is made.packed_zstd else made.packed([one]) for one in made.pages(7)]
    members[1] = members[1][: len(members[1]) // 2]  # cut short in the middle
    members[3] = members[3][:-6] + bytes([members[3][-6] ^ 1]) + members[3][-5:]  # its check sum
    members[4] += b"\0 garbage \x1f\x8b\x08 between members \x28\xb5\x2f\xfd"
    members[6] = members[6][:-9]  # the file was cut off
    found = read(file, b"".join(members))

    assert good(found) == names(0, 2, 4, 5)
    starts = [sum(map(len, members[:number])) for number in range(7)]
    garbage = starts[4] + members[4].index(b"\0 garbage")
    assert [one.offset for one in found if isinstance(one, Damage)] == [starts[1], starts[3], garbage, starts[6]]


def test_a_record_over_the_limit_is_left_out_without_being_held(file: Path) -> None:
    big = made.record(made.http(b"\xd0" + b"a" * 8_000_000))
    for content in (A + big + B, made.packed([A, big, B]), gzip.compress(A + big + B), made.packed_zstd([A, big, B])):
        file.write_bytes(content)
        tracemalloc.start()
        found = list(read_records(file, limit=1 << 20))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert good(found) == names(0, 1)
        assert [one for one in reasons(found) if "larger than 1 MB" in one] == reasons(found) != []
        assert peak < 4 << 20


def test_what_expands_without_end_is_not_unpacked(file: Path) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    head = made.record(b"", length=10 << 30, digest=False)[:-4]
    bomb = packer.compress(head) + b"".join(packer.compress(bytes(1 << 20)) for _ in range(200)) + packer.flush()
    found = read(file, made.packed([A]) + bomb + made.packed([B]))

    assert good(found) == names(0, 1)
    assert len(reasons(found)) == 1
    assert "larger than" in reasons(found)[0] or "expands" in reasons(found)[0]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (bytes(5_000), "zero bytes"),
        (b"<html><body>404</body></html>", "no web archive"),
        (gzip.compress(b"<html><body>404</body></html>"), "no record"),
        (b"\x04\x22\x4d\x18d@\xa7" + made.pages(1)[0] * 2, "unpack it first (lz4 -d FILE)"),
        (b"\x02\x21\x4c\x18" + made.pages(1)[0], "unpack it first (lz4 -d FILE)"),
        (b"filedesc://a.arc 0.0.0.0 20050330023947 text/plain 77\n\n" * 3, "make a WARC of it first"),
        (made.packed([b"filedesc://a.arc 0.0.0.0 20050330023947 text/plain 77\n\n"] * 3), "make a WARC of it first"),
        (b"\xfd7zXZ\0" + bytes(90), "unpack it first (unxz FILE)"),
        (b"\x1f\x8b\x08", "ends in the middle"),
    ],
    ids=["empty", "zeros", "html", "packed html", "lz4", "lz4 of old", "ARC", "packed ARC", "xz", "cut"],
)
def test_what_is_no_web_archive(file: Path, content: bytes, reason: str) -> None:
    found = read(file, content)
    assert len(found) == 1
    assert isinstance(found[0], Damage)
    assert reason in found[0].reason


def test_zero_bytes_behind_the_last_record(file: Path) -> None:
    for content in (A + bytes(4_096), made.packed([A]) + bytes(4_096)):
        found = read(file, content)
        assert good(found) == names(0)
        assert len(reasons(found)) == 1


def test_a_missing_file_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="cannot be read"):
        list(read_records(tmp_path / "nowhere.warc"))


def test_a_wrong_place_is_told_in_a_sentence(file: Path) -> None:
    file.write_bytes(made.packed([A, B]))
    with pytest.raises(ArchiveError, match="at byte 5 is damaged"):
        read_record(file, 5, 100)


_FIVE = made.pages(5)
_BARE = [made.record(made.http(made.page(number)), f"{made.HOST}/{number}", digest=False) for number in range(5)]
_HIT = {
    "plain": (b"".join(_FIVE), [*map(len, _FIVE)]),
    "plain, without digests": (b"".join(_BARE), [*map(len, _BARE)]),
    "gzip": (made.packed(_FIVE), [len(made.packed([one])) for one in _FIVE]),
    "gzip, without digests": (made.packed(_BARE), [len(made.packed([one])) for one in _BARE]),
    "zstd": (made.packed_zstd(_FIVE), [len(made.packed_zstd([one])) for one in _FIVE]),
}


def _number_at(lengths: list[int], place: int) -> int:
    """Which record holds a byte."""
    for number, length in enumerate(lengths):
        if place < length:
            return number
        place -= length
    return len(lengths) - 1


@pytest.mark.parametrize("packing", _HIT)
@given(data=st.data())
def test_a_flipped_byte_costs_at_most_its_record(
    tmp_path_factory: pytest.TempPathFactory, packing: str, data: st.DataObject
) -> None:
    content, lengths = _HIT[packing]
    place = data.draw(st.integers(0, len(content) - 1))
    flipped = bytearray(content)
    flipped[place] ^= data.draw(st.integers(1, 255))
    found = read(tmp_path_factory.getbasetemp() / f"flipped-{packing}", bytes(flipped))

    hit = _number_at(lengths, place)
    whole = [one.content for one in found if isinstance(one, Record)]
    for number in range(5):
        if number != hit:
            assert made.http(made.page(number)) in whole
    if packing != "plain, without digests":  # nothing tells there that a word was altered
        assert all(content in [made.http(made.page(number)) for number in range(5)] for content in whole)


@pytest.mark.parametrize("packing", _HIT)
@given(data=st.data())
def test_a_piece_cut_out_costs_at_most_the_records_it_lay_in(
    tmp_path_factory: pytest.TempPathFactory, packing: str, data: st.DataObject
) -> None:
    content, lengths = _HIT[packing]
    begin = data.draw(st.integers(0, len(content) - 1))
    end = begin + data.draw(st.one_of(st.integers(1, 20), st.integers(1, len(content))))
    found = read(tmp_path_factory.getbasetemp() / f"cut-{packing}", content[:begin] + content[end:])

    first, last = _number_at(lengths, begin), _number_at(lengths, min(end, len(content)) - 1)
    whole = [one.content for one in found if isinstance(one, Record)]
    for number in range(5):
        if not first <= number <= last:
            assert made.http(made.page(number)) in whole
    if packing != "plain, without digests":  # nothing tells there that a word was altered
        assert all(content in [made.http(made.page(number)) for number in range(5)] for content in whole)


@given(content=st.binary(max_size=2_000))
def test_no_bytes_make_it_raise(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    for before in (b"", b"WARC/1.0\r\n", b"\x1f\x8b\x08\0", b"\x28\xb5\x2f\xfd", b"\x5d\x2a\x4d\x18"):
        found = read(tmp_path_factory.getbasetemp() / "any", before + content)
        assert not any(isinstance(one, Record) for one in found)


def test_a_record_that_lost_a_piece_and_ends_where_the_next_ones_header_does(file: Path) -> None:
    """Its length leads to a blank line all the same: that of the next record's header."""
    first, second = made.pages(2)
    head = len(second.partition(b"\r\n\r\n")[0]) + 4  # the piece that is missing is as long as what it reaches into
    begin = first.index(b"<html>")
    found = read(file, first[:begin] + first[begin + head :] + second + C)
    assert good(found) == names(1, 2)
    assert len(reasons(found)) == 1


def test_a_web_archive_that_was_captured_itself_is_one_record(file: Path) -> None:
    inside = made.record(
        made.http(b"".join(made.pages(3)), fields=[("Content-Type", "application/warc")]), f"{made.HOST}/a.warc"
    )
    for content in (A + inside + B, made.packed([A, inside, B]), gzip.compress(A + inside + B)):
        found = read(file, content)
        assert (good(found), reasons(found)) == (["tin-0.html", "a.warc", "tin-1.html"], [])
