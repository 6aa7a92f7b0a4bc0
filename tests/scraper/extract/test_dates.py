"""The grammar of printed dates: what is read, what is refused, and that nothing makes it slow or wrong."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.extract.date_digits import PrintedDay, real_date
from scraper.extract.dates import find_dates, lowered
from scraper.extract.near_days import find_near_days

DATES = [
    ("Sáng ngày 04/3/2021, xã họp", "Sáng ngày 04/3/2021", (4, 3, 2021), (4, 3, 2021), "morning"),
    ("Chiều 30-3, xã họp", "Chiều 30-3", (30, 3, None), (30, 3, None), "afternoon"),
    ("Ngày 13.5, xã họp", "Ngày 13.5", (13, 5, None), (13, 5, None), None),
    ("Chiều qua (21.12), xã họp", "Chiều qua (21.12)", (21, 12, None), (21, 12, None), "afternoon"),
    ("Ngày 26 tháng 12 năm 2019, xã họp", "Ngày 26 tháng 12 năm 2019", (26, 12, 2019), (26, 12, 2019), None),
    ("Trong 2 ngày 6 và 7/8, xã họp", "Trong 2 ngày 6 và 7/8", (6, 8, None), (7, 8, None), None),
    ("Từ ngày 28 đến 3/5, xã họp", "Từ ngày 28 đến 3/5", (28, 4, None), (3, 5, None), None),
    ("Từ ngày 30/12 đến ngày 02/01/2021", "Từ ngày 30/12 đến ngày 02/01/2021", (30, 12, 2020), (2, 1, 2021), None),
    ("Từ ngày 10-14/6/2024, xã họp", "Từ ngày 10-14/6/2024", (10, 6, 2024), (14, 6, 2024), None),
    ("Đêm 5 rạng sáng 6/3/2024, mưa lớn", "Đêm 5 rạng sáng 6/3/2024", (5, 3, 2024), (6, 3, 2024), "evening"),
    ("Đêm 30 tết Nhâm Dần (31/1), xã", "Đêm 30 tết Nhâm Dần (31/1)", (31, 1, None), (31, 1, None), "evening"),
    ("lúc 14h ngày 10 tháng 2 năm 2023", "lúc 14h ngày 10 tháng 2 năm 2023", (10, 2, 2023), (10, 2, 2023), "afternoon"),
    ("Vừa qua, ngày 5/3/2024, xã họp", "ngày 5/3/2024", (5, 3, 2024), (5, 3, 2024), None),
    ("Sáng và chiều 5/3/2024, xã họp", "Sáng và chiều 5/3/2024", (5, 3, 2024), (5, 3, 2024), None),
]  # fmt: skip
NO_DATES = [
    "máy chủ 192.168.1.1", "1.234.567 đồng", "số 0299.3822339", "24/24h", "13//13 thôn", "QĐ 15/QĐ-UBND",
    "giai đoạn 2021-2026",
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "first", "last", "part"), DATES)
def test_reads_a_date_with_its_words(text, words, first, last, part):
    mention = find_dates(text)[0]
    assert text[mention.start : mention.end] == words
    assert (mention.first, mention.last) == (PrintedDay(*first), PrintedDay(*last))
    assert mention.part_of_day == part


@pytest.mark.parametrize("text", NO_DATES)
def test_numbers_that_are_no_dates(text):
    assert [mention for mention in find_dates(text) if mention.cued] == []
    assert all(mention.first.month for mention in find_dates(text))


def test_a_document_and_the_day_after_it_are_two_dates():
    text = "Thực hiện Kế hoạch số 18/KH-UBND ngày 20/11/2021, sáng ngày 29 tháng 11, xã họp"
    assert [text[m.start : m.end] for m in find_dates(text)] == ["ngày 20/11/2021", "sáng ngày 29 tháng 11"]


def test_the_time_of_a_stamp_on_the_line_above_belongs_to_no_date():
    text = "12/12/2025 16:40\nSáng 12/12, xã họp"
    assert text[find_dates(text)[1].start :].startswith("Sáng")


def test_words_of_another_paragraph_belong_to_no_date():
    text = "Hội nghị kết thúc vào buổi chiều\n\n5/3/2024 là ngày hội"
    mention = find_dates(text)[0]
    assert (mention.part_of_day, mention.cued) == (None, False)


@pytest.mark.parametrize("text", ["31/02/2024", "30 tháng 2 năm 2023", "29/2/2023", "31/4/2022"])
def test_a_day_that_the_calendar_lacks_is_no_day(text):
    assert [mention.days() for mention in find_dates(f"ngày {text}")] == [None]


@pytest.mark.parametrize(
    ("words", "offset", "part", "same"),
    [
        ("Sáng nay", 0, "morning", False), ("Chiều qua", -1, "afternoon", False), ("hôm qua", -1, None, False),
        ("Chiều cùng ngày", 0, "afternoon", True), ("tối hôm nay", 0, "evening", False),
    ],
)  # fmt: skip
def test_days_told_by_speaking(words, offset, part, same):
    (near,) = find_near_days(f"{words}, đoàn đến thăm. Thị xã hiện nay")
    assert (near.offset, near.part_of_day, near.same_day) == (offset, part, same)


FORMS = ["{d}/{m}/{y}", "{d:02}/{m:02}/{y}", "{d}-{m}-{y}", "{d}.{m}.{y}", "{d} tháng {m} năm {y}", "{d}/{m}-{y}"]


@given(st.dates(date(1997, 1, 1), date(2049, 12, 31)), st.sampled_from(FORMS), st.sampled_from(["", "Sáng ", "ngày "]))
def test_day_and_month_are_never_swapped(day, form, cue):
    text = cue + form.format(d=day.day, m=day.month, y=day.year) + ", xã họp"
    assert find_dates(text)[0].days() == (day, day)


@given(st.integers(13, 99), st.integers(0, 99), st.integers(1990, 2049))
def test_a_month_above_twelve_is_no_date(month, day, year):
    assert all(mention.days() is None for mention in find_dates(f"ngày {day}/{month}/{year}"))


PIECES = st.sampled_from(
    ["0", "1", "2", "9", "31", "2024", "/", "-", ".", ",", " ", "\n", "\n\n", "(", ")", "ngày", "sáng", "tháng",
     "năm", "và", "đến", "từ", "rạng", "mùng", "thứ", "hai", "giờ", ":", "h", "nay", "qua", "tết", "trong",
     "các", "İ", "\u200b", "Đ", "chiều"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join))
def test_spans_lie_in_the_text_in_order_and_every_day_is_real(text):
    end = 0
    for mention in find_dates(text):
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end
        for year in (None, 2023, 2024):
            days = mention.days(year)
            assert days is None or days[0] <= days[1]
    for near in find_near_days(text):
        assert 0 <= near.start < near.end <= len(text)


@given(st.text())
def test_any_text_is_read_and_lowered_to_its_length(text):
    assert len(lowered(text)) == len(text)
    find_dates(text)


@given(st.integers(0, 3000), st.integers(-5, 20), st.integers(-5, 40))
def test_real_dates_are_the_calendars(year, month, day):
    found = real_date(year, month, day)
    assert found is None or (found.year, found.month, found.day) == (year, month, day)
