"""NukeViet's traps: the time of an edit marked up as publication, pages of other modules, lists told by the script."""

from __future__ import annotations

import pytest

from scraper.families import recognised
from scraper.families.nukeviet import NukeViet
from tests.scraper.families.pages import TEXT, page_of, reading_of

SCRIPT = '<script>var nv_base_siteurl="/",nv_module_name="{}",nv_func_name="{}",nv_my_ofs=7;</script>'


def detail(head: str = "", stamp: str = "", schema: str = "", body: str = TEXT) -> str:
    return (
        f'<html><head><meta name="generator" content="NukeViet v4.5">{head}<title>Ra quân nạo vét kênh</title>'
        "</head><body>"
        f'<div class="news_column"><h1 class="title" itemprop="headline">Ra quân nạo vét kênh mương nội đồng</h1>'
        f'{schema}<span class="h5">{stamp}</span><div class="hometext">Xã Hòa Lạc Thượng xem 14 tuyến kênh.</div>'
        f'<div id="news-bodyhtml" class="bodytext">{body}</div></div></body></html>'
    )


SCHEMA = '<span class="hidden" itemprop="datePublished">2024-05-10T09:41:33+07:00</span>'
HEAD = '<meta property="article:published_time" content="2024-05-08+0714:20:00">'


def test_a_marked_up_publication_is_an_edit() -> None:
    reading = reading_of(detail(schema=SCHEMA))
    assert (reading.published, reading.updated) == (None, "2024-05-10T09:41:33+07:00")


def test_without_a_stamp_the_head_tells_the_publication() -> None:
    reading = reading_of(detail(HEAD, schema=SCHEMA))
    assert (reading.published, reading.updated) == ("2024-05-08T14:20:00+07:00", "2024-05-10T09:41:33+07:00")


def test_the_printed_stamp_counts_before_all() -> None:
    reading = reading_of(detail(HEAD, "Thứ ba - 07/05/2024 08:00", SCHEMA))
    assert reading.published == "2024-05-07T08:00:00+07:00"
    assert reading.published_text == "Thứ ba - 07/05/2024 08:00"


def test_how_long_ago_it_was_is_the_publication_where_the_element_holds_the_moment() -> None:
    shown = '<time datetime="2024-05-07T08:00:00+07:00">3 ngày trước</time>'
    reading = reading_of(detail(stamp=shown, schema=SCHEMA.replace("09:41:33", "09:41:34")))
    assert (reading.published, reading.published_text) == ("2024-05-07T08:00:00+07:00", None)


def test_a_notice_keeps_the_list_that_opens_its_body() -> None:
    body = "<p>Thành phần gồm:</p><ul><li>Trưởng thôn;</li><li>Hội Nông dân.</li></ul>" + TEXT
    paragraphs = reading_of(detail(stamp="Thứ ba - 07/05/2024 08:00", body=body)).paragraphs
    assert paragraphs[:3] == ["Thành phần gồm:", "- Trưởng thôn;", "- Hội Nông dân."]


def test_numbers_of_a_lead_are_no_counters() -> None:
    stats = reading_of(detail(stamp="Thứ ba - 07/05/2024 08:00")).stats
    assert stats is not None
    assert stats.views is None


@pytest.mark.parametrize(
    "html",
    [
        '<html><head><meta name="generator" content="NukeViet v3.4"></head><body></body></html>',
        f"<html><body>{SCRIPT.format('news', 'detail')}</body></html>",
        '<html><body><script>var nv_siteroot = "/";var nv_sitelang = "vi";</script></body></html>',
    ],
)
def test_known_by_its_generator_or_its_script(html: str) -> None:
    assert recognised(page_of(html)) is NukeViet


def test_a_look_alike_in_class_names_is_not_claimed() -> None:
    assert recognised(page_of('<html><body><div class="news_column"><h1>Tin</h1></div></body></html>')) is None


def test_a_list_needs_entries_beside_the_script_s_word() -> None:
    entries = "".join(f'<h3><a href="/tin/b-{n}.html">Tin thứ {n} của xã Hòa Lạc Thượng</a></h3>' for n in range(4))
    page = f"<html><body>{SCRIPT.format('tin-tuc', 'viewcat')}<div class='news_column'>{{}}</div></body></html>"
    assert reading_of(page.format(entries), "https://xa.example/tin-tuc/").kind == "listing"
    assert reading_of(page.format("<p>Chưa có bài viết.</p>"), "https://xa.example/tin-tuc/").kind == "other"
