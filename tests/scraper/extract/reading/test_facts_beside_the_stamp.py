"""Writers, sections and counters in rows of facts: chips, avatars, links, labels over the headline."""

from __future__ import annotations

import pytest

from tests.scraper.extract.reading.portal_page import PARAGRAPHS, article, assert_whole

_NAME = "Lê Thị Hoa"
_AVATAR = '<img src="/avatars/hoa.png" width=40 height=40 class=avatar>'


@pytest.mark.parametrize(
    "parts",
    [
        {"under": f"<div><span>{_NAME}</span></div><div>05/03/2026 08:10</div>"},
        {"under": f"<div><a href=/nguoi-dung/12>{_AVATAR} {_NAME}</a><span>05/03/2026</span></div>"},
        {"under": f"<div class=chip><span>{_NAME}</span></div><div class=txt>Đăng: 05/03/2026 08:10</div>"},
        {"over": f"<div>{_AVATAR}<a href=/u/4>{_NAME}</a></div><div>Thứ năm, 05/03/2026, 05:00</div>"},
        {"over": f"<div>05/03/2026 08:10 - {_NAME}</div>"},
        {"over": f"<div class=breadcrumb><a href=/>Trang chủ</a> / <a href=/nn>Nông nghiệp</a>"
                 f"<div>05/03/2026 08:10 - {_NAME}</div></div>"},
        {"over": f"<div><span>{_NAME}</span>, <span>công chức văn hóa xã</span> · <span>05/03/2026</span></div>"},
        {"under": f"<div>Nông nghiệp | {_NAME} | 05/03/2026</div>"},
        {"after": f"<table width=100%><tr><td></td><td align=right><b>{_NAME}</b></td></tr></table>"},
        {"after": f"<p>— {_NAME}</p>"},
        {"after": f"<div style='text-align:right'><strong><em>{_NAME}</em></strong></div>"},
        {"under": f"<ul><li>Bởi <a href=/author/hoa>{_NAME}</a></li><li>05/03/2026</li></ul>"},
    ],
)  # fmt: skip
def test_the_writer_is_found(parts: dict[str, str]) -> None:
    reading = article(**parts)
    assert reading.author == _NAME
    assert [reading.lead, *reading.paragraphs] == PARAGRAPHS


@pytest.mark.parametrize(
    "parts",
    [
        {"under": "<div>05/03/2026 08:10 · 1.508 lượt xem · Nông nghiệp</div>"},
        {"under": "<div><span>05/03/2026 08:10</span> <span>1.508 lượt xem</span> <span>Nông nghiệp</span></div>"},
        {"under": f"<div><a href=/nn>Nông nghiệp</a> · <a href=/tac-gia/hoa>{_NAME}</a> · 05/03/2026</div>"},
        {"over": "<div class=post-cat>Nông nghiệp</div>", "under": f"<div>{_NAME} | 05/03/2026</div>"},
        {"over": f"<div><a href=/nn>Nông nghiệp</a></div><div>{_AVATAR}<a href=/u/4>{_NAME}</a></div>"
                 "<div>05/03/2026</div>"},
        {"over": "<h2>Nông nghiệp</h2><div><a href=/nn>« Quay lại</a></div>"},
        {"over": "<h2><a href=/nn>Nông nghiệp</a></h2><p class=kick>TOÀN VĂN</p>"},
        {"over": "<div>♦ Nông nghiệp ♦</div>"},
        {"below": "<footer class=entry-footer>Chuyên mục: <a rel='category tag' href=/nn>Nông nghiệp</a></footer>"},
        {"below": "<div><a rel='category tag' href=/nn>Nông nghiệp</a></div>", "under": "<p>Đăng bởi admin</p>"},
        {"under": "<div>Đăng bởi <a href=/author/bbt>bbt</a> lúc 08:10 05/03/2026 | <a href=/nn>Nông nghiệp</a></div>"},
        {"over": "<table><tr><td align=center>Nông nghiệp</td></tr><tr><td></td></tr></table>",
         "under": "<div>05/03/2026</div>"},
        {"over": "<div><span>05/03/2026</span></div><div>Nông nghiệp</div>"},
    ],
)  # fmt: skip
def test_the_section_is_found(parts: dict[str, str]) -> None:
    reading = article(**parts)
    assert reading.section == "Nông nghiệp"
    assert_whole(reading)


@pytest.mark.parametrize(
    "parts",
    [
        {"over": "<div><a href=/x>« Back</a></div>"},
        {"over": "<p>TOÀN VĂN</p>"},
        {"over": "<div><a href=/live>Đang phát trực tiếp: Bản tin chiều</a></div>"},
        {"over": f"<div>{_NAME}</div><div>05/03/2026</div>"},
    ],
)
def test_a_button_or_a_name_is_no_section(parts: dict[str, str]) -> None:
    assert article(**parts).section is None


@pytest.mark.parametrize(
    ("parts", "name", "value"),
    [
        ({"under": "<div>05/03/2026 | Lượt xem: 1.508 | 3 bình luận</div>"}, "views", 1508),
        ({"under": "<div>05/03/2026 | Lượt xem: 1.508 | 3 bình luận</div>"}, "comments", 3),
        ({"under": "<div>05/03/2026 - Đọc: 517</div>"}, "views", 517),
        ({"under": "<p>05/03/2026</p><p>Lượt truy cập: 812</p>"}, "views", 812),
        ({"under": "<div><span>05/03/2026</span><span class=metadata-view-count>512</span></div>"}, "views", 512),
        ({"below": "<h3>2 bình luận về “Xã họp triển khai nhiệm vụ trọng tâm năm mới”</h3>"}, "comments", 2),
        ({"below": "<div>Điểm: 4,5/5 (12 lượt đánh giá)</div>"}, "rating_average", 4.5),
        ({"inside": "<p>Du khách có thể đến sân vận động xem 14 đội thi đấu trong ba ngày.</p>"}, "views", None),
        ({"after": "<p>Đợt này ghi nhận 18 đột biến, tính đến 8/5.</p>"}, "rating_average", None),
    ],
)
def test_counters(parts: dict[str, str], name: str, value: float | None) -> None:
    assert getattr(article(**parts).stats, name) == value
