"""What stands in and around a text and is none of it."""

from __future__ import annotations

import pytest

from tests.scraper.extract.reading.portal_page import article, assert_whole

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
    ],
)
def test_boxes_are_no_text(parts: dict[str, str]) -> None:
    assert_whole(article(**parts))
