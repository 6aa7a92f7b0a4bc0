"""Vietnamese text: one normal form to keep, one folded form to compare.

Store what was written (NFC); compare what was meant. Two foldings are used:

* :func:`fold_tone` only unifies what is the same word written two ways: letter case and old or new tone placement
  ("Thị uỷ" and "Thị Ủy"). Marks stay.
* :func:`fold` drops every mark and turns đ into d, for search without marks ("dang bo thi uy").

Both keep the length of their input character by character where they can; :func:`fold_tone` always does, so offsets
into the folded text are offsets into the NFC text.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from scraper.patterns import regex

# The vowel pairs whose tone mark moved from the second to the first letter in the reformed spelling, after
# shared fact sheets on the portals: "uỷ" and "ủy" stand on the same page. "quý", "quỳ" ... keep their mark: there the
# u belongs to the consonant.
_OLD_TO_NEW = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
# The look-behind comes last: a pattern that opens with letters is searched three times as fast.
_TONE = regex("(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?<![qQ]..)(?![a-zà-ỹđ])")  # the keys of the table
# The capital letters, as what stands between the brackets of a pattern's character class.
CAPITAL_LETTERS = "A-ZÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
_SPACE = regex(r"[\s\u200b\u200c\u200d\u2060\ufeff]+")
# NUL and other controls break SQLite's length() and terminals; lone surrogates cannot be encoded at all.
_ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff"
# Marks of direction (U+202E and its like) show a reader other letters than search and tables hold, and Vietnamese is
# written one way; U+200E comes with every day that is pasted from Windows.
_UNSTORABLE = regex(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def nfc(text: str) -> str:
    """Return ``text`` in NFC, without controls and lone surrogates, which no store keeps, and marks of direction."""
    if not text.isprintable() and _UNSTORABLE.search(text):  # nothing of the sort is printable
        text = _UNSTORABLE.sub("", text)
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def is_storable(text: str) -> bool:
    """Tell whether a text has nothing that :func:`nfc` leaves out."""
    return text.isprintable() or _UNSTORABLE.search(text) is None


def collapse(text: str) -> str:
    """Return ``text`` with every run of white space (NBSP and zero-width included) as one space, ends trimmed."""
    return _collapse_name(text) if len(text) <= _LONGEST_NAME else _collapse_text(text)


def _collapse_text(text: str) -> str:
    if not text.isascii():
        for character in _ZERO_WIDTH:
            if character in text:
                return _SPACE.sub(" ", text).strip()
    return " ".join(text.split())


def fold_tone(text: str) -> str:
    """Return NFC ``text`` in lower case with the new tone placement; same length as the input."""
    return _fold_name(text) if len(text) <= _LONGEST_NAME else _fold_text(text)


def _fold_text(text: str) -> str:
    return _TONE.sub(lambda match: _OLD_TO_NEW[match.group()], _lowered(text))


def _lowered(text: str) -> str:
    """Return ``text`` in lower case, character by character."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := character.lower()) == 1 else character for character in text)  # İ grows


def with_new_tones(text: str) -> str:
    """Return NFC ``text`` with the new tone placement, its capitals as they are: "Thị uỷ HOÀ" gives "Thị ủy HÒA"."""
    pieces, end = [], 0
    for match in _TONE.finditer(_lowered(text)):
        pair = zip(_OLD_TO_NEW[match.group()], text[match.start() : match.end()], strict=True)
        pieces += [text[end : match.start()], *(new.upper() if old.isupper() else new for new, old in pair)]
        end = match.end()
    return "".join(pieces) + text[end:]


# The names of a page's people, posts and units are looked at again and again, texts once.
_LONGEST_NAME = 80  # characters
_collapse_name = lru_cache(maxsize=1 << 14)(_collapse_text)
_fold_name = lru_cache(maxsize=1 << 14)(_fold_text)


def fold(text: str) -> str:
    """Return ``text`` in lower case without marks, đ as d: "Đảng bộ Thị uỷ" gives "dang bo thi uy"."""
    return text.lower().translate(_UNMARKED)


class _Unmarked(dict[int, str]):
    """A table for :meth:`str.translate` that finds out about a character when it first meets it."""

    def __missing__(self, code: int) -> str:
        decomposed = unicodedata.normalize("NFD", chr(code))
        bare = "".join(c for c in decomposed if not unicodedata.combining(c)).replace("đ", "d")
        if code < _MOST_KEPT:
            self[code] = bare
        return bare


_MOST_KEPT = 0x3000  # a text with every character of Unicode shall not fill the table
_UNMARKED = _Unmarked()
