"""Captions in every form on a page whose classes say nothing, and what under a picture is none."""

from __future__ import annotations

import pytest

from tests.scraper.extract.reading.portal_page import PARAGRAPHS, TITLE, article, assert_whole, read

_IMAGE = '<img src="/u/a.jpg" width=600>'
_OTHER = '<img src="/u/b.jpg" width=600>'
_WORDS = "Đồng chí Lê Văn Hòa phát biểu tại hội nghị"
_MORE = "Các đại biểu dự hội nghị"


@pytest.mark.parametrize(
    ("inside", "captions"),
    [
        (f"<p>{_IMAGE}</p><p>{_WORDS}</p>", [_WORDS]),
        (f"<p>{_IMAGE}</p><p>IMG_2033</p>", []),
        (f"<p align=center>{_IMAGE}</p><p align=center><i>{_WORDS}.</i></p>", [f"{_WORDS}."]),
        (f"<p align=center>{_IMAGE}<br>{_WORDS}</p>", [_WORDS]),
        (f"<table><tr><td>{_IMAGE}</td></tr><tr><td>{_WORDS}</td></tr></table>", [_WORDS]),
        (
            f"<table><tr><td>{_IMAGE}</td><td>{_OTHER}</td></tr><tr><td>{_WORDS}</td><td>{_MORE}</td></tr></table>",
            [_WORDS, _MORE],
        ),
        (f"<div>{_IMAGE}<div>Phối cảnh cầu Ngã Bảy.</div></div>", ["Phối cảnh cầu Ngã Bảy."]),
        (f"<amp-img src=/u/a.jpg></amp-img><div>{_WORDS}.</div>", [f"{_WORDS}."]),
        (f"<figure><figcaption>{_WORDS}</figcaption>{_IMAGE}</figure>", [_WORDS]),
        (f"<p>{_IMAGE}{_OTHER}</p><p align=center><em>{_WORDS}</em></p>", [_WORDS]),
        (f'<p><img src="/u/a.jpg" alt="{_WORDS}"></p>', [_WORDS]),
        (f'<p><img src="/u/a.jpg" alt="Các trung đội trưởng thi bắn tại {_MORE}."></p>', [
            f"Các trung đội trưởng thi bắn tại {_MORE}."
        ]),
        (f'<p><img src="/u/a.jpg" alt="{TITLE}"></p>', []),
        (f'<p><a href="/u/a.jpg" title="{_WORDS}">{_IMAGE}</a></p>', [_WORDS]),
        (f'<p><a href="#" data-caption="{_WORDS}">{_IMAGE}</a></p>', [_WORDS]),
        (f'<p><a href="/u/a.jpg" title="Bấm để xem ảnh lớn">{_IMAGE}</a></p><p>{_WORDS}</p>', [_WORDS]),
        (f'<p><a href="/u/a.jpg" title="Nhấp chuột vào để xem ảnh">{_IMAGE}</a></p>', []),
        (f"<ul><li>{_IMAGE}<span>{_WORDS}</span></li><li>{_OTHER}<span>{_MORE}</span></li></ul>", [_WORDS, _MORE]),
        (f'<div><a href="/u/a.jpg">{_IMAGE}<span>{_WORDS}</span></a></div>', [_WORDS]),
        (f'<div><a class="modal" href="/u/a.jpg">{_IMAGE}</a></div><div>{_WORDS}</div>', [_WORDS]),
        (f"<p>{_IMAGE}</p><h6>{_WORDS}.</h6>", [f"{_WORDS}."]),
        (f"<p align=center><b>{_WORDS}</b><br>{_IMAGE}</p>", [_WORDS]),
        (f"<p align=center>{_IMAGE}</p><p align=center><i>{_WORDS}<br>(thứ 2 từ trái sang)</i></p>", [
            f"{_WORDS} (thứ 2 từ trái sang)"
        ]),
        (f'<p><img src="/u/a.jpg" class="caption" title="{_WORDS}"></p>', [_WORDS]),
        (f'<div class="swiper"><div>{_IMAGE}</div><div class="swiper-caption">{_WORDS}</div></div>', [_WORDS]),
    ],
)  # fmt: skip
def test_captions_are_found_and_are_no_text(inside: str, captions: list[str]) -> None:
    reading = article(inside=inside)
    assert [caption.text for caption in reading.captions] == captions
    assert_whole(reading)


def test_a_slider_of_other_news_inside_a_text_shows_none_of_its_pictures() -> None:
    news = '<a href="/x1"><img src="/u/x.jpg">Xã tổng kết phong trào hiến đất mở đường làng</a>'
    reading = article(
        inside=f'<div class="owl-carousel">{news}{news.replace("x1", "x2").replace("x.jpg", "y.jpg")}</div>'
    )
    assert reading.images == []
    assert_whole(reading)


