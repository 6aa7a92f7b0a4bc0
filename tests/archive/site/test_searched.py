"""A table of articles that is searched has the same rows and figures, whether few or very many are found."""

from __future__ import annotations

import asyncio
from typing import Any
from urllib.parse import urlencode

import pytest

from archive.serve import open_datasette
from archive.site import bounded
from archive.site.searched import is_searched, of_many
from tests.archive.site.samples import Site

PAGES = [
    {"_search": "hop"},
    {"_search": "hop", "_sort": "title"},
    {"_search": "thi uy", "portal": "gio"},
    {"_search": "thi uy", "_facet": "revision_count", "published_year__gt": "2000"},
    {"_search": "nothing of the kind"},
]


@pytest.mark.parametrize("asked", PAGES, ids=str)
def test_rows_and_figures_are_the_same(site: Site, asked: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    few = _page(site, asked)
    changed: list[str] = []

    def noted(sql: str) -> str:
        changed.append(of_many(sql))
        assert changed[-1] != sql
        return changed[-1]

    monkeypatch.setattr(bounded, "ARE_MANY", "select 1 where :search is not null")
    monkeypatch.setattr(bounded, "of_many", noted)
    assert few == _page(site, asked)
    assert len(changed) >= 6  # rows, their number, four facets
    assert not any(is_searched(sql) for sql in changed)


def _page(site: Site, asked: dict[str, str]) -> tuple[Any, ...]:
    answer = asyncio.run(open_datasette(site.directory).client.get(f"/archive/articles.json?{urlencode(asked)}"))
    assert answer.status_code == 200, answer.text
    said = answer.json()
    facets = {name: [one["count"] for one in facet["results"]] for name, facet in said["facet_results"].items()}
    return said["rows"], said["filtered_table_rows_count"], facets


def test_a_number_is_that_of_the_index(site: Site) -> None:
    found = "select rowid from articles_fts where articles_fts match escape_fts(:search)"
    sql = f"select count(*) from articles where rowid in ({found}) "
    assert of_many(sql) == "select count(*) from articles_fts where articles_fts match escape_fts(:search)"
    assert not is_searched("select count(*) from articles where rowid in (select rowid from articles_fts)")
