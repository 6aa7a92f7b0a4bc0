"""The figures that need no simulation: bytes, the one writer's hours, requests a host."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.benchmark.scale.simulation import Visit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tests.benchmark.scale.costs import UnitCosts
    from tests.benchmark.scale.country import SimulatedPortal

# What a later visit asks for on a day: fronts and lists (some dozens), what is due of the known articles (a tenth of
# its age, at most a week, within 3 % of the known pages: docs/design.md), what is new.
_FRONTS = 12
_DUE = 0.03


@dataclass(frozen=True, slots=True)
class Bytes:
    """What an archive takes on its disk, in bytes."""

    pages: float
    rows: float
    search: float
    captures: float
    manifests: float

    @property
    def database(self) -> float:
        """The database: rows, search, captures with their addresses."""
        return self.rows + self.search + self.captures

    @property
    def all(self) -> float:
        """The whole archive."""
        return self.pages + self.database + self.manifests


def first_visits(portals: Iterable[SimulatedPortal], costs: UnitCosts) -> list[Visit]:
    """Return what each portal is asked for until it is complete."""
    return [
        Visit(number, portal.host, portal.pages, portal.pages * costs.crawl_cpu)
        for number, portal in enumerate(portals)
    ]


def daily_visits(portals: Iterable[SimulatedPortal], costs: UnitCosts, year: float = 0.0) -> list[Visit]:
    """Return what each portal is asked for in the visit of a day, so many years behind the first."""
    found = []
    for number, portal in enumerate(portals):
        known = portal.pages + portal.new_a_day * 365 * year
        unchanged = min(known, _FRONTS) + _DUE * known
        found.append(
            Visit(
                number,
                portal.host,
                max(1, round(unchanged + portal.new_a_day)),
                unchanged * costs.unchanged_cpu + portal.new_a_day * costs.crawl_cpu,
            )
        )
    return found


def size(portals: Sequence[SimulatedPortal], costs: UnitCosts, years: float) -> Bytes:
    """Return what the archive takes after so many years of daily visits."""
    days = years * 365
    new = sum(portal.pages + portal.new_a_day * days for portal in portals)
    halfway = years / 2
    asked_again = days * sum(
        visit.requests - portal.new_a_day
        for visit, portal in zip(daily_visits(portals, costs, halfway), portals, strict=True)
    )
    articles = new * costs.article_share
    captures = new + asked_again
    return Bytes(
        new * costs.stored_bytes + asked_again * costs.unchanged_bytes,
        articles * costs.row_bytes,
        articles * costs.search_bytes,
        captures * costs.capture_bytes + new * costs.address_bytes,
        captures * costs.sealed_bytes,
    )


def writer_seconds(portals: Sequence[SimulatedPortal], costs: UnitCosts, year: float) -> tuple[float, float]:
    """Return the seconds of the one writer's core for the first visits, and for those of a day: out and home.

    Out go the rows of each portal whole; home comes what was asked for.
    """
    first = sum(portal.pages for portal in portals) * costs.load_cpu
    known = sum(portal.pages + portal.new_a_day * 365 * year for portal in portals)
    asked = sum(visit.requests for visit in daily_visits(portals, costs, year))
    return first, known * costs.seed_cpu + asked * costs.load_cpu
