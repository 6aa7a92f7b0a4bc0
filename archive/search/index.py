"""Keeping both indexes as the rows are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.search import by_day, full_text

if TYPE_CHECKING:
    import sqlite3

    from sqlite_utils import Database


def create_search(db: Database) -> None:
    """Create the view and the indexes; inside the caller's transaction (a migration)."""
    full_text.create(db)
    by_day.create(db)


def drop_search(db: Database) -> None:
    """Drop what :func:`create_search` created, of any version; inside the caller's transaction (a migration)."""
    for kind, name in (("TABLE", "articles_fts"), ("VIEW", "article_search"), ("TABLE", "article_search_words"),
                       ("TABLE", "article_search_days")):  # fmt: skip
        db.execute(f"DROP {kind} IF EXISTS {name}")


def index_article(connection: sqlite3.Connection, article: int) -> None:
    """Add ``article`` to the search; call after its rows have been written. Nothing happens if there is no such one."""
    texts = full_text.texts_of(connection, article)
    if texts is None:
        return
    marked, plain = full_text.folded_both_ways(texts)
    full_text.put_in(connection, article, marked, plain)
    by_day.put_in(connection, article, by_day.tokens_of(connection, article, marked, plain))


def unindex_article(connection: sqlite3.Connection, article: int) -> None:
    """Take ``article`` out of the search; call before its rows are changed or deleted.

    FTS5 has to be told the exact words that it indexed, so the rows must still be those of :func:`index_article`: the
    article's texts, portal, section, kind and day, its captions, places, mentions, titles and roles.
    """
    texts = full_text.texts_of(connection, article)
    if texts is None:
        return
    marked, plain = full_text.folded_both_ways(texts)
    full_text.take_out(connection, article, marked, plain)
    by_day.take_out(connection, article, by_day.tokens_of(connection, article, marked, plain))


def indexed_tokens(connection: sqlite3.Connection, article: int) -> str:
    """Return what ``article_search_words`` has of an article, as its rows are now; nothing of one that is not there."""
    texts = full_text.texts_of(connection, article)
    return "" if texts is None else by_day.tokens_of(connection, article, *full_text.folded_both_ways(texts))


def reindex(connection: sqlite3.Connection) -> int:
    """Fill the search anew from the rows (after a change of the folding, for one) and return the number of articles."""
    connection.execute("INSERT INTO articles_fts (articles_fts) VALUES ('delete-all')")
    connection.execute("INSERT INTO article_search_words (article_search_words) VALUES ('delete-all')")
    connection.execute("DELETE FROM article_search_days")
    # In the order of the keys: FTS5 writes down what it has gathered whenever a rowid is not the highest so far.
    rows = connection.execute("SELECT id FROM articles ORDER BY substr(published, 1, 10), id % 1048576")
    articles = [row[0] for row in rows]
    for article in articles:
        index_article(connection, article)
    return len(articles)
