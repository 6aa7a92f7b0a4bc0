"""Measure what ends a run: ``python -m tests.benchmark.run_end [--sizes N ...] [--check]``.

That is who is who, lines of descent, the examination of each portal, and the seal.
Made-up articles with officials, pictures and places are loaded into an archive as a crawl loads them (no pages, no
network), then what every run ends with is done and sealed: after all of them at once, as after a first crawl, and
after fifty more, as after a visit. Counted is CPU, user and system, of the cheapest of a few visits: a busy machine
makes one dearer, never cheaper. What a visit costs may not grow with the archive.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from dataclasses import astuple, dataclass
from itertools import islice
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from archive.database import PAGES_NAME, opened, transaction
from archive.health.examine import examine
from archive.lineage.run import trace_lineage
from archive.load import load_article
from archive.manifests import seal
from archive.people.resolver import resolve_people
from archive.rows import insert
from archive.visits import VisitOptions
from scraper.items import Article, Caption, Event, Image, Mention, Official, Place, Title
from scraper.portal import Portal
from tests.benchmark.articles import PORTALS, made_articles

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator

    from sqlite_utils import Database

    from tests.benchmark.articles import Made

SIZES = (2_000, 20_000)
AN_ARTICLE = 3.0  # milliseconds, of a first crawl
A_VISIT = 0.35  # seconds for fifty more
A_PORTAL = 0.03  # seconds for the examination of one
NEW_ARCHIVE = 1.0  # seconds for an archive without articles, the gazetteer in it sealed
_MORE = 50
_ROUNDS = 4
_SEEN = "2025-01-05T02:00:00+00:00"
_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô")
_MIDDLE = ("Văn", "Thị", "Hữu", "Đức", "Xuân", "Ngọc", "Minh", "Quang", "Thanh", "Công", "Đình", "Bá")
_GIVEN = ("An", "Bình", "Cường", "Dũng", "Giang", "Hà", "Hải", "Hùng", "Khánh", "Lan", "Long", "Mai", "Nam", "Phúc",
          "Quân", "Sơn", "Tâm", "Thảo", "Tuấn", "Vinh")  # fmt: skip
_POSTS = (("Bí thư Đảng ủy", "Đảng ủy xã {}"), ("Chủ tịch UBND xã", "UBND xã {}"), ("Phó Chủ tịch HĐND", "HĐND xã {}"),
          ("Trưởng Công an xã", "Công an xã {}"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class End:
    """CPU seconds of what ends a run: who is who, lines of descent, the health of all portals, the seal."""

    people: float
    lineage: float
    health: float
    seal: float

    @property
    def all(self) -> float:
        """The whole, but for what is done for each portal by itself."""
        return self.people + self.lineage + self.seal


@dataclass(frozen=True, slots=True)
class Cost:
    """What the end of a run costs in an archive of so many articles: after all at once, and after fifty more."""

    articles: int
    new: float
    first: End
    visit: End

    @property
    def is_within(self) -> bool:
        """Tell whether all are within their targets."""
        an_article = self.first.all * 1_000 / self.articles
        a_portal = max(self.first.health, self.visit.health) / PORTALS
        whole = self.new <= NEW_ARCHIVE and an_article <= AN_ARTICLE and self.visit.all <= A_VISIT
        return whole and a_portal <= A_PORTAL


def cost(articles: int) -> Cost:
    """Make an archive of so many articles and measure it."""
    with tempfile.TemporaryDirectory(prefix="congtin-benchmark-") as folder:
        directory = Path(folder) / "archive"
        directory.mkdir()
        started = time.process_time()
        with opened(directory) as db:
            seal(db.conn, directory)
            new = time.process_time() - started
            _write_portals(db.conn)
            made = _records(made_articles(articles + _ROUNDS * _MORE))
            _load(db.conn, islice(made, articles), _begin_crawls(db.conn))
            first = _end(db, directory)
            visits = []
            for _ in range(_ROUNDS):
                _load(db.conn, islice(made, _MORE), _begin_crawls(db.conn))
                visits.append(_end(db, directory))
    return Cost(articles, new, first, min(visits, key=lambda one: one.all))


def loaded_archive(directory: Path, articles: int) -> None:
    """Make an archive of so many articles, without what ends a run."""
    directory.mkdir()
    with opened(directory) as db:
        _write_portals(db.conn)
        _load(db.conn, _records(made_articles(articles)), _begin_crawls(db.conn))


def _end(db: Database, directory: Path) -> End:
    return End(
        _measured(lambda: resolve_people(db.conn, directory)),
        _measured(lambda: trace_lineage(db.conn)),
        _measured(lambda: _examine(db.conn, directory)),
        _measured(lambda: seal(db.conn, directory)),
    )


def _measured(do: Callable[[], object]) -> float:
    started = time.process_time()
    do()
    return time.process_time() - started


def _write_portals(connection: sqlite3.Connection) -> None:
    with transaction(connection):
        connection.executemany(
            "INSERT INTO portals (id, name, url, unit, province) VALUES (?, ?, ?, ?, 'tỉnh Hà Tĩnh')",
            [(f"p{n}", f"Cổng xã {n}", f"https://p{n}.example.vn/", f"xã Tân {n}") for n in range(PORTALS)],
        )


def _begin_crawls(connection: sqlite3.Connection) -> int:
    """Begin a crawl of every portal; returns the number of the first."""
    with transaction(connection):
        connection.executemany(
            "INSERT INTO crawls (portal, started) VALUES (?, ?)", [(f"p{n}", _SEEN) for n in range(PORTALS)]
        )
        return int(connection.execute("SELECT max(id) FROM crawls").fetchone()[0]) - PORTALS + 1


def _examine(connection: sqlite3.Connection, directory: Path) -> None:
    """Examine the last crawl of every portal, and end it."""
    for n in range(PORTALS):
        portal = Portal.model_validate({"id": f"p{n}", "name": f"Cổng xã {n}", "url": f"https://p{n}.example.vn/"})
        with transaction(connection):
            crawl = connection.execute("SELECT max(id) FROM crawls WHERE portal = ?", (portal.id,)).fetchone()[0]
            outcome, _ = examine(connection, directory / PAGES_NAME, portal, crawl, VisitOptions(), ("ok", []))
            connection.execute(
                "UPDATE crawls SET outcome = ?, finished = started, stored = 1 WHERE id = ?", (outcome, crawl)
            )


def _load(connection: sqlite3.Connection, records: Iterable[dict[str, Any]], crawl: int) -> None:
    """Load records with a capture each, a transaction an article; ``crawl`` is that of the first portal."""
    for record in records:
        with transaction(connection):
            portal = int(record["portal"][1:])
            capture = {"url": record["url"], "portal": record["portal"], "crawl": crawl + portal, "fetched_at": _SEEN,
                       "status": 200, "outcome": "stored", "size": 41_337, "content_type": "text/html; charset=utf-8",
                       "final_url": record["url"], "digest": f"{hash(record['url']) & (1 << 63) - 1:064x}"}  # fmt: skip
            insert(connection, "captures", capture)
            [[number]] = connection.execute("SELECT max(id) FROM captures").fetchall()
            load_article(connection, record, seen_at=_SEEN, capture=number)


def _records(articles: Iterable[Made]) -> Iterator[dict[str, Any]]:
    """Yield the articles as records: each names four of its portal's officials, two events, three places."""
    random = Random("records")
    for number, made in enumerate(articles):
        url = f"https://p{made.portal}.example.vn/tin/{number}.html"
        article = Article(
            url=url, canonical_url=url, portal=f"p{made.portal}", kind="article", title=made.title, lead=made.lead,
            text=made.text, author="Ban Biên tập", section="Tin tức", published=made.published,
            images=[Image(f"{url}/{place}.jpg") for place in range(3)],
            captions=[Caption(f"{url}/{place}.jpg", made.title) for place in range(2)],
            events=[Event(word, made.published, made.published, None, "printed") for word in ("Sáng nay", "chiều qua")],
            officials=[_official(random, made.portal) for _ in range(4)],
            places=[Place(f"xã Tân {place}") for place in range(3)],
        )  # fmt: skip
        yield article.to_dict()


