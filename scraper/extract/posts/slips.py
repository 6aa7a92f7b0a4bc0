"""Slips: posts and modifiers that a portal has typed wrongly.

"phó Bi thư", "Bí thu", "Chủ tich", "Thường thực", "thường trự" are all printed. Only heads of titles and their
modifiers are mended, by a letter in one syllable or by the marks of all: further on stand names of places and bodies.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from scraper.extract.posts.committee_ranks import RANKS_BY_WORDING
from scraper.extract.posts.post_tables import POSTS_BY_WORDING
from scraper.vietnamese import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORDINGS = RANKS_BY_WORDING | POSTS_BY_WORDING
LONGEST_POST = max(len(wording.split()) for wording in POSTS_BY_WORDING)  # words
_SHORTEST_SYLLABLE = 3  # letters: of shorter ones every other word is a letter away
# Modifiers of two syllables that are typed wrongly, without marks, and what they are.
_MODIFIERS = {
    ("thuong", "truc"): "Thường trực", ("chuyen", "trach"): "chuyên trách", ("thu", "nhat"): "Thứ nhất",
    ("lam", "thoi"): "lâm thời", ("phu", "trach"): "phụ trách",
}  # fmt: skip


def misspelt_post(words: Sequence[str]) -> tuple[str, int] | None:
    """Return the post that words misspell and how many of them it is, ``None`` where they are none.

    Posts of one word are too short to be guessed at.

    Args:
        words: folded (:func:`scraper.vietnamese.fold_tone`), from where the post begins.
    """
    for length in range(min(len(words), LONGEST_POST), 1, -1):
        head = tuple(words[:length])
        post = _without_marks().get(fold(" ".join(head))) or _one_syllable_off(head)
        if post:
            return post, length
    return None


def misspelt_modifier(words: Sequence[str]) -> str | None:
    """Return the modifier that two words misspell: marks left out, or a letter wrong in one of them.

    Args:
        words: folded, as in :func:`misspelt_post`.
    """
    if len(words) != 2 or not words[0].startswith(("t", "c", "l", "p")):
        return None
    bare = tuple(fold(word) for word in words)
    if not bare[0].startswith(("th", "ch", "la", "ph")):
        return None
    if bare in _MODIFIERS:
        return _MODIFIERS[bare]
    for known, modifier in _MODIFIERS.items():
        same = [word == other for word, other in zip(bare, known, strict=True)]
        if sum(same) == 1 and distance_is_one(bare[same.index(False)], known[same.index(False)]):
            return modifier
    return None


@cache
def _without_marks() -> dict[str, str]:
    """Return the posts by their wording without marks; an empty text where two posts share it."""
    found: dict[str, str] = {}
    folded = fold("\n".join(_WORDINGS)).split("\n")
    for bare, post in zip(folded, _WORDINGS.values(), strict=True):
        found[bare] = post if found.get(bare, post) == post else ""
    return found


@cache
def _by_other_syllables() -> dict[tuple[int, tuple[str, ...]], list[tuple[str, str]]]:
    """Return, by a place in a wording and its other syllables, the syllables that stand there and the posts."""
    found: dict[tuple[int, tuple[str, ...]], list[tuple[str, str]]] = {}
    for wording, post in _WORDINGS.items():
        words = tuple(wording.split())
        for place, word in enumerate(words):
            if len(words) > 1:
                found.setdefault((place, words[:place] + words[place + 1 :]), []).append((word, post))
    return found


def _one_syllable_off(head: tuple[str, ...]) -> str | None:
    for place, word in enumerate(head):
        known = _by_other_syllables().get((place, head[:place] + head[place + 1 :]), ())
        posts = {post for other, post in known if distance_is_one(word, other)}
        if len(posts) == 1:
            return posts.pop()
    return None


def distance_is_one(word: str, other: str) -> bool:
    """Tell whether a syllable is another one with a letter changed, added or left out; the first letter is right."""
    if min(len(word), len(other)) < _SHORTEST_SYLLABLE or word[0] != other[0]:
        return False
    if len(word) == len(other):
        return sum(a != b for a, b in zip(word, other, strict=True)) == 1
    short, long = sorted((word, other), key=len)
    return len(long) - len(short) == 1 and any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
