"""What the pages have of the seed's CMS: its markup, its tags, its junk."""

from __future__ import annotations

import pytest
from lxml import html

from scraper.sample_portal.body import hand_of, render_body, render_links
from scraper.sample_portal.content import FOLDERS, Story, documents, parse_blocks, stories
from scraper.sample_portal.heads import page_head
from scraper.sample_portal.pages import COUNTERS, Site

ORIGIN = "http://127.0.0.1:8765"


def page_of(story: Story, visit: int = 1) -> html.HtmlElement:
    return html.fromstring(Site(visit, ORIGIN).page(story.path()).body.decode())


def made(body: str, **more: str) -> Story:
    return Story("tin", "Tin", ("kinh-te",), "2024-01-02 03:04:05", parse_blocks("tin", body), **more)


def body_of(story: Story) -> html.HtmlElement:
    return html.fromstring(f"<div>{render_body(story)}</div>")


def test_head_has_the_tags_as_the_cms_spells_them() -> None:
    story = stories()[0]
    tree = html.fromstring(f"<html><head>{page_head(story, ORIGIN)}</head></html>")
    tags = {meta.get("name"): meta.get("content") for meta in tree.iter("meta")}
    assert tags["DC.Title"] == story.title
    assert tags["DC.Inditifier"] == ORIGIN + story.path()
    assert tags["DC.Languague"] == "vi"
    assert tags["DC.Date.Created"] == story.created
    assert tags["DC.Date.Modified"] == "None"
    assert tags["DC.Date.Issued"].startswith(f"{story.created}.") and len(tags["DC.Date.Issued"]) == 26
    assert tags["DC.Description"] == story.lead
    assert tags["DC.Subject"] == FOLDERS[story.folders[0]]
    assert not [name for name in tags if name.startswith("og:")]


def test_a_changed_article_says_when() -> None:
    changed = [story for story in stories() if story.modified]
    assert changed
    for story in changed:
        assert story.modified is not None and story.modified > story.created
        assert f'content="{story.modified}"' in page_head(story, ORIGIN)


def test_titles_are_escaped() -> None:
    story = made("Một.", description='"<&>"')
    tree = html.fromstring(f"<html><head>{page_head(story, ORIGIN)}</head></html>")
    assert tree.xpath("//meta[@name='DC.Description']/@content") == ['"<&>"']


def test_all_hands_write() -> None:
    assert {hand_of(story) for story in stories()} == {0, 1, 2, 3}


@pytest.mark.parametrize(
    ("style", "place"),
    [
        ("p", "//p[text()='Chú thích']"),
        ("i", "//p/em[text()='Chú thích']"),
        ("c", "//p[@style='text-align:center'][text()='Chú thích']"),
        ("b", "//p[img]/em[text()='Chú thích']"),
        ("t", "//table//tr[last()]/td[text()='Chú thích']"),
        ("f", "//figure[img]/figcaption[text()='Chú thích']"),
    ],
)
def test_captions_stand_as_their_style_says(style: str, place: str) -> None:
    for number in ("", "2"):
        tree = body_of(made(f"Một.\n\n!{style}{number}: Chú thích"))
        assert len(tree.xpath(place)) == 1
        assert len(tree.xpath("//img")) == int(number or 1)


def test_pictures_without_caption() -> None:
    tree = body_of(made("Một.\n\n!n:\n\n!a: Thay lời"))
    assert tree.xpath("//img/@alt") == ["", "Thay lời"]
    assert "Thay lời" not in tree.text_content()


def test_links_and_markup_are_safe() -> None:
    assert render_links("a < b [x & y](f.pdf) c") == (
        'a &lt; b <a href="/kyanh/static/uploads/files/f.pdf" target="_blank">x &amp; y</a> c'
    )


def test_junk_of_the_seed_stands_outside_the_article() -> None:
    tree = page_of(stories()[0])
    [article] = tree.xpath("//div[@id='object_table_content']")
    whole, inner = tree.text_content(), article.text_content()
    for junk in (
        "Đánh giá:",
        "trung bình:",
        "Bình luận",
        "Mã xác thực không đúng.",
        "Bản đồ thị xã Kỳ Anh",
        "Thống kê",
    ):
        assert junk in whole
        assert junk not in inner
    assert [f"Thống kê: {COUNTERS[1][0]}", f"Online: {COUNTERS[1][1]}"] == tree.xpath("//div[@class='thongke']/text()")


def test_related_news_are_of_the_same_folder_and_never_the_article_itself() -> None:
    addresses = {story.path(): story for story in stories()}
    for story in stories():
        links = page_of(story).xpath("//div[@class='tinlienquan']//a/@href")
        assert 4 <= len(links) <= 6 and story.path() not in links
        assert all(story.folders[0] in addresses[link].folders for link in links)
        assert not any(addresses[link].changing for link in links)


def test_a_document_prints_its_signer() -> None:
    for document in documents():
        tree = html.fromstring(Site(1, ORIGIN).page(document.path()).body.decode())
        rows = {row.get("class"): row.xpath("string(td[2])") for row in tree.xpath("//table[@id='documents']//tr")}
        assert rows["Nguoi_ky"] == document.signer
        assert rows["Chuc_vu"] == document.post
        assert rows["Co_quan_ban_hanh"] == document.body
        assert rows["Ngay_ky"] == document.signed
        assert rows["File"] == document.file[1]


def test_print_view_is_the_article_bare() -> None:
    story = stories()[0]
    tree = html.fromstring(Site(1, ORIGIN).page(f"/kyanh/portal/print/tintuc/{story.slug}.html").body.decode())
    assert tree.xpath("string(//h4)") == story.title
    assert not tree.xpath("//div[@id='menu']")


def test_search_finds_by_title() -> None:
    page = Site(1, ORIGIN).page("/kyanh/portal/search?q=OCOP").body.decode()
    assert "Có 1 kết quả" in page
    assert "Có 0 kết quả" in Site(1, ORIGIN).page("/kyanh/portal/search?q=").body.decode()
