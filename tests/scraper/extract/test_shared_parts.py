"""Parts that pages share: a page reads the same whatever was read before it, and what is kept is bounded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from scraper.extract import extract, kept_parts, shared_parts
from scraper.extract.kept_parts import KEPT_PARTS, SharedPart
from scraper.extract.lines import LOOKS, OWN
from scraper.extract.selectors import ElementNames
from scraper.extract.walk import walk
from scraper.extract.walked import MAX_LINES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from scraper.extract.walked import Walk
    from scraper.extract.zones import Zone

_URL = "https://xa.example.gov.vn/tin/bai-1.html"
_MENU = (
    '<ul class="menu"><li><a href="/">Trang chủ</a></li><li><a href="/tin-tuc">Tin tức</a><br>'
    '<img src="anh/hoa-sen.jpg" alt="Hoa sen"></li></ul>'
)


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    KEPT_PARTS.clear()
    yield
    KEPT_PARTS.clear()


def _tree(body: str) -> etree._Element:
    return html.document_fromstring(f"<html><body>{body}</body></html>")


def _walk(body: str, url: str = _URL) -> Walk:
    return walk(_tree(body), url)


def _path(element: etree._Element) -> str:
    return element.getroottree().getpath(element)


def _zone(zone: Zone | None) -> object:
    if zone is None:
        return None
    return _path(zone.element), zone.kind, zone.declared, zone.prose, zone.links, zone.active, _zone(zone.parent)


def _said(found: Walk) -> list[Any]:
    """Return all that a walk says, with elements as paths."""
    lines = [
        [getattr(line, name) for name in (*LOOKS, *OWN, "index", "place", "shared")]
        + [_path(line.node), _zone(line.zone)]
        for line in found.lines
    ]
    anchors = [(_path(one.element), one.index, one.words, _zone(one.zone)) for one in found.anchors]
    return [lines, anchors, list(map(_zone, found.zones)), found.left_out]


def _afresh(body: str, url: str = _URL) -> list[Any]:
    KEPT_PARTS.clear()
    return _said(_walk(body, url))


_BLOCKS = ("div", "ul", "li", "p", "td", "aside", "form", "h2", "table", "tr", "pre")
_INLINE = ("b", "a", "span")
_NAMES = ("", ' class="menu"', ' class="sidebar"', ' class="caption"', ' align="center"', ' style="display:none"')
_LEAVES = st.sampled_from(
    ["Tin tức", " ", "\n", "Ủy ban nhân dân xã thông báo lịch tiếp công dân", "<br>", '<img src="a/b.jpg" alt="Ảnh">',
     '<img src="/c.jpg">', '<iframe src="/phim"></iframe>', '<a href="/tin">Tin <b>mới</b></a>', "&amp;&#8203;"]
)  # fmt: skip
_MARKUP = st.recursive(
    _LEAVES,
    lambda inner: st.builds(
        lambda tag, names, parts: f"<{tag}{names}>{''.join(parts)}</{tag}>",
        st.sampled_from(_BLOCKS + _INLINE),
        st.sampled_from(_NAMES),
        st.lists(inner, max_size=4),
    ),
    max_leaves=24,
)


@given(st.lists(_MARKUP, min_size=1, max_size=5), st.data())
def test_a_page_reads_the_same_whatever_was_read_before(parts: list[str], data: st.DataObject) -> None:
    pages = data.draw(st.lists(st.lists(st.sampled_from(parts), max_size=6).map("".join), min_size=2, max_size=4))
    urls = (_URL, "https://xa.example.gov.vn/van-ban/so-2.html", "https://xa.example.gov.vn/tin/bai-3.html?trang=2")
    visits = data.draw(st.lists(st.tuples(st.sampled_from(pages), st.sampled_from(urls)), min_size=4, max_size=14))
    alone = {visit: _afresh(*visit) for visit in visits}
    KEPT_PARTS.clear()
    for body, url in [*visits, *visits]:
        assert _said(_walk(body, url)) == alone[body, url]


def test_what_was_met_twice_is_not_walked_over_again() -> None:
    met = [len(_walk(f"<div>{_MENU}<p>Bài số {number}</p></div>").parts) for number in range(4)]
    assert met == [0, 0, 1, 1]


def test_pictures_are_those_of_the_pages_own_folder() -> None:
    folders = ["tin", "tin", "tin", "van-ban", "van-ban"]
    found = [_walk(_MENU, f"https://xa.example.gov.vn/{folder}/1.html").lines[2].image for folder in folders]
    assert [one and one.src for one in found] == [
        f"https://xa.example.gov.vn/{folder}/anh/hoa-sen.jpg" for folder in folders
    ]


def test_a_part_is_another_one_on_another_host_and_in_other_surroundings() -> None:
    for number in range(3):
        _walk(f"<p>Bài số {number}</p>{_MENU}")
    assert not _walk(_MENU, "https://huyen.example.gov.vn/tin/1.html").parts
    assert not _walk(f'<div align="right">{_MENU}</div>').parts
    assert not _walk(f'<a href="/">{_MENU}</a>').parts
    assert _walk(f"<p>Một</p>{_MENU}").parts


def test_what_a_reading_does_to_a_line_stays_on_its_page() -> None:
    for _ in range(2):
        _walk(_MENU)
    line = _walk(_MENU).lines[2]
    assert line.image is not None
    line.image.after, line.place, line.linked = 7, "footer", True
    assert _said(_walk(_MENU)) == _afresh(_MENU)


def test_elements_are_known_by_the_same_names_in_a_part() -> None:
    page = f'<div id="a" class="x  menu">{_MENU}</div><p class="menu">Bài số %d</p><ul id="a" class="x x">{_MENU}</ul>'
    for number in range(4):
        tree = _tree(page % number)
        parts = walk(tree, _URL).parts
        found, plain = ElementNames(tree, parts), ElementNames(tree)
        assert (found.classes, found.ids) == (plain.classes, plain.ids)
        for name in [*(f".{name}" for name in plain.classes), *(f"#{name}" for name in plain.ids), ".none", "#none"]:
            assert found.elements(name) == plain.elements(name)
    assert len(parts) == 2
    assert list(map(_path, plain.elements(".menu"))) == [
        "/html/body/div", "/html/body/div/ul", "/html/body/p", "/html/body/ul/ul"
    ]  # fmt: skip
    assert list(map(_path, plain.elements("#a"))) == ["/html/body/div", "/html/body/ul"]


def test_a_full_page_is_cut_where_it_would_be() -> None:
    box = "<div>" + "<p>một</p>" * (MAX_LINES // 2) + "</div>"
    for _ in range(3):
        _walk(box)
    page = f"<p>hai</p>{box}{box}<p>ba</p>"
    found = _said(_walk(page))
    assert len(found[0]) == MAX_LINES
    assert found[3]
    assert found == _afresh(page)


def test_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    most = 20_000
    monkeypatch.setattr(kept_parts, "MOST_BYTES", most)
    for number in range(60):
        for _ in range(2):
            _walk(_MENU.replace("Tin tức", f"Tin tức số {number} " * 20))
        assert 0 < KEPT_PARTS.size <= most


def test_long_addresses_count_and_long_names_are_not_remembered() -> None:
    for number in range(3):
        _walk(f'<p>Bài số {number}</p><div><p><a href="/{"a" * 9_000}">Tin</a></p></div>')
    assert KEPT_PARTS.size > 9_000
    KEPT_PARTS.clear()
    for number in range(3):
        found = _walk(f'<p>Bài số {number}</p><div class="{"a" * 9_000}"><p><b>Tin</b></p></div>')
        assert [met.nodes[0].tag for met in found.parts] == (["p"] if number == 2 else [])


def test_a_tower_of_elements_is_serialised_no_more_often_than_any_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_parts, "_MOST_LOOKED_UP", 5_000)  # the page is as long
    looked_up: list[int] = []
    find = KEPT_PARTS.find

    def noting(key: bytes, names: tuple[str, str, str, str]) -> SharedPart | None:
        looked_up.append(len(key))
        return find(key, names)

    monkeypatch.setattr(KEPT_PARTS, "find", noting)
    tower = "".join(f'<div class="c{number}">' for number in range(60)) + "chữ " * 500 + "</div>" * 60
    _walk(tower)
    assert len(looked_up) == 2


def test_a_record_is_the_same_with_and_without_what_is_kept() -> None:
    def page(number: int) -> bytes:
        text = f"<p>Ngày {number + 1}/3/2024, Chủ tịch UBND xã Trần Văn An dự lễ ra quân làm thủy lợi nội đồng.</p>" * 4
        body = f"{_MENU}<h1>Xã ra quân làm thủy lợi đợt {number}</h1><div class='content'>{text}</div>{_MENU}"
        return f"<html><body>{body}</body></html>".encode()

    def url(number: int) -> str:
        return f"https://xa.example.gov.vn/tin/bai-{number}.html"

    alone = []
    for number in range(3):
        KEPT_PARTS.clear()
        alone.append(extract(page(number), url(number)))
    KEPT_PARTS.clear()
    for number in (0, 1, 0, 2, 1, 0):
        assert extract(page(number), url(number)) == alone[number]
