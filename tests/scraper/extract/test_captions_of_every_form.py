"""Captions: every form that editors give them, each linked to its picture and out of the text."""

from __future__ import annotations

import pytest

from scraper.extract import read_page
from scraper.extract.document import Reading

URL = "https://xa.example.gov.vn/tin/bai-viet-1.html"
TEXT = (
    "Sáng ngày 12/3, Ủy ban nhân dân xã tổ chức hội nghị triển khai nhiệm vụ trọng tâm của năm, với sự tham dự của đại "
    "diện các thôn, các ngành, đoàn thể và đông đảo người dân trên địa bàn."
)
MORE = (
    "Phát biểu tại hội nghị, lãnh đạo xã đề nghị các thôn tập trung chỉ đạo sản xuất, bảo đảm nước tưới cho toàn bộ "
    "diện tích lúa, đồng thời hoàn thành các tiêu chí còn lại trước tháng mười."
)
WORDS = "Quang cảnh hội nghị tại nhà văn hóa trung tâm xã"
OTHER = "Lãnh đạo xã trao quà cho các hộ gia đình chính sách"


def page(body: str) -> str:
    return (
        "<html><head><title>Xã họp triển khai nhiệm vụ năm mới</title></head><body><div>"
        f"<h1>Xã họp triển khai nhiệm vụ năm mới</h1><div class=content><p>{TEXT}</p>{body}<p>{MORE}</p></div>"
        "</div></body></html>"
    )


def read(body: str) -> Reading:
    reading, _ = read_page(page(body).encode(), URL)
    assert reading.kind == "article"
    return reading


IMAGE = '<img src="/a.jpg">'
FORMS = {
    "figcaption": f"<figure>{IMAGE}<figcaption>{WORDS}</figcaption></figure>",
    "figcaption first": f"<figure><figcaption>{WORDS}</figcaption>{IMAGE}</figure>",
    "class": f"<div>{IMAGE}<div class=img-caption>{WORDS}</div></div>",
    "second row": f"<table><tr><td>{IMAGE}</td></tr><tr><td>{WORDS}</td></tr></table>",
    "italics": f"<p>{IMAGE}</p><p><em>{WORDS}</em></p>",
    "centred": f'<p>{IMAGE}</p><p style="text-align:center">{WORDS}</p>',
    "plain": f"<p>{IMAGE}</p><p>{WORDS}</p>",
    "after a break": f"<p>{IMAGE}<br>{WORDS}</p>",
    "same paragraph": f"<p align=center>{IMAGE}{WORDS}</p>",
    "empty paragraph between": f"<p>{IMAGE}</p><p>&nbsp;</p><p><i>{WORDS}</i></p>",
    "small": f'<div>{IMAGE}</div><div style="font-size:11px">{WORDS}</div>',
    "lazy": f'<p><img src="/blank.gif" data-src="/a.jpg"></p><p><em>{WORDS}</em></p>',
    "alternative text": f'<p><img src="/a.jpg" alt="{WORDS}"></p>',
}


@pytest.mark.parametrize("form", FORMS)
def test_each_form(form: str) -> None:
    reading = read(FORMS[form])
    assert [(one.image, one.text) for one in reading.captions] == [("https://xa.example.gov.vn/a.jpg", WORDS)]
    assert [image.src for image in reading.images] == ["https://xa.example.gov.vn/a.jpg"]
    assert [reading.lead, *reading.paragraphs] == [TEXT, MORE]


def test_two_pictures_with_one_caption_link_to_the_last() -> None:
    reading = read(f'<p><img src="/a.jpg"></p><p><img src="/b.jpg"></p><p><em>{WORDS}</em></p>')
    assert [(one.image, one.text) for one in reading.captions] == [("https://xa.example.gov.vn/b.jpg", WORDS)]


def test_a_row_of_pictures_over_a_row_of_captions() -> None:
    row = "<tr><td><img src=/a.jpg></td><td><img src=/b.jpg></td></tr>"
    reading = read(f"<table>{row}<tr><td>{WORDS}</td><td>{OTHER}</td></tr></table>")
    assert [(one.image, one.text) for one in reading.captions] == [
        ("https://xa.example.gov.vn/a.jpg", WORDS),
        ("https://xa.example.gov.vn/b.jpg", OTHER),
    ]


def test_a_picture_pasted_as_data_has_a_caption_without_address() -> None:
    reading = read(f'<p><img src="data:image/png;base64,{"A" * 4000}"></p><p><em>{WORDS}</em></p>')
    assert [(one.image, one.text) for one in reading.captions] == [(None, WORDS)]
    assert reading.images == []


@pytest.mark.parametrize("alt", ["IMG_20170123_144936", "hinh anh 1", "Xã họp triển khai nhiệm vụ năm mới", "logo"])
def test_an_alternative_text_that_is_no_caption(alt: str) -> None:
    assert read(f'<p><img src="/a.jpg" alt="{alt}"></p>').captions == []


def test_a_paragraph_after_a_picture_stays_text() -> None:
    reading = read(f"<p>{IMAGE}</p><p>{MORE}</p>")
    assert reading.captions == []
    assert reading.paragraphs.count(MORE) == 2


def test_a_photographer_goes_with_the_caption() -> None:
    reading = read(f"<p>{IMAGE}</p><p><em>{WORDS}</em></p><p><em>Ảnh: Văn Thước</em></p>")
    assert [one.text for one in reading.captions] == [f"{WORDS} Ảnh: Văn Thước"]
    assert reading.author is None
