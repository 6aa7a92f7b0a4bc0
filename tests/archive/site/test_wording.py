from __future__ import annotations

import typing

import pytest

from archive import readable
from archive.site import wording
from archive.site.language import in_language
from scraper.items import Level, PartOfDay, TitleKind
from tests.archive.site.samples import title


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("2026-11-24T09:30:00+00:00", "24/11/2026 16:30"),
        ("2026-11-24T20:30:00+00:00", "25/11/2026 03:30"),  # the day is Vietnam's
        ("2021-03-05T08:14:00+07:00", "05/03/2021 08:14"),
        ("2021-03-05T08:14", "05/03/2021 08:14"),
        ("2021-03-05", "05/03/2021"),
        ("hôm qua", "hôm qua"),
        ("9999-12-31T23:59:59-23:00", "9999-12-31T23:59:59-23:00"),  # beyond the calendar
        (None, ""),
        ("", ""),
    ],
)
def test_times(stored: str | None, shown: str) -> None:
    assert readable.vn_time(stored) == shown


@pytest.mark.parametrize(
    ("printed", "canonical", "shown"),
    [
        ("PBT TT Thị ủy", "Phó Bí thư Thường trực", True),
        ("Phó bí thư thường trực Thị uỷ", "Phó Bí thư Thường trực", False),
        ("Uỷ viên Ban thường vụ", "Ủy viên Ban Thường vụ", False),
        ("TUV", "Thành ủy viên", True),
        ("Phó Trưởng Đoàn ĐBQH tỉnh chuyên trách", "Phó Trưởng đoàn chuyên trách", False),
        ("Chủ tịch", None, False),
        ("Chủ tịch", "", False),
    ],
)
def test_titles_in_full(printed: str, canonical: str | None, shown: bool) -> None:
    assert wording.in_full(printed, canonical) == (canonical if shown else None)


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        ("https://p.example/a", True),
        ("HTTP://p.example", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//p.example/a", False),
        ("https:///a", False),
        ("http://[bad", False),
        ("", False),
        (None, False),
    ],
)
def test_addresses_that_may_be_links(address: str | None, leads: bool) -> None:
    assert (wording.web_address(address) is not None) == leads


@pytest.mark.parametrize(
    ("address", "name", "host"),
    [
        ("https://www.p.example/anh/h%E1%BB%8Dp%20m%E1%BB%9Bi.jpg?v=2", "họp mới.jpg", "p.example"),
        ("https://p.example/", "p.example", "p.example"),
        ("http://[bad", "", ""),
        (None, "", ""),
    ],
)
def test_file_names(address: str | None, name: str, host: str) -> None:
    assert wording.file_name(address) == name
    assert wording.host(address) == host


def test_headlines() -> None:
    assert readable.headline("Tiêu đề", "Sa-pô") == "Tiêu đề"
    assert readable.headline(None, None, "Một bài  ngắn") == "Một bài ngắn"
    long = readable.headline(None, "từ " * 5_000)
    assert long.endswith("từ …") and len(long) < 120
    assert readable.headline(None, None) == "(không có chữ)"


def test_every_kind_of_the_record_has_words() -> None:
    for kind, values in (("title_kind", TitleKind), ("part_of_day", PartOfDay), ("level", Level)):
        assert [value for value in typing.get_args(values) if not wording.is_known(value, kind)] == []
    assert wording.is_known(title("x")["kind"], "title_kind")


@pytest.mark.parametrize(
    ("value", "kind", "vietnamese", "english"),
    [
        ("chaired", "role", "chủ trì", "chaired"),
        ("1", "yes_no", "có", "yes"),
        ("unheard_of", "role", "unheard_of", "unheard_of"),
        ("<b>", "role", "<b>", "<b>"),
        (None, "outcome", "—", "—"),
    ],
)
def test_labels(value: str | None, kind: str, vietnamese: str, english: str) -> None:
    assert wording.label(value, kind) == vietnamese
    with in_language("en"):
        assert wording.label(value, kind) == english
