"""Phrases: fixed sequences of folded words, looked up from a position in the tokens, longest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from scraper.vietnamese import fold_tone

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scraper.extract.officials.tokens import Tokens

V = TypeVar("V")


class Phrases(Generic[V]):
    """A dictionary of word sequences.

    Args:
        entries: from a phrase (words and marks separated by spaces, any case and tone placement) to its value.
    """

    def __init__(self, entries: Mapping[str, V]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], V]]] = {}
        for phrase, value in entries.items():
            words = tuple(fold_tone(phrase).split())
            self._by_first.setdefault(words[0], []).append((words, value))
        for found in self._by_first.values():
            found.sort(key=lambda entry: -len(entry[0]))

    @property
    def first_words(self) -> frozenset[str]:
        """The keys that a phrase can begin with."""
        return frozenset(self._by_first)

    def second_words(self, first: str) -> frozenset[str] | None:
        """Return the words that can follow ``first`` in a phrase, ``None`` where it is a phrase by itself."""
        following = {words[1] if len(words) > 1 else "" for words, _ in self._by_first.get(first, ())}
        return None if "" in following else frozenset(following)

    def match(self, tokens: Tokens, at: int, limit: int) -> tuple[int, V] | None:
        """Return the end (exclusive) and the value of the longest phrase at ``at`` that ends by ``limit``."""
        candidates = self._by_first.get(tokens.keys[at]) if at < limit else None
        if candidates is None:
            return None
        keys = tokens.keys
        for words, value in candidates:
            end = at + len(words)
            if end <= limit and (len(words) == 1 or tuple(keys[at:end]) == words):
                return end, value
        return None


def phrase_set(lines: Iterable[str]) -> Phrases[bool]:
    """Return phrases that carry no value but their being there."""
    return Phrases(dict.fromkeys(lines, True))
