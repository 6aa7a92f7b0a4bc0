"""What pages cost, each against its peers in the same run: ``python -m tests.benchmark [NAME...]``.

Without a name all are measured, one after the other; ``--list`` names them. Ratios to the peers are compared with those
of ``recorded.json`` (``--check``: ends with 1 where one is more than 15 % worse, after it has been measured anew: a
neighbour on the machine makes a ratio worse or better by chance, a change makes it so each time) or put there
(``--record``). ``--write`` puts tables and machine into docs/performance.md, of names that are given in place of theirs
alone, with the machine beside them. ``--short`` measures less of each, and
without the peers that have to be installed: as CI does.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmark import recorded
from tests.benchmark.report import machine

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.benchmark.report import Report

PAGE = Path(__file__).parents[2] / "docs/performance.md"
# Each is a module here with a function ``report(*, short)``; in the order in which they are measured.
BENCHMARKS = {
    "extraction": "bytes to record, against trafilatura, newspaper4k, news-please, BeautifulSoup and lxml",
    "crawl": "fetch to row, against Scrapy with LinkExtractor and the same readers",
    "loading": "an answer as rows, against sqlite-utils",
    "storage": "stored pages, against WARC.gz as warcio writes it",
    "many_portals": "two hundred portals in one process, against what politeness alone takes",
    "second_crawl": "a visit that finds nothing new, against the first",
    "reextraction": "stored pages read again, against BeautifulSoup's parse of them",
    "start_up": "congtin --help, against an interpreter that imports Scrapy",
    "export": "tables as CSV, against csv.writer",
    "pages": "pages of the site, each kind against the page of one table row",
}
_TRIES = 3  # of a benchmark whose ratio looks worse
_BEGIN, _END = "<!-- measured: begin -->", "<!-- measured: end -->"


def measured(name: str, *, short: bool) -> Report:
    """Measure one and print what was found."""
    began = time.monotonic()
    module = import_module(f"tests.benchmark.{name}")
    found: Report = module.report(short=short)
    print(f"{found.markdown()}\n({name}: {time.monotonic() - began:.0f} s)\n", flush=True)
    return found


def worse_each_time(name: str, found: Report, size: str) -> list[recorded.Worse]:
    """Return the ratios that are worse than recorded in this measurement and in each of the next ones."""
    bad = recorded.worse(recorded.read(size), {name: found.ratios})
    for _ in range(_TRIES - 1):
        if not bad:
            break
        print("\n".join(f"{one}: measured again" for one in bad), flush=True)
        again = recorded.worse(recorded.read(size), {name: measured(name, short=size == "short").ratios})
        bad = [one for one in again if one.ratio in {before.ratio for before in bad}]
    return bad


def written(page: str, sections: Iterable[str], machine_told: str) -> str:
    """Return the page with these sections between its marks.

    Raises:
        ValueError: the page has no marks.
    """
    inside = "\n".join([_BEGIN, "", f"Machine: {machine_told}.", "", *sections, _END])
    return page.replace(_between_marks(page), inside, 1)


def rewritten(page: str, section: str, machine_told: str) -> str:
    """Return the page with a section that was measured by itself in place of the one of its heading.

    Raises:
        ValueError: the page has no marks, or no such section between them.
    """
    inside = _between_marks(page)
    heading, rest = section.split("\n", 1)
    old = re.search(rf"(?ms)^{re.escape(heading)}$.*?(?=^### |^{re.escape(_END)})", inside)
    if old is None:
        raise ValueError(f"the page has no section {heading!r}")
    new = f"{heading}\n\nMeasured by itself: {machine_told}.\n{rest}\n"
    return page.replace(inside, inside.replace(old[0], new, 1), 1)


def _between_marks(page: str) -> str:
    found = re.search(f"(?s){re.escape(_BEGIN)}.*?{re.escape(_END)}", page)
    if found is None:
        raise ValueError(f"the page has no lines {_BEGIN} and {_END}")
    return found[0]


def main() -> None:
    """Measure, and do with the figures what the options say."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmark", description="Measure what pages cost, against peers."
    )
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"one of {', '.join(BENCHMARKS)}; all where none is given"
    )
    parser.add_argument("--list", action="store_true", help="name the benchmarks and end")
    parser.add_argument("--short", action="store_true", help="measure less, without peers that have to be installed")
    parser.add_argument("--check", action="store_true", help="exit with 1 where a ratio is 15 %% worse than recorded")
    parser.add_argument("--record", action="store_true", help="put the ratios into recorded.json")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/performance.md")
    options = parser.parse_args()
    if options.list:
        print("\n".join(f"{name:<14} {what}" for name, what in BENCHMARKS.items()))
        return
    if unknown := [name for name in options.names if name not in BENCHMARKS]:
        parser.error(f"no benchmark {unknown[0]}: there are {', '.join(BENCHMARKS)}")
    size = "short" if options.short else "full"
    reports, bad = {}, []
    for name in options.names or BENCHMARKS:
        reports[name] = measured(name, short=options.short)
        if options.check:
            bad += worse_each_time(name, reports[name], size)
    if options.record:
        recorded.record(size, {name: found.ratios for name, found in reports.items()})
    if options.write:
        told = f"{machine()}{'; a short run' if options.short else ''}"
        page, sections = PAGE.read_text(encoding="utf-8"), [found.markdown() for found in reports.values()]
        if options.names:
            for section in sections:
                page = rewritten(page, section, told)
        else:
            page = written(page, sections, told)
        PAGE.write_text(page, encoding="utf-8")
    for one in bad:
        print(f"WORSE: {one}", file=sys.stderr)
    if bad:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
