"""Measure crawls of many portals side by side: ``python -m tests.benchmark.many_portals [--portals N] [--check]``.

Part of ``python -m tests.benchmark``, too; by itself it takes other numbers of portals, requests and seconds.

One ``congtin crawl`` of so many portals on loopback (a process of its own serves them, each at an address of its own:
:mod:`tests.benchmark.many_hosts`). The optimum is what politeness alone would take: for each portal the pauses between
its requests, drawn as the product draws them (``DOWNLOAD_DELAY`` and its jitter, uniform), and of all portals the
slowest; it is the mean of a thousand such draws. What the crawl took is counted from the first request of any portal
to the last one of any, so that starting two hundred crawls counts as well. Memory is what the command and its processes
held together at most (PSS: what several share is counted once). CPU is theirs, too. With ``--check`` figures over their
bounds end with 1.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import mean, median
from typing import Self

from scraper.settings import DOWNLOAD_DELAY_JITTER
from tests.benchmark.process_tree import ProcessTree
from tests.benchmark.report import Report, Target
from tests.portals.command import one

LEAST_SHARE = 0.95  # of the optimum
MOST_MEMORY = 400.0  # MB
_DRAWS = 1_000


@dataclass(frozen=True, slots=True)
class Crawled:
    """What a crawl of many portals took.

    ``wall`` is seconds from the first request to the last, ``optimum`` what politeness alone takes, ``own`` the median
    over the portals of the same share for a portal by itself, ``cpu`` seconds of all processes and ``main`` of the
    crawl's own, ``memory`` MB.
    """

    portals: int
    requests: int
    wall: float
    optimum: float
    own: float
    cpu: float
    main: float
    memory: float

    @property
    def busy(self) -> float:
        """The share of a core that the crawl's own process needs to keep pace with politeness; over 1 it cannot."""
        return self.main / self.optimum

    @property
    def share(self) -> float:
        """The share of the optimum that was reached."""
        return self.optimum / self.wall

    @property
    def is_within(self) -> bool:
        """Tell whether the crawl is within its bounds."""
        return self.share >= LEAST_SHARE and self.memory <= MOST_MEMORY


def crawl(portals: int, pages: int, delay: float, options: list[str]) -> Crawled:
    """Crawl so many portals side by side, so many requests each."""
    with tempfile.TemporaryDirectory(prefix="congtin-benchmark-") as folder, Hosts() as hosts:
        archive = Path(folder) / "archive"
        urls = [f"http://127.1.{number // 250}.{number % 250 + 1}:{hosts.port}/" for number in range(portals)]
        process = subprocess.Popen(
            [sys.executable, "-c", "from archive.cli import main; main()", "crawl", *urls, "--archive", str(archive),
             "--allow-loopback", "--delay", str(delay), "--limit", str(pages), "--quiet", *options],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        with ProcessTree(process.pid, every=1.0, together=True) as tree:
            output, _ = process.communicate()
        cpu, main_cpu = sum(tree.cpu.values()), tree.cpu[process.pid]
        if process.returncode not in {0, 1} or one(archive, "SELECT count(*) FROM crawls") != portals:
            raise SystemExit(f"the crawl failed:\n{output}")
        requests = one(archive, "SELECT sum(requests) FROM crawls")
    asked = list(hosts.asked.values())
    wall = max(times[-1] for times in asked) - min(times[0] for times in asked)
    counts = [len(times) for times in asked]
    own = median(delay * (len(times) - 1) / (times[-1] - times[0]) for times in asked)
    return Crawled(len(asked), requests, wall, optimum(counts, delay), own, cpu, main_cpu, tree.most)


def report(*, short: bool) -> Report:
    """Crawl two hundred portals at the pause of the product; the short form does less, for a minute."""
    found = crawl(200, 8 if short else 30, 2.0, [])
    row = ("200", str(found.requests), f"{found.optimum:.0f}", f"{found.wall:.0f}",
           f"{found.cpu * 1_000 / found.requests:.1f}", f"{found.main * 1_000 / found.requests:.1f}",
           f"{found.busy:.2f}", f"{found.memory:.0f}")  # fmt: skip
    return Report(
        "Many portals in one process",
        "Two hundred portals side by side, two seconds between the requests to each. The optimum is what politeness "
        "alone takes, of the slowest portal; the time is a clock's, right on a machine that does nothing else. What "
        "the crawl's own process needs of a core to keep pace, its start and end included, is right on any.",
        ("portals", "requests", "optimum, s", "took, s", "CPU a page, ms", "of the crawl's own process", "cores for it",
         "memory, MB"),
        [row],
        targets=(
            Target("share of the optimum", LEAST_SHARE * 100, found.share * 100, "%", at_least=True),
            Target("memory, all processes", MOST_MEMORY, found.memory, "MB"),
        ),
    )  # fmt: skip


def optimum(counts: list[int], delay: float) -> float:
    """Return the seconds that the slowest of portals asked so often takes on average, by its pauses alone."""
    random = Random("pauses")
    least, most = delay * (1 - DOWNLOAD_DELAY_JITTER), delay * (1 + DOWNLOAD_DELAY_JITTER)
    deviation = (most - least) / 12**0.5  # of one pause; their sum is normal
    slowest = []
    for _ in range(_DRAWS):
        slowest.append(max(random.gauss(delay * (n - 1), deviation * (n - 1) ** 0.5) for n in counts))
    return mean(slowest)


class Hosts:
    """The server of the portals: a process of its own.

    Attributes:
        port: on which it answers.
        asked: when each host was asked, once the context is left.
    """

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.benchmark.many_hosts"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert self._process.stdout is not None
        self.port = int(self._process.stdout.readline())
        self.asked: dict[str, list[float]] = {}
        return self

    def __exit__(self, *_: object) -> None:
        output, _errors = self._process.communicate()
        self.asked = json.loads(output)


def main() -> None:
    """Print a line a delay and compare it with the bounds."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmark.many_portals", description=__doc__.partition(":")[0]
    )
    parser.add_argument("--portals", type=int, default=200)
    parser.add_argument("--pages", type=int, default=30, help="requests to each portal")
    parser.add_argument("--delays", type=float, nargs="+", default=[2.0], metavar="SECONDS")
    parser.add_argument("--check", action="store_true", help="exit with 1 where a figure is over its bound")
    parser.add_argument("options", nargs="*", help="further options of congtin crawl (behind --)")
    options = parser.parse_args()
    print(f"{'delay':>6} {'portals':>8} {'requests':>9} {'optimum s':>10} {'took s':>7} {'share':>6} {'a portal':>9} "
          f"{'CPU s':>6} {'ms a page':>10} {'own ms':>7} {'MB':>5} {'load':>5}")  # fmt: skip
    over = 0
    for delay in options.delays:
        began = time.monotonic()
        found = crawl(options.portals, options.pages, delay, options.options)
        over += not found.is_within
        busy = found.cpu / (time.monotonic() - began)
        print(f"{delay:>6} {found.portals:>8} {found.requests:>9} {found.optimum:>10.1f} {found.wall:>7.1f} "
              f"{found.share:>6.1%} {found.own:>9.1%} {found.cpu:>6.1f} {found.cpu * 1_000 / found.requests:>10.2f} "
              f"{found.main * 1_000 / found.requests:>7.2f} "
              f"{found.memory:>5.0f} {os.getloadavg()[0]:>5.1f}"
              f"{'' if found.is_within else ' OVER'} ({busy:.2f} cores)", flush=True)  # fmt: skip
    if options.check and over:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
