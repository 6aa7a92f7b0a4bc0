"""Tokens: the text of a field cut once into words and marks, each with its place in the field.

Everything after this module looks at folded words (:attr:`Tokens.keys`), never at characters, so that spelling
(decomposed letters, tone placement, case), white space (NBSP, zero width, hard wraps) and glued words are settled here.
The offsets of a token are offsets into the field as given: they are the map back.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from scraper.vietnamese import collapse, fold_tone

_LETTER = r"[\w\u0300-\u036f]"
# A word keeps an inner apostrophe (H'Bút, Bh’riu); zero-width characters are white space; a line end is a token.
_TOKEN = re.compile(
    rf"[HKhk]['’ʼ‘](?=[ \u00a0])|{_LETTER}+(?:['’ʼ‘]{_LETTER}+)*|\n|[^\w\s\u0300-\u036f\u200b-\u200d\u2060\ufeff]",
)
_LONGEST_WORD = 40  # longer "words" are addresses or noise; their key is cut so that nothing is folded for nothing
_WRAP_SHARE = 0.6  # a line that was wrapped is not much shorter than its neighbours
_TERMINAL = frozenset('.!?:;"”…')
_DASHES = {"–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-"}
# Words that hold a capital inside by right; everything else like that is two words glued together ("chíNguyễn").
_INNER_CAPITAL = frozenset({"thuv", "ths", "bsckii", "bscki", "uvbtv", "tphcm"})
_LINE_OPENERS = frozenset(
    {"đồng", "đ", "ông", "bà", "các", "toàn", "quang", "lãnh", "ảnh", "tin", "sáng", "chiều", "tối", "ngày", "tại",
     "cùng", "sau", "thay", "đến", "tới", "đêm", "trưa", "phát", "tham", "dự", "nguồn", "tác", "theo", "lễ"}
)  # fmt: skip


class Shape:
    """How a token is written. Plain integers, not an enumeration: they are compared for every word of every page."""

    LOWER: Final = 0
    CAPITAL: Final = 1
    CAPS: Final = 2
    DIGIT: Final = 3
    MARK: Final = 4
    LINE: Final = 5


@dataclass(slots=True)
class Tokens:
    """A field's tokens as parallel lists: ``keys`` (folded), ``shapes``, and offsets ``starts`` and ``ends``."""

    text: str
    keys: list[str]
    shapes: list[int]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.keys)

    def printed(self, start: int, end: int) -> str:
        """Return tokens ``start`` to ``end`` (exclusive) as printed: NFC, white space collapsed."""
        if start >= end:
            return ""
        return collapse(unicodedata.normalize("NFC", self.text[self.starts[start] : self.ends[end - 1]]))

    def glued(self, index: int) -> bool:
        """Tell whether no white space stands between token ``index`` and the one before it."""
        return index > 0 and self.ends[index - 1] == self.starts[index]

    def follows(self, index: int, *keys: str) -> bool:
        """Tell whether the tokens from ``index`` on have these keys."""
        return tuple(self.keys[index : index + len(keys)]) == keys


def tokenise(text: str) -> Tokens:
    """Return the tokens of a field; line ends that only wrap a paragraph are left out, glued words are two tokens."""
    keys: list[str] = []
    shapes: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    lines = _Wraps(text)
    for match in _TOKEN.finditer(text):
        word = match[0]
        start = match.start()
        simple = _simple(word) if len(word) <= _LONGEST_WORD else (word[:_LONGEST_WORD].lower(), Shape.LOWER)
        if simple is None:
            for offset, length, key, shape in _glued_words(word):
                keys.append(key)
                shapes.append(shape)
                starts.append(start + offset)
                ends.append(start + offset + length)
            continue
        key, shape = simple
        if shape == Shape.LINE and ((shapes and shapes[-1] == Shape.LINE) or not lines.hard(start)):
            continue
        keys.append(key)
        shapes.append(shape)
        starts.append(start)
        ends.append(start + len(word))
    return Tokens(text, keys, shapes, starts, ends)


@lru_cache(maxsize=1 << 16)
def _simple(word: str) -> tuple[str, int] | None:
    """Return key and shape of a token that is one word, ``None`` for words that are glued together."""
    if word == "\n":
        return word, Shape.LINE
    if len(word) == 1 and not word.isalnum():
        return _DASHES.get(word, word), Shape.MARK
    if len(_pieces(word)) > 1:
        return None
    _, _, key, shape = _glued_words(word)[0]
    return key, shape


