"""Controls of ASP.NET: what shares the front of an id is one article; a clock and a web part's title have another."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from lxml.html import HtmlElement, document_fromstring

from scraper.extract.reading.named import NamedElements
from scraper.extract.selectors import ElementNames
from scraper.families.controls import control_selectors

LONG = "Chiều 02/4, Ủy ban nhân dân xã tổ chức hội nghị triển khai nhiệm vụ."
FRONT = "ctl00_ctl30_g_5fae7a1c_0b47_4c5e_8d0a_77e1c9f2b3d4_ctl00"


def selectors(body: str) -> dict[str, str]:
    return control_selectors(document_fromstring(f"<html><body>{body}</body></html>"))


def article(front: str, text: str = LONG, title: str = "Hội nghị") -> str:
    return (
        f'<span id="{front}_lblTieuDe">{title}</span><i id="{front}_lblNgayDang">02/04/2025</i>'
        f'<div id="{front}_divNoiDung">{text}</div><b id="{front}_lblTacGia"></b>'
    )


def test_the_controls_of_one_front_are_the_article() -> None:
    clock = '<span id="ctl00_lblDate">24/11/2026</span><h2 id="ctl00_WebPart_lblTitle">Thông báo</h2>'
    assert selectors(clock + article(FRONT)) == {
        "title": f"[id='{FRONT}_lblTieuDe']",
        "date": f"[id='{FRONT}_lblNgayDang']",
        "body": f"[id='{FRONT}_divNoiDung']",
    }


def test_a_message_is_no_text_and_an_empty_title_no_article() -> None:
    assert selectors(article(FRONT, text="Không có dữ liệu.")) == {}
    assert selectors(article(FRONT, title=" ")) == {}


def test_of_several_articles_none_is_known_to_be_the_pages() -> None:
    assert selectors(article("a_rpt_ctl01") + article("a_rpt_ctl02")) == {}


def test_names_are_known_in_any_case() -> None:
    page = f'<p id="Main_lbltieude">Hội nghị</p><div id="Main_LBLNOIDUNG">{LONG}</div>'
    assert set(selectors(page)) == {"title", "body"}


def page_with(front: str) -> tuple[HtmlElement, HtmlElement]:
    """Return a page whose article has a front, and the element of its text."""
    root = document_fromstring("<html><body><p>x</p><p>y</p></body></html>")
    title, body = root.iter("p")
    title.set("id", f"{front}_lblTitle")
    body.set("id", f"{front}_lblNoiDung")
    body.text = LONG
    return root, body


_IDS = st.text(st.sampled_from("abcXYZđế019_-$:."), min_size=1, max_size=30)


@given(_IDS)
@example("0")
def test_any_front_that_asp_net_writes_can_be_selected(front: str) -> None:
    root, body = page_with(front)
    found = control_selectors(root)
    assert set(found) == {"title", "body"}
    assert NamedElements(root, found, {}, ElementNames(root)).first("body") is body


@given(st.text(max_size=30).map(lambda text: "".join(char for char in text if char.isprintable())))
@example("\\0")
@example("\\1")
@example("']")
def test_an_id_of_any_signs_selects_the_article_or_nothing(front: str) -> None:
    root, body = page_with(front)
    found = control_selectors(root)
    assert NamedElements(root, found, {}, ElementNames(root)).first("body") in ({body} if found else {None})
