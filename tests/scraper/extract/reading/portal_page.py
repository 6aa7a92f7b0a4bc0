"""A portal's page whose class names say nothing (menu, article, a box of other news, foot), to put one fact into."""

from __future__ import annotations

from datetime import datetime

from scraper.extract import read_page
from scraper.extract.document import Reading

URL = "https://xa.example.gov.vn/tin/xa-hop-trien-khai-nhiem-vu-1.html"
TITLE = "Xã họp triển khai nhiệm vụ trọng tâm năm mới"
PARAGRAPHS = [
    "Sáng ngày 12/3, Ủy ban nhân dân xã tổ chức hội nghị triển khai nhiệm vụ trọng tâm của năm, với sự tham dự của đại "
    "diện các thôn, các ngành, đoàn thể.",
    "Phát biểu tại hội nghị, lãnh đạo xã đề nghị các thôn tập trung chỉ đạo sản xuất, bảo đảm nước tưới cho toàn bộ "
    "diện tích lúa vụ xuân.",
    "Hội nghị cũng nghe báo cáo về công tác thu ngân sách, giải ngân vốn đầu tư công và kết quả xây dựng nông thôn mới "
    "trong quý vừa qua.",
]
MENU = (
    '<div class="m1"><ul><li><a href="/">Trang chủ</a></li><li><a href="/gt">Giới thiệu</a></li>'
    '<li><a href="/tin">Tin tức</a></li><li><a href="/nn">Nông nghiệp</a></li>'
    '<li><a href="/vb">Văn bản</a></li><li><a href="/lh">Liên hệ</a></li></ul></div>'
)
BOX = (
    '<div class="r1"><div class="h9">Thông báo mới</div><ul>'
    '<li><a href="/t/1">Thông báo lịch tiếp công dân của Chủ tịch xã tháng 3</a></li>'
    '<li><a href="/t/2">Thông báo tuyển dụng viên chức sự nghiệp giáo dục</a></li>'
    '<li><a href="/t/3">Kế hoạch kiểm tra an toàn thực phẩm quý hai năm nay</a></li></ul></div>'
)
FOOT = '<div class="f1"><p>Trang thông tin điện tử xã</p><p>Địa chỉ: thôn 2 - Điện thoại: 0239 3888 777</p></div>'
FETCHED = datetime.fromisoformat("2026-05-05T10:00:00+07:00")


def read(main: str, *, head: str = "", menu: str = MENU, foot: str = "", url: str = URL, title: str = TITLE) -> Reading:
    """Read a page with ``main`` in its middle."""
    html = (
        f"<html><head><meta charset=utf-8><title>{title} - Xã</title>{head}</head><body>{menu}"
        f"<div class=w1><div class=l1>{main}</div>{BOX}</div>{FOOT}{foot}</body></html>"
    )
    return read_page(html.encode(), url, captured_at=FETCHED)[0]


def article(
    *, over: str = "", under: str = "", inside: str = "", after: str = "", below: str = "", head: str = "",
    menu: str = MENU, foot: str = "",
) -> Reading:  # fmt: skip
    """Read an article with something over or under its headline, inside, at the end of or below its text."""
    first, second, third = (f"<p>{text}</p>" for text in PARAGRAPHS)
    text = f'<div class="d2">{first}{second}{inside}{third}{after}</div>'
    return read(f'<div class="d1">{over}<h1>{TITLE}</h1>{under}{text}{below}</div>', head=head, menu=menu, foot=foot)


def assert_whole(reading: Reading) -> None:
    """The article is there, with nothing lost and nothing added."""
    assert reading.kind == "article"
    assert reading.title == TITLE
    assert [reading.lead, *reading.paragraphs] == PARAGRAPHS
