"""What *we* made of a page is no edit of the page: a better reading takes the place of a revision's record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archive.article_rows import packed, record_digest, rewrite_children, update_article
from archive.search import index_article, unindex_article
from scraper.settings import VERSION

if TYPE_CHECKING:
    import sqlite3


def replace_record(connection: sqlite3.Connection, article: int, record: dict[str, Any]) -> bool:
    """Put a better reading of the same page in the place of the newest revision's record; false where it is the same.

    For what *we* have learnt since the page was read. That is no edit of the page, so no revision is added.
    """
    row = connection.execute(
        "SELECT id, record, capture FROM revisions WHERE article = ? ORDER BY number DESC LIMIT 1", (article,)
    ).fetchone()
    text = packed(record)
    if row is None or row[1] == text:
        return False
    revisions = connection.execute("SELECT revision_count FROM articles WHERE id = ?", (article,)).fetchone()[0]
    connection.execute(
        "UPDATE revisions SET record = ?, digest = ?, extractor = ? WHERE id = ?",
        (text, record_digest(record), VERSION, row[0]),
    )
    unindex_article(connection, article)
    update_article(connection, article, record, revisions, row[2])
    rewrite_children(connection, article, record)
    index_article(connection, article)
    return True
