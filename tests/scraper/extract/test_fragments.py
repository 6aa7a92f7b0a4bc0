from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.extract.fragments import json_links

HOME = "https://songlam.example.vn/"


def found(data: object, url: str = f"{HOME}api/tin?page=2") -> list[tuple[str, str]]:
    return [(link.url.removeprefix(HOME), link.place) for link in json_links(json.dumps(data).encode(), url)]


def test_records_with_addresses_are_a_list_and_the_next_piece_follows() -> None:
    data = {"data": [{"tieu_de": "Một", "url": "/tin/1"}, {"title": "Hai", "permalink": f"{HOME}tin/2"}]}
    assert found(data) == [("tin/1", "list"), ("tin/2", "list"), ("api/tin?page=3", "more")]
    assert [link.text for link in json_links(json.dumps(data).encode(), HOME)] == ["Một", "Hai"]


def test_pieces_of_html_are_a_list() -> None:
    data = {"html": '<li><h3><a href="/tin/1">Một</a></h3></li><li><a href="/tin/2">Hai</a></li>', "count": 2}
    assert found(data, f"{HOME}ajax") == [("tin/1", "list"), ("tin/2", "list")]


def test_an_answer_that_names_what_comes_next_is_believed() -> None:
    assert found({"items": [{"link": "/a/b"}], "next": "/api/tin?offset=20"}) == [
        ("api/tin?offset=20", "more"), ("a/b", "list"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "last",
    [
        {"has_more": False},
        {"hasNext": 0},
        {"next_page_url": None},
        {"links": {"first": "/api/tin?page=1", "next": None}},
        {"meta": {"current_page": 4, "last_page": 4}},
        {"page": "4", "totalPages": "4"},
    ],
)
def test_nothing_comes_after_an_answer_that_says_so(last: dict[str, object]) -> None:
    assert found({"items": [{"link": "/a"}], **last}) == [("a", "list")]


def test_the_next_piece_keeps_the_filters_that_this_one_was_asked_for_with() -> None:
    data = {"items": [{"link": "/a/b"}], "next_page_url": f"{HOME}api/tin?page=3"}
    assert ("api/tin?muc=7&page=3", "more") in found(data, f"{HOME}api/tin?muc=7&page=2")
    assert ("api/tin?page=3", "more") in found(data, f"{HOME}khac?muc=7&page=2"), "another path has filters of its own"


def test_an_empty_answer_is_the_end() -> None:
    assert found({"data": []}) == []


@pytest.mark.parametrize("body", [b"", b"<html></html>", b'{"a": ', b"[" * 5_000, b'"just text"', b"12", b"null"])
def test_what_is_no_json_or_has_no_addresses_has_no_links(body: bytes) -> None:
    assert json_links(body, HOME) == []


def test_what_is_no_address_is_none() -> None:
    assert found({"url": "javascript:x()", "name": "/not/an/address", "link": "mailto:a@b.vn", "href": "a b c"}) == []


KEYS = st.sampled_from(["url", "html", "next", "title", "x"])
JSON = st.recursive(
    st.none() | st.booleans() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
)


@given(JSON)
def test_whatever_an_answer_holds_its_links_are_addresses(data: object) -> None:
    for link in json_links(json.dumps(data).encode(), HOME):
        assert link.url.startswith(("http://", "https://"))
