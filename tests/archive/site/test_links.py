"""Every link of the site leads somewhere, in both profiles, also to portals that are called by their hosts."""

from __future__ import annotations

import asyncio
import html
import re
from collections import Counter
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from datasette.app import Datasette

from archive.database import writing
from archive.lineage.run import trace_lineage
from archive.serve import open_datasette
from archive.site.public import FILES, is_open
from archive.verify.counts import RECOUNTED
from tests.archive.lineage.rows import add_article, add_portal
from tests.archive.lineage.test_links import STORY, TITLE
from tests.archive.sealed import copy_of

_MOST_OF_A_KIND = 1  # addresses that differ in their numbers only are of one kind
_MOST_PARAMETERS = 2  # facets and sorting can be put together without end
_HREF = re.compile(r' href="(/[^"]*)"')
_HOST = "songlam.example.vn"


@pytest.fixture(scope="module")
def directory(sealed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Rows in every table, and portals whose ids are hosts: one gone, one after it, one that nobody has crawled."""
    folder = copy_of(sealed, tmp_path_factory.mktemp("links") / "archive")
    with writing(folder) as db:
        connection = db.conn
        add_portal(connection, _HOST, "Cổng thị xã Sông Lam", gone_at="2025-08-01T01:00:00+00:00")
        add_portal(connection, "benlam.example.vn", "Cổng phường Bến Lam", valid_from="2025-07-01",
                   predecessors=[_HOST, "xua.example.vn"], successors=["mai-sau.example.vn"])  # fmt: skip
        add_article(connection, 1, _HOST, STORY, title=TITLE, published="2024-03-12")
        add_article(connection, 2, "benlam.example.vn", STORY, title=TITLE, published="2024-03-12",
                    first_seen="2025-07-02T00:00:00+00:00")  # fmt: skip
        trace_lineage(connection)
        connection.execute(
            "INSERT INTO shared_bodies VALUES (?, 'benlam.example.vn', '2025-07-03T01:00:00+00:00', NULL, 'u', 'v', "
            "'d', 'n')",
            [_HOST],
        )
    return folder


def kind_of(address: str) -> str:
    """What an address is of, whichever row, words and values it has."""
    parts = urlsplit(address)
    names = ",".join(sorted({name.partition("__")[0] for name, _ in parse_qsl(parts.query, keep_blank_values=True)}))
    ways = re.search(r"_(?:sort|sort_desc|facet|next|view|show_hidden|search)\b", names)  # of showing any table
    path = re.sub("[0-9]{2,}", "N", unquote(parts.path))
    return f"?{ways[0]}" if ways else f"{path}?{names}"


def is_followed(address: str) -> bool:
    """Tell whether a page is meant that a reader comes to: no file, and no table that is hidden from the list."""
    if "_show_hidden" in address or urlsplit(address).path.endswith((".json", ".db", *(f".{one}" for one in FILES))):
        return False
    return not address.startswith(("//", "/-/static")) and address.count("=") <= _MOST_PARAMETERS


async def walked(datasette: Datasette, start: list[str]) -> dict[str, int]:
    """Follow the links of the site from some pages on; returns the status of each address that was asked for."""
    found: dict[str, int] = {}
    kinds: Counter[str] = Counter()
    queue = list(start)
    while queue:
        address = queue.pop(0)
        kinds[kind_of(address)] += 1
        if address in found or kinds[kind_of(address)] > _MOST_OF_A_KIND:
            continue
        response = await datasette.client.get(address, follow_redirects=True)
        found[address] = response.status_code
        if "html" in response.headers.get("content-type", ""):
            links = (html.unescape(link).partition("#")[0] for link in _HREF.findall(response.text))
            queue += [link for link in links if is_followed(link) and link not in found]
    return found


@pytest.mark.long
@pytest.mark.parametrize("public", [False, True], ids=["private", "public"])
def test_every_link_leads_somewhere(directory: Path, public: bool) -> None:
    datasette = open_datasette(directory, public=public)
    tables = ("portal_lineage", "portal_successors", "shared_bodies", "similar_articles", "disappearances", "imports",
              "former_readings", "import_problems", "not_found_pages", "import_files", "manifests")  # fmt: skip
    led_to = [f"/archive/{table}" for table in tables if not public or is_open("archive", table)]
    found = asyncio.run(walked(datasette, ["/", "/archive", *led_to]))
    assert {address: status for address, status in found.items() if status != 200} == {}
    assert len(found) > 100
    assert any("/archive/portals/songlam~2Eexample~2Evn" in address for address in found)
    assert any("/stored/" in address for address in found) is not public


@pytest.mark.parametrize("path", ["/", "/archive/articles/1", "/archive/portal_health", "/archive/article_copies"])
def test_a_portal_that_is_called_by_its_host_is_led_to(directory: Path, path: str) -> None:
    page = asyncio.run(open_datasette(directory).client.get(path)).text
    assert 'href="/archive/portals/songlam~2Eexample~2Evn"' in page
    assert "/archive/portals/songlam.example.vn" not in page


@pytest.mark.parametrize("public", [False, True], ids=["private", "public"])
@pytest.mark.parametrize("path", ["portals/songlam~2Eexample~2Evn", "articles/1"])
def test_a_row_leads_to_the_rows_that_refer_to_it_and_to_no_counts(directory: Path, path: str, public: bool) -> None:
    """What triggers count is no row about anything, and its table is for nobody to read."""
    datasette = open_datasette(directory, public=public)
    keys = asyncio.run(datasette.get_database("archive").get_all_foreign_keys())
    led_to = {key["other_table"] for key in keys[path.partition("/")[0]]["incoming"]}
    assert led_to & {"articles", "revisions"}
    assert led_to.isdisjoint(RECOUNTED)
    answer = asyncio.run(datasette.client.get(f"/archive/{path}"))
    assert answer.status_code == 200
    assert not [table for table in RECOUNTED if f'href="/archive/{table}' in answer.text]
