"""The articles that a search finds, as keys of ``article_search_words``: newest first, counted, checked."""

from __future__ import annotations

import json
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Any

from archive.search import match_expression, tokens
from archive.search.by_day import FIRST_DATED, keys_of_year, year_of
from archive.search.query import terms

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    from archive.search.query import Term
    from archive.site.search.narrowing import Narrowed

MOST_CHECKED = 300  # hits that are checked to be counted; one takes 0.1 ms
_AT_A_TIME = 50
_SELECT = "SELECT rowid FROM article_search_words WHERE article_search_words MATCH ? AND rowid >= ? AND rowid < ?"
_COUNT = "SELECT count(*) FROM article_search_words WHERE article_search_words MATCH ? AND rowid >= ? AND rowid < ?"
_ALL_KEYS = (0, 1 << 62)


class Matches:
    """What is found.

    An expression of ``article_search_words`` says it all but for long phrases and for phrases with marks: of them it
    says that all their pairs of words occur, and each hit is checked in ``articles_fts`` before it is shown. Where
    there are more than 300 of such hits they are counted unchecked: ``is_upper_bound``.

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
        words = narrowed.asked.words
        self.without_marks = self._ignores_marks(words)
        self.expression, self._check = self._said(words, narrowed.tokens, respect_marks=not self.without_marks)
        self.is_upper_bound = False
        if narrowed.keys is not None or narrowed.unknown:
            self._list_those_in(narrowed.keys or frozenset())
        elif self._check is not None:
            self._list_those_checked()

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
        if self._listed is not None:
            return sum(1 for key in self._listed if self._is_within(key))
        return self._counted(self._span)

    def years(self) -> tuple[dict[int, int], int]:
        """Return how many are found a year, of all years whatever days are asked for, and how many have no day."""
        if self._listed is not None:
            counts = Counter(map(year_of, self._listed))
            undated = counts.pop(None, 0)
            return {year: count for year, count in counts.items() if year is not None}, undated
        years: dict[int, int] = {}
        high = _ALL_KEYS[1]
        while (key := self._last_before(high)) is not None and (year := year_of(key)) is not None:
            low, behind = keys_of_year(year)
            years[year] = self._counted((low, behind))
            high = low
        return years, self._counted((0, FIRST_DATED))

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
        if self._occurs(*self._said(words, (), respect_marks=True)):
            return False
        return self._occurs(*self._said(words, (), respect_marks=False))

    def _occurs(self, expression: str, check: str | None) -> bool:
        """Tell whether any article is found."""
        sql = "SELECT 1 FROM article_search_words WHERE article_search_words MATCH ? LIMIT 1"
        if self._connection.execute(sql, (expression,)).fetchone() is None:
            return False
        if check is None:
            return True
        sql = "SELECT 1 FROM articles_fts WHERE articles_fts MATCH ? LIMIT 1"
        return self._connection.execute(sql, (check,)).fetchone() is not None

    def _list_those_in(self, keys: frozenset[int]) -> None:
        if not keys:
            self._listed = []
            return
        found = [key for key in self._keys(self.expression, (min(keys), max(keys) + 1)) if key in keys]
        self._listed = list(self._checked(found))

    def _list_those_checked(self) -> None:
        found = list(islice(self._keys(self.expression, _ALL_KEYS), MOST_CHECKED + 1))
        if len(found) <= MOST_CHECKED:
            self._listed = list(self._checked(found))
        else:
            self.is_upper_bound = True

    def _found(self, also: str | None) -> Iterator[int]:
        if self._listed is None:
            expression = self.expression if also is None else f"({self.expression}) AND ({also})"
            yield from self._checked(self._keys(expression, self._span))
            return
        listed = [key for key in self._listed if self._is_within(key)]
        if also is not None and listed:
            fits = set(self._keys(f"({self.expression}) AND ({also})", (listed[-1], listed[0] + 1)))
            listed = [key for key in listed if key in fits]
        yield from listed

    def _checked(self, keys: Iterable[int]) -> Iterator[int]:
        if self._check is None:
            yield from keys
            return
        sql = (
            "SELECT j.value FROM json_each(?) j CROSS JOIN article_search_days d ON d.key = j.value "
            "CROSS JOIN articles_fts f ON f.rowid = d.article WHERE articles_fts MATCH ?"
        )
        stream = iter(keys)
        while some := list(islice(stream, _AT_A_TIME)):
            good = {row[0] for row in self._connection.execute(sql, (json.dumps(some), self._check))}
            yield from (key for key in some if key in good)

    def _keys(self, expression: str, span: tuple[int, int]) -> Iterator[int]:
        rows: Any = self._connection.execute(f"{_SELECT} ORDER BY rowid DESC", (expression, *span))
        return (row[0] for row in rows)

    def _is_within(self, key: int) -> bool:
        return self._span[0] <= key < self._span[1]

    def _counted(self, span: tuple[int, int]) -> int:
        return int(self._connection.execute(_COUNT, (self.expression, *span)).fetchone()[0])

    def _last_before(self, high: int) -> int | None:
        row = self._connection.execute(f"{_SELECT} ORDER BY rowid DESC LIMIT 1", (self.expression, 0, high)).fetchone()
        return None if row is None else int(row[0])
