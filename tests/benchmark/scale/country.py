"""A made-up country of portals: 34 provinces, whose communes partly share the province's host, sizes with a heavy tail.

Sizes are log-normal, as counts of articles of a portal are: most are small, a few hold a large share of all pages.
What is known (34 provinces, some 3,300 communes, thousands of agencies) is kept; what is not (which share a host, how
large they are) are parameters.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random

PROVINCES = 34


@dataclass(frozen=True, slots=True)
class SimulatedPortal:
    """A portal: its province, its host, the pages that it has at first, and new ones a day."""

    province: int
    host: int
    pages: int
    new_a_day: float


@dataclass(frozen=True, slots=True)
class Country:
    """What a country is like.

    Attributes:
        portals: how many there are.
        pages: how many pages they have together at first.
        spread: standard deviation of the logarithm of a portal's size; 1.5 gives the largest hundredth a fifth of all.
        sharing: the share of portals that are a path of a host which they share.
        a_host: how many portals share such a host.
        growth: new pages a year, as a share of those at first.
        largest: the most pages of a portal.
    """

    portals: int = 10_000
    pages: float = 7.2e7
    spread: float = 1.5
    sharing: float = 0.2
    a_host: int = 20
    growth: float = 0.13
    largest: int = 400_000

    def made(self, seed: int = 1) -> list[SimulatedPortal]:
        """Return the portals; the same for the same seed."""
        dice = Random(seed)
        sizes = [math.exp(dice.gauss(0, self.spread)) for _ in range(self.portals)]
        scale = self.pages / sum(sizes)
        sharing = int(self.portals * self.sharing)
        found = []
        for number, size in enumerate(sizes):
            # Communes that share a host are small: their articles are a part of one server's.
            pages = max(1, min(self.largest, round(size * scale * (0.25 if number < sharing else 1.0))))
            host = number // self.a_host if number < sharing else number
            province = host % PROVINCES
            found.append(SimulatedPortal(province, host, pages, pages * self.growth / 365))
        return found
