"""How portals print who wrote an article and where it was taken from."""

from __future__ import annotations

import pytest

from tests.scraper.extract.reading.portal_page import article, assert_whole

_NAME, _PAPER = "Lê Văn Hòa", "Báo Hà Tĩnh"
_FACTS = f"<table><tr><td>Tác giả</td><td>{_NAME}</td></tr><tr><td>Nguồn tin</td><td>{_PAPER}</td></tr></table>"
_OFFICE = "Phòng Công tác xã hội"
_RIGHT = '<p style="text-align:right">'


@pytest.mark.parametrize(
    ("parts", "author", "source"),
    [
        ({"after": f"{_RIGHT}<strong>{_NAME} - TT Văn hóa xã</strong></p>"}, f"{_NAME} - TT Văn hóa xã", None),
        ({"after": f"<p>- {_NAME}</p>"}, _NAME, None),
        ({"after": f"<p align=right><b>Tin và ảnh {_NAME}</b></p>"}, _NAME, None),
        ({"after": f"<p><i>{_NAME} (sưu tầm)</i></p>"}, f"{_NAME} (sưu tầm)", None),
        ({"after": f'<h6 style="text-align:right">{_NAME}</h6>'}, _NAME, None),
        ({"after": f"<table><tr><td></td><td align=right><b>{_NAME}</b></td></tr></table>"}, _NAME, None),
        ({"after": f"<p><b>Bài và ảnh: {_NAME} / Thu Hà</b></p>"}, f"{_NAME} / Thu Hà", None),
        ({"after": f"{_RIGHT}<b>{_NAME} - Theo {_PAPER}</b></p>"}, _NAME, _PAPER),
        ({"after": f"<p>Tác giả: {_NAME}; Nguồn: {_PAPER}</p>"}, _NAME, _PAPER),
        ({"after": '<p>Nguồn: <a href="https://bao.example/x">bao.example</a></p>'}, None, "bao.example"),
        ({"below": f"<div class=u1><div>{_NAME}</div></div>"}, _NAME, None),
        ({"under": f"<div>Được đăng bởi: <a href=/u/2>{_NAME}</a> / Thứ Năm, 05/03/2026 / 0 lượt</div>"}, _NAME, None),
        ({"under": f"<div><span>05/03/2026</span> | <span>{_NAME}</span></div>"}, _NAME, None),
        ({"under": f"<ul><li><i class=fa></i> {_NAME}</li><li><i class=fa></i> 05/03/2026</li></ul>"}, _NAME, None),
        ({"under": f'<ul><li><img src="/i/ic-u.png" alt="Người đăng"> {_NAME}</li></ul>'}, _NAME, None),
        ({"under": _FACTS}, _NAME, _PAPER),
        ({"under": f"<p>By {_NAME} | 05/03/2026</p>"}, _NAME, None),
        ({"after": f"<ul><li>Tác giả: {_NAME}</li><li>Nguồn: {_PAPER}</li></ul>"}, _NAME, _PAPER),
        ({"after": f"<p><b>Tin bài {_NAME}</b></p>"}, _NAME, None),
        ({"after": "<p><em>Đài Truyền thanh xã</em></p>"}, "Đài Truyền thanh xã", None),
        ({"after": f"<div>Người cập nhật: {_NAME}</div>"}, _NAME, None),
        ({"after": f"<p>Nội dung: {_NAME}</p><p>Ảnh: Thu Hà</p><p>Thiết kế: Lan Anh</p>"}, _NAME, None),
        ({"below": f"<p>By <a href=/a rel=author>{_OFFICE}</a> | 05/03/2026 | <a href=/nn>Tin</a></p>"}, _OFFICE, None),
    ],
)  # fmt: skip
def test_the_origin_is_found(parts: dict[str, str], author: str | None, source: str | None) -> None:
    reading = article(**parts)
    assert (reading.author, reading.source) == (author, source)
    assert_whole(reading)


def test_a_list_of_names_is_no_author() -> None:
    names = "".join(f"<p>- {name}</p>" for name in ("Lê Văn Hòa", "Trần Thị Lan", "Phan Văn Bình"))
    reading = article(
        after=f"<p>Danh sách các cá nhân được khen thưởng trong đợt này gồm có các ông bà sau đây:</p>{names}"
    )
    assert reading.author is None
    assert reading.paragraphs[-3:] == ["- Lê Văn Hòa", "- Trần Thị Lan", "- Phan Văn Bình"]


def test_thanks_at_the_end_of_an_interview_are_text() -> None:
    reading = article(after="<p><b>PV: Xin cảm ơn bà!</b></p><p align=right><b>Minh Trí (thực hiện)</b></p>")
    assert reading.author == "Minh Trí"
    assert reading.paragraphs[-1] == "PV: Xin cảm ơn bà!"
