"""Measure what a stored page takes: ``python -m tests.benchmark storage``.

Pages of the corpus as a portal answers them one after the other, with other tokens, counters, boxes and view states
each time, are appended to a portal's stored pages, and the same answers to a WARC.gz as ``warcio`` writes it, in turns,
a portal each. Compared are the bytes of the files and the CPU of writing (making the record, packing, dictionaries);
then as many are read at random by both.
"""

from __future__ import annotations

import tempfile
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from random import Random
from statistics import median
from typing import TYPE_CHECKING

from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from scraper.page_dictionaries import MOST_SAMPLES
from scraper.page_records import answer_record
from scraper.pages import PageWriter, StoredPage, read_page
from scraper.store import Answer
from tests.benchmark.corpus import corpus_portal
from tests.benchmark.corpus.layouts import LAYOUTS
from tests.benchmark.report import Report, Target

if TYPE_CHECKING:
    from collections.abc import Sequence

_FETCHED = datetime(2025, 6, 20, 2, tzinfo=UTC)
_READ = 40  # pages of a portal that are read again


@dataclass(slots=True)
class Stored:
    """What the pages of a portal took: bytes on the disk, CPU seconds of writing all and of reading some at random."""

    size: int
    writing: float
    reading: float
    pages: list[StoredPage] = field(default_factory=list, repr=False)


def answers(number: int, count: int) -> list[Answer]:
    """Return what a portal of the corpus answers to a crawl: the page of each article, each at another moment."""
    portal = corpus_portal(number, count)
    found = []
    for tick, path in enumerate(portal.article_paths(), 1):
        answer = portal.answer(path, tick)
        headers = list(answer.headers.items())
        found.append(
            Answer(portal.origin + path, _FETCHED, answer.status, headers, raw_body=answer.body, body=answer.body)
        )
    return found


def by_congtin(folder: Path, given: Sequence[Answer]) -> Stored:
    """Store the answers as a crawl does, and read some."""
    stored: list[StoredPage] = []
    writer = PageWriter(folder, "portal", samples=lambda: stored[: -MOST_SAMPLES - 1 : -1])
    writer.open({})
    started = time.process_time()
    for answer in given:
        stored.append(writer.append(answer_record(answer, {"target": answer.url})))
    spent = time.process_time() - started
    writer.close()
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    chosen = Random(0).sample(range(len(stored)), min(_READ, len(stored)))
    started = time.process_time()
    for place in chosen:
        assert read_page(folder, stored[place], _FETCHED).body == given[place].body
    return Stored(size, spent, time.process_time() - started)


def by_warcio(folder: Path, given: Sequence[Answer]) -> Stored:
    """Store the answers as ``warcio`` does by itself, and read some."""
    path, offsets = folder / "pages.warc.gz", []
    started = time.process_time()
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for answer in given:
            offsets.append(file.tell())
            http = StatusAndHeaders(f"{answer.status} OK", answer.headers, protocol="HTTP/1.1")
            record = writer.create_warc_record(
                answer.url, "response", payload=BytesIO(answer.raw_body), http_headers=http
            )
            writer.write_record(record)
    spent = time.process_time() - started
    chosen = Random(0).sample(range(len(offsets)), min(_READ, len(offsets)))
    started = time.process_time()
    with path.open("rb") as file:
        for place in chosen:
            file.seek(offsets[place])
            record = next(iter(ArchiveIterator(file)))
            assert record.content_stream().read() == given[place].raw_body
    return Stored(path.stat().st_size, spent, time.process_time() - started)


def report(*, short: bool) -> Report:
    """Store the pages of one portal of each layout, in both ways in turns."""
    count = 150 if short else 300
    ways = {"congtin": by_congtin, "warcio, WARC.gz": by_warcio}
    found: dict[str, list[Stored]] = {name: [] for name in ways}
    total = 0
    for number in range(len(LAYOUTS)):
        given = answers(number, count)
        total += sum(len(answer.raw_body) for answer in given)
        for name, store in ways.items():
            with tempfile.TemporaryDirectory(prefix="congtin-benchmark-") as folder:
                found[name].append(store(Path(folder), given))
    pages = count * len(LAYOUTS)
    rows = [
        (name, f"{sum(one.size for one in runs) / pages / 1000:.2f}",
         f"{total / sum(one.size for one in runs):.1f}",
         f"{sum(one.writing for one in runs) / pages * 1000:.3f}",
         f"{sum(one.reading for one in runs) / min(_READ, count) / len(LAYOUTS) * 1000:.3f}")
        for name, runs in found.items()
    ]  # fmt: skip
    ours, theirs = found.values()
    size = sum(one.size for one in ours) / sum(one.size for one in theirs)
    writing = median(one.writing / other.writing for one, other in zip(ours, theirs, strict=True))
    reading = median(one.reading / other.reading for one, other in zip(ours, theirs, strict=True))
    return Report(
        "A stored page",
        f"{count} articles each of a portal of every layout, {total / pages / 1000:.0f} kB a page, each answer with "
        "its own tokens, counters, boxes and view state. Ratios are of all bytes, and medians of the portals' CPU.",
        ("way", "kB a page", "times smaller", "ms CPU to write", "ms CPU to read at random"), rows,
        {"bytes / warcio": size, "writing / warcio": writing, "reading / warcio": reading},
        [Target("bytes, to WARC.gz", 1 / 3, size), Target("CPU of writing, to WARC.gz", 1 / 8, writing)],
    )  # fmt: skip
