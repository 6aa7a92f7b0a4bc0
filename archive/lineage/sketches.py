"""The sketches of texts in the archive: brought up to date for the articles that were written since the last time.

A sketch belongs to a text, not to an article: three hundred portals with one announcement are one text. What finds
texts that may be alike are numbers of runs of words; one that more than forty texts share is a phrase or a form and
finds nothing. Which numbers those are may change with every text, so texts that gain a number that way, and linked
ones that lose one, are compared again: the links do not depend on the order in which articles came.

A batch is read, worked out and written as a whole, numbers in their order: what a page of the table holds is then
written once a batch, however large the archive is.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from archive.database import transaction
from archive.lineage.shingles import packed, sketch_of_words, unpacked
from archive.lineage.traced import forget_traced
from archive.lineage.words import number_of, words_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from archive.lineage.words import Words

MOST_TEXTS = 40  # that share a number which finds them
_BATCH = 1_000  # articles a transaction
_TITLE_WORDS = 4  # of a headline that finds texts of the same day


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of a text: how many words it has, and the smallest numbers of its runs of words, in order."""

    words: int
    numbers: tuple[int, ...]


def sketch_articles(connection: sqlite3.Connection) -> int:
    """Sketch every article that waits for it, and note the texts that are to be compared; returns how many it were.

    A transaction a batch: what a killed process leaves waits on.
    """
    count = 0
    while rows := connection.execute(
        "SELECT d.article, a.portal, a.title, a.lead, a.text, a.published, s.text, s.words, s.sketch, s.title_hash "
        "FROM articles_to_compare d LEFT JOIN articles a ON a.id = d.article "
        "LEFT JOIN text_sketches s ON s.article = d.article ORDER BY d.article LIMIT ?",
        (_BATCH,),
    ).fetchall():
        with transaction(connection):
            _put(connection, rows)
            forget_traced(connection, {portal for _, portal, *_ in rows if portal is not None})
            connection.executemany(
                "DELETE FROM articles_to_compare WHERE article = ?", [(article,) for article, *_ in rows]
            )
        count += len(rows)
    return count


def as_list(numbers: Iterable[int]) -> str:
    """Return whole numbers as a statement takes any count of them: ``json_each(?)`` reads them out again."""
    return f"[{','.join(map(str, numbers))}]"


def read_sketches(connection: sqlite3.Connection, texts: Iterable[int]) -> dict[int, Sketch]:
    """Return the sketches of texts, as far as articles hold them still."""
    rows = connection.execute(
        "SELECT v.value, s.words, s.sketch FROM json_each(?) v JOIN text_sketches s "
        "ON s.article = (SELECT article FROM text_sketches WHERE text = v.value LIMIT 1)",
        (as_list(texts),),
    )
    return {text: Sketch(words, unpacked(sketch)) for text, words, sketch in rows}


def texts_that_share(connection: sqlite3.Connection, texts: Collection[int]) -> dict[int, Counter[int]]:
    """Return for each of some texts the other ones, wherever they are, that share telling numbers with it: how many."""
    wanted: dict[int, list[int]] = {}
    for text, numbers in _numbers(connection, texts).items():
        for number in numbers:
            wanted.setdefault(number, []).append(text)
    rows = connection.execute(
        # CROSS: the numbers first, so that of a common one nothing but its being common is read.
        "SELECT v.value, s.text FROM json_each(?) v CROSS JOIN sketch_hashes s ON s.hash = v.value "
        "WHERE NOT EXISTS (SELECT 1 FROM sketch_hashes WHERE hash = v.value LIMIT 1 OFFSET ?)",
        (as_list(sorted(wanted)), MOST_TEXTS),
    )
    shared: dict[int, Counter[int]] = {text: Counter() for text in texts}
    for number, group in groupby(rows, key=itemgetter(0)):
        there = [text for _, text in group]
        if len(there) > 1:
            for text in wanted[number]:
                shared[text].update(there)
    for text, others in shared.items():
        del others[text]
    return shared


def _put(connection: sqlite3.Connection, rows: Sequence[tuple[object, ...]]) -> None:
    """Write the sketches of articles, and what finds their texts; articles that are not there any more lose theirs."""
    written, gone, texts, moved = [], [], set[int](), set[int]()
    for article, _, title, lead, text, published, *former in rows:
        words = None if text is None else words_of(_str(title), _str(lead), str(text))
        now = [None] * 4 if words is None else _row(words, _str(published))
        ours = {one for one in (former[0], now[0]) if isinstance(one, int)}
        texts |= ours
        if now != former:
            moved |= ours
            if words is None:
                gone.append((article,))
            else:
                written.append((article, *now))
    before = _numbers(connection, moved)
    connection.executemany("DELETE FROM text_sketches WHERE article = ?", gone)
    connection.executemany(
        "INSERT INTO text_sketches (article, text, words, sketch, title_hash) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (article) DO UPDATE SET text = excluded.text, words = excluded.words, "
        "sketch = excluded.sketch, title_hash = excluded.title_hash",
        written,
    )
    _find_by(connection, before, _numbers(connection, moved))
    _note(connection, texts)


