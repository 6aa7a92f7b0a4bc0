"""Where and how portals print when an article went up."""

from __future__ import annotations

import pytest

from tests.scraper.extract.reading.portal_page import PARAGRAPHS, TITLE, article, assert_whole, read

_FACTS = "<table><tr><td>Ngày đăng:</td><td>05/03/2026</td></tr><tr><td>Lượt xem:</td><td>77</td></tr></table>"
_DAY, _TIME = "2026-03-05", "2026-03-05T08:10:00+07:00"


@pytest.mark.parametrize(
    ("parts", "published"),
    [
        ({"under": "<div>Ngày 5 tháng 3 năm 2026, 08:10</div>"}, _TIME),
        ({"under": '<time datetime="2026-03-05T08:10:00+07:00">5 Thg3 2026</time>'}, _TIME),
        ({"under": '<time datetime="2026-03-05T08:10:00+07:00">2 tháng trước</time>'}, _TIME),
        ({"under": '<span title="Thứ năm, 05/03/2026 08:10">2 tháng trước</span>'}, _TIME),
        ({"under": '<span data-bs-original-title="05/03/2026 08:10">hôm qua</span>'}, _TIME),
        ({"over": "<div><span>05</span><span>Tháng 3</span><span>2026</span></div>"}, _DAY),
        ({"over": "<div><div>05</div><div>03/2026</div></div>"}, _DAY),
        ({"over": "<div><b>05</b><br>Th3 2026</div>"}, _DAY),
        ({"under": "<div><span>08:10</span><span>05/03/2026</span></div>"}, _TIME),
        ({"under": "<div><div>05/03/2026</div><div>08:10</div></div>"}, _TIME),
        ({"under": "<div><div>Ngày đăng</div><div>05/03/2026 08:10</div></div>"}, _TIME),
        ({"under": _FACTS}, _DAY),
        ({"after": "<p align=right><i>Cập nhật lúc 08:10 ngày 05/03/2026</i></p>"}, _TIME),
        ({"under": "<p>05/03/2026 08:10 - Lượt xem: 77 - In bài</p>"}, _TIME),
        ({"under": "<p>\U0001f552 08:10 | 05/03/2026 \U0001f441 77</p>"}, _TIME),
        ({"under": "<div>05/03/2026 • 3 phút đọc</div>"}, _DAY),
        ({"under": "<div>Thứ năm, 05/03/2026 | 08:10 GMT+7</div>"}, _TIME),
        ({"under": "<div>Cập nhật lúc 8h10' ngày 5/3/2026</div>"}, _TIME),
        ({"under": "<div>Đăng lúc: 08:10:00 AM 05/03/2026</div>"}, _TIME),
        ({"under": "<div>05 Tháng Ba 2026</div>"}, _DAY),
        ({"under": "<div>Tháng Ba 5, 2026 lúc 8:10 sáng | Lượt xem: 376</div>"}, _TIME),
        ({"under": "<div>5 March, 2026</div>"}, _DAY),
        ({"under": "<div>Đã đăng trên 05/03/2026 bởi admin</div>"}, _DAY),
        ({"under": "<div><span>Ngày xuất bản 05/03/2026 08:10</span><span>512 lượt xem</span></div>"}, _TIME),
        ({"under": "<a href='/x'><time datetime='2026-03-05T08:10:00+07:00'>05/03/2026</time></a>"}, _TIME),
        ({"under": "<ul><li>05/03/2026 08:10</li><li>Lê Hoa</li><li>123 lượt xem</li></ul>"}, _TIME),
        ({"over": "<ul><li>05/03/2026 08:10</li><li>Lê Hoa</li><li>123 lượt xem</li></ul>"}, _TIME),
        ({"after": "<p>05/03/2026 08:10</p><div>Từ khóa: <a href=/t/a>nông thôn mới</a>, <a href=/t/b>lúa</a></div>"},
         _TIME),
        ({"under": "<div>3 giờ trước</div>"}, None),
    ],
)  # fmt: skip
def test_the_stamp_is_found(parts: dict[str, str], published: str | None) -> None:
    reading = article(**parts)
    assert reading.published == published
    assert_whole(reading)


def test_a_printed_day_stays_a_day_whatever_the_head_says() -> None:
    head = '<meta property="article:published_time" content="2026-03-05T09:30:00+07:00">'
    assert article(under="<p>05/03/2026</p>", head=head).published == _DAY
    assert article(head=head).published == "2026-03-05T09:30:00+07:00"


