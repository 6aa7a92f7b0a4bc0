"""Measure what a page costs from fetch to row: ``python -m tests.benchmark crawl``.

``congtin crawl`` and spiders made of what others publish (:mod:`tests.peers.spider`) crawl the same portals of the
corpus, served by another process, all of them in each round. Counted is the CPU of the whole process and of all that it
starts. What a start costs is taken off: the portals are crawled once with few articles and once with many, and what
lies between the two, costs as requests, is a page's cost. So the pages are articles, and the lists that name them.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from tests.benchmark.corpus import CorpusServer
from tests.benchmark.extraction import PEERS_PYTHON
from tests.benchmark.process_cost import process_cost
from tests.benchmark.report import Report, Target

if TYPE_CHECKING:
    from collections.abc import Callable

_FEW = 3  # articles a portal, in the crawl that is taken off
_OURS, _LINKS = "congtin crawl", "Scrapy + LinkExtractor"
_PEERS = ("trafilatura", "newspaper4k", "news-please")


@dataclass(frozen=True, slots=True)
class Crawled:
    """A crawl: CPU seconds, requests that the site counted, the most memory of a process in MB, articles kept."""

    cpu: float
    requests: int
    memory: float
    articles: int


def crawl(urls: list[str], folder: Path) -> Crawled:
    """Crawl with ``congtin crawl`` into an archive in the folder; the requests are left to the caller to fill in.

    Raises:
        RuntimeError: the crawl did not end as a crawl does.
    """
    command = [sys.executable, "-c", "from archive.cli import main; main()", "crawl", *urls, "--archive", str(folder),
               "--allow-loopback", "--delay", "0", "--quiet"]  # fmt: skip
    cost = process_cost(command)
    if cost.status not in (0, 1) or not (folder / "archive.db").exists():
        raise RuntimeError(f"the crawl ended with {cost.status}:\n{cost.said}")
    with closing(sqlite3.connect(folder / "archive.db")) as connection:
        articles = connection.execute("SELECT count(*) FROM articles").fetchone()[0]
    return Crawled(cost.cpu, 0, cost.memory, articles)


def peer_crawl(reader: str, urls: list[str], folder: Path) -> Crawled:
    """Crawl with a peer's spider.

    Raises:
        RuntimeError: the spider failed.
    """
    python = str(PEERS_PYTHON) if reader in _PEERS else sys.executable
    output = folder / "pages.jsonl"
    cost = process_cost([python, "-W", "ignore", "-m", "tests.peers.spider", reader, str(output), *urls])
    if cost.status or not output.exists():
        raise RuntimeError(f"the spider with {reader} ended with {cost.status}:\n{cost.said}")
    with output.open("rb") as lines:
        return Crawled(cost.cpu, 0, cost.memory, sum(1 for _ in lines))


def _served(corpus: CorpusServer, run: Callable[[list[str], Path], Crawled]) -> Crawled:
    with tempfile.TemporaryDirectory(prefix="congtin-benchmark-") as folder:
        corpus.served()
        found = run(corpus.urls, Path(folder))
        return Crawled(found.cpu, corpus.served()["requests"], found.memory, found.articles)


def page_costs(portals: int, articles: int, rounds: int, *, peers: bool) -> dict[str, list[tuple[float, Crawled]]]:
    """Return for each crawler and round the CPU seconds a page, and the crawl of the many articles."""
    crawlers: dict[str, Callable[[list[str], Path], Crawled]] = {
        _OURS: crawl,
        _LINKS: lambda urls, folder: peer_crawl("links", urls, folder),
    }
    for reader in _PEERS if peers else ():
        crawlers[f"{_LINKS} + {reader}"] = lambda urls, folder, name=reader: peer_crawl(name, urls, folder)
    found: dict[str, list[tuple[float, Crawled]]] = {name: [] for name in crawlers}
    with CorpusServer(portals, _FEW) as few, CorpusServer(portals, articles) as many:
        for _ in range(rounds):
            for name, run in crawlers.items():
                small, large = _served(few, run), _served(many, run)
                found[name].append(((large.cpu - small.cpu) / (large.requests - small.requests), large))
    return found


def report(*, short: bool) -> Report:
    """Crawl, with the peers where their environment is made (``make bench``)."""
    portals, articles, rounds = (10, 13, 3) if short else (10, 23, 3)
    found = page_costs(portals, articles, rounds, peers=PEERS_PYTHON.exists() and not short)
    ours = [page for page, _ in found[_OURS]]
    pages = {name: [page for page, _ in runs] for name, runs in found.items()}
    to_ours = {name: median(one / other for one, other in zip(ours, runs, strict=True)) for name, runs in pages.items()}
    rows = [
        (name, f"{median(pages[name]) * 1000:.2f}", f"{to_ours[name]:.3f}", str(runs[-1][1].requests),
         str(runs[-1][1].articles), f"{median(run.memory for _, run in runs):.0f}")
        for name, runs in found.items()
    ]  # fmt: skip
    targets = [Target("crawl to row, milliseconds a page", 6.0, median(ours) * 1000)]
    for reader, wanted in (("trafilatura", 1 / 4), ("news-please", 1 / 12)):
        if (name := f"{_LINKS} + {reader}") in to_ours:
            targets.append(Target(f"to {name}", wanted, to_ours[name]))
    return Report(
        "Crawl to row",
        f"{portals} portals of {articles} articles each, pages of 63 kB in the mean with some 200 links; medians of "
        f"{rounds} rounds, the cost of a start taken off. `congtin crawl` stores the page, finds the links, reads the "
        "full record and keeps it with its revision in an indexed archive; the spiders write title, text and day as a "
        "line of JSON. The last columns are of the larger crawl: requests, articles (of spiders: pages), memory.",
        ("crawler", "ms CPU a page", "congtin to it", "requests", "kept", "MB"), rows,
        {f"{_OURS} / {name}": value for name, value in to_ours.items() if name != _OURS}, targets,
    )  # fmt: skip
