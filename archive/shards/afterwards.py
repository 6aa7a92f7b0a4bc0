"""What of a visit only the whole archive can tell, looked into when its shard has come home.

A shard knows its own portals, and may not have the stored pages of earlier visits. So whether a portal serves another
one's pages is asked here, and articles that hold what has turned out to be the portal's template are read again here
where the shard did not have their pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.lineage.shared_bodies import note_shared_pages, shared_page_doubts
from archive.portal_rows import kept_portal
from archive.templates import read_again

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path


def judge_again(connection: sqlite3.Connection, pages: Path) -> dict[str, list[str]]:
    """Look into what the crawls of a shard come to beside what the archive knows; inside the caller's transaction.

    Args:
        connection: the archive, with the shard's rows; ``chosen`` and ``touched`` say what they are.
        pages: the folder of the archive's stored pages.

    Returns:
        by portal, what speaks against its crawl; the crawl is ``suspect`` for that where it was ``ok``.
    """
    doubts: dict[str, list[str]] = {}
    crawls = connection.execute(
        "SELECT id, portal FROM main.crawls WHERE id IN (SELECT key FROM temp.touched WHERE kind = 'crawl') "
        "AND portal IN (SELECT id FROM temp.chosen) ORDER BY id"
    ).fetchall()
    for crawl, portal in crawls:
        _read_again(connection, pages, portal, crawl)
        note_shared_pages(connection, pages, portal, crawl)
        found = shared_page_doubts(connection, portal, crawl)
        if found:
            doubts[portal] = found
            connection.execute(
                "UPDATE crawls SET outcome = CASE outcome WHEN 'ok' THEN 'suspect' ELSE outcome END, "
                "note = ? || coalesce(char(10) || note, '') WHERE id = ? AND outcome IN ('ok', 'suspect')",
                ("\n".join(found), crawl),
            )
    return doubts


def _read_again(connection: sqlite3.Connection, pages: Path, portal: str, crawl: int) -> None:
    """Read again what holds parts of the template that this visit has brought to light."""
    news = connection.execute(
        "SELECT part FROM templates WHERE portal = ? AND learnt_at >= (SELECT started FROM crawls WHERE id = ?)",
        (portal, crawl),
    )
    parts = frozenset(part for (part,) in news)
    if parts:
        read_again(connection, pages, kept_portal(connection, portal), parts)
