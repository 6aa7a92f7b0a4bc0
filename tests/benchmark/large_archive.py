"""Make a large archive: ``python -m tests.benchmark.large_archive --articles 200000 DIR``.

Sixty portals of two provinces, twelve years of articles, more every month, and some fifteen thousand people, a few of
whom are named in thousands of articles and most in a handful. What derives from articles is made by the archive's own
functions, as in a crawl: they are loaded in the visits of four years, edited, missed, examined, resolved and
compared. No page is stored, and nothing is written down safely until all is done: a maker that is killed is begun anew.
"""

from __future__ import annotations

import argparse
import json
import time
from bisect import bisect_right
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from archive.database import PAGES_NAME, opened, transaction
from archive.health.examine import examine
from archive.identity import stable_id
from archive.lineage.run import trace_lineage
from archive.load import load_article, note_absence, note_sighting
from archive.manifests import seal
from archive.manifests.covered import BY_STEPS, UNITS
from archive.manifests.touched import note_all
from archive.people.resolver import resolve_people
from archive.portal_rows import keep_portal
from archive.problems import replace_record_problems
from archive.rows import insert
from archive.visits import VisitOptions
from scraper.canonical import canonical_key
from scraper.clock import timestamp
from tests.benchmark.large_people import FIRST_DAY, LAST_DAY, described, places, shares
from tests.benchmark.large_texts import Writer, by_province

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from tests.benchmark.large_people import Place

_FIRST_VISIT = date(2023, 1, 5)
_DAYS_BETWEEN = 59
_EDITED, _GONE, _RETURNED, _SEEN_AGAIN = 0.05, 0.03, 0.2, 0.1  # of all articles; of those gone; of all articles
_AT_ONCE = 3_000  # articles in one transaction; in the order of their ids, in which the search takes them up at once
_CACHE = 1 << 20  # KB of the database in memory


@dataclass(frozen=True, slots=True)
class _Planned:
    """An article that is to be published."""

    number: int
    place: Place
    day: date


def large_archive(
    directory: Path, articles: int, seed: str = "large", *, sealed: bool = False, tell: bool = False
) -> None:
    """Make an archive of so many articles.

    Args:
        directory: where; it must not exist.
        articles: how many.
        seed: another one makes another archive.
        sealed: write a manifest of all, which takes a fifth of the whole and is nothing to who only reads.
        tell: print what has been done.
    """
    directory.mkdir(parents=True)
    random = Random(seed)
    found = places(random)
    with opened(directory) as db:
        maker = _Maker(db.conn, directory, found, random, Writer(seed), tell)
        maker.prepare()
        planned = _planned(found, articles, random)
        for number, visit in enumerate(_visits()):
            due = [one for one in planned if one.day < visit and (not number or one.day >= _visits()[number - 1])]
            maker.visit(visit, due)
        maker.say("people", resolve_people(db.conn, directory))
        maker.say("lineage", trace_lineage(db.conn))
        maker.finish()
        with transaction(db.conn):
            note_all(db.conn, [kind for kind in UNITS if kind not in BY_STEPS])
        if sealed:
            maker.say("sealed", seal(db.conn, directory))
        wrong = db.conn.execute("PRAGMA foreign_key_check").fetchall()
        assert not wrong, wrong[:5]
        db.conn.execute("PRAGMA journal_mode = WAL")


def _visits() -> list[date]:
    days = (LAST_DAY - _FIRST_VISIT).days
    return [*(_FIRST_VISIT + timedelta(day) for day in range(0, days, _DAYS_BETWEEN)), LAST_DAY + timedelta(1)]


def _planned(found: Sequence[Place], articles: int, random: Random) -> list[_Planned]:
    """Return who publishes when, in the order of the days: more every month."""
    months = [date(year, month, 1) for year in range(FIRST_DAY.year, LAST_DAY.year + 1) for month in range(1, 13)]
    months = [month for month in months if FIRST_DAY <= month <= LAST_DAY]
    cells: list[tuple[Place, date]] = []
    weights: list[float] = []
    for number, month in enumerate(months):
        weights += shares(found, month, number / len(months))
        cells += [(place, month) for place in found]
    steps = list(accumulate(weights))
    days: list[tuple[date, int, Place]] = []
    for number in range(articles):
        place, month = cells[bisect_right(steps, random.random() * steps[-1])]
        days.append((min(month + timedelta(random.randrange(28)), LAST_DAY), number, place))
    return [_Planned(number, place, day) for day, number, place in sorted(days, key=lambda one: one[:2])]


