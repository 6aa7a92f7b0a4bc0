"""Which links in rows are the entries of a list, and which those of a box of what is read most."""

from __future__ import annotations

import pytest

from scraper.extract import analyse
from scraper.extract.wording.furniture import is_most_read_heading

_URL = "https://xa.example.gov.vn/tin-tuc"
_TITLES = [f"Hội nghị tổng kết công tác năm học mới lần thứ {number}" for number in range(6)]


def _row(first: int) -> str:
    return "".join(f'<li><a href="/tin/{number}">{_TITLES[number]}</a></li>' for number in range(first, first + 3))


def _places(body: str) -> list[str]:
    found = analyse(f"<body><main>{body}</main></body>".encode(), _URL).links
    return [link.place for link in found if "/tin/" in link.url]


@pytest.mark.parametrize(
    "box",
    [
        "<div><div>Xem nhiều</div><ul>{}</ul></div>",
        "<div><h3>TIN ĐỌC NHIỀU NHẤT</h3></div><div><div><ul>{}</ul></div></div>",
        "<div><p><span>Được quan tâm nhất</span></p><ul>{}</ul></div>",
    ],
)
def test_a_box_of_the_most_read_is_no_list_of_the_page(box: str) -> None:
    assert (
        _places(f"<div><h1>Tin tức</h1><ul>{_row(0)}</ul></div>{box.format(_row(3))}") == ["list"] * 3 + ["related"] * 3
    )


@pytest.mark.parametrize("heading", ["Tin mới", "Tin tức - Sự kiện", "Nông thôn mới"])
def test_other_headings_stand_over_lists(heading: str) -> None:
    assert _places(f"<div><h2>{heading}</h2><ul>{_row(0)}</ul></div>") == ["list"] * 3


@pytest.mark.parametrize(
    ("heading", "is_most_read"),
    [
        ("Tin xem nhiều:", True),
        ("Bài viết được đọc nhiều nhất trong tuần", True),
        ("Most viewed", True),
        ("Xem nhiều hơn", False),
        ("Người dân xem nhiều phiên tòa giả định", False),
        ("Tin nổi bật", False),
    ],
)
def test_headings_of_the_most_read(heading: str, is_most_read: bool) -> None:
    assert is_most_read_heading(heading) is is_most_read


def _picture_entry(number: int) -> str:
    return (
        f'<div><a href="/tin/{number}"><img src="/{number}.jpg"></a><a href="/tin/{number}">{_TITLES[number]}</a></div>'
    )


def test_the_link_around_a_picture_does_not_hide_the_headline_behind_it() -> None:
    found = analyse(f"<main><div>{''.join(map(_picture_entry, range(3)))}</div></main>".encode(), _URL).links
    assert [(link.place, link.text) for link in found] == [("list", title) for title in _TITLES[:3]]


def test_entries_may_lie_in_elements_of_their_own() -> None:
    entries = "".join(
        f'<div><section><div><h2><a href="/tin/{number}"><span>{_TITLES[number]}</span></a></h2></div></section></div>'
        for number in range(3)
    )
    assert _places(f"<div><div>{entries}</div></div>") == ["list"] * 3


def test_what_a_script_loads_has_its_entries_under_nothing() -> None:
    entries = "".join(f'<div><a href="/tin/{number}">{_TITLES[number]}</a></div>' for number in range(3))
    assert [link.place for link in analyse(entries.encode(), _URL).links] == ["list"] * 3


@pytest.mark.parametrize(
    ("text", "address", "place"),
    [
        ("Xem thêm", "/tin-tuc?p=2", "pager"),
        ("Tải thêm bài viết", "/tin-tuc?page=3", "pager"),
        ("Xem thêm", "/thong-bao", "body"),
    ],
)
def test_more_of_a_list_is_a_further_page_by_its_address(text: str, address: str, place: str) -> None:
    found = analyse(f'<main><a href="{address}">{text}</a></main>'.encode(), _URL).links
    assert [link.place for link in found] == [place]


@pytest.mark.parametrize(
    ("text", "address", "place"),
    [
        ("Bài cũ hơn", "/muc/tin-tuc/page/2/", "pager"),
        ("Older posts", "/muc/tin-tuc/page/2/", "pager"),
        ("3", "/muc/tin-tuc/page/3/", "pager"),
        ("Page 14", "/muc/tin-tuc/page/14/", "pager"),
        ("Bài cũ hơn", "/2025/03/tin-hay/", "nav"),
        ("Thông báo", "/muc/thong-bao?page=1", "nav"),
    ],
)
def test_a_pager_may_lie_in_an_element_for_menus(text: str, address: str, place: str) -> None:
    page = f'<main><p>Tin</p></main><nav class="navigation"><a href="{address}">{text}</a></nav>'
    assert [link.place for link in analyse(page.encode(), _URL).links] == [place]


def test_a_link_to_the_page_of_a_picture_is_none() -> None:
    picture = '<a rel="attachment wp-att-7" href="/2025/03/tin/anh-1/"><img src="/a.jpg"></a>'
    page = f'<main>{picture}<a href="/b">Tin</a></main>'
    assert [link.url.rpartition("/")[2] for link in analyse(page.encode(), _URL).links] == ["b"]


def test_the_head_names_a_short_address() -> None:
    page = '<head><link rel="shortlink" href="/vi/node/12"></head><body><p>Tin</p></body>'
    found = analyse(page.encode(), _URL).links
    assert [(link.url, link.place) for link in found] == [("https://xa.example.gov.vn/vi/node/12", "short")]
