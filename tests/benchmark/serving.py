"""Measure what pages take while a crawl writes: ``python -m tests.benchmark.serving [--articles N] [--seconds N]``.

``congtin serve`` on an archive of made-up articles, asked for every kind of page by one visitor and by four at once,
on connections that are kept alive and without a pause, while ``congtin crawl`` writes into the same archive. The crawl
goes as fast as it can, its portals are on this machine: server, crawl, portals and visitors share its cores. Seconds
on a clock are what a reader waits, and are those of a machine that does nothing else; the CPU of the server, user and
system, is what a page costs anywhere. With ``--check`` a slower p95 of four visitors than the target ends with 1, and
so does, with or without it, a page that was not answered.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import tempfile
import threading
import time
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.archive.crash.killing import towns
from tests.archive.serving.served import serving
from tests.benchmark.run_end import loaded_archive
from tests.portals.command import HANGS, start
from tests.portals.visitors import Visitors, pages_of, percentile

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tests.archive.serving.served import Served
    from tests.portals.visitors import Visit

TARGET = 0.3  # seconds, p95 of four visitors
MOST_LOG = 64  # MB
CLIENTS = (1, 4)
_PORTALS, _ARTICLES = 2, 40  # that are crawled
_MB = 1 << 20


@dataclass(frozen=True, slots=True)
class Measured:
    """What so many visitors got.

    Attributes:
        visits: the pages they asked for.
        cpu: seconds of the server's.
        log: the largest size of SQLite's log, in bytes.
    """

    visits: Sequence[Visit]
    cpu: float
    log: int


@contextmanager
def crawling(archive: Path, urls: Sequence[str]) -> Iterator[None]:
    """Crawl the portals one time after the other while the context lasts, which begins with the first write."""
    log = archive / "archive.db-wal"
    stop, running = threading.Event(), list[subprocess.Popen[str]]()

    def crawl() -> None:
        while not stop.is_set():
            running[:] = [start("crawl", *urls, "--archive", archive, "--allow-loopback", "--delay", "0", "--quiet")]
            running[0].communicate(timeout=HANGS)

    thread = threading.Thread(target=crawl)
    thread.start()
    try:
        until = time.monotonic() + HANGS
        while not (log.exists() and log.stat().st_size) and time.monotonic() < until:
            time.sleep(0.02)
        yield
    finally:
        stop.set()
        for process in running:
            process.terminate()
        thread.join()


def measured(site: Served, archive: Path, pages: Mapping[str, Sequence[str]], clients: int, seconds: float) -> Measured:
    """Let so many visitors read for so many seconds."""
    log, largest = archive / "archive.db-wal", 0
    before, until = _cpu(site.pid), time.monotonic() + seconds
    with Visitors(site.port, pages, clients) as visitors:
        while time.monotonic() < until:
            largest = max(largest, log.stat().st_size if log.exists() else 0)
            time.sleep(0.05)
    return Measured(visitors.visits, _cpu(site.pid) - before, largest)


def _cpu(pid: int) -> float:
    """Return the seconds, user and system, that a process has had."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _tell(all_measured: Mapping[int, Measured]) -> None:
    kinds = sorted({visit.kind for found in all_measured.values() for visit in found.visits})
    heads = "".join(f"{f'{clients} client' + 's' * (clients > 1):^34}" for clients in all_measured)
    print(f"{'':10}{heads}")
    print(f"{'ms':10}" + f"{'pages':>8}{'p50':>8}{'p95':>8}{'most':>8}  " * len(all_measured))
    for kind in [*kinds, "all"]:
        line = f"{kind:10}"
        for found in all_measured.values():
            by_kind: dict[str, list[Visit]] = defaultdict(list)
            for visit in found.visits:
                by_kind[visit.kind].append(visit)
                by_kind["all"].append(visit)
            visits = by_kind[kind]
            figures = [percentile(visits, part) * 1_000 for part in (0.5, 0.95, 1.0)] if visits else []
            line += f"{len(visits):>8}" + "".join(f"{figure:>8.0f}" for figure in figures) + "  "
        print(line)


def main() -> None:
    """Print a line for each kind of page, and compare the whole with the target."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmark.serving", description=__doc__.partition(":")[0])
    parser.add_argument("--articles", type=int, default=1_000, metavar="N", help="articles of the archive")
    parser.add_argument("--seconds", type=float, default=5.0, metavar="N", help="for one visitor, and for four")
    parser.add_argument("--check", action="store_true", help=f"exit with 1 over {TARGET} s or {MOST_LOG} MB")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="congtin-benchmark-") as folder, towns(_PORTALS, _ARTICLES) as portals:
        archive = Path(folder) / "archive"
        loaded_archive(archive, options.articles)
        pages = pages_of(archive)
        with serving(archive, Path(folder)) as site, crawling(archive, portals.urls):
            found = {clients: measured(site, archive, pages, clients, options.seconds) for clients in CLIENTS}
    print(f"pages while a crawl writes: {options.articles} articles, {os.cpu_count()} cores for server, crawl, portals "
          "and visitors")  # fmt: skip
    _tell(found)
    four = found[CLIENTS[-1]]
    p95, log = percentile(four.visits, 0.95), max(each.log for each in found.values()) / _MB
    cpu = sum(each.cpu for each in found.values()) / sum(len(each.visits) for each in found.values())
    verdict = "within" if p95 <= TARGET and log <= MOST_LOG else "OVER"
    print(f"CPU of the server {cpu * 1_000:.0f} ms a page; SQLite's log at most {log:.1f} MB (target {MOST_LOG})")
    print(f"p95 of {CLIENTS[-1]} clients {p95 * 1_000:.0f} ms; target {TARGET * 1_000:.0f}: {verdict}")
    failed = [visit for each in found.values() for visit in each.visits if visit.failed]
    for visit in failed[:10]:
        print(f"not answered: {visit.address}: {visit.status} {visit.trouble}")
    if failed or (options.check and verdict == "OVER"):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
