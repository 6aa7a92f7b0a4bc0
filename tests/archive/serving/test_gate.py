# ruff: noqa: E501  requests, a line for what belongs together
"""Who is let in, and with what: the rules alone, without a server."""

from __future__ import annotations

from typing import Any

import pytest

from archive.site.gate import LOCAL_HOSTS, Profile, refusal

PUBLIC = Profile(LOCAL_HOSTS | {"kho.example.vn"}, is_public=True, base="")
PRIVATE = Profile(LOCAL_HOSTS, is_public=False, base="")


def asked(target: str, profile: Profile = PUBLIC, method: str = "GET", **headers: str) -> int | None:
    """The status that a request is refused with, ``None`` where it is let in."""
    path, _, query = target.partition("?")
    pairs = [(b"host", headers.pop("host", "localhost").encode())]
    pairs += [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope: dict[str, Any] = {"method": method, "path": path, "raw_path": path.encode(), "query_string": query.encode(),
                             "headers": pairs}  # fmt: skip
    found = refusal(scope, profile)
    return None if found is None else found.status


@pytest.mark.parametrize("target", ["/", "/archive/articles?_sort=title&portal=gio&_facet=section", "/search?q=đảng+bộ",
                                    "/archive/articles.csv?_stream=on", "/archive/articles/1.json?_shape=array", "/cite/1.bib?revision=2",
                                    "/archive/articles?published__gt=2024&title__contains=a&_filter_column=title&_filter_op=exact&_filter_value=x",
                                    "/archive/portals/songlam~2Eexample~2Evn", "/-/static-plugins/congtin/site.css?1", "/robots.txt"])  # fmt: skip
def test_readers_are_let_in(target: str) -> None:
    assert asked(target) is None
    assert asked(target, PRIVATE) is None


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("/archive?sql=select+1", 403), ("/archive/search_articles?words=a&sql=select+1", 403), ("/archive/articles?_where=1", 403),
        ("/archive/articles?_through={}", 400), ("/archive/articles?_facet_array=title", 400), ("/archive/articles?_trace=1", 400),
        ("/archive/articles?_ttl=9", 400), ("/archive/articles?_searchmode=raw", 400), ("/archive/articles?_timelimit=1", 400),
        ("/archive.db", 403), ("/archive/articles/1.blob", 403), ("/archive/articles.exe", 404), ("/-/settings", 404), ("/-/plugins.json", 404),
        ("/archive/articles?_search=" + "a" * 201, 400), ("/archive/articles?title=" + "a" * 1001, 400), ("/archive/articles?" + "_facet=a&" * 6, 400),
        ("/archive/articles?" + "a=1&" * 21, 400),
    ],
)  # fmt: skip
def test_strangers_are_not_let_in_with_what_the_owner_is(target: str, status: int) -> None:
    assert asked(target) == status
    assert asked(target, PRIVATE) is None


@pytest.mark.parametrize("profile", [PUBLIC, PRIVATE])
@pytest.mark.parametrize(
    ("target", "status"),
    [("//evil.example/", 404), ("/a//b", 404), ("/%2e%2e/x", 404), ("/..;/x", 404), ("/a%5Cb", 404), ("/%00", 400), ("/a%0d%0ab", 400),
     ("*", 400), ("/" + "a" * 2001, 414), ("/?" + "a" * 8001, 414), ("/?" + "a&" * 101, 400), ("/-/permissions", 404), ("/-/logout", 404)],
)  # fmt: skip
def test_nobody_is_let_in_with_what_no_page_has(target: str, status: int, profile: Profile) -> None:
    assert asked(target, profile) == status


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "get"])
def test_only_reading(method: str) -> None:
    assert asked("/", method=method) == 405
    assert asked("/", method="HEAD") is None


def test_nothing_can_be_sent() -> None:
    assert asked("/", content_length="5") == 400
    assert asked("/", transfer_encoding="chunked") == 400
    assert asked("/", content_length="0") is None


def test_the_site_has_the_names_it_was_given() -> None:
    assert asked("/", host="kho.example.vn") is None
    assert asked("/", host="KHO.example.vn:443") is None
    assert asked("/", PRIVATE, host="kho.example.vn") == 421
    assert asked("/", host="evil.kho.example.vn") == 421


def test_below_a_path() -> None:
    below = Profile(LOCAL_HOSTS, is_public=True, base="/kho")
    assert asked("/kho/archive/articles", below) is None
    assert asked("/kho/-/settings", below) == 404
    assert asked("/kho/archive.db", below) == 403
