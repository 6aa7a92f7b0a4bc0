"""Pages as few systems emit them: elements that a framework defines, looks named by WordPress, blogs that print all."""

from __future__ import annotations

import pytest

from tests.scraper.extract.reading.portal_page import PARAGRAPHS, TITLE, article, assert_whole, read

_FIRST, _SECOND, _THIRD = (f"<p>{text}</p>" for text in PARAGRAPHS)
_TEXT = _FIRST + _SECOND + _THIRD
_DAY, _TIME = "2026-03-05", "2026-03-05T08:10:00+07:00"
_IMAGE = '<img src="/u/a.jpg" width=600>'
_WORDS = "Đồng chí Lê Văn Hòa phát biểu tại hội nghị triển khai nhiệm vụ"
_PAGE_LD = '<script type="application/ld+json">{"@type":"WebPage","datePublished":"2026-03-05T01:10:00+00:00"}</script>'


def test_elements_of_a_framework_begin_lines_and_are_what_they_are_called() -> None:
    reading = read(
        f"<mat-card><mat-card-title>{TITLE}</mat-card-title><mat-card-subtitle><mat-icon>schedule</mat-icon> 08:10 "
        f"05/03/2026 <mat-icon>visibility</mat-icon> 402</mat-card-subtitle><mat-card-content>{_TEXT}"
        "</mat-card-content></mat-card><app-footer>Mọi bản sao phải ghi rõ nguồn của trang thông tin này</app-footer>"
    )
    assert_whole(reading)
    assert reading.published == _TIME
    assert reading.stats is not None
    assert reading.stats.views == 402


def test_an_icon_stands_in_its_line() -> None:
    reading = article(inside="<p>Hội nghị <fa-icon></fa-icon>thành công.</p>")
    assert "Hội nghị thành công." in reading.paragraphs


def test_a_block_s_look_is_no_button() -> None:
    first = f'<p class="has-large-font-size has-vivid-red-color">{PARAGRAPHS[0]}</p>'
    assert_whole(read(f'<h1>{TITLE}</h1><div class="entry-content">{first}{_SECOND}{_THIRD}</div>'))


def test_a_caption_by_its_class_is_of_the_picture_under_it_where_none_is_over_it() -> None:
    reading = article(inside=f'<p class="imgcap">{_WORDS}</p><p>{_IMAGE}</p>')
    assert [(caption.text, caption.image) for caption in reading.captions] == [(_WORDS, reading.images[0].src)]
    assert_whole(reading)


def test_a_slide_s_sentence_is_a_caption_where_the_text_is_one_paragraph() -> None:
    words = "Chị em bản Đèn xuống ruộng từ lúc sương chưa tan hết."
    slide = f'<div class="swiper-slide">{_IMAGE}<div class="swiper-caption">{words}</div></div>'
    reading = read(f'<h1>{TITLE}</h1><p>05/03/2026</p><div>{PARAGRAPHS[0]}</div><div class="swiper">{slide}</div>')
    assert [caption.text for caption in reading.captions] == [words]
    assert (reading.lead, reading.paragraphs) == (PARAGRAPHS[0], [])


def test_a_picture_in_one_box_with_the_headline_is_the_article_s() -> None:
    hero = f'<div class="hero"><img src="/u/a.jpg" alt="{_WORDS}"><h1>{TITLE}</h1></div>'
    reading = read(f"{hero}<p>05/03/2026</p><div>{_TEXT}</div>")
    assert [(caption.image, caption.text) for caption in reading.captions] == [
        ("https://xa.example.gov.vn/u/a.jpg", _WORDS)
    ]


def test_the_one_tag_over_the_headline_is_the_section() -> None:
    tag = '<div class="article-tag"><a href="/tag/nn">Nông nghiệp</a></div>'
    assert read(f"<header>{tag}<h1>{TITLE}</h1></header><div>{_TEXT}</div>").section == "Nông nghiệp"


@pytest.mark.parametrize(
    ("parts", "published"),
    [
        ({"under": "<div>Phát sóng: 08:10 - 05/03/2026</div>"}, _TIME),
        ({"under": "<div><span>Xã Hòa An </span><span>(08:10 | 05/03/2026)</span></div>"}, _TIME),
        ({"under": "<div><i>event</i> 05/03/2026 <i>person</i> Lê Hoa</div>"}, _DAY),
        ({"head": _PAGE_LD}, _TIME),
        ({"under": "<h2>05/03/2026</h2>", "below": "<p>vào lúc <abbr class=published title='2026-03-05T08:10:00+07:00'>"
                   "08:10</abbr></p>"}, _TIME),
    ],
)  # fmt: skip
def test_stamps(parts: dict[str, str], published: str) -> None:
    assert article(**parts).published == published


def test_the_moment_of_the_page_makes_no_article_of_what_introduces_the_unit() -> None:
    page = read(f"<h1>Giới thiệu chung về xã</h1>{_TEXT}", head=_PAGE_LD, title="Giới thiệu chung về xã")
    assert (page.kind, page.published) == ("other", None)


def test_initials_in_brackets_behind_the_last_full_stop_are_the_writer_s() -> None:
    reading = article(after="<p>Hội nghị bế mạc vào cuối buổi sáng cùng ngày. (H.L)</p>")
    assert reading.author == "H.L"
    assert reading.paragraphs[-1] == "Hội nghị bế mạc vào cuối buổi sáng cùng ngày."


