"""The sketches of texts in the archive: brought up to date for the articles that were written since the last time.

A sketch belongs to a text, not to an article: three hundred portals with one announcement are one text. What finds
texts that may be alike are numbers of runs of words; one that more than forty texts share is a phrase or a form and
finds nothing. Which numbers those are may change with every text, so texts that lose or gain a number that way are
compared again: the links do not depend on the order in which articles came.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.database import transaction
from archive.lineage.shingles import packed, shingles, sketch_of, unpacked
from archive.lineage.words import number_of, words_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from archive.lineage.words import Words

MOST_TEXTS = 40  # that share a number which finds them
_BATCH = 500  # articles a transaction
_TITLE_WORDS = 4  # of a headline that finds texts of the same day


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of a text: how many words it has, and the smallest numbers of its runs of words."""

    words: int
    numbers: tuple[int, ...]


def sketch_articles(connection: sqlite3.Connection) -> int:
    """Sketch every article that waits for it, and note the texts that are to be compared; returns how many it were.

    A transaction a batch: what a killed process leaves waits on.
    """
    count = 0
    while rows := connection.execute(
        "SELECT d.article, a.title, a.lead, a.text, a.published FROM articles_to_compare d "
        "LEFT JOIN articles a ON a.id = d.article ORDER BY d.article LIMIT ?",
        (_BATCH,),
    ).fetchall():
        with transaction(connection):
            for article, title, lead, text, published in rows:
                words = None if text is None else words_of(title, lead, text)
                _put(connection, article, words, published)
            connection.executemany(
                "DELETE FROM articles_to_compare WHERE article = ?", [(article,) for article, *_ in rows]
            )
        count += len(rows)
    return count


def read_sketch(connection: sqlite3.Connection, text: int) -> Sketch | None:
    """Return the sketch of a text, ``None`` where no article holds it any more."""
    row = connection.execute("SELECT words, sketch FROM text_sketches WHERE text = ? LIMIT 1", (text,)).fetchone()
    return None if row is None else Sketch(row[0], unpacked(row[1]))


def texts_that_share(connection: sqlite3.Connection, text: int) -> dict[int, int]:
    """Return the texts that share a telling number with a text, and how many such numbers they share."""
    shared: dict[int, int] = {}
    numbers = connection.execute("SELECT hash FROM sketch_hashes WHERE text = ?", (text,)).fetchall()
    for (number,) in numbers:
        texts = _texts_of(connection, number)
        if len(texts) <= MOST_TEXTS:
            for other in texts:
                shared[other] = shared.get(other, 0) + 1
    shared.pop(text, None)
    return shared


def _put(connection: sqlite3.Connection, article: int, words: Words | None, published: str | None) -> None:
    """Write the sketch of an article, and what finds its text; ``None`` for one that is not there any more."""
    row = connection.execute("SELECT text FROM text_sketches WHERE article = ?", (article,)).fetchone()
    former: int | None = row[0] if row else None
    if words is None:
        connection.execute("DELETE FROM text_sketches WHERE article = ?", (article,))
    else:
        numbers = () if words.is_short else sketch_of(shingles(words.folded))
        connection.execute(
            "INSERT INTO text_sketches (article, text, words, sketch, title_hash) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (article) DO UPDATE SET text = excluded.text, words = excluded.words, "
            "sketch = excluded.sketch, title_hash = excluded.title_hash",
            (article, words.text_id, len(words.folded), packed(numbers), _title_number(words, published)),
        )
    changed = {former, words.text_id if words is not None else None}
    for text in sorted(one for one in changed if one is not None):
        _find_by(connection, text)
        connection.execute("INSERT OR IGNORE INTO texts_to_compare (text) VALUES (?)", (text,))


def _title_number(words: Words, published: str | None) -> int | None:
    """Return the number of a headline on a day: it finds texts of a form, whose runs of words are everywhere."""
    if len(words.title) < _TITLE_WORDS or not published:
        return None
    return number_of(f"{published[:10]} {' '.join(words.title)}")


def _find_by(connection: sqlite3.Connection, text: int) -> None:
    """Bring the numbers that find a text up to date: those of its sketch, and the headlines of its articles."""
    kept = connection.execute(
        "SELECT sketch FROM text_sketches WHERE text = ? ORDER BY article LIMIT 1", (text,)
    ).fetchone()
    wanted = set(unpacked(kept[0])) if kept else set()
    wanted.update(
        number
        for (number,) in connection.execute(
            "SELECT title_hash FROM text_sketches WHERE text = ? AND title_hash IS NOT NULL", (text,)
        )
    )
    there = {number for (number,) in connection.execute("SELECT hash FROM sketch_hashes WHERE text = ?", (text,))}
    gone, new = there - wanted, wanted - there
    connection.executemany("DELETE FROM sketch_hashes WHERE hash = ? AND text = ?", [(one, text) for one in gone])
    connection.executemany("INSERT INTO sketch_hashes (hash, text) VALUES (?, ?)", [(one, text) for one in new])
    _note_turned(connection, new, MOST_TEXTS + 1)
    _note_turned(connection, gone, MOST_TEXTS)


def _note_turned(connection: sqlite3.Connection, numbers: Iterable[int], turning: int) -> None:
    """Have texts compared again that a number has just ceased, or just begun, to find."""
    for number in numbers:
        texts = _texts_of(connection, number)
        if len(texts) == turning:
            connection.executemany(
                "INSERT OR IGNORE INTO texts_to_compare (text) VALUES (?)", [(text,) for text in texts]
            )


def _texts_of(connection: sqlite3.Connection, number: int) -> list[int]:
    """Return the texts with a number, of very many no more than it takes to know that."""
    rows = connection.execute("SELECT text FROM sketch_hashes WHERE hash = ? LIMIT ?", (number, MOST_TEXTS + 2))
    return [text for (text,) in rows]
