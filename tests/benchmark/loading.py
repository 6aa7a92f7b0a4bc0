"""Measure what it costs to keep an answer: ``python -m tests.benchmark.loading [--articles N] [--stored N ...]``.

``--into SMALL LARGE`` tells how it grows with an archive.

What a crawl does with an answer that has been read, up to the committed row: its capture, the state of its address, the
links that it leads to, record, revision, people, both indexes and the counts. Made-up articles of sixty portals
(:mod:`tests.benchmark.large_texts`), each with links of which most are known, come in turn to every portal's store, as
in a crawl of all portals at once. The page's own bytes are few, so that compressing them is no part of the figure;
the disk is waited for, but a clock's time is not counted: it is the CPU of the process.

With ``--stored`` the archive first takes in so many articles, and the figures tell how the cost grows with them. With
``--into`` the same answers are kept in archives that exist (of :mod:`tests.benchmark.large_archive` or
:mod:`tests.benchmark.multiplied_archive`), a few hundred in each in turn; they stay there, so give copies of what must
not change.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random
from statistics import median
from typing import Any, cast

from sqlite_utils import Database

from archive.crawl_store import ArchiveCrawlStore
from archive.database import opened, writing
from archive.group_commit import group_of
from scraper.canonical import canonical_key
from scraper.items import Article, Problem
from scraper.store import Answer, FoundLink, PageResult, Target
from tests.benchmark.large_people import FIRST_DAY, LAST_DAY, Place, described, places
from tests.benchmark.large_texts import Writer, by_province
from tests.benchmark.report import Report

_BEGAN = datetime(2026, 1, 5, 8, tzinfo=UTC)
_MENU, _OTHERS, _NEW = 40, 20, 2  # links of a page: of every page, to other articles, to new addresses

_OURS, _ONE, _BATCHES = "congtin", "sqlite-utils, one at a time", "sqlite-utils, in batches"


class Recorded:
    """A record as a crawl hands it over: what the store asks an article for, whose JSON form is made already."""

    def __init__(self, record: dict[str, Any]) -> None:
        self._record = record
        self.kind, self.title, self.text = record["kind"], record["title"], record["text"]
        self.published, self.canonical_url, self.url = record["published"], record["canonical_url"], record["url"]
        self.problems = [Problem(**problem) for problem in record["problems"]]

    def to_dict(self) -> dict[str, Any]:
        """Return the record."""
        return self._record


@dataclass(slots=True)
class Portal:
    """A portal that is crawled, and the addresses that its pages may lead to."""

    place: Place
    store: ArchiveCrawlStore
    menu: list[FoundLink]
    named: list[FoundLink]


class Crawls:
    """Crawls of all portals that go on for as long as articles are asked for."""

    def __init__(self, db: Database, directory: Path, seed: str = "loading", first: int = 1) -> None:
        self._random = Random(seed)
        found = list(places(self._random))
        self._above = by_province(found)
        self._writer = Writer(f"{seed} {first}")  # what says the same as a known article is another address of it
        self._first, self._numbers = first, count(first)
        self._portals = []
        for place in found:
            store = ArchiveCrawlStore(db, directory)
            menu = [_link(f"{place.url}muc-{number}") for number in range(_MENU)]
            store.begin(described(place), [_link(place.url), *menu])
            self._portals.append(Portal(place, store, menu, []))

    def results(self, articles: int) -> list[tuple[Portal, PageResult]]:
        """Return so many answers, portal by portal in turn."""
        return [self._result(self._portals[number % len(self._portals)]) for number in range(articles)]

    def _result(self, portal: Portal) -> tuple[Portal, PageResult]:
        number, random = next(self._numbers), self._random
        day = FIRST_DAY + timedelta(random.randrange((LAST_DAY - FIRST_DAY).days))
        above = [other for other in self._above[portal.place.province.id] if other is not portal.place]
        record = self._writer.record(number, portal.place, day, above)
        url = record["url"]
        link = _link(url)
        fresh = [_link(f"{portal.place.url}tin-tuc/{number}-{other}.html") for other in range(_NEW)]
        others = random.sample(portal.named, min(_OTHERS, len(portal.named)))
        portal.named = [*portal.named[-500:], link]
        body = f"<html>{url}</html>".encode()
        moment = _BEGAN + timedelta(seconds=number - self._first)
        answer = Answer(url, moment, 200, [("Content-Type", "text/html")], body, body)
        target = Target(link.key, url, 2)
        article = cast("Article", Recorded(record))
        return portal, PageResult(target, answer, "stored", None, article, links=[*portal.menu, *others, *fresh])

    def keep(self, results: list[tuple[Portal, PageResult]]) -> None:
        """Keep answers, each from an address that the portal has queued before."""
        for portal, result in results:
            portal.store.save(result)

    def queue(self, results: list[tuple[Portal, PageResult]]) -> None:
        """Queue the addresses of answers; no part of what is measured."""
        source = Target(canonical_key("https://nobody.example.vn/"), "https://nobody.example.vn/", 1)
        for portal in self._portals:
            links = [_link(result.target.url) for other, result in results if other is portal]
            portal.store.queue_ahead(source, links)

    def finish(self) -> None:
        """End all crawls."""
        for portal in self._portals:
            portal.store.finish("finished")


def _link(url: str) -> FoundLink:
    return FoundLink(canonical_key(url), url, 3, 2)


def costs(crawls: Crawls, articles: int, at_once: int = 500) -> Iterator[float]:
    """Keep so many articles, and yield for each few hundred of them the CPU seconds of one."""
    for start in range(0, articles, at_once):
        results = crawls.results(min(at_once, articles - start))
        crawls.queue(results)
        began = time.process_time()
        crawls.keep(results)
        yield (time.process_time() - began) / len(results)


async def _measure(directory: Path, stored: list[int], articles: int) -> list[dict[str, float]]:
    found = []
    with writing(directory) as db:
        crawls = Crawls(db, directory)
        have = 0
        for goal in sorted(stored):
            for _ in costs(crawls, max(0, goal - have)):
                have += 500
            cpu = sorted(costs(crawls, articles))
            have += articles
            found.append({"stored": goal, "ms": round(1000 * sum(cpu) / len(cpu), 3),
                          "median_ms": round(1000 * cpu[len(cpu) // 2], 3)})  # fmt: skip
            print(json.dumps(found[-1]), file=sys.stderr, flush=True)
    return found


async def _measure_into(directories: list[Path], articles: int, at_once: int = 256) -> list[dict[str, Any]]:
    """Keep the same answers in each archive in turn; nothing is sealed, for that is a run's end."""
    spent: dict[Path, list[float]] = {directory: [] for directory in directories}
    with ExitStack() as stack:
        opened_ones = {directory: stack.enter_context(opened(directory)) for directory in directories}
        first = int(time.time()) * 1_000  # addresses that no earlier measurement has left behind
        crawls = {directory: Crawls(db, directory, first=first) for directory, db in opened_ones.items()}
        for number in range(-1, -(-articles // at_once)):  # the first one only warms up
            for directory, some in crawls.items():
                results = some.results(at_once)
                some.queue(results)
                group_of(opened_ones[directory].conn).commit()
                began = time.process_time()
                some.keep(results)
                group_of(opened_ones[directory].conn).commit()
                if number >= 0:
                    spent[directory].append((time.process_time() - began) / at_once)
    least = median(spent[directories[0]])
    return [
        {"archive": str(directory), "median_ms": round(1000 * median(times), 3),
         "to_first": round(median(times) / least, 3), "ms": [round(1000 * one, 2) for one in times]}
        for directory, times in spent.items()
    ]  # fmt: skip


def _flat(record: dict[str, Any]) -> dict[str, Any]:
    return {
        name: json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else value
        for name, value in record.items()
    }


class Plain:
    """The same records by ``sqlite-utils``: one table, a full-text index of three columns that triggers keep."""

    def __init__(self, folder: Path, batch: int) -> None:
        connection = sqlite3.connect(folder / f"in-batches-of-{batch}.db")
        connection.execute("PRAGMA journal_mode = WAL")
        self._table = Database(connection).table("articles", pk="url")
        self._batch = batch
        self._is_new = True

    def keep(self, records: list[dict[str, Any]]) -> float:
        """Keep records and return the CPU seconds of one."""
        rows = [_flat(record) for record in records]
        if self._is_new:
            self._table.insert(rows[0])
            self._table.enable_fts(["title", "lead", "text"], create_triggers=True)
            self._is_new = False
        began = time.process_time()
        for place in range(0, len(rows), self._batch):
            self._table.upsert_all(rows[place : place + self._batch], batch_size=self._batch)
        return (time.process_time() - began) / len(rows)


async def _compare(folder: Path, rounds: int, at_once: int) -> dict[str, list[float]]:
    plain = {name: Plain(folder, batch) for name, batch in ((_ONE, 1), (_BATCHES, at_once))}
    spent: dict[str, list[float]] = {name: [] for name in (_OURS, *plain)}
    with writing(folder / "archive") as db:
        crawls = Crawls(db, folder / "archive")
        for number in range(-1, rounds):  # the first one only warms up
            results = crawls.results(at_once)
            crawls.queue(results)
            began = time.process_time()
            crawls.keep(results)
            cost = {_OURS: (time.process_time() - began) / at_once}
            records = [cast("Article", result.article).to_dict() for _, result in results]
            cost |= {name: way.keep(records) for name, way in plain.items()}
            for name, seconds in cost.items() if number >= 0 else ():
                spent[name].append(seconds)
    return spent


def report(*, short: bool) -> Report:
    """Keep answers and, in turns, only their records as plain rows."""
    rounds, at_once = (6, 250) if short else (12, 500)
    with tempfile.TemporaryDirectory(prefix="congtin-benchmark-") as folder:
        spent = asyncio.run(_compare(Path(folder), rounds, at_once))
    ratios = {
        name: median(one / other for one, other in zip(spent[_OURS], times, strict=True))
        for name, times in spent.items()
    }
    rows = [(name, f"{median(times) * 1000:.2f}", f"{ratios[name]:.2f}") for name, times in spent.items()]
    return Report(
        "An answer as rows",
        f"{rounds * at_once:,} articles, each new; medians of {rounds} groups. `congtin` keeps capture, state of the "
        f"address and {_MENU + _OTHERS + _NEW} links, record, revision, people, both indexes and counts; "
        "`sqlite-utils` a row and an index of three columns.",
        ("way", "ms CPU an article", "congtin to it"), rows,
        {f"congtin / {name}": value for name, value in ratios.items() if name == _ONE},
    )  # fmt: skip


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmark.loading", description=__doc__.partition(":")[0])
    parser.add_argument("--articles", type=int, default=2_000, metavar="N", help="how many are measured (2000)")
    parser.add_argument("--stored", type=int, nargs="+", default=[500], metavar="N", help="with so many stored before")
    parser.add_argument("--into", type=Path, nargs="+", metavar="DIR", help="measure in these archives, in turn")
    options = parser.parse_args()
    if options.into:
        print(json.dumps(asyncio.run(_measure_into(options.into, options.articles)), indent=1))
        return
    with tempfile.TemporaryDirectory(prefix="congtin-loading-") as folder:
        found = asyncio.run(_measure(Path(folder) / "archive", options.stored, options.articles))
    print(json.dumps(found))


if __name__ == "__main__":
    main()
