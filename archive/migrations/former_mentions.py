"""Whom earlier revisions of articles named, and the last ones do not."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from archive.migrations.steps import run
from archive.people.provisional import seed_of
from scraper.vietnamese import fold_tone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlite_utils import Database

_SAID_OF_TITLES = ("text", "kind", "organization", "unit", "unit_id", "level", "canonical", "organization_full")


def m019_former_mentions(db: Database) -> None:
    """Mentions that an article made and makes no more: by them former identifiers lead on.

    They are a function of what was recorded, so that an archive and its rebuild say the same of former identifiers
    (:mod:`archive.people.former`).
    """
    run(
        db,
        """
        CREATE TABLE former_mentions (
            seed INTEGER PRIMARY KEY, article INTEGER NOT NULL REFERENCES articles(id), name_key TEXT NOT NULL,
            name TEXT NOT NULL, position INTEGER NOT NULL, day TEXT NOT NULL, honorific TEXT, titles TEXT NOT NULL
        );
        CREATE INDEX former_mentions_name ON former_mentions (name_key);
        CREATE INDEX former_mentions_article ON former_mentions (article);
    """,
    )
    _fill_in(db)


def _fill_in(db: Database) -> None:
    """Give an older archive what the revisions that it kept say."""
    revised = "SELECT article FROM revisions GROUP BY article HAVING count(*) > 1"
    for (article,) in db.execute(revised).fetchall():
        first_seen = db.execute("SELECT first_seen FROM articles WHERE id = ?", (article,)).fetchone()[0]
        for (record,) in db.execute("SELECT record FROM revisions WHERE article = ? ORDER BY number", (article,)):
            db.conn.executemany(
                "INSERT OR REPLACE INTO former_mentions VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                list(_mentions(article, json.loads(record), first_seen)),
            )
    db.execute("DELETE FROM former_mentions WHERE seed IN (SELECT seed FROM mentions)")


def _mentions(article: int, record: dict[str, Any], first_seen: str) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a record's officials, on the day that the article speaks of as ``archive.mentions`` has it."""
    starts = [event["start"] for event in record.get("events", []) if event.get("start")]
    day = min(starts, default=(record.get("published") or first_seen)[:10])
    seen: Counter[str] = Counter()
    for position, official in enumerate(record.get("officials", [])):
        key = fold_tone(official["name"])
        titles = [{name: title.get(name) for name in _SAID_OF_TITLES} for title in official["titles"]]
        said = json.dumps(titles, ensure_ascii=False, separators=(",", ":"))
        seed = seed_of(article, key, seen[key])
        seen[key] += 1
        yield seed, article, key, official["name"], position, day, official.get("honorific"), said
