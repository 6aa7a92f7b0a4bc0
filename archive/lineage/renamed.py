"""Articles that a portal itself calls by another address: the old one leads to the new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.canonical import canonical_key

if TYPE_CHECKING:
    import sqlite3

_MOST_STEPS = 5  # renamed and renamed again; each address leads to the next one


def has_led_to(connection: sqlite3.Connection, article: int, other: int) -> bool:
    """Tell whether an article's address has ever led to the address of another one, at once or over further articles.

    It does not matter whether it does so today: what was renamed stays renamed where the old address is lost later.

    Args:
        connection: the archive.
        article: the article that stood first.
        other: the one that it may have become.
    """
    known, at = {article}, {article}
    for _ in range(_MOST_STEPS):
        at = {found for one in at for found in _next(connection, one)} - known
        if other in at:
            return True
        known |= at
    return False


def note_redirect(connection: sqlite3.Connection, article: int) -> None:
    """Have an article compared again when the run ends: its address leads on, perhaps to what it is called now."""
    connection.execute("INSERT OR IGNORE INTO articles_to_compare (article) VALUES (?)", (article,))


def _next(connection: sqlite3.Connection, article: int) -> set[int]:
    """Return the articles to whose addresses an article's own address has led."""
    locations = connection.execute(
        "SELECT DISTINCT portal, location FROM captures WHERE article = ? AND location IS NOT NULL", (article,)
    ).fetchall()
    rows = [
        connection.execute(
            "SELECT coalesce(f.article, o.article) FROM frontier f "
            "LEFT JOIN frontier o ON o.portal = f.portal AND o.key = f.alias_of WHERE f.portal = ? AND f.key = ?",
            (portal, canonical_key(location)),
        ).fetchone()
        for portal, location in locations
    ]
    return {row[0] for row in rows if row is not None and row[0] is not None}
