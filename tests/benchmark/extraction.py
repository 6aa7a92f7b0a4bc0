"""Measure the extraction alone: ``python -m tests.benchmark extraction``.

Pages of the corpus, each met once, after a warm-up on others; all readers read each page one after the other, in turns
of who begins, in one process. So all have the same neighbours on the machine, and none has met a page before. Counted
is the CPU of the process.
"""

from __future__ import annotations

import argparse
import json
import logging
import subprocess
import sys
import time
from itertools import chain
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from tests.benchmark.corpus import corpus_portal
from tests.benchmark.corpus.layouts import LAYOUTS
from tests.benchmark.report import Report, Target, figure

if TYPE_CHECKING:
    from collections.abc import Callable

    from scraper.portal import Portal

PEERS_PYTHON = Path(__file__).parents[2] / ".venv-peers/bin/python"
_GROUPS = 5  # of the pages; the ratio is the median of theirs
_WARM = 12  # pages a portal
_RECORD, _LINKS = "congtin, full record", "congtin, full record and links"
_LXML, _SOUP = "lxml, parse alone", "BeautifulSoup on lxml, parse alone"
_TRAFILATURA, _NEWSPAPER, _NEWS_PLEASE = "trafilatura with metadata", "newspaper4k", "news-please"
_OWN = (_RECORD, _LINKS, _LXML, _SOUP)
_PEERS = (_TRAFILATURA, _NEWSPAPER, _NEWS_PLEASE)


def _readers(names: list[str]) -> dict[str, Callable[[bytes, str, Portal], object]]:
    """Return the readers of these names; a peer is imported only where it is asked for."""
    from bs4 import BeautifulSoup
    from lxml import html

    from scraper.extract import analyse, extract

    def with_links(body: bytes, url: str, portal: Portal) -> object:
        analysis = analyse(body, url, portal=portal)
        return analysis.annotate(), list(analysis.links)

    known: dict[str, Callable[[bytes, str, Portal], object]] = {
        _RECORD: lambda body, url, portal: extract(body, url, portal=portal),
        _LINKS: with_links,
        _LXML: lambda body, url, portal: html.document_fromstring(body),
        _SOUP: lambda body, url, portal: BeautifulSoup(body, "lxml"),
    }
    if set(names) & set(_PEERS):
        from tests.peers.spider import READERS

        for name, reader in (
            (_TRAFILATURA, "trafilatura"), (_NEWSPAPER, "newspaper4k"), (_NEWS_PLEASE, "news-please")
        ):  # fmt: skip
            known[name] = lambda body, url, portal, read=READERS[reader]: read(body, url)
    return {name: known[name] for name in names}


def measure(names: list[str], pages: int) -> dict[str, list[float]]:
    """Return for each reader the CPU seconds of each page, in this process.

    Args:
        names: the readers.
        pages: how many pages of each layout.
    """
    from archive.crawl import spare_what_stays
    from scraper.portal import portal_from_url

    logging.disable(logging.CRITICAL)  # the peers complain of pages
    readers = _readers(names)
    warm, cold = [], []
    for number in range(len(LAYOUTS)):
        portal = corpus_portal(number, _WARM + pages)
        described = portal_from_url(f"{portal.origin}/")
        made = [(portal.answer(path).body, portal.origin + path, described) for path in portal.article_paths()]
        warm.append(made[:_WARM])
        cold.append(made[_WARM:])
    for one in chain.from_iterable(warm):
        for read in readers.values():
            read(*one)
    spare_what_stays()
    spent: dict[str, list[float]] = {name: [] for name in readers}
    for number, one in enumerate(chain.from_iterable(zip(*cold, strict=True))):  # layouts in turn
        begin = number % len(names)
        for name in names[begin:] + names[:begin]:
            started = time.process_time()
            readers[name](*one)
            spent[name].append(time.process_time() - started)
    return spent


def ratio(one: list[float], other: list[float]) -> float:
    """Return the median of the ratios of groups of pages."""
    return median(sum(one[start::_GROUPS]) / sum(other[start::_GROUPS]) for start in range(_GROUPS))


def report(*, short: bool) -> Report:
    """Measure in a process of its own, with the peers where their environment is made (``make bench``)."""
    with_peers = PEERS_PYTHON.exists() and not short
    names = [*_OWN, *(_PEERS if with_peers else ())]
    python = str(PEERS_PYTHON) if with_peers else sys.executable
    command = [python, "-W", "ignore", "-m", "tests.benchmark.extraction", "--pages", "12" if short else "24", *names]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    spent: dict[str, list[float]] = json.loads(done.stdout.splitlines()[-1])
    mean = {name: sum(times) / len(times) * 1000 for name, times in spent.items()}
    rows = [
        (name, f"{mean[name]:.2f}", f"{ratio(times, spent[_LXML]):.1f}", f"{ratio(spent[_RECORD], times):.3f}")
        for name, times in spent.items()
    ]
    ratios = {f"{_RECORD} / {_SOUP}": ratio(spent[_RECORD], spent[_SOUP]),
              f"{_LINKS} / {_SOUP}": ratio(spent[_LINKS], spent[_SOUP])}  # fmt: skip
    targets = [Target("full record, milliseconds", 3.0, mean[_RECORD])]
    for peer, wanted in ((_TRAFILATURA, 1 / 4), (_NEWSPAPER, 1 / 12)):
        if peer in spent:
            ratios[f"{_RECORD} / {peer}"] = found = ratio(spent[_RECORD], spent[peer])
            targets.append(Target(f"full record to {peer}", wanted, found))
    size = figure(len(spent[_LXML]))
    return Report(
        "Extraction alone",
        f"{size} articles of ten layouts, each met once, all readers in turns in one process. The record has "
        "officials, events, places and posts; no peer looks for them.",
        ("reader", "ms CPU a page", "times lxml's parse", "congtin's record to it"), rows, ratios, targets,
    )  # fmt: skip


def main() -> None:
    """Measure in this process and print JSON."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmark.extraction", description="Measure extraction.")
    parser.add_argument("--pages", type=int, default=40, help="of each layout")
    parser.add_argument("readers", nargs="+", metavar="READER")
    options = parser.parse_args()
    print(json.dumps(measure(options.readers, options.pages)))


if __name__ == "__main__":
    main()
