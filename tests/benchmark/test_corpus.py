"""The corpus is the same every time, of the size of portals' pages, and read right by the extraction."""

from __future__ import annotations

import urllib.error
import urllib.request

import pytest

from scraper.extract import analyse, extract
from scraper.portal import portal_from_url
from tests.benchmark.corpus import CorpusServer, corpus_portal
from tests.benchmark.corpus.layouts import LAYOUTS
from tests.benchmark.corpus.portals import CorpusPortal

_NUMBERS = range(len(LAYOUTS))
_SIZES = range(25_000, 150_000)


@pytest.fixture(scope="module", params=_NUMBERS, ids=[layout.name for layout in LAYOUTS])
def portal(request: pytest.FixtureRequest) -> CorpusPortal:
    return corpus_portal(request.param, articles=15)


def test_a_portal_is_the_same_every_time(portal: CorpusPortal) -> None:
    again = corpus_portal(portal.number, articles=15)
    assert portal.article_paths() == again.article_paths()
    for path in ("/", *portal.article_paths()[:2]):
        assert portal.answer(path, 3) == again.answer(path, 3)


def test_answers_to_one_request_differ(portal: CorpusPortal) -> None:
    path = portal.article_paths()[0]
    first, second = portal.answer(path, 1), portal.answer(path, 2)
    assert first.body != second.body
    assert first.headers.get("ETag") == second.headers.get("ETag")


def test_pages_have_the_size_of_portals_pages(portal: CorpusPortal) -> None:
    assert all(len(portal.answer(path).body) in _SIZES for path in portal.article_paths())


def test_articles_are_read_as_they_were_written(portal: CorpusPortal) -> None:
    description = portal_from_url(portal.origin + "/")
    wanted = read = 0
    for article in portal.articles[:8]:
        url = portal.origin + article.address
        record = extract(portal.answer(article.address).body, url, portal=description).to_dict()
        assert record["kind"] == "article"
        assert record["title"] == article.title
        assert record["published"][:10] == f"{article.published:%Y-%m-%d}"
        words = {word for block in article.blocks for word in block.text.split()}
        wanted += len(words)
        read += len(words & set(f"{record['lead']} {record['text']} {record['author']}".split()))
    assert read >= 0.98 * wanted  # last paragraphs that look like an author's line, for words follow by chance


def test_every_article_is_reached_from_the_home_page(portal: CorpusPortal) -> None:
    waiting, seen = ["/"], set()
    while waiting:
        path = waiting.pop()
        answer = portal.answer(path)
        assert answer.status == 200, path
        url = portal.origin + path
        links = analyse(answer.body, url, portal=portal_from_url(portal.origin + "/")).links
        for link in links:
            target = link.url.removeprefix(portal.origin).partition("?redirect=")[0]
            if target.startswith("/") and target not in seen and not target.startswith(("/uploads", "/rss", "/c/")):
                seen.add(target)
                if not _is_feed(portal, target):
                    waiting.append(target)
    assert set(portal.article_paths()) <= seen


def _is_feed(portal: CorpusPortal, path: str) -> bool:
    return any(portal.feed_of(section) == path for section in portal.sections)


def test_the_server_serves_what_the_portal_answers_and_tells_how_much() -> None:
    with CorpusServer(portals=2, articles=3, first=8) as corpus:
        hosts = {url.split("/")[2].partition(":")[0] for url in corpus.urls}
        assert len(hosts) == 2
        portal = CorpusPortal(8, 3, corpus.urls[0].rstrip("/"))
        url = corpus.urls[0].rstrip("/") + portal.article_paths()[0]
        with urllib.request.urlopen(url) as answer:
            assert answer.read() == portal.answer(portal.article_paths()[0], 1).body
            tag = answer.headers["ETag"]
        asked = urllib.request.Request(url, headers={"If-None-Match": tag})
        with pytest.raises(urllib.error.HTTPError, match="304"):
            urllib.request.urlopen(asked)
        counts = corpus.served()
        assert (counts["requests"], counts["not_modified"], counts["missing"]) == (2, 1, 0)
        assert corpus.served()["requests"] == 0
