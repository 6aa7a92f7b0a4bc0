"""Keeping both indexes as the rows are."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from archive.put_off import is_putting_off, put_off_by
from archive.search import by_day, full_text

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    from sqlite_utils import Database

    from archive.put_off import PuttingOff


_AT_A_TIME = 500  # articles whose words are in memory
_MOST_HELD = 500  # articles whose former words are
# So many segments of an index are as large as one another before FTS5 writes them together as one. With its own 4 a
# word is written once more as the archive grows fourfold; with 16, FTS5 writes them all at once, and a commit waits.
_MERGED_TOGETHER = 8

_Item = TypeVar("_Item")


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
    merge_segments_seldom(db)


def merge_segments_seldom(db: Database) -> None:
    """Have both indexes write their segments together when eight are alike in size; the indexes keep that.

    Each commit of a crawl is a segment. A word is looked for in each of them, which takes some microseconds.
    """
    for name in ("articles_fts", "article_search_words"):
        db.execute(f"INSERT INTO {name} ({name}, rank) VALUES ('automerge', {_MERGED_TOGETHER})")  # nosec B608 # noqa: S608  names are ours


def drop_search(db: Database) -> None:
    """Drop what :func:`create_search` created, of any version; inside the caller's transaction (a migration)."""
    for kind, name in (("TABLE", "articles_fts"), ("VIEW", "article_search"), ("TABLE", "article_search_words"),
                       ("TABLE", "article_search_days")):  # fmt: skip
        db.execute(f"DROP {kind} IF EXISTS {name}")


def index_article(connection: sqlite3.Connection, article: int) -> None:
    """Add ``article`` to the search; call after its rows have been written. Nothing happens if there is no such one.

    A transaction that puts work off (:mod:`archive.put_off`) adds it with all others before it commits.
    """
    if is_putting_off(connection):
        _later(connection).note(connection, article, None)
    else:
        _write(connection, [_Change(article, None, _words_of(connection, article))])


def unindex_article(connection: sqlite3.Connection, article: int) -> None:
    """Take ``article`` out of the search; call before its rows are changed or deleted.

    FTS5 has to be told the exact words that it indexed, so the rows must still be those of :func:`index_article`: the
    article's texts, portal, section, kind and day, its captions, places, mentions, titles and roles.
    """
    if not is_putting_off(connection):
        _write(connection, [_Change(article, _words_of(connection, article), None)])
    elif not _later(connection).knows(article):
        _later(connection).note(connection, article, _words_of(connection, article))


@contextmanager
def index_changes(connection: sqlite3.Connection, article: int) -> Iterator[None]:
    """Let the block change the rows of ``article`` that the search is made of, and take up what has changed.

    The same as :func:`unindex_article` before and :func:`index_article` behind it, at half the cost: FTS5 writes down
    what it has gathered at nearly every statement that follows, so both are told at once, and nothing of what is the
    same as before. An article that is not there before, or not behind it, is put in or taken out.
    """
    with index_changes_of(connection, [article]):
        yield


@contextmanager
def index_changes_of(connection: sqlite3.Connection, articles: Sequence[int]) -> Iterator[None]:
    """Do what :func:`index_changes` does for several articles at once; they need not exist before or behind the block.

    What they said before is held in memory, so a caller names those only whose words may change.
    """
    if is_putting_off(connection):
        for article in articles:
            unindex_article(connection, article)
        yield
        return
    before = {article: _words_of(connection, article) for article in articles}
    yield
    _write(connection, [_Change(article, known, _words_of(connection, article)) for article, known in before.items()])


@dataclass(frozen=True, slots=True)
class _Change:
    """What the indexes have of an article, and what they are to have; ``None`` where it is not in them."""

    article: int
    before: _Words | None
    after: _Words | None


class _LaterWords:
    """The articles whose words a transaction takes up before it commits, with what the indexes have of them."""

    def __init__(self) -> None:
        self._before: dict[int, _Words | None] = {}
        self._changed = 0

    def knows(self, article: int) -> bool:
        """Tell whether an article is taken up already."""
        return article in self._before

    def note(self, connection: PuttingOff, article: int, before: _Words | None) -> None:
        """Take an article up, where it is not yet.

        Nothing is wrong with one whose change is undone: its words are then the same as before.
        """
        if self._changed >= _MOST_HELD and not connection.in_savepoint:
            self.carry_out(connection)
        self._changed += before is not None
        self._before.setdefault(article, before)

    def carry_out(self, connection: PuttingOff) -> None:
        """Write the words of all of them, those of a few at a time in memory."""
        articles, self._before, self._changed = self._before, {}, 0
        for some in _batched(articles.items(), _AT_A_TIME):
            changes = [_Change(article, before, _words_of(connection, article)) for article, before in some]
            _write(connection, changes)

    def drop(self) -> None:
        """Forget them: the transaction was undone."""
        self._before, self._changed = {}, 0


def _later(connection: PuttingOff) -> _LaterWords:
    return put_off_by(connection, "search", _LaterWords)


def _words_of(connection: sqlite3.Connection, article: int) -> _Words | None:
    texts = full_text.texts_of(connection, article)
    if texts is None:
        return None
    marked, plain = full_text.folded_both_ways(texts)
    return _Words(
        marked, plain, by_day.tokens_of(connection, article, marked, plain), by_day.row_of(connection, article)
    )


def _write(connection: sqlite3.Connection, changes: Sequence[_Change]) -> None:
    """Have both indexes say what they are to say of some articles.

    FTS5 is told in the order of its rows, of each what it loses before what it gets: at whatever is not behind the
    last row, it would write down what it has gathered.
    """
    different = [change for change in changes if change.before != change.after]
    texts = [change for change in different if not _has_same_texts(change)]
    for change in sorted(texts, key=lambda change: change.article):
        if change.before is not None:
            full_text.take_out(connection, change.article, change.before.marked, change.before.plain)
        if change.after is not None:
            full_text.put_in(connection, change.article, change.after.marked, change.after.plain)
    by_day.write(
        connection,
        [
            by_day.Entry(
                change.article,
                change.before.tokens if change.before else None,
                change.after.tokens if change.after else None,
                change.after.row if change.after else None,
            )
            for change in different
        ],
    )


def _has_same_texts(change: _Change) -> bool:
    before, after = change.before, change.after
    return before is not None and after is not None and before.marked == after.marked and before.plain == after.plain


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
    for some in _batched(articles, _AT_A_TIME):
        _write(connection, [_Change(article, None, _words_of(connection, article)) for article in some])
    return len(articles)


def _batched(items: Iterable[_Item], size: int) -> Iterator[list[_Item]]:
    """Yield items in their order, so many at a time."""
    rest = iter(items)
    while some := list(islice(rest, size)):
        yield some
