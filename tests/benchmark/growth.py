"""Measure that what reads text stays linear on hostile text: CPU of eight times the text against the text.

``python -m tests.benchmark.growth [--only WORD]`` ends with 1 where something grows like a square. Each cost is the
least of several calls, measured again as long as the ratio looks bad, so that a busy machine does not decide: a
neighbour makes a call slower, never quicker. What is linear stands near 8, what is quadratic near 64. A text that is
read too quickly to tell is made longer, up to a megabyte.
"""

from __future__ import annotations

import argparse
import gc
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from scraper.canonical import canonical_key, plain_url
from scraper.extract import read_page
from scraper.extract.dates import find_dates
from scraper.extract.document import Context, Field
from scraper.extract.dump import read_dump
from scraper.extract.events import find_events
from scraper.extract.fragments import json_links
from scraper.extract.json_entries import unlinked_entries
from scraper.extract.kept_parts import KEPT_PARTS
from scraper.extract.near_days import find_near_days
from scraper.extract.officials import find_officials
from scraper.extract.places import find_places
from scraper.feeds import read_feed
from scraper.machine_lists import MachineListError
from scraper.page_addresses import gathers_others, is_further_page, is_no_page
from scraper.sitemaps import Sitemap
from tests.benchmark.hostile import PAGES, TEXTS

TIMES_THE_TEXT = 8
MOST = 24.0  # a ratio of costs
ROUNDS = 6
FLOOR = 0.003  # seconds: below it a clock's grain and the call's constant decide
_HOME = "https://town.gov.vn/"
LONGEST = 1_000_000 // TIMES_THE_TEXT  # letters of the smaller text


@dataclass(frozen=True)
class Growth:
    """CPU seconds on a hostile text and on eight times of it."""

    small: float
    large: float

    @property
    def ratio(self) -> float:
        """Return how many times the larger costs; a cost too small to measure counts as the least measurable."""
        return self.large / max(self.small, FLOOR)


def growth(read: Callable[[str], object], text_of_size: Callable[[int], str], small: int) -> Growth:
    """Return the least costs of ``read`` on a text of at least ``small`` letters and on the larger, of a few rounds."""
    read(text_of_size(2_000))  # what is made at the first call
    while small * 2 <= LONGEST and _cost(read, text_of_size(small)) < FLOOR:
        small *= 2
    texts = [text_of_size(small), text_of_size(small * TIMES_THE_TEXT)]
    least = [float("inf")] * 2
    for _ in range(ROUNDS):
        least = [min(known, _cost(read, text)) for known, text in zip(least, texts, strict=True)]
        measured = Growth(*least)
        if measured.ratio <= MOST:
            break
    return measured


def _cost(read: Callable[[str], object], text: str) -> float:
    KEPT_PARTS.clear()  # or all calls but the first would look the page up
    gc.collect()
    gc.disable()  # its runs hit either size by chance
    try:
        started = time.process_time()
        read(text)
        return time.process_time() - started
    finally:
        gc.enable()


READERS: dict[str, tuple[Callable[[str], object], int]] = {
    "dates": (lambda text: (find_dates(text), find_near_days(text)), 20_000),
    "places": (lambda text: find_places([Field("text", text)], Context()), 20_000),
    "events": (lambda text: find_events([Field("text", text)], Context()), 15_000),
    "officials": (lambda text: find_officials([Field("text", text)], Context(url="https://congan.a.vn")), 125_000),
    "dumps": (read_dump, 10_000),
    "feeds": (lambda text: _read_list(read_feed, f"<rss version='2.0'><channel>{text}"), 20_000),
    "sitemaps": (lambda text: _read_list(_read_sitemap, f"<urlset>{text}"), 20_000),
    "lists of addresses": (lambda text: _read_list(_read_sitemap, text), 20_000),
    "answers of scripts": (lambda text: _read_answer(f"[{text}0]".encode()), 20_000),
    "addresses": (lambda text: _read_address(f"{_HOME}{text}"), 2_000),
}


def measured(only: str = "") -> Iterator[tuple[str, str, Growth]]:
    """Yield (reader, hostile text, growth) one after the other, of the readers whose name begins with ``only``."""
    for reader, pieces in TEXTS.items():
        if reader.startswith(only):
            read, small = READERS[reader]
            for piece in pieces:
                yield reader, piece, growth(read, partial(_repeated, piece), small)
    for what, page in PAGES.items():
        if "pages".startswith(only):
            yield "pages", what, growth(_read_page, page.of_size, page.size // TIMES_THE_TEXT)


def _read_list(read: Callable[[bytes, str], object], text: str) -> None:
    with suppress(MachineListError):
        read(text.encode(), _HOME)


def _read_sitemap(body: bytes, url: str) -> object:
    return sum(1 for _ in Sitemap(body, url))


def _read_answer(body: bytes) -> object:
    return json_links(body, _HOME), unlinked_entries(body)


def _read_address(url: str) -> object:
    return (
        canonical_key(url),
        plain_url(url),
        is_no_page(url),
        is_further_page(url),
        gathers_others(url),
    )


def _repeated(piece: str, size: int) -> str:
    return piece * (size // len(piece))


def _read_page(html: str) -> object:
    return read_page(html.encode(), "https://town.gov.vn/tin/1.html")


def main() -> None:
    """Print a line a hostile text and end with 1 where one of them grows too fast."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmark.growth", description=__doc__.partition("\n")[0])
    parser.add_argument("--only", default="", metavar="WORD", help="only the readers whose name begins so")
    options = parser.parse_args()
    bad = 0
    print(f"{'reader':<12} {'small s':>8} {'large s':>8} {'ratio':>6}  text")
    for reader, what, found in measured(options.only):
        bad += found.ratio > MOST
        mark = "  GROWS TOO FAST" if found.ratio > MOST else ""
        print(f"{reader:<12} {found.small:>8.4f} {found.large:>8.4f} {found.ratio:>6.1f}  {what!r}{mark}")
    if bad:
        raise SystemExit(f"{bad} hostile texts cost more than {MOST:.0f} times for {TIMES_THE_TEXT} times the text")


if __name__ == "__main__":
    main()
