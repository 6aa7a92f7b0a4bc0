"""What a re-extraction came to: how many pages read otherwise, and which fields of which families and portals."""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from archive.reextraction.reading import Outcome, State

_EXAMPLES = 3  # articles a field that are named
_NOTICED = 20  # pages that could not be read that are named; all are rows in problems


@dataclass(frozen=True, slots=True)
class FieldChange:
    """In how many articles of a portal, read as one family, a field of the record differs; some of their ids."""

    family: str
    portal: str
    field: str
    articles: int
    examples: tuple[int, ...]


class Report:
    """Counts outcomes; articles are counted once however many of their revisions differ.

    Which articles those are is kept in a database in a file that the system takes away, for an archive may have
    millions of them.

    Attributes:
        states: pages by what they came to.
        deaths: how often a process that read died and its pages were read again.
        alike: revisions that say the same as the one before them, now that both have been read again.
        hindrances: reasons why pages could not be read, the first ones.
        notes: what people should know beside.
        dry_run: whether nothing was written.
        remaining: revisions that are left, where the run was limited or stopped.
        seconds: how long it took.
    """

    def __init__(self, *, dry_run: bool = False) -> None:
        self.states: Counter[State] = Counter()
        self.deaths = 0
        self.alike = 0
        self.hindrances: list[str] = []
        self.notes: list[str] = []
        self.dry_run = dry_run
        self.remaining = 0
        self.seconds = 0.0
        self._fields = sqlite3.connect("", isolation_level=None)
        self._fields.execute(
            "CREATE TABLE changes (family TEXT, portal TEXT, field TEXT, article INTEGER, "
            "PRIMARY KEY (family, portal, field, article)) WITHOUT ROWID"
        )

    @property
    def pages(self) -> int:
        """How many pages were looked at."""
        return self.states.total()

    @property
    def unreadable(self) -> int:
        """How many of them could not be read: missing, damaged, or the extractor failed."""
        return self.states["no_page"] + self.states["failed"]

    def count(self, outcome: Outcome) -> None:
        """Count a page that was read."""
        self.states[outcome.state] += 1

    def hindered(self, url: str, reason: str) -> None:
        """Note why a page could not be read."""
        if len(self.hindrances) < _NOTICED:
            self.hindrances.append(f"{url}: {reason}")

    def changed(self, family: str | None, portal: str, article: int, fields: Iterable[str]) -> None:
        """Note the fields in which a revision of an article differs."""
        self._fields.executemany(
            "INSERT OR IGNORE INTO changes VALUES (?, ?, ?, ?)",
            [(family or "none", portal, field, article) for field in fields],
        )

    @property
    def changed_articles(self) -> int:
        """How many articles differ in any field."""
        count: int = self._fields.execute("SELECT count(DISTINCT article) FROM changes").fetchone()[0]
        return count

    def field_changes(self) -> Iterator[FieldChange]:
        """Yield what differs, by family and portal, the field that differs most often first."""
        groups = self._fields.execute(
            "SELECT family, portal, field, count(*) FROM changes GROUP BY family, portal, field "
            "ORDER BY family, portal, count(*) DESC, field"
        ).fetchall()
        for family, portal, field, articles in groups:
            examples = self._fields.execute(
                "SELECT article FROM changes WHERE family = ? AND portal = ? AND field = ? ORDER BY article LIMIT ?",
                (family, portal, field, _EXAMPLES),
            )
            yield FieldChange(family, portal, field, articles, tuple(number for (number,) in examples))

    def to_dict(self) -> dict[str, Any]:
        """Return the report as JSON-ready data."""
        return {
            "dry_run": self.dry_run,
            "pages": self.pages,
            "seconds": round(self.seconds, 3),
            **{name: self.states[name] for name in ("same", "other", "no_article", "no_page", "failed")},
            "articles_changed": self.changed_articles,
            "revisions_alike": self.alike,
            "remaining": self.remaining,
            "deaths": self.deaths,
            "changes": [
                {
                    "family": change.family,
                    "portal": change.portal,
                    "field": change.field,
                    "articles": change.articles,
                    "examples": list(change.examples),
                }
                for change in self.field_changes()
            ],
            "hindrances": self.hindrances,
            "notes": self.notes,
        }
