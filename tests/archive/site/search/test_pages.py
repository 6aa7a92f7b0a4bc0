"""The page of the search, its address, and the same results in other formats."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ElementTree
from datetime import datetime
from urllib.parse import parse_qsl, quote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.site.search.asked import Asked
from archive.site.search.feeds import with_zone
from tests.archive.site.samples import ATTACK, Site

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"q": " họp "}, Asked("họp")),
        ({"q": "a", "page": "-3", "year": "x", "from": "hôm qua", "to": "31/2/2021", "person": "1;"}, Asked("a")),
        ({"q": "a", "page": "99999999999999999999", "year": "2021; drop"}, Asked("a")),
        ({"q": "a", "page": "9999"}, Asked("a", page=500)),
        (
            {"q": "a", "page": "2", "year": "2021", "portal": "p", "sort": "newest"},
            Asked("a", portal="p", year=2021, newest_first=True, page=2),
        ),
        ({"year": "२०२१"}, Asked()),
        ({"year": "0"}, Asked()),
        ({"from": "5/3/2021", "to": "2021-03-06"}, Asked(since="2021-03-05", until="2021-03-06")),
        ({"person": "12", "official": "Lê  Mây "}, Asked(official="Lê Mây")),
        ({"portal": "", "section": "  ", "unit": "x" * 999}, Asked(unit="x" * 200)),
    ],
)
def test_parameters_of_an_address(query: dict[str, str], expected: Asked) -> None:
    assert Asked.from_query(query) == expected


TEXT = st.text(max_size=20)
ASKED = st.builds(
    dict, q=TEXT, portal=TEXT, unit=TEXT, section=TEXT, role=TEXT, kind=TEXT,
    year=st.sampled_from(["", "2021", "99999"]),
    person=st.sampled_from(["", "17", "x"]), sort=st.sampled_from(["", "newest", "x"]),
    page=st.sampled_from(["", "1", "3"]),
)  # fmt: skip


@given(query=ASKED)
def test_an_address_asks_for_what_it_was_made_of(query: dict[str, str]) -> None:
    asked = Asked.from_query({name: value.encode("utf-8", "replace").decode() for name, value in query.items()})
    again = Asked.from_query(dict(parse_qsl(asked.query(page=asked.page), keep_blank_values=True)))
    assert again == asked
    assert again.is_canonical(asked.query(page=asked.page))
    assert "=&" not in f"{asked.query()}&"


def test_the_page_shows_them(site: Site) -> None:
    text = site.get("/search?q=dang+bo+thi+uy").text
    assert "<mark>Đảng bộ Thị uỷ</mark>" in text
    assert "<b>1</b> bài" in text
    assert 'value="dang bo thi uy"' in text
    links = re.findall(r'<h3 lang="vi"><a href="(/archive/articles/\d+)"', text)
    assert links == [f"/archive/articles/{site.articles['hop.html']}"]
    assert 'value="&lt;b&gt;&#34;"' in site.get("/search?q=%3Cb%3E%22").text
    assert "<b>1</b> article" in site.get("/en/search?q=dang+bo+thi+uy").text


def test_what_an_article_says_is_no_markup(site: Site) -> None:
    for path in (
        "/search?q=duong+lich",
        "/search?q=script",
        "/search?section=" + quote(ATTACK),
        "/search?unit=" + quote(ATTACK),
    ):
        text = site.get(path).text
        assert ATTACK not in text
        assert "&lt;" in text


@pytest.mark.parametrize("public", [False, True])
@pytest.mark.parametrize(
    ("asked", "shared"),
    [
        ("q=hop&portal=&unit=&section=&year=&from=&to=&official=&role=&kind=&sort=", "q=hop"),
        ("year=2021&q=hop", "q=hop&year=2021"),
        ("q=+hop+&utm_source=x", "q=hop"),
        ("q=hop&page=1&sort=best", "q=hop"),
        ("unit=thi+xa+ky+anh", "unit=449-2023"),
        ("q=hop&from=5%2F3%2F2021", "q=hop&from=2021-03-05"),
    ],
)
def test_a_search_has_one_address(site: Site, asked: str, shared: str, public: bool) -> None:
    for language in ("", "/en"):
        answer = site.get(f"{language}/search?{asked}", public=public)
        assert (answer.status, answer.headers["location"]) == (302, f"{language}/search?{shared}")
        there = site.get(f"{language}/search?{shared}", public=public)
        assert there.status == 200
        assert f'value="http://localhost{language}/search?{shared.replace("&", "&amp;")}"' in there.text


def test_an_official_is_found_by_name(site: Site) -> None:
    answer = site.get("/search?official=le+thi+may&role=chaired")
    assert answer.headers["location"] == f"/search?person={site.people['Lê Thị Mây']}&role=chaired"
    text = site.get(answer.headers["location"]).text
    assert "cán bộ: Lê Thị Mây" in text and "vai trò: chủ trì" in text
    assert f'name="person" value="{site.people["Lê Thị Mây"]}"' in text
    without = re.findall(r'<a class="drop" href="([^"]*)"', text)
    assert without == ["/search?role=chaired", f"/search?person={site.people['Lê Thị Mây']}"]


def test_years_are_bars_that_filter(site: Site) -> None:
    assert "by-year" not in site.get("/search?q=dang+bo").text  # of one year
    text = site.get("/search?kind=article").text
    years = re.findall(r'href="(/search\?year=\d+&amp;kind=article)"', text)
    assert years
    assert "<details" in text and "<svg" in text
    for address in years:
        assert site.get(address.replace("&amp;", "&")).status == 200


def test_json_has_what_the_page_has(site: Site) -> None:
    said = json.loads(site.get("/search.json?q=dang+bo+thi+uy").text)
    assert said["query"] == {"q": "dang bo thi uy"}
    assert (said["total"], said["total_is_upper_bound"], said["next"]) == (1, False, None)
    assert said["url"] == "http://localhost/search?q=dang+bo+thi+uy"
    assert said["years"] == {"2021": 1}
    (hit,) = said["hits"]
    assert hit["id"] == site.articles["hop.html"]
    assert hit["url"] == f"http://localhost/archive/articles/{hit['id']}"
    assert hit["original_url"] == "https://congtin.example/hop.html"
    assert [hit["snippet"][start:end] for start, end in hit["found"]] == ["Đảng bộ Thị uỷ"]
    assert hit["score"] > 20
    assert site.get("/search.json?q=zzz").status == 200
    assert json.loads(site.get("/search.json").text)["hits"] == []


@pytest.mark.parametrize("public", [False, True])
def test_files_have_every_hit(site: Site, public: bool) -> None:
    answer = site.get("/search.csv?q=-zzz", public=public)
    assert answer.status == 200
    assert answer.headers["content-disposition"] == 'attachment; filename="search.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert answer.text.startswith("\ufeff")
    assert {int(row["id"]) for row in rows} == set(site.articles.values())
    days = [row["published"] for row in rows]
    assert days == sorted(days, reverse=True)
    lines = site.get("/search.jsonl?q=-zzz", public=public).text.splitlines()
    assert len(lines) == len(rows)
    assert site.get("/search.bib?q=-zzz", public=public).text.count("@") >= len(rows)
    assert site.get("/search.ris?q=-zzz", public=public).text.count("TY  -") == len(rows)
    assert site.get("/search.xlsx?q=-zzz", public=public).status == 200
    assert len(site.get("/search.csv?q=hop+zzz", public=public).text.splitlines()) == 1


@pytest.mark.parametrize(
    "path", ["/search.atom?q=-zzz", "/en/search.atom", "/search.atom?q=zzz", "/search.atom?q=%0B%00&page=2"]
)
def test_atom_is_a_feed(site: Site, path: str) -> None:
    answer = site.get(path, public=True)
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(answer.text)
    for name in ("id", "title", "updated"):
        (found,) = feed.findall(f"{ATOM}{name}")
        assert found.text
    assert {link.get("rel") for link in feed.findall(f"{ATOM}link")} == {"self", "alternate"}
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")]
    assert len(ids) == len(set(ids)) == (len(site.articles) if path == "/search.atom?q=-zzz" else 0)
    for entry in feed.findall(f"{ATOM}entry"):
        assert (entry.findtext(f"{ATOM}id") or "").startswith("tag:localhost,2026-0")
        assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Cổng thị xã Gió"
        assert datetime.fromisoformat(entry.findtext(f"{ATOM}updated") or "").tzinfo is not None
        (link,) = [link for link in entry.findall(f"{ATOM}link") if link.get("rel") == "alternate"]
        assert site.get(urlsplit(link.get("href") or "").path).status == 200


def test_a_feed_is_newest_first_and_found_from_the_page(site: Site) -> None:
    feed = ElementTree.fromstring(site.get("/search.atom?q=-zzz").text)
    days = [entry.findtext(f"{ATOM}published") or "" for entry in feed.findall(f"{ATOM}entry")]
    assert days == sorted(days, reverse=True)
    text = site.get("/search?q=hop").text
    assert re.search(
        r'<link rel="alternate" type="application/atom\+xml" title="[^"]+" href="/search.atom\?q=hop">', text
    )
    assert 'rel="canonical"' in site.get("/search?q=hop").headers["link"]


@pytest.mark.parametrize(
    ("published", "written"),
    [
        ("2021-03-05", "2021-03-05T00:00:00+07:00"), ("2021-03-05T08:14:00+07:00", "2021-03-05T08:14:00+07:00"),
        ("2021-03-05T08:14", "2021-03-05T08:14:00+07:00"), (None, None), ("hôm qua", None),
    ],
)  # fmt: skip
def test_days_of_a_feed_have_a_zone(published: str | None, written: str | None) -> None:
    assert with_zone(published) == written
