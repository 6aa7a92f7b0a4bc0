"""Stamps: what is one, what it says, which of several is the publication."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.extract.stamps import choose_stamps, find_stamps, parse_stamp
from tests.scraper.extract.date_sentences import STAMPS

VALUES = [(text, value, kind) for text, value, kind in STAMPS if value]
NO_STAMPS = [text for text, value, _ in STAMPS if value is None]


@pytest.mark.parametrize(("text", "value", "kind"), VALUES)
def test_reads_the_stamps_that_portals_print(text, value, kind):
    stamp = parse_stamp(text)
    assert stamp is not None
    assert (stamp.value, stamp.kind) == (value, kind)


@pytest.mark.parametrize("text", NO_STAMPS)
def test_what_is_no_stamp(text):
    assert parse_stamp(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("TTH - 20:41 26/03/2024", "2024-03-26T20:41:00+07:00"),
        ("Ngày đăng 17/11/2021 | 07:30  | Lượt xem: 40", "2021-11-17T07:30:00+07:00"),
        ("Ngày đăng bài: 31/12/2019 | Tác giả: Long Hà", "2019-12-31"),
        ("Publish date 07/02/2025 | 14:38  | Lượt xem: 237", "2025-02-07T14:38:00+07:00"),
        ("(22/01/2024)", "2024-01-22"),
        ("10:47:07 15/12/2016", "2016-12-15T10:47:07+07:00"),
    ],
)
def test_what_stands_beside_a_stamp_does_no_harm(text, value):
    stamp = parse_stamp(text)
    assert stamp is not None
    assert stamp.value == value


def test_a_stamp_after_the_capture_is_none():
    captured = datetime(2024, 3, 1, 5, 0, tzinfo=UTC)
    assert parse_stamp("Ngày đăng: 05/03/2024", not_after=captured) is None
    assert parse_stamp("Ngày đăng: 01/03/2024", not_after=captured) is not None


def test_the_clock_of_a_page_is_not_its_stamp():
    text = "Thứ 3, Ngày 16/07/2024 -\nNgày đăng: 08/07/2024  11:38\n"
    published, updated = choose_stamps(find_stamps(text))
    assert published is not None
    assert (published.value, updated) == ("2024-07-08T11:38:00+07:00", None)


def test_a_lone_update_is_the_publication():
    published, updated = choose_stamps(find_stamps("Cập nhật ngày: 17-03-2020"))
    assert published is not None
    assert (published.value, updated) == ("2020-03-17", None)


def test_publication_and_update_are_told_apart():
    published, updated = choose_stamps(find_stamps("Ngày đăng: 05/03/2024\nCập nhật: 07/03/2024"))
    assert published is not None
    assert updated is not None
    assert (published.value, updated.value) == ("2024-03-05", "2024-03-07")


def test_stamps_keep_their_place():
    text = "Tin tức\nNgày đăng: 05/03/2024 08:00\nXã họp"
    (stamp,) = find_stamps(text)
    assert text[stamp.start : stamp.end] == "Ngày đăng: 05/03/2024 08:00"


@given(st.text(alphabet="0123456789/-.: |ngàyđăthứ,()\nPM", max_size=80))
def test_any_line_is_read_without_an_error(text):
    stamp = parse_stamp(text)
    if stamp is not None:
        datetime.fromisoformat(stamp.value)
        assert 0 <= stamp.start < stamp.end <= len(text)
    for found in find_stamps(text):
        assert 0 <= found.start < found.end <= len(text)


@given(st.datetimes(datetime(1997, 1, 1), datetime(2039, 12, 31)))
def test_a_stamp_says_the_minute_it_was_made_from(moment):
    stamp = parse_stamp(f"Ngày đăng: {moment:%d/%m/%Y %H:%M}")
    assert stamp is not None
    assert stamp.value == f"{moment:%Y-%m-%dT%H:%M}:00+07:00"
