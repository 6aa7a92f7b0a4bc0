"""Articles in rarer structures: what the page is, its headline, its lead and its text, with nothing of others in it."""

from __future__ import annotations

import pytest

from scraper.extract import read_page
from tests.scraper.extract.reading.portal_page import FETCHED
from tests.scraper.extract.reading.structures import NEWS, Structure, structures


@pytest.mark.parametrize("page", structures(), ids=lambda page: page.name)
def test_the_article_is_read_whole_and_alone(page: Structure) -> None:
    reading, _ = read_page(page.html.encode(), page.url, captured_at=FETCHED)
    assert (reading.kind, reading.title, reading.lead) == ("article", page.title, page.lead)
    assert tuple(reading.paragraphs) == page.text
    said = " ".join([reading.title or "", reading.lead or "", *reading.paragraphs])
    assert not [text for text in NEWS if text in said]
