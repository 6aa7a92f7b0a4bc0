"""Measure what likeness and descent cost: ``python -m tests.benchmark.lineage [--sizes N ...] [--check]``.

Made-up articles are written straight into an archive (no crawl), then what every run ends with is done: all of them at
once, as when an archive is rebuilt; fifty more, as after a visit; and once more with nothing new. Counted is CPU, user
and system. Nothing of it may grow with the archive but the first, which may grow as the number of articles does.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from archive.database import transaction, writing
from archive.lineage.run import trace_lineage
from tests.benchmark.articles import PORTALS, made_articles

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from tests.benchmark.articles import Made

SIZES = (1_000, 10_000, 30_000)
AN_ARTICLE = 0.8  # milliseconds, all at once
A_RUN = 0.3  # seconds for fifty more
NOTHING_NEW = 0.05  # seconds
_MORE = 50
_ROUNDS = 5  # runs of fifty, of which the cheapest counts: a busy machine makes one dearer, never cheaper
_SEEN = "2025-01-05T02:00:00+00:00"


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds of an archive of so many articles: all at once, fifty more, nothing new; pairs linked."""

    articles: int
    at_once: float
    more: float
    nothing: float
    links: int

    @property
    def an_article(self) -> float:
        """Milliseconds an article, all at once."""
        return self.at_once * 1_000 / self.articles

    @property
    def is_within(self) -> bool:
        """Tell whether all three are within their targets."""
        return self.an_article <= AN_ARTICLE and self.more <= A_RUN and self.nothing <= NOTHING_NEW


def cost(articles: int) -> Cost:
    """Make an archive of so many articles and measure it."""
    with tempfile.TemporaryDirectory(prefix="congtin-benchmark-") as folder, writing(Path(folder) / "archive") as db:
        connection: sqlite3.Connection = db.conn
        _write_portals(connection)
        made = made_articles(articles + _ROUNDS * _MORE)
        _write(connection, islice(made, articles), first=1)
        at_once = _trace(connection)
        more, nothing = [], []
        for number in range(_ROUNDS):
            _write(connection, islice(made, _MORE), first=articles + 1 + number * _MORE)
            more.append(_trace(connection))
            nothing.append(_trace(connection))
        links = connection.execute("SELECT count(*) FROM similar_articles").fetchone()[0]
    return Cost(articles, at_once, min(more), min(nothing), links)


def _write_portals(connection: sqlite3.Connection) -> None:
    with transaction(connection):
        connection.executemany(
            "INSERT INTO portals (id, name, url) VALUES (?, ?, ?)",
            [(f"p{n}", f"Cổng thông tin xã {n}", f"https://p{n}.example.vn/") for n in range(PORTALS)],
        )


def _write(connection: sqlite3.Connection, articles: Iterable[Made], first: int) -> None:
    # Ids of real articles are hashes of their addresses, so they come in no order: a number times an odd one.
    rows = [
        (number * 2_654_435_761 % (1 << 53), f"p{one.portal}", f"https://p{one.portal}.example.vn/{number}", one.title,
         one.lead, one.text, one.published, _SEEN, _SEEN)
        for number, one in enumerate(articles, first)
    ]  # fmt: skip
    with transaction(connection):
        connection.executemany(
            "INSERT INTO articles (id, kind, portal, url, title, lead, text, published, first_seen, last_seen) "
            "VALUES (?, 'article', ?, ?, ?, ?, ?, ?, ?, ?)",
            rows,
        )


def _trace(connection: sqlite3.Connection) -> float:
    started = time.process_time()
    trace_lineage(connection)
    return time.process_time() - started


def main() -> None:
    """Print a line a size and compare it with the targets."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmark.lineage", description=__doc__.partition(":")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="N", help="articles of the archives")
    parser.add_argument("--check", action="store_true", help="exit with 1 where one is over its target")
    options = parser.parse_args()
    print(
        f"{'articles':>8} {'links':>6} {'all at once s':>13} {'ms an article':>13} {'50 more s':>9} "
        f"{'nothing new s':>13}"
    )
    over = 0
    for articles in options.sizes:
        found = cost(articles)
        over += not found.is_within
        print(f"{articles:>8} {found.links:>6} {found.at_once:>13.2f} {found.an_article:>13.2f} {found.more:>9.3f} "
              f"{found.nothing:>13.3f}{'' if found.is_within else '  OVER'}", flush=True)  # fmt: skip
    print(f"targets: {AN_ARTICLE} ms an article, {A_RUN} s for fifty more, {NOTHING_NEW} s with nothing new")
    if options.check and over:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