def test_an_edit_has_a_label_in_a_box_of_its_own() -> None:
    facts = "<dl><dt>Ngày xuất bản</dt><dd>05/03/2026 08:10</dd><dt>Chỉnh sửa</dt><dd>07/03/2026 09:00</dd></dl>"
    reading = article(under=facts)
    assert (reading.published, reading.updated) == (_TIME, "2026-03-07T09:00:00+07:00")


def test_the_day_beside_another_article_is_not_the_articles() -> None:
    others = (
        "<div><div>01/02/2026</div><div><a href='/1'>Xã tổng kết phong trào hiến đất mở đường làng</a></div>"
        "<div>02/02/2026</div><div><a href='/2'>Khai mạc giải bóng đá thiếu niên nhi đồng toàn xã</a></div></div>"
    )
    assert article(below=others).published is None


def test_a_headline_of_two_lines() -> None:
    body = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    reading = read(f"<div><h2>{TITLE}<br>của xã Tân Lập<br><small>05/03/2026</small></h2><div>{body}</div></div>")
    assert reading.title == f"{TITLE} của xã Tân Lập"
    assert [reading.lead, *reading.paragraphs] == PARAGRAPHS


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("Thông báo tạm ngừng cấp điện từ ngày 07/9 đến ngày 11/9/2026", None),
        ("Thông báo tạm ngừng cấp điện từ 8:00 ngày 11/9/2026", None),
        (f"{TITLE} (05/03/2026)", TITLE),
        (f"{TITLE} 05/03/2026 08:10", TITLE),
        (f"{TITLE} - 05/03/2026", TITLE),
        (f"{TITLE} <small>05/03/2026</small>", TITLE),
    ],
)
def test_a_day_at_the_end_of_a_headline(printed: str, title: str | None) -> None:
    body = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    assert read(f"<div><h1>{printed}</h1><div>{body}</div></div>").title == (title or printed)


_EDIT = "2026-03-07T09:00:00+07:00"


@pytest.mark.parametrize(
    "parts",
    [
        {"under": "<div>Ngày tạo: 05/03/2026 08:10 | Ngày sửa: 07/03/2026 09:00</div>"},
        {"under": "<div>Xuất bản: 05/03/2026 08:10, Cập nhật: 07/03/2026 09:00</div>"},
        {"under": "<div><span>Cập nhật: 09:00, 07/03/2026</span><span>Đăng: 08:10, 05/03/2026</span></div>"},
        {"under": "<p>05/03/2026 08:10</p>", "after": "<p>Sửa lần cuối vào Thứ bảy, 07 Tháng 3 2026 09:00</p>"},
        {"over": "<div>Thứ năm, 05 Tháng 3 2026 08:10</div>", "after": "<p>Lần cập nhật cuối lúc 09:00 07/03/2026</p>"},
    ],
)
def test_publication_and_last_edit_are_told_apart(parts: dict[str, str]) -> None:
    reading = article(**parts)
    assert (reading.published, reading.updated) == (_TIME, _EDIT)
    assert_whole(reading)


def test_the_time_that_stands_apart_from_its_day_makes_it_exact() -> None:
    mark = '<abbr itemprop=datePublished title="2026-03-05T08:10:00+07:00">8:10</abbr>'
    reading = article(
        over="<h2>Thứ Năm, 5 tháng 3, 2026</h2>", after=f"<div>Người đăng: Văn phòng vào lúc {mark}</div>"
    )
    assert reading.published == _TIME


@pytest.mark.parametrize(
    ("printed", "updated"),
    [("10:01 05/05/2026", None), ("09:58 05/05/2026", None), ("09:20 05/05/2026", "2026-05-05T09:20:00+07:00"),
     ("05/05/2026", "2026-05-05"), ("10:00 04/05/2026", "2026-05-04T10:00:00+07:00")],
)  # fmt: skip
def test_a_last_edit_in_the_minutes_of_the_capture_is_the_pages_clock(printed: str, updated: str | None) -> None:
    reading = article(under="<p>05/03/2026 08:10</p>", after=f"<p>Cập nhật lần cuối: {printed}</p>")
    assert (reading.published, reading.updated) == (_TIME, updated)
    assert_whole(reading)


def test_the_clock_over_the_headline_is_no_stamp() -> None:
    below = "<p>05/03/2026 08:10</p>"
    assert article(over="<div>Hôm nay: 05/05/2026 10:00</div>", below=below).published == _TIME
    assert article(over="<div>Thứ ba, 05/05/2026</div>").published is None
