"""Names of hosts in other letters: as the network knows them, and what they only look like."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.host_names import ascii_host, look_alike, shown_host


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("kyanh.hatinh.gov.vn", "kyanh.hatinh.gov.vn"),
        ("kỳanh.vn", "xn--kanh-v25a.vn"),
        ("ky\u0300anh.vn", "xn--kanh-v25a.vn"),
        ("ＫＹＡＮＨ。vn", "kyanh.vn"),
        ("straße.de", "xn--strae-oqa.de"),
        ("😀.vn", "xn--e28h.vn"),
        ("", ""),
    ],
)
def test_a_name_in_ascii(host: str, expected: str) -> None:
    assert ascii_host(host) == expected


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("kyаnh.hatinh.gov.vn", "kyanh.hatinh.gov.vn"),
        ("xn--kynh-63d.hatinh.gov.vn", "kyanh.hatinh.gov.vn"),
        ("hatinh.gоv.vn", "hatinh.gov.vn"),
        ("һοа.gov.vn", "hoa.gov.vn"),
        ("XN--KYNH-63D.gov.vn", "kyanh.gov.vn"),
    ],
)
def test_a_look_alike_is_told_with_what_it_looks_like(host: str, name: str) -> None:
    assert look_alike(host) == name


@pytest.mark.parametrize(
    "host",
    [
        "kyanh.hatinh.gov.vn",
        "kỳanh.vn",
        "xn--kanh-v25a.vn",
        "đônganh.vn",
        "хатинь.рф",
        "中国.cn",
        "xn--!.vn",
        "127.0.0.1",
        "",
    ],
)
def test_a_name_of_its_own_is_none(host: str) -> None:
    assert look_alike(host) is None


@given(st.text(max_size=40))
def test_any_text_is_taken(text: str) -> None:
    once = ascii_host(text)
    assert ascii_host(once) == once
    look_alike(text)
    look_alike(f"xn--{text}")
    shown_host(text)


@given(st.text("abcdefghiklmnopqrstuvxyăâđêôơưáàảãạếềểễệốồổỗộ", min_size=1, max_size=20))
def test_vietnamese_is_never_a_look_alike(label: str) -> None:
    assert look_alike(f"{label}.gov.vn") is None
    assert shown_host(ascii_host(f"{label}.gov.vn")) == f"{label}.gov.vn"
