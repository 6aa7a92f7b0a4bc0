"""What a portal's articles share, learnt from the stored pages when a crawl ends.

A crawl reads all pages with what was known when it began, so that two visits of a page differ only where the page does.
When it ends, the newest articles are compared; where they share more than was known, the articles whose record holds
any of it are read again from their stored pages. That is our better reading and no edit of theirs: the newest revision
gets the new record, and no revision is added.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from archive.load import replace_record
from scraper.content_encoding import BodyError
from scraper.errors import ArchiveError
from scraper.extract import extract, page_parts
from scraper.extract.template import FEWEST_PAGES, Template, learn_template
from scraper.pages import StoredPage, read_page

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

    from scraper.portal import Portal
    from scraper.store import Answer

_SAMPLE = 60  # articles that are compared, the ones that were stored last


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
    sample = list(_articles(connection, portal.id, most=_SAMPLE))
    if len(sample) < FEWEST_PAGES:
        return 0
    pages = []
    for _, stored, fetched_at, _ in sample:
        answer = _stored_answer(folder, stored, fetched_at)
        if answer is not None:
            pages.append((answer.url, page_parts(answer.body, answer.url, headers=dict(answer.headers))))
    news = learn_template(pages).shared - known.shared
    connection.executemany(
        "INSERT INTO templates (portal, part, learnt_at) VALUES (?, ?, ?)",
        [(portal.id, part, moment) for part in sorted(news)],
    )
    return _read_again(connection, folder, portal, Template(known.shared | news), news) if news else 0


def _read_again(
    connection: sqlite3.Connection, folder: Path, portal: Portal, template: Template, news: frozenset[str]
) -> int:
    """Read the articles again whose record holds something that has turned out to be the portal's template."""
    count = 0
    for article, stored, fetched_at, said in list(_articles(connection, portal.id)):
        answer = _stored_answer(folder, stored, fetched_at) if not news.isdisjoint(said) else None
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
        count += replace_record(connection, article, record)
    return count


def _articles(
    connection: sqlite3.Connection, portal: str, most: int = -1
) -> Iterator[tuple[int, StoredPage, str, set[str]]]:
    """Yield a portal's articles, last stored first: id, stored page, its time, the parts that the record is made of."""
    rows = connection.execute(
        "SELECT a.id, c.warc, c.warc_offset, c.warc_length, c.fetched_at, a.title, a.lead, a.text, "
        "(SELECT group_concat(src, char(10)) FROM images WHERE article = a.id), "
        "(SELECT group_concat(text, char(10)) FROM captions WHERE article = a.id) "
        "FROM articles a JOIN captures c ON c.id = a.capture "
        "WHERE a.portal = ? AND a.kind = 'article' AND c.warc IS NOT NULL ORDER BY a.capture DESC LIMIT ?",
        (portal, most),
    )
    for article, warc, offset, length, fetched_at, *texts in rows:
        said = {part for text in texts if text for part in text.split("\n")}
        said |= {part.removeprefix("- ") for part in said}
        yield article, StoredPage(warc, offset, length), fetched_at, said


def _stored_answer(folder: Path, stored: StoredPage, fetched_at: str) -> Answer | None:
    """Return a stored page, ``None`` where it cannot be read: the record that was made of it stays as it is."""
    try:
        return read_page(folder, stored, datetime.fromisoformat(fetched_at))
    except (ArchiveError, BodyError):
        return None
