"""Which article of a page's data is the page's own, under the names of many CMSs, and what is read of it."""

from __future__ import annotations

import html
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import document_fromstring

from scraper.extract.script_data import holds_script_data, read_script_data
from scraper.extract.script_data.articles import ScriptArticle, find_article, lists_articles

SLUG = "xa-binh-an-trong-3-000-cay-phi-lao"
URL = f"https://xabinhan.gov.vn/tin-tuc/{SLUG}"
TITLE = "Xã Bình An trồng 3.000 cây phi lao chắn cát"
BODY = "<p>Sáng nay, hơn 200 đoàn viên, thanh niên ra quân trồng cây phi lao dọc bờ biển thôn Đông.</p>"
OTHER = {"title": "Khai mạc hội thao ngành giáo dục", "slug": "khai-mac-hoi-thao", "content": BODY * 5, "id": 7}


def article_of(*data: Any, url: str = URL, heads: tuple[str, ...] = ()) -> ScriptArticle:
    found = find_article(list(data), url, heads)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "entry",
    [
        {"title": TITLE, "slug": SLUG, "content": BODY, "excerpt": "Tóm tắt"},
        {"tieuDe": TITLE, "alias": SLUG, "noi_dung": BODY, "tomTat": "Tóm tắt"},
        {
            "title": {"rendered": TITLE},
            "slug": SLUG,
            "content": {"rendered": BODY},
            "excerpt": {"rendered": "<p>Tóm tắt</p>"},
        },
        {"id": 4, "attributes": {"Title": TITLE, "Slug": SLUG, "Content": BODY, "Description": "Tóm tắt"}},
        {"headline": TITLE, "url": "x", "permalink": f"/tin-tuc/{SLUG}/", "articleBody": BODY, "sapo": "Tóm tắt"},
        {"name": TITLE, "seoName": SLUG, "body": {"processed": BODY}, "summary": "Tóm tắt"},
    ],
    ids=["english", "vietnamese", "wordpress", "strapi", "schema.org", "drupal"],
)
def test_names_of_many_systems(entry: dict[str, Any]) -> None:
    found = article_of({"props": {"related": [OTHER, OTHER], "x": [entry]}})
    assert (found.title, found.body, found.lead) == (TITLE, BODY, "Tóm tắt")


def test_what_stands_beside_the_text() -> None:
    entry = {
        "title": TITLE,
        "content": BODY,
        "slug": SLUG,
        "author": {"data": {"attributes": {"fullName": "Lê Thị Hoa"}}},
        "categories": [{"name": "Môi trường"}, {"name": "Khác"}],
        "publishedAt": {"$date": "2025-01-02T03:04:05Z"},
        "updated_at": 1735787045000,
        "viewCount": 12,
        "attachments": {"data": [{"attributes": {"url": "/a.pdf", "name": "Kế hoạch.pdf"}}]},
        "nguon": "https://nguon.example",
    }
    found = article_of(entry)
    assert (found.author, found.section, found.views) == ("Lê Thị Hoa", "Môi trường", 12)
    assert (found.published, found.updated) == ("2025-01-02T03:04:05Z", "1735787045000")
    assert found.files == [("/a.pdf", "Kế hoạch.pdf")]
    assert found.source is None


@pytest.mark.parametrize("account", ["admin", "user01", "ban.bientap@xa.gov.vn"])
def test_an_account_is_no_author(account: str) -> None:
    assert article_of({"title": TITLE, "content": BODY * 4, "author": account}).author is None


def test_the_pages_own_is_told_by_its_address_or_its_head() -> None:
    mine = {"title": TITLE, "content": BODY, "id": 5123}
    assert article_of({"list": [OTHER, mine]}, url="https://x.vn/tin/trong-cay-5123.html").title == TITLE
    assert article_of({"list": [OTHER, mine]}, url="https://x.vn/xem?id=5123").title == TITLE
    assert article_of({"list": [OTHER, mine]}, url="https://x.vn/", heads=(f"{TITLE} | Xã Bình An",)).title == TITLE