def test_an_album_behind_the_text_shows_its_captions_in_the_viewer() -> None:
    links = "".join(f'<a href="/u/{n}.jpg" title="Đội số {n} vào vạch đua"><img src="/u/t{n}.jpg"></a>' for n in "12")
    reading = article(below=f"<div>{links}</div>")
    assert [caption.text for caption in reading.captions] == ["Đội số 1 vào vạch đua", "Đội số 2 vào vạch đua"]
    assert_whole(reading)


def test_who_took_all_pictures_is_no_part_of_the_last_caption() -> None:
    reading = article(
        after=f"<p align=center>{_IMAGE}</p><p align=center><i>{_WORDS}</i></p><p align=right>Ảnh: Hà An</p>"
    )
    assert [caption.text for caption in reading.captions] == [_WORDS]


def test_an_album_behind_the_writers_name_keeps_its_captions() -> None:
    slides = "".join(f"<div>{image}<p>{words}</p></div>" for image, words in ((_IMAGE, _WORDS), (_OTHER, _MORE)))
    lead, *rest = PARAGRAPHS
    body = "".join(f"<p>{text}</p>" for text in rest)
    name = '<p style="text-align:right"><b>Bích Diệp</b></p>'
    reading = read(
        f"<div><h1>{TITLE}</h1><p>05/03/2026 08:10</p><div><b>{lead}</b></div><div>{body}{name}</div>"
        f'<div class="swiper">{slides}</div><h3>Ý kiến bạn đọc (0)</h3></div>'
    )
    assert [caption.text for caption in reading.captions] == [_WORDS, _MORE]
    assert reading.author == "Bích Diệp"
    assert_whole(reading)


@pytest.mark.parametrize("where", ["after", "below"])
def test_an_album_right_behind_the_text_is_the_articles(where: str) -> None:
    slides = "".join(f"<div>{image}<p>{words}</p></div>" for image, words in ((_IMAGE, _WORDS), (_OTHER, _MORE)))
    reading = article(**{where: f'<div class="swiper"><div class="swiper-wrapper">{slides}</div></div>'})
    assert [caption.text for caption in reading.captions] == [_WORDS, _MORE]
    assert_whole(reading)


@pytest.mark.parametrize(
    "slide", [f"<div>{_IMAGE}</div>", f'<div>{_IMAGE}<p><a href="/x1">Xã tổng kết phong trào hiến đất</a></p></div>']
)
def test_a_slider_of_links_or_of_pictures_alone_behind_the_text_is_none(slide: str) -> None:
    reading = article(below=f'<div class="swiper">{slide}{slide}</div>')
    assert (reading.images, reading.captions) == ([], [])
    assert_whole(reading)


def test_a_page_builders_parts_of_a_text_are_no_furniture() -> None:
    widget = '<div class="elementor-widget elementor-widget-{}"><div class="elementor-widget-container">{}</div></div>'
    words = f'<figcaption class="widget-image-caption wp-caption-text">{_WORDS}</figcaption>'
    picture = widget.format("image", f'<figure class="wp-caption">{_IMAGE}{words}</figure>')
    reading = article(inside=picture + widget.format("button", '<a href="/f/qd.pdf">Tải quyết định</a>'))
    assert [caption.text for caption in reading.captions] == [_WORDS]
    assert [one.label for one in reading.attachments] == ["Tải quyết định"]
    assert_whole(reading)


def test_paragraphs_of_a_short_article_in_a_tables_cell_are_no_captions() -> None:
    body = "".join(f"<p><img src='/u/{n}.jpg'></p><p>{text}</p>" for n, text in enumerate(PARAGRAPHS))
    reading = read(f"<h1>{TITLE}</h1><p>12/03/2026</p><table><tr><td>{body}</td></tr></table>")
    assert [reading.lead, *reading.paragraphs] == PARAGRAPHS
    assert reading.captions == []


def test_a_long_plain_sentence_about_a_person_is_text() -> None:
    sentence = (
        "Đồng chí Trần Sỹ Hợp, Phó Bí thư Đảng ủy, Chủ tịch UBND xã trình bày báo cáo chính trị của Ban Chấp hành Đảng "
        "bộ xã khóa trước và phương hướng, nhiệm vụ của cả nhiệm kỳ tới."
    )
    reading = article(inside=f"<p><img src='/u/1.jpg'></p><p>{sentence}</p>")
    assert sentence in reading.paragraphs
    assert reading.captions == []
    credited = f"{sentence[:-1]} (Ảnh: Minh Đức)"
    assert [one.text for one in article(inside=f"<p><img src='/u/1.jpg'></p><p>{credited}</p>").captions] == [credited]


def test_a_quotation_under_a_picture_is_text() -> None:
    quotation = "“Đây là niềm vui lớn của bà con trong thôn”"
    reading = article(inside=f"<p><img src='/u/1.jpg'></p><blockquote><p>{quotation}</p></blockquote>")
    assert quotation in reading.paragraphs
    assert reading.captions == []
