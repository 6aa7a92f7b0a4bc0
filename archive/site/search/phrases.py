"""Whether articles have just the words, phrases and spellings that are sought, told from their texts.

``article_search_words`` has no places of words, so of a phrase of three words it tells those articles that have its
pairs. Asking ``articles_fts`` for the phrase walks through every article that has all its words, wherever: half of the
archive for words that stand in most articles. Of a few thousand the texts themselves are sooner looked at, each in a
tenth of a millisecond, however large the archive is.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from archive.search import TEXTS, tokens
from archive.site.search.ranking import occurs
from scraper.vietnamese import fold, fold_tone

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from archive.search.query import Term

_SELECT = (
    f"SELECT j.value, {', '.join(f's.{name}' for name in TEXTS)} "  # nosec B608 # noqa: S608  names are ours
    "FROM json_each(?) j CROSS JOIN article_search_days d ON d.key = j.value "
    "CROSS JOIN article_search s ON s.id = d.article"
)


class PhraseCheck:
    """Tells of articles whether they have what is sought: what ``match_expression`` of the same words finds.

    Args:
        terms: what is sought, and what must not occur.
        respect_marks: false to seek everything without marks; what must not occur keeps its own.
    """

    def __init__(self, terms: Sequence[Term], *, respect_marks: bool) -> None:
        self._terms = [(term, term.spelt(respect_marks=respect_marks or term.excluded)) for term in terms]

    def holding(self, connection: sqlite3.Connection, keys: Sequence[int]) -> set[int]:
        """Return those of some keys of ``article_search_words`` whose articles have it.

        Args:
            connection: the archive.
            keys: some that are there.
        """
        return {row[0] for row in connection.execute(_SELECT, (json.dumps(list(keys)),)) if self._holds([*row][1:])}

    def _holds(self, texts: Sequence[str | None]) -> bool:
        plain: list[list[str]] = []
        marked: list[list[str]] = []
        for term, spelt in self._terms:
            words = marked if spelt.is_marked else plain
            if not words:
                folded = fold_tone if spelt.is_marked else fold
                words += [tokens.bare_words(folded(text)) for text in texts if text]
            found = any(occurs(tokens.bare_words(one), text, term.prefix) for one in spelt.spellings for text in words)
            if found == term.excluded:
                return False
        return True
