"""Lines in no unusual form are passed over by one look, which must not pass over any that is in one."""

from __future__ import annotations

import re
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.extract import stamp_forms
from scraper.extract.stamp_forms import usual_form

# What every unusual form has: letters, or a time in brackets. The look is narrower, and has to come to the same.
_MAY_BE = re.compile(r"th|\d \(|[ap]m\b|[a-z]{3}", re.IGNORECASE)
_PIECES = ["Tháng", "tháng", "Ba", "mười hai", "Tư,", "thg", "thg.", "Th", "th.", "Th2", "Được", "được đăng", "Oct",
           "March", "lúc", "chiều", "AM", "PM", "am", "ngày", "năm", "Thứ", "3", "07", "12,", "2016", "2025,",
           "8/19/2015", "28/12/2015", "(14:07)", "9:12:37", "-", "|", "Đức Thọ", "thôn", "\n"]  # fmt: skip


@pytest.mark.parametrize(
    ("printed", "usual"),
    [
        ("07 Tháng 10 2016", "07 Tháng 10 năm 2016"),
        ("Tháng Ba 14, 2023 lúc 5:22 chiều", "14 tháng 3 năm 2023 lúc 5:22 chiều"),
        ("13 thg 11, 2025", "13 tháng 11 năm 2025"),
        ("18 Th2 2025", "18 tháng 2 năm 2025"),
        ("28/12/2015 (14:07)", "28/12/2015 14:07"),
        ("8/19/2015 9:12:37 AM", "19/8/2015 9:12:37 AM"),
        ("Được đăng: Thứ hai, 3/2/2020", "đăng: Thứ hai, 3/2/2020"),
        ("Ông Nguyễn Văn Ba, thôn Tháng Tám", "Ông Nguyễn Văn Ba, thôn Tháng Tám"),
    ],
)
def test_unusual_forms_become_the_usual_one(printed: str, usual: str) -> None:
    assert usual_form(printed) == usual


@given(st.lists(st.sampled_from(_PIECES), min_size=1, max_size=7).map(" ".join) | st.text(max_size=30))
def test_no_line_in_an_unusual_form_is_passed_over(text: str) -> None:
    with patch.object(stamp_forms, "_MAY_BE_UNUSUAL", re.compile("")):
        slowly = usual_form(text) if _MAY_BE.search(text) else text
    assert usual_form(text) == slowly
