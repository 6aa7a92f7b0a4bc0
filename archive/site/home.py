"""What the home page shows: what the archive holds, since when, how its crawls went, what is new."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from archive.lineage.fate import fate_of
from archive.site.record import all_months
from scraper.vietnamese import fold

if TYPE_CHECKING:
    import sqlite3

    Rows = list[sqlite3.Row]

_NEWEST = 8
_MOST_NAMED = 12
_MOST_PORTALS = 60

# Counted along an index, or a row each: nothing here looks at an article.
_FIGURES = {
    "articles": "SELECT rows FROM row_counts WHERE name = 'articles'",
    "people": "SELECT rows FROM row_counts WHERE name = 'people'",
    "captions": "SELECT rows FROM row_counts WHERE name = 'captions'",
    "portals": "SELECT count(*) FROM portals",
    # The first revision of each article is no edit.
    "edits": "SELECT (SELECT rows FROM row_counts WHERE name = 'revisions') - "
    "(SELECT rows FROM row_counts WHERE name = 'articles')",
    "gone": "SELECT count(*) FROM articles WHERE gone_at IS NOT NULL",
}
# The ready-made queries that are asked for most, of those there are; all are on the page of the data.
WANTED = (
    "holders_of_a_post", "tenures_by_unit_and_year", "who_spoke_with_whom", "who_spoke_where",
    "changed_after_publication", "disappeared_articles", "coverage_by_month", "captions_naming",
)  # fmt: skip
# Tables that are taken home whole.
TAKEN = ("articles", "official_mentions", "tenure_list", "captions", "portals")


@dataclass(frozen=True, slots=True)
class Months:
    """Articles a month, of whole years; ``first`` and ``last`` day of publication, ``undated`` those without one."""

    first: str | None
    last: str | None
    counts: list[tuple[str, int]]
    undated: int


def read_home(connection: sqlite3.Connection) -> dict[str, Any]:
    """Return everything the home page shows."""
    portals = _portals(connection)
    most_named = _most_named(connection)
    latest = newest(connection)
    first_crawl, last_crawl = connection.execute(
        # The last visits of the portals, not all that there ever were: these are thousands a portal after years.
        "SELECT (SELECT started FROM crawls ORDER BY id LIMIT 1), max(coalesce(c.finished, c.started)) "
        "FROM portals p JOIN crawls c ON c.id = (SELECT max(id) FROM crawls WHERE portal = p.id)"
    ).fetchone()
    return {
        "figures": {name: connection.execute(sql).fetchone()[0] for name, sql in _FIGURES.items()},
        "months": months(connection),
        "first_crawl": first_crawl,
        "last_crawl": last_crawl,
        "portals": portals,
        "fates": {row["id"]: fate_of(connection, row["id"]) for row in portals if row["gone_at"]},
        "unwell": sum(portal["outcome"] != "ok" and portal["gone_at"] is None for portal in portals),
        "newest": latest,
        "most_named": most_named,
        "examples": _examples(most_named, latest),
    }


def months(connection: sqlite3.Connection) -> Months:
    """Return the articles a month of the whole archive."""
    first, last = (
        connection.execute(f"SELECT {extreme}(published) FROM articles").fetchone()[0]  # nosec B608 # noqa: S608  ours
        for extreme in ("min", "max")
    )
    sql = "SELECT month, sum(articles) FROM article_months GROUP BY month"
    counted: dict[str, int] = dict(connection.execute(sql).fetchall())
    undated = counted.pop("", 0)
    return Months(first, last, all_months(counted) if counted else [], undated)


def _examples(most_named: Rows, latest: Rows) -> list[str]:
    """Return searches that find something, as people type them: a name without marks, the first words of a title."""
    found = [fold(row["name"]) for row in most_named[:1]]
    titles = (row["title"].split() for row in latest if row["title"] and len(row["title"].split()) > 3)
    words = next(titles, None)
    return [*found, *([fold(" ".join(words[:3])).strip(' ,.;:"')] if words else [])]


def _portals(connection: sqlite3.Connection) -> Rows:
    """Those whose last crawl was not all right first, the gone last; of each its articles and the last of them."""
    sql = (
        "WITH listed AS (SELECT p.id, p.name, p.gone_at, c.started, c.outcome, c.note FROM portals p "
        "LEFT JOIN crawls c ON c.id = (SELECT max(id) FROM crawls WHERE portal = p.id) "
        "ORDER BY p.gone_at IS NOT NULL, c.outcome IS 'ok', p.name LIMIT ?) "
        "SELECT l.*, coalesce((SELECT sum(articles) FROM article_months WHERE portal = l.id), 0) AS articles, "
        "(SELECT max(published) FROM articles WHERE portal = l.id) AS last_published FROM listed l"
    )
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
        "SELECT p.id, p.name, n.articles FROM (SELECT person, articles FROM person_figures "
        "ORDER BY articles DESC, person LIMIT ?) n JOIN people p ON p.id = n.person ORDER BY n.articles DESC, p.name"
    )
    return connection.execute(sql, (_MOST_NAMED,)).fetchall()
