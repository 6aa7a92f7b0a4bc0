"""The addresses of the site that the manual names answer, on a new archive."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest
from datasette.app import Datasette

from archive.database import writing
from archive.serve import open_datasette
from archive.site.metadata import load_metadata
from manual.queries import queries
from tests.docs import pages

READER = pages.DOCS / "read-the-archive.md"
# "/cite/ARTICLE.bib" and "/health/PORTAL" stand for many; what they are is told by a word in capitals.
ADDRESSES = sorted(
    {
        span
        for file in pages.FILES
        for _, span in pages.code_spans(file)
        if re.match(r"/(?:en/|search|archive|people|health|units)?(?:$|[?./])", span)
        and not re.search(r"[A-Z]{2}", span)
        if not re.match(r"/archive$", span) or file == READER
    }
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Datasette:
    directory = tmp_path_factory.mktemp("site") / "archive"
    with writing(directory):
        pass
    return open_datasette(directory)


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_of_the_site_answers(address: str, site: Datasette) -> None:
    response = asyncio.run(site.client.get(address))
    assert response.status_code == 200, address


def test_some_are_found() -> None:
    assert "/en/" in ADDRESSES and any(address.startswith("/search.atom") for address in ADDRESSES)


@pytest.mark.parametrize(
    ("page", "language"),
    [(READER, "en"), (pages.DOCS / "quick-start.md", "en"), (pages.DOCS / "bat-dau-nhanh.md", "vi")],
)
def test_words_of_the_site_are_those_of_its_catalogue(page: Path, language: str) -> None:
    """What a page says stands on a button stands there."""
    catalogue = "\n".join(pages.text(file) for file in (pages.TOP / "archive/site/locale" / language).glob("*.ftl"))
    catalogue += str(load_metadata())
    said = re.findall(r"(?<![*\w])\*([^*\n]+)\*(?![*\w])", pages.outside(pages.text(page)))
    assert len(said) > 2
    assert [words for words in said if words.lower() not in catalogue.lower()] == []


def test_every_ready_made_query_has_a_title_in_english() -> None:
    assert all(" · " in query["title"] for query in queries().values())
