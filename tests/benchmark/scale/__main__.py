"""``python -m tests.benchmark.scale``: a country on paper and by simulation; ``--check``: held against a real crawl."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from tests.benchmark.scale.costs import UnitCosts
from tests.benchmark.scale.country import PROVINCES, Country
from tests.benchmark.scale.paper import daily_visits, first_visits, size, writer_seconds
from tests.benchmark.scale.reality import MOST_ERROR, foretold, measured
from tests.benchmark.scale.simulation import Machines, Manners, Simulation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.benchmark.scale.country import SimulatedPortal
    from tests.benchmark.scale.simulation import Visit

_HOUR, _DAY = 3_600.0, 86_400.0
_MACHINES = (Machines(1, 2, 200), Machines(1, 8, 1_000), Machines(4, 8, 400), Machines(34, 2, 200))


def main() -> None:
    """Print what a country takes."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmark.scale", description=__doc__)
    country, manners, costs = Country(), Manners(), UnitCosts()
    parser.add_argument("--portals", type=int, default=country.portals)
    parser.add_argument("--pages", type=float, default=country.pages, help="that they have together at first")
    parser.add_argument("--years", type=float, default=5.0)
    parser.add_argument("--delay", type=float, default=manners.delay, help="seconds between two requests to a host")
    parser.add_argument("--check", action="store_true", help="crawl on loopback, and compare with what is foretold")
    for name in UnitCosts.names():
        parser.add_argument(f"--{name.replace('_', '-')}", type=float, default=getattr(costs, name))
    options = parser.parse_args()
    costs = replace(costs, **{name: getattr(options, name) for name in UnitCosts.names()})
    if options.check:
        sys.exit(check())
    portals = Country(portals=options.portals, pages=options.pages).made()
    for line in on_paper(portals, costs, options.years):
        print(line, flush=True)
    manners = Manners(options.delay, answer=costs.answer_seconds)
    for label, visits in (
        ("first visits", first_visits(portals, costs)),
        ("visits of a day, at first", daily_visits(portals, costs)),
        (f"visits of a day, after {options.years:g} years", daily_visits(portals, costs, options.years)),
    ):
        for line in by_simulation(label, visits, manners, costs):
            print(line, flush=True)


def on_paper(portals: list[SimulatedPortal], costs: UnitCosts, years: float) -> Iterator[str]:
    """Yield what can be worked out without a simulation."""
    pages = sorted((portal.pages for portal in portals), reverse=True)
    later = sum(pages) + sum(portal.new_a_day for portal in portals) * 365 * years
    yield f"{len(portals):,} portals on {len({portal.host for portal in portals}):,} hosts"
    yield (f"{sum(pages):,} pages at first, {later:,.0f} after {years:g} years; the largest portal has {pages[0]:,}, "
           f"half have under {pages[len(pages) // 2]:,}")  # fmt: skip
    for label, after in (("at first", 0.0), (f"after {years:g} years of daily visits", years)):
        found = size(portals, costs, after)
        yield f"bytes {label}: together {_bytes(found.all)}, a province {_bytes(found.all / PROVINCES)}"
        yield f"  pages {_bytes(found.pages)}, database {_bytes(found.database)}, manifests {_bytes(found.manifests)}"
        yield (f"  in the database: articles {_bytes(found.rows)}, search {_bytes(found.search)}, "
               f"captures and addresses {_bytes(found.captures)}")  # fmt: skip
    first, daily = writer_seconds(portals, costs, years)
    yield (f"the one writer's core: first visits {first / _HOUR:.0f} h, "
           f"the visits of a day after {years:g} years {daily / _HOUR:.1f} h")  # fmt: skip


def by_simulation(label: str, visits: list[Visit], manners: Manners, costs: UnitCosts) -> Iterator[str]:
    """Yield what a round of visits takes on several sets of machines."""
    asked = sum(visit.requests for visit in visits)
    by_host: Counter[int] = Counter()
    for visit in visits:
        by_host[visit.host] += visit.requests
    hosts = sorted(by_host.values())
    yield (f"{label}: {asked:,} requests; of a host {hosts[len(hosts) // 2]:,} (median), "
           f"{hosts[-len(hosts) // 100]:,} (one in a hundred more), {hosts[-1]:,} (most: "
           f"{hosts[-1] * manners.delay / _DAY:.2f} days of pauses)")  # fmt: skip
    for machines in _MACHINES:
        found = Simulation(visits, machines, manners, steps=100).run()
        ends = sorted(found.ends.values())
        yield (f"  {machines.count} x {machines.cores} cores, {machines.tasks} portals at a time each "
               f"({_bytes(machines.tasks * costs.task_memory)} as tasks): {found.ended / _DAY:.2f} days, "
               f"nine in ten {ends[len(ends) * 9 // 10] / _DAY:.2f}; {asked / found.ended:.0f} pages/s, "
               f"cores busy {found.busy:.0%}")  # fmt: skip


def check() -> int:
    """Crawl on loopback and compare; returns the exit code."""
    code = 0
    for portals, pages, delay in ((20, 30, 2.0), (20, 30, 1.0), (40, 20, 0.5)):
        found = measured(portals, pages, delay)
        seconds = foretold(found, delay)
        error = seconds / found.wall - 1
        code |= abs(error) > MOST_ERROR
        print(f"{portals} portals x {pages} pages, a pause of {delay} s: foretold {seconds:.1f} s, "
              f"took {found.wall:.1f} s, error {error:+.1%}; of work a page "
              f"{found.work / sum(found.counts) * 1e3:.1f} ms, {found.share:.0%} on a core", flush=True)  # fmt: skip
    return code


def _bytes(count: float) -> str:
    return f"{count / 1e12:.2f} TB" if count >= 1e12 else f"{count / 1e9:.1f} GB"


if __name__ == "__main__":
    main()
