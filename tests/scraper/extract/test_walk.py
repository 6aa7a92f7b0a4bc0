"""A tree to lines: which pieces belong together, what they look like, what an element's names say."""

from __future__ import annotations

from itertools import permutations

import pytest
from lxml import html

from scraper.extract.class_names import said_by
from scraper.extract.lines import Line
from scraper.extract.links import page_links
from scraper.extract.walk import Walk, walk

_BASE = "https://xa.example.gov.vn/tin/1.html"


def _walk(body: str) -> Walk:
    return walk(html.document_fromstring(f"<html><body>{body}</body></html>"), _BASE)


def _lines(body: str) -> list[Line]:
    return _walk(body).lines


def test_blocks_and_line_breaks_begin_lines() -> None:
    lines = _lines("<div>a<p>b<br>c</p>d <b>e</b> f</div>")
    assert [(line.text, line.soft) for line in lines] == [("a", False), ("b", False), ("c", True), ("d e f", False)]


def test_only_the_first_line_of_an_item_is_one() -> None:
    lines = _lines("<ul><li>a<br>b<ul><li>c</li></ul>d</li><li><p>e</p></li></ul>")
    assert [(line.text, line.kind) for line in lines] == [
        ("a", "item"), ("b", "text"), ("c", "item"), ("d", "text"), ("e", "item"),
    ]  # fmt: skip


def test_a_line_looks_like_most_of_its_characters() -> None:
    (mostly,) = _lines("<p><b>Chủ tịch Ủy ban nhân dân xã phát biểu</b>:</p>")
    (partly,) = _lines("<p><b>Chủ tịch</b> Ủy ban nhân dân xã phát biểu</p>")
    assert (mostly.bold, partly.bold) == (True, False)


def test_links_are_counted_and_the_last_one_is_kept() -> None:
    (line,) = _lines('<p>Xem <a href="/a">bài một</a> và <a href="/b">bài hai</a></p>')
    assert (line.link_chars, line.href, line.linked) == (14, "/b", True)  # 14 of 21


def test_a_hint_holds_for_all_of_a_line_or_not_at_all() -> None:
    whole, partly = _lines('<p><span class="author">Thu Hà</span></p><p><span class="author">Thu Hà</span> đọc</p>')
    assert (whole.hints.author, partly.hints.author) == (True, False)


def test_what_is_hidden_is_in_a_zone_or_left_out() -> None:
    lines = _lines('<div style="display:none">a</div><span hidden class="hidden">b</span><p>c</p>')
    assert [(line.text, line.place) for line in lines] == [("a", "hidden"), ("c", "")]


def test_pieces_are_kept_where_no_blank_parts_them() -> None:
    (line,) = _lines("<div><b>03</b><span>09/2026</span></div>")
    assert (line.text, line.pieces) == ("0309/2026", ("03", "09/2026"))


@pytest.mark.parametrize(
    ("icon", "text"),
    [
        ('<img src="/i/e.png" alt="Lượt xem"> 12', "Lượt xem: 12"),
        ('<img src="/i/e.png" alt="Lượt xem"> Lượt xem: 12', "Lượt xem: 12"),
        ('Tin <img src="/i/b.png" alt=">"> Nông nghiệp', "Tin > Nông nghiệp"),
        ('Tin <img src="/images/icon-new.gif"> nóng', "Tin nóng"),
        ('<img src="/c/1.gif" alt="1"><img src="/c/2.gif" alt="2">', "12"),
    ],
)
def test_icons_are_labels_marks_and_digits(icon: str, text: str) -> None:
    assert [line.text for line in _lines(f"<p>{icon}</p>")] == [text]


def test_a_viewers_words_stand_by_its_picture() -> None:
    lines = _lines(
        '<a href="/u/1.jpg" title="Quang cảnh lễ"><img src="/t/1.jpg"></a>'
        '<a href="/tin/2.html" title="Tin khác"><img src="/t/2.jpg"></a>'
        '<a data-caption="Trao quà" href="#"><img src="/t/3.jpg"></a><img src="/t/4.jpg">'
    )
    assert [line.note for line in lines] == ["Quang cảnh lễ", None, "Trao quà", None]


def test_names_say_the_same_in_any_order() -> None:
    names = ("sidebar", "news-content", "sapo", "col-md-4")
    assert len({said_by(" ".join(order)) for order in permutations(names)}) == 1
    assert said_by("Comments_12 sapo").zone == ""  # SharePoint's control around a lead


def test_the_place_of_a_link_is_that_of_the_nearest_part() -> None:
    body = (
        '<div class="sidebar"><a href="/a">a</a><nav><a href="/b">b</a></nav></div><div class="pagination">'
        '<a href="/c">2</a></div><div style="display:none" class="menu"><a href="/d">d</a></div>'
        '<p><a href="/e">e</a></p>'
    )
    tree = html.document_fromstring(f"<html><body>{body}</body></html>")
    links = page_links(tree, _BASE, walk(tree, _BASE).zones)
    assert [(link.url[-1], link.place) for link in links] == [
        ("a", "related"), ("b", "nav"), ("c", "pager"), ("d", "nav"), ("e", "body"),
    ]  # fmt: skip
