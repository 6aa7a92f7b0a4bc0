"""Small worlds of made-up people: articles that name them, loaded into an archive and resolved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from archive.database import transaction
from archive.load import load_article
from archive.people import parts
from archive.people.resolver import resolve_people

# Portal -> province and home page.
PORTALS = {
    "gio": ("tỉnh Hà Tĩnh", "https://gio.example/"),
    "may": ("tỉnh Hà Tĩnh", "https://may.example/"),
    "nang": ("tỉnh Cao Bằng", "https://nang.example/"),
    "ha-nam": ("tỉnh Hà Nam", "https://hanam.example/"),
    "ninh-binh": ("tỉnh Ninh Bình", "https://ninhbinh.example/"),
}
COMMON, RARE = "Nguyễn Văn Hùng", "Ksor H'Blăm"


@dataclass(frozen=True)
class Named:
    """An article that names somebody: on which portal and day, with which posts ("post | body | unit | kind")."""

    path: str
    day: str
    posts: tuple[str, ...] = ()
    portal: str = "gio"
    name: str = COMMON
    honorific: str | None = None
    others: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    ranks: tuple[str, ...] = field(default=())

    @property
    def url(self) -> str:
        """The article's address."""
        return f"{PORTALS[self.portal][1]}{self.path}.html"


def title(text: str) -> dict[str, Any]:
    """Return a title of a record from "post | body | unit | kind"; what is left out is unknown."""
    post, body, unit, kind = ([*text.split(" | "), "", "", ""])[:4]
    return {
        "text": post,
        "kind": kind or "position",
        "organization": body or None,
        "unit": unit or None,
        "unit_id": None,
        "canonical": post,
        "organization_full": body or None,
        "level": None,
    }


def record(named: Named, text: str | None = None) -> dict[str, Any]:
    """Return the record of an article that names somebody, and others of the same name where ``others`` hold posts."""
    texts = ("title", "lead", "author", "source", "section", "updated", "published_text")
    stats = dict.fromkeys(("views", "visits", "online", "comments", "rating_count", "rating_average"))
    groups = [named.posts, *((other,) for other in named.others)]
    return {
        "url": named.url,
        "canonical_url": named.url,
        "portal": named.portal,
        "kind": "article",
        "text": text or f"{named.name} dự.",
        **dict.fromkeys(texts),
        **{key: [] for key in ("images", "captions", "attachments", "events", "places", "problems")},
        "published": named.day,
        "stats": stats,
        "officials": [
            {
                "name": named.name,
                "honorific": named.honorific,
                "ranks": list(named.ranks),
                "titles": [title(post) for post in posts],
                "roles": list(named.roles),
                "in_caption_only": False,
                "mentions": [{"start": 0, "end": len(named.name), "field": "text"}],
                "role_evidence": [],
            }
            for posts in groups
        ],
    }


def declare_portals(db: Database) -> None:
    """Put the portals of these worlds into an archive."""
    for key, (province, url) in PORTALS.items():
        db.execute(
            "INSERT OR IGNORE INTO portals (id, name, url, province) VALUES (?, ?, ?, ?)", (key, key, url, province)
        )


def load(db: Database, articles: Iterable[Named]) -> None:
    """Load articles; when each was first seen follows from its day, not from its place in the order."""
    declare_portals(db)
    for named in articles:
        with transaction(db.conn):
            load_article(db.conn, record(named), seen_at=f"{named.day}T12:00:00+00:00", capture=None)


def resolve(db: Database, directory: Path, articles: Iterable[Named]) -> list[set[str]]:
    """Load articles, resolve their people, and return whom they came to."""
    load(db, articles)
    resolve_people(db.conn, directory)
    return persons(db)


def persons(db: Database) -> list[set[str]]:
    """Return the persons as sets of the paths of the articles that name them, those named first first."""
    found: dict[int, list[str]] = {}
    sql = (
        "SELECT m.person, a.url FROM mentions m JOIN articles a ON a.id = m.article "
        "ORDER BY a.first_seen, a.url, m.position"
    )
    for person, url in db.execute(sql):
        found.setdefault(person, []).append(url.rpartition("/")[2].removesuffix(".html"))
    return [set(paths) for paths in found.values()]


def state(db: Database) -> dict[str, list[Any]]:
    """Return all that resolving comes to: who each mention is, why, who is perhaps one, and the people themselves."""
    queries = {
        "mentions": "SELECT id, person FROM mentions ORDER BY id",
        "titles": "SELECT mention, position, person FROM titles ORDER BY mention, position",
        "people": "SELECT id, name, name_folded, portal, name_key FROM people ORDER BY id",
        "identifications": "SELECT mention, rule, reason FROM identifications ORDER BY mention",
        "candidates": "SELECT person, other, reason FROM person_candidates ORDER BY person, other",
        "noted": "SELECT name_key FROM names_to_resolve",
    }
    return {name: db.execute(sql).fetchall() for name, sql in queries.items()}


def reasons(db: Database) -> dict[str, str]:
    """Return the rule by which each article's mention is whose it is."""
    sql = (
        "SELECT a.url, i.rule FROM identifications i JOIN mentions m ON m.id = i.mention "
        "JOIN articles a ON a.id = m.article"
    )
    return {url.rpartition("/")[2].removesuffix(".html"): rule for url, rule in db.execute(sql)}


def count_read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return a list that will hold the mentions that resolving reads from now on."""
    inner, read = parts.read_mentions, []

    def counted(*arguments: Any) -> Any:
        found, stand = inner(*arguments)
        read.extend(stand)
        return found, stand

    monkeypatch.setattr(parts, "read_mentions", counted)
    return read
