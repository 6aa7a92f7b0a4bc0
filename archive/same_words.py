"""Articles that stand at two addresses of a portal which no page says are the same.

Many portals serve one article under every section, tab or language, and name no canonical address. Two pages of one
portal with the same headline, stamp and text are one article: the address that was read first has it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.canonical import canonical_key
from scraper.hashes import Hashes
from scraper.store import KEPT_KINDS, FoundLink

if TYPE_CHECKING:
    import sqlite3

    from scraper.items import Article
    from scraper.store import PageResult

# A shorter text (a notice that only says "see the file") may be repeated word for word by another article.
_ENOUGH_WORDS = 200  # characters


class SameWords:
    """Finds the article of a portal that says the same.

    Args:
        connection: the archive.
        portal: the portal's id.
    """

    def __init__(self, connection: sqlite3.Connection, portal: str) -> None:
        self._connection = connection
        self._portal = portal
        # Only a hint that saves the look-up for most pages; what counts is in the archive.
        rows = connection.execute("SELECT title, published FROM articles WHERE portal = ?", (portal,))
        self._seen = Hashes(hash(row) for row in rows)

    def add(self, article: Article) -> None:
        """Note an article that has been loaded."""
        self._seen.add(hash((article.title, article.published)))

    def find(self, result: PageResult) -> FoundLink | None:
        """Return the address of a live article with the words of a page, ``None`` where the page is the only one.

        An address that is known as an article of its own stays one.
        """
        article = result.article
        if article is None or article.kind not in KEPT_KINDS or result.target.kind in KEPT_KINDS:
            return None
        if len(article.text) < _ENOUGH_WORDS or hash((article.title, article.published)) not in self._seen:
            return None
        row = self._connection.execute(
            "SELECT url FROM articles WHERE portal = ? AND published IS ? AND title IS ? AND text = ? "
            "AND gone_at IS NULL ORDER BY first_seen, id LIMIT 1",
            (self._portal, article.published, article.title, article.text),
        ).fetchone()
        if row is None or canonical_key(row[0]) == result.target.key:
            return None
        return FoundLink(canonical_key(row[0]), row[0], 1, result.target.depth)
