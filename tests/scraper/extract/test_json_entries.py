from __future__ import annotations

import json

import pytest

from scraper.extract.json_entries import UnlinkedEntry, unlinked_entries

TITLE = "Xã khánh thành cầu dân sinh"


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        ({"id": 5, "title": TITLE, "slug": "xa-khanh-thanh-cau"}, ("xa-khanh-thanh-cau", "5")),
        ({"news_id": "17", "tieu_de": TITLE}, ("", "17")),
        ({"category_id": 3, "title": TITLE, "alias": "xa-khanh-thanh-cau"}, ("xa-khanh-thanh-cau", "")),
        ({"id": True, "code": "A1", "title": TITLE, "slug": "Không phải"}, ("", "")),
    ],
)
def test_an_entry_has_its_words_and_its_own_number(entry: dict[str, object], found: tuple[str, str]) -> None:
    assert unlinked_entries(json.dumps({"data": [entry]}).encode()) == [UnlinkedEntry(TITLE, *found)]


@pytest.mark.parametrize("entry", [{"id": 5, "title": "Tin tức"}, {"title": TITLE}, {"id": 5}])
def test_sections_and_what_has_no_number_are_no_entries(entry: dict[str, object]) -> None:
    assert unlinked_entries(json.dumps([entry]).encode()) == []


@pytest.mark.parametrize("body", [b"", b"<html>", b"[" * 5_000, b"12", b"null"])
def test_what_is_no_json_lists_nothing(body: bytes) -> None:
    assert unlinked_entries(body) == []
