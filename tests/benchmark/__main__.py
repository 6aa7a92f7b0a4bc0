"""Measure the CPU that a page costs, from fetch to row, in a crawl of the sample portal by the real command line.

``python -m tests.benchmark [--runs N] [--check]``. The figure is user and system time of the whole ``congtin`` process
(its threads included), less that of a start: the same command on an archive and a portal of one article, measured in
the same run (what a process loads once, the gazetteer among it, is start). The sample portal is served by another
process and does not count. The median of several runs is compared with the target; with ``--check`` a figure over it
ends with 1.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from scraper.sample_portal import SamplePortal, article_paths
from scraper.sample_portal.pages import Site
from tests.portals.command import one
from tests.portals.server import LoopbackPortal, page

TARGET = 12.0  # milliseconds a page


@dataclass(frozen=True)
class Cost:
    """CPU seconds of a process, requests it made, seconds it took."""

    cpu: float
    requests: int
    wall: float


def crawl_cost(url: str, portal_file: Path | None = None) -> Cost:
    """Crawl ``url`` into a fresh archive and return what that cost."""
    with tempfile.TemporaryDirectory(prefix="congtin-benchmark-") as folder:
        archive = Path(folder) / "archive"
        arguments = ["crawl", url, "--archive", str(archive), "--allow-loopback", "--delay", "0", "--quiet"]
        if portal_file is not None:
            arguments[1] = "sample"
            arguments += ["--portals", str(portal_file)]
        before = os.times()
        done = subprocess.run(
            [sys.executable, "-c", "from archive.cli import main; main()", *arguments],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        after = os.times()
        if done.returncode == 2 or not (archive / "archive.db").exists():
            raise SystemExit(f"the crawl failed:\n{done.stdout}{done.stderr}")
        cpu = after.children_user + after.children_system - before.children_user - before.children_system
        return Cost(cpu, one(archive, "SELECT sum(requests) FROM crawls"), after.elapsed - before.elapsed)


def start_cost() -> Cost:
    """Return what the same command costs on a portal of one article: interpreter, imports, schema, one request."""
    article = Site(1, "http://127.0.0.1").page(article_paths()[0]).body.decode()
    with LoopbackPortal({"/": page(re.sub(r'href="[^"]*"', "", article))}) as portal:  # leads nowhere
        return crawl_cost(portal.url)


def page_cost(runs: int, folder: Path) -> list[tuple[float, Cost, Cost]]:
    """Return for each run the milliseconds a page, with the costs of the start and of the crawl."""
    found = []
    for _ in range(runs):
        start = start_cost()
        with SamplePortal() as portal:
            description = folder / "sample.toml"
            description.write_text(
                f'[sample]\nname = "Cổng mẫu"\nurl = "{portal.url}"\nfamily = "hatinh"\n'
                'unit = "thị xã Kỳ Anh"\nprovince = "tỉnh Hà Tĩnh"\n',
                encoding="utf-8",
            )
            cost = crawl_cost(portal.url, description)
        found.append(((cost.cpu - start.cpu) * 1000 / (cost.requests - start.requests), start, cost))
    return found


def main() -> None:
    """Print the table and compare it with the target."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmark", description="Measure what a page costs.")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--check", action="store_true", help=f"exit with 1 over {TARGET} ms a page")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="congtin-benchmark-") as folder:
        runs = page_cost(options.runs, Path(folder))
    print(f"CPU a page, fetch to row: sample portal, {platform.python_implementation()} {platform.python_version()}, "
          f"{os.cpu_count()} cores ({platform.machine()})")  # fmt: skip
    print(f"{'run':>4} {'requests':>9} {'start s':>8} {'crawl s':>8} {'wall s':>7} {'ms a page':>10}")
    for number, (milliseconds, start, cost) in enumerate(runs, 1):
        print(
            f"{number:>4} {cost.requests:>9} {start.cpu:>8.2f} {cost.cpu:>8.2f} {cost.wall:>7.1f} {milliseconds:>10.2f}"
        )
    median = statistics.median(milliseconds for milliseconds, _, _ in runs)
    verdict = "within" if median <= TARGET else "OVER"
    print(f"median {median:.2f} ms a page; target {TARGET:.0f} ms: {verdict}")
    if options.check and median > TARGET:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
