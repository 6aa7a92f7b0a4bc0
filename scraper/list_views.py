"""Parameters that make no difference to lists: an order, a view, a token that is another one on every page.

Two addresses of a page that differ in one parameter alone and name the same, but for that parameter in those
articles' own addresses, are witnesses that it chooses nothing; two that name others are that it does, and end the
matter: a pager that repeats its last page still has pages. It has to be so at more than one list: sections that are
told apart by a parameter alone may all be empty but for the same boxes. What a parameter does to articles is no
evidence for lists (``tabid`` makes no difference to the one, and all to the other).

What is left out for it is what is no article's own address: lists, pages that lead elsewhere or nowhere, further
addresses of articles. Whether two articles are the same is a matter of :mod:`scraper.copies`.

Without this, a portal that writes a new token into every link would be a new portal with every page.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scraper.hashes import Hashes
from scraper.open_keys import STATE, open_keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Pairs of addresses that have to agree before others are believed to, and at how many lists.
WITNESSES = 3
LISTS = 2
# Where a parameter is what tells entries apart (``?q=node/12``, ``?id=12``) all lists name the same without it. Then
# next to none of them are left, while a token in each link leaves at least one of three: title, picture, "read more".
_FEWEST_LEFT = 4
_MOST_KEPT = 100_000  # lists of which is kept what they name


@dataclass(slots=True)
class ListViews:
    """Which parameters of one portal's lists choose nothing, as far as has been seen."""

    _read: Hashes = field(default_factory=Hashes)  # keys of what is no article, whole and with each parameter left out
    _copies: dict[int, int] = field(
        default_factory=dict
    )  # hash of parameter and key without it -> of the article's key
    _contents: dict[int, int] = field(default_factory=dict)  # hash of parameter and key without it -> of what it names
    _same: dict[str, Counter[int]] = field(default_factory=dict)  # parameter -> hash of the list without it -> pairs
    _other: set[str] = field(default_factory=set)

    def place(self, key: str) -> None:
        """Take into account that an address has been asked for which is no article's: a list, or nothing is there."""
        self._read.add(hash(key))
        self._read.update(hash(rest) for _, rest in _without_one(key))

    def note(self, key: str, entries: Iterable[str]) -> None:
        """Take into account what a list names.

        Args:
            key: the list's key.
            entries: the keys that it names, without menu and pager; a list that names nothing says nothing.
        """
        self.place(key)
        named = set(entries)
        for name, rest in _without_one(key) if named else ():
            left = frozenset(_without(entry, name) for entry in named)
            if len(left) * _FEWEST_LEFT <= len(named):
                self._other.add(name)
            if len(left) == 1 and (len(named) > 1 or rest in left):
                continue  # what is named may be one page or several
            content = hash(left)
            known = self._contents.get(hash((name, rest)))
            if known is None and len(self._contents) < _MOST_KEPT:
                self._contents[hash((name, rest))] = content
            elif known == content:
                self._same.setdefault(name, Counter())[hash(rest)] += 1
            elif known is not None:
                self._other.add(name)

    def note_copy(self, key: str, original: str) -> None:
        """Take into account a further address of an article; two of them make one of all that differ in the same."""
        for name, rest in _without_one(key):
            known = self._copies.get(hash((name, rest)))
            if known is None and len(self._copies) < _MOST_KEPT:
                self._copies[hash((name, rest))] = hash(_without(original, name))
            elif known == hash(_without(original, name)):
                self._read.add(hash(rest))

    def doubt(self, key: str) -> str | None:
        """Return why an address is that of a page which has been read already, ``None`` where nothing says so."""
        for name, rest in _without_one(key):
            if self._is_idle(name) and hash(rest) in self._read:
                return f"addresses that differ in {name} only (lists that were read so named the same)"
        return None

    def _is_idle(self, name: str) -> bool:
        pairs = self._same.get(name)
        return pairs is not None and len(pairs) >= LISTS and pairs.total() >= WITNESSES and name not in self._other


def _without_one(key: str) -> Iterator[tuple[str, str]]:
    """Yield each parameter of a key, and the state of a portal's windows, with the key without it."""
    if "?" not in key and STATE not in key:
        return
    for part, _, open_key, _ in open_keys(key):
        if part not in {"the path", "the language"}:
            yield part, open_key


def _without(key: str, name: str) -> str:
    return next((rest for one, rest in _without_one(key) if one == name), key)
