"""Phrases: fixed sequences of folded words, looked up from a position in the tokens, longest first."""

from __future__ import annotations

from itertools import compress
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from scraper.vietnamese import fold_tone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from scraper.extract.officials.text.tokens import Tokens

V = TypeVar("V")


class Phrases(Generic[V]):
    """A dictionary of word sequences.

    Args:
        entries: from a phrase (words and marks separated by spaces, any case and tone placement) to its value.
    """

    def __init__(self, entries: Mapping[str, V]) -> None:
        self._alone: dict[str, V] = {}
        self._by_two: dict[str, dict[str, list[tuple[int, list[str], V]]]] = {}  # how many words, the words, the value
        for phrase, value in entries.items():
            words = fold_tone(phrase).split()
            following = self._by_two.setdefault(words[0], {})
            if len(words) == 1:
                self._alone[words[0]] = value
            else:
                following.setdefault(words[1], []).append((len(words), words, value))
        for following in self._by_two.values():
            for found in following.values():
                found.sort(key=lambda entry: -entry[0])
        self.first_words = frozenset(self._by_two)  # the keys that a phrase can begin with

    def second_words(self, first: str) -> frozenset[str] | None:
        """Return the words that can follow ``first`` in a phrase, ``None`` where it is a phrase by itself."""
        return None if first in self._alone else frozenset(self._by_two.get(first, ()))

    def match(self, tokens: Tokens, at: int, limit: int) -> tuple[int, V] | None:
        """Return the end (exclusive) and the value of the longest phrase at ``at`` that ends by ``limit``."""
        if at >= limit:
            return None
        keys = tokens.keys
        first = keys[at]
        following = self._by_two.get(first)
        if following is None:
            return None
        behind = at + 1
        if behind < limit and (longer := following.get(keys[behind])) is not None:
            for length, words, value in longer:
                end = at + length
                if end <= limit and (length == 2 or keys[at:end] == words):
                    return end, value
        return (behind, self._alone[first]) if first in self._alone else None

    def everywhere(self, tokens: Tokens, start: int, limit: int) -> Iterator[tuple[int, int, V]]:
        """Yield where phrases stand from ``start`` on: first token, end (exclusive), value. They may overlap.

        Positions where none can begin cost no line of Python; arguments as for :meth:`match`.
        """
        for at in positions(tokens.keys, self.first_words, start, limit):
            found = self.match(tokens, at, limit)
            if found is not None:
                yield at, *found


class Beginnings:
    """Where a phrase of some tables may begin, told by two words: what every word is asked before a match.

    Args:
        tables: by kind, each kind a bit of its own.
    """

    def __init__(self, tables: Mapping[int, Iterable[Phrases[Any]]]) -> None:
        # By the first word: the kinds that any second word leaves possible, and those that some leave.
        self._kinds: dict[str, tuple[int, dict[str, int]]] = {}
        for kind, of_kind in tables.items():
            for table in of_kind:
                for word in table.first_words:
                    seconds = table.second_words(word)
                    if seconds is None:
                        self.add(word, kind)
                        continue
                    _, known = self._kinds.setdefault(word, (0, {}))
                    known.update({second: known.get(second, 0) | kind for second in seconds})

    def add(self, word: str, kind: int) -> None:
        """Add a first word that any second one may follow."""
        whatever, known = self._kinds.get(word, (0, {}))
        self._kinds[word] = whatever | kind, known

    @property
    def first_words(self) -> frozenset[str]:
        """The words that a phrase can begin with."""
        return frozenset(self._kinds)

    def at(self, keys: Sequence[str], index: int, limit: int) -> int:
        """Return the kinds of which a phrase may begin at ``index``, bits together; of the others none does."""
        found = self._kinds.get(keys[index])
        if found is None:
            return 0
        whatever, known = found
        return whatever | known.get(keys[index + 1], 0) if index + 1 < limit else whatever


def positions(keys: Sequence[str], words: frozenset[str], start: int = 0, end: int | None = None) -> list[int]:
    """Return where one of some words stands; every word of every page is looked at, so no line of Python runs for it.

    Args:
        keys: folded words.
        words: what is looked for.
        start: the first position that is looked at.
        end: the position behind the last one; ``None``: the end of ``keys``.
    """
    if end is None:
        return list(compress(range(len(keys)), map(words.__contains__, keys)))
    return list(compress(range(start, end), map(words.__contains__, keys[start:end])))


def phrase_set(lines: Iterable[str]) -> Phrases[bool]:
    """Return phrases that carry no value but their being there."""
    return Phrases(dict.fromkeys(lines, True))


def word_set(words: str) -> frozenset[str]:
    """Return the words of a string as a set; long lists of words are easier to read and to mend as running text."""
    return frozenset(words.split())


def comma_list(phrases: str) -> list[str]:
    """Return the phrases of a string that commas divide."""
    return [phrase.strip() for phrase in phrases.split(",")]
