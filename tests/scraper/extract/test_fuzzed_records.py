"""Whatever words of the grammar stand in whatever order: a record comes out, and it says only what is printed."""

from __future__ import annotations

import json
import os
import unicodedata
from html import escape
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.extract import extract, extract_text
from scraper.extract.annotate import record_fields
from scraper.items import Article
from scraper.portal import Portal
from scraper.vietnamese import collapse, nfc
from tests.scraper.extract.grammar_texts import texts

URL = "https://kyhoa.hatinh.gov.vn/tin-tuc/hoi-nghi-1.html"
PORTALS = st.sampled_from(
    [
        None,
        Portal(id="xa", name="Xã", url="https://kyhoa.hatinh.gov.vn", unit="xã Kỳ Hoa", province="tỉnh Hà Tĩnh"),
        Portal(id="tinh", name="Tỉnh", url="https://hue.gov.vn", unit="thành phố Huế", province="thành phố Huế"),
    ]
)
# Examples of the long version. A thousand mutated pages are read beside (test_mutated_pages).
LONG = 1_200 if os.environ.get("CONGTIN_FAULTS") == "long" else 600
# What makes an article of any words.
HEADLINE = "Đảng bộ thị xã tổ chức hội nghị học tập nghị quyết"
SENTENCE = (
    "Sáng ngày 04/3/2021, Ủy ban nhân dân xã Kỳ Hoa đã tổ chức hội nghị sơ kết công tác quý, triển khai nhiệm vụ."
)


def check(record: Article) -> None:
    """Hold a record against the texts it was read from."""
    data = record.to_dict()
    assert json.loads(json.dumps(data, ensure_ascii=False)) == data
    json.dumps(data, ensure_ascii=False).encode()  # no lone surrogate
    printed = {field.name: field.text for field in record_fields(record)}
    words = {name: collapse(text).casefold() for name, text in printed.items()}
    for official in data["officials"]:
        _check_official(official, printed, words)
    spans = [tuple(mention.values()) for official in data["officials"] for mention in official["mentions"]]
    assert len(spans) == len(set(spans)), "one name belongs to two persons"
    for event in data["events"]:
        assert any(event["text"] in collapse(text) for text in printed.values())
        assert (event["start"] is None) == (event["end"] is None)
        assert event["start"] is None or event["start"] <= event["end"]
    for place in data["places"]:
        assert any(place["text"].casefold() in text for text in words.values())


def _check_official(official: dict[str, Any], printed: dict[str, str], words: dict[str, str]) -> None:
    assert official["name"] == official["name"].strip() != ""
    for mention in official["mentions"]:
        text = printed[mention["field"]]
        assert 0 <= mention["start"] < mention["end"] <= len(text)
        assert collapse(text[mention["start"] : mention["end"]]).casefold() == official["name"].casefold()
    for said in official["role_evidence"]:
        text = printed[said["field"]]
        assert 0 <= said["start"] < said["end"] <= len(text)
        assert any(map(str.isalpha, text[said["start"] : said["end"]]))
        assert said["role"] in official["roles"]
    if official["mentions"]:  # those who sign a document are read off its table
        for title in official["titles"]:
            assert title["text"] == collapse(title["text"]) != ""
            assert any(title["text"].casefold() in text for text in words.values()), title["text"]


def _is_told_alike(text: str, portal: Portal | None) -> None:
    dump = nfc(f"{HEADLINE}\n04/3/2021\n{SENTENCE}\n{text}\n{SENTENCE}\n")
    record = extract_text(dump.encode(), URL, portal=portal)
    check(record)
    decomposed = unicodedata.normalize("NFD", dump).encode()
    assert extract_text(decomposed, URL, portal=portal).to_dict() == record.to_dict()


def _is_read_from_a_page(title: str, paragraphs: list[str], portal: Portal | None) -> None:
    inside = f"<p>{SENTENCE}</p>" + "".join(f"<p>{escape(text)}</p>" for text in paragraphs)
    picture = f"<p><img src=/a.jpg></p><p class=caption><em>{escape(title)}</em></p>"
    head = f"<head><title>{escape(title)}</title></head>"
    page = f"<html>{head}<body><h1>{HEADLINE} {escape(title)}</h1>{inside}{picture}</body>"
    check(
        extract(
            page.encode("utf-8", "ignore"), URL, headers={"Content-Type": "text/html; charset=utf-8"}, portal=portal
        )
    )


@given(texts(), PORTALS)
@settings(max_examples=150)
def test_a_dump_of_any_words_gives_a_record_of_what_is_printed(text: str, portal: Portal | None) -> None:
    _is_told_alike(text, portal)


@given(texts(12), st.lists(texts(20), max_size=5), PORTALS)
@settings(max_examples=100)
def test_a_page_of_any_words_gives_a_record_of_what_is_printed(
    title: str, paragraphs: list[str], portal: Portal | None
) -> None:
    _is_read_from_a_page(title, paragraphs, portal)


@pytest.mark.long
@given(texts(60), PORTALS)
@settings(max_examples=LONG)
def test_many_dumps_of_any_words(text: str, portal: Portal | None) -> None:
    _is_told_alike(text, portal)


@pytest.mark.long
@given(texts(20), st.lists(texts(30), max_size=6), PORTALS)
@settings(max_examples=LONG)
def test_many_pages_of_any_words(title: str, paragraphs: list[str], portal: Portal | None) -> None:
    _is_read_from_a_page(title, paragraphs, portal)
