"""The page of all tables: what it shows is what Datasette's own would, and whoever may not see a table does not."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from datasette import hookimpl
from datasette.app import Datasette
from datasette.plugins import pm
from lxml import html

from archive.database import reading
from archive.serve import open_datasette
from tests.archive.site.samples import Site


class Rules:
    """A plugin with a rule about names, which counts what it is asked."""

    __name__ = "rules"  # Datasette lists its plugins by name

    def __init__(self, **rules: bool) -> None:
        self.rules = rules
        self.asked = Counter[Any]()

    @hookimpl
    def permission_allowed(self, action: str, resource: Any) -> Any:
        self.asked[action, resource] += 1
        said = self.rules.get(resource[1]) if isinstance(resource, tuple) else None

        async def later() -> bool | None:
            return said

        return later if said is False else said  # as a value or to be awaited: Datasette takes both


@contextmanager
def _ruled(rules: Rules) -> Iterator[Rules]:
    pm.register(rules)
    try:
        yield rules
    finally:
        pm.unregister(rules)


def _answers(datasette: Datasette, *paths: str) -> list[Any]:
    async def asked() -> list[Any]:
        return [await datasette.client.get(path) for path in paths]

    return asyncio.run(asked())


def _names(page: str, section: str) -> list[str]:
    """Return the names of the tables, views or queries that the page leads to."""
    found = html.fromstring(page).xpath(f"//section[@id='{section}']//h3/a/@href")
    return [address.rpartition("/")[2] for address in found]


@pytest.mark.parametrize("public", [False, True])
@pytest.mark.parametrize("rules", [{}, {"articles": False, "tenures": False, "search_articles": False}])
def test_it_shows_what_datasette_tells(site: Site, public: bool, rules: dict[str, bool]) -> None:
    datasette = open_datasette(site.directory, public=public)
    with _ruled(Rules(**rules)):
        page, told = _answers(datasette, "/archive", "/archive.json")
    tables = {table["name"]: table["count"] for table in told.json()["tables"] if not table["hidden"]}
    assert _names(page.text, "tables") == list(tables)
    assert _names(page.text, "views") == [view["name"] for view in told.json()["views"]]
    assert _names(page.text, "queries") == [query["name"] for query in told.json()["queries"]]
    assert not set(rules) & {*_names(page.text, "tables"), *_names(page.text, "views"), *_names(page.text, "queries")}
    counts = html.fromstring(page.text).xpath("//section[@id='tables']//h3/small[contains(., 'hàng')]/text()")
    with reading(site.directory) as db:
        rows = [db.conn.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables]
    assert [int(count.split()[0].replace(".", "")) for count in counts] == rows
    assert page.headers["link"].endswith('/archive.json>; rel="alternate"; type="application/json+datasette"')


def test_no_name_is_asked_about_twice(site: Site) -> None:
    """Datasette asks up to six times about each, and copies the whole metadata to answer."""
    with _ruled(Rules()) as rules:
        (page,) = _answers(open_datasette(site.directory), "/archive")
    asked = {resource: times for (action, resource), times in rules.asked.items() if action != "view-instance"}
    assert {name for name in asked if isinstance(name, tuple)} >= {
        ("archive", name) for name in ("articles", "tenures")
    }
    assert set(_names(page.text, "tables")) <= {name[1] for name in asked if isinstance(name, tuple)}
    assert max(times for name, times in asked.items() if isinstance(name, tuple)) == 1


@pytest.mark.parametrize(
    ("kind", "name", "spelled", "section"),
    [
        ("tables", "places", "places", "tables"),
        ("tables", "places", "PLACES", "tables"),
        ("tables", "tenures", "tenures", "views"),
        ("queries", "search_articles", "search_articles", "queries"),
    ],
)
def test_what_the_metadata_shuts_is_not_shown(site: Site, kind: str, name: str, spelled: str, section: str) -> None:
    datasette = open_datasette(site.directory)
    described = datasette._metadata_local["databases"]["archive"][kind]
    described[spelled] = {**described.get(spelled, {}), "allow": False}
    page, told = _answers(datasette, "/archive", "/archive.json")
    assert name not in _names(page.text, section)
    assert name not in {each["name"] for each in told.json()[section]}
    assert _names(page.text, section)


@pytest.mark.parametrize("whole", [True, False])
def test_it_is_shut_where_the_site_or_the_database_is(site: Site, whole: bool) -> None:
    datasette = open_datasette(site.directory)
    metadata = datasette._metadata_local
    (metadata if whole else metadata["databases"]["archive"])["allow"] = False
    assert _answers(datasette, "/archive")[0].status_code == 403


def test_sql_and_hidden_tables_are_datasettes(site: Site) -> None:
    query, hidden = _answers(open_datasette(site.directory), "/archive?sql=select+6*7+as+n", "/archive?_show_hidden=1")
    assert "42" in html.fromstring(query.text).xpath("string(//td)")
    shown = _answers(open_datasette(site.directory), "/archive")[0]
    assert len(_names(hidden.text, "tables")) > len(_names(shown.text, "tables"))


def test_another_database_of_that_name_is_datasettes() -> None:
    datasette = Datasette(memory=True)
    datasette.add_memory_database("archive")
    assert _answers(datasette, "/archive")[0].status_code == 200
    assert _answers(Datasette(memory=True), "/archive")[0].status_code == 404
