"""From a record to rows. Loading the same record twice changes nothing.

A record that differs from the last one in what the page *says* becomes a new revision with the names of the changed
fields. Counters, the places of pictures between the paragraphs, and the officials, events and places that we derive
from the words are no part of that comparison: a page that only counts its visitors is not edited, and a better grammar
of ours is no edit of theirs.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from archive.article_rows import (
    changed_fields,
    insert_article,
    packed,
    record_digest,
    rewrite_children,
    update_article,
    write_children,
)
from archive.identity import probe, stable_id
from archive.mentions import redate_officials
from archive.rows import insert
from archive.search import index_article, unindex_article
from scraper.canonical import canonical_key
from scraper.settings import VERSION

if TYPE_CHECKING:
    import sqlite3


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading came to: the article, and whether it is ``new``, ``changed``, ``same`` or ``older``."""

    article: int
    state: str
    changed: tuple[str, ...] = ()


def load_article(
    connection: sqlite3.Connection, record: dict[str, Any], *, seen_at: str, capture: int | None
) -> Loaded:
    """Load one record (the contract's JSON form) inside the caller's transaction.

    Loading is idempotent, also for a sequence: a record that was seen no later than the newest revision is part of a
    history that is known already (``same``, or ``older`` where no revision is like it: it is not put in between).

    Args:
        connection: the archive, in a transaction.
        record: a record of kind ``article`` or ``document``.
        seen_at: when the page was fetched, UTC, ISO 8601.
        capture: the capture it was read from.
    """
    article = _article_id(connection, record["canonical_url"])
    previous = connection.execute(
        "SELECT number, record, seen_at FROM revisions WHERE article = ? ORDER BY number DESC LIMIT 1", (article,)
    ).fetchone()
    if previous is None:
        insert_article(connection, article, record, seen_at, capture)
        _add_revision(connection, article, 1, (), record, seen_at, capture)
        write_children(connection, article, record)
        index_article(connection, article)
        return Loaded(article, "new")
    number, old = previous[0], json.loads(previous[1])
    if seen_at < previous[2]:
        return Loaded(article, _earlier_state(connection, article, record, seen_at))
    changed = changed_fields(old, record)
    _touch(connection, article, record, seen_at)
    if not changed:
        return Loaded(article, "same")
    unindex_article(connection, article)
    update_article(connection, article, record, number + 1, capture)
    _add_revision(connection, article, number + 1, changed, record, seen_at, capture)
    rewrite_children(connection, article, record)
    index_article(connection, article)
    return Loaded(article, "changed", changed)


def _earlier_state(connection: sqlite3.Connection, article: int, record: dict[str, Any], seen_at: str) -> str:
    """Return ``same`` where the history has the record as it was seen then, else ``older``; notes the earlier sight."""
    connection.execute("UPDATE articles SET first_seen = min(first_seen, ?) WHERE id = ?", (seen_at, article))
    redate_officials(connection, article)
    row = connection.execute(
        "SELECT digest FROM revisions WHERE article = ? AND seen_at <= ? ORDER BY number DESC LIMIT 1",
        (article, seen_at),
    ).fetchone()
    return "same" if row is not None and row[0] == record_digest(record) else "older"


def touch_article(connection: sqlite3.Connection, article: int, seen_at: str) -> None:
    """Note that an article was there, unchanged, at ``seen_at``; one that had gone is back."""
    connection.execute(
        "UPDATE articles SET last_seen = max(last_seen, ?), gone_at = NULL, gone_confirmed_at = NULL WHERE id = ?",
        (seen_at, article),
    )


def mark_gone(connection: sqlite3.Connection, article: int, seen_at: str) -> bool:
    """Note that an article answered 404 or 410 at its address; true where that is news.

    ``gone_at`` is when that was first seen; ``gone_confirmed_at`` when it was seen again on a later day.
    """
    row = connection.execute("SELECT gone_at FROM articles WHERE id = ?", (article,)).fetchone()
    if row is None:
        return False
    if row[0] is None:
        connection.execute("UPDATE articles SET gone_at = ? WHERE id = ?", (seen_at, article))
        return True
    connection.execute(
        "UPDATE articles SET gone_confirmed_at = ? WHERE id = ? AND gone_confirmed_at IS NULL "
        "AND substr(gone_at, 1, 10) < substr(?, 1, 10)",
        (seen_at, article, seen_at),
    )
    return False


def _article_id(connection: sqlite3.Connection, url: str) -> int:
    key = canonical_key(url)

    def is_another(identifier: int) -> bool:
        row = connection.execute("SELECT url FROM articles WHERE id = ?", (identifier,)).fetchone()
        return row is not None and canonical_key(row[0]) != key

    return probe(stable_id(key), is_another)


def _touch(connection: sqlite3.Connection, article: int, record: dict[str, Any], seen_at: str) -> None:
    stats = record["stats"]
    connection.execute(
        "UPDATE articles SET last_seen = max(last_seen, ?), gone_at = NULL, gone_confirmed_at = NULL, views = ?, "
        "comments = ?, rating_count = ?, rating_average = ? WHERE id = ?",
        (seen_at, stats["views"], stats["comments"], stats["rating_count"], stats["rating_average"], article),
    )


def _add_revision(
    connection: sqlite3.Connection,
    article: int,
    number: int,
    changed: tuple[str, ...],
    record: dict[str, Any],
    seen_at: str,
    capture: int | None,
) -> None:
    row = {
        "id": stable_id("revision", str(article), str(number)),
        "article": article,
        "number": number,
        "seen_at": seen_at,
        "capture": capture,
        "changed": json.dumps(changed),
        "digest": record_digest(record),
        "extractor": VERSION,
        "record": packed(record),
    }
    insert(connection, "revisions", row)
