"""Which articles a sitemap has ceased to name: it lists everything, so they were probably taken down.

Each address remembers the sitemap that named it last and the crawl in which it did (``frontier.sitemap``,
``frontier.sitemap_crawl``). When a sitemap has been read again, what it named before and names no more is asked for:
an absence from a list is a reason to look, never one to believe that an article is gone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from scraper.store import FoundLink

# So many articles may be missing at once, however few a sitemap names; beyond, at most as many as it still names.
_FEW = 10


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
        "SELECT f.key, f.sitemap_crawl < :crawl, a.published FROM frontier f "
        "JOIN articles a ON a.id = coalesce(f.article, (SELECT article FROM frontier o "
        "WHERE o.portal = f.portal AND o.key = f.alias_of)) "
        "WHERE f.portal = :portal AND f.sitemap = :sitemap AND f.outcome <> 'gone' ORDER BY f.key",
        {"portal": portal, "sitemap": sitemap, "crawl": crawl},
    ).fetchall()
    oldest = min((published for _, is_missing, published in rows if not is_missing and published), default="")
    missing = [key for key, is_missing, published in rows if is_missing and not (published and published < oldest)]
    connection.execute(
        "UPDATE frontier SET sitemap = NULL, sitemap_crawl = NULL "
        "WHERE portal = ? AND sitemap = ? AND sitemap_crawl < ?",
        (portal, sitemap, crawl),
    )
    named = sum(1 for _, is_missing, _ in rows if not is_missing)
    return missing if len(missing) <= max(_FEW, named) else []
