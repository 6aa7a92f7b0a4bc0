"""Which section's address a portal's pages call an article by."""

from __future__ import annotations

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from scraper.canonical import canonical_key
from scraper.linked_parts import LinkedParts
from scraper.open_keys import address_parts, open_keys


def key(path: str) -> str:
    return canonical_key("https://songlam.example.vn" + path)


def test_what_is_to_be_seen_again_is_what_no_page_without_it_has_linked_to() -> None:
    links = LinkedParts()
    assert not links.filling("songlam.example.vn/*/x"), "and from now on links are taken apart at once"
    address, own = key("/doc/kinh-te/a.html"), address_parts(key("/doc/kinh-te/b.html"))
    assert links.see(address, None) == ("doc", "kinh-te", ""), "a front page vouches for nothing"
    assert links.see(address, own) == ("doc", "kinh-te", ""), "a page of its section only for what it has not itself"
    assert links.see(address, address_parts(key("/doc/tin/b.html"))) == ("doc", "")
    assert links.see(address, own) == ("doc", ""), "what was vouched for stays so"
    assert links.see(address, address_parts(key("/x/y"))) == ("",)


_PATHS = st.sampled_from(["/doc/tin/a.html", "/doc/kinh-te/a.html", "/doc/tin/b.html", "/vi/doc/tin/a.html", "/a?b=1"])


@given(st.lists(st.tuples(_PATHS, st.none() | _PATHS)))
def test_links_that_wait_come_to_the_same(seen: list[tuple[str, str | None]]) -> None:
    at_once, later = LinkedParts(), LinkedParts()
    at_once.filling("")
    for path, source in seen:
        context = None if source is None else address_parts(key(source))
        assert at_once.see(key(path), context) is not None
        assert later.see(key(path), context) is None
    for path, _ in seen:
        for _, _, open_key, _ in open_keys(key(path)):
            assert later.filling(open_key) == at_once.filling(open_key)


def test_links_do_not_wait_beyond_all_number() -> None:
    links, number = LinkedParts(), 0
    while links.see(key(f"/doc/tin/{number}.html"), None) is None and number < 10_000:
        number += 1
    assert number < 10_000
    assert links.filling(open_keys(key("/doc/tin/0.html"))[0][2]) == {"doc": False}


@given(st.lists(st.tuples(_PATHS, st.none() | _PATHS)))
def test_each_part_that_stood_in_an_open_key_is_known_and_vouched_for_by_any_page_without_it(
    seen: list[tuple[str, str | None]],
) -> None:
    links, vouched = LinkedParts(), defaultdict[str, dict[str, bool]](dict)
    links.filling("")
    for path, source in seen:
        context = None if source is None else address_parts(key(source))
        parts = [(open_key, value) for _, _, open_key, value in open_keys(key(path))]
        for open_key, value in parts:
            without = context is not None and value not in context
            vouched[open_key][value] = vouched[open_key].get(value, False) or without
        left = links.see(key(path), context)
        assert left == tuple(value for open_key, value in parts if not vouched[open_key][value])
    assert all(links.filling(open_key) == filled for open_key, filled in vouched.items())
