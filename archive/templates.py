"""What a portal's articles share, learnt from the stored pages when a crawl ends.

A crawl reads all pages with what was known when it began, so that two visits of a page differ only where the page does.
When it ends, the newest articles are compared; where they share more than was known, the articles whose record holds
any of it are read again from their stored pages. That is our better reading and no edit of theirs: the newest revision
gets the new record, and no revision is added.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from archive.readings import replace_record
from scraper.content_encoding import BodyError
from scraper.errors import ArchiveError
from scraper.extract import extract
from scraper.extract.template import ReadParts, Template, learn_template
from scraper.pages import StoredPage, read_page
from scraper.store import KEPT_KINDS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

    from scraper.portal import Portal
    from scraper.store import Answer

_SAMPLE = 60  # articles that are compared, the ones that were stored last


@dataclass(frozen=True, slots=True)
class _StoredArticle:
    id: int
    url: str
    page: StoredPage
    fetched_at: str
    parts: ReadParts


def known_template(connection: sqlite3.Connection, portal: str) -> Template:
    """Return what is known to be shared by a portal's articles."""
    rows = connection.execute("SELECT part FROM templates WHERE portal = ?", (portal,))
    return Template(frozenset(part for (part,) in rows))


def learn_and_read_again(connection: sqlite3.Connection, folder: Path, portal: Portal, moment: str) -> int:
    """Learn what a portal's articles share and read those again that it changes; returns how many those are.

    Runs inside the caller's transaction.

    Args:
        connection: the archive.
        folder: where the stored pages are.
        portal: the portal.
        moment: when this is learnt, UTC, ISO 8601.
    """
    known = known_template(connection, portal.id)
    newest = _articles(connection, portal.id, most=_SAMPLE)
    news = learn_template((article.url, article.parts) for article in newest).shared - known.shared
    connection.executemany(
        "INSERT INTO templates (portal, part, learnt_at) VALUES (?, ?, ?)",
        [(portal.id, part, moment) for part in sorted(news)],
    )
    return read_again(connection, folder, portal, news) if news else 0


def read_again(connection: sqlite3.Connection, folder: Path, portal: Portal, news: frozenset[str]) -> int:
    """Read the articles again whose record holds something that has turned out to be the portal's template.

    Runs inside the caller's transaction.

    Args:
        connection: the archive, which knows the template with what has turned out to be of it.
        folder: where the stored pages are.
        portal: the portal.
        news: what has turned out to be of the template.

    Returns:
        how many articles were read again.
    """
    template = known_template(connection, portal.id)
    count = 0
    for article in _articles(connection, portal.id):
        answer = _stored_answer(folder, article) if article.parts.has_any(news) else None
        if answer is None:
            continue
        record = extract(
            answer.body,
            answer.url,
            headers=dict(answer.headers),
            portal=portal,
            captured_at=answer.fetched_at,
            template=template,
        ).to_dict()
        if record["kind"] in KEPT_KINDS:  # else what was learnt is wrong for this page
            count += replace_record(connection, article.id, record)
    return count


def _articles(connection: sqlite3.Connection, portal: str, most: int = -1) -> Iterator[_StoredArticle]:
    """Yield a portal's articles, the one that was stored last first; they may be changed on the way."""
    numbers = connection.execute(
        "SELECT id FROM articles WHERE portal = ? AND kind = 'article' ORDER BY capture DESC LIMIT ?", (portal, most)
    ).fetchall()
    for (number,) in numbers:
        row = connection.execute(
            "SELECT r.record, a.url, c.warc, c.warc_offset, c.warc_length, c.fetched_at "
            "FROM articles a JOIN captures c ON c.id = a.capture "
            "JOIN revisions r ON r.article = a.id AND r.number = a.revision_count "
            "WHERE a.id = ? AND c.warc IS NOT NULL",
            (number,),
        ).fetchone()
        if row is not None:
            record, url, warc, offset, length, fetched_at = row
            page = StoredPage(warc, offset, length)
            yield _StoredArticle(number, url, page, fetched_at, _parts(json.loads(record)))


def _parts(record: dict[str, Any]) -> ReadParts:
    paragraphs = [record["lead"] or "", *record["text"].split("\n\n")]
    return ReadParts(
        record["title"],
        tuple(part.removeprefix("- ") for part in paragraphs if part),
        tuple((caption["image"], caption["text"]) for caption in record["captions"]),
        frozenset(image["src"] for image in record["images"]),
    )


def _stored_answer(folder: Path, article: _StoredArticle) -> Answer | None:
    """Return a stored page, ``None`` where it cannot be read: the record that was made of it stays as it is."""
    try:
        return read_page(folder, article.page, datetime.fromisoformat(article.fetched_at))
    except (ArchiveError, BodyError):
        return None
