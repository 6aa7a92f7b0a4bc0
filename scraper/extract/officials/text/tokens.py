"""Tokens: the text of a field cut once into words and marks, each with its place in the field.

Everything after this module looks at folded words (:attr:`Tokens.keys`), never at characters, so that spelling
(decomposed letters, tone placement, case), white space (NBSP, zero width, hard wraps) and glued words are settled here.
The offsets of a token are offsets into the field as given: they are the map back.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import accumulate, compress, pairwise
from typing import Final

from scraper.extract.officials.text.wraps import Wraps
from scraper.patterns import regex
from scraper.vietnamese import collapse, fold_tone

_MARK = r"[^\w\s\u0300-\u036f\u200b-\u200d\u2060\ufeff]"
# No token begins with a blank, and of line ends in a row the first is one: to say so before all else makes runs of
# either three times as quick.
_BEGIN = r"(?![ \u00a0]|(?<=\n)\n)"
_LETTER = r"[\w\u0300-\u036f]"
_APOSTROPHES = "'’ʼ‘"
# A word keeps an inner apostrophe (H'Bút, Bh’riu); zero-width characters are white space; a line end is a token.
_TOKEN = regex(
    rf"{_BEGIN}([HKYhky][{_APOSTROPHES}](?=[ \u00a0\n])|{_LETTER}++(?:[{_APOSTROPHES}]{_LETTER}++)*+|\n|{_MARK})",
)
# The same for texts without apostrophes and decomposed letters, which most are: twice as fast.
_PLAIN_TOKEN = regex(rf"{_BEGIN}(\w+|\n|{_MARK})")
_LONGEST_WORD = 40  # longer "words" are addresses or noise; their key is cut so that nothing is folded for nothing
_MOST_KNOWN = 1 << 16
_DASHES = {"–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-"}
# Words that hold a capital inside by right; everything else like that is two words glued together ("chíNguyễn").
_INNER_CAPITAL = frozenset({"thuv", "ths", "bsckii", "bscki", "uvbtv", "tphcm"})


class Shape:
    """How a token is written. Plain integers, not an enumeration: they are compared for every word of every page."""

    LOWER: Final = 0
    CAPITAL: Final = 1
    CAPS: Final = 2
    DIGIT: Final = 3
    MARK: Final = 4
    LINE: Final = 5


# Committees that are printed by their first letters ("Bí thư HU", "Văn phòng ĐU", "TVHU"): a letter is a word, so that
# what looks at words finds "huyện ủy". Of names of persons in capitals only "TU" is one too.
_LETTERS_OF = {
    "HU": ("huyện", "ủy"), "QU": ("quận", "ủy"), "ĐU": ("đảng", "ủy"), "TU": ("tỉnh", "ủy"),
    "TVHU": ("thường", "vụ", "huyện", "ủy"), "TVTU": ("thường", "vụ", "tỉnh", "ủy"),
    "TVĐU": ("thường", "vụ", "đảng", "ủy"), "TVQU": ("thường", "vụ", "quận", "ủy"),
}  # fmt: skip
_ALSO_A_NAME = "TU"
_GLUED = -1  # the shape of a token that is several words, until it is taken apart


@dataclass(slots=True)
class Tokens:
    """A field's tokens as parallel lists: ``keys`` (folded), ``shapes``, and offsets ``starts`` and ``ends``."""

    text: str
    keys: list[str]
    shapes: list[int]
    starts: list[int]
    ends: list[int]
    composed: bool = True  # whether the text is NFC

    def __len__(self) -> int:
        return len(self.keys)

    def printed(self, start: int, end: int) -> str:
        """Return tokens ``start`` to ``end`` (exclusive) as printed: NFC, white space collapsed."""
        if start >= end:
            return ""
        text = self.text[self.starts[start] : self.ends[end - 1]]
        if not self.composed:
            text = unicodedata.normalize("NFC", text)
        return text if end - start == 1 else collapse(text)

    def glued(self, index: int) -> bool:
        """Tell whether no white space stands between token ``index`` and the one before it."""
        return index > 0 and self.ends[index - 1] == self.starts[index]

    def follows(self, index: int, *keys: str) -> bool:
        """Tell whether the tokens from ``index`` on have these keys."""
        own = self.keys
        return 0 <= index < len(own) and own[index] == keys[0] and tuple(own[index : index + len(keys)]) == keys


