"""Measure what reading stored pages again costs: ``python -m tests.benchmark.reextraction [--pages N] [--check]``.

The archive is made for it: golden pages of real portals' size (30 to 60 KB), each stored under many addresses, with a
number of its own in every paragraph, or all but the first would be known to the byte. In the
first run every record differs from the one that stands (that of another page), in the second none does. Counted is the
CPU, user and system, of ``congtin reextract`` and the processes that it starts, less that of the same command on the
same archive with a batch for each process: on a machine that others use too, the pages a second are those of two cores
that have nothing else to do. Memory is the most that the parent and any of its processes held. With ``--check`` a
second run under the target ends with 1.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from bs4 import BeautifulSoup

from archive.captures import Captures
from archive.database import PAGES_NAME, transaction, writing
from archive.load import load_article
from archive.portal_rows import keep_portal
from scraper.clock import timestamp
from scraper.extract import extract
from scraper.portal import portal_from_url
from scraper.store import Answer, PageResult
from scraper.store import Target as Address
from tests.benchmark.process_tree import ProcessTree
from tests.benchmark.report import Report, Target

if TYPE_CHECKING:
    from collections.abc import Iterator
    from sqlite3 import Connection

TARGET = 300.0  # pages a second on two cores
_CORES = 2
_SIZES = range(30_000, 60_000)  # bytes
_GOLD = Path(__file__).parent.parent / "gold" / "pages"
_BEGAN = datetime(2026, 1, 5, 8, tzinfo=UTC)
_LOADED_AT_ONCE = 500
_PARAGRAPH_END = re.compile(rb"</p>|<br", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds of a command and its processes, seconds it took, the most memory (MB) of parent and processes."""

    cpu: float
    wall: float
    parent: float
    process: float
    said: dict[str, Any]


def realistic_pages() -> list[tuple[str, bytes, dict[str, Any]]]:
    """Return address, bytes and record of golden articles (not of the held-back ones) of the size of portals' pages."""
    found = []
    for file in sorted(_GOLD.glob("[df]*/*.json")):
        packed = file.with_suffix(".html.gz")
        body = gzip.decompress(packed.read_bytes()) if packed.exists() else file.with_suffix(".html").read_bytes()
        if len(body) not in _SIZES:
            continue
        gold = json.loads(file.read_text(encoding="utf-8"))
        url = gold.get("url") or gold["record"]["url"]
        article = extract(body, url, portal=portal_from_url(url))
        if article.kind in {"article", "document"}:
            found.append((url, body, article.to_dict()))
    return found


def make_archive(directory: Path, pages: int) -> None:
    """Make an archive of so many articles, each with the record of another page."""
    gold = realistic_pages()
    records = [record for _, _, record in gold]
    copies = _copies(gold, pages)
    with writing(directory) as db:
        captures: dict[str, Captures] = {}
        while group := list(islice(copies, _LOADED_AT_ONCE)):
            with transaction(db.conn):
                for number, url, body in group:
                    portal = portal_from_url(f"https://{urlsplit(url).netloc}/")
                    if portal.id not in captures:
                        keep_portal(db.conn, portal)
                        db.conn.execute(
                            "INSERT INTO crawls (portal, started) VALUES (?, ?)", (portal.id, timestamp(_BEGAN))
                        )
                        captures[portal.id] = Captures(db.conn, directory / PAGES_NAME, portal.id)
                        captures[portal.id].open()
                    moment = _BEGAN + timedelta(seconds=number)
                    wrong = records[(number + 1) % len(records)] | {
                        "url": url,
                        "canonical_url": url,
                        "portal": portal.id,
                    }
                    _store(db.conn, captures[portal.id], url, body, moment, wrong)
        for one in captures.values():
            one.close()


def _copies(gold: list[tuple[str, bytes, dict[str, Any]]], pages: int) -> Iterator[tuple[int, str, bytes]]:
    for number in range(pages):
        url, body, _ = gold[number % len(gold)]
        copy = number // len(gold)
        own = _PARAGRAPH_END.sub(rb" (%d)\g<0>" % copy, body)
        yield number, f"{url}{'&' if '?' in url else '?'}banso={copy}", own


def _store(
    connection: Connection, captures: Captures, url: str, body: bytes, moment: datetime, record: dict[str, Any]
) -> None:
    headers = [("Content-Type", "text/html; charset=utf-8")]
    answer = Answer(url, moment, 200, headers, raw_body=body, body=body)
    result = PageResult(Address(url, url, 1), answer, "stored")
    crawl = connection.execute("SELECT max(id) FROM crawls").fetchone()[0]
    capture = captures.keep(result, crawl, None)
    load_article(connection, record, seen_at=timestamp(moment), capture=capture)


