"""What stands in and around a text and is none of it."""

from __future__ import annotations

import pytest

from tests.scraper.extract.reading.portal_page import PARAGRAPHS, TITLE, article, assert_whole, read

_OTHER = '<a href="/x1">Xã tổng kết phong trào hiến đất mở đường làng</a>'


@pytest.mark.parametrize(
    "parts",
    [
        {"after": "<div><b>Đăng ký nhận bản tin</b><p>Nhập email để nhận tin mới nhất từ cổng thông tin</p></div>"},
        {"after": "<p>Theo dõi chúng tôi trên Zalo và Facebook</p>"},
        {"after": "<div>Bài viết này có hữu ích với bạn không?</div><div><a href=#>Có</a> <a href=#>Không</a></div>"},
        {"after": "<div>Chia sẻ bài viết: <a href=#>Facebook</a> <a href=#>Zalo</a></div>"},
        {"after": "<div>Quét mã QR để xem trên điện thoại</div>"},
        {"after": "<div>Từ khóa: <a href=/t/a>nông thôn mới</a>, <a href=/t/b>lúa xuân</a></div>"},
        {"after": "<div><a href=/p>In bài viết</a> | <a href=/m>Gửi email</a> | <a href=#>Về đầu trang</a></div>"},
        {"after": f"<h4>Album khác</h4><div>{_OTHER}<em>17/05/2023 (33 ảnh)</em></div>"},
        {"inside": f"<div class=q1><b>Xem thêm</b><ul><li>{_OTHER}</li></ul></div>"},
        {"inside": f"<div class=q1><div>Tin liên quan</div>{_OTHER}<p>Ngày 02/3, xã tổng kết.</p></div>"},
        {"inside": '<div class="vc_cta3"><h4>Đặt lịch hẹn trực tuyến</h4><a href="/x">Đặt lịch ngay</a></div>'},
        {"under": "<div>Cỡ chữ: <a href=#>A-</a> <a href=#>A</a> <a href=#>A+</a></div>"},
        {"under": "<div>Nghe nội dung bài viết</div><div>05/03/2026</div>"},
        {"under": "<div>Tốc độ đọc: 1x</div><div>Giọng nữ miền Bắc</div>"},
        {"under": "<div><span>Lưu bài viết</span> <span>Chia sẻ Facebook</span> <span>Zalo</span></div>"},
        {"under": "<div>Mặc định Cỡ chữ</div>"},
        {"inside": "<p>Quảng cáo</p>"},
        {"inside": "<div>Nghe đọc bài viết 0:00 / 3:12</div>"},
        {"inside": "<p>[facebook_like_button]</p>"},
        {"inside": f"<table><tr><td><b>TIN LIÊN QUAN</b></td></tr><tr><td>{_OTHER}</td></tr></table>"},
        {"inside": f"<ul><li>{_OTHER}</li><li>{_OTHER}</li></ul>"},
        {"inside": '<ul><li><a href="#a1">Mục 1. Kết quả sản xuất nông nghiệp quý vừa qua</a></li></ul>'},
        {"inside": f"<blockquote>{PARAGRAPHS[1][60:110]}</blockquote>"},
        {"after": "<div>Thích 0 Chia sẻ</div><div>[Quay lại] [In trang] [Lên đầu trang]</div>"},
        {"after": f"<div>Vừa đăng</div>{_OTHER}<br>{_OTHER}"},
        {"after": "<p align=right><b>Văn Hòa</b></p><div class=qc>Cửa hàng vật tư bán máy bơm giá gốc</div>"},
    ],
)
def test_boxes_are_no_text(parts: dict[str, str]) -> None:
    assert_whole(article(**parts))


def test_a_list_behind_a_box_of_related_news_is_text_again() -> None:
    box = f"<table><tr><td>Tin liên quan</td></tr><tr><td>{_OTHER}</td></tr></table>"
    reading = article(inside=f"{box}<ul><li>Nạo vét kênh;</li><li>Gia cố bờ vùng.</li></ul>")
    assert reading.paragraphs == [PARAGRAPHS[1], "- Nạo vét kênh;", "- Gia cố bờ vùng.", PARAGRAPHS[2]]


def test_one_advertisement_amid_the_text_does_not_begin_a_list_of_articles() -> None:
    news = "".join(f"<div><h4><a href='/x{n}'>Xã tổng kết phong trào hiến đất lần {n}</a></h4></div>" for n in range(5))
    ad = "<div class=a1><a href='http://ad.example/'>Mở thẻ nhận ngay ưu đãi hoàn tiền 10% mọi giao dịch</a></div>"
    first, second, third = (f"<p>{text}</p>" for text in PARAGRAPHS)
    assert_whole(read(f"<h1>{TITLE}</h1><p>05/03/2026</p>{first}{second}{ad}{third}<p>Tin khác</p>{news}"))
