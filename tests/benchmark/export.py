"""Measure exports: ``python -m tests.benchmark.export [--sizes N ...] [--rounds N] [--check]``.

Made-up articles stand in an archive; ``congtin export articles`` writes them as CSV in a process of its own, and so
does Python's ``csv.writer`` alone, from the same SELECT in the same order, one after the other, several times. Compared
is the whole process, starting it included: CPU (user and system) and seconds on a clock, the median of the rounds'
ratios. Every cell of both files is compared once. Then the other formats, once each. The most memory that a process
held may not grow with the archive, but for what the smallest export leaves unused of a row group (Parquet).
"""

from __future__ import annotations

import argparse
import csv
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from archive.database import DATABASE_NAME, opened, transaction
from archive.export.cells import formula_safe
from archive.identity import stable_id
from tests.benchmark.articles import PORTALS, made_articles
from tests.benchmark.report import Report, Target

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SIZES = (10_000, 100_000)
RATIO = 1.3  # of CPU and of seconds, to those of csv.writer
GROWTH = 16  # MB that the largest CSV may hold beyond the smallest
_ROUNDS = 5
_OTHERS = ("jsonl", "xlsx", "parquet", "zip", "bibtex")
_SEEN = "2025-01-05T02:00:00+00:00"
_PEAK = """
import re
print(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status", encoding="utf-8").read())[1])
"""
_OURS = f"""
import sys
from archive.cli import main
try:
    main()
except SystemExit as ended:
    if ended.code:
        raise
{_PEAK}
"""
_PLAIN = f"""
import csv, sqlite3, sys
with open(sys.argv[2], "w", encoding="utf-8", newline="") as file:
    rows = sqlite3.connect(sys.argv[1]).execute("SELECT * FROM articles ORDER BY id")
    writer = csv.writer(file)
    writer.writerow([column[0] for column in rows.description])
    writer.writerows(rows)
{_PEAK}
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took: CPU seconds, seconds on a clock, and the most memory it held, in MB."""

    cpu: float
    seconds: float
    peak: float


@dataclass(frozen=True, slots=True)
class Compared:
    """Exports of so many articles: ours and those of ``csv.writer``, a pair a round; the other formats, once each."""

    articles: int
    size: int
    ours: list[Cost]
    plain: list[Cost]
    others: dict[str, Cost]

    def ratio(self, what: str) -> float:
        """Return the median of the ratios of the rounds, of ``cpu`` or ``seconds``."""
        pairs = zip(self.ours, self.plain, strict=True)
        return median(getattr(ours, what) / getattr(plain, what) for ours, plain in pairs)

    @property
    def peak(self) -> float:
        """The most memory that an export as CSV held, in MB."""
        return max(cost.peak for cost in self.ours)


def compare(articles: int, rounds: int, formats: Sequence[str] = _OTHERS) -> Compared:
    """Make an archive of so many articles and export it; every cell of the CSV is compared with csv.writer's.

    Raises:
        AssertionError: a file is not complete, or a cell is another.
    """
    with tempfile.TemporaryDirectory(prefix="congtin-benchmark-") as folder:
        archive, ours, plain = (Path(folder) / name for name in ("archive", "ours.csv", "plain.csv"))
        _make(archive, articles)
        export = [_OURS, "export", "articles", "--archive", str(archive), "--no-dictionary"]
        costs: tuple[list[Cost], list[Cost]] = ([], [])
        for number in range(rounds):
            pair = [
                (costs[0], [*export, "-o", str(ours)]),
                (costs[1], [_PLAIN, str(archive / DATABASE_NAME), str(plain)]),
            ]
            for found, words in pair if number % 2 else reversed(pair):
                found.append(_cost(words))
        assert _compared(ours, plain) == articles
        others = {name: _cost([*export, "--format", name, "-o", f"{folder}/{name}"]) for name in formats}
        return Compared(articles, ours.stat().st_size, *costs, others)


def _cost(words: list[str]) -> Cost:
    started = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-c", *words], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdout is not None
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, f"{words[1:]} ended with {process.returncode}"
    return Cost(usage.ru_utime + usage.ru_stime, time.monotonic() - started, int(said) / 1024)


def _compared(ours: Path, plain: Path) -> int:
    """Return how many rows both files have; every cell is the same, but for the apostrophe before a formula."""
    csv.field_size_limit(1 << 30)
    count = -1
    with ours.open(encoding="utf-8-sig", newline="") as one, plain.open(encoding="utf-8", newline="") as other:
        for row, wanted in zip(csv.reader(one), csv.reader(other), strict=True):
            assert row == [formula_safe(cell) for cell in wanted]
            count += 1
    return count