def test_articles_of_others_are_not_taken() -> None:
    assert find_article([{"latest": [OTHER, {**OTHER, "id": 8}]}], URL, ()) is None
    assert find_article([{"a": OTHER, "b": {**OTHER, "title": "Một tin khác nữa"}}], URL, ()) is None
    assert find_article([{"menu": {"title": "Tin tức", "content": "xem"}}], URL, ()) is None


def test_one_that_stands_alone_is_the_pages() -> None:
    assert article_of({"detail": OTHER}, url="https://x.vn/abc").title == OTHER["title"]


def test_bodies_in_other_forms() -> None:
    plain = "Đoạn thứ nhất của bài viết này khá dài.\n\nĐoạn thứ hai < 5 dòng."
    escaped = html.escape(BODY)
    document = json.dumps({"blocks": [{"type": "paragraph", "data": {"text": "Một đoạn văn của trình soạn thảo."}}]})
    bodies = [article_of({"title": TITLE, "content": text * times}).body for text, times in ((plain, 4), (escaped, 3))]
    assert bodies[0].startswith("<p>Đoạn thứ nhất của bài viết này khá dài.</p><p>Đoạn thứ hai &lt; 5 dòng.")
    assert bodies[1] == BODY * 3
    found = article_of({"title": TITLE, "content": document, "slug": SLUG})
    assert found.body == "<p>Một đoạn văn của trình soạn thảo.</p>"


def test_lists_of_articles() -> None:
    entries = [{"id": number, "title": f"Tin thứ {number} của xã trong tuần vừa qua"} for number in range(4)]
    assert lists_articles([{"posts": entries}])
    assert not lists_articles([{"menu": [{"id": number, "title": "Trang chủ"} for number in range(9)]}])
    assert not lists_articles([{"posts": entries[:2]}])


NAMES = ["title", "content", "slug", "author", "files", "data", "publishedAt", "category"]


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=60),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner),
        max_leaves=25,
    )
)
def test_any_data_is_looked_through(data: Any) -> None:
    find_article([data], URL, (TITLE,))
    lists_articles([data])


STATE = {"post": {"title": TITLE, "content": BODY}}
JSON = json.dumps(STATE)
ANGULAR = JSON.replace('"', "&q;").replace("<", "&l;")


@pytest.mark.parametrize(
    "script",
    [
        f'<script id="__NEXT_DATA__" type="application/json">{JSON}</script>',
        f"<script>self.__next_f.push([1,{json.dumps('0:' + JSON)}])</script>",
        f"<script>window.__NUXT__={JSON};</script>",
        f'<script>window["__INITIAL_STATE__"] = {JSON}; (function(){{var s;}})()</script>',
        f"<script>window.__PRELOADED_STATE__ = JSON.parse({json.dumps(JSON)})</script>",
        f'<script id="ng-state" type="application/json">{JSON}</script>',
        f'<script id="serverApp-state" type="application/json">{ANGULAR}</script>',
        '<div id="app" data-page="' + html.escape(json.dumps({"component": "Post", "props": STATE})) + '"></div>',
    ],
    ids=["next", "flight", "nuxt2", "vue", "redux", "angular", "old angular", "inertia"],
)
def test_where_front_ends_keep_their_state(script: str) -> None:
    tree = document_fromstring(f"<html><body><p>x</p>{script}</body></html>")
    assert holds_script_data(tree)
    found = find_article(read_script_data(tree), "https://x.vn/a", (TITLE,))
    assert found is not None
    assert found.body.replace("&l;", "<") == BODY


@pytest.mark.parametrize(
    "script",
    [
        "<script>window.dataLayer = window.dataLayer || [];</script>",
        '<script type="application/ld+json">{"@type":"NewsArticle"}</script>',
        "<script>var nv_base_siteurl = '/';</script>",
        '<div data-page="3"></div>',
        "",
    ],
)
def test_other_scripts_hold_no_data(script: str) -> None:
    tree = document_fromstring(f"<html><body><p>x</p>{script}</body></html>")
    assert not holds_script_data(tree)
    assert read_script_data(tree) == []