def _str(value: object) -> str | None:
    return None if value is None else str(value)


def _row(words: Words, published: str | None) -> list[object]:
    """Return what is kept of an article beside its id, in the order of the columns."""
    numbers = () if words.is_short else sketch_of_words(words.folded)
    return [words.text_id, len(words.folded), packed(numbers), _title_number(words, published)]


def _title_number(words: Words, published: str | None) -> int | None:
    """Return the number of a headline on a day: it finds texts of a form, whose runs of words are everywhere."""
    if len(words.title) < _TITLE_WORDS or not published:
        return None
    return number_of(f"{published[:10]} {' '.join(words.title)}")


def _numbers(connection: sqlite3.Connection, texts: Iterable[int]) -> dict[int, set[int]]:
    """Return the numbers that are to find each text: those of its sketch, and of the headlines of its articles."""
    found = {text: set(sketch.numbers) for text, sketch in read_sketches(connection, texts).items()}
    for text, number in connection.execute(
        "SELECT s.text, s.title_hash FROM json_each(?) v JOIN text_sketches s ON s.text = v.value "
        "WHERE s.title_hash IS NOT NULL",
        (as_list(found),),
    ):
        found[text].add(number)
    return found


def _find_by(connection: sqlite3.Connection, before: Mapping[int, set[int]], now: Mapping[int, set[int]]) -> None:
    """Bring the numbers that find texts up to date, and have those compared again that a number ceases to find."""
    gone, new = [], []
    for text in before.keys() | now.keys():
        ours, wanted = before.get(text, set()), now.get(text, set())
        gone += [(number, text) for number in ours - wanted]
        new += [(number, text) for number in wanted - ours]
    connection.executemany("DELETE FROM sketch_hashes WHERE hash = ? AND text = ?", sorted(gone))
    connection.executemany("INSERT INTO sketch_hashes (hash, text) VALUES (?, ?)", sorted(new))
    grown = Counter(number for number, _ in new)
    grown.subtract(number for number, _ in gone)
    _note_turned(connection, grown)


def _note_turned(connection: sqlite3.Connection, grown: Mapping[int, int]) -> None:
    """Have texts compared again that a number has just ceased, or just begun, to find.

    What a number ceases to find can only lose links, so of its texts those alone are compared that have any to lose.
    What it begins to find may gain some.

    Args:
        connection: the archive.
        grown: number to how many more texts have it now, less than none where they are fewer.
    """
    many = connection.execute(
        "SELECT v.value FROM json_each(?) v "
        "WHERE EXISTS (SELECT 1 FROM sketch_hashes WHERE hash = v.value LIMIT 1 OFFSET ?)",
        (as_list(sorted(grown)), MOST_TEXTS + min(0, *grown.values(), 0)),
    ).fetchall()
    ceased, begun = set[int](), set[int]()
    for (number,) in many:
        most = MOST_TEXTS + abs(grown[number]) + 1  # more tell no more: it was common before and is now
        rows = connection.execute("SELECT text FROM sketch_hashes WHERE hash = ? LIMIT ?", (number, most))
        texts = [text for (text,) in rows]
        is_common, was_common = len(texts) > MOST_TEXTS, len(texts) - grown[number] > MOST_TEXTS
        if is_common != was_common:
            (ceased if is_common else begun).update(texts)
    _note(connection, begun.union(_like_others(connection, ceased - begun)))


def _like_others(connection: sqlite3.Connection, texts: Iterable[int]) -> Iterator[int]:
    """Yield which of some texts are linked to others: nearly the same, or one in the other."""
    rows = connection.execute(
        "SELECT v.value FROM json_each(?) v WHERE EXISTS (SELECT 1 FROM text_sketches s JOIN similar_articles l "
        "ON l.article = s.article WHERE s.text = v.value AND l.likeness <> 'same') "
        "OR EXISTS (SELECT 1 FROM text_sketches s JOIN similar_articles l "
        "ON l.original = s.article WHERE s.text = v.value AND l.likeness <> 'same')",
        (as_list(texts),),
    )
    return (text for (text,) in rows)


def _note(connection: sqlite3.Connection, texts: Iterable[int]) -> None:
    connection.executemany(
        "INSERT OR IGNORE INTO texts_to_compare (text) VALUES (?)", [(text,) for text in sorted(texts)]
    )
