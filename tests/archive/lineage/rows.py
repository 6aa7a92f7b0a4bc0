"""Portals and articles written straight into an archive, and what was found of them."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

FIRST_SEEN = "2025-01-05T02:00:00+00:00"


def add_portal(connection: sqlite3.Connection, identifier: str, name: str = "", **described: Any) -> None:
    """Write a portal; what it is described with beside name and address is kept as its description is."""
    url = described.pop("url", f"https://{identifier}.example.vn/")
    columns = {
        key: described.get(key)
        for key in ("unit", "province", "valid_from", "valid_to", "gone_at", "gone_confirmed_at")
    }
    connection.execute(
        "INSERT INTO portals (id, name, url, unit, province, valid_from, valid_to, gone_at, gone_confirmed_at, "
        "description) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (identifier, name or identifier, url, *columns.values(), json.dumps(described)),
    )


def add_article(connection: sqlite3.Connection, number: int, portal: str, text: str, **more: Any) -> None:
    """Write an article: ``title``, ``lead``, ``published``, ``source``, ``first_seen`` (UTC), ``gone_at``."""
    row = {
        "id": number, "portal": portal, "kind": "article", "url": f"https://{portal}.example.vn/bai-{number}",
        "text": text, "first_seen": FIRST_SEEN, "last_seen": FIRST_SEEN, **more,
    }  # fmt: skip
    marks = ", ".join(f":{name}" for name in row)
    connection.execute(f"INSERT INTO articles ({', '.join(row)}) VALUES ({marks})", row)


def links(connection: sqlite3.Connection) -> dict[tuple[int, int], tuple[str, str]]:
    """Return (article, original) to (relation, likeness)."""
    found = connection.execute("SELECT article, original, relation, likeness FROM similar_articles")
    return {(article, original): (relation, likeness) for article, original, relation, likeness in found}


_TABLES = {
    "similar_articles": "article, original", "portal_successors": "portal, successor, basis",
    "text_sketches": "article", "sketch_hashes": "hash, text", "texts_to_compare": "text",
    "articles_to_compare": "article",
}  # fmt: skip


def everything(connection: sqlite3.Connection) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row that lineage writes, for comparing two archives."""
    return {
        table: connection.execute(f"SELECT * FROM {table} ORDER BY {key}").fetchall() for table, key in _TABLES.items()
    }
