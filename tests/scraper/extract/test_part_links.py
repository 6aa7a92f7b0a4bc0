"""Links of parts that pages share: a page has the same links whatever was read before it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from scraper.extract.links import Link, page_links
from scraper.extract.shared_parts import KEPT_PARTS
from scraper.extract.walk import walk

_URLS = ("https://xa.example.gov.vn/tin/bai-1.html", "https://xa.example.gov.vn/van-ban/so-2.html?trang=2")
_LONG = "Ủy ban nhân dân xã thông báo lịch tiếp công dân tháng này"
_ITEMS = st.sampled_from(
    [f'<a href="/tin/{one}.html">{_LONG} {one}</a>' for one in range(3)]
    + ['<a href="bai.html">Bài</a>', '<a href="?p=2">2</a>',
       '<a href="javascript:more()" class="load-more">Xem thêm</a>',
       '<a href="#">x</a>', '<b onclick="location.href=\'/moi\'">Mới</b>', "<p>Lời</p>"]
)  # fmt: skip
_BOXES = st.builds(
    lambda tag, name, items: f'<{tag} class="{name}"><ul>{"".join(f"<li>{one}</li>" for one in items)}</ul></{tag}>',
    st.sampled_from(["div", "nav", "aside"]),
    st.sampled_from(["", "menu", "sidebar", "tin"]),
    st.lists(_ITEMS, max_size=5),
)


def _links(body: str, url: str, *, shared: bool) -> list[Link]:
    tree = html.document_fromstring(f"<html><body>{body}</body></html>")
    found = walk(tree, url)
    return page_links(tree, url, found.zones, found.parts if shared else ())


@given(st.lists(_BOXES, min_size=1, max_size=4), st.lists(st.integers(0, 7), min_size=4, max_size=9))
def test_links_are_the_same_whatever_was_read_before(boxes: list[str], order: list[int]) -> None:
    KEPT_PARTS.clear()
    for number in [*order, *order]:
        body, url = "".join(boxes[number % len(boxes) :] + boxes[:1]), _URLS[number % 2]
        assert _links(body, url, shared=True) == _links(body, url, shared=False)
    KEPT_PARTS.clear()
