"""What somebody means who names an article, a revision, a capture or an address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.identity import probe, stable_id
from scraper.canonical import canonical_key
from scraper.errors import ArchiveError

if TYPE_CHECKING:
    import sqlite3

_MOST_REDIRECTS = 5
_LONGEST_NUMBER = 16  # digits of an identifier: 52 bits


@dataclass(frozen=True, slots=True)
class Meant:
    """What was named. Exactly one of ``article`` and ``url`` is set.

    Attributes:
        article: id of the article.
        url: an address that was asked for and is no article's.
        revision: id of the revision that was named, ``None`` where it was none.
        capture: id of the capture that was named, ``None`` where it was none.
    """

    article: int | None = None
    url: str | None = None
    revision: int | None = None
    capture: int | None = None


def look_up(connection: sqlite3.Connection, name: str) -> Meant:
    """Return what ``name`` means: the id of an article, a revision or a capture, or an address under any spelling.

    An address that leads to an article by redirects means the article.

    Raises:
        ArchiveError: nothing of this archive has that name.
    """
    name = name.strip()
    meant = _by_number(connection, int(name)) if _is_number(name) else _by_address(connection, name)
    if meant is None:
        what = "no article, revision or capture has this id" if _is_number(name) else "no page of this address was read"
        raise ArchiveError(
            f"{name}: {what} in this archive; `congtin export article_list` lists the articles with their ids"
        )
    return meant


def article_at(connection: sqlite3.Connection, url: str) -> int | None:
    """Return the article that an address is one of, under any spelling of it or as an alias; ``None`` for none."""
    key = canonical_key(url)
    row = connection.execute("SELECT canonical_key FROM aliases WHERE key = ?", (key,)).fetchone()
    for candidate in (key, row[0] if row else None):
        if candidate is not None and (found := _article_of(connection, candidate)) is not None:
            return found
    return None


def _is_number(name: str) -> bool:
    return name.isascii() and name.isdigit() and len(name) <= _LONGEST_NUMBER


def _by_number(connection: sqlite3.Connection, number: int) -> Meant | None:
    if connection.execute("SELECT 1 FROM articles WHERE id = ?", (number,)).fetchone():
        return Meant(article=number)
    row = connection.execute("SELECT article FROM revisions WHERE id = ?", (number,)).fetchone()
    if row is not None:
        return Meant(article=row[0], revision=number)
    row = connection.execute("SELECT article, url FROM captures WHERE id = ?", (number,)).fetchone()
    if row is None:
        return None
    return Meant(article=row[0], url=row[1] if row[0] is None else None, capture=number)


def _by_address(connection: sqlite3.Connection, url: str) -> Meant | None:
    if "://" not in url and "." in url.split("/", 1)[0]:
        url = f"https://{url}"
    article = article_at(connection, url)
    if article is not None:
        return Meant(article=article)
    article = _article_led_to(connection, url)
    if article is not None:
        return Meant(article=article)
    if connection.execute("SELECT 1 FROM captures WHERE url = ? LIMIT 1", (url,)).fetchone():
        return Meant(url=url)
    return _by_key(connection, canonical_key(url))


def _article_led_to(connection: sqlite3.Connection, url: str) -> int | None:
    """Return the article that an address led to by redirects when it was asked for last, ``None`` for none."""
    for _ in range(_MOST_REDIRECTS):
        row = connection.execute(
            "SELECT location FROM captures WHERE url = ? ORDER BY fetched_at DESC, id DESC LIMIT 1", (url,)
        ).fetchone()
        if row is None or row[0] is None:
            return None
        url = row[0]
        if (article := article_at(connection, url)) is not None:
            return article
    return None


def _by_key(connection: sqlite3.Connection, key: str) -> Meant | None:
    """Return the article or the address that the frontier of any portal has under a key."""
    for (portal,) in connection.execute("SELECT id FROM portals").fetchall():
        row = connection.execute(
            "SELECT f.article, c.url FROM frontier f LEFT JOIN captures c ON c.id = f.capture "
            "WHERE f.portal = ? AND f.key = ?",
            (portal, key),
        ).fetchone()
        if row is not None and row[0] is not None:
            return Meant(article=row[0])
        if row is not None and row[1] is not None:
            return Meant(url=row[1])
    return None


def _article_of(connection: sqlite3.Connection, key: str) -> int | None:
    """Return the article whose address has that key; identifiers are derived from it."""

    def url_of(identifier: int) -> str | None:
        row = connection.execute("SELECT url FROM articles WHERE id = ?", (identifier,)).fetchone()
        return None if row is None else str(row[0])

    def is_another(identifier: int) -> bool:
        url = url_of(identifier)
        return url is not None and canonical_key(url) != key

    identifier = probe(stable_id(key), is_another)
    return identifier if url_of(identifier) is not None else None
