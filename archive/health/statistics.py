"""Whether a figure is too small to be chance, by the few and uneven figures that a portal's history has.

All three questions answer with "no" where too little is known: a false alarm a week and nobody reads them any more.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

FEWEST = 3  # earlier figures without which nothing is usual
HALF = 0.5  # of what is usual, or less, is a loss: fewer than that and it is the portal's own unevenness

# How far below the usual, in its own spread, a count must lie: further where more is known of the spread. Three visits
# that brought 12, 10 and 14 make one of 6 stand out; among thirty uneven ones, one of 6 is to be expected.
_Z_FIRST, _Z_PER_VISIT, _Z_MOST = 1.15, 0.25, 4.5
# The spread of what is counted one by one is its mean (Poisson); half a figure's weight says so where others are few.
_PRIOR = 0.5
_LEAST_SPREAD = 0.1
_ANSCOMBE, _HARDLY_ANY = 3 / 8, 0.25

# A share is too small to be chance where fewer than one in two thousand such samples would have so few.
_CHANCE = 0.0005
_MOST_TELLING = 100


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A figure and what was to be expected in its place."""

    value: float
    expected: float


def too_few(count: float, earlier: Sequence[float], *, fewest: int = FEWEST) -> Shortfall | None:
    """Return what was to be expected where a count is at most half of that, and by no chance; else ``None``.

    Args:
        count: what was counted now.
        earlier: what was counted at other times, brought to the same length of time.
        fewest: how many of these there must be.
    """
    if len(earlier) < fewest:
        return None
    usual = median(earlier)
    if usual <= 0 or count > HALF * usual or count >= min(earlier):
        return None
    spread = (_PRIOR + sum((one - usual) ** 2 for one in earlier) / usual) / (_PRIOR + len(earlier) - 1)
    scale = math.sqrt(max(spread, _LEAST_SPREAD) * (1 + 1 / len(earlier)))
    below = (usual - count) / math.sqrt(usual)
    if count <= _HARDLY_ANY * usual:
        # Nothing lies below none: in its own spread a small mean is never far from it. Roots of counts tell (Anscombe).
        below = max(below, 2 * (math.sqrt(usual + _ANSCOMBE) - math.sqrt(count + _ANSCOMBE)))
    wanted = min(_Z_MOST, _Z_FIRST + _Z_PER_VISIT * len(earlier))
    return Shortfall(count, usual) if below / scale >= wanted else None


def too_seldom(
    having: int, of: int, earlier: Sequence[tuple[float, float]], *, looks: int = 1, chance: float = _CHANCE
) -> Shortfall | None:
    """Return the usual share where few of a sample have something, and by no chance; else ``None``.

    Args:
        having: how many have it now.
        of: of how many.
        earlier: (share, size) of the samples of other times.
        looks: how many samples of one matter are looked at: the more, the less likely by chance must each be.
        chance: how likely by chance it may be at most.
    """
    sizes = sum(size for _, size in earlier)
    if not of or sizes < FEWEST:
        return None
    usual = sum(share * size for share, size in earlier) / sizes
    if not usual or having / of > HALF * usual:
        return None
    # The poorest sample of some size that there was tells what the portal does by itself.
    poorest = min([share for share, size in earlier if size >= FEWEST], default=usual)
    share = min(usual, (poorest * sizes + usual) / (sizes + 1))
    known = (share * sizes + 1) / (sizes + 2)  # nothing is certain by a handful of articles
    if having / of >= poorest or _at_most(having, of, known) >= chance / looks:
        return None
    return Shortfall(having / of, usual)


def _at_most(having: int, of: int, share: float) -> float:
    """Return how likely at most so many of a sample have what a share of all has (binomial).

    Articles of one visit are of one make, so a thousand of them tell no more than a hundred would.
    """
    if of > _MOST_TELLING:
        having, of = having * _MOST_TELLING // of, _MOST_TELLING
    return sum(math.comb(of, number) * share**number * (1 - share) ** (of - number) for number in range(having + 1))