def tokenise(text: str) -> Tokens:
    """Return the tokens of a field; line ends that only wrap a paragraph are left out, glued words are two tokens.

    The steps work on whole lists, not token by token: this is done to every word of every page.
    """
    composed = unicodedata.is_normalized("NFC", text)
    plain = composed and not any(map(text.__contains__, _APOSTROPHES))
    parts = (_PLAIN_TOKEN if plain else _TOKEN).split(text)  # white space, token, white space, token ... white space
    words = parts[1::2]
    reached = list(accumulate(map(len, parts)))
    keys, shapes = list(map(_KEYS.__getitem__, words)), list(map(_SHAPES.__getitem__, words))
    tokens = Tokens(text, keys, shapes, reached[0:-1:2], reached[1::2], composed)
    if _GLUED in tokens.shapes:
        _take_apart(tokens)
    if Shape.LINE in tokens.shapes:
        _drop_soft_lines(tokens)
    return tokens


def _take_apart(tokens: Tokens) -> None:
    """Put the words of glued tokens in their place."""
    keys: list[str] = []
    shapes: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    for key, shape, start, end in zip(tokens.keys, tokens.shapes, tokens.starts, tokens.ends, strict=True):
        if shape != _GLUED:
            pieces = [(0, end - start, key, shape)]
        elif key == _ALSO_A_NAME and shapes and shapes[-1] == Shape.CAPS:
            pieces = [(0, end - start, fold_tone(key), Shape.CAPS)]  # "ĐỖ VĂN TU"
        else:
            pieces = _words(tokens.text[start:end])
        for offset, length, piece, piece_shape in pieces:
            keys.append(piece)
            shapes.append(piece_shape)
            starts.append(start + offset)
            ends.append(start + offset + length)
    tokens.keys, tokens.shapes, tokens.starts, tokens.ends = keys, shapes, starts, ends


def _drop_soft_lines(tokens: Tokens) -> None:
    """Leave out line ends that only wrap a paragraph, and those that follow another line end."""
    wraps, shapes = Wraps(tokens.text), tokens.shapes
    kept = [True] * len(shapes)
    reached = -2  # the last line end that was kept, or one of a run after it
    index = -1
    for _ in range(shapes.count(Shape.LINE)):
        index = shapes.index(Shape.LINE, index + 1)
        follows = index == reached + 1
        kept[index] = not follows and wraps.hard(tokens.starts[index])
        if follows or kept[index]:
            reached = index
    if not all(kept):
        tokens.keys, tokens.shapes = list(compress(tokens.keys, kept)), list(compress(shapes, kept))
        tokens.starts, tokens.ends = list(compress(tokens.starts, kept)), list(compress(tokens.ends, kept))


class _Keys(dict[str, str]):
    """The key of every word met so far; the same few thousand words make up all pages. Shapes are filled in with it."""

    def __missing__(self, word: str) -> str:
        if len(word) > _LONGEST_WORD:
            return word[:_LONGEST_WORD].lower()
        if len(self) >= _MOST_KNOWN:
            self.clear()
            _SHAPES.clear()
        self[word], _SHAPES[word] = found = _read(word)
        return found[0]


class _Shapes(dict[str, int]):
    """The shape of every word whose key is known."""

    def __missing__(self, word: str) -> int:
        return Shape.LOWER if len(word) > _LONGEST_WORD else _read(word)[1]


_KEYS = _Keys()
_SHAPES = _Shapes()


def _read(word: str) -> tuple[str, int]:
    """Return key and shape of a token; the shape says so where it is several words glued together."""
    if word == "\n":
        return word, Shape.LINE
    if len(word) == 1 and not word.isalnum():
        return _DASHES.get(word, word), Shape.MARK
    pieces = _words(word)
    return pieces[0][2:] if len(pieces) == 1 else (word, _GLUED)


def _words(word: str) -> list[tuple[int, int, str, int]]:
    """Return the words of a token as (offset, length, key, shape)."""
    if (spelt := _LETTERS_OF.get(word)) is not None:
        return [(offset, 1, key, Shape.CAPS) for offset, key in enumerate(spelt)]
    pieces = []
    for start, end in _pieces(word):
        piece = unicodedata.normalize("NFC", word[start:end])
        pieces.append((start, end - start, fold_tone(piece).replace("’", "'").replace("ʼ", "'"), _shape(piece)))
    return pieces


def _pieces(word: str) -> list[tuple[int, int]]:
    if word.islower() and "đ" not in word[1:]:
        return [(0, len(word))]
    if word.isupper() or word.lower() in _INNER_CAPITAL:
        return [(0, len(word))]
    cuts = [
        index
        for index in range(2, len(word) - 1)
        if word[index - 1].islower() and (word[index] == "đ" or (word[index].isupper() and word[index + 1].islower()))
    ]
    return list(pairwise([0, *cuts, len(word)]))


def _shape(piece: str) -> int:
    if piece[0].isdigit():
        return Shape.DIGIT
    if piece[0].isupper():
        return Shape.CAPS if len(piece.rstrip(_APOSTROPHES)) > 1 and piece.isupper() else Shape.CAPITAL
    return Shape.LOWER
