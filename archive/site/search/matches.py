"""The articles that a search finds, as keys of ``article_search_words``: newest first, counted, checked."""

from __future__ import annotations

from bisect import bisect_right
from itertools import islice
from operator import neg
from typing import TYPE_CHECKING, Any

from archive.search import match_expression, tokens
from archive.search.by_day import FIRST_DATED, keys_of_year, year_of
from archive.search.query import terms
from archive.site.search.phrases import PhraseCheck
from scraper.vietnamese import fold

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    from archive.search.query import Term
    from archive.site.search.narrowing import Narrowed

MOST_CHECKED = 2_000  # articles that may have a phrase and are looked at one by one
_FEW = 100  # articles that are looked at whatever the phrase
_AS_LONG = 20  # articles that FTS5 walks through for a phrase while one is looked at (5 µs, 0.1 ms)
_AT_A_TIME = 50
_INDEXED_BEGINNING = 2  # letters; what begins so is found at once, other beginnings are put together word by word
_SELECT = "SELECT rowid FROM article_search_words WHERE article_search_words MATCH ? AND rowid >= ? AND rowid < ?"
_COUNT = "SELECT count(*) FROM article_search_words WHERE article_search_words MATCH ? AND rowid >= ? AND rowid < ?"
_ALL_KEYS = (0, 1 << 62)


