"""The pieces of text that a line is put together from: to one text, and to what most of the line looks like."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING
from unicodedata import is_normalized

from scraper.extract.markup import BOLD, ITALIC, LINK, SMALL
from scraper.vietnamese import collapse, nfc

if TYPE_CHECKING:
    from collections.abc import Sequence

STYLE_BITS = 5
STYLES = (1 << STYLE_BITS) - 1
_MOSTLY = 0.85  # punctuation and blanks between styled runs are often left out of the style


def weighed(texts: list[str], marks: list[int]) -> tuple[int, int]:
    """Return the marks of a line, and how many of its characters stand in links.

    A hint marks the line where it marks all of it, a style where it marks nearly all.

    Args:
        texts: the pieces of the line.
        marks: the marks of each piece: bits of its style (:mod:`scraper.extract.markup`), above them those of its hint.
    """
    first = marks[0]
    if marks.count(first) == len(marks):
        return first, sum([len(text.strip()) for text in texts]) if first & LINK else 0
    hints = -1
    chars = link = bold = italic = small = 0
    for text, mark in zip(texts, marks, strict=True):
        size = len(text.strip())
        if not size:
            continue
        chars += size
        hints &= mark
        if mark & LINK:
            link += size
        if mark & BOLD:
            bold += size
        if mark & ITALIC:
            italic += size
        if mark & SMALL:
            small += size
    most = _MOSTLY * chars
    styles = (BOLD if bold >= most else 0) | (ITALIC if italic >= most else 0) | (SMALL if small >= most else 0)
    return (hints & ~STYLES) | styles, link


def parted(text: str, pieces: Sequence[str]) -> str:
    """Return a line with a blank where two of its elements meet as words ("16:04" and "512 lượt xem").

    Digits that meet digits alone may be the parts of one number, and stay as they are.

    Args:
        text: the line.
        pieces: the texts of the elements it is put together from, none where it is long or of one piece.
    """
    if len(pieces) < 2:
        return text
    found = pieces[0]
    for before, after in pairwise(pieces):
        meets = before[-1:].isalnum() and after[:1].isalnum()
        both = not any(map(str.isalpha, after)) and (not any(map(str.isalpha, before)) or before[-1:].isdigit())
        found += f" {after}" if meets and not (both and after[:1].isdigit() and before[-1:].isdigit()) else after
    return one_line(found)


def one_line(text: str) -> str:
    """Return text in NFC with white space collapsed; the page is in NFC already but for its character references."""
    if not text.isascii() and not is_normalized("NFC", text):
        text = nfc(text)
    return collapse(text)
