"""What is answered to somebody who is not known, address by address, against a list that people keep.

Every address that Datasette's routes, the tables of the database and the links of the pages lead to is asked for, in
every format. What is answered must stand in ``routes/PROFILE.txt``, and what stands there must be answered: a page that
appears with a new version of Datasette, or a table that a migration adds, fails here until somebody has thought of it.
"""

from __future__ import annotations

import asyncio
import html
import re
from collections import deque
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import pytest
from datasette.app import Datasette

from archive.database import reading
from tests.archive.site.samples import Site, opened

LISTS = Path(__file__).parent / "routes"
_HREF = re.compile(r' (?:href|src|action)="(/[^"]*)"')
_FORMATS = ("", ".json", ".csv", ".blob")
_FILES = (".xlsx", ".jsonl", ".parquet", ".zip", ".bib", ".ris", ".dictionary.csv", ".datapackage.json")
_MORE_FORMATS = (*_FORMATS, ".db", ".jsono", ".atom", ".json?_shape=array", ".csv?_stream=on")
_INSIDE = ("metadata", "versions", "plugins", "settings", "config", "threads", "databases", "actor", "auth-token",
           "logout", "permissions", "messages", "allow-debug", "patterns", "static", "static/app.css", "static/nope.js",
           "static/table.js", "static-plugins/congtin/site.css", "static-plugins/congtin", "")  # fmt: skip


def kind_of(address: str) -> str:
    """An address without which row it is of, and without its parameters but ``sql``."""
    parts = urlsplit(address)
    path = unquote(parts.path)
    if path.startswith("/en/"):
        return "/en" + kind_of(address.removeprefix("/en"))
    path = re.sub(r"^(/archive/[^/]+|/health)/[^/]+?(\.[a-z]+)?$", r"\1/N\2", path)
    path = re.sub(r"^/(cite|compare|stored)/[0-9]+", r"/\1/N", path)
    path = re.sub(r"^/popolo/(people|units)/[^/]+\.json$", r"/popolo/\1/N.json", path)
    return path + ("?sql" if re.search(r"(?:^|&)sql=", parts.query) else "")


def addresses(site: Site) -> list[str]:
    """Addresses of everything there is: tables, rows, queries, databases, pages of Datasette, pages of ours."""
    with reading(site.directory) as db:
        tables = [*db.table_names(), *db.view_names()]
        keys = {name: next(iter(db[name].pks_and_rows_where(limit=1)), None) for name in db.table_names()}
    queries = list(opened(site.directory, public=False).metadata("databases")["archive"]["queries"])
    found = [f"/{name}{form}" for name in ("archive", "_internal", "_memory", ":memory:") for form in _MORE_FORMATS]
    found += [f"/archive/{name}{form}" for name in ("articles", "frontier") for form in _MORE_FORMATS]
    found += [f"/archive{form}?sql=select+id+as+article+from+articles" for form in ("", ".json", ".csv", *_FILES)]
    for name in (*tables, *queries, "sqlite_master"):
        found += [f"/archive/{name}{form}" for form in (*_FORMATS, *_FILES)]
        if keys.get(name):
            key = keys[name][0]
            row = ",".join(quote(str(part), safe="") for part in (key if isinstance(key, tuple) else (key,)))
            found += [f"/archive/{name}/{row}{form}" for form in (*_FORMATS, ".xlsx", ".bib")]
    found += [f"/-/{name}{form}" for name in _INSIDE for form in ("", ".json")]
    article = site.articles["hop.html"]
    found += [f"/cite/{article}.{ending}" for ending in ("bib", "ris", "json", "txt", "exe")]
    found += [f"/popolo/people/{site.people['Lê Thị Mây']}.json", "/popolo/units/449-2023.json", "/popolo.json"]
    found += ["/", "/.json", "/search", "/search?q=a", "/people", "/units", f"/compare/{article}", "/stored/1"]
    found += [f"/search{form}?q=dang" for form in (*_MORE_FORMATS, *_FILES) if "?" not in form]
    return [*found, "/robots.txt", "/favicon.ico"]


def listed(profile: str) -> set[str]:
    """What a list holds; a line with {a,b} is two."""
    found = set()
    for line in (LISTS / f"{profile}.txt").read_text(encoding="utf-8").splitlines():
        braces = re.fullmatch(r"(.*)\{(.*)\}(.*)", line)
        if braces:
            found |= {f"{braces[1]}{part}{braces[3]}" for part in braces[2].split(",")}
        elif line and not line.startswith("#"):
            found.add(line)
    return found


async def answered(datasette: Datasette, start: list[str]) -> set[str]:
    """The kinds of addresses that are answered with 200, from some on, and from there wherever a link leads.

    Of a kind that has been answered no further link is followed; ``test_links`` follows more of them.
    """
    found: set[str] = set()
    seen: set[str] = set()
    queue = deque((address, False) for address in start)
    while queue:
        address, is_linked = queue.popleft()
        if address in seen or (is_linked and kind_of(address) in found):
            continue
        seen.add(address)
        response = await datasette.client.get(address)
        if response.status_code >= 500:
            pytest.fail(f"{address}: {response.status_code}")
        if response.status_code != 200:
            continue
        is_new = kind_of(address) not in found
        found.add(kind_of(address))
        if is_new and "html" in response.headers["content-type"]:
            links = (html.unescape(link).partition("#")[0] for link in _HREF.findall(response.text))
            queue += [(link, True) for link in links]
    return found


@pytest.mark.long
@pytest.mark.parametrize("profile", ["public", "private"])
def test_what_is_answered_is_what_was_thought_of(site: Site, profile: str) -> None:
    datasette = opened(site.directory, public=profile == "public")
    everything = asyncio.run(answered(datasette, addresses(site)))
    english = {kind.removeprefix("/en") for kind in everything if kind.startswith("/en/")}
    found = {kind for kind in everything if not kind.startswith("/en/")}
    assert sorted(english - found) == [], "answered in English only"
    assert {"/", "/search", "/archive", "/archive/articles/N"} <= english
    assert sorted(found - listed(profile)) == [], f"answered, and not in {profile}.txt"
    assert sorted(listed(profile) - found) == [], f"in {profile}.txt, and not answered"


def test_the_public_list_has_nothing_of_the_inside() -> None:
    kinds = listed("public")
    inside = re.compile(
        r"sql|/-/(?!static)|_fts|article_search|frontier|former|sketch|stored|manifest|_internal|\.db$|\.blob$"
    )
    assert sorted(kind for kind in kinds if inside.search(kind)) == []
    assert len(kinds) > 500
