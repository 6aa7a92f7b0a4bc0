"""Events: which dates tell when, the year of those without one, and what is said of those that stay unknown."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.extract.document import Context, Field
from scraper.extract.events import find_events
from scraper.vietnamese import collapse
from tests.scraper.extract.date_sentences import EVENTS
from tests.scraper.extract.date_traps import DOUBTS, TRAPS


def events_of(text, published=None, **others):
    fields = [Field(name, other) for name, other in others.items()] + [Field("text", text)]
    return find_events(fields, Context(published=published))


def days_of(text, published=None, **others):
    return [event.start for event in events_of(text, published, **others)[0]]


@pytest.mark.parametrize(("published", "text", "wanted"), EVENTS + TRAPS)
def test_annotated_sentences(published, text, wanted):
    events, _ = events_of(text, published)
    assert [(event.text, event.start, event.end, event.part_of_day) for event in events] == wanted


@pytest.mark.parametrize(("published", "text", "doubt"), DOUBTS)
def test_annotated_doubts(published, text, doubt):
    events, problems = events_of(text, published)
    assert [event.doubt for event in events] == [doubt]
    assert len(problems) == (doubt is not None)


@pytest.mark.parametrize(
    "text",
    [
        "Theo Quyết định số 25/QĐ-TTg ngày 5/3/2024, xã được công nhận đạt chuẩn.",
        "Công văn số 123/UBND-VX ngày 5/3/2024 của UBND tỉnh nêu rõ trách nhiệm.",
        "Luật có hiệu lực từ ngày 01/8/2024.",
        "Hạn nộp hồ sơ đến 17h00 ngày 30/6/2024.",
        "Ngày 3/2 hằng năm là ngày thành lập Đảng.",
        "Xã phấn đấu hoàn thành vào ngày 30/6/2024.",
        "Kỳ họp dự kiến diễn ra tại hội trường, vào ngày 8/12/2024.",
        "Toàn huyện có 7/8 chỉ tiêu đạt; 8/9 hạng mục đã xong.",
        "Từ ngày 1/7/2025, xã mới chính thức hoạt động.",
        "Đồng chí sinh ngày 5/3/1999, quê xã Hòa Lạc.",
        "Cuộc đời và sự nghiệp gắn với ngày 19/5/1890.",
        "Thi đua lập thành tích chào mừng Ngày Phụ nữ Việt Nam 20/10.",
        "Ngày 20/3/2024, xã sẽ tổ chức lễ ra quân.",
        "07/08/2025 | 14:30",
    ],
)
def test_dates_that_are_no_events(text):
    assert events_of(text) == ([], [])


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Thực hiện Kế hoạch số 12/KH-UBND, ngày 05/3/2024 của UBND huyện, ngày 12/3/2024, xã tập huấn.", "2024-03-12"),
        ("Chuẩn bị cho kỳ họp dự kiến khai mạc ngày 8/12/2024, sáng 5/12, Thường trực HĐND họp.", "2024-12-05"),
        ("Chào mừng Ngày Quốc tế Phụ nữ 8/3, chiều 7/3/2024, Hội Phụ nữ tổ chức tọa đàm.", "2024-03-07"),
        ("Đồng chí đã từ trần vào khuya 17/8/2020 (tức ngày 28 tháng 6 năm Canh Tý).", "2020-08-17"),
        ("Lễ hội diễn ra từ mùng 8 đến mùng 10 tháng Giêng (tức ngày 17 - 19/2/2024).", "2024-02-17"),
        ("Hội nghị diễn ra vào sáng 5/3/2024 tại hội trường.", "2024-03-05"),
        ("Lễ kỷ niệm ngày thành lập Quân đội được tổ chức ngày 20/12/2024 tại xã.", "2024-12-20"),
    ],
)
def test_the_event_beside_other_dates(text, day):
    assert days_of(text) == [day]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Sáng 27/7, xã dâng hương nhân 77 năm Ngày Thương binh - Liệt sĩ.", "2024-07-27"),
        ("Sáng 21/12, xã gặp mặt kỷ niệm 80 năm ngày thành lập Quân đội nhân dân Việt Nam.", "2024-12-21"),
        ("Sáng 10/1, xã tổng kết năm 2023, triển khai nhiệm vụ năm 2024.", "2024-01-10"),
        ("Sáng 20/12, HĐND huyện thông qua dự toán ngân sách năm 2025.", "2024-12-20"),
        ("Sáng 20/12, HĐND huyện triển khai nhiệm vụ năm 2025.", "2024-12-20"),
        ("Chiều 15/5, Đảng ủy xã tổ chức Đại hội đại biểu Đảng bộ xã lần thứ XXIII, nhiệm kỳ 2025-2030.", "2025-05-15"),
        ("Chiều 15/5, Hội Nông dân xã họp đại hội nhiệm kỳ 2023-2028.", None),
        ("Sáng 5/2, xã phát động Tết trồng cây xuân Ất Tỵ.", "2025-02-05"),
        ("Tối 31/12, chương trình chào năm mới 2024 diễn ra tại quảng trường.", "2023-12-31"),
        ("Ngày 30/5, UBND tỉnh họp thường kỳ tháng 5/2023.", "2023-05-30"),
        ("Sáng 10/4, xã họp bàn việc thực hiện từ năm 2015 đến nay.", None),
        ("Sáng 10/4, xã học tập Nghị quyết số 18-NQ/TW ngày 25/10/2017.", None),
        ("Sáng 10/4, xã họp. Ông sinh ngày 3/4/2001, nay là cán bộ.", None),
    ],
)
def test_a_year_from_the_text_or_none(text, day):
    events, problems = events_of(text)
    assert [event.start for event in events] == [day]
    assert events[0].basis == ("unknown" if day is None else "inferred_from_text")
    assert bool(problems) == (day is None)


def test_the_title_counts_against_a_late_stamp():
    title = "Thành phố tổ chức lễ ra quân huấn luyện năm 2019"
    events, problems = events_of("Sáng 01/3, lực lượng vũ trang ra quân.", "2020-03-17", title=title)
    assert (events[0].start, events[0].basis) == ("2019-03-01", "inferred_from_text")
    assert [problem.field for problem in problems] == ["events"]
    assert "382 days before the publication stamp" in problems[0].reason
    assert events[0].doubt == "stamp_much_later"


@pytest.mark.parametrize(
    ("text", "published", "told", "doubt"),
    [
        ("Sáng ngày 8/8, xã tổng duyệt.", "2025-08-07", "later than the publication stamp", "stamp_before_event"),
        ("Sáng 7/1, xã trồng cây.", "2025-02-07", "exactly a month before", "month_mistyped"),
        ("Sáng 5/3/2023, xã họp.", "2024-03-06", "367 days before", "stamp_much_later"),
        ("Thứ Hai, ngày 5/3/2024, xã họp.", "2024-03-06", "another weekday", "weekday_disagrees"),
    ],
)
def test_what_stamp_and_calendar_say_against_a_date(text, published, told, doubt):
    events, problems = events_of(text, published)
    assert events[0].start is not None
    assert events[0].doubt == doubt
    assert [told in problem.reason for problem in problems] == [True]


def test_agreement_makes_no_problem():
    events, problems = events_of("Sáng thứ Ba, ngày 5/3/2024, xã họp.", "2024-03-06T08:00:00+07:00")
    assert (events[0].doubt, problems) == (None, [])


def test_a_day_without_year_says_why():
    events, problems = events_of("Sáng 5/3, xã họp.")
    assert (events[0].start, events[0].end, events[0].basis, events[0].doubt) == (None, None, "unknown", "year_unknown")
    assert problems[0].reason == "“Sáng 5/3” has no date: neither the text nor a publication stamp tells its year."
    assert "too far from it" in events_of("Sáng 5/3, xã họp.", "2024-11-20")[1][0].reason


def test_a_day_that_the_calendar_lacks_says_so():
    events, problems = events_of("Sáng 31/02/2024, xã họp.")
    assert events[0].start is None
    assert events[0].doubt == "no_such_day"
    assert "no such day" in problems[0].reason


def test_a_weekday_chooses_between_years_that_the_text_speaks_for():
    text = "Sáng {}, ngày 6/3, xã họp.\n\nCông tác tháng 5/2023 đã được triển khai năm 2022."
    assert days_of(text.format("thứ Hai")) == ["2023-03-06"]
    assert days_of(text.format("Chủ nhật")) == ["2022-03-06"]
    assert days_of("Sáng thứ Hai, ngày 6/3, xã họp.") == [None]


def test_leap_days_need_their_year():
    assert days_of("Sáng 29/2, xã họp.", "2023-03-02") == [None]
    assert days_of("Sáng 29/2, xã họp.", "2024-03-02") == ["2024-02-29"]


def test_the_year_wraps():
    assert days_of("Sáng 30/12, xã họp.", "2024-01-02") == ["2023-12-30"]
    assert days_of("Từ ngày 30/12 đến 02/01, xã họp.", "2024-01-05") == ["2023-12-30"]


def test_a_round_up_has_an_event_an_item():
    text = "* Ngày 23/7, đoàn thăm xã A.\n\n* Sáng 24/7, đoàn kiểm tra.\n\n* Trong các ngày 24, 25/7, ra quân."
    assert days_of(text, "2019-07-26") == ["2019-07-23", "2019-07-24", "2019-07-24"]


def test_the_same_day_said_again_is_one_event():
    text = "Sáng 5/3/2024, xã họp.\n\nĐến dự hội nghị ngày 5/3/2024 có ông A.\n\nNgày 5/3/2024, hội nghị bế mạc."
    assert days_of(text) == ["2024-03-05"]


def test_a_day_to_come_is_no_further_event():
    text = "Sáng 5/3, xã họp.\n\nNgày 20/3, xã ra quân."
    assert days_of(text, "2024-03-06") == ["2024-03-05"]


def test_relative_days_rest_on_the_stamp():
    events, problems = events_of("Trưa nay, đoàn đến. Chiều cùng ngày, đoàn về.", "2025-10-22T18:09:00+07:00")
    assert [(e.text, e.start, e.part_of_day, e.basis) for e in events] == [
        ("Trưa nay", "2025-10-22", "noon", "relative"),
        ("Chiều cùng ngày", "2025-10-22", "afternoon", "relative"),
    ]
    assert problems == []
    events, problems = events_of("Trưa nay, đoàn đến.")
    assert (events[0].start, events[0].basis, events[0].doubt) == (None, "unknown", "no_stamp")
    assert "no publication stamp" in problems[0].reason


def test_a_date_in_a_caption_counts_only_where_no_text_has_one():
    caption = Field("captions[0]", "Quang cảnh hội nghị sáng 4/3/2024")
    assert [e.start for e in find_events([Field("text", "Xã họp."), caption], Context())[0]] == ["2024-03-04"]
    assert [e.start for e in find_events([Field("text", "Sáng 5/3/2024, xã họp."), caption], Context())[0]] == [
        "2024-03-05"
    ]


def test_a_broken_stamp_is_no_stamp():
    assert days_of("Sáng 5/3, xã họp.", "hôm qua") == [None]


WORDS = st.sampled_from(
    ["Sáng 5/3", "ngày 31/2/2024", "năm 2024", "tháng 5/2023", "quý iv/2024", "kỷ niệm 80 năm", "29/2", ", ", ". ",
     "(22/12/1944 - 22/12/2024)", "\n\n", "chiều cùng ngày", "hôm qua", "xuân Giáp Tý", "nhiệm vụ", "dự kiến",
     "số 5/KH-UBND", "của UBND", "năm học 2023-2024"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=25).map(" ".join), st.none() | st.dates(date(1997, 1, 1)).map(str))
def test_any_text_gives_events_with_real_days_or_a_reason(text, published):
    events, problems = events_of(text, published)
    for event in events:
        assert event.text in collapse(text)
        assert (event.start is None) == (event.end is None)
        if event.start is not None and event.end is not None:
            assert date.fromisoformat(event.start) <= date.fromisoformat(event.end)
        else:
            assert event.doubt is not None
            assert any(event.text in problem.reason for problem in problems)
