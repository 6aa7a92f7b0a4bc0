"""Calls of a page's own functions lead where the function says, and nowhere that it does not say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from scraper.extract.links import page_links

URL = "https://a.gov.vn/tin/ds.php?cat=3"


def found(pager: str, script: str) -> list[tuple[str, str]]:
    """Return address and place of the links of a page with a pager and a script."""
    tree = html.fromstring(f"<html><body><div class='p'>{pager}</div><script>{script}</script></body></html>")
    return [(link.url, link.place) for link in page_links(tree, URL, [])]


CALL = '<a href="javascript:goPage(2)">2</a>'


@pytest.mark.parametrize(
    "script",
    [
        'function goPage(p) { window.location.href = "/tin/ds.php?cat=3&trang=" + p; }',
        "function goPage(p){document.location='ds.php?cat=3&trang='+p}",
        "var goPage = function (p) { if (p < 1) { return; } location.assign('?cat=3&trang=' + p); };",
        'function goPage(so) {var u = "ds.php?cat=3"; n = 1; var dich = u + "&trang=" + so; location.replace(dich); }',
        "function goPage(p) {\n  location.search = 'cat=3&trang=' + encodeURIComponent(p);\n}",
    ],
)
def test_a_page_that_a_function_opens(script: str) -> None:
    assert found(CALL, script) == [("https://a.gov.vn/tin/ds.php?cat=3&trang=2", "pager")]


@pytest.mark.parametrize(
    "call",
    ['<a href="#" onclick="return goPage(2);">2</a>', "<button onclick='goPage(2)'>Trang sau</button>",
     '<span onclick="event.preventDefault(); goPage(\'2\')">2</span>'],
)  # fmt: skip
def test_ways_to_call_it(call: str) -> None:
    assert found(call, "function goPage(p) { location = '/ds?p=' + p; }") == [("https://a.gov.vn/ds?p=2", "pager")]


def test_an_article_that_a_function_opens() -> None:
    call = "<a href=\"javascript:xemTin(12, 'vi')\">Hội nghị tổng kết năm 2012 của Đảng ủy thị trấn</a>"
    script = "function xemTin(id, ngonngu) { location.href = 'chitiet.php?id=' + id + '&l=' + ngonngu; }"
    assert found(call, script) == [("https://a.gov.vn/tin/chitiet.php?id=12&l=vi", "body")]


@pytest.mark.parametrize(
    "script",
    ["function goPage(p) { $('#ds').load('/tin/manh.php?trang=' + p); }",
     "function goPage(p) { $.ajax({ url: '/tin/manh.php?trang=' + p, success: hien }); }",
     "function goPage(p) { fetch(`x`); fetch('/tin/manh.php?trang=' + p).then(hien); }"],
)  # fmt: skip
def test_a_piece_that_a_function_loads(script: str) -> None:
    assert found(CALL, script) == [("https://a.gov.vn/tin/manh.php?trang=2", "more")]


@pytest.mark.parametrize(
    "script",
    ["", "function goPage(p) { document.f.trang.value = p; document.f.submit(); }",
     "function goPage(p) { $.ajax({ type: 'POST', url: '/tin/manh.php', data: { p: p } }); }",
     "function goPage(p) { location.href = base + p; }", "function other(p) { location.href = '/ds?p=' + p; }",
     "function goPage(p) { location.href = '/ds?p=' + (p - 1) * 10; }",
     "function goPage(p) { if (location.href == '/ds?p=' + p) return; }", "goPage(2); x = { y: 1 }"],
)  # fmt: skip
def test_what_it_does_not_say_is_told_as_a_page_that_only_a_script_opens(script: str) -> None:
    assert found(CALL, script) == [(URL, "scripted")]
    assert found('<a href="#" onclick="goPage(2)">2</a>', script) == [(URL, "scripted")]


def test_days_of_a_calendar_are_no_pages_of_a_list() -> None:
    days = "".join(f'<td><a href="#" onclick="xemNgay({day})">{day}</a></td>' for day in range(1, 32))
    assert found(f"<table><tr>{days}</tr></table>", "function xemNgay(d) { hien(d); }") == []


def test_a_list_whose_head_names_its_next_page() -> None:
    tree = html.fromstring('<html><head><link rel="next" href="/tin/page/3/"></head><body></body></html>')
    assert [(link.url, link.place) for link in page_links(tree, URL, [])] == [("https://a.gov.vn/tin/page/3/", "pager")]


@given(st.text("goPage(p)'\"+={};/?$.locationhrefunc \n\\`", max_size=200))
def test_any_script_is_read(script: str) -> None:
    head = "function goPage(p) {"
    for url, _ in found(CALL, (head + script).replace("<", "")):
        assert url.startswith(("http://", "https://"))
