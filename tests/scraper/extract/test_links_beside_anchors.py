"""Links that are no anchors: feeds in the head, choices in forms, buttons and pagers of scripts."""

from __future__ import annotations

import pytest

from scraper.extract.form_links import MAX_COMBINATIONS
from scraper.extract.links import page_links
from scraper.extract.parse import parse

HOME = "https://songlam.example.vn/"
URL = f"{HOME}danh-muc/tin"


def links(body: str, place: str) -> list[str]:
    tree = parse(f"<html><head></head><body>{body}</body></html>")
    assert tree is not None
    found = [link for link in page_links(tree, URL, []) if link.place == place]
    return [link.text if place == "scripted" else link.url.removeprefix(HOME) for link in found]


def test_feeds_that_the_head_names() -> None:
    body = (
        '<link rel="alternate" type="application/rss+xml" href="/rss/tin.rss">'
        '<link rel="alternate" type="application/atom+xml" href="/atom">'
        '<link rel="alternate" hreflang="en" href="/en/"><link rel="stylesheet" type="text/css" href="/x.css">'
    )
    assert links(body, "feed") == ["rss/tin.rss", "atom"]


def test_choices_that_are_addresses() -> None:
    body = (
        '<select onchange="location=this.value"><option value="">Chọn</option><option value="/2024/05/">5/2024</option>'
        '<option value="?thang=6">6</option><option value="12">12</option></select>'
    )
    assert links(body, "archive") == ["2024/05/", "danh-muc/tin?thang=6"]


def test_a_form_of_choices_is_every_combination() -> None:
    form = (
        '<form action="/luu-tru" method="get"><input type="hidden" name="m" value="tin">'
        '<select name="nam"><option value="2023"><option value="2024"></select>'
        '<select name="thang"><option value="">-</option><option value="1"><option value="2"></select>'
        '<input type="submit"></form>'
    )
    assert links(form, "archive") == [
        f"luu-tru?m=tin&nam={year}&thang={month}" for year in (2023, 2024) for month in (1, 2)
    ]


@pytest.mark.parametrize(
    "form",
    [
        '<form method="get"><input type="text" name="q"><select name="a"><option value="1"></select></form>',
        '<form method="post"><select name="a"><option value="1"></select></form>',
        '<form><textarea name="x"></textarea><select name="a"><option value="1"></select></form>',
        '<form><input name="q"><select name="a"><option value="1"></select></form>',
        '<form><input type="submit"></form>',
    ],
)
def test_searches_and_what_is_posted_are_left_alone(form: str) -> None:
    assert links(form, "archive") == []


def test_a_form_of_very_many_combinations_is_cut() -> None:
    options = "".join(f'<option value="{number}">' for number in range(100))
    selects = "".join(f'<select name="{name}">{options}</select>' for name in "abc")
    assert len(links(f"<form>{selects}</form>", "archive")) == MAX_COMBINATIONS


@pytest.mark.parametrize(
    ("button", "address"),
    [
        ('<button class="load-more" data-url="/ajax/tin?page=2">Xem thêm</button>', "ajax/tin?page=2"),
        ('<button data-url="/ajax/tin" data-page="2">Xem thêm</button>', "ajax/tin?page=2"),
        ('<a href="#" data-ajax-url="/ajax/{page}" data-page="3">Tải thêm</a>', "ajax/3"),
        ('<div id="btn-more" data-next-url="/tin/tiep?tu=20"></div>', "tin/tiep?tu=20"),
        ('<button hx-get="/manh/2">Hiển thị thêm</button>', "manh/2"),
        ('<button class="loadmore" data-href="/a" data-page="2" data-category="7">+</button>', "a?category=7&page=2"),
        ('<load-more endpoint="/api/tin?muc=7" :page="2"><b>Xem thêm</b></load-more>', "api/tin?muc=7&page=2"),
        ("""<load-more :api-url="'/api/tin'" next-page="3"></load-more>""", "api/tin?page=3"),
    ],
)
def test_a_button_that_loads_more_says_from_where(button: str, address: str) -> None:
    assert links(button, "more") == [address]


@pytest.mark.parametrize(
    "element",
    ['<div class="zalo-share" data-url="https://songlam.example.vn/tin/1">Chia sẻ</div>',
     '<button class="load-more" data-url="5">Xem thêm</button>', '<button data-url="/x">Gửi</button>'],
)  # fmt: skip
def test_what_loads_nothing_is_no_button(element: str) -> None:
    assert links(element, "more") == []


def test_click_handlers_lead_on() -> None:
    body = (
        "<div onclick=\"location.href='/tin/1.html'\">Một</div><td onclick=\"window.open('/tin/2.html')\">Hai</td>"
        "<b onclick=\"toggle('/tin/3')\">x</b>"
    )
    assert links(body, "body") == ["tin/1.html", "tin/2.html"]


def test_pages_that_only_a_script_opens() -> None:
    grid = "".join(
        f"<a href=\"javascript:__doPostBack('ctl00$grid','Page${number}')\">{number}</a>" for number in (1, 2, 3)
    )
    assert links(grid, "scripted") == ["2", "3"]
    assert links("<a href=\"javascript:__doPostBack('ctl00$pager$ctl01','')\">4</a>", "scripted") == ["4"]
    assert links('<a href="javascript:trang(2)">2</a><a href="javascript:void(0)">Đóng</a>', "scripted") == ["2"]
    assert links('<button class="btn-load-more">Xem thêm</button>', "scripted") == ["more"]
    assert links('<a class="view-more" href="/muc">Xem thêm</a>', "scripted") == []
