from __future__ import annotations

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.wayback.address import find_query, places_of_index, query_for, query_of
from scraper.wayback.client import ArchiveClient, WebArchiveError
from scraper.wayback.index import INTERNET_ARCHIVE
from tests.portals.server import LoopbackPortal, Reply

SERVER = "https://archive.example/cdx/search/cdx"


@pytest.mark.parametrize(
    ("address", "server", "url", "match"),
    [
        (f"{SERVER}?url=town.gov.vn/*&output=json", SERVER, "town.gov.vn/", "prefix"),
        (f"{SERVER}?url=*.town.gov.vn", SERVER, "town.gov.vn", "domain"),
        (f"{SERVER}?url=town.gov.vn&matchType=host", SERVER, "town.gov.vn", "host"),
        (f"{SERVER}?url=https%3A%2F%2Ftown.gov.vn%2Fa", SERVER, "https://town.gov.vn/a", "exact"),
        (f"{SERVER}/", f"{SERVER}/", "*", None),
        ("https://a.example/coll/cdx?url=town.gov.vn/*", "https://a.example/coll/cdx", "town.gov.vn/", "prefix"),
        ("https://a.example/coll-cdx?url=town.gov.vn/*", "https://a.example/coll-cdx", "town.gov.vn/", "prefix"),
        ("https://a.example/coll/index?url=town.gov.vn/*", "https://a.example/coll/index", "town.gov.vn/", "prefix"),
        ("https://a.example/x?url=town.gov.vn/*&output=json", "https://a.example/x", "town.gov.vn/", "prefix"),
        ("https://web.archive.org/web/*/https://town.gov.vn/", INTERNET_ARCHIVE, "https://town.gov.vn/", "prefix"),
        ("https://web.archive.org/web/2021*/https:/town.gov.vn/*", INTERNET_ARCHIVE, "https://town.gov.vn/", "prefix"),
        ("http://a.example/coll/20210304050607/https://town.gov.vn/b?c=1", "http://a.example/coll/cdx",
         "https://town.gov.vn/b?c=1", "prefix"),
    ],
)  # fmt: skip
def test_addresses_of_indexes_and_of_sites(address: str, server: str, url: str, match: str | None) -> None:
    query = query_of(address)
    assert query is not None
    assert (query.server, query.url, query.match) == (server, url, match)


@pytest.mark.parametrize(
    "address",
    ["https://town.gov.vn/", "town.gov.vn", "https://town.gov.vn/index", "https://town.gov.vn/tin?url=a", "ftp://a/cdx",
     "https://town.gov.vn/share?output=json", "https://town.gov.vn/2021/bai.html"],
)  # fmt: skip
def test_addresses_of_portals(address: str) -> None:
    assert query_of(address) is None


def test_what_a_query_asks_for_beside_the_address_is_asked_for_in_our_form() -> None:
    query = query_of(f"{SERVER}?url=a.vn/*&from=2019&to=202006&filter=statuscode:200&filter=!mimetype:x&limit=3&fl=a")
    assert query is not None
    asked = parse_qs(urlsplit(query.asked("key", 5)).query)
    assert asked == {
        "url": ["a.vn/"], "matchType": ["prefix"], "output": ["json"], "limit": ["5"], "showResumeKey": ["true"],
        "resumeKey": ["key"], "from": ["2019"], "to": ["202006"], "filter": ["statuscode:200", "!mimetype:x"],
    }  # fmt: skip


def test_days_that_are_named_as_options_come_before_those_of_the_address() -> None:
    query = query_of(f"{SERVER}?url=a.vn/*&from=2019")
    assert query is not None
    query = type(query)(query.url, date(2020, 1, 2), None, query.server, None, query.match, query.more)
    assert parse_qs(urlsplit(query.asked(None, None)).query)["from"] == ["20200101170000"]


@given(st.text(max_size=200))
def test_no_path_makes_it_raise(text: str) -> None:
    for before in ("https://a.example/", f"{SERVER}?", "https://a.example/web/"):
        query_of(before + text)


LINE = b"vn,a)/ 20210304050607 https://a.vn/ text/html 200 ABCD 123\n"
PLAIN = {"Content-Type": "text/plain"}


def client() -> ArchiveClient:
    return ArchiveClient(delay=0, budget=20, allow_loopback=True, sleep=lambda _: None)


class Archive(LoopbackPortal):
    """An index at one place, with lines for some addresses."""

    def __init__(self, place: str, lines: dict[str, bytes]) -> None:
        super().__init__()
        self.place, self.lines = place, lines

    def reply(self, path: str) -> Reply:
        parts = urlsplit(path)
        if parts.path != self.place:
            return Reply(b"<html>404</html>", 404, {"Content-Type": "text/html"})
        return Reply(self.lines.get(parse_qs(parts.query)["url"][0], b""), 200, PLAIN)


@pytest.mark.parametrize("place", ["/cdx/search/cdx", "/cdx"])
@pytest.mark.parametrize("wanted", ["itself", "*"])
def test_the_index_of_an_archive_on_this_machine_is_looked_for(place: str, wanted: str) -> None:
    with Archive(place, {}) as archive, client() as asking:
        url = archive.url if wanted == "itself" else wanted
        archive.lines[url] = LINE
        query = query_for(archive.url, None, None, asking, allow_loopback=True)
        assert (query.server, query.url) == (f"{archive.url}{place[1:]}", url)


def test_where_there_is_none_what_was_tried_is_told() -> None:
    with LoopbackPortal() as portal, client() as asking:
        with pytest.raises(WebArchiveError) as told:
            find_query(asking, places_of_index(portal.url, allow_loopback=True))
        for said in (f"{portal.url}cdx/search/cdx", f"{portal.url}cdx ", "status 404", "--index"):
            assert said in str(told.value)


def test_hosts_elsewhere_are_not_looked_at() -> None:
    for address in ("https://town.gov.vn/", "http://10.0.0.1/"):
        assert places_of_index(address, allow_loopback=True) == []
    assert places_of_index("http://127.0.0.1:1/", allow_loopback=False) == []
    assert places_of_index("http://localhost:1/", allow_loopback=True) != []


def test_what_is_no_address_is_told_in_a_sentence() -> None:
    with client() as asking, pytest.raises(WebArchiveError, match="is no address"):
        query_for("http://[::1/", None, None, asking, allow_loopback=True)
