"""Golden pages through the generic family, the sample portal through its own: the fields that must be exact."""

from __future__ import annotations

import pytest

from tests.evaluation.pages import GoldPage, gold_pages, plain, sample_pages

FIELDS = ("kind", "title", "lead", "author", "source", "section", "published", "updated", "published_text")
GOLDEN = [page for name in ("dev", "dev2") for page in gold_pages(name, "generic")]
SAMPLE = sample_pages("hatinh")


@pytest.mark.parametrize("page", GOLDEN, ids=lambda page: page.name)
def test_golden_page(page: GoldPage) -> None:
    record = page.read()
    fields = FIELDS if page.is_article else ("kind",)
    wrong = {
        name: (record[name], page.record[name])
        for name in fields
        if page.judges(name) and not page.is_right(name, record[name])
    }
    assert not wrong
    if page.is_article and page.judges("text"):
        assert record["text"].split("\n\n") == page.record["text"].split("\n\n")
    if page.judges("captions"):
        assert record["captions"] == page.record["captions"]
    if page.judges("attachments"):
        assert [one["url"] for one in record["attachments"]] == [one["url"] for one in page.record["attachments"]]
    if page.judges("images") and page.is_article:
        assert [{"src": image["src"], "alt": image["alt"]} for image in record["images"]] == page.record["images"]


@pytest.mark.parametrize("page", SAMPLE, ids=lambda page: page.name.rpartition("/")[2][:40])
def test_sample_portal(page: GoldPage) -> None:
    record = page.read()
    for name in ("kind", "title", "lead", "author", "source", "section", "published", "updated", "canonical_url"):
        if page.judges(name):
            assert plain(record[name]) == plain(page.record[name]), name
    if page.is_article:
        assert record["text"] == page.record["text"]
        assert [(one["image"], one["text"]) for one in record["captions"]] == [
            (one["image"], plain(one["text"])) for one in page.record["captions"]
        ]
        assert record["images"] == page.record["images"]
    assert record["attachments"] == page.record["attachments"]
    assert record["stats"] == page.record["stats"]
