"""Joomla: hits are not the portal's visits, captions in titles, the picture over the headline, print views."""

from __future__ import annotations

import pytest

from scraper.families import recognised
from scraper.families.joomla import Joomla
from tests.scraper.families.pages import TEXT, page_of, reading_of

INFO = (
    '<dl class="article-info"><dd class="createdby">Viết bởi <span itemprop="name">{author}</span></dd>'
    '<dd class="category-name">Chuyên mục: <a href="/kinh-te">Kinh tế</a></dd><dd class="published">'
    '<time datetime="{time}">Được đăng: 24 Tháng 7 2018</time></dd><dd class="hits">Lượt truy cập: 1.927</dd></dl>'
)


def article(
    body: str = TEXT,
    *,
    author: str = "Super User",
    time: str = "2018-07-24T15:40:18+07:00",
    over: str = "",
    head: str = "",
) -> str:
    return (
        f'<html><head><meta name="generator" content="Joomla! - Open Source Content Management">{head}<title>'
        f'Ra quân</title></head><body class="site com_content view-article"><div class="item-page">{over}'
        f'<div class="page-header"><h2>Ra quân nạo vét kênh mương</h2></div>{INFO.format(author=author, time=time)}'
        f'<div itemprop="articleBody">{body}</div></div><p>Tất cả: 318442</p></body></html>'
    )


def test_hits_are_the_article_s_views() -> None:
    stats = reading_of(article()).stats
    assert stats is not None
    assert (stats.views, stats.visits) == (1927, 318442)


def test_section_moment_and_account() -> None:
    reading = reading_of(article())
    assert (reading.section, reading.author) == ("Kinh tế", None)
    assert (reading.published, reading.published_text) == ("2018-07-24T15:40:18+07:00", "Được đăng: 24 Tháng 7 2018")
    assert reading_of(article(author="Chu Thị Nhàn")).author == "Chu Thị Nhàn"


def test_a_zero_date_is_not_read() -> None:
    assert reading_of(article(time="0000-00-00T00:00:00+00:00")).published == "2018-07-24"


def test_a_caption_in_the_title_belongs_to_its_picture_only_with_joomla_s_class() -> None:
    pictures = '<p><img class="caption" title="Quang cảnh buổi ra quân" src="/a.jpg"></p>'
    pictures += '<p><img title="Bà con làm việc" src="/b.jpg"></p>'
    captions = reading_of(article(pictures + TEXT)).captions
    assert [(one.image, one.text) for one in captions] == [("https://xa.example/a.jpg", "Quang cảnh buổi ra quân")]


def test_the_picture_over_the_headline_is_the_first_once() -> None:
    over = '<figure class="item-image"><img src="/top.jpg"><figcaption>Quang cảnh buổi ra quân</figcaption></figure>'
    reading = reading_of(article('<p><img src="/top.jpg"></p><p><img src="/b.jpg"></p>' + TEXT, over=over))
    assert [one.src for one in reading.images] == ["https://xa.example/top.jpg", "https://xa.example/b.jpg"]
    reading = reading_of(article('<p><img src="/b.jpg"></p>' + TEXT, over=over))
    assert [one.src for one in reading.images] == ["https://xa.example/top.jpg", "https://xa.example/b.jpg"]
    assert [(one.image, one.text) for one in reading.captions] == [
        ("https://xa.example/top.jpg", "Quang cảnh buổi ra quân")
    ]


def test_a_print_view_is_the_article_that_its_base_names() -> None:
    own = "https://xa.example/index.php/kinh-te/7-ra-quan"
    html = article(head=f'<base href="{own}">')
    assert reading_of(html, f"{own}?tmpl=component&print=1").canonical_url == own
    elsewhere = article(head='<base href="https://khac.example/bai">')
    assert reading_of(elsewhere, f"{own}?tmpl=component&print=1").canonical_url != "https://khac.example/bai"


def test_tags_under_a_file_are_no_files() -> None:
    file = '<p>Tải về: <a href="/images/ke-hoach.pdf">Kế hoạch</a></p>'
    tags = (
        '<div class="com-content-article__tags"><ul class="tags"><li><a href="/tag/kenh">kênh mương</a></li></ul></div>'
    )
    html = article(TEXT + file).replace("<p>Tất cả", f"{tags}<p>Tất cả").replace("</div></div><p>", "</div></div><p>")
    assert [one.url for one in reading_of(html).attachments] == ["https://xa.example/images/ke-hoach.pdf"]


@pytest.mark.parametrize(
    "html",
    [
        '<html><head><meta name="generator" content="Joomla! 1.5"></head><body><p>a</p></body></html>',
        '<html><body class="site com_content view-category"><p>a</p></body></html>',
        '<html><body><div id="k2Container" class="itemView"><p>a</p></div></body></html>',
        '<html><head><script src="/media/system/js/core.js"></script></head><body><p>a</p></body></html>',
    ],
)
def test_known_by_any_of_its_marks(html: str) -> None:
    assert recognised(page_of(html)) is Joomla


def test_a_list_of_its_component_is_a_list() -> None:
    table = "<table><tr><td>Chưa có bài viết</td></tr></table>"
    html = f'<html><body class="com_content view-category"><h1>Kinh tế</h1>{table}</body></html>'
    assert reading_of(html, "https://xa.example/kinh-te").kind == "listing"
