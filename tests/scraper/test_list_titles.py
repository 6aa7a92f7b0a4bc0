from __future__ import annotations

import pytest

from scraper.list_titles import ListTitles

HOME = "https://songlam.example.vn/"


@pytest.mark.parametrize("path", ["anh?b_start:int=20", "anh/page/2/", "anh/trang-2.html", "anh/?page=3"])
def test_a_further_page_under_the_lists_own_title_is_a_page_of_it(path: str) -> None:
    titles = ListTitles()
    titles.note(f"{HOME}anh", "Thư viện ảnh")
    assert titles.has_page(HOME + path, " THƯ VIỆN  ẢNH")


@pytest.mark.parametrize(
    ("path", "title"),
    [("anh?b_start:int=20", "Khánh thành cầu"), ("anh/khanh-thanh-cau", "Thư viện ảnh"), ("tin?page=2", "Thư viện ảnh"),
     ("anh?page=2", None)],
)  # fmt: skip
def test_another_title_another_list_or_no_further_page_is_none(path: str, title: str | None) -> None:
    titles = ListTitles()
    titles.note(f"{HOME}anh", "Thư viện ảnh")
    assert not titles.has_page(HOME + path, title)


def test_what_was_a_page_of_a_list_stays_one_whatever_it_reads_as() -> None:
    titles = ListTitles()
    assert titles.has_page(f"{HOME}anh?b_start:int=20", "Ảnh", "listing"), "the list itself has not been read this time"
    assert titles.has_page(f"{HOME}anh?b_start:int=20", None, "listing")
    assert not titles.has_page(f"{HOME}anh?b_start:int=20", "Ảnh", "article")
    assert not titles.has_page(f"{HOME}anh/hoi-trai", "Ảnh", "listing")
