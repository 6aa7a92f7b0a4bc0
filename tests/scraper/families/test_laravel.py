"""The Laravel sites of Hà Tĩnh: the stamp whose minutes are its month, captions under a line break, marks."""

from __future__ import annotations

import pytest

from scraper.families import recognised
from scraper.families.laravel import Laravel
from tests.scraper.families.pages import TEXT, page_of, reading_of

COMMUNE = (
    '<html><head><title>Trang thông tin điện tử xã Hòa Lạc</title></head><body><div class="chi-tiet-tin"><h3>Ra quân '
    'nạo vét kênh</h3><p class="time">{}</p><div class="news-desc"><b>Sáng nay, xã Hòa Lạc ra quân.</b></div>'
    '<div class="noi-dung">{}</div></div></body></html>'
)


@pytest.mark.parametrize(
    ("stamp", "published"),
    [
        ("14:07 21-07-2018", "2018-07-21"),
        ("08:12 01-12-2019", "2019-12-01"),
        ("14:35 21-07-2018", "2018-07-21T14:35:00+07:00"),
        ("21-07-2018", "2018-07-21"),
    ],
)
def test_minutes_that_are_the_month_are_not_believed(stamp: str, published: str) -> None:
    reading = reading_of(COMMUNE.format(stamp, TEXT))
    assert (reading.published, reading.published_text) == (published, stamp)


def test_what_stands_under_a_picture_s_line_break_is_its_caption() -> None:
    # "Ban tổ chức ..." at the end of a text reads as the office that signed it.
    body = '<p><img src="/a.jpg"><br><em>Ban tổ chức trao cờ nhất</em></p>'
    captions = reading_of(COMMUNE.format("14:07 21-07-2018", TEXT + body)).captions
    assert [(one.image, one.text) for one in captions] == [("https://xa.example/a.jpg", "Ban tổ chức trao cờ nhất")]


def test_a_paragraph_under_a_picture_s_line_break_stays_text() -> None:
    prose = (
        "Đến trưa cùng ngày, toàn xã đã nạo vét được ba cây số kênh cấp hai. Bảy thôn còn lại làm tiếp trong tuần tới. "
        "Ủy ban nhân dân xã giao các trưởng thôn báo cáo kết quả trước ngày 30 và đề nghị bà con giữ vệ sinh dòng kênh."
    )
    reading = reading_of(COMMUNE.format("14:07 21-07-2018", f'<p><img src="/a.jpg"><br>{prose}</p>{TEXT}'))
    assert prose in reading.paragraphs


@pytest.mark.parametrize(
    ("links", "claimed"),
    [
        (["/loai-tin/kinh-te", "/chi-tiet-tin/ra-quan"], True),
        (["/vi/tin/kinh-te/tin/12-a.hti", "/vi/tin/kinh-te/tin/13-b.hti", "/vi/tin/kinh-te/tin/14-c.hti"], True),
        (["/chi-tiet-tin/group/112/nid/8912/ra-quan"], False),
        (["/tin.hti", "/a/12-b.html", "/tin/1.hti?x"], False),
    ],
)
def test_other_pages_are_known_by_their_links(links: list[str], claimed: bool) -> None:
    html = "".join(f'<p><a href="{link}">Tin của xã</a></p>' for link in links)
    assert (recognised(page_of(f"<html><body>{html}</body></html>")) is Laravel) is claimed
