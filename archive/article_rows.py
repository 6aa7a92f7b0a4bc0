"""The rows of an article: what stands in ``articles`` and in the tables of its parts, as its newest record says it."""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode

from archive.mentions import delete_officials, write_officials
from archive.rows import insert, insert_all
from scraper.canonical import canonical_key
from scraper.patterns import regex

if TYPE_CHECKING:
    import sqlite3

# What the page says. ``published_text`` is not among it: some portals print the view counter inside the stamp. Nor is
# ``section``: it is read off breadcrumbs, labels and marked items of menus; a theme that prints them anew, or a menu
# whose item was renamed, edits no article.
COMPARED = ("kind", "title", "lead", "text", "author", "source", "published", "updated", "images",
            "captions", "attachments")  # fmt: skip
# Which part of the items of a field is an address.
_ADDRESSES = {"images": "src", "captions": "image", "attachments": "url"}
# In which size a picture is sent: SharePoint, Liferay, handlers of ASP.NET, Drupal's styles (itok only guards them).
_SIZES = regex(r"width|height|[wh]|mode|itok|renditionid|imagethumbnail", re.IGNORECASE)
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
    told = {name: said(record, name) for name in COMPARED}
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def changed_fields(old: dict[str, Any], new: dict[str, Any]) -> tuple[str, ...]:
    """Return the names of the compared fields in which two records say something else."""
    return tuple(name for name in COMPARED if said(old, name) != said(new, name))


def said(record: dict[str, Any], name: str) -> Any:
    """Return a compared field as the page says it: which pictures and files there are, not how they are shown.

    A picture may move between the paragraphs. Its address, or a file's, is the same whether the portal is read by http
    or https and in which session, a picture's also in which size a theme asks for it.
    """
    value, address = record.get(name), _ADDRESSES.get(name)
    if address is None or value is None:
        return value
    key_of = _file_key if name == "attachments" else _picture_key
    return [
        {key: key_of(part) if key == address and part else part for key, part in item.items() if key != "after"}
        for item in value
    ]


def _picture_key(url: str) -> str:
    """Return the key of a picture's address, the same in any size."""
    place, _, query = _file_key(url).partition("?")
    kept = [(key, value) for key, value in parse_qsl(query, keep_blank_values=True) if not _SIZES.fullmatch(key)]
    return f"{place}?{urlencode(kept)}" if kept else place


def _file_key(url: str) -> str:
    """Return the key of a file's address.

    A parameter without a value chooses no page, but may be all that names a file: ``download.aspx?12345``.
    """
    place, _, query = canonical_key(url).partition("?")
    kept = parse_qsl(query) if query else []
    kept += [(part, "") for part in url.partition("#")[0].partition("?")[2].split("&") if part and "=" not in part]
    return f"{place}?{urlencode(kept)}" if kept else place


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
