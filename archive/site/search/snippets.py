"""What is shown of a hit: the words found, in the original spelling, with those around them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.search import tokens
from scraper.vietnamese import fold, fold_tone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from archive.search.query import Term

_LENGTH = 32  # words
_BEFORE = 6  # words before the first one that is found
_MOST_FOUND = 200  # that are looked at in a piece of a text
_PIECE = 50_000  # characters: longer than all but a few articles. Reading a megabyte at once takes 60 ms and 30 MB
_MOST_PIECES = 4  # that are looked at of a text; a report of a congress has 250,000 characters
# Where a snippet is looked for, in this order where several say as much; the title is shown anyway.
_OWN_TEXTS = ("lead", "body")  # of the article's own row
OTHER_TEXTS = ("captions", "officials", "places")
_LISTS = frozenset({"officials", "places"})  # made of the text, and read less well


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a snippet; ``found`` where they are what was sought."""

    text: str
    found: bool


@dataclass(frozen=True, slots=True)
class _Sought:
    words: list[str]
    is_marked: bool
    is_prefix: bool


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of a text, mostly all of it; ``begins`` and ``ends`` where the text does."""

    text: str
    begins: bool = True
    ends: bool = True


@dataclass(frozen=True, slots=True)
class _Text:
    """A piece with the places of its words, and which of them are found, each with the number of what is sought."""

    piece: _Piece
    places: list[tuple[int, int]]
    found: dict[int, int]

    @property
    def text(self) -> str:
        """The characters."""
        return self.piece.text


class Snippets:
    """Shows what one search finds."""

    def __init__(self, terms: Sequence[Term], *, without_marks: bool) -> None:
        """Take what is sought.

        Args:
            terms: of the query; those that must not occur are passed over.
            without_marks: marks that were typed are ignored.
        """
        self._sought = []
        for term in terms:
            if not term.excluded:
                marked = term.has_marks and not without_marks
                words = tokens.bare_words((fold_tone if marked else fold)(term.words))
                if words:
                    self._sought.append(_Sought(words, marked, term.prefix))
        self._length = sum(len(sought.words) for sought in self._sought)

    def title(self, title: str) -> list[Run]:
        """Return a title whole."""
        read = self._read(_Piece(title))
        return _runs(read, 0, len(read.places), 0, len(title))

    def best(self, own: Mapping[str, str], others: Callable[[], Mapping[str, str]]) -> tuple[str, list[Run]]:
        """Return the passage that says most, and the name of the text in which it stands.

        Args:
            own: lead and body, by name. Where no text has anything, the beginning is shown.
            others: returns captions, officials and places by name. It is asked only where some of what is sought stands
                neither in one passage of the lead nor of the body: reading them costs more than all else of a hit.
        """
        place, shown, most = "lead", None, (0, 0)
        for name, piece in _one_by_one(own, others):
            read = self._read(piece)
            start, worth = self._window(read)
            is_better = worth[0] > most[0] if name in _LISTS else worth > most
            if is_better:
                place, shown, most = name, (read, start), worth
            if name == "body" and most[0] == len(self._sought):
                break  # nothing says more
        if shown is None:
            beginning = next((piece for name in _OWN_TEXTS for piece in _pieces(own.get(name) or "")), _Piece(""))
            shown = self._read(beginning), 0
        return place, _passage(*shown)

    def _read(self, piece: _Piece) -> _Text:
        text = piece.text
        plain, marked = _same_length(fold(text), text), fold_tone(text)
        places = tokens.places(plain)
        words = [plain[start:end] for start, end in places]
        needs_marks = any(sought.is_marked for sought in self._sought)
        spelt = [marked[start:end] for start, end in places] if needs_marks else words
        found: dict[int, int] = {}
        for number, sought in enumerate(self._sought):
            for start in _occurrences(sought, spelt if sought.is_marked else words):
                for index in range(start, start + len(sought.words)):
                    found.setdefault(index, number)
        return _Text(piece, places, found)

    def _window(self, read: _Text) -> tuple[int, tuple[int, int]]:
        """Return where the best passage begins, and its worth: how much of what is sought, the longest run of it."""
        best, most = 0, (0, 0)
        indexes = sorted(read.found)[:_MOST_FOUND]
        for number, first in enumerate(indexes):
            within = [index for index in indexes[number:] if index < first + _LENGTH - _BEFORE]
            worth = len({read.found[index] for index in within}), min(_longest_run(within), self._length)
            if worth > most:
                best, most = max(first - _BEFORE, 0), worth
        return best, most


def _one_by_one(own: Mapping[str, str], others: Callable[[], Mapping[str, str]]) -> Iterator[tuple[str, _Piece]]:
    for name in _OWN_TEXTS:
        for piece in _pieces(own.get(name) or ""):
            yield name, piece
    said = others()
    for name in OTHER_TEXTS:
        for piece in _pieces(said.get(name) or ""):
            yield name, piece


def _pieces(text: str) -> Iterator[_Piece]:
    """Yield a text in pieces that end with a word; nothing of one without characters."""
    begin = 0
    for _ in range(_MOST_PIECES if text else 0):
        end = -1 if len(text) <= begin + _PIECE else text.find(" ", begin + _PIECE)
        yield _Piece(text[begin:] if end < 0 else text[begin:end], begin == 0, end < 0)
        if end < 0:
            return
        begin = end


def _occurrences(sought: _Sought, words: list[str]) -> Iterable[int]:
    """Yield where what is sought begins."""
    first, length = sought.words[0], len(sought.words)
    if sought.is_prefix:
        last = sought.words[-1]
        for start in range(len(words) - length + 1):
            if words[start + length - 1].startswith(last) and words[start : start + length - 1] == sought.words[:-1]:
                yield start
        return
    start = -1
    while True:
        try:
            start = words.index(first, start + 1)
        except ValueError:
            return
        if length == 1 or words[start : start + length] == sought.words:
            yield start


def _longest_run(indexes: list[int]) -> int:
    longest = run = 0
    before = None
    for index in indexes:
        run = run + 1 if before is not None and index == before + 1 else 1
        longest, before = max(longest, run), index
    return longest


def _passage(read: _Text, start: int) -> list[Run]:
    end = min(start + _LENGTH, len(read.places))
    if not read.places:
        return [Run(" ".join(read.text.split()), False)] if read.text.strip() else []
    first = read.places[start][0] if start else 0
    last = read.places[end - 1][1] if end < len(read.places) else len(read.text)
    runs = _runs(read, start, end, first, last)
    if start or not read.piece.begins:
        runs.insert(0, Run("… ", False))
    if end < len(read.places) or not read.piece.ends:
        runs.append(Run(" …", False))
    return runs


def _runs(read: _Text, start: int, end: int, first: int, last: int) -> list[Run]:
    """Return the characters from ``first`` to ``last``, cut where words are found; words side by side are one."""
    runs: list[Run] = []
    at = first
    index = start
    while index < end:
        if index not in read.found:
            index += 1
            continue
        begin, stop = read.places[index]
        while index + 1 < end and index + 1 in read.found and not read.text[stop : read.places[index + 1][0]].strip():
            index += 1
            stop = read.places[index][1]
        runs += [Run(_spaced(read.text[at:begin]), False), Run(_spaced(read.text[begin:stop]), True)]
        at = stop
        index += 1
    runs.append(Run(_spaced(read.text[at:last]), False))
    return [run for run in runs if run.text]


def _spaced(text: str) -> str:
    """Return a text on one line; blanks at its ends stay, for other words stand beside it."""
    words = " ".join(text.split())
    if not words:
        return " " if text else ""
    return (" " if text[0].isspace() else "") + words + (" " if text[-1].isspace() else "")


def _same_length(folded: str, text: str) -> str:
    """Return a folded text in which each character stands where it stood; a few (ﬁ, İ) fold to more or to none."""
    if len(folded) == len(text):
        return folded
    return "".join(one[0] if (one := fold(character)) else " " for character in text)