class _Maker:
    """Makes the archive, one visit after the other."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        directory: Path,
        found: Sequence[Place],
        random: Random,
        writer: Writer,
        tell: bool,
    ) -> None:
        self._connection, self._directory, self._random, self._writer = connection, directory, random, writer
        self._places = list(found)
        self._above = by_province(found)
        self._known: dict[str, list[int]] = {place.id: [] for place in found}
        self._missed: list[tuple[int, str, bool]] = []  # article, portal, and whether it will come back
        self._crawls: dict[str, int] = {}
        self._tell, self._began = tell, time.monotonic()

    def say(self, what: str, how: object = "") -> None:
        """Tell what has been done."""
        if self._tell:
            print(f"{time.monotonic() - self._began:>7.0f} s {what} {how or ''}"[:150], flush=True)

    def prepare(self) -> None:
        """Write the portals, and let go of what makes writing safe and slow."""
        for pragma in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{_CACHE}", "foreign_keys = OFF"):
            self._connection.execute(f"PRAGMA {pragma}")
        # What is touched is all there is, and is noted at the end.
        for (trigger,) in self._connection.execute(
            "SELECT name FROM sqlite_temp_schema WHERE type = 'trigger'"
        ).fetchall():
            self._connection.execute(f"DROP TRIGGER temp.{trigger}")
        with transaction(self._connection):
            for place in self._places:
                keep_portal(self._connection, described(place))

    def visit(self, day: date, due: Sequence[_Planned]) -> None:
        """Crawl every portal that has begun by then: what is new, what was edited, what is gone."""
        began = datetime.combine(day, datetime.min.time(), UTC) + timedelta(hours=2)
        self._begin([place for place in self._places if place.first < day], began)
        for start in range(0, len(due), _AT_ONCE):
            self._load(due[start : start + _AT_ONCE], began)
        with transaction(self._connection):
            self._change(began + timedelta(hours=5), len(due))
        with transaction(self._connection):
            self._end(began)
        self.say(f"{day}: {len(due)} articles")

    def _begin(self, asked: Sequence[Place], began: datetime) -> None:
        self._crawls = {}
        with transaction(self._connection):
            for place in asked:
                row = {"portal": place.id, "started": timestamp(began)}
                insert(self._connection, "crawls", row)
                self._crawls[place.id] = self._connection.execute("SELECT max(id) FROM crawls").fetchone()[0]
                is_over = place.last < began.date() and place.unit.valid_to is not None
                self._capture(place.id, place.url, began, "failed" if is_over else "stored",
                              reason="the host does not exist" if is_over else None,
                              start_page="gone" if is_over else "answered")  # fmt: skip

    def _capture(self, portal: str, url: str, at: datetime, outcome: str, **more: Any) -> int:
        """Write a capture and return its number."""
        status = {"stored": 200, "unchanged": 304, "gone": 404}.get(outcome)
        row = {"url": url, "portal": portal, "crawl": self._crawls[portal], "fetched_at": timestamp(at),
               "status": status, "outcome": outcome, "final_url": url, **more}  # fmt: skip
        if outcome == "stored":
            row |= {"size": self._random.randint(20_000, 120_000), "content_type": "text/html; charset=utf-8",
                    "digest": f"{self._random.getrandbits(256):064x}"}  # fmt: skip
        insert(self._connection, "captures", row)
        return int(self._connection.execute("SELECT max(id) FROM captures").fetchone()[0])

    def _load(self, due: Sequence[_Planned], began: datetime) -> None:
        records = []
        for one in due:
            place = one.place
            above = [other for other in self._above[place.province.id] if other is not place]
            records.append(self._writer.record(one.number, place, one.day, above))
        records.sort(key=lambda record: stable_id(canonical_key(record["canonical_url"])))
        with transaction(self._connection):
            for number, record in enumerate(records):
                self._load_one(record, began + timedelta(seconds=2 * number + 2))
            self._connection.executemany(_FRONTIER, [(record["canonical_url"],) for record in records])

    def _load_one(self, record: dict[str, Any], at: datetime) -> None:
        portal = record["portal"]
        capture = self._capture(portal, record["canonical_url"], at, "stored")
        loaded = load_article(self._connection, record, seen_at=timestamp(at), capture=capture)
        if record["problems"]:
            before = record | {"problems": []}
            replace_record_problems(self._connection, loaded.article, before, record, timestamp(at))
        self._known[portal].append(loaded.article)

    def _change(self, at: datetime, new: int) -> None:
        """Edit articles, miss some, and see others again, as many as belong to so many new ones."""
        for article, portal, comes_back in self._missed:
            if portal in self._crawls:
                self._look_again(article, portal, at, is_there=comes_back)
        self._missed = []
        for article, portal in self._chosen(int(new * _EDITED)):
            (packed,) = self._connection.execute(
                "SELECT record FROM revisions WHERE article = ? ORDER BY number DESC LIMIT 1", (article,)
            ).fetchone()
            record = self._writer.edited(json.loads(packed))
            capture = self._capture(portal, record["canonical_url"], at, "stored")
            load_article(self._connection, record, seen_at=timestamp(at), capture=capture)
        for article, portal in self._chosen(int(new * _GONE)):
            self._look_again(article, portal, at + timedelta(minutes=10), is_there=False)
            self._missed.append((article, portal, self._random.random() < _RETURNED))
        for article, portal in self._chosen(int(new * _SEEN_AGAIN)):
            self._look_again(article, portal, at + timedelta(minutes=20), is_there=True)

    def _look_again(self, article: int, portal: str, at: datetime, *, is_there: bool) -> None:
        (url,) = self._connection.execute("SELECT url FROM articles WHERE id = ?", (article,)).fetchone()
        if is_there:
            capture = self._capture(portal, url, at, "unchanged")
            note_sighting(self._connection, article, timestamp(at), capture)
        else:
            reason = "404 Not Found"
            capture = self._capture(portal, url, at, "gone", reason=reason)
            note_absence(self._connection, article, timestamp(at), capture, reason)

    def _chosen(self, count: int) -> Iterator[tuple[int, str]]:
        """Yield so many articles of portals that answer, with the portals."""
        portals = [place.id for place in self._places if place.id in self._crawls and self._known[place.id]
                   and not place.unit.valid_to]  # fmt: skip
        weights = [len(self._known[portal]) for portal in portals]
        for portal in self._random.choices(portals, weights, k=count) if portals else ():
            yield self._random.choice(self._known[portal]), portal

    def _end(self, began: datetime) -> None:
        """Count what each crawl came to, and examine it."""
        for place in self._places:
            if (crawl := self._crawls.get(place.id)) is None:
                continue
            self._connection.execute(_COUNTS, {"crawl": crawl, "finished": timestamp(began + timedelta(hours=6))})
            if place.last < began.date() and place.unit.valid_to is not None:
                note = ("failed", ["no page could be fetched: the host does not exist"])
            else:
                note = ("incomplete", ["the run's budget is used up"]) if self._random.random() < 0.02 else ("ok", [])
            pages = self._directory / PAGES_NAME
            outcome, words = examine(self._connection, pages, described(place), crawl, VisitOptions(), note)
            self._connection.execute(
                "UPDATE crawls SET outcome = ?, note = ? WHERE id = ?", (outcome, "\n".join(words) or None, crawl)
            )

    def finish(self) -> None:
        """Say which portals are over, and which states people were told of."""
        with transaction(self._connection):
            for place in self._places:
                if place.unit.valid_to is not None:
                    gone = ("2025-07-29T02:00:00+00:00", "2025-09-26T02:00:00+00:00", place.id)
                    self._connection.execute("UPDATE portals SET gone_at = ?, gone_confirmed_at = ? WHERE id = ?", gone)
            self._connection.execute(
                "INSERT INTO portal_states (portal, state, since, crawl) "
                "SELECT portal, outcome, started, id FROM crawls "
                "WHERE id IN (SELECT max(id) FROM crawls GROUP BY portal)"
            )


_FRONTIER = """
INSERT INTO frontier (portal, key, url, state, priority, depth, crawl, outcome, kind, found_at, fetched_at, capture,
                      article, changed_at, due_at)
