"""Measure what keeping a record costs: ``python -m tests.benchmark load``.

Records of articles of the corpus are loaded into a fresh archive as a crawl does it, with revision, people, events,
captions and the folded index, a transaction each; and the same records by ``sqlite-utils`` into one table with a
full-text index that triggers keep, one at a time and in batches. All in one process, in turns; counted is its CPU.
"""

from __future__ import annotations

import json
import sqlite3
import tempfile
import time
from contextlib import closing
from pathlib import Path
from statistics import median
from typing import Any

from sqlite_utils import Database

from archive.database import opened, transaction
from archive.load import load_article
from archive.portal_rows import keep_portal
from scraper.extract import extract
from scraper.portal import portal_from_url
from tests.benchmark.corpus import corpus_portal
from tests.benchmark.corpus.layouts import LAYOUTS
from tests.benchmark.report import Report

_BATCH = 100
_SEEN = "2025-06-20T02:00:00+00:00"
_TEXT = ("title", "lead", "text")
_OURS, _ONE, _BATCHES = "congtin, a transaction each", "sqlite-utils, one at a time", "sqlite-utils, in batches of 100"


def records(count: int) -> list[dict[str, Any]]:
    """Return records of so many articles of every layout."""
    found = []
    for number in range(len(LAYOUTS)):
        portal = corpus_portal(number, count)
        described = portal_from_url(f"{portal.origin}/")
        for path in portal.article_paths():
            article = extract(portal.answer(path).body, portal.origin + path, portal=described)
            found.append(article.to_dict())
    return found


def _by_congtin(folder: Path, found: list[dict[str, Any]]) -> float:
    with opened(folder) as db:
        for number in range(len(LAYOUTS)):
            keep_portal(db.conn, portal_from_url(f"{corpus_portal(number, 0).origin}/"))
        started = time.process_time()
        for record in found:
            with transaction(db.conn):
                load_article(db.conn, record, seen_at=_SEEN, capture=None)
        return time.process_time() - started


def _by_sqlite_utils(folder: Path, found: list[dict[str, Any]], batch: int) -> float:
    with closing(sqlite3.connect(folder / "peer.db")) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        table = Database(connection)["articles"]
        table.insert(_flat(found[0]), pk="canonical_url")  # type: ignore[union-attr]
        table.enable_fts(_TEXT, create_triggers=True)  # type: ignore[union-attr]
        started = time.process_time()
        for place in range(1, len(found), batch):
            rows = [_flat(record) for record in found[place : place + batch]]
            table.upsert_all(rows, pk="canonical_url", batch_size=batch)  # type: ignore[union-attr]
        return time.process_time() - started


def _flat(record: dict[str, Any]) -> dict[str, Any]:
    return {
        name: json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else value
        for name, value in record.items()
    }


def report(*, short: bool) -> Report:
    """Load, in turns."""
    count, rounds = (20, 3) if short else (60, 5)
    found = [record for record in records(count) if record["kind"] == "article"]
    ways = {
        _OURS: _by_congtin,
        _ONE: lambda folder, rows: _by_sqlite_utils(folder, rows, 1),
        _BATCHES: lambda folder, rows: _by_sqlite_utils(folder, rows, _BATCH),
    }
    spent: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, load in ways.items():
            with tempfile.TemporaryDirectory(prefix="congtin-benchmark-") as folder:
                spent[name].append(load(Path(folder), found))
    ratios = {
        name: median(one / other for one, other in zip(spent[_OURS], times, strict=True))
        for name, times in spent.items()
    }
    rows = [(name, f"{median(times) / len(found) * 1000:.2f}", f"{ratios[name]:.2f}") for name, times in spent.items()]
    return Report(
        "A record as rows",
        f"{len(found)} records, each new; medians of {rounds} rounds. `congtin` writes rows of a dozen tables with the "
        "revision and both indexes, `sqlite-utils` one row and an index of three columns.",
        ("way", "ms CPU a record", "congtin to it"), rows,
        {f"congtin / {_ONE}": ratios[_ONE]},  # batches are over too soon to be held against in a short run
    )  # fmt: skip
