"""Whole pages as the text that browsers and CMSs make of them: menus, stamps, captions, comments, related news, feet.

Each file of ``dumps`` holds a page of another system and what is on it. Towns and people are made up.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from scraper.extract import extract_text

PAGES = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
    for path in (Path(__file__).parent / "dumps").glob("*.toml")
}


@pytest.fixture(scope="module", params=sorted(PAGES))
def page(request):
    wanted = PAGES[request.param]
    return wanted, extract_text(wanted["dump"].encode(), "https://thi-xa.example/bai.html")


def test_title_and_stamp(page):
    wanted, article = page
    assert article.kind == "article"
    assert article.title == wanted.get("title")
    assert article.published == wanted.get("published")


def test_every_paragraph_and_nothing_else_is_text(page):
    wanted, article = page
    paragraphs = ([article.lead] if article.lead else []) + article.text.split("\n\n")
    assert len(paragraphs) == len(wanted["paragraphs"]), paragraphs
    for paragraph, opening in zip(paragraphs, wanted["paragraphs"], strict=True):
        assert paragraph.startswith(opening)


def test_captions(page):
    wanted, article = page
    assert [caption.text for caption in article.captions] == wanted["captions"]


def test_writer_and_source(page):
    wanted, article = page
    assert ((article.author or "").casefold(), article.source) == (
        wanted.get("author", "").casefold(),
        wanted.get("source"),
    )


def test_events(page):
    wanted, article = page
    assert [[event.text, event.start] for event in article.events] == wanted["events"]
