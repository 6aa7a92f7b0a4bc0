"""The index ``article_search_words``: which articles have which words, in the order of their days of publication.

An article's rowid there, its key, is the day of its publication and a number within that day, so newest first is the
index's own order, a span of days is a span of keys, and what a year has is counted without looking at an article.
``article_search_days`` tells which article a key is of. Articles without a day have the smallest keys.

The index has no places of words (FTS5's ``detail=none``): phrases of two words are tokens of their own, longer ones
are all their pairs, which nearly always means the phrase, and are checked in ``articles_fts``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING

from archive.search import tokens

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from sqlite_utils import Database

_BITS = 20  # of a key are an article's number on its day
NUMBERS_OF_A_DAY = 1 << _BITS
_MOST_TRIED = 10_000  # keys of a day
FIRST_DATED = 1 << 39  # keys below are of articles without a day; days before the year 1436 are none

_SCHEMA = (
    "CREATE TABLE article_search_days ("
    "key INTEGER PRIMARY KEY, article INTEGER NOT NULL UNIQUE, portal TEXT NOT NULL, section TEXT)",
    # Two letters are the shortest beginning that is sought; what begins so need not be put together from all words.
    "CREATE VIRTUAL TABLE article_search_words USING fts5 ("
    "words, content='', detail=none, prefix='2', tokenize='unicode61 remove_diacritics 0')",
)


_PUT_IN = "INSERT INTO article_search_words (rowid, words) VALUES (?, ?)"
_TAKE_OUT = "INSERT INTO article_search_words (article_search_words, rowid, words) VALUES ('delete', ?, ?)"


def create(db: Database) -> None:
    """Create the index and the table of its keys."""
    for statement in _SCHEMA:
        db.execute(statement)


def first_key(day: date) -> int:
    """Return the smallest key that an article of a day may have."""
    return day.toordinal() << _BITS


def year_of(key: int) -> int | None:
    """Return the year of a key's day, ``None`` for one without."""
    return date.fromordinal(key >> _BITS).year if key >= FIRST_DATED else None


def keys_of_year(year: int) -> tuple[int, int]:
    """Return the smallest key of a year and the smallest behind it; years are 1 to 9998."""
    return first_key(date(year, 1, 1)), first_key(date(year + 1, 1, 1))


def tokens_of(connection: sqlite3.Connection, article: int, marked: Sequence[str], plain: Sequence[str]) -> set[str]:
    """Return the tokens of an article.

    Args:
        connection: the archive.
        article: its id; its row is there.
        marked: its texts in the order of :data:`archive.search.full_text.TEXTS`, as ``fold_tone`` writes them.
        plain: the same, as ``fold`` writes them.
    """
    said = [tokens.words(text) for text in plain]
    spelt = [tokens.words(text) for text in marked]
    found = set(chain.from_iterable(said + spelt))
    found.update(map(tokens.in_title, said[0] + spelt[0]))
    for some in said:
        found.update(tokens.pairs(some))
    portal, section, kind = connection.execute(
        "SELECT portal, section, kind FROM articles WHERE id = ?", (article,)
    ).fetchone()
    found |= {tokens.EVERY_ARTICLE, tokens.of_portal(portal), tokens.of_kind(kind)}
    if section:
        found.add(tokens.of_section(section))
    units = connection.execute(
        "SELECT unit_id FROM places WHERE article = :article AND unit_id IS NOT NULL UNION "
        "SELECT t.unit_id FROM mentions m JOIN titles t ON t.mention = m.id "
        "WHERE m.article = :article AND t.unit_id IS NOT NULL",
        {"article": article},
    )
    found.update(tokens.of_unit(unit) for (unit,) in units)
    roles = connection.execute(
        "SELECT DISTINCT r.role FROM mentions m JOIN roles r ON r.mention = m.id WHERE m.article = ?", (article,)
    )
    found.update(tokens.of_role(role) for (role,) in roles)
    return found


def row_of(connection: sqlite3.Connection, article: int) -> tuple[str, str | None, str | None]:
    """Return the portal, section and day of an article whose row is there, as they stand in it."""
    portal, section, published = connection.execute(
        "SELECT portal, section, substr(published, 1, 10) FROM articles WHERE id = ?", (article,)
    ).fetchone()
    return portal, section, published


@dataclass(frozen=True, slots=True)
class Entry:
    """What becomes of an article: the tokens that it was put in with, those that it is to have, its :func:`row_of`.

    ``None`` where it was not in the index, or is not to be in it.
    """

    article: int
    before: set[str] | None
    after: set[str] | None
    row: tuple[str, str | None, str | None] | None


def write(connection: sqlite3.Connection, entries: Iterable[Entry]) -> None:
    """Take the former tokens of some articles out, and put in those that they are to have, each among its day.

    Nothing is taken out of an article that is not there.
    """
    orders: list[tuple[int, bool, set[str]]] = []  # key, whether it is put in, tokens
    for entry in entries:
        if entry.before is not None and (key := _key_of(connection, entry.article)) is not None:
            orders.append((key, False, entry.before))
            connection.execute("DELETE FROM article_search_days WHERE key = ?", (key,))
        if entry.after is not None and entry.row is not None:
            portal, section, published = entry.row
            key = _key_for(connection, entry.article, published)
            orders.append((key, True, entry.after))
            connection.execute(
                "INSERT INTO article_search_days (key, article, portal, section) VALUES (?, ?, ?, ?)",
                (key, entry.article, portal, section),
            )
    for key, is_put_in, found in sorted(orders, key=itemgetter(0, 1)):
        connection.execute(_PUT_IN if is_put_in else _TAKE_OUT, (key, " ".join(found)))


def _key_of(connection: sqlite3.Connection, article: int) -> int | None:
    row = connection.execute("SELECT key FROM article_search_days WHERE article = ?", (article,)).fetchone()
    return None if row is None else int(row[0])


def _key_for(connection: sqlite3.Connection, article: int, published: str | None) -> int:
    """Return the key of an article: its day and the end of its id, or what is free behind that.

    So an archive that is made anew has the same keys. A day has room for a million; what finds none has no day here.
    """
    try:
        low = first_key(date.fromisoformat((published or "")[:10]))
    except ValueError:
        low = 0
    if low >= FIRST_DATED:
        for step in range(_MOST_TRIED):
            key = low + (article + step) % NUMBERS_OF_A_DAY
            if _is_free(connection, key):
                return key
    key = article % FIRST_DATED
    while not _is_free(connection, key):
        key = (key + 1) % FIRST_DATED
    return key


def _is_free(connection: sqlite3.Connection, key: int) -> bool:
    return connection.execute("SELECT 1 FROM article_search_days WHERE key = ?", (key,)).fetchone() is None
