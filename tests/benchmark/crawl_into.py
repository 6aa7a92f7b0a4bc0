"""Measure how the cost of a page grows with an archive: ``python -m tests.benchmark.crawl_into SMALL LARGE``.

``congtin crawl`` takes the same portals of the corpus, answer for answer, into each of the archives in turn: asked for,
stored, read, kept with revision and indexes, and what ends a run. Counted is the CPU of the whole process and of all
that it starts. Every round has portals that no archive has seen, whose texts are those of no other round: few
articles a portal first, then many. What lies between the two, by requests, is the cost of a page; what a run costs
beside its articles can grow with an archive as well, so the crawl of the few is told by itself (``few``). ``whole`` is
all of the larger crawl by its requests: what a page costs with its share of start and end.

A first round, which is not counted, brings to its end what an archive was left with. What was crawled stays there; an
archive is as good as before, but larger by it, so give copies of what must not change. Archives:
:mod:`tests.benchmark.large_archive` and :mod:`tests.benchmark.multiplied_archive`, both ``--sealed``.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import sys
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from archive.layout import DATABASE_NAME
from tests.benchmark.corpus import CorpusServer
from tests.benchmark.crawl import crawl

if TYPE_CHECKING:
    from collections.abc import Sequence

_FEW = 3  # articles a portal, in the crawl that is taken off
_MOST_UNSEALED = 10_000  # units; a first run would seal them all


@dataclass(frozen=True, slots=True)
class Grown:
    """What a round came to in one archive: CPU seconds and requests of the crawl of few articles and of many."""

    few: float
    many: float
    few_requests: int
    many_requests: int

    @property
    def page(self) -> float:
        """CPU seconds of a page, without what a run costs beside its pages."""
        return (self.many - self.few) / (self.many_requests - self.few_requests)

    @property
    def whole(self) -> float:
        """CPU seconds of a page with its share of the run."""
        return self.many / self.many_requests


def measured(directories: Sequence[Path], portals: int, articles: int, rounds: int) -> dict[Path, list[Grown]]:
    """Crawl into each archive, in turns, and return what each round came to.

    Args:
        directories: the archives.
        portals: how many are crawled.
        articles: of each of them.
        rounds: how often; one more comes before.
    """
    found: dict[Path, list[Grown]] = {directory: [] for directory in directories}
    began = int(time.time())
    for number in range(rounds + 1):
        costs: dict[Path, list[tuple[float, int]]] = {directory: [] for directory in directories}
        for some in (_FEW, articles):
            with CorpusServer(portals, some, seed=f"{began} {number} {some}") as corpus:
                for directory in directories:
                    corpus.served()
                    costs[directory].append((crawl(corpus.urls, directory).cpu, corpus.served()["requests"]))
        for directory, [(few, few_requests), (many, many_requests)] in costs.items():
            one = Grown(few, many, few_requests, many_requests)
            _say(f"round {number}: {directory}: {1_000 * one.page:.2f} ms a page, {one.few:.2f} s for few")
            found[directory] += [one] if number else []
    return found


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


def _check(directory: Path) -> int:
    """Return how many articles an archive has.

    Raises:
        SystemExit: it cannot be measured, with the reason.
    """
    path = directory / DATABASE_NAME
    if not path.is_file():
        raise SystemExit(
            f"{directory}: holds no archive; make one with python -m tests.benchmark.large_archive --sealed"
        )
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        unsealed = connection.execute("SELECT count(*) FROM unsealed").fetchone()[0]
        if unsealed > _MOST_UNSEALED:
            raise SystemExit(
                f"{directory}: the first run would seal {unsealed} units that are left; make it with --sealed"
            )
        return int(connection.execute("SELECT count(*) FROM articles").fetchone()[0])


def summary(found: dict[Path, list[Grown]], had: dict[Path, int]) -> list[dict[str, Any]]:
    """Return medians of each archive, and medians of what a round cost there against the first archive."""
    first = next(iter(found.values()))
    lines = []
    for directory, grown in found.items():
        line: dict[str, Any] = {"archive": str(directory), "articles": had[directory]}
        for name, unit in (("page", 1_000), ("few", 1), ("whole", 1_000)):
            pairs = [(getattr(one, name), getattr(other, name)) for one, other in zip(grown, first, strict=True)]
            line[name] = round(median(one for one, _ in pairs) * unit, 3)
            line[f"{name}_to_first"] = round(median(one / other for one, other in pairs), 3)
        lines.append(line | {"requests": grown[-1].many_requests})
    return lines


def main() -> None:
    """Measure and print a line of JSON an archive: ``page`` and ``whole`` in milliseconds, ``few`` in seconds."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmark.crawl_into", description=(__doc__ or "").partition(":")[0]
    )
    parser.add_argument("directories", type=Path, nargs="+", metavar="DIR", help="an archive; the smallest first")
    parser.add_argument("--portals", type=int, default=10, metavar="N", help="how many are crawled (10)")
    parser.add_argument("--articles", type=int, default=40, metavar="N", help="articles of each of them (40)")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="rounds that are counted (5)")
    options = parser.parse_args()
    had = {directory: _check(directory) for directory in options.directories}
    for line in summary(measured(options.directories, options.portals, options.articles, options.rounds), had):
        print(json.dumps(line))


if __name__ == "__main__":
    main()
