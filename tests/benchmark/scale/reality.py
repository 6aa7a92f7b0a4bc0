"""The simulation held against a crawl on loopback: what it foretells, and what was measured."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from bisect import bisect_left
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from tests.benchmark.many_portals import Hosts
from tests.benchmark.process_tree import Watch
from tests.benchmark.scale.simulation import Machines, Manners, Simulation, Visit

MOST_ERROR = 0.1
_LOOKS_EVERY = 0.05  # seconds


@dataclass(frozen=True, slots=True)
class Measured:
    """A crawl as it was.

    Attributes:
        counts: requests to each portal.
        wall: seconds from the first request of any to the last one of any.
        work: seconds in between in which the crawl's process was on a core or waited for one.
        share: of these, those on a core.
    """

    counts: list[int]
    wall: float
    work: float
    share: float


def foretold(measured: Measured, delay: float) -> float:
    """Return the seconds from the first request to the last one that the simulation comes to.

    It is told the requests and the work of a page, as the crawl had them; what is held against reality is how pauses
    and work go together.
    """
    work = measured.work / sum(measured.counts)
    visits = [Visit(number, number, count, count * work) for number, count in enumerate(measured.counts)]
    machines, manners = Machines(1, 1, len(visits)), Manners(delay, answer=0.0)
    # The last request is made, but not yet worked on, when the measured time ends.
    return Simulation(visits, machines, manners, steps=max(measured.counts)).run().ended - work


def measured(portals: int, pages: int, delay: float) -> Measured:
    """Crawl so many portals on loopback side by side in one process, so many requests each.

    Args:
        portals: how many, a host each.
        pages: the most requests to each.
        delay: the pause between two requests to a host, in seconds.
    """
    with tempfile.TemporaryDirectory(prefix="congtin-benchmark-") as folder, Hosts() as hosts:
        urls = [f"http://127.1.0.{number + 1}:{hosts.port}/" for number in range(portals)]
        process = subprocess.Popen(
            [sys.executable, "-c", "from archive.cli import main; main()", "crawl", *urls, "--archive", folder,
             "--quiet", "--allow-loopback", "--delay", str(delay), "--limit", str(pages), "--jobs", "0"],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        with _Work(process.pid) as work:
            output, _ = process.communicate()
        if process.returncode not in {0, 1}:
            raise SystemExit(f"the crawl failed:\n{output}")
    times = list(hosts.asked.values())
    first, last = min(of_host[0] for of_host in times), max(of_host[-1] for of_host in times)
    on_core, waiting = work.between(first, last)
    return Measured([len(of_host) for of_host in times], last - first, on_core + waiting, on_core / (on_core + waiting))


class _Work(Watch):
    """Watches how long the main thread of a process is on a core, and how long it waits for one (Linux)."""

    def __init__(self, pid: int) -> None:
        super().__init__(_LOOKS_EVERY)
        self._told_in = Path(f"/proc/{pid}/schedstat")
        self._seen: list[tuple[float, float, float]] = []  # moment, on a core, waiting, in seconds

    def look(self) -> None:
        """Look once."""
        with suppress(OSError, ValueError):
            on_core, waiting, _ = map(int, self._told_in.read_text().split())
            self._seen.append((monotonic(), on_core / 1e9, waiting / 1e9))

    def between(self, first: float, last: float) -> tuple[float, float]:
        """Return the seconds on a core and waiting for one between two moments."""
        begin, end = (
            self._seen[min(len(self._seen) - 1, bisect_left(self._seen, (moment,)))] for moment in (first, last)
        )
        return end[1] - begin[1], end[2] - begin[2]
