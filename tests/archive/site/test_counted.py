"""What a table's page counts of articles is the same, asked of the counts or of the articles."""

from __future__ import annotations

import asyncio
import sqlite3
from typing import Any
from urllib.parse import urlencode

import pytest

from archive.serve import open_datasette
from archive.site import bounded
from archive.site.counted import of_counts
from tests.archive.site.samples import Site

PAGES = [
    {},
    {"portal": "gio"},
    {"portal": "nowhere"},
    {"published_year": "2021"},
    {"published_year__gt": "2020", "kind": "article"},
    {"section__isnull": "1"},
    {"section__notblank": "1"},
    {"portal__not": "gio"},
    {"kind": "article", "portal": "gio", "section": "Tin tức"},
    {"section": "' or 1=1 --"},
    {"_where": "id > 5"},
    {"_where": "kind = 'article' and 1"},
    {"title__contains": "họp"},
    {"_search": "hop"},
    {"_facet": "revision_count"},
    {"portal": "gio", "_facet": "gone_at"},
]


# The view has fewer columns, and of another table only all rows are counted.
OF_ARTICLES = {"published_year", "published_year__gt", "_search"}
OF_THE_VIEW = [asked for asked in PAGES if not OF_ARTICLES & asked.keys() and "revision_count" not in asked.values()]
CASES = [
    *(("articles", asked) for asked in PAGES),
    *(("article_list", asked) for asked in OF_THE_VIEW),
    ("captions", PAGES[0]),
]


@pytest.mark.parametrize(("table", "asked"), CASES, ids=str)
def test_the_figures_are_those_of_the_articles(
    site: Site, table: str, asked: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    by_counts = _figures(site, table, asked)
    monkeypatch.setattr(bounded, "of_counts", lambda sql: sql)
    assert by_counts == _figures(site, table, asked)
    assert by_counts[0] is not None


def _figures(site: Site, table: str, asked: dict[str, str]) -> tuple[Any, Any]:
    datasette = open_datasette(site.directory)
    facet = "article" if table == "captions" else "portal"
    address = f"/archive/{table}.json?{urlencode({'_shape': 'objects', '_facet': facet} | asked)}"
    answer = asyncio.run(datasette.client.get(address))
    assert answer.status_code == 200, answer.text
    said = answer.json()
    facets = {
        name: [(one["value"], one["count"]) for one in facet["results"]]
        for name, facet in said["facet_results"].items()
    }
    return said["filtered_table_rows_count"], facets


@pytest.fixture
def asked_of_the_database(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    found: list[str] = []

    def noted(sql: str) -> str:
        other = of_counts(sql)
        if other != sql:
            found.append(other)
        return other

    monkeypatch.setattr(bounded, "of_counts", noted)
    return found


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("/archive/articles", 5),
        ("/archive/articles?portal=gio", 5),
        ("/archive/articles?portal=gio&published_year=2021&kind=article&section=x", 5),
        ("/archive/article_list", 4),
        ("/archive/article_list?section=x", 4),
        ("/archive/captions", 1),
        ("/archive/captions?article=1", 0),
        ("/archive/articles?title=x", 0),
    ],
)
def test_what_counts_tell_is_asked_of_them(
    site: Site, asked_of_the_database: list[str], address: str, counted: int
) -> None:
    assert asyncio.run(open_datasette(site.directory).client.get(address)).status_code == 200
    assert len(asked_of_the_database) == counted, asked_of_the_database


@pytest.mark.parametrize(
    "order", ["_sort_desc=published", "_sort=gone_at", "_sort_desc=gone_at", "_sort=title", "_sort=id"]
)
@pytest.mark.parametrize("narrowed", ["", "&kind=article"])
def test_the_facets_of_a_later_page_are_those_of_the_first(site: Site, order: str, narrowed: str) -> None:
    datasette = open_datasette(site.directory)

    async def read() -> list[dict[str, Any]]:
        pages = [(await datasette.client.get(f"/archive/articles.json?_size=1&{order}{narrowed}")).json()]
        while pages[-1]["next_url"] and len(pages) < 4:
            pages.append((await datasette.client.get(pages[-1]["next_url"].removeprefix("http://localhost"))).json())
        return pages

    pages = asyncio.run(read())
    assert len(pages) > 1
    counts = [
        {
            name: [(one["value"], one["count"]) for one in facet["results"]]
            for name, facet in page["facet_results"].items()
        }
        for page in pages
    ]
    assert counts[0]["portal"] and all(one == counts[0] for one in counts)


@pytest.mark.parametrize(
    "sql",
    [
        "select count(*) from articles where (1) ",
        "select count(*) from articles where published_year = :p0 or 1 = 1 ",
        "select count(*) from articles where title = :p0 ",
        "select count(*) from article_list where published_year = :p0 ",
        "select count(*) from units ",
        "select count(*), text from articles ",
        "select count(*) from articles where kind = 'x' ",
        "select count(*) from articles where portal is not null union select 1 ",
        "select count(*) from articles " + "where kind = :p0 " * 200,
    ],
)
def test_anything_else_is_asked_as_it_is(sql: str) -> None:
    assert of_counts(sql) == sql


def test_the_counts_answer_what_they_are_asked(site: Site) -> None:
    connection = sqlite3.connect(site.directory / "archive.db")
    for sql in (
        "select count(*) from articles ",
        "select count(*) from articles where kind = :p0 and section is null ",
    ):
        parameters = {"p0": "article"}
        assert of_counts(sql) != sql
        assert (
            connection.execute(of_counts(sql), parameters).fetchall() == connection.execute(sql, parameters).fetchall()
        )
