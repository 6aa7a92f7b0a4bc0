"""From what people type to expressions of FTS5; every input gives a valid one.

All words must occur. ``"words in quotes"`` (straight or curly) must follow each other, ``-word`` must not occur,
``word*`` is a beginning. A word or phrase with marks is sought with just these marks (old and new tone placement are
one), one without is sought without. Letter case says nothing, and no word is an operator.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from archive.search import tokens
from archive.search.full_text import EVERYTHING, FOLDED, TEXTS
from scraper.patterns import regex
from scraper.vietnamese import fold, fold_tone, nfc

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

MOST_CHARACTERS = 2_000  # a pasted article is no query; what comes after is not searched
MOST_TERMS = 64
_SHORTEST_BEGINNING = 2  # letters
_MARKED_COLUMNS = "{" + " ".join(TEXTS) + "}"
_FOLDED_COLUMNS = "{" + " ".join(FOLDED) + "}"
_CURLY = str.maketrans("“”„‟«»＂", '"' * 7)
# A quoted phrase (the closing quote may be missing) or a word; either may be excluded by a minus in front.
_TERM = regex(r'(?P<minus>-)?(?:"(?P<phrase>[^"]*)(?:"|$)(?P<phrase_star>\*)?|(?P<word>[^\s"]+))')
_STAR = regex(r"\*+$")
# What the tokenizer unicode61 makes words of: letters and digits.
_TOKEN = regex(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Spelt:
    """How a term is sought: in texts with their marks (``fold_tone``) or with none (``fold``), as one of spellings."""

    is_marked: bool
    spellings: list[str]


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase that is sought, or must not occur.

    Attributes:
        words: as typed, NFC.
        excluded: a minus stands before it.
        prefix: a star stands behind it.
    """

    words: str
    excluded: bool
    prefix: bool

    @property
    def has_marks(self) -> bool:
        """Whether it is to be found with just these marks."""
        return fold(self.words) != self.words.lower()

    def expression(self, *, respect_marks: bool) -> str:
        """Return the expression for ``articles_fts``."""
        spelt = self.spelt(respect_marks=respect_marks)
        quoted = " OR ".join(map(self._quoted, spelt.spellings))
        columns = _MARKED_COLUMNS if spelt.is_marked else _FOLDED_COLUMNS
        return f"{columns} : ({quoted})" if len(spelt.spellings) > 1 else f"{columns} : {quoted}"

    def spelt(self, *, respect_marks: bool) -> Spelt:
        """Return in which texts it is sought, and as what."""
        if respect_marks and self.has_marks:
            return Spelt(True, self._spellings())
        return Spelt(False, [fold(self.words)])

    def _spellings(self) -> list[str]:
        spellings = [fold_tone(self.words)]
        if self.prefix and self.words.lower() != spellings[0]:
            # "hoà*" may be the whole word hòa or the beginning of hoàn.
            spellings.append(self.words.lower())
        return spellings

    def _quoted(self, words: str) -> str:
        return '"' + words.replace('"', " ") + '"' + (" *" if self.prefix else "")

    def tokens(self, *, respect_marks: bool, title: bool = False) -> tuple[str, bool]:
        """Return the expression for ``article_search_words``, and whether it means just this term.

        One that does not is of a phrase of more than two words, or with marks: its words and pairs occur, which is no
        more than needed. Every article that has the term has them.

        Args:
            respect_marks: whether marks that are typed are to be found.
            title: its words are to stand in the title (and the phrase somewhere).
        """
        marked = respect_marks and self.has_marks
        plain = tokens.words(fold(self.words))
        spellings = [tokens.words(spelling) for spelling in self._spellings()] if marked else [plain]
        place = tokens.in_title if title else str
        if len(plain) == 1:
            return _any_of(self._token(place(one[0])) for one in spellings if one), not title
        needed = [tokens.pair(*two) for two in pairwise(plain)]
        quoted = [f'"{token}"' for token in needed[:-1]] + [self._token(token) for token in needed[-1:]]
        if marked or title:
            # The last of an unfinished phrase may be spelt in more ways than one; the pairs without marks say enough.
            singles = spellings[0][:-1] if self.prefix else spellings[0]
            quoted += [f'"{place(word)}"' for word in singles]
        return " AND ".join(quoted), len(plain) == 2 and not marked and not title

    def _token(self, token: str) -> str:
        return f'"{token}"' + (" *" if self.prefix and len(token) >= _SHORTEST_BEGINNING else "")


def _any_of(parts: Iterable[str]) -> str:
    return " OR ".join(parts)


def terms(query: str) -> list[Term]:
    """Return what a query is made of; what follows 2,000 characters or 64 terms is left out."""
    text = nfc(query[:MOST_CHARACTERS]).translate(_CURLY)
    found = []
    for match in _TERM.finditer(text):
        words = match["phrase"] if match["word"] is None else match["word"]
        star = match["phrase_star"] if match["word"] is None else _STAR.search(words)
        if _TOKEN.search(words):
            found.append(Term(words.rstrip("*"), match["minus"] is not None, bool(star)))
    return found[:MOST_TERMS]


def is_cut(query: str) -> bool:
    """Tell whether a query is longer than what is searched of it."""
    return len(query) > MOST_CHARACTERS or len(_TERM.findall(query.translate(_CURLY))) > MOST_TERMS


def match_expression(query: str, *, respect_marks: bool = True) -> str:
    """Return the FTS5 MATCH expression of ``articles_fts`` for what somebody typed.

    Where nothing is left to seek, every article matches.

    Args:
        query: as typed; decomposed letters (NFD) are composed first. What follows 2,000 characters or 64 terms is
            not sought.
        respect_marks: false to seek everything without marks (excluded words keep theirs).
    """
    some = terms(query)
    wanted = [term.expression(respect_marks=respect_marks) for term in some if not term.excluded]
    excluded = [term.expression(respect_marks=True) for term in some if term.excluded]
    expression = " AND ".join(f"({part})" for part in wanted) or EVERYTHING
    if not excluded:
        return expression
    return f"({expression}) NOT (" + " OR ".join(f"({part})" for part in excluded) + ")"


def best_expression(connection: sqlite3.Connection, query: str) -> str:
    """Return the expression that respects the marks typed or, if it finds nothing, the one that ignores them.

    People leave out some marks ("đuong", "Đảng bo"): no article spells a word so, and nothing found would be a lie.
    """
    strict = match_expression(query)
    if _finds(connection, strict):
        return strict
    folded = match_expression(query, respect_marks=False)
    return folded if folded != strict and _finds(connection, folded) else strict


def _finds(connection: sqlite3.Connection, expression: str) -> bool:
    row: Any = connection.execute(
        "SELECT 1 FROM articles_fts WHERE articles_fts MATCH ? LIMIT 1", (expression,)
    ).fetchone()
    return row is not None
