"""Every kind of page there is, by an address that has something on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datasette.utils import tilde_encode

from archive.metadata import load_metadata
from archive.site.public import TABLES

if TYPE_CHECKING:
    import sqlite3

# Kind of page -> SQL of what stands in its address.
_ROWS = {
    "archive/articles/{}": "SELECT article FROM revisions WHERE number > 1 ORDER BY article LIMIT 1",
    "archive/articles/{} ": "SELECT id FROM articles WHERE gone_at IS NOT NULL ORDER BY id LIMIT 1",
    "compare/{}": "SELECT article FROM revisions WHERE number > 1 ORDER BY article LIMIT 1",
    "archive/people/{}": "SELECT person FROM mentions GROUP BY person ORDER BY count(*) DESC, person LIMIT 1",
    "archive/people/{} ": "SELECT id FROM people GROUP BY name_folded HAVING count(*) > 1 ORDER BY id LIMIT 1",
    "archive/portals/{}": "SELECT portal FROM articles GROUP BY portal ORDER BY count(*) DESC LIMIT 1",
    "health/{}": "SELECT portal FROM portal_health WHERE outcome <> 'ok' ORDER BY portal LIMIT 1",
    "archive/units/{}": (
        "SELECT unit_id FROM titles WHERE unit_id IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1"
    ),
    "archive/captures/{}": "SELECT capture FROM articles WHERE capture IS NOT NULL ORDER BY id LIMIT 1",
    "archive/revisions/{}": "SELECT id FROM revisions WHERE number > 1 ORDER BY id LIMIT 1",
    "archive/crawls/{}": "SELECT id FROM crawls ORDER BY id DESC LIMIT 1",
}
_PAGES = (
    "", "search", "search?q=hoi+nghi", "search?q=zzzzqqqq", "people", "units", "health", "archive", "archive/nothing",
    "archive/articles?_view=table", "archive/articles?_facet=portal&_facet=published_year",
    "archive?sql=select+1+as+one",
)  # fmt: skip


def kinds_of_pages(rows: sqlite3.Connection) -> list[str]:
    """Addresses behind the home page's: a page of each kind."""
    found = list(_PAGES)
    for address, sql in _ROWS.items():
        row = rows.execute(sql).fetchone()
        assert row is not None, f"the archive has nothing for {address}"
        found.append(address.strip().format(tilde_encode(str(row[0]))))
    return found


def pages_of_ours(rows: sqlite3.Connection) -> list[str]:
    """Addresses behind the home page's: a page of each kind, each table and view that people read, each query."""
    found = [*kinds_of_pages(rows), *(f"archive/{table}" for table in sorted(TABLES))]
    return [*found, *(f"archive/{query}" for query in load_metadata()["databases"]["archive"]["queries"])]
