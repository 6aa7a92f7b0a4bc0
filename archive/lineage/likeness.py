"""Whether two articles hold the same text: word for word, nearly, or one inside the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.lineage.facts import compare_facts, other_numbers
from archive.lineage.shingles import SKETCH, shared_by_estimate, shingles
from archive.lineage.words import FEWEST_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.lineage.facts import Facts
    from archive.lineage.sketches import Sketch
    from archive.lineage.words import Words

NEAR = 0.5  # of the runs of words of both texts are in both
CONTAINED = 0.7  # of the runs of the shorter text are in the longer one
_CONTAINED_IN_ONE = 0.45  # the same, under one headline that tells something
_FEWEST_CONTAINED = 40  # words of a text that counts as contained; a shorter one may be a quotation
_TELLING_TITLE = 6  # words of a headline that is not a kind of article's
_SHORT_ALIKE = 0.7  # of the words of the shorter of two short texts are in the other
_ONE_HEADLINE = 0.6  # of the words of the shorter of two headlines that may be one, edited
_OPENING = 16  # words in which an article says what it is about
_FEWEST_OWN = 12  # runs that only the one text has: a passage of eight words
_FEWEST_SHARED = 3  # of the 24 smallest numbers of both, for texts that are worth a look: an eighth of their runs
_FEWEST_TELLING = 2  # of the numbers shared are no phrase that very many texts have
_MUCH_LONGER = 2  # times as long as the other, a text may hold it and share fewer numbers
# A copy may have a number put right or a name spelt otherwise; a form has its numbers and names filled in anew.
_NUMBERS_CORRECTED = 0.05
_NAMES_CORRECTED = 0.1
# The same, where headline and stamp say that it is one article.
_NUMBERS_CORRECTED_IN_ONE = 0.2
_NAMES_CORRECTED_IN_ONE = 0.3


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two texts are: ``same``, ``near`` or ``contains`` (one in the other), and by which share of words."""

    kind: str
    similarity: float


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known of two articles beside their words.

    ``same_day``: whether their stamps are of one day (``None`` where one has none); ``same_minute``: whether they are
    of one minute; ``side_by_side``: whether one portal shows both as articles of their own.
    """

    same_day: bool | None = None
    same_minute: bool = False
    side_by_side: bool = False


def may_be_alike(one: Sketch, other: Sketch, telling: int) -> bool:
    """Tell by their sketches whether two texts are worth a look at their words; both short, or neither.

    Of a text and one more than twice as long, those numbers of the shorter are counted that would be in the sketch of
    the longer one if it held them: an eighth of them. Very few such numbers tell nothing.

    Args:
        one: the sketch of the one.
        other: that of the other.
        telling: how many of the numbers that they share, headline and day among them, are not those of a phrase.
    """
    shorter, longer = sorted((one, other), key=lambda sketch: sketch.words)
    if shorter.words < FEWEST_WORDS:
        return longer.words < FEWEST_WORDS
    if longer.words <= _MUCH_LONGER * shorter.words:
        return telling >= _FEWEST_TELLING and shared_by_estimate(one.numbers, other.numbers) >= _FEWEST_SHARED
    reach = longer.numbers[-1] if longer.numbers else 0
    comparable = sum(number <= reach for number in shorter.numbers)
    if comparable * _FEWEST_SHARED < SKETCH:
        return True
    return len(set(shorter.numbers).intersection(longer.numbers)) * SKETCH >= comparable * _FEWEST_SHARED


def likeness(one: Words, other: Words, runs: set[int], others_runs: set[int], around: Circumstances) -> Likeness | None:
    """Return how alike two texts are, ``None`` where they are two articles.

    Args:
        one: the words of the one.
        other: those of the other; not the same ones.
        runs: the runs of words of the one (:func:`archive.lineage.shingles.shingles`).
        others_runs: those of the other.
        around: what is known of the articles beside their words.
    """
    if other_numbers(one.title, other.title):
        return None
    if one.is_short or other.is_short:
        return _short(one, other, around)
    common = len(runs & others_runs)
    resemblance = common / max(1, len(runs | others_runs))
    contained = common / max(1, min(len(runs), len(others_runs)))
    if resemblance >= NEAR:
        found = Likeness("near", round(resemblance, 3))
    elif contained >= _least_contained(one, other) and min(len(one.folded), len(other.folded)) >= _FEWEST_CONTAINED:
        found = Likeness("contains", round(contained, 3))
    else:
        return None
    if _tell_of_other_things(one, other, runs, others_runs):
        return None
    return None if _is_another(compare_facts(one, other), one, other, around) else found


def _tell_of_other_things(one: Words, other: Words, runs: set[int], others_runs: set[int]) -> bool:
    """Tell whether two articles have a passage in common and are about something else: notices with one closing.

    Each has a headline and an opening of its own, and more than a word put right that the other does not have. A copy
    that was given another headline keeps the opening, one with another lead the headline; a roundup holds the openings
    of all that it is made of.
    """
    if not one.title or not other.title or _may_be_one_headline(one.title, other.title):
        return False
    if min(len(runs - others_runs), len(others_runs - runs)) < _FEWEST_OWN:
        return False
    return shingles(one.folded[:_OPENING]).isdisjoint(others_runs) and shingles(other.folded[:_OPENING]).isdisjoint(
        runs
    )


def _may_be_one_headline(title: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether one headline may be the other, edited; what both begin with ("Thông báo về việc") tells nothing."""
    if title == other:
        return len(title) >= _TELLING_TITLE
    begun = next(
        (place for place, (ours, theirs) in enumerate(zip(title, other, strict=False)) if ours != theirs), None
    )
    words, others = set(title[begun:]), set(other[begun:])
    return begun is None or len(words & others) >= _ONE_HEADLINE * min(len(words), len(others))


def _least_contained(one: Words, other: Words) -> float:
    return _CONTAINED_IN_ONE if _titled_alike(one, other) else CONTAINED


def _titled_alike(one: Words, other: Words) -> bool:
    """Tell whether two articles have one headline, and one that tells something."""
    return one.title == other.title and len(one.title) >= _TELLING_TITLE


def _short(one: Words, other: Words, around: Circumstances) -> Likeness | None:
    """Compare texts that say little: a headline that tells something and the day have to be the same as well."""
    if not (one.is_short and other.is_short) or not around.same_day or around.side_by_side:
        return None
    if not _titled_alike(one, other):
        return None
    ours, theirs = set(one.folded), set(other.folded)
    contained = len(ours & theirs) / max(1, min(len(ours), len(theirs)))
    if (ours and theirs and contained < _SHORT_ALIKE) or other_numbers(one.folded, other.folded):
        return None
    return Likeness("near", round(len(ours & theirs) / max(1, len(ours | theirs)), 3))


def _is_another(facts: Facts, one: Words, other: Words, around: Circumstances) -> bool:
    """Tell whether what differs are the facts: two articles that were made by one form."""
    if around.side_by_side:
        return facts.numbers_changed > 0 or facts.names_changed > 0
    is_one = _titled_alike(one, other) and bool(around.same_day)
    if facts.numbers_changed > 1 or not is_one:
        allowed = _NUMBERS_CORRECTED_IN_ONE if is_one else _NUMBERS_CORRECTED
        if facts.numbers_share > allowed:
            return True
    named_alike = is_one and around.same_minute
    return facts.names_share > (_NAMES_CORRECTED_IN_ONE if named_alike else _NAMES_CORRECTED)