@lru_cache(maxsize=1 << 16)
def _glued_words(word: str) -> tuple[tuple[int, int, str, int], ...]:
    """Return the words of a token as (offset, length, key, shape)."""
    pieces = []
    for start, end in _pieces(word):
        piece = unicodedata.normalize("NFC", word[start:end])
        pieces.append((start, end - start, fold_tone(piece).replace("’", "'").replace("ʼ", "'"), _shape(piece)))
    return tuple(pieces)


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
    edges = [0, *cuts, len(word)]
    return list(itertools.pairwise(edges))


def _shape(piece: str) -> int:
    if piece[0].isdigit():
        return Shape.DIGIT
    if piece[0].isupper():
        return Shape.CAPS if len(piece.rstrip("'’ʼ‘")) > 1 and piece.isupper() else Shape.CAPITAL
    return Shape.LOWER


# A line that ends in the middle of a name, and one that begins in the middle of a title.
_LIST_ITEM = re.compile(r"[-*+•●–]|\d{1,2}[.)]\s")
_NAME_BEGUN = re.compile(r"(?:[Đđ]ồng chí|[Đđ]/c|[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[;:])(?: [A-ZÀ-ỸĐ][^\W\d_A-ZĐ]{1,7}){1,2}$")
_GOES_ON = re.compile(r"(?:Tỉnh|Thành|Huyện|Thị|Quận|Đảng) [uủ][ỷy]\b|(?:UBND|HĐND|MTTQ|UBMTTQ)\b(?! [A-ZĐ]{2})")


class _Wraps:
    """Which line ends of a text are paragraph ends, and which only wrap a paragraph (plain-text dumps)."""

    def __init__(self, text: str) -> None:
        self._text = text

    def hard(self, at: int) -> bool:
        """Tell whether the line end at offset ``at`` ends something."""
        text = self._text
        if text.startswith("\n", at + 1) or text.endswith("\n", 0, at):
            return True
        before_at = text.rfind("\n", max(0, at - 400), at) + 1
        after_to = text.find("\n", at + 1, at + 400)
        before = text[max(before_at, at - 400) : at].strip()
        after = text[at + 1 : after_to if after_to >= 0 else at + 400].strip()
        if not before or not after or before[-1] in _TERMINAL:
            return True
        if after[0].islower():
            return False
        if _LIST_ITEM.match(after):
            return True
        if before.isupper():
            return True
        if before.endswith((",", "-", "–")) or _NAME_BEGUN.search(before) or _GOES_ON.match(after):
            return False
        opener = fold_tone(re.split(r"[\s/]", after, maxsplit=1)[0])
        if opener.rstrip(":,") in _LINE_OPENERS:
            return True
        # Wrapped lines are about as long as each other; a heading or a line of its own is shorter.
        return len(before) < _WRAP_SHARE * 80 or len(before) > 140


_ABBREVIATIONS = frozenset(
    {
        "bsckii",
        "bscki",
        "cki",
        "ckii",
        "bsck",
        "tp",
        "ts",
        "ths",
        "q",
        "tx",
        "gs",
        "pgs",
        "bs",
        "ks",
        "tt",
        "st",
        "cn",
        "p",
        "h",
        "x",
        "tr",
        "đ",
        "c",
        "t",
        "nv",
    }
)


# Tokens: no sentence is longer but in noise, which is cut so that no step after this one costs more than its length.
_LONGEST_SENTENCE = 500


def sentences(tokens: Tokens) -> list[tuple[int, int]]:
    """Return the sentences of a field as token ranges, the closing mark included."""
    keys, shapes = tokens.keys, tokens.shapes
    found: list[tuple[int, int]] = []
    start = 0
    for index, key in enumerate(keys):
        if shapes[index] < Shape.MARK and index - start < _LONGEST_SENTENCE:
            continue
        if (
            index - start >= _LONGEST_SENTENCE
            or key == "\n"
            or key in "!?…"
            or (key == "." and _ends_sentence(tokens, index))
        ):
            if index > start:
                found.append((start, index + 1))
            start = index + 1
    if start < len(keys):
        found.append((start, len(keys)))
    return found


def _ends_sentence(tokens: Tokens, index: int) -> bool:
    following = index + 1
    if following >= len(tokens):
        return True
    shape = tokens.shapes[following]
    if shape == Shape.LINE:
        return True
    before = tokens.keys[index - 1] if index else ""
    if before in _ABBREVIATIONS and index and tokens.shapes[index - 1] in {Shape.CAPITAL, Shape.CAPS}:
        return False
    if tokens.glued(following):
        return shape == Shape.CAPITAL and len(tokens.keys[following]) > 1
    return shape != Shape.LOWER or len(before) > 0
