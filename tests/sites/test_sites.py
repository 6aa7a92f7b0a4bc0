"""The made-up portals hold to what they say of themselves: what is measured against them is true."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from html import unescape
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from lxml import html

from scraper.vietnamese import collapse, nfc
from tests.sites import SITES
from tests.sites.site import WANTED, Served, Site

ORIGIN = "http://portal.example"
_SPACES = str.maketrans({"\u200b": None, "\xa0": " "})


@pytest.fixture(params=list(SITES))
def site(request: pytest.FixtureRequest) -> Site:
    made = SITES[request.param]()
    made.origin = ORIGIN
    return made


def _leads(address: str, served: Served) -> Iterator[str]:
    """Yield the addresses that an answer leads to: links, what buttons load, what sitemaps list."""
    body = served.reply.body
    if location := served.reply.headers.get("Location"):
        yield location
    if served.role == "sitemap":
        text = (gzip.decompress(body) if body.startswith(b"\x1f\x8b") else body).decode()
        yield from (unescape(part.split("<")[0]) for part in text.split("<loc>")[1:])
        return
    if served.role == "robots":
        yield from (line.split()[1] for line in body.decode().splitlines() if line.startswith("Sitemap:"))
        return
    if "json" in served.reply.headers.get("Content-Type", ""):
        answer = json.loads(body)
        yield answer["next_page_url"] or address
        body = answer.get("html", "").encode()
    if body:
        tree = html.document_fromstring(body.decode())
        named = ((element, "href") for element in tree.iter("a", "link"))
        loaded = ((element, "data-url") for element in tree.iter("button"))
        yield from (element.get(name, address) for element, name in (*named, *loaded))


def _without_session(link: str) -> str:
    return link.partition("&PHPSESSID=")[0]


def _reached(site: Site) -> dict[str, set[str]]:
    """Follow links from the home page and robots.txt through what a crawl is for; return addresses by article."""
    queue, seen, articles = [site.entry, "/robots.txt"], {("", "")}, dict[str, set[str]]()
    met = set(queue)
    while queue:
        address = queue.pop()
        served = site.ask(address)
        if served.role == "article":
            articles.setdefault(served.identity, set()).add(address)
        page = (served.role, served.identity)
        if page in seen or served.role not in WANTED | {"sitemap", "robots", "door"}:
            continue
        seen.add(page)
        for link in {_without_session(link) for link in _leads(address, served)} - {""}:
            parts = urlsplit(urldefrag(urljoin(ORIGIN + address, link)).url)
            found = parts.path + (f"?{parts.query}" if parts.query else "")
            if parts.netloc == urlsplit(ORIGIN).netloc and found not in met:
                met.add(found)
                queue.append(found)
    return articles


def test_every_article_can_be_reached_and_most_have_other_addresses(site: Site) -> None:
    reached = _reached(site)
    assert set(reached) == {str(number) for number in site.stories}
    assert sum(len(addresses) > 1 for addresses in reached.values()) > len(reached) / 2


def test_a_page_prints_what_its_article_says_in_that_order(site: Site) -> None:
    for story in site.stories.values():
        served = site.ask(site.address(story))
        assert (served.role, served.identity) == ("article", str(story.number))
        said = html.document_fromstring(served.reply.body.decode()).text_content()
        printed = collapse(nfc(said).translate(_SPACES))
        place = 0
        words = [story.title, story.lead]
        for block in story.blocks:
            words += [block.text, *block.items, *(cell for row in block.rows for cell in row), block.caption]
        for expected in filter(None, words):
            place = printed.find(expected, place)
            assert place >= 0, f"{site.address(story)} does not print {expected!r} where it should"
        assert (
            f"{story.published:%d/%m/%Y}" in printed or f"{story.published:%d} Tháng {story.published.month}" in printed
        )


def test_furniture_stands_on_pages_and_in_no_article(site: Site) -> None:
    pages = [site.ask(site.address(story)).reply.body.decode() for story in site.sorted()[5:9]]
    for words in site.furniture:
        assert all(words in nfc(page) for page in pages), words
        assert not any(words in f"{story.lead} {story.text}" for story in site.stories.values()), words


def test_headlines_and_moments_are_no_two_alike(site: Site) -> None:
    stories = site.stories.values()
    assert len({story.title for story in stories}) == len(stories)
    assert len({story.slug for story in stories}) == len(stories)
    assert len({(story.published, story.sections[0]) for story in stories}) == len(stories)


def test_a_week_brings_what_it_says(site: Site) -> None:
    before = {number: site.ask(site.address(story)).role for number, story in site.stories.items()}
    removed_from = dict(site.stories)
    changes = site.week_later()
    added, inserted = site.stories[changes.added], site.stories[changes.inserted]
    assert changes.added not in before and changes.inserted not in before
    assert added in site.page_of(added.sections[0], 1)[0]
    assert inserted in site.page_of(inserted.sections[0], 3)[0]
    assert site.ask(site.address(removed_from[changes.removed])).role == "missing"
    edited = site.stories[changes.edited]
    assert edited.blocks[-1].text in site.ask(site.address(edited)).reply.body.decode()
    assert edited.blocks[-1].text in nfc(site.ask(site.address(edited)).reply.body.decode())
