"""What ``article_search_words`` is made of: words, pairs of words, and marks of what an article is and of whom it is.

Each token is one token of FTS5's tokenizer too, whatever it is made from: an index without places knows no phrases, so
a token that FTS5 took apart would be an error. Tokens that are no words begin with a character of Unicode's private use
area, which no word has (it is no letter to Python, but part of a word to FTS5).
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from scraper.patterns import regex
from scraper.vietnamese import fold_tone

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD = regex(r"[^\W_]+")
# Letters that Python and every SQLite agree about; what has others is written in hexadecimal.
_COMMON = regex(r"[a-z0-9à-öø-ÿāăąćčđēęěĩīłńňōőœŕřśšťũūůűźżžơưạ-ỹ]+")
_LONGEST = 60  # characters; what is longer is no word
_TITLE, _PORTAL, _SECTION, _UNIT, _ROLE, _KIND, _PAIR, _RARE, _ALL, _BETWEEN = (chr(0xE000 + n) for n in range(10))

EVERY_ARTICLE = _ALL


def words(text: str) -> list[str]:
    """Return the words of a folded text, in order, each as a token."""
    return list(map(_token, _WORD.findall(text)))


def bare_words(text: str) -> list[str]:
    """Return the words of a text as they stand in it, in order."""
    return _WORD.findall(text)


def places(text: str) -> list[tuple[int, int]]:
    """Return where each word of a text begins and ends."""
    return [found.span() for found in _WORD.finditer(text)]


@lru_cache(maxsize=1 << 16)
def _token(word: str) -> str:
    if len(word) > _LONGEST:
        word = word[:_LONGEST]
    return word if _COMMON.fullmatch(word) else _RARE + word.encode("utf-8", "replace").hex()


def pair(first: str, second: str) -> str:
    """Return the token of two words in a row."""
    return f"{_PAIR}{first}{_BETWEEN}{second}"


def pairs(some: Iterable[str]) -> list[str]:
    """Return the tokens of each two words in a row, as :func:`pair` writes them."""
    return [f"{_PAIR}{first}{_BETWEEN}{second}" for first, second in pairwise(some)]


def in_title(word: str) -> str:
    """Return the token of a word that stands in the title."""
    return _TITLE + word


def of_portal(portal: str) -> str:
    """Return the token of a portal, by its id."""
    return _PORTAL + _digest(portal)


def of_section(section: str) -> str:
    """Return the token of a section; letter case and tone placement make no other one."""
    return _SECTION + _digest(" ".join(fold_tone(section).split()))


def of_unit(unit: str) -> str:
    """Return the token of a unit that an article names, by its id."""
    return _UNIT + _digest(unit)


def of_role(role: str) -> str:
    """Return the token of a role that somebody has in an article."""
    return _ROLE + _digest(role)


def of_kind(kind: str) -> str:
    """Return the token of what an article is (``article``, ``document``)."""
    return _KIND + _digest(kind)


@lru_cache(maxsize=1 << 14)
def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]