def _official(random: Random, portal: int) -> Official:
    """Return somebody of the portal's unit; a few dozen are named again and again, others once."""
    chosen = Random(f"{portal} {random.randrange(40)}") if random.random() < 0.9 else random
    name = " ".join((chosen.choice(_FAMILY), chosen.choice(_MIDDLE), chosen.choice(_MIDDLE), chosen.choice(_GIVEN)))
    post, body = chosen.choice(_POSTS)
    title = Title(post, "position", body.format(f"Tân {portal}"))
    return Official(name, "đồng chí", [], [title], ["attended"], mentions=[Mention(0, len(name), "text")])


def main() -> None:
    """Print a line a size and compare it with the targets."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmark.run_end", description=__doc__.partition(":")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="N", help="articles of the archives")
    parser.add_argument("--check", action="store_true", help="exit with 1 where one is over its target")
    options = parser.parse_args()
    print(f"{'':>17} {'ms an article of a first crawl':^43} {'s after fifty more':^43}")
    print(f"{'articles':>8} {'new s':>8} " + f"{'people':>10} {'lineage':>10} {'health':>10} {'seal':>10} " * 2)
    over = 0
    for articles in options.sizes:
        found = cost(articles)
        over += not found.is_within
        first = [part * 1_000 / articles for part in astuple(found.first)]
        figures = "".join(f"{part:>10.3f} " for part in (*first, *astuple(found.visit)))
        print(f"{articles:>8} {found.new:>8.2f} {figures}{'' if found.is_within else ' OVER'}", flush=True)
    print(
        f"targets: {NEW_ARCHIVE} s for a new archive, {AN_ARTICLE} ms an article, {A_VISIT} s for fifty more, "
        f"{A_PORTAL} s for the health of each of {PORTALS} portals"
    )
    if options.check and over:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
