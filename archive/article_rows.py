"""The rows of an article: what stands in ``articles`` and in the tables of its parts, as its newest record says it."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from archive.mentions import delete_officials, write_officials
from archive.rows import insert, insert_all
from archive.said import as_said

if TYPE_CHECKING:
    import sqlite3

_CHILDREN = ("images", "captions", "attachments", "events", "places")


def _scalars(record: dict[str, Any]) -> dict[str, Any]:
    stats = record["stats"]
    published = record["published"]
    return {
        "portal": record["portal"],
        "kind": record["kind"],
        "url": record["canonical_url"],
        **{name: record[name] for name in ("title", "lead", "text", "author", "source", "section", "updated")},
        "published": published,
        "published_text": record["published_text"],
        "published_year": int(published[:4]) if published else None,
        **{name: stats[name] for name in ("views", "comments", "rating_count", "rating_average")},
    }


def insert_article(
    connection: sqlite3.Connection, article: int, record: dict[str, Any], seen_at: str, capture: int | None
) -> None:
    """Insert an article that the archive has not known, first and last seen at ``seen_at`` in ``capture``."""
    row = {"id": article, **_scalars(record), "first_seen": seen_at, "last_seen": seen_at, "capture": capture}
    insert(connection, "articles", row)


def update_article(
    connection: sqlite3.Connection, article: int, record: dict[str, Any], revisions: int, capture: int | None
) -> None:
    """Make the article's row say what its newest record says; ``revisions`` is how many it has, ``capture`` of which.

    When it was seen, and whether it is gone, stays as it is.
    """
    row = {**_scalars(record), "revision_count": revisions, "capture": capture}
    assignments = ", ".join(f"{name} = :{name}" for name in row)
    connection.execute(f"UPDATE articles SET {assignments} WHERE id = :id", {**row, "id": article})  # nosec B608 # noqa: S608


def packed(record: dict[str, Any]) -> str:
    """Return a record as it is stored: canonical JSON, so that equal records are equal texts."""
    return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def record_digest(record: dict[str, Any]) -> str:
    """Return the SHA-256 of what the page says (the compared fields, canonical JSON), in hexadecimal."""
    return hashlib.sha256(json.dumps(as_said(record), ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def rewrite_children(connection: sqlite3.Connection, article: int, record: dict[str, Any]) -> None:
    """Put the record's pictures, captions, files, events, places and officials in the place of those that stand."""
    delete_officials(connection, article)
    for table in _CHILDREN:
        connection.execute(f"DELETE FROM {table} WHERE article = ?", (article,))  # nosec B608 # noqa: S608  names are ours
    write_children(connection, article, record)


def write_children(connection: sqlite3.Connection, article: int, record: dict[str, Any]) -> None:
    """Write the record's pictures, captions, files, events, places and officials; the article's row must stand."""
    for table in _CHILDREN:
        rows = [{"article": article, "position": position, **item} for position, item in enumerate(record[table])]
        insert_all(connection, table, rows)
    write_officials(connection, article, record)
