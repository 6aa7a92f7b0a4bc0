"""What one crawl of one portal yielded, in figures: read once when it ends, along the indexes of that crawl alone.

Each figure is a row of ``crawl_measures``. What a crawl found, stored and lost page by page stands in ``crawls``, and
is not repeated.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from statistics import median
from typing import TYPE_CHECKING

from scraper.clock import VIETNAM, timestamp

if TYPE_CHECKING:
    import sqlite3

    from archive.visits import VisitOptions
    from scraper.portal import Portal

# What of an article is looked for -> the condition that it has it. The record's own names.
FIELDS = {
    "title": "coalesce(a.title, '') <> ''",
    "lead": "coalesce(a.lead, '') <> ''",
    "text": "a.text <> ''",
    "author": "coalesce(a.author, '') <> ''",
    "section": "coalesce(a.section, '') <> ''",
    "published": "a.published IS NOT NULL",
    "images": "EXISTS (SELECT 1 FROM images WHERE article = a.id)",
    "captions": "EXISTS (SELECT 1 FROM captions WHERE article = a.id)",
    "attachments": "EXISTS (SELECT 1 FROM attachments WHERE article = a.id)",
    "events": "EXISTS (SELECT 1 FROM events WHERE article = a.id)",
    "places": "EXISTS (SELECT 1 FROM places WHERE article = a.id)",
    "officials": "EXISTS (SELECT 1 FROM mentions WHERE article = a.id)",
}
WITH = "with_"  # begins the name of the share of articles that have a field
WANTED = "wanted_"  # begins the name of a language whose articles were wanted, 1 for each

# An article that is new to us and was published long before the visit before this one was put in later, or found late.
_FRESH = timedelta(days=14)
_SAMPLE = 200  # articles whose texts are measured
_SAME_BODY = 3  # addresses with the same bytes are no chance

_READ = (
    "(SELECT DISTINCT article FROM captures WHERE crawl = :crawl AND outcome = 'stored' AND article IS NOT NULL) c "
    "JOIN articles a ON a.id = c.article"
)


def measure(connection: sqlite3.Connection, portal: Portal, crawl: int, visit: VisitOptions) -> dict[str, float]:
    """Return the figures of a crawl that has ended.

    Args:
        connection: the archive, with all that the crawl brought.
        portal: the portal, with the languages that were wanted in this crawl.
        crawl: the crawl.
        visit: what was asked for beside what is new.
    """
    began = _began(connection, crawl)
    before = _visit_before(connection, portal.id, crawl)
    figures: dict[str, float] = {"visit_full": float(visit.full), "visit_since": float(visit.since is not None)}
    figures |= {WANTED + language: 1.0 for language in portal.languages}
    figures["visit_first"] = float(before is None)
    if before is not None:
        figures["days"] = (began - before).total_seconds() / 86_400
    figures |= _articles(connection, crawl, began, before)
    figures |= _pages(connection, crawl)
    figures["articles_named"] = _named_by_lists(connection, portal.id, crawl)
    figures["sitemaps_named"], figures["articles_known"] = connection.execute(
        "SELECT (SELECT count(*) FROM frontier WHERE portal = :portal AND sitemap IS NOT NULL), "
        "(SELECT count(*) FROM articles WHERE portal = :portal)",
        {"portal": portal.id},
    ).fetchone()
    return figures


def keep_measures(connection: sqlite3.Connection, crawl: int, figures: dict[str, float]) -> None:
    """Write the figures of a crawl in the place of those that it had; inside the caller's transaction."""
    connection.execute("DELETE FROM crawl_measures WHERE crawl = ?", (crawl,))
    connection.executemany(
        "INSERT INTO crawl_measures (crawl, measure, value) VALUES (?, ?, ?)",
        [(crawl, name, value) for name, value in sorted(figures.items())],
    )


def _began(connection: sqlite3.Connection, crawl: int) -> datetime:
    row = connection.execute("SELECT started FROM crawls WHERE id = ?", (crawl,)).fetchone()
    return datetime.fromisoformat(row[0])


