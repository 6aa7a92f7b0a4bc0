"""What a page does not do: the work that Datasette's own ways would make of it. Times are the benchmark's."""

from __future__ import annotations

import asyncio
import copy
from collections import Counter
from typing import Any

import pytest
from datasette import hookimpl
from datasette.database import Database
from datasette.plugins import pm

from archive.serve import open_datasette
from archive.site.metadata import DATABASE, load_metadata
from tests.archive.site.samples import Site


class Asked:
    """Counts the permissions that are asked for."""

    __name__ = "asked"  # Datasette lists its plugins by name

    def __init__(self) -> None:
        self.actions = Counter[str]()

    @hookimpl
    def permission_allowed(self, action: str) -> None:
        self.actions[action] += 1


@pytest.mark.parametrize("public", [False, True])
def test_the_home_page_asks_about_no_table(site: Site, public: bool) -> None:
    """Datasette's index asks twice about each of all tables."""
    asked = Asked()
    pm.register(asked)
    try:
        home = asyncio.run(open_datasette(site.directory, public=public).client.get("/"))
    finally:
        pm.unregister(asked)
    assert "Cổng thị xã Gió" in home.text
    assert asked.actions["view-instance"] > 0
    assert asked.actions["view-table"] == 0


def test_the_home_page_is_shut_where_the_site_is(site: Site) -> None:
    datasette = open_datasette(site.directory)
    datasette._metadata_local["allow"] = False
    assert asyncio.run(datasette.client.get("/")).status_code == 403


def test_copies_of_the_metadata_share_texts_and_nothing_that_can_change() -> None:
    """Datasette copies it deeply for each table that it asks about, and writes into the copies."""
    metadata = load_metadata()
    copied = copy.deepcopy(metadata)
    assert copied == metadata
    table = copied["databases"][DATABASE]["tables"]["articles"]
    table["columns"]["title"] = "nothing"
    table["facets"].append("nothing")
    copied["databases"][DATABASE]["queries"].clear()
    assert copied != metadata and load_metadata() == metadata
    assert copied["title"] is metadata["title"]


def test_keys_are_not_asked_for_by_each_page_of_a_row(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Datasette asks every table which keys it has, for the page of one row."""
    asked: list[str] = []
    keys = Database.get_all_foreign_keys

    async def noted(self: Database) -> Any:
        asked.append(self.name)
        return await keys(self)

    async def pages() -> list[str]:
        return [(await datasette.client.get(f"/archive/articles/{key}")).text for key in site.articles.values()]

    monkeypatch.setattr(Database, "get_all_foreign_keys", noted)
    datasette = open_datasette(site.directory)
    found = asyncio.run(pages())
    assert len(found) > 2 and all("revisions.article" in page for page in found)
    assert asked.count(DATABASE) == 1


def test_nothing_is_kept_of_tables_that_are_not_there(site: Site) -> None:
    datasette = open_datasette(site.directory)
    database = datasette.get_database(DATABASE)

    async def sizes() -> list[int]:
        found = []
        for number in range(3):
            for path in ("articles", "articles/1", f"nothing-{number}", f"nothing-{number}/1"):
                await datasette.client.get(f"/archive/{path}.json")
            found.append(len(database._schema[1]) + len(database._counted._kept))
        return found

    first, *later = asyncio.run(sizes())
    assert first > 3 and later == [first, first]
