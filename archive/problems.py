"""What could not be read or trusted, as of the last answer of each address; every failure stays in ``captures``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

    from scraper.store import PageResult


def replace_problems(
    connection: sqlite3.Connection,
    result: PageResult,
    portal: str,
    crawl: int,
    capture: int,
    article: int | None,
    seen_at: str,
) -> None:
    """Make the problems of an address those of its last answer; a problem that lasts keeps the row it has.

    Args:
        connection: the archive, in a transaction.
        result: the answer and what it came to; one that is to be tried again says nothing yet.
        portal: the portal's id.
        crawl: the crawl that asked.
        capture: the capture of the answer.
        article: the article of the address, ``None`` for none.
        seen_at: when the answer came, as stored.
    """
    if result.outcome == "unchanged":
        return
    url = result.target.url
    found = _problems(result)
    known = {
        (field, reason): identifier
        for identifier, field, reason in connection.execute(
            "SELECT id, field, reason FROM problems WHERE portal = ? AND url = ?", (portal, url)
        )
    }
    for problem, identifier in known.items():
        if problem not in found:
            connection.execute("DELETE FROM problems WHERE id = ?", (identifier,))
    for field, reason in found:
        if (field, reason) not in known:
            connection.execute(
                "INSERT INTO problems (portal, crawl, capture, article, url, field, reason, seen_at) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (portal, crawl, capture, article, url, field, reason, seen_at),
            )


def _problems(result: PageResult) -> list[tuple[str, str]]:
    """Return (field, reason) of what went wrong, each once; an alias leaves its problems to the article's address."""
    if result.outcome == "failed":
        return [("page", result.reason or "the page failed")]
    if result.outcome != "stored" or result.article is None:
        return []
    return list(dict.fromkeys((problem.field, problem.reason) for problem in result.article.problems))
