"""In which order hits are shown: what fits best first, a recent article a little before an old one as good.

Every hit has all the words, so what counts is where. The points of an article:

====================================================================  =====================
the share of the words that stand in the title                        0 to 10
all of them follow each other in the title                            6
the title is these words and nothing else                             4
the share of the words that stand in the lead                         0 to 3
all of them follow each other in the lead                             2
all of them follow each other anywhere (title, lead, text, captions)  4
its day: 2 on the newest day of the archive, half of it five years    0 to 2
before, a quarter ten years before
====================================================================  =====================

So a day outweighs a small part of what the words say, and never that they stand together. Points are given to the hits
that may be the best: the newest 100 with all words in the title, the newest 200 in which they follow each other, the
newest 200 of all. Where a search finds no more than these 500 every hit has its points; else the others follow, the
newest first. What ranking costs does not grow with the archive.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from archive.search import tokens
from archive.search.by_day import FIRST_DATED
from scraper.vietnamese import fold, fold_tone

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from archive.search.query import Term
    from archive.site.search.matches import Matches

_IN_TITLE, _TOGETHER, _NEWEST = 100, 200, 200
_SHARE_CHECKED = 0.2
_MOST_TERMS = 16  # that are looked at
_HALF_LIFE = 5 * 365.25  # days
_DAY_BITS = 20


@dataclass(frozen=True, slots=True)
class Ranked:
    """The hits with points, best first; ``is_whole`` where these are all hits."""

    points: dict[int, float]
    is_whole: bool


def rank(connection: sqlite3.Connection, matches: Matches) -> Ranked:
    """Give points to the hits that may be the best.

    Args:
        connection: the archive.
        matches: what is found.
    """
    wanted = matches.wanted[:_MOST_TERMS]
    share = _SHARE_CHECKED if matches.is_upper_bound else 1  # each is checked
    most = int(_NEWEST * share)
    newest = matches.newest(most + 1)
    if not wanted:
        return Ranked({}, is_whole=not newest)
    together = set[int]()
    sequence = _sequence(wanted)
    if len(sequence) > 1:
        adjacent = " AND ".join(f'"{tokens.pair(*two)}"' for two in pairwise(sequence))
        together = set(matches.newest(int(_TOGETHER * share), adjacent))
    candidates = {*newest[:most], *together}
    if len(newest) > most:
        in_title = [term.tokens(respect_marks=not matches.without_marks, title=True)[0] for term in wanted]
        candidates.update(
            matches.newest(int(_IN_TITLE * share), " AND ".join(f"({part})" for part in in_title if part))
        )
    points = _points(connection, candidates, _Judge(wanted, sequence, marks=not matches.without_marks), together)
    ordered = dict(sorted(points.items(), key=lambda item: (-item[1], -item[0])))
    return Ranked(ordered, is_whole=len(newest) <= most)


def in_order(matches: Matches, ranked: Ranked | None) -> Iterator[int]:
    """Yield all hits: those with points, then the others from the newest on."""
    if ranked is not None:
        yield from ranked.points
        if ranked.is_whole:
            return
    for key in matches.newest_first():
        if ranked is None or key not in ranked.points:
            yield key


def _sequence(wanted: Sequence[Term]) -> list[str]:
    """Return all words in a row, without marks; none where one of them is a beginning only."""
    if any(term.prefix for term in wanted):
        return []
    return [word for term in wanted for word in tokens.words(fold(term.words))]


class _Judge:
    """How well the words stand in a text."""

    def __init__(self, wanted: Sequence[Term], sequence: list[str], *, marks: bool) -> None:
        self._terms = []
        for term in wanted:
            marked = marks and term.has_marks
            words = tokens.bare_words((fold_tone if marked else fold)(term.words))
            self._terms.append((words, marked, term.prefix))
        self._sequence = [word for term in wanted for word in tokens.bare_words(fold(term.words))] if sequence else []
        self.needs_marks = any(marked for _, marked, _ in self._terms)

    def share(self, plain: list[str], marked: list[str]) -> float:
        """Return the share of the words that stand in a text."""
        found = sum(occurs(words, marked if is_marked else plain, prefix) for words, is_marked, prefix in self._terms)
        return found / len(self._terms)

    def follow(self, plain: list[str]) -> bool:
        """Tell whether all words follow each other in a text."""
        return len(self._sequence) > 1 and occurs(self._sequence, plain, False)

    def is_all(self, plain: list[str]) -> bool:
        """Tell whether a text is these words and nothing else."""
        return bool(self._sequence) and plain == self._sequence


def occurs(words: list[str], text: list[str], prefix: bool) -> bool:
    """Tell whether words follow each other in a text; of a ``prefix`` the last one may go on."""
    if not words:
        return False
    last = len(words) - 1
    for start in range(len(text) - last):
        end = text[start + last]
        if (end.startswith(words[last]) if prefix else end == words[last]) and text[start : start + last] == words[:-1]:
            return True
    return False


def _points(connection: sqlite3.Connection, keys: set[int], judge: _Judge, together: set[int]) -> dict[int, float]:
    rows = connection.execute(
        "SELECT d.key, a.title, a.lead FROM json_each(?) j CROSS JOIN article_search_days d ON d.key = j.value "
        "CROSS JOIN articles a ON a.id = d.article",
        (json.dumps(sorted(keys)),),
    )
    newest = connection.execute("SELECT max(key) FROM article_search_days").fetchone()[0]
    today = min((newest or 0) >> _DAY_BITS, date.max.toordinal())
    found = {}
    for key, title, lead in rows:
        points = 4.0 * (key in together)
        for text, share, follow, whole in ((title, 10, 6, 4), (lead, 3, 2, 0)):
            if text:
                plain = tokens.bare_words(fold(text))
                marked = tokens.bare_words(fold_tone(text)) if judge.needs_marks else plain
                points += share * judge.share(plain, marked)
                points += follow * judge.follow(plain) + whole * judge.is_all(plain)
        if key >= FIRST_DATED:
            points += 2 * 0.5 ** ((today - (key >> _DAY_BITS)) / _HALF_LIFE)
        found[key] = round(points, 3)
    return found
