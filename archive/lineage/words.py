"""The words of an article by which it is compared with others: folded to compare, as printed to tell names."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from scraper.patterns import regex
from scraper.vietnamese import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORD = regex(r"\w+")
# A link or a file's name inside a text says where it stood, not what it says.
_ADDRESS = regex(r"\b(?:https?://|www\.)\S{1,2000}")
# Texts below this have no run of words of their own to speak for them: "Xem tệp đính kèm" is on a thousand pages.
FEWEST_WORDS = 30
_BITS = 63  # what SQLite keeps as a whole number


class _Chunks(dict[str, tuple[str, ...]]):
    """What stands between two blanks to its words, folded; it finds out about a chunk when it first meets it.

    Vietnamese writes its syllables apart, and all texts are made of the same few thousand of them.
    """

    def __missing__(self, chunk: str) -> tuple[str, ...]:
        words = tuple(_WORD.findall(fold(chunk)))
        if len(chunk) <= _LONGEST_CHUNK:
            if len(self) >= _MOST_CHUNKS:
                self.clear()
            self[chunk] = words
        return words


_LONGEST_CHUNK = 24  # characters; longer ones are no syllables and come once
_MOST_CHUNKS = 1 << 16
_words_of_chunk = _Chunks().__getitem__


@dataclass(frozen=True)
class Words:
    """The words of an article: of its headline and of its text (lead and body), folded and as printed."""

    title: tuple[str, ...]
    folded: tuple[str, ...]
    printed: str

    @property
    def is_short(self) -> bool:
        """Tell whether the text alone says too little to be known by."""
        return len(self.folded) < FEWEST_WORDS

    @cached_property
    def text_id(self) -> int:
        """The number of the text: articles with it have the same words; short texts only with the same headline."""
        parts = [*self.title, "", *self.folded] if self.is_short else self.folded
        return number_of(" ".join(parts))

    @cached_property
    def as_printed(self) -> list[str]:
        """The words of the text with their capitals; as many as ``folded`` (folding joins and parts no words)."""
        return _WORD.findall(self.printed)

    @cached_property
    def shown(self) -> Sequence[str]:
        """The words as printed; folded ones where folding made other words of them (a rare letter of Unicode)."""
        printed = self.as_printed
        return printed if len(printed) == len(self.folded) else self.folded

    @cached_property
    def aligned(self) -> Sequence[str]:
        """What two texts are aligned by: each of ``shown``, folded; kept, for a text is held against many."""
        words = tuple(map(fold, self.shown))
        return self.folded if words == self.folded else words


def words_of(title: str | None, lead: str | None, text: str) -> Words:
    """Return the words of an article; marks, letter case, punctuation and layout make no difference.

    Args:
        title: its headline.
        lead: its standfirst; some systems print it as the first paragraph, so it is taken as that.
        text: its body.
    """
    body = f"{lead}\n\n{text}" if lead else text
    if "://" in body or "www." in body:
        body = _ADDRESS.sub(" ", body)
    return Words(_folded_words(title or ""), _folded_words(body), body)


def _folded_words(text: str) -> tuple[str, ...]:
    return tuple(chain.from_iterable(map(_words_of_chunk, text.split())))


def number_of(text: str) -> int:
    """Return a stable number (63 bits) of a text."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest()) >> (64 - _BITS)
