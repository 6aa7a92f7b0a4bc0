"""Writers and sources that a page names outside the text: under lists, in fields and boxes, at the side."""

from __future__ import annotations

import pytest

from tests.scraper.extract.reading.portal_page import article, assert_whole

_NAME, _OFFICE, _PAPER = "Lê Thị Hòa", "Phòng Văn hóa xã", "Báo Miền Đông"
_OTHERS = (
    "<div class=k3><h4>Tin liên quan</h4><ul><li><a href=/t/4>Xã phát động tháng cao điểm dọn vệ sinh</a></li>"
    "<li><a href=/t/5>Thôn Bảy khánh thành nhà văn hóa sau ba tháng</a></li></ul></div>"
)
_FILES = '<div><b>Tệp đính kèm:</b></div><ul><li><a href="/f/ke-hoach.pdf">Kế hoạch (45 KB)</a></li></ul>'


@pytest.mark.parametrize(
    ("parts", "author", "source"),
    [
        ({"below": f"<div class=bx><div><a href=/author/hoa>{_NAME}</a></div><p>Yêu mèo</p></div>"}, _NAME, None),
        ({"below": f"<div class=field><div>Tác giả</div><div>{_OFFICE}</div></div>"}, _OFFICE, None),
        ({"below": f"<p>Chủ đề: nông thôn mới</p><p>Tác giả: {_NAME}</p><p>Nguồn tin: {_OFFICE}</p>"}, _NAME, _OFFICE),
        ({"below": f"{_OTHERS}<div class=detail-author><b>{_NAME}</b></div>"}, _NAME, None),
        ({"below": f"{_OTHERS}<div class=x7>{_NAME}</div>"}, _NAME, None),
        ({"below": "<p class=sign>Th.Tr</p>"}, "Th.Tr", None),
        ({"after": f"{_FILES}<p align=right>Theo {_PAPER}</p>"}, None, _PAPER),
        ({"after": f"<p align=right>({_PAPER})</p>"}, None, _PAPER),
        ({"after": f"<p align=right><i>BBT (Theo {_PAPER})</i></p>"}, "BBT", _PAPER),
        ({"after": f"<p align=right><b>{_NAME}</b></p><p align=right><i>Trưởng thôn Bảy</i></p>"}, _NAME, None),
        ({"over": f"<div>Nguồn: {_OFFICE} • Thứ Năm, 05/03/2026</div>"}, None, _OFFICE),
    ],
)
def test_who_wrote_it_is_told_outside_the_text(parts: dict[str, str], author: str | None, source: str | None) -> None:
    reading = article(**parts)
    assert (reading.author, reading.source) == (author, source)
    assert_whole(reading)


@pytest.mark.parametrize(
    "parts",
    [
        {"below": _OTHERS.replace("</ul>", f"</ul><p>Tác giả: {_NAME}</p>")},  # it is the last one's of the others
        {"below": f"<div class=y1><h4>Bình luận (2)</h4><div><b>{_NAME}</b></div><p>Hay quá</p></div>"},
        {"below": f"<div class=comment-list><div class=comment-author>{_NAME}</div></div>"},
        {"after": "<p align=right><i>Ban tổ chức trao cờ lưu niệm</i></p>"},
        {"below": "<div class=bx><a href=/author/admin>admin</a></div>"},
    ],
)
def test_names_of_others_under_a_text_are_not_the_writer_s(parts: dict[str, str]) -> None:
    assert article(**parts).author is None


def test_the_writer_beside_the_stamp_at_the_side() -> None:
    side = f"<aside><div><div>05/03/2026</div><div>{_NAME}</div></div><div>Thẻ: nông nghiệp</div></aside>"
    reading = article(below=side)
    assert (reading.author, reading.published) == (_NAME, "2026-03-05")