class Matches:
    """What is found.

    An expression of ``article_search_words`` says it all but for long phrases and for phrases with marks: of them it
    says that all their pairs of words occur, and each hit is checked in its text before it is shown. Where there are
    more than 2,000 hits they are counted unchecked: ``is_upper_bound``.

    Attributes:
        terms: what is sought.
        without_marks: nothing is spelt with the marks that were typed, so they are ignored.
        expression: of ``article_search_words``; every article found matches it.
        is_upper_bound: the counts are of what may be the words in this order, so there are no more than that.
    """

    def __init__(self, connection: sqlite3.Connection, narrowed: Narrowed) -> None:
        """Read what is typed.

        Args:
            connection: the archive.
            narrowed: what is asked for.
        """
        self._connection = connection
        self._span = narrowed.asked.keys()
        self.terms = terms(narrowed.asked.words)
        self._listed: list[int] | None = None
        self._phrases: dict[str, list[int]] = {}
        self._known: dict[int, bool] = {}  # of the phrase that is sought in the end
        words = narrowed.asked.words
        self.without_marks = self._ignores_marks(words)
        self.expression, self._check = self._said(words, narrowed.tokens, respect_marks=not self.without_marks)
        self._phrase = PhraseCheck(self.terms, respect_marks=not self.without_marks)
        self.is_upper_bound = False
        if narrowed.keys is not None or narrowed.unknown:
            self._list_those_in(narrowed.keys or frozenset())
        elif self._check is not None:
            self._list_those_checked(self._check, is_narrowed=bool(narrowed.tokens))
        elif any(term.prefix and len(term.words) > _INDEXED_BEGINNING for term in self.wanted):
            self._listed = list(self._keys(self.expression, _ALL_KEYS))  # once, for what is asked of it costs as much

    @property
    def is_listed(self) -> bool:
        """Whether the hits are known one by one; else :attr:`expression` says just what is found."""
        return self._listed is not None

    @property
    def wanted(self) -> list[Term]:
        """The terms that must occur."""
        return [term for term in self.terms if not term.excluded]

    def newest(self, limit: int, also: str | None = None) -> list[int]:
        """Return the newest keys that are found.

        Args:
            limit: how many at most.
            also: an expression that has to hold as well.
        """
        return list(islice(self._found(also), limit))

    def newest_first(self) -> Iterator[int]:
        """Yield every key that is found, the newest first."""
        return self._found(None)

    def count(self) -> int:
        """Return how many are found."""
        return self._counted(self._span)

    def years(self) -> tuple[dict[int, int], int]:
        """Return how many are found a year, of all years whatever days are asked for, and how many have no day."""
        years: dict[int, int] = {}
        for year in self._years_of_the_archive():
            count = self._counted(keys_of_year(year))
            if count:
                years[year] = count
        return years, self._counted((0, FIRST_DATED))

    def _years_of_the_archive(self) -> Iterator[int]:
        sql = "SELECT max(key) FROM article_search_days WHERE key < ?"
        high = _ALL_KEYS[1]
        while (key := self._connection.execute(sql, (high,)).fetchone()[0]) is not None:
            year = year_of(key)
            if year is None:
                return
            yield year
            high = keys_of_year(year)[0]

    def _said(self, words: str, narrowing: Sequence[str], *, respect_marks: bool) -> tuple[str, str | None]:
        """Return the expression of all that is sought, and that of ``articles_fts`` where each hit is to be checked."""
        parts, excluded, is_exact = [], [], True
        for term in self.terms:
            expression, exact = term.tokens(respect_marks=respect_marks or term.excluded)
            is_exact = is_exact and (exact or not expression)
            if not expression:
                continue
            if not term.excluded:
                parts.append(f"({expression})")
            elif exact:
                excluded.append(f"({expression})")
        together = " AND ".join((*parts, *narrowing)) or f'"{tokens.EVERY_ARTICLE}"'
        expression = f"({together}) NOT ({' OR '.join(excluded)})" if excluded else together
        return expression, None if is_exact else match_expression(words, respect_marks=respect_marks)

    def _ignores_marks(self, words: str) -> bool:
        """Tell whether there are hits without marks only, whatever the search is narrowed to."""
        if not any(term.has_marks for term in self.wanted):
            return False
        return not self._occurs(words, respect_marks=True) and self._occurs(words, respect_marks=False)

    def _occurs(self, words: str, *, respect_marks: bool) -> bool:
        """Tell whether any article is found, whatever the search is narrowed to."""
        expression, check = self._said(words, (), respect_marks=respect_marks)
        if check is None:
            return next(self._keys(expression, _ALL_KEYS), None) is not None
        some = list(islice(self._keys(expression, _ALL_KEYS), MOST_CHECKED + 1))
        if not self._are_looked_at(some):
            return bool(self._having(check))
        phrase = PhraseCheck(self.terms, respect_marks=respect_marks)
        return any(phrase.holding(self._connection, part) for part in _parts(some))

    def _list_those_in(self, keys: frozenset[int]) -> None:
        """List the hits that are among some articles."""
        span = (min(keys), max(keys) + 1) if keys else (0, 0)
        self._list([key for key in self._keys(self.expression, span) if key in keys])

    def _list_those_checked(self, check: str, *, is_narrowed: bool) -> None:
        """List all hits of a phrase where there are few enough of them."""
        some = list(islice(self._keys(self.expression, _ALL_KEYS), MOST_CHECKED + 1))
        if self._are_looked_at(some):
            self._listed = list(self._checked(some))
        elif len(having := self._having(check)) > MOST_CHECKED:
            self.is_upper_bound = True
        elif is_narrowed and having:
            those = set(having)
            span = (having[-1], having[0] + 1)
            self._listed = [key for key in self._keys(self.expression, span) if key in those]
        else:
            self._listed = having

    def _list(self, found: list[int]) -> None:
        """Take these for the hits, but for those that do not have the phrase."""
        self._listed = found
        if self._check is None:
            return
        if self._are_looked_at(found):
            self._listed = list(self._checked(found))
        elif len(having := self._having(self._check)) <= MOST_CHECKED:
            those = set(having)
            self._listed = [key for key in found if key in those]
        else:
            self.is_upper_bound = True

    def _are_looked_at(self, some: Sequence[int]) -> bool:
        """Tell whether looking at articles that may have a phrase is sooner done than asking ``articles_fts`` for it.

        That walks through all articles which have the words of the phrase anywhere: few where a word is rare, half of
        the archive where all are common.
        """
        if len(some) <= _FEW or len(some) > MOST_CHECKED:
            return len(some) <= _FEW
        words = {word for term in self.wanted if not term.prefix for word in tokens.words(fold(term.words))}
        sql = "SELECT count(*) FROM (SELECT 1 FROM article_search_words WHERE article_search_words MATCH ? LIMIT ?)"
        expression = " AND ".join(f'"{word}"' for word in sorted(words)) or f'"{tokens.EVERY_ARTICLE}"'
        most = _AS_LONG * len(some)
        return bool(self._connection.execute(sql, (expression, most)).fetchone()[0] == most)

    def _having(self, check: str) -> list[int]:
        """Return the keys of what ``articles_fts`` finds, newest first; some of them where they are too many."""
        if check not in self._phrases:
            rows = self._connection.execute(
                "SELECT d.key FROM (SELECT rowid AS article FROM articles_fts WHERE articles_fts MATCH ? LIMIT ?) f "
                "CROSS JOIN article_search_days d ON d.article = f.article",
                (check, MOST_CHECKED + 1),
            )
            self._phrases[check] = sorted((row[0] for row in rows), reverse=True)
        return self._phrases[check]

    def _found(self, also: str | None) -> Iterator[int]:
        if self._listed is None:
            expression = self.expression if also is None else f"({self.expression}) AND ({also})"
            yield from self._checked(self._keys(expression, self._span))
            return
        low, high = self._places(self._span)
        found: Iterable[int] = self._listed[low:high]
        if also is not None and low < high:
            those = set(found)
            span = (self._listed[high - 1], self._listed[low] + 1)
            found = (key for key in self._keys(also, span) if key in those)
        yield from self._checked(found) if self.is_upper_bound else found

    def _checked(self, keys: Iterable[int]) -> Iterator[int]:
        if self._check is None:
            yield from keys
            return
        for some in _parts(keys):
            unknown = [key for key in some if key not in self._known]
            good = self._phrase.holding(self._connection, unknown)
            self._known.update((key, key in good) for key in unknown)
            yield from (key for key in some if self._known[key])

    def _keys(self, expression: str, span: tuple[int, int]) -> Iterator[int]:
        rows: Any = self._connection.execute(f"{_SELECT} ORDER BY rowid DESC", (expression, *span))
        return (row[0] for row in rows)

    def _places(self, span: tuple[int, int]) -> tuple[int, int]:
        """Return where in the list, which falls, the keys of a span begin and end."""
        listed = self._listed or []
        low, high = span
        return bisect_right(listed, -high, key=neg), bisect_right(listed, -low, key=neg)

    def _counted(self, span: tuple[int, int]) -> int:
        if self._listed is not None:
            first, behind = self._places(span)
            return behind - first
        return int(self._connection.execute(_COUNT, (self.expression, *span)).fetchone()[0])


def _parts(keys: Iterable[int]) -> Iterator[list[int]]:
    """Yield keys, a few at a time: of most searches the first ones are wanted only."""
    stream = iter(keys)
    while some := list(islice(stream, _AT_A_TIME)):
        yield some
