"""A table of articles that is searched has the same rows and figures, whichever index tells them."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import pytest
from datasette.app import Datasette

from archive.database import transaction, writing
from archive.load import load_article
from archive.search import register_functions
from archive.serve import open_datasette
from archive.site import bounded, searched, searched_figures
from archive.site.searched import is_searched
from archive.site.searched_figures import Searched
from tests.archive.sealed import copy_of
from tests.archive.site.samples import Site, record

PAGES = [
    {"_search": "hop"},
    {"_search": "hop", "_sort": "title"},
    {"_search": "hop", "_sort_desc": "published", "_size": "2"},
    {"_search": "hop", "_size": "2", "kind": "document"},
    {"_search": "hop", "published_year": "2021", "_facet": "revision_count"},
    {"_search": "hop", "section": "Tin tức", "_size": "3"},
    {"_search": "hop", "section": "Xây dựng Đảng", "kind": "article"},
    {"_search": "thi uy", "portal": "gio"},
    {"_search": "thi uy", "published_year__gt": "2000"},
    {"_search": '"buoi hop nay"'},
    {"_search": "họp -bàn"},
    {"_search": "nothing of the kind"},
]
_SECTIONS = ("Tin tức", "TIN TỨC", "Xây dựng Đảng", None)  # two of which are one to the index


@pytest.fixture(scope="module")
def more(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site's archive with articles of many days, some of one day and some of none."""
    directory = copy_of(site.directory, tmp_path_factory.mktemp("searched") / "archive")
    with writing(directory) as db, transaction(db.conn):
        for number in range(40):
            load_article(
                db.conn,
                record(
                    f"them-{number}.html", text=f"Buổi họp này bàn việc {number}" * (number % 3 != 1) + "họp",
                    kind="document" if number % 5 == 0 else "article", section=_SECTIONS[number % 4],
                    published=f"20{number % 3 + 20}-03-0{number % 4 + 1}T0{number % 9}:00:00" if number % 7 else None,
                ),
                seen_at=f"2026-03-01T00:00:{number:02}+00:00", capture=None,
            )  # fmt: skip
    return replace(site, directory=directory)


@pytest.fixture(params=[4_000, 3, 0], ids=["few", "some", "many"])
def most(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """More than how many are very many."""
    monkeypatch.setattr(searched, "_MANY", request.param)
    return request.param


@pytest.mark.parametrize("asked", PAGES, ids=str)
@pytest.mark.usefixtures("most")
def test_rows_and_figures_are_the_same(more: Site, asked: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    found = list(_pages(open_datasette(more.directory), asked))
    monkeypatch.setattr(bounded, "is_searched", lambda _: False)
    assert found == list(_pages(open_datasette(more.directory), asked))


def _pages(datasette: Datasette, asked: dict[str, str]) -> Iterator[tuple[Any, ...]]:
    """The first page and those after it; only of the first are the figures of facets those of all rows to Datasette."""
    after: str | None = ""
    while after is not None:
        more = {"_next": after} if after else {}
        answer = asyncio.run(datasette.client.get(f"/archive/articles.json?{urlencode(asked | more)}"))
        assert answer.status_code == 200, answer.text
        said = answer.json()
        facets = {
            name: [(one["value"], one["count"]) for one in facet["results"]]
            for name, facet in said["facet_results"].items()
            if not after
        }
        yield said["rows"], said["filtered_table_rows_count"], facets
        after = said["next"]


def test_very_many_are_not_looked_up(more: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searched, "_MANY", 0)
    asked: list[str] = []
    connect = bounded.BoundedDatabase.connect

    def traced(self: Any, write: bool = False) -> sqlite3.Connection:
        connection = connect(self, write)
        connection.set_trace_callback(asked.append)
        return connection

    monkeypatch.setattr(bounded.BoundedDatabase, "connect", traced)
    list(_pages(open_datasette(more.directory), {"_search": "hop", "kind": "article"}))
    assert asked
    assert not [sql for sql in asked if "articles_fts match escape_fts" in sql]


def test_values_are_counted_until_no_other_can_have_as_many(more: Site) -> None:
    connection = sqlite3.connect(more.directory / "archive.db")
    register_functions(connection)
    every = Searched('"hop"').values(connection, "section", 30)
    assert every is not None
    assert {"Tin tức", "TIN TỨC"} <= {section for section, _ in every}
    assert Searched('"hop"').values(connection, "section", 1) == every[:1]
    assert Searched('"hop"').values(connection, "title", 5) is None


@pytest.mark.parametrize("year", [None, "2021"])
def test_portals_are_the_same_walked_through_and_counted_one_by_one(
    more: Site, year: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection = sqlite3.connect(more.directory / "archive.db")
    register_functions(connection)
    connection.row_factory = sqlite3.Row  # as Datasette's connections have it
    found = Searched('"thi"').narrowed(connection, {"published_year": year} if year else {})
    assert found is not None
    both = []
    for nearly_all in (0, 2):
        monkeypatch.setattr(searched_figures, "_NEARLY_ALL", nearly_all)
        both.append(found.values(connection, "portal", 30))
    assert both[0] == both[1]
    assert both[0] is not None and sum(count for _, count in both[0]) == found.count(connection) > 0


def test_what_is_no_search_of_datasette_is_none() -> None:
    assert not is_searched("select count(*) from articles where rowid in (select rowid from articles_fts)")
