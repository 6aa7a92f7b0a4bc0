"""What short lines are by their words, and that none of them can be read in so many ways that it is never done.

The lines made of one letter again and again took hours while a pattern could cut them in ever other places; a pattern
that does so again does not fail here but hangs.
"""

from __future__ import annotations

import pytest

from scraper.extract.reading.title import printed_title
from scraper.extract.shell import is_script_shell
from scraper.extract.wording import is_name_line
from scraper.extract.wording.captions import names_the_event_only_as_such
from scraper.extract.wording.file_names import is_file_name
from scraper.extract.wording.furniture import is_page_numbers
from scraper.extract.wording.sentences import sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0a1b2c3d-0a1b-2c3d-4e5f-0a1b2c3d4e5f", True),
        ("0a1b2c3d0a1b2c3d4e5f0a1b2c3d4e5f", True),
        ("0a1b2c3d 0a1b 2c3d", True),
        ("0a1b2c3d-0a1b2c3d4e5f6a7b8c9d", True),
        ("0a1b2c3d-0a1", False),
        ("deadbeef dự họp", False),
        ("z1234567890_abcd1234", True),
        ("Đồng chí Bí thư phát biểu", False),
        ("a" * 110 + " xã", False),
        ("0" * 110 + " xã", False),
        ("abcd-" * 20 + "xã", False),
    ],
)
def test_names_of_files(text: str, expected: bool) -> None:
    assert is_file_name(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Trang: 1 2 3", True),
        ("Phần 1 | Phần 2", True),
        ("Trang 1, 2, 3 »", True),
        ("Kỳ 1 - Kỳ 2 tiếp", True),
        ("Trang 12", True),
        ("Trang 1", False),
        ("1 2 3", False),  # of what?
        ("Trang 1 2 người", False),
        ("trang " + "0" * 70 + "x", False),
        ("trang " + "1 " * 35 + "x", False),
        ("trang " + "1  " * 24 + "x", False),
    ],
)
def test_lines_of_page_numbers(text: str, expected: bool) -> None:
    assert is_page_numbers(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lý Vân", True),
        ("Minh Chính- Quang Huy", True),
        ("Thu Hà - PVHTT", True),
        ("Thu Hà và Lê Sen", True),
        ("Hà", False),
        ("Thu Hà -", False),
        ("Phường Kỳ Hoa", False),
        ("A-" * 28 + "a", False),
        ("A A " * 14 + "a", False),
        ("AB/" * 19 + "a", False),
    ],
)
def test_lines_of_names(text: str, expected: bool) -> None:
    assert is_name_line(text) is expected


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("Xã Kỳ Hoa họp (12/3/2024)", "Xã Kỳ Hoa họp"),
        ("Xã Kỳ Hoa họp 08:15 | ngày 12/3/2024", "Xã Kỳ Hoa họp"),
        ("Xã Kỳ Hoa họp - 12/3/2024 08:15", "Xã Kỳ Hoa họp"),
        ("Hội nghị đến ngày 12/3/2024", "Hội nghị đến ngày 12/3/2024"),
        ("Xã họp" + " " * 300 + "x", "Xã họp" + " " * 300 + "x"),
        ("Xã Kỳ Hoa họp bàn việc làm đường " * 20 + "(12/3/2024)", ("Xã Kỳ Hoa họp bàn việc làm đường " * 20).strip()),
    ],
)
def test_a_stamp_is_no_part_of_a_headline(text: str, headline: str) -> None:
    assert printed_title(text) == headline


@pytest.mark.parametrize(
    ("between", "expected"), [("", True), (" " * 590, True), (" " * 610, False), ('document.cookie="b";', True)]
)
def test_a_page_that_sets_a_cookie_and_loads_anew_is_a_shell(between: str, expected: bool) -> None:
    script = f'document.cookie="a=1";{between}location.reload();'
    assert is_script_shell(f"<html><body><p>x</p><script>{script}</script></body></html>".encode()) is expected


def test_sentences_are_counted_up_to_where_it_matters() -> None:
    assert sentences("Xã họp. TP. Vinh cũng họp. Ông A. B dự. PGS. Hà nói.") == 2
    assert sentences("Xã họp. " * 10_000) > 100


def test_what_ends_a_caption_may_stand_there_often() -> None:
    assert names_the_event_only_as_such("Bí thư phát biểu tại hội nghị...)")
    assert not names_the_event_only_as_such("phát biểu tại hội nghị" + "." * 300 + "x")
