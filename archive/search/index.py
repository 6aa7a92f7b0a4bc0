"""Keeping both indexes as the rows are."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.search import by_day, full_text

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class _Words:
    """What both indexes have of an article, and what its place in the order of days is made of."""

    marked: list[str]
    plain: list[str]
    tokens: set[str]
    row: tuple[str, str | None, str | None]  # portal, section, day of publication


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
    words = _words_of(connection, article)
    if words is not None:
        _put_in(connection, article, words)


def unindex_article(connection: sqlite3.Connection, article: int) -> None:
    """Take ``article`` out of the search; call before its rows are changed or deleted.

    FTS5 has to be told the exact words that it indexed, so the rows must still be those of :func:`index_article`: the
    article's texts, portal, section, kind and day, its captions, places, mentions, titles and roles.
    """
    words = _words_of(connection, article)
    if words is not None:
        _take_out(connection, article, words)


@contextmanager
def index_changes(connection: sqlite3.Connection, article: int) -> Iterator[None]:
    """Let the block change the rows of ``article`` that the search is made of, and take up what has changed.

    The same as :func:`unindex_article` before and :func:`index_article` behind it, at half the cost: FTS5 writes down
    what it has gathered at nearly every statement that follows, so both are told at once, and nothing of what is the
    same as before. An article that is not there before, or not behind it, is put in or taken out.
    """
    before = _words_of(connection, article)
    yield
    after = _words_of(connection, article)
    if before == after:
        return
    if before is not None:
        _take_out(connection, article, before)
    if after is not None:
        _put_in(connection, article, after)


@contextmanager
def index_changes_of(connection: sqlite3.Connection, articles: Sequence[int]) -> Iterator[None]:
    """Do what :func:`index_changes` does for several articles at once; they need not exist before or behind the block.

    What they said before is held in memory, so a caller names those only whose words may change.
    """
    before = {article: _words_of(connection, article) for article in articles}
    yield
    for article in sorted(before):
        after, known = _words_of(connection, article), before[article]
        if after == known:
            continue
        if known is not None:
            _take_out(connection, article, known)
        if after is not None:
            _put_in(connection, article, after)


def _words_of(connection: sqlite3.Connection, article: int) -> _Words | None:
    texts = full_text.texts_of(connection, article)
    if texts is None:
        return None
    marked, plain = full_text.folded_both_ways(texts)
    return _Words(
        marked, plain, by_day.tokens_of(connection, article, marked, plain), by_day.row_of(connection, article)
    )


def _put_in(connection: sqlite3.Connection, article: int, words: _Words) -> None:
    full_text.put_in(connection, article, words.marked, words.plain)
    by_day.put_in(connection, article, words.row, words.tokens)


def _take_out(connection: sqlite3.Connection, article: int, words: _Words) -> None:
    full_text.take_out(connection, article, words.marked, words.plain)
    by_day.take_out(connection, article, words.tokens)


def indexed_tokens(connection: sqlite3.Connection, article: int) -> str:
    """Return what ``article_search_words`` has of an article, as its rows are now; nothing of one that is not there."""
    words = _words_of(connection, article)
    return "" if words is None else " ".join(words.tokens)


def reindex(connection: sqlite3.Connection) -> int:
    """Fill the search anew from the rows (after a change of the folding, for one) and return the number of articles."""
    connection.execute("INSERT INTO articles_fts (articles_fts) VALUES ('delete-all')")
    connection.execute("INSERT INTO article_search_words (article_search_words) VALUES ('delete-all')")
    connection.execute("DELETE FROM article_search_days")
    # In the order of the keys: FTS5 writes down what it has gathered whenever a rowid is not the highest so far.
    rows = connection.execute(
        f"SELECT id FROM articles ORDER BY substr(published, 1, 10), id % {by_day.NUMBERS_OF_A_DAY}"  # nosec B608 # noqa: S608
    )
    articles = [row[0] for row in rows]
    for article in articles:
        index_article(connection, article)
    return len(articles)