def cost(archive: Path, *options: str) -> Cost:
    """Run ``congtin reextract`` and return what that cost."""
    began = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-c", "from archive.cli import main; main()", "reextract", "--archive", str(archive),
         "--jobs", str(_CORES), "--quiet", "--json", *options],
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    with ProcessTree(process.pid) as watch:
        output, _ = process.communicate()
    if process.returncode:
        raise SystemExit(f"the re-extraction failed:\n{output}")
    memory = watch.memory
    parent = memory.pop(process.pid)
    wall = time.monotonic() - began
    return Cost(sum(watch.cpu.values()), wall, parent, max(memory.values(), default=0.0), json.loads(output))


@dataclass(frozen=True, slots=True)
class Reread:
    """What reading the pages of an archive again cost: a start, a run in which all differ, one in which none does."""

    start: Cost
    all_differ: Cost
    none_differs: Cost

    def page(self, run: Cost) -> float:
        """Return the CPU seconds of a page in a run."""
        return (run.cpu - self.start.cpu) / (run.said["pages"] - self.start.said["pages"])

    @property
    def speed(self) -> float:
        """Pages a second on cores that have nothing else to do, where no record differs."""
        return _CORES / self.page(self.none_differs)


def reread(archive: Path) -> Reread:
    """Read all pages of an archive again, twice, and as few as show what a start costs."""
    first, second = cost(archive, "--all"), cost(archive, "--all")
    return Reread(cost(archive, "--all", "--limit", str(16 * _CORES)), first, second)


def parse_cost(pages: list[tuple[str, bytes, dict[str, Any]]]) -> float:
    """Return the CPU seconds that BeautifulSoup takes to parse a page, in the mean."""
    started = time.process_time()
    for _, body, _ in pages:
        BeautifulSoup(body, "lxml")
    return (time.process_time() - started) / len(pages)


def report(*, short: bool) -> Report:
    """Read an archive's pages again, with BeautifulSoup's parse of the same pages before and after."""
    with tempfile.TemporaryDirectory(prefix="congtin-benchmark-") as folder:
        archive, gold = Path(folder) / "archive", realistic_pages()
        make_archive(archive, 450 if short else 2_000)
        before = parse_cost(gold)
        found = reread(archive)
        parse = (before + parse_cost(gold)) / 2
    rows = [
        (name, str(run.said["pages"]), f"{found.page(run) * 1_000:.2f}", f"{_CORES / found.page(run):.0f}",
         f"{run.parent:.0f}", f"{run.process:.0f}")
        for name, run in (("every record differs", found.all_differ), ("none differs", found.none_differs))
    ]  # fmt: skip
    return Report(
        "Stored pages read again",
        "Golden pages of 30 to 60 kB, each under many addresses; CPU of `congtin reextract` and its processes, less a "
        f"start. BeautifulSoup's parse of such a page takes {parse * 1_000:.2f} ms.",
        ("run", "pages", "ms CPU a page", f"pages/s on {_CORES} free cores", "parent MB", "process MB"), rows,
        {"none differs / BeautifulSoup": found.page(found.none_differs) / parse},
        [Target("pages a second", TARGET, found.speed, at_least=True)],
    )  # fmt: skip


def main() -> None:
    """Print the table and compare it with the target."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmark.reextraction", description="Measure reading again."
    )
    parser.add_argument("--pages", type=int, default=2_000)
    parser.add_argument("--archive", type=Path, help="keep the archive there, and take it where it stands")
    parser.add_argument("--check", action="store_true", help=f"exit with 1 under {TARGET:.0f} pages a second")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="congtin-benchmark-") as folder:
        archive = options.archive or Path(folder) / "archive"
        if not archive.exists():
            make_archive(archive, options.pages)
        found = reread(archive)
    print(f"start: {found.start.cpu:.2f} s CPU, {found.start.said['pages']} pages")
    print(f"{'run':<22} {'pages':>6} {'CPU s':>7} {'wall s':>7} {'ms a page':>10} {'pages/s':>8} "
          f"{'parent MB':>10} {'process MB':>11}")  # fmt: skip
    for name, run in (("every record differs", found.all_differ), ("none differs", found.none_differs)):
        page = found.page(run)
        print(f"{name:<22} {run.said['pages']:>6} {run.cpu:>7.1f} {run.wall:>7.1f} {page * 1000:>10.2f} "
              f"{_CORES / page:>8.0f} {run.parent:>10.0f} {run.process:>11.0f}")  # fmt: skip
    verdict = "reached" if found.speed >= TARGET else "MISSED"
    print(f"on {_CORES} free cores {found.speed:.0f} pages a second; target {TARGET:.0f}: {verdict}")
    if options.check and found.speed < TARGET:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
