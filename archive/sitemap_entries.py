"""What sitemaps name, what one has ceased to name, and whether they name all that a list for people does.

Each address remembers the sitemap that named it last and the crawl in which it did (``frontier.sitemap``,
``frontier.sitemap_crawl``). When a sitemap has been read again, what it named before and names no more is asked for:
it lists everything, so it was probably taken down; an absence from a list is a reason to look, never one to believe
that an article is gone.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from scraper.store import FoundLink

# So many articles may be missing at once, however few a sitemap names; beyond, at most as many as it still names.
_FEW = 10
# A sitemap that was read whole in a crawl, or that lay unread because the index that dates it was.
_READ_WHOLE = "{0}.state = 'done' AND {0}.outcome IN ('stored', 'unchanged') AND {0}.reason IS NULL"
_READ_NOW = f"""
    s.kind = 'sitemap' AND {_READ_WHOLE.format("s")} AND (s.crawl = :crawl OR EXISTS (
        SELECT 1 FROM frontier i WHERE i.portal = :portal AND i.key = s.found_on AND i.kind = 'sitemap'
        AND {_READ_WHOLE.format("i")} AND i.crawl = :crawl AND s.modified IS NOT NULL))
"""  # nosec B608 # noqa: S608


def note_named(
    connection: sqlite3.Connection, portal: str, sitemap: str, links: Iterable[FoundLink], crawl: int
) -> None:
    """Note that a sitemap names these addresses in a crawl; all of them are in the frontier.

    Args:
        connection: the archive, inside a transaction.
        portal: the portal's id.
        sitemap: the sitemap's key.
        links: what it names, or a piece of it.
        crawl: the crawl in which it was read.
    """
    connection.executemany(
        "UPDATE frontier SET sitemap = ?, sitemap_crawl = ? WHERE portal = ? AND key = ?",
        ((sitemap, crawl, portal, link.key) for link in links if not link.cut),
    )


def no_longer_named(connection: sqlite3.Connection, portal: str, sitemap: str, crawl: int) -> list[str]:
    """Return the keys of articles that a sitemap named before a crawl and, read whole in it, names no more.

    Each is returned once. Not among them are articles older than all that are still named, for a sitemap of the latest
    news drops them in good time; and where more are missing than are named, it has become another list.
    """
    rows = connection.execute(
        "SELECT f.key, f.sitemap_crawl < :crawl, a.published FROM frontier f INDEXED BY frontier_sitemap "
        "JOIN articles a ON a.id = coalesce(f.article, (SELECT article FROM frontier o "
        "WHERE o.portal = f.portal AND o.key = f.alias_of)) "
        "WHERE f.portal = :portal AND f.sitemap = :sitemap AND f.outcome <> 'gone' ORDER BY f.key",
        {"portal": portal, "sitemap": sitemap, "crawl": crawl},
    ).fetchall()
    oldest = min((published for _, is_missing, published in rows if not is_missing and published), default="")
    missing = [key for key, is_missing, published in rows if is_missing and not (published and published < oldest)]
    connection.execute(
        "UPDATE frontier INDEXED BY frontier_sitemap SET sitemap = NULL, sitemap_crawl = NULL "
        "WHERE portal = ? AND sitemap = ? AND sitemap_crawl < ?",
        (portal, sitemap, crawl),
    )
    named = sum(1 for _, is_missing, _ in rows if not is_missing)
    return missing if len(missing) <= max(_FEW, named) else []


def that_keep_what_is_gone(connection: sqlite3.Connection, portal: str) -> list[str]:
    """Return the keys of the sitemaps that name addresses at which nothing was found: they do not follow removals."""
    rows = connection.execute(
        "SELECT DISTINCT sitemap FROM frontier WHERE portal = ? AND sitemap IS NOT NULL AND outcome = 'gone'", (portal,)
    )
    return [str(sitemap) for (sitemap,) in rows]


def name_all(
    connection: sqlite3.Connection, portal: str, entries: Iterable[str], crawl: int, careless: Iterable[str] = ()
) -> bool:
    """Tell whether sitemaps read in a crawl name every article of a list, under any of its addresses.

    Then they say of the list what its own pages say: what was put in anywhere, what was taken out. The newest articles
    are among the list's, so a sitemap that is not renewed names all no longer once there is news; one of the latest,
    one that leaves out a section and one that could not be read do not either.

    Args:
        connection: the archive, inside a transaction.
        portal: the portal's id.
        entries: keys of what the list is known to have, its first page as it was read in the crawl among them; what is
            no article, is gone or is not known counts for nothing.
        crawl: the crawl.
        careless: keys of sitemaps whose word counts for nothing.
    """
    [has_articles, leaves_out] = connection.execute(
        f"""
        WITH listed AS (
            SELECT coalesce(f.alias_of, f.key) AS key
            FROM json_each(:entries) e CROSS JOIN frontier f ON f.portal = :portal AND f.key = e.value
            WHERE coalesce(f.outcome, '') <> 'gone' AND coalesce(f.kind, 'article') IN ('article', 'document')
        )
        SELECT EXISTS (SELECT 1 FROM listed), EXISTS (
            SELECT 1 FROM listed WHERE NOT EXISTS (
                SELECT 1 FROM (
                    SELECT sitemap FROM frontier WHERE portal = :portal AND key = listed.key
                    UNION ALL
                    SELECT sitemap FROM frontier INDEXED BY frontier_alias
                    WHERE portal = :portal AND alias_of = listed.key
                ) named CROSS JOIN frontier s ON s.portal = :portal AND s.key = named.sitemap
                WHERE {_READ_NOW} AND s.key NOT IN (SELECT value FROM json_each(:careless))))
        """,  # nosec B608 # noqa: S608
        {"portal": portal, "crawl": crawl, "entries": json.dumps([*entries]), "careless": json.dumps([*careless])},
    ).fetchone()
    return bool(has_articles) and not leaves_out
