"""What the home page shows: what the archive holds, since when, how its crawls went, what is new."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from archive.lineage.fate import fate_of
from archive.site.charts import Bar, bars, years_without_gaps

if TYPE_CHECKING:
    import sqlite3

    Rows = list[sqlite3.Row]

_NEWEST = 8
_MOST_NAMED = 12
_MOST_PORTALS = 60

_FIGURES = {
    "articles": "SELECT count(*) FROM articles",
    "people": "SELECT count(*) FROM people",
    "captions": "SELECT count(*) FROM captions",
    "edited": "SELECT count(*) FROM revisions WHERE number = 2",
    "gone": "SELECT count(*) FROM articles WHERE gone_at IS NOT NULL",
    "portals": "SELECT count(*) FROM portals",
    "problems": "SELECT count(*) FROM problems",
}


@dataclass(frozen=True, slots=True)
class Coverage:
    """Articles per year, ``undated`` those without a date of publication."""

    first: str | None
    last: str | None
    years: list[Bar]
    undated: int


def read_home(connection: sqlite3.Connection) -> dict[str, Any]:
    """Return everything the home page shows."""
    portals = _portals(connection)
    return {
        "figures": {name: connection.execute(sql).fetchone()[0] for name, sql in _FIGURES.items()},
        "coverage": coverage(connection),
        "last_crawl": connection.execute("SELECT max(coalesce(finished, started)) FROM crawls").fetchone()[0],
        "portals": portals,
        "fates": {row["portal"]: fate_of(connection, row["portal"]) for row in portals},
        "newest": newest(connection),
        "most_named": _most_named(connection),
    }


def coverage(connection: sqlite3.Connection, portal: str | None = None) -> Coverage:
    """Return the articles per year of one portal, or of all."""
    # By the indexes on (published) and (portal, published): the columns behind the text, such as published_year, lie
    # in pages of their own, and reading those is reading the whole archive.
    where, values = ("portal = ?", (portal,)) if portal else ("true", ())
    per_year = f"SELECT CAST(substr(published, 1, 4) AS INTEGER), count(*) FROM articles WHERE {where} GROUP BY 1"  # nosec B608 # noqa: S608
    counts = dict(connection.execute(per_year, values).fetchall())
    undated = counts.pop(None, 0)
    first, last = (
        connection.execute(f"SELECT {extreme}(published) FROM articles WHERE {where}", values).fetchone()[0]  # nosec B608 # noqa: S608
        for extreme in ("min", "max")
    )
    return Coverage(first, last, bars(years_without_gaps(counts)), undated)


def _portals(connection: sqlite3.Connection) -> Rows:
    sql = "SELECT * FROM portal_health ORDER BY articles DESC, portal LIMIT ?"
    return connection.execute(sql, (_MOST_PORTALS,)).fetchall()


def newest(connection: sqlite3.Connection, portal: str | None = None) -> Rows:
    """Return the articles of one portal, or of all, that were published last."""
    # One portal's by the index on (portal, published): along all that were published, an old one's stand at the end.
    where = "a.portal = :portal" if portal is not None else "true"
    sql = (
        "SELECT a.id, a.kind, a.title, a.lead, substr(a.text, 1, 400) AS beginning, a.published, a.section, a.gone_at, "  # nosec B608 # noqa: S608
        "a.revision_count, a.first_seen, p.name AS portal_name FROM articles a JOIN portals p ON p.id = a.portal "
        f"WHERE {where} ORDER BY a.published DESC, a.id LIMIT :limit"
    )
    return connection.execute(sql, {"portal": portal, "limit": _NEWEST}).fetchall()


def _most_named(connection: sqlite3.Connection) -> Rows:
    sql = (
        "SELECT p.id, p.name, n.articles FROM (SELECT person, count(DISTINCT article) AS articles FROM mentions "
        "GROUP BY person ORDER BY articles DESC, person LIMIT ?) n JOIN people p ON p.id = n.person "
        "ORDER BY n.articles DESC, p.name"
    )
    return connection.execute(sql, (_MOST_NAMED,)).fetchall()
