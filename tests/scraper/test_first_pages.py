from __future__ import annotations

from scraper.canonical import canonical_key
from scraper.first_pages import FirstPages

HOME = "https://songlam.example.vn/"


def note(pages: FirstPages, path: str, content: int) -> None:
    pages.note(canonical_key(HOME + path), HOME + path, content)


def test_page_one_is_the_list_itself_once_two_lists_have_shown_it() -> None:
    pages = FirstPages()
    for number in (1, 2, 3):
        note(pages, f"chuyen-muc?id={number}", number)
    note(pages, "chuyen-muc?id=1&page=1", 1)
    assert pages.doubt(f"{HOME}chuyen-muc?id=3&page=1") is None
    note(pages, "chuyen-muc?id=2&page=1", 2)
    assert pages.doubt(f"{HOME}chuyen-muc?id=3&page=1")
    assert pages.doubt(f"{HOME}chuyen-muc?id=3&page=2") is None
    assert pages.doubt(f"{HOME}chuyen-muc?id=4&page=1") is None, "the list itself has not been read"


def test_portals_that_begin_to_count_at_nought_have_another_page_one() -> None:
    pages = FirstPages()
    for number in (1, 2, 3):
        note(pages, f"chuyen-muc?id={number}", number)
    for number in (1, 2):
        note(pages, f"chuyen-muc?id={number}&page=0", number)
        note(pages, f"chuyen-muc?id={number}&page=1", 10 + number)
    assert pages.doubt(f"{HOME}chuyen-muc?id=3&page=1") is None
    assert pages.doubt(f"{HOME}chuyen-muc?id=3&page=0")


def test_a_portlets_parameter_is_one_whatever_the_portlet_is_called() -> None:
    pages = FirstPages()
    for name in ("a", "b", "c"):
        note(pages, name, hash(name))
    for name in ("a", "b"):
        note(pages, f"{name}?p_p_id=101_INSTANCE_{name}&_101_INSTANCE_{name}_cur=1", hash(name))
    assert pages.doubt(f"{HOME}c?p_p_id=101_INSTANCE_c&_101_INSTANCE_c_cur=1")
    assert pages.doubt(f"{HOME}c?p_p_id=101_INSTANCE_c&_101_INSTANCE_c_cur=2") is None
