"""Captions in boxes, lists and rows of their own; and what stands under a picture and is none."""

from __future__ import annotations

import pytest

from tests.scraper.extract.reading.portal_page import PARAGRAPHS, TITLE, article

_SITE = "https://xa.example.gov.vn"
_A, _B = "<img src=/a.jpg>", "<img src=/b.jpg>"
_ONE, _TWO = "Không gian trưng bày sản phẩm của hợp tác xã", "Bà con thôn Đông thu hoạch lúa"
_SENTENCE = "Ở đây người ta bán ít mà gặp nhau nhiều."


@pytest.mark.parametrize(
    "form",
    [
        {"inside": f"<div class=c1><picture>{_A}</picture><span>{_ONE}</span></div>"},
        {"inside": f"<ul><li>{_A}<p>{_ONE}</p></li></ul>"},
        {"inside": f"<ul><li>{_A}<div><small>{_ONE}.</small></div></li></ul>"},
        {"inside": f"<dl><dt>{_A}</dt><dd>{_ONE}</dd></dl>"},
        {"inside": f"<div class=wp-caption>{_A}<p class=wp-caption-text>{_ONE}</p></div>"},
        {"inside": f"{_A}<p class=wp-caption-text>{_ONE}.</p>"},
        {"inside": f"<p><a href=/full/a.jpg title='{_ONE}.' rel=prettyPhoto><img src=/a.jpg></a></p>"},
        {"inside": f"<p><a href=/full/a.jpg data-fancybox data-caption='{_ONE}'><img src=/a.jpg></a></p>"},
        {"inside": f"<table><tr><td align=center><i>{_ONE}</i></td></tr><tr><td>{_A}</td></tr></table>"},
        {"inside": f"<table><tr><td>{_ONE}</td></tr><tr><td align=center>{_A}</td></tr></table>"},
        {"inside": f"<section><div>{_A}</div><div><p>{_ONE}. Ảnh: Minh Tú</p></div></section>"},
        {"inside": f"<div class=photo-item>{_A}<div class=photo-text>{_ONE}, ngày 12/3.</div></div>"},
        {"under": f"<section id=section-leadimage><figure class=newsImageContainer>{_A}"
                  f"<figcaption class=figure-caption>{_ONE}</figcaption></figure></section>"},
        {"under": f"<div class=post-thumb>{_A}<div>{_ONE}</div></div>"},
        {"over": f"<div class=hero>{_A}<p class=wp-caption-text>{_ONE}</p></div>"},
        {"inside": f"<p align=center>{_A}</p><p align=center><b>Cụ Trần Văn Lộc (1935 - 2023)</b></p>"},
        {"inside": f"<p>{_A}</p><p>Ảnh: {_ONE}</p>"},
        {"inside": f"<p>{_A}</p><h6>{_ONE}</h6>"},
    ],
)  # fmt: skip
def test_the_caption_is_found(form: dict[str, str]) -> None:
    reading = article(**form)
    assert [one.image for one in reading.captions] == [f"{_SITE}/a.jpg"]
    words = reading.captions[0].text
    assert words.removeprefix("Ảnh: ").startswith((_ONE, "Cụ Trần Văn Lộc"))
    assert [reading.lead, *reading.paragraphs] == PARAGRAPHS


def test_each_item_of_a_list_has_its_own() -> None:
    items = f"<ul><li>{_A}<p>{_ONE}</p></li><li>{_B}<p>{_TWO}</p></li></ul>"
    reading = article(inside=items)
    assert [(one.image, one.text) for one in reading.captions] == [(f"{_SITE}/a.jpg", _ONE), (f"{_SITE}/b.jpg", _TWO)]
    assert [reading.lead, *reading.paragraphs] == PARAGRAPHS


@pytest.mark.parametrize(
    ("inside", "captions"),
    [
        # A paragraph after a picture whose viewer has words of its own.
        (f"<p><a href=/l/a.jpg title='{_ONE}.'>{_A}</a></p><p>{_SENTENCE}</p>", [f"{_ONE}."]),
        (f"<p><a href=/l/a.jpg title='{_ONE}'>{_A}</a></p><p>Chiều cao: khoảng 1,48 m</p>", [_ONE]),
        # The text goes on.
        (f"<p>{_A}</p><p>{_SENTENCE}</p>", []),
        (f"<p>{_A}</p><p><strong>Kết quả của năm đầu tiên</strong></p><p>{_SENTENCE}</p>", []),
        (f"<p>{_A}</p><details open><summary>Giữ bí mật để giữ rừng</summary><p>{_SENTENCE}</p></details>", []),
    ],
)
def test_text_under_a_picture_is_no_caption(inside: str, captions: list[str]) -> None:
    reading = article(inside=inside)
    assert [one.text for one in reading.captions] == captions
    assert any(_SENTENCE in text or text.startswith("Chiều cao") for text in reading.paragraphs)


def test_the_headline_under_its_picture_is_no_caption() -> None:
    reading = article(over=f"<figure>{_A}<figcaption>{TITLE}</figcaption></figure>")
    assert reading.captions == []


def test_the_address_that_a_script_framework_wraps_is_unwrapped() -> None:
    picture = "<img src='/_next/image?url=%2Fup%2Fa.jpg&w=640&q=75'>"
    reading = article(inside=f"<figure>{picture}<figcaption>{_ONE}</figcaption></figure>")
    assert [one.image for one in reading.captions] == [f"{_SITE}/up/a.jpg"]


def test_a_marked_caption_over_its_picture_in_a_box_is_linked_to_it() -> None:
    reading = article(inside=f"<div class=box><p class=chu-thich>{_ONE}</p><div>{_A}</div></div>")
    assert [(one.image, one.text) for one in reading.captions] == [(f"{_SITE}/a.jpg", _ONE)]


def test_a_slider_over_the_text_beside_it_shows_the_article_s_pictures() -> None:
    slider = (
        "<div class=carousel-inner><div class='carousel-item active'><img src=/a/1.jpg><div class=carousel-caption>"
        "<p>Tổ liên gia triển khai vòi chữa cháy</p></div></div></div>"
    )
    reading = article(under=f"<div>05/03/2026</div>{slider}")
    assert [caption.text for caption in reading.captions] == ["Tổ liên gia triển khai vòi chữa cháy"]
    linked = slider.replace("<img src=/a/1.jpg>", "<a href=/t/8><img src=/a/1.jpg></a>").replace(
        "<p>", "<p><a href=/t/8>"
    )
    assert article(under=f"<div>05/03/2026</div>{linked}").captions == []
