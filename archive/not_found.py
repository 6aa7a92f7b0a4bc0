"""What a portal answers for what does not exist, as it was learnt, and the articles that such answers are held against.

The spider's side is :mod:`scraper.not_found.doubts`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.clock import now
from scraper.not_found.another import OTHERS_TOO
from scraper.store import NotFoundPage, Peer

if TYPE_CHECKING:
    import sqlite3

    from scraper.store import PageResult, Target

_MOST_PEERS = 300  # articles of any shape that are looked through for some of one shape


def not_found_pages(connection: sqlite3.Connection, portal: str, crawl: int) -> list[NotFoundPage]:
    """Return what has been learnt of a portal; what was learnt since a crawl began is current."""
    rows = connection.execute(
        "SELECT shape, url, status, location, fingerprint, "
        "learnt_at >= (SELECT started FROM crawls WHERE id = ?) FROM not_found_pages WHERE portal = ? ORDER BY shape",
        (crawl, portal),
    )
    return [
        NotFoundPage(shape, url, status, location, fingerprint, bool(is_current))
        for shape, url, status, location, fingerprint, is_current in rows.fetchall()
    ]


def ask_witnesses(connection: sqlite3.Connection, portal: str, result: PageResult, crawl: int) -> None:
    """Queue what is to be asked for before an address is asked for again, whatever came of it in earlier crawls.

    Args:
        connection: the archive, in a transaction.
        portal: the portal's id.
        result: the answer that is in doubt.
        crawl: the crawl that asked.
    """
    found_at = now().isoformat(timespec="microseconds")
    connection.executemany(
        "INSERT INTO frontier (portal, key, url, state, priority, depth, found_on, found_at, probe) "
        "VALUES (?, ?, ?, 'queued', ?, ?, ?, ?, ?) ON CONFLICT (portal, key) DO UPDATE "
        "SET state = 'queued', tries = 0, not_before = NULL "
        "WHERE state = 'done' AND alias_of IS NULL AND outcome <> 'cut' AND crawl <> ?",
        [
            (portal, link.key, link.url, link.priority, link.depth, result.target.key, found_at, link.probe, crawl)
            for link in result.witnesses
        ],
    )


def learn_not_found_page(
    connection: sqlite3.Connection, portal: str, page: NotFoundPage, capture: int, learnt_at: str
) -> None:
    """Keep what a portal answered for an address that cannot exist, in place of what was known for its shape.

    Args:
        connection: the archive, in a transaction.
        portal: the portal's id.
        page: what it answered.
        capture: the capture of the answer.
        learnt_at: when it came, as stored.
    """
    connection.execute(
        "INSERT OR REPLACE INTO not_found_pages "
        "(portal, shape, learnt_at, url, status, location, fingerprint, capture) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (portal, page.shape, learnt_at, page.url, page.status, page.location, page.fingerprint, capture),
    )


def peers(connection: sqlite3.Connection, portal: str, crawl: int, target: Target) -> list[Peer]:
    """Return other articles of a portal that were there at the last look before a crawl, or were asked for in it.

    Those at whose addresses other articles stood at the last look, for a fault as it seemed, are among them.

    Args:
        connection: the archive.
        portal: the portal's id.
        crawl: the crawl.
        target: the address that others are wanted for.
    """
    rows = connection.execute(
        "SELECT key, url, state = 'done' AND crawl = :crawl AS was_asked, "
        "state = 'done' AND crawl = :crawl AND outcome IN ('stored', 'unchanged') AND NOT EXISTS ("
        "SELECT 1 FROM problems WHERE portal = f.portal AND url = f.url AND field = 'kind') AS was_found, "
        "EXISTS (SELECT 1 FROM articles WHERE id = f.article "
        "AND first_seen < (SELECT started FROM crawls WHERE id = :crawl)) AS was_known "
        "FROM frontier f WHERE portal = :portal AND kind IN ('article', 'document') AND article IS NOT NULL "
        "AND alias_of IS NULL AND key <> :key "
        "AND (crawl = :crawl OR outcome IN ('stored', 'unchanged') OR reason = :others_too) "
        "ORDER BY was_found AND was_known DESC, was_found DESC, crawl DESC, key LIMIT :most",
        {"crawl": crawl, "portal": portal, "key": target.key, "most": _MOST_PEERS, "others_too": OTHERS_TOO},
    )
    return [Peer(key, url, *map(bool, facts)) for key, url, *facts in rows.fetchall()]