def _make(directory: Path, articles: int) -> None:
    """Make an archive of so many articles with a capture and a revision each, by direct inserts."""
    directory.mkdir()
    with opened(directory) as db, transaction(db.conn):
        db.conn.executemany(
            "INSERT INTO portals (id, name, url) VALUES (?, ?, ?)",
            [(f"p{n}", f"Cổng xã {n}", f"https://p{n}.example.vn/") for n in range(PORTALS)],
        )
        db.conn.executemany(
            "INSERT INTO articles (id, portal, kind, section, published, published_year, first_seen, last_seen, "
            "revision_count, url, title, author, lead, text) VALUES (?, ?, 'article', 'Tin tức', ?, ?, ?, ?, 1, ?, ?, "
            "'Ban Biên tập', ?, ?)",
            _rows(articles),
        )
        db.conn.execute(
            "INSERT INTO revisions (id, article, number, seen_at, changed, digest, extractor, record) "
            "SELECT id, id, 1, first_seen, '[]', '', '', json_object('title', title, 'lead', lead, 'text', text, "
            "'author', author, 'published', published) FROM articles"
        )


def _rows(articles: int) -> Iterator[tuple[Any, ...]]:
    for number, made in enumerate(made_articles(articles)):
        url = f"https://p{made.portal}.example.vn/tin/{number}.html"
        # Some begin with a dash, as lists do: that is a formula to a spreadsheet.
        text = f"- {made.text}" if number % 20 == 0 else made.text
        yield (
            stable_id("benchmark", url), f"p{made.portal}", f"{made.published}T08:00:00+07:00",
            int(made.published[:4]), _SEEN, _SEEN, url, made.title, made.lead, text,
        )  # fmt: skip


def report(*, short: bool) -> Report:
    """Export an archive as CSV, in turns with ``csv.writer``."""
    found = compare(10_000, 3, ()) if short else compare(SIZES[-1], 3)
    rows = [
        (name, f"{median(cost.cpu for cost in costs):.2f}", f"{max(cost.peak for cost in costs):.0f}")
        for name, costs in (("congtin export articles", found.ours), ("csv.writer", found.plain))
    ]
    rows += [(f"congtin export, {name}", f"{cost.cpu:.2f}", f"{cost.peak:.0f}") for name, cost in found.others.items()]
    return Report(
        "Export",
        f"{found.articles:,} articles, {found.size / 1e6:.0f} MB as CSV; the whole process, starting it "
        "included. Other formats once each.",
        ("way", "CPU s", "MB"), rows, {"congtin / csv.writer": found.ratio("cpu")},
        # Of a small archive a start is the larger half.
        [] if short else [Target("CPU, to csv.writer", RATIO, found.ratio("cpu"))],
    )  # fmt: skip


def main() -> None:
    """Print a line a size and compare it with the targets."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmark.export", description=__doc__.partition(":")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="N", help="articles of the archives")
    parser.add_argument("--rounds", type=int, default=_ROUNDS, metavar="N", help="pairs of exports that are compared")
    parser.add_argument("--check", action="store_true", help="exit with 1 where one is over its target")
    options = parser.parse_args()
    print(f"{'':>24} {'csv.writer':^15} {'congtin export':^15} {'ratio':^13} {'peak MB':^16}")
    print(f"{'articles':>8} {'CSV MB':>7} {'':>7} {'CPU s':>7} {'s':>7} {'CPU s':>7} {'s':>7} {'CPU':>6} {'s':>6} "
          f"{'csv':>7} {'congtin':>8}")  # fmt: skip
    found = []
    for articles in options.sizes:
        one = compare(articles, options.rounds)
        found.append(one)
        both = [(costs, what) for costs in (one.plain, one.ours) for what in ("cpu", "seconds")]
        times = [median(getattr(cost, what) for cost in costs) for costs, what in both]
        figures = " ".join(f"{seconds:>7.2f}" for seconds in times)
        ratios = f"{one.ratio('cpu'):>6.3f} {one.ratio('seconds'):>6.3f}"
        peaks = f"{max(cost.peak for cost in one.plain):>7.1f} {one.peak:>8.1f}"
        print(f"{articles:>8} {one.size / 1e6:>7.1f} {'':>7} {figures} {ratios} {peaks}", flush=True)
        for name, cost in one.others.items():
            print(
                f"{'':>8} {name:>15} {'':>15} {cost.cpu:>7.2f} {cost.seconds:>7.2f} {'':>13} {'':>7} {cost.peak:>8.1f}"
            )
    growth = found[-1].peak - found[0].peak
    is_over = growth > GROWTH or any(max(one.ratio("cpu"), one.ratio("seconds")) > RATIO for one in found[-1:])
    print(f"targets: {RATIO} of csv.writer's time, {GROWTH} MB more for the largest; it has {growth:+.1f} MB")
    if is_over:
        print("OVER")
    if options.check and is_over:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
