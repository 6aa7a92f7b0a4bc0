"""Sections and stamps as WordPress's first themes, Yii's and Liferay's breadcrumbs and AMP pages print them."""

from __future__ import annotations

import pytest

from tests.scraper.extract.reading.portal_page import TITLE, article, assert_whole

_SENTENCES = [
    (
        "Bài này được viết vào ngày 05/03/2026 lúc 10:26 trong mục Văn nghệ. Bạn có thể theo dõi phản hồi qua RSS.",
        "10:26",
    ),
    ("Bài viết này đã được đăng vào Thứ Năm, 05/03/2026, 08:15 trong chuyên mục Văn nghệ.", "08:15"),
    ("This entry was posted on Thursday, March 5th, 2026 at 9:05 am and is filed under Văn nghệ.", "09:05"),
]


@pytest.mark.parametrize(("sentence", "time"), _SENTENCES)
def test_the_sentence_of_wordpress_s_first_themes(sentence: str, time: str) -> None:
    reading = article(after=f"<p class=pm1><small>{sentence}</small></p>")
    assert (reading.published, reading.section) == (f"2026-03-05T{time}:00+07:00", "Văn nghệ")
    assert_whole(reading)


def test_a_sentence_that_tells_when_somebody_wrote_is_no_stamp() -> None:
    reading = article(
        inside="<p>Bài này được viết vào mùa xuân năm 2019, khi cả xã còn chưa có điện lưới và đường nhựa.</p>"
    )
    assert reading.published is None


def test_points_part_weekday_day_and_time() -> None:
    reading = article(under="<div>Thứ năm . 5.3.2026 . 19:05</div>")
    assert (reading.published, reading.published_text) == ("2026-03-05T19:05:00+07:00", "Thứ năm . 5.3.2026 . 19:05")


@pytest.mark.parametrize(
    ("parts", "section"),
    [
        ({"over": "<ul class=breadcrumb><li><a href=/>Trang chủ</a></li><li><a href=/c/2>Kinh tế</a></li><li>Xã họp "
                  "nhiệm vụ năm mới</li></ul>"}, "Kinh tế"),
        ({"over": "<ol class=breadcrumb><li><a href=/>Xã Mường Lò</a></li><li>Chi tiết</li></ol><div>Kinh tế</div>"},
         "Kinh tế"),
        ({"over": "<div><a href=/>Văn hóa Mường Lò</a></div>",
          "below": "<footer><div>Chuyên mục: <a href=/the-thao>Thể thao</a></div></footer>"}, "Thể thao"),
        ({"over": "<p><a href=/hoat-dong>← Hoạt động giám sát</a></p>"}, "Hoạt động giám sát"),
    ],
)  # fmt: skip
def test_the_site_s_name_and_the_headline_s_short_form_are_no_sections(parts: dict[str, str], section: str) -> None:
    reading = article(**parts)
    assert (reading.title, reading.section) == (TITLE, section)


def test_what_an_advertisement_s_place_prints_is_no_text() -> None:
    assert_whole(article(inside="<amp-ad type=doubleclick><div fallback>Quảng cáo đang tải về máy</div></amp-ad>"))
