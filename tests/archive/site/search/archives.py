"""Archives in memory for the tests of the search, made of a line an article."""

from __future__ import annotations

import sqlite3
from typing import Any

from sqlite_utils import Database

from archive.migrations import migrations
from archive.search import index_article, register_functions
from scraper.vietnamese import fold

SEEN = "2026-01-01T00:00:00+00:00"


def empty() -> sqlite3.Connection:
    """An archive without articles, with two portals, the second one of a unit."""
    db = Database(memory=True)
    migrations.apply(db)
    db.conn.row_factory = sqlite3.Row
    register_functions(db.conn)
    for portal, name in (("p", "Cổng thị xã Gió"), ("q", "Cổng xã Nắng")):
        db.execute("INSERT INTO portals (id, name, url) VALUES (?, ?, ?)", (portal, name, f"https://{portal}.example/"))
    return db.conn


def add(connection: sqlite3.Connection, article: int, title: str | None = None, text: str = "", **fields: Any) -> None:
    """Add an article, by default of the portal p, with captions, places, officials (name, title, roles, person)."""
    day = fields.get("published", "2021-03-05")
    connection.execute(
        "INSERT INTO articles (id, portal, kind, section, url, title, lead, text, published, published_year, "
        "first_seen, last_seen) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (article, fields.get("portal", "p"), fields.get("kind", "article"), fields.get("section"),
         f"https://p.example/{article}", title, fields.get("lead"), text, day, int(day[:4]) if day else None,
         SEEN, SEEN),
    )  # fmt: skip
    for position, caption in enumerate(fields.get("captions", ())):
        connection.execute("INSERT INTO captions VALUES (?, ?, NULL, ?)", (article, position, caption))
    for position, (words, unit, unit_id) in enumerate(fields.get("places", ())):
        connection.execute("INSERT INTO places VALUES (?, ?, ?, ?, ?)", (article, position, words, unit, unit_id))
    for position, official in enumerate(fields.get("officials", ())):
        _official(connection, article, position, day or "2026-01-01", *official)
    index_article(connection, article)


def _official(
    connection: sqlite3.Connection,
    article: int,
    position: int,
    day: str,
    person: int,
    name: str,
    title: str,
    *roles: str,
) -> None:
    connection.execute(
        "INSERT OR IGNORE INTO people (id, name, name_folded, portal) VALUES (?, ?, ?, 'p')", (person, name, fold(name))
    )
    mention = article * 100 + position
    connection.execute(
        "INSERT INTO mentions (id, article, person, day, position, name, in_caption_only, spans) "
        "VALUES (?, ?, ?, ?, ?, ?, 0, '[]')",
        (mention, article, person, day[:10], position, name),
    )
    connection.execute(
        "INSERT INTO titles (mention, position, text, kind, organization, person, article, day) "
        "VALUES (?, 0, ?, 'position', 'UBND phường Gió', ?, ?, ?)",
        (mention, title, person, article, day[:10]),
    )
    for role in roles:
        connection.execute("INSERT INTO roles (mention, role) VALUES (?, ?)", (mention, role))
