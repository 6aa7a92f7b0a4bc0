"""Measure what finding people, dates and places costs a page: ``python -m tests.benchmark.annotation [--check]``.

Measured are the articles of the sample portal, each once, as in a crawl: a page's own names have not been met before,
its language has. So every run is a process of its own that first reads one half of the pages, as often as warms the
interpreter up, and then measures the other half; both halves are measured in turn. On a busy machine a page can only
take longer than it needs; so of several runs the lowest figure of each page counts. With ``--check`` a mean
over the target ends with 1.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from archive.crawl import spare_what_stays
from scraper.extract import annotate, read_page
from scraper.extract.posts import normalise
from scraper.extract.record import record_of
from scraper.sample_portal import article_paths, sample_portal_description
from scraper.sample_portal.pages import Site

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

TARGET = 3.0  # milliseconds a page, for all parts together
# The functions that :func:`scraper.extract.annotate.annotate_record` calls, by what they find.
PARTS = {
    "events": "find_events",
    "officials": "find_officials",
    "posts": "complete_posts",
    "places": "find_places",
    "units": "assign_units",
}
_ROUNDS = 5  # of warming up: a hundred pages and more, after which a function's bytecode has settled
_ORIGIN = "http://127.0.0.1:8790"


def measure(half: int) -> list[dict[str, float]]:
    """Return for each page of one half (0 or 1), met once, the milliseconds of each part and of all together.

    The rest of the whole is building the fields and what the measuring itself costs.
    """
    site, portal = Site(1, _ORIGIN), sample_portal_description(_ORIGIN)
    pages = []
    for path in article_paths():
        url = _ORIGIN + path
        reading, _ = read_page(site.page(path).body, url, portal=portal)
        pages.append((record_of(reading, url, portal), reading))
    for article, reading in pages[1 - half :: 2] * _ROUNDS:
        annotate.annotate_record(article, reading, portal, None)
    normalise("Phó Bi thư")  # its tables are made when the first slip is met: once a process, not once a page
    spent = dict.fromkeys(PARTS, 0.0)
    for part, name in PARTS.items():
        setattr(annotate, name, _timed(getattr(annotate, name), spent, part))
    spare_what_stays()
    found = []
    for article, reading in pages[half::2]:
        spent.update(dict.fromkeys(spent, 0.0))
        start = time.process_time()
        annotate.annotate_record(article, reading, portal, None)
        spent["all"] = time.process_time() - start
        found.append({part: seconds * 1000 for part, seconds in spent.items()})
    return found


def _timed(function: Callable[..., Any], spent: dict[str, float], part: str) -> Callable[..., Any]:
    def timed(*args: Any, **kwargs: Any) -> Any:
        start = time.process_time()
        found = function(*args, **kwargs)
        spent[part] += time.process_time() - start
        return found

    return timed


def lowest(runs: int) -> dict[str, float]:
    """Return the mean over the pages of both halves, of each page the run that took least."""
    pages: list[dict[str, float]] = []
    for half in (0, 1):
        found = [_in_a_process(half) for _ in range(runs)]
        pages += [min(times, key=lambda page: page["all"]) for times in zip(*found, strict=True)]
    return {part: sum(page[part] for page in pages) / len(pages) for part in pages[0]}


def _in_a_process(half: int) -> list[dict[str, float]]:
    command = [sys.executable, "-m", "tests.benchmark.annotation", "--half", str(half)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    figures: list[dict[str, float]] = json.loads(done.stdout)
    return figures


def main() -> None:
    """Print what each part costs and compare the whole with the target."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmark.annotation", description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--check", action="store_true", help=f"exit with 1 over {TARGET:.0f} ms a page")
    parser.add_argument("--half", type=int, choices=(0, 1), help="measure one half in this process, print JSON")
    options = parser.parse_args()
    if options.half is not None:
        print(json.dumps(measure(options.half)))
        return
    figures = lowest(options.runs)
    print(f"CPU a page for people, dates and places: sample portal, pages met once, lowest of {options.runs} runs")
    for part in (*PARTS, "all"):
        print(f"{part:>10} {figures[part]:>6.2f} ms")
    verdict = "within" if figures["all"] <= TARGET else "OVER"
    print(f"{figures['all']:.2f} ms a page for officials, events, places, units, posts; target {TARGET:.0f}: {verdict}")
    if options.check and figures["all"] > TARGET:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
