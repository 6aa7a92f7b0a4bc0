"""Measure what every kind of page takes: ``python -m tests.benchmark.pages [--articles N | --archive DIR] [--check]``.

``congtin serve`` on a large made-up archive, one reader on a connection that is kept alive. A few pages of each kind
are asked for first, then many others, none of them twice: what is kept from one page to the next helps only where it
helps a reader. Seconds on a clock are what the reader waits, on a machine that does nothing else; the server's CPU is
what a page costs anywhere. With ``--check`` a kind whose p95 is over its target ends with 1, and so does, with or
without it, a page that was not answered.
"""

from __future__ import annotations

import argparse
import http.client
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.archive.serving.served import serving
from tests.benchmark.large_archive import large_archive
from tests.benchmark.page_addresses import addresses, queries
from tests.benchmark.report import Report, Target

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.archive.serving.served import Served

# Milliseconds within which 95 of a hundred pages are answered, up to a million articles; kinds by how they begin, the
# first that fits.
TARGETS = {
    "home": 30.0, "article": 20.0, "official": 60.0, "search: rare word": 30.0, "search": 150.0, "table": 40.0,
}  # fmt: skip
_WARM = 12  # pages of each kind that are asked for first
_REPEATED = 40  # times that the only page of a kind is asked for
_HANGS = 120.0


@dataclass(frozen=True, slots=True)
class Measured:
    """What the pages of a kind took.

    Attributes:
        kind: which.
        seconds: of each page, with its address.
        cpu: seconds of the server's CPU for each page.
        failed: pages that were not answered.
        size: of the largest page, in bytes.
    """

    kind: str
    seconds: Sequence[tuple[float, str]]
    cpu: Sequence[float]
    failed: Sequence[str]
    size: int

    def within(self, part: float) -> float:
        """Return the milliseconds within which so much (0 to 1) of the pages were answered."""
        return percentile([seconds for seconds, _ in self.seconds], part) * 1_000

    @property
    def target(self) -> float | None:
        """The kind's target, in milliseconds."""
        return next((most for kind, most in TARGETS.items() if self.kind.startswith(kind)), None)

    @property
    def is_over(self) -> bool:
        """Tell whether p95 is over the target."""
        return self.target is not None and self.within(0.95) > self.target


def measured(site: Served, kind: str, pages: Sequence[str]) -> Measured:
    """Ask for the pages of a kind, one after the other; the first ones only to warm up."""
    warm = pages[: min(_WARM, len(pages) // 3)]
    asked = pages[len(warm) :] if len(pages) > 1 else list(pages) * _REPEATED
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=_HANGS)
    for address in warm or pages[:1] * 3:
        _ask(connection, address)
    took, cpu, failed, size = [], [], [], 0
    for address in asked:
        before, began = _cpu(site.pid), time.perf_counter()
        status, length = _ask(connection, address)
        took.append((time.perf_counter() - began, address))
        cpu.append(_cpu(site.pid) - before)
        size = max(size, length)
        if status != http.client.OK:
            failed.append(f"{status} {address}")
    connection.close()
    return Measured(kind, took, cpu, failed, size)


def percentile(seconds: Sequence[float], part: float) -> float:
    """Return the seconds within which so much (0 to 1) of all lie."""
    return sorted(seconds)[min(int(len(seconds) * part), len(seconds) - 1)]


def _ask(connection: http.client.HTTPConnection, address: str) -> tuple[int, int]:
    connection.request("GET", address)
    answer = connection.getresponse()
    return answer.status, len(answer.read())


def _cpu(pid: int) -> float:
    """Return the seconds that the threads of a process have been on a CPU, to the nanosecond."""
    threads = Path(f"/proc/{pid}/task").glob("*/schedstat")
    return sum(int(thread.read_text().split()[0]) for thread in threads) / 1e9


def measure_all(archive: Path, most: int, only: Sequence[str], words: Sequence[str] = ()) -> Iterator[Measured]:
    """Measure every kind of page of an archive, or those whose kind begins with one of ``only``."""
    kinds = addresses(archive, most) | queries(archive, max(most // 6, 6))
    with (
        tempfile.TemporaryDirectory(prefix="congtin-benchmark-") as folder,
        serving(archive, Path(folder), *words) as site,
    ):
        for kind, pages in kinds.items():
            if pages and (not only or kind.startswith(tuple(only))):
                yield measured(site, kind, pages)


def report(*, short: bool) -> Report:
    """Ask for every kind of page of an archive made for it."""
    articles, most = (2_000, 15) if short else (10_000, 40)
    with tempfile.TemporaryDirectory(prefix="congtin-benchmark-") as folder:
        archive = Path(folder) / "archive"
        large_archive(archive, articles)
        found = list(measure_all(archive, most, ()))
    rows = [
        (one.kind, str(len(one.seconds)), *(f"{one.within(part):.1f}" for part in (0.5, 0.95)),
         *(f"{percentile(one.cpu, part) * 1_000:.1f}" for part in (0.5, 0.95)))
        for one in found
    ]  # fmt: skip
    targets = [Target(one.kind, one.target, one.within(0.95), " ms") for one in found if one.target]
    return Report(
        f"Pages of the site, {articles:,} articles",
        "Milliseconds on a clock, and of the server's CPU; targets are of p95 on a clock, so of a machine with nothing "
        "else to do. Nothing is recorded: queries are held to their plans by tests.",
        ("page", "asked", "clock p50", "p95", "CPU p50", "p95"), rows, {}, targets,
    )  # fmt: skip


def main() -> None:
    """Print a line for each kind of page, and compare it with its target."""
    told = (__doc__ or "").partition(":")[0]
    parser = argparse.ArgumentParser(prog="python -m tests.benchmark.pages", description=told)
    parser.add_argument("--articles", type=int, default=20_000, metavar="N", help="of the archive that is made (20000)")
    parser.add_argument("--archive", type=Path, metavar="DIR", help="an archive that is there, in place of one made")
    parser.add_argument("--pages", type=int, default=90, metavar="N", help="of each kind, at most (90)")
    parser.add_argument("--only", nargs="+", default=(), metavar="KIND", help="kinds that begin so, and no others")
    parser.add_argument("--slowest", action="store_true", help="name the slowest page of each kind")
    parser.add_argument("--public", action="store_true", help="as strangers see it")
    parser.add_argument("--check", action="store_true", help="exit with 1 where a p95 is over its target")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="congtin-benchmark-") as folder:
        archive = options.archive
        if archive is None:
            archive = Path(folder) / "archive"
            large_archive(archive, options.articles)
        over = failed = 0
        print(f"{'ms':38}{'pages':>6}{'p50':>8}{'p95':>8}{'most':>8}{'CPU p50':>9}{'p95':>7}{'target':>8}{'KB':>7}")
        for found in measure_all(archive, options.pages, options.only, ["--public"] if options.public else []):
            line = f"{found.kind:38}{len(found.seconds):>6}"
            line += "".join(f"{found.within(part):>8.1f}" for part in (0.5, 0.95, 1.0))
            line += "".join(f"{percentile(found.cpu, part) * 1_000:>8.1f}" for part in (0.5, 0.95))
            print(
                f"{line}{found.target or '':>8}{found.size / 1024:>7.0f}{' OVER' if found.is_over else ''}", flush=True
            )
            if options.slowest:
                print(f"    {max(found.seconds)[1]}")
            for address in found.failed[:3]:
                print(f"    not answered: {address}")
            over, failed = over + found.is_over, failed + len(found.failed)
    if failed or (over and options.check):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