def _visit_before(connection: sqlite3.Connection, portal: str, crawl: int) -> datetime | None:
    """Return when the last visit before a crawl began that fetched anything."""
    row = connection.execute(
        "SELECT started FROM crawls WHERE portal = ? AND id < ? AND finished IS NOT NULL AND stored + unchanged > 0 "
        "ORDER BY id DESC LIMIT 1",
        (portal, crawl),
    ).fetchone()
    return None if row is None else datetime.fromisoformat(row[0])


def _articles(connection: sqlite3.Connection, crawl: int, began: datetime, before: datetime | None) -> dict[str, float]:
    """Return how many articles were seen, read and are fresh, and what share of those read has each field."""
    has = ", ".join(f"total({condition})" for condition in FIELDS.values())
    fresh_from = (before or began) - _FRESH
    row = connection.execute(
        f"SELECT count(*), total(a.first_seen >= :began AND (a.published IS NULL OR a.published >= :fresh)), "  # nosec B608 # noqa: S608
        f"total(a.published > :tomorrow), {has} FROM {_READ} WHERE a.kind = 'article'",
        {
            "crawl": crawl,
            "began": timestamp(began),
            "fresh": fresh_from.astimezone(VIETNAM).date().isoformat(),
            # A portal's clock may be wrong by hours, and its stamps are local time.
            "tomorrow": (began + timedelta(days=2)).astimezone(VIETNAM).date().isoformat(),
        },
    ).fetchone()
    read, fresh, future, *filled = row
    seen = connection.execute(
        "SELECT count(DISTINCT article) FROM captures WHERE crawl = ? AND outcome IN ('stored', 'unchanged', 'alias') "
        "AND article IS NOT NULL",
        (crawl,),
    ).fetchone()[0]
    figures = {"articles_read": float(read), "articles_fresh": fresh, "articles_seen": float(seen)}
    if read:
        figures["dated_in_future"] = future
        figures |= {WITH + name: count / read for name, count in zip(FIELDS, filled, strict=True)}
        lengths = connection.execute(
            f"SELECT length(a.text) FROM {_READ} WHERE a.kind = 'article' AND a.text <> '' "  # nosec B608 # noqa: S608
            "ORDER BY a.id DESC LIMIT :most",
            {"crawl": crawl, "most": _SAMPLE},
        ).fetchall()
        figures["text_length"] = float(median(length for (length,) in lengths)) if lengths else 0.0
    return figures


def _pages(connection: sqlite3.Connection, crawl: int) -> dict[str, float]:
    """Return what speaks of the pages themselves: bodies that repeat, other languages, hosts that prove nothing."""
    pages, without_proof = connection.execute(
        "SELECT count(*), total(tls_ok = 0) FROM captures WHERE crawl = ? AND outcome = 'stored'", (crawl,)
    ).fetchone()
    repeated = connection.execute(
        "SELECT total(addresses) FROM (SELECT count(DISTINCT url) AS addresses FROM captures WHERE crawl = ? "
        "AND outcome = 'stored' AND digest IS NOT NULL GROUP BY digest HAVING addresses >= ?)",
        (crawl, _SAME_BODY),
    ).fetchone()[0]
    # The sentence of scraper.languages.unwanted, which is the reason of a page left out for its language.
    foreign = connection.execute(
        "SELECT count(*) FROM frontier WHERE crawl = ? AND state = 'done' AND outcome = 'stored' "
        "AND reason LIKE 'in another language%'",
        (crawl,),
    ).fetchone()[0]
    found = connection.execute(
        "SELECT count(*) FROM frontier WHERE crawl = :crawl AND state = 'done' "
        "AND found_at >= (SELECT started FROM crawls WHERE id = :crawl)",
        {"crawl": crawl},
    ).fetchone()[0]
    return {
        "addresses_found": float(found),
        "pages_stored": float(pages),
        "same_body": repeated,
        "tls_exceptions": without_proof,
        "other_language": float(foreign),
    }


def _named_by_lists(connection: sqlite3.Connection, portal: str, crawl: int) -> float:
    """Return how many articles the first pages of the lists name that were read in a crawl, each once."""
    rows = connection.execute(
        "SELECT entries FROM list_pages WHERE portal = ? AND crawl = ? AND list = key", (portal, crawl)
    )
    return float(len({entry for (entries,) in rows for entry in json.loads(entries)}))
