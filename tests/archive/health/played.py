"""Portals whose visits are written into an archive row by row: years of them in a second, where crawls take minutes."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from archive.database import opened, transaction
from archive.health.examine import examine
from archive.health.findings import Finding, findings_of
from archive.visits import VisitOptions
from scraper.clock import timestamp, vietnamese_day
from scraper.portal import Portal

START = datetime(2025, 3, 3, 1, 0, tzinfo=UTC)
# What an article has, by default: shares of articles.
USUAL = {"title": 1.0, "text": 1.0, "published": 1.0, "author": 0.9, "captions": 0.5, "lead": 0.8, "officials": 0.6}
OWN, ANOTHER = "thị xã Sông Lam", "huyện Bến Đò"


@dataclass
class Issue:
    """What a visit finds.

    Attributes:
        days: on which the new articles were published, as days before the visit.
        has: share of articles that have each field, over the usual.
        named: how many articles the lists name.
        unit: whose news it is.
        beside: another unit that its articles name as well.
        shown: further new addresses that are no articles.
        failed: whether nothing is read at all.
    """

    days: list[float] = field(default_factory=list)
    has: dict[str, float] = field(default_factory=dict)
    named: int = 40
    unit: str = OWN
    beside: str | None = None
    shown: int = 0


class PlayedPortal:
    """One portal of an archive and its visits.

    Args:
        connection: the archive.
        portal: the portal.
        seed: what chance rests on.
    """

    def __init__(self, connection: sqlite3.Connection, portal: Portal, seed: int = 0) -> None:
        self.connection = connection
        self.portal = portal
        self.chance = random.Random(seed)
        self.count = 0
        self.outcomes: list[str] = []
        self.findings: list[list[Finding]] = []
        connection.execute(
            "INSERT INTO portals (id, name, url, unit) VALUES (?, ?, ?, ?)",
            (portal.id, portal.name, portal.url, portal.unit),
        )

    def visit(self, at: datetime, issue: Issue, *, options: VisitOptions | None = None) -> str:
        """Write a visit and have it examined; returns its outcome."""
        crawl = self._crawl(at, len(issue.days))
        for days in issue.days:
            self._article(crawl, at, at - timedelta(days=days), issue)
        for _ in range(issue.shown):
            self._address(crawl, at, None)
        self._list(crawl, issue.named)
        pages = Path("nowhere")  # no page of it is stored
        outcome, _ = examine(self.connection, pages, self.portal, crawl, options or VisitOptions(), ("ok", []))
        self.connection.execute("UPDATE crawls SET outcome = ?, finished = started WHERE id = ?", (outcome, crawl))
        self.outcomes.append(outcome)
        self.findings.append(findings_of(self.connection, crawl))
        return outcome

    def kinds(self) -> set[str]:
        """Return the kinds of what was found in the last visit."""
        return {finding.kind for finding in self.findings[-1]}

    def _crawl(self, at: datetime, new: int) -> int:
        cursor = self.connection.execute(
            "INSERT INTO crawls (portal, started, articles_new, stored) VALUES (?, ?, ?, ?)",
            (self.portal.id, timestamp(at), new, new + 1),
        )
        return int(cursor.lastrowid or 0)

    def _article(self, crawl: int, at: datetime, published: datetime, issue: Issue) -> None:
        has = {name: self.chance.random() < share for name, share in (USUAL | issue.has).items()}
        capture = self._address(crawl, at, self.count)
        cursor = self.connection.execute(
            "INSERT INTO articles (portal, kind, url, title, text, author, lead, published, first_seen, last_seen, "
            "capture) VALUES (?, 'article', ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                self.portal.id, f"{self.portal.url}{self.count}", "Tin" if has["title"] else None,
                "Bài" if has["text"] else "", "A" if has["author"] else None, "Dẫn" if has["lead"] else None,
                vietnamese_day(published).isoformat() if has["published"] else None, timestamp(at), timestamp(at),
                capture,
            ),
        )  # fmt: skip
        article = cursor.lastrowid
        self.connection.execute("UPDATE captures SET article = ? WHERE id = ?", (article, capture))
        for position, unit in enumerate(filter(None, (issue.unit, issue.beside))):
            self.connection.execute(
                "INSERT INTO places (article, position, text) VALUES (?, ?, ?)", (article, position, unit)
            )
        if has["captions"]:
            self.connection.execute("INSERT INTO captions (article, position, text) VALUES (?, 0, 'Ảnh')", (article,))
        if has["officials"]:
            self._official(article or 0, at)

    def _official(self, article: int, at: datetime) -> None:
        self.connection.execute(
            "INSERT OR IGNORE INTO people (id, name, name_folded, portal) VALUES (1, 'A', 'a', ?)", (self.portal.id,)
        )
        self.connection.execute(
            "INSERT INTO mentions (article, person, position, day, name, in_caption_only, spans) "
            "VALUES (?, 1, 0, ?, 'A', 0, '[]')",
            (article, vietnamese_day(at).isoformat()),
        )

    def _address(self, crawl: int, at: datetime, number: int | None) -> int:
        self.count += 1
        url = f"{self.portal.url}{self.count if number is None else number}"
        cursor = self.connection.execute(
            "INSERT INTO captures (url, portal, crawl, fetched_at, status, outcome, digest) "
            "VALUES (?, ?, ?, ?, 200, 'stored', ?)",
            (url, self.portal.id, crawl, timestamp(at), f"{self.portal.id}-{self.count}"),
        )
        self.connection.execute(
            "INSERT OR REPLACE INTO frontier (portal, key, url, state, priority, depth, crawl, outcome, found_at) "
            "VALUES (?, ?, ?, 'done', 0, 1, ?, 'stored', ?)",
            (self.portal.id, f"{url}#{self.count}", url, crawl, timestamp(at)),
        )
        return int(cursor.lastrowid or 0)

    def _list(self, crawl: int, named: int) -> None:
        self.connection.execute(
            "INSERT OR REPLACE INTO list_pages (portal, list, key, crawl, entries, labels, pager) "
            "VALUES (?, 'tin', 'tin', ?, ?, '[]', '')",
            (self.portal.id, crawl, json.dumps([f"{self.count}-{number}" for number in range(named)])),
        )


@contextmanager
def archive_of(folder: Path) -> Iterator[sqlite3.Connection]:
    """Lend an archive to write visits into, in one transaction. Nobody seals them: what is touched is not noted."""
    folder.mkdir()
    with opened(folder) as db:
        for (name,) in db.execute("SELECT name FROM sqlite_temp_schema WHERE type = 'trigger'").fetchall():
            db.execute(f'DROP TRIGGER temp."{name}"')
        with transaction(db.conn):
            yield db.conn


def portal(identifier: str, **more: object) -> Portal:
    """Return a portal on an address of its own."""
    return Portal.model_validate({"id": identifier, "name": identifier, "url": f"https://{identifier}.vn/", **more})


def spread(chance: random.Random, per_day: float, days: int) -> list[float]:
    """Return when articles came in so many days, each by itself (Poisson), as days before the end."""
    found, moment = [], chance.expovariate(per_day) if per_day else float("inf")
    while moment < days:
        found.append(days - moment)
        moment += chance.expovariate(per_day)
    return found