def test_whoever_posted_it_is_named_before_the_time() -> None:
    assert article(below="<div>Người đăng: Lê Xuân Biên vào lúc 19:31</div>").author == "Lê Xuân Biên"


def test_articles_printed_whole_one_under_the_other_are_a_list() -> None:
    entry = "<h2>{}</h2><p class=d>Ngày đăng: 05/03/2026</p>" + _TEXT
    titles = ["Xã trồng thêm sáu héc-ta tre lấy măng", "Mở cửa lại phòng đọc sách thôn Đình"]
    assert read("<h1>Bản tin</h1>" + "".join(map(entry.format, titles)), title="Bản tin").kind == "listing"


def test_an_article_with_headings_over_days_of_events_is_no_list() -> None:
    inside = "<h2>Đợt hai</h2><p>Từ ngày 05/03/2026 đến hết tháng, các thôn đăng ký với công chức xã.</p>"
    assert article(under="<p class=d>Ngày đăng: 05/03/2026</p>", inside=inside).kind == "article"


@pytest.mark.parametrize(
    ("title", "stamp", "kind"),
    [
        ("Tra cứu tình trạng hồ sơ", "", "other"),
        ("Tra cứu điểm thi vào lớp 10 ngay tại nhà văn hóa thôn", "<p>05/03/2026 08:10</p>", "article"),
    ],
)
def test_what_looks_something_up(title: str, stamp: str, kind: str) -> None:
    assert read(f"<h1>{title}</h1>{stamp}{_TEXT}", title=title).kind == kind


def test_a_name_on_a_line_of_the_heading_is_of_the_headline_and_no_section() -> None:
    reading = read(
        '<div class="v"><a href="/nn">Nông nghiệp</a></div><h2>CHI BỘ THÔN BÃI CHÀI<br>KHƠI LẠI NGHỀ NUÔI HÀU TREO</h2>'
        f"<p>05/03/2026 08:10</p><div>{_TEXT}</div>",
        title="202603051",
    )
    assert reading.title == "CHI BỘ THÔN BÃI CHÀI KHƠI LẠI NGHỀ NUÔI HÀU TREO"
    assert reading.section == "Nông nghiệp"


def test_an_hour_under_a_picture_is_no_caption() -> None:
    reading = article(inside=f"<p>{_IMAGE}</p><div><span>13:10</span></div>")
    assert reading.captions == []
    assert "13:10" in reading.paragraphs


def test_those_who_write_together_are_named_beside_the_stamp() -> None:
    assert (
        article(under="<div><span>Nhóm phóng viên</span> <span>05/03/2026 08:10</span></div>").author
        == "Nhóm phóng viên"
    )


def test_a_form_for_news_by_mail_amid_the_text_is_none_of_it() -> None:
    assert_whole(article(inside="<div><div>Nhận tin hằng tuần</div><input><a href='#'>Đăng ký</a></div>"))


_OTHER = '<img src="/u/b.jpg" width=600>'
_SENTENCES = ["Ông Đá thụ phấn cho na bằng bút lông.", "Dây tời đưa na từ sườn núi xuống đường."]


def test_one_short_sentence_under_each_picture_is_its_caption() -> None:
    first, second = (f"<p>{image}</p><p>{text}</p>" for image, text in zip((_IMAGE, _OTHER), _SENTENCES, strict=True))
    reading = read(f"<h1>{TITLE}</h1><p>05/03/2026</p><div>{_FIRST}{first}{_SECOND}{second}{_THIRD}</div>")
    assert [caption.text for caption in reading.captions] == _SENTENCES
    assert_whole(reading)


def test_short_sentences_are_text_where_one_of_the_pictures_has_none() -> None:
    inside = f"<p>{_IMAGE}</p><p>{_SENTENCES[0]}</p>{_SECOND}<p>{_OTHER}</p>"
    reading = read(f"<h1>{TITLE}</h1><p>05/03/2026</p><div>{_FIRST}{inside}{_THIRD}</div>")
    assert reading.captions == []
    assert _SENTENCES[0] in reading.paragraphs


def test_words_in_the_middle_over_a_picture_in_the_middle_are_its_caption() -> None:
    reading = article(inside=f"<p align=center>{_WORDS}</p><p align=center>{_IMAGE}</p>")
    assert [(caption.text, caption.image) for caption in reading.captions] == [(_WORDS, reading.images[0].src)]
    assert_whole(reading)


def test_so_they_are_in_the_rows_of_a_table_that_holds_the_text() -> None:
    texts = [
        "Mỗi gói chè đều ghi tên người hái, ngày sao và nương chè.",
        "Hợp tác xã định mỗi năm mở hai phiên đấu giá.",
    ]
    over, under = (f"<tr><td>{text}</td></tr>" for text in texts)
    rows = f"<tr><td align=center>{_WORDS}</td></tr><tr><td align=center>{_IMAGE}</td></tr>"
    reading = read(f"<h1>{TITLE}</h1><p>05/03/2026</p><table>{over}{rows}{under}</table>")
    assert [caption.text for caption in reading.captions] == [_WORDS]
    assert [reading.lead, *reading.paragraphs] == texts


def test_a_bold_heading_in_the_middle_over_a_picture_is_a_heading() -> None:
    reading = article(inside=f"<p align=center><b>Những việc làm ngay</b></p><p align=center>{_IMAGE}</p>")
    assert reading.captions == []
    assert "Những việc làm ngay" in reading.paragraphs
