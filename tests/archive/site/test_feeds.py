"""Feeds of happenings: each entry is a row of the query, and the document is one that readers of feeds take."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from lxml import etree

from archive.site.feeds import FEEDS, Entry, atom, stamp
from archive.site.metadata import DATABASE, load_metadata
from tests.archive.site.samples import Site

ATOM = {"a": "http://www.w3.org/2005/Atom"}
QUERIES = load_metadata()["databases"][DATABASE]["queries"]


def _feed(text: str) -> Any:
    return etree.fromstring(text.encode())


@pytest.mark.parametrize("public", [False, True])
@pytest.mark.parametrize("name", FEEDS)
def test_a_feed_has_the_rows_of_its_query(name: str, public: bool, site: Site) -> None:
    rows = site.get(f"/archive/{name}.json?_shape=array", public=public).text.count('"article"')
    answer = site.get(f"/archive/{name}.atom", public=public)
    assert (answer.status, answer.headers["content-type"]) == (200, "application/atom+xml; charset=utf-8")
    feed = _feed(answer.text)
    entries = feed.findall("a:entry", ATOM)
    assert len(entries) == rows > 0
    identifiers = [entry.findtext("a:id", namespaces=ATOM) for entry in entries]
    assert len(set(identifiers)) == len(identifiers)
    for entry in entries:
        assert entry.findtext("a:title", namespaces=ATOM)
        assert datetime.fromisoformat(entry.findtext("a:updated", namespaces=ATOM)).tzinfo is not None
        address = entry.find("a:link", ATOM).get("href")
        assert site.get(address.removeprefix("http://localhost").partition("#")[0], public=public).status == 200
    assert 'type="application/atom+xml"' in site.get(f"/archive/{name}", public=public).text


def test_a_feed_is_narrowed_as_its_query_is(site: Site) -> None:
    assert _feed(site.get("/archive/newest_articles.atom?portal=gio").text).findall("a:entry", ATOM)
    assert not _feed(site.get("/archive/newest_articles.atom?portal=x").text).findall("a:entry", ATOM)


def test_a_feed_is_in_the_language_of_its_address(site: Site) -> None:
    feed = _feed(site.get("/en/archive/changed_after_publication.atom").text)
    assert feed.findtext("a:title", namespaces=ATOM).startswith("Edited after publication")
    assert feed.find("a:link[@rel='alternate']", ATOM).get("href").startswith("http://localhost/en/archive/")
    assert feed.findtext("a:entry/a:summary", namespaces=ATOM).partition("Changed: ")[2]


def test_only_happenings_are_feeds(site: Site) -> None:
    assert set(FEEDS) <= set(QUERIES)
    assert site.get("/archive/coverage_by_month.atom").status == 404


def test_any_text_makes_a_document() -> None:
    entry = Entry("https://x/1?a=b&c", "A \x00 <b> & \ud7ff", "2021-03-05", "\x1b[0m")
    (read,) = _feed(atom("x", "https://x/f", "https://x/", [entry]).decode()).findall("a:entry", ATOM)
    assert read.findtext("a:title", namespaces=ATOM) == "A  <b> & \ud7ff"
    assert read.findtext("a:updated", namespaces=ATOM) == "2021-03-05T00:00:00+07:00"


def test_a_day_begins_in_vietnam() -> None:
    assert stamp("2026-03-01T02:00:00+00:00") == "2026-03-01T02:00:00+00:00"
    assert stamp("2026-03-01") == "2026-03-01T00:00:00+07:00"