SELECT a.portal, substr(a.url, 9), a.url, 'done', 50, 2, c.crawl, 'stored', 'article', a.first_seen, a.first_seen, c.id,
       a.id, a.first_seen, datetime(a.first_seen, '+7 days')
FROM articles a JOIN captures c ON c.id = a.capture WHERE a.url = ?
"""
_COUNTS = """
UPDATE crawls SET finished = :finished, (requests, stored, unchanged, gone, failed) = (
    SELECT count(*), total(outcome = 'stored'), total(outcome = 'unchanged'), total(outcome = 'gone'),
           total(outcome = 'failed') FROM captures WHERE crawl = :crawl),
    articles_new = (SELECT count(*) FROM captures c JOIN revisions r ON r.id = c.revision
                    WHERE c.crawl = :crawl AND c.outcome = 'stored' AND r.number = 1),
    articles_changed = (SELECT count(*) FROM captures c JOIN revisions r ON r.id = c.revision
                        WHERE c.crawl = :crawl AND c.outcome = 'stored' AND r.number > 1),
    articles_gone = (SELECT count(*) FROM captures WHERE crawl = :crawl AND outcome = 'gone' AND article IS NOT NULL)
WHERE id = :crawl
"""


def main() -> None:
    """Make it, and tell how far it is."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmark.large_archive", description=__doc__.partition(":")[0]
    )
    parser.add_argument("directory", type=Path, metavar="DIR", help="where the archive is made; must not exist")
    parser.add_argument("--articles", type=int, default=200_000, metavar="N", help="how many articles (200000)")
    parser.add_argument("--seed", default="large", metavar="WORD", help="another one makes another archive")
    parser.add_argument("--sealed", action="store_true", help="write a manifest of all")
    options = parser.parse_args()
    large_archive(options.directory, options.articles, options.seed, sealed=options.sealed, tell=True)


if __name__ == "__main__":
    main()
