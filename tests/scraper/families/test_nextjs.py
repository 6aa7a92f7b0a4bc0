"""Next.js, Nuxt and their like: what is printed comes first, the data fills in, and nothing of it is run."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.extract import extract
from scraper.items import Article

URL = "https://x.gov.vn/tin/xa-ra-quan-lam-thuy-loi"
TITLE = "Xã ra quân làm thủy lợi đầu năm"
PARTS = [
    "Hơn hai trăm đoàn viên, hội viên của mười thôn cùng tham gia nạo vét kênh mương nội đồng.",
    "Ông Lê Văn Tám, Chủ tịch UBND xã, đề nghị các thôn duy trì phong trào trong cả năm.",
]
LEAD = "Lễ ra quân được tổ chức tại thôn Đông vào sáng mồng sáu Tết."
BODY = "".join(f"<p>{part}</p>" for part in PARTS)
POST = {"title": TITLE, "slug": "xa-ra-quan-lam-thuy-loi", "excerpt": LEAD, "content": BODY,
        "publishedAt": "2025-02-03T01:00:00Z", "author": "Lê Thị Hoa"}  # fmt: skip


def read(main: str, state: Any, url: str = URL, title: str = "Cổng thông tin điện tử") -> Article:
    data = json.dumps(state).replace("<", "\\u003c")
    page = (
        f"<html><head><title>{title}</title></head><body><div id='__next'><a href='/'>Trang chủ</a>{main}</div>"
        f'<script id="__NEXT_DATA__" type="application/json">{data}</script></body></html>'
    )
    return extract(page.encode(), url)


def test_an_article_in_the_data_alone() -> None:
    record = read("<div class='skeleton'></div>", {"props": {"post": POST}})
    assert (record.kind, record.title, record.lead) == ("article", TITLE, LEAD)
    assert record.text == "\n\n".join(PARTS)
    assert (record.author, record.published) == ("Lê Thị Hoa", "2025-02-03T08:00:00+07:00")


def test_what_is_printed_comes_before_the_data() -> None:
    main = f"<h1>{TITLE}</h1><p>08:15 04/02/2025</p><p>{LEAD}</p>{BODY}<p style='text-align:right'>Trần Văn Bình</p>"
    record = read(main, {"props": {"post": POST}})
    assert (record.author, record.published) == ("Trần Văn Bình", "2025-02-04T08:15:00+07:00")
    assert record.text == "\n\n".join(PARTS)


def test_the_data_tells_the_moment_that_is_not_printed() -> None:
    record = read(f"<h1>{TITLE}</h1><span>2 giờ trước</span><p>{LEAD}</p>{BODY}", {"props": {"post": POST}})
    assert (record.lead, record.published, record.author) == (LEAD, "2025-02-03T08:00:00+07:00", None)


def test_the_home_page_is_no_article_whatever_its_data_hold() -> None:
    assert read("<div></div>", {"props": {"post": POST}}, url="https://x.gov.vn/").kind != "article"


def test_a_page_that_says_sorry_is_none_either() -> None:
    main = "<h1>404</h1><p>Không tìm thấy trang bạn yêu cầu.</p>"
    assert read(main, {"props": {"about": POST}}, url="https://x.gov.vn/khong-con").kind == "other"


def test_a_list_in_the_data_alone() -> None:
    posts = [{"id": number, "title": f"Tin số {number} trong tuần của xã nhà"} for number in range(5)]
    assert read("<div></div>", {"props": {"posts": posts}}, url="https://x.gov.vn/tin-tuc").kind == "listing"


def test_markup_of_the_data_stays_inside_the_text() -> None:
    content = f"</div></article><p>{PARTS[0]}</p><script>alert(1)</script><p>{PARTS[1]}</p></body>"
    record = read("<div></div>", {"props": {"post": {**POST, "content": content, "title": f"{TITLE} <b>x</b>"}}})
    assert record.text == "\n\n".join(PARTS)
    assert record.title == f"{TITLE} x"


def test_a_part_that_came_late_is_put_into_its_place() -> None:
    late = f"<h1>{TITLE}</h1><p>08:15 04/02/2025</p>{BODY}"
    page = (
        "<html><head><title>x</title></head><body><main><template id='B:1'></template></main>"
        f'<div hidden id=\'S:1\'><article>{late}</article></div><script>$RC("B:1","S:1")</script>'
        '<script>self.__next_f.push([1,"0:{}\\n"])</script></body></html>'
    )
    record = extract(page.encode(), URL)
    assert (record.kind, record.title, record.published) == ("article", TITLE, "2025-02-04T08:15:00+07:00")


def test_an_optimised_picture_has_its_own_address() -> None:
    figure = (
        "<figure><img src='/_next/image?url=%2Fanh%2Fa.jpg&amp;w=640&amp;q=75' alt=''>"
        "<figcaption>Đoàn viên nạo vét kênh</figcaption></figure>"
    )
    record = read(f"<h1>{TITLE}</h1><p>{LEAD}</p>{figure}{BODY}", {"props": {"post": POST}})
    assert [image.src for image in record.images] == ["https://x.gov.vn/anh/a.jpg"]
    assert [caption.text for caption in record.captions] == ["Đoàn viên nạo vét kênh"]


@pytest.mark.parametrize("script", ["", "{", "null", "[]", '{"props":', "[" * 5_000, '{"a":' * 5_000])
def test_broken_data_leave_the_page(script: str) -> None:
    page = (
        f"<html><body><h1>{TITLE}</h1><p>08:15 04/02/2025</p>{BODY}"
        f"<script id='__NEXT_DATA__' type='application/json'>{script}</script></body></html>"
    )
    assert extract(page.encode(), URL).title == TITLE


NAMES = [*POST, "files", "blocks", "type"]


@settings(max_examples=40, deadline=None)
@given(st.recursive(
    st.none() | st.integers() | st.text(max_size=50) | st.just(BODY),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner),
    max_leaves=20,
))  # fmt: skip
def test_any_data_are_read(state: Any) -> None:
    read("<div></div>", state)
