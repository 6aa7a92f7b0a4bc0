"""What an answer says of an article, as rows: a record, a further sight, an absence, another address of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.lineage.renamed import note_redirect
from archive.load import link_capture, load_article, note_absence, note_sighting
from archive.problems import note_problems
from archive.same_words import SameWords
from archive.sightings import shows_article
from scraper.store import KEPT_KINDS

if TYPE_CHECKING:
    import sqlite3

    from archive.captures import EarlierCapture
    from scraper.store import PageResult


class Recording:
    """Brings the answers of one portal to its articles, whoever brought them; runs inside the caller's transaction.

    Args:
        connection: the archive.
        portal: the portal's id.

    Attributes:
        same_words: finds the article of the portal that says the same as another page.
    """

    def __init__(self, connection: sqlite3.Connection, portal: str) -> None:
        self._connection = connection
        self._portal = portal
        self.same_words = SameWords(connection, portal)

    def record(
        self,
        result: PageResult,
        crawl: int,
        capture: int,
        earlier: EarlierCapture | None,
        seen_at: str,
        *,
        is_latest: bool = True,
    ) -> tuple[int | None, str | None]:
        """Load the record, or note that it is unchanged or gone; returns the article and the count that it adds to.

        Args:
            result: the answer and what it came to.
            crawl: the crawl it belongs to.
            capture: its capture.
            earlier: the good copy of the address that was captured before it.
            seen_at: when it was captured, UTC, ISO 8601, to the second.
            is_latest: whether nothing later is known of the address; problems are those of its last answer.
        """
        article = self._article_at(result.target.key)
        news: str | None = None
        if result.retry_after is not None:
            if article is not None:
                link_capture(self._connection, capture, article)
            return None, None
        if result.outcome == "alias":
            self._note_alias(result, capture, seen_at)
        elif result.outcome == "stored" and result.article and result.article.kind in KEPT_KINDS:
            result.annotate()
            record = result.article.to_dict()
            loaded = load_article(self._connection, record, seen_at=seen_at, capture=capture)
            article = loaded.article
            self.same_words.add(result.article)
            news = {"new": "articles_new", "changed": "articles_changed"}.get(loaded.state)
        elif article is not None:
            news = self._look_again(result, article, capture, earlier, seen_at)
        if is_latest:
            note_problems(self._connection, result, self._portal, crawl, capture, article, seen_at)
        return article, news

    def _article_at(self, key: str) -> int | None:
        """Return the article that is read from an address, ``None`` for none."""
        row = self._connection.execute(
            "SELECT article FROM frontier WHERE portal = ? AND key = ?", (self._portal, key)
        ).fetchone()
        return row[0] if row else None

    def _look_again(
        self, result: PageResult, article: int, capture: int, earlier: EarlierCapture | None, seen_at: str
    ) -> str | None:
        """Note what a further look at an article's address came to; returns the count that it adds to.

        An answer that shows neither the article nor that it is gone (a failure, a redirect, a page that is none) is
        the article's capture, and says nothing of it. So do the same bytes as such a page's.
        """
        if result.outcome == "gone":
            is_news = note_absence(self._connection, article, seen_at, capture, result.reason)
            return "articles_gone" if is_news else None
        if result.outcome == "unchanged" and earlier and shows_article(self._connection, earlier.id, article):
            loaded = note_sighting(self._connection, article, seen_at, capture, like=earlier.id)
            return "articles_changed" if loaded.state == "changed" else None
        link_capture(self._connection, capture, article)
        if result.outcome == "redirect":
            note_redirect(self._connection, article)
        return None

    def _note_alias(self, result: PageResult, capture: int, seen_at: str) -> None:
        """Note another address of an article; its capture is the article's, and none of a revision."""
        key = result.alias_of.key if result.alias_of else ""
        self._connection.execute(
            "INSERT OR IGNORE INTO aliases (key, canonical_key, url, first_seen) VALUES (?, ?, ?, ?)",
            (result.target.key, key, result.target.url, seen_at),
        )
        article = self._article_at(key)
        if article is not None:
            link_capture(self._connection, capture, article)
