"""The database by itself: whether SQLite can read all of it, its keys lead somewhere, and the search fits the rows."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from archive.search import FOLDED, TEXTS, indexed_tokens, register_functions
from archive.verify.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST = 100  # faults of one kind that are told
_SHADOWS = ("data", "idx", "docsize", "config")


def check_integrity(connection: sqlite3.Connection, *, quick: bool = False) -> Iterator[Finding]:
    """Yield what SQLite finds wrong with the file; ``quick`` leaves out whether each index has every row."""
    pragma = "quick_check" if quick else "integrity_check"
    for (said,) in connection.execute(f"PRAGMA {pragma}({_MOST})"):
        if said != "ok":
            yield Finding("database", f"archive.db: {said}; restore it from a backup", "archive.db")


def check_references(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Yield rows that refer to what is not there."""
    for number, (table, rowid, parent, _) in enumerate(connection.execute("PRAGMA foreign_key_check")):
        if number == _MOST:
            return
        row = f"the row {rowid}" if rowid is not None else "a row"
        yield Finding("database", f"{table}: {row} refers to something that {parent} does not have", "archive.db",
                      table=table, key=None if rowid is None else {"rowid": rowid})  # fmt: skip


def check_search(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Yield whether the search indexes hold the words of the articles, and no others.

    FTS5 checks an index against its content, but writes to the table while it does so, and the content of ours has the
    words as they are printed, or none. So an index is copied to a temporary table whose content is what was indexed.
    """
    register_functions(connection)
    folds = [f"fold_tone(coalesce({name}, '')) AS {name}" for name in TEXTS]
    folds += [f"fold(coalesce({name}, '')) AS {plain}" for name, plain in zip(TEXTS, FOLDED, strict=True)]
    columns = ", ".join((*TEXTS, *FOLDED, "marker"))
    content = f"SELECT id, {', '.join(folds)}, marker FROM main.article_search"  # nosec B608 # noqa: S608  ours
    yield from _held_against(connection, "articles_fts", columns, content)
    connection.create_function("tokens_to_check", 1, lambda article: indexed_tokens(connection, article))
    content = (
        "SELECT d.key AS id, tokens_to_check(a.id) AS words FROM main.articles a "
        "LEFT JOIN main.article_search_days d ON d.article = a.id"
    )
    yield from _held_against(connection, "article_search_words", "words, detail=none, prefix='2'", content)


def _held_against(connection: sqlite3.Connection, index: str, columns: str, content: str) -> Iterator[Finding]:
    """Yield whether an index holds what ``content`` gives: a SELECT of ``id`` and what was indexed."""
    try:
        connection.execute(f"CREATE TEMP VIEW words_to_check AS {content}")
        connection.execute(
            f"CREATE VIRTUAL TABLE temp.search_to_check USING fts5 ({columns}, content='words_to_check', "
            "content_rowid='id', tokenize='unicode61 remove_diacritics 0')"
        )
        for shadow in _SHADOWS:
            connection.execute(f"DELETE FROM temp.search_to_check_{shadow}")  # nosec B608 # noqa: S608  names are ours
            connection.execute(
                f"INSERT INTO temp.search_to_check_{shadow} SELECT * FROM main.{index}_{shadow}"  # nosec B608 # noqa: S608
            )
        connection.execute("INSERT INTO temp.search_to_check (search_to_check, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        yield Finding(
            "search",
            f"{index}: the search index does not hold what the articles say ({error}); it can be made anew from "
            "them (archive.search.reindex)",
            "archive.db",
            table=index,
        )
    finally:
        connection.execute("DROP TABLE IF EXISTS temp.search_to_check")
        connection.execute("DROP VIEW IF EXISTS temp.words_to_check")
