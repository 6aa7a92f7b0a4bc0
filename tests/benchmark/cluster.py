"""Measure crawls on a Ray cluster of this machine: ``python -m tests.benchmark.cluster [--check]`` (extra [cluster]).

Two sites, each crawled on one node and on two, each node with as many tasks at a time as the other:

* ``pauses``: portals whose pages cost little beside the pause between two requests. Two cores suffice, whatever else
  they do; what is measured is how many portals are asked at a time. This is what a polite crawl of a country is.
* ``work``: no pauses, so that a node's one core decides. It needs a core a node, and one for the portals' server and
  the program that brings home: on a machine of two cores it shows how the server and the writer are in the way.

Seconds count from the first request of any portal to the last one of any, so Ray's start is not in them; what a
portal's task takes to start is. Then what bringing home takes: CPU of the one writer a page, out and home.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from archive.crawl import CrawlOptions, find_portals
from archive.database import locked, opened, writing
from archive.shards import Seeder, load_shard
from tests.benchmark.many_portals import Hosts
from tests.cluster.nodes import nodes
from tests.portals.command import HANGS

LEAST_GAIN = 1.8


@dataclass(frozen=True, slots=True)
class Site:
    """What is crawled: so many portals, so many requests to each, with a pause in seconds, so many tasks a node."""

    portals: int
    pages: int
    delay: float
    tasks: int

    @property
    def longest(self) -> float:
        """Seconds after which a crawl is ended: what its pauses take on one node, and what tells a hang."""
        return HANGS + self.delay * self.pages * self.portals / self.tasks


SITES = {"pauses": Site(8, 20, 3.0, 2), "work": Site(6, 60, 0.0, 1)}


def crawl(site: Site, count: int) -> float:
    """Return the seconds that a crawl of a site takes on so many nodes of one core each."""
    with tempfile.TemporaryDirectory(prefix="congtin-benchmark-") as folder, nodes(count) as cluster, Hosts() as hosts:
        urls = [f"http://127.1.0.{number + 1}:{hosts.port}/" for number in range(site.portals)]
        try:
            done = subprocess.run(
                [sys.executable, "-c", "from archive.cli import main; main()", "crawl", *urls, "--archive", folder,
                 "--quiet", "--allow-loopback", "--delay", str(site.delay), "--limit", str(site.pages),
                 "--cluster", cluster.address, "--cluster-cores", str(1 / site.tasks)],
                capture_output=True, text=True, timeout=site.longest,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            raise SystemExit(f"the crawl on {count} nodes took longer than {site.longest:.0f} s") from None
        if done.returncode not in {0, 1}:
            raise SystemExit(f"the crawl failed:\n{done.stdout}{done.stderr}")
    times = hosts.asked.values()
    if len(times) != site.portals:
        raise SystemExit(f"only {len(times)} of {site.portals} portals were asked:\n{done.stdout}{done.stderr}")
    return max(of_host[-1] for of_host in times) - min(of_host[0] for of_host in times)


def loading(pages: int) -> tuple[float, float]:
    """Return the CPU seconds a page of taking a portal's rows along, and of bringing home a shard that has them new."""
    with tempfile.TemporaryDirectory(prefix="congtin-benchmark-") as folder, Hosts() as hosts:
        archive = Path(folder) / "archive"
        [portal] = find_portals([f"http://127.1.0.1:{hosts.port}/"], [])
        options = CrawlOptions(delay=0, limit=pages, allow_loopback=True)
        with writing(archive) as db:
            seeder = Seeder(db, archive)
            shard = seeder.begin([portal.id])
            _crawl_in_a_process(shard.directory, portal.id, portal.url, options)
            began = time.process_time()
            load_shard(db, archive, shard)
            home = time.process_time() - began
            began = time.process_time()
            seeder.begin([portal.id]).remove()
            out = time.process_time() - began
            seeder.close()
        with locked(archive), opened(archive) as db:
            known = db.conn.execute("SELECT count(*) FROM captures").fetchone()[0]
    return out / known, home / known


def _crawl_in_a_process(directory: Path, name: str, url: str, options: CrawlOptions) -> None:
    """Crawl a shard in a process of its own: a process can crawl once, and its CPU is not this one's."""
    words = (
        "import sys; from pathlib import Path; from archive.crawl import CrawlOptions, find_portals;"
        "from archive.shards.crawling import crawl_shard; [portal] = find_portals([sys.argv[2]], []);"
        "crawl_shard(Path(sys.argv[1]), [portal], CrawlOptions(delay=0, limit=int(sys.argv[3]), allow_loopback=True))"
    )
    done = subprocess.run(
        [sys.executable, "-c", words, directory, url, str(options.limit)], capture_output=True, text=True
    )
    if done.returncode:
        raise SystemExit(f"the crawl of {name} failed:\n{done.stderr}")


def main() -> None:
    """Print a line a site, and what bringing home takes."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmark.cluster", description=__doc__.partition(":")[0])
    parser.add_argument("--sites", nargs="*", choices=SITES, default=[*SITES])
    parser.add_argument("--rounds", type=int, default=1, help="of which the medians are told")
    parser.add_argument("--pages", type=int, default=300, help="of the portal that is brought home; 0: none")
    parser.add_argument("--check", action="store_true", help=f"exit with 1 where two nodes are not {LEAST_GAIN} x one "
                        "on the site of pauses")  # fmt: skip
    options = parser.parse_args()
    gains = {}
    for name in options.sites:
        taken = [(crawl(SITES[name], 1), crawl(SITES[name], 2)) for _ in range(options.rounds)]
        gains[name] = median(one / two for one, two in taken)
        one, two = (median(column) for column in zip(*taken, strict=True))
        print(f"{name}: one node {one:.1f} s, two {two:.1f} s: {gains[name]:.2f} x "
              f"({os.cpu_count()} cores, load {os.getloadavg()[0]:.1f})", flush=True)  # fmt: skip
    if options.pages:
        out, home = loading(options.pages)
        print(f"the one writer, CPU a page: out {out * 1e3:.2f} ms, home {home * 1e3:.2f} ms", flush=True)
    if options.check and gains.get("pauses", LEAST_GAIN) < LEAST_GAIN:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
