"""What could not be read or trusted, as of the last answer of each address; every failure stays in ``captures``.

Three sorts of problems stand side by side: those of the record, which last as long as the record does, those of the
last answer (no usable answer, an article's address that shows none), which end with the next good one, and those of
stored pages that could not be read again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scraper.clock import now, timestamp

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from scraper.store import PageResult

# Fields that name no field of the record but what was wrong with the last answer.
_OF_THE_ANSWER = frozenset({"answer", "kind"})
# Fields of what is wrong with a stored page: that it is missing or damaged, or that it cannot be read as it was. These
# end when the page is read again, whatever the portal answers meanwhile.
OF_STORED_PAGES = frozenset({"stored_page", "reading"})


def note_problems(
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
        result: the answer and what it came to.
        portal: the portal's id.
        crawl: the crawl that asked.
        capture: the capture of the answer.
        article: the article of the address, ``None`` for none.
        seen_at: when the answer came, as stored.
    """
    url = result.target.url
    found = _problems(result)
    # A page with another record, or with none although it answered, has what problems it says; else the record stays.
    new_record = result.outcome in {"stored", "alias"} and not any(field == "kind" for field, _ in found)
    known: dict[tuple[str, str], int] = {
        (field, reason): identifier
        for identifier, field, reason in connection.execute(
            "SELECT id, field, reason FROM problems WHERE portal = ? AND url = ?", (portal, url)
        )
    }
    # The same bytes as those of a page that reads as nothing read as nothing.
    over = _OF_THE_ANSWER - {"kind"} if result.outcome == "unchanged" else _OF_THE_ANSWER
    for problem, identifier in known.items():
        ends = problem[0] in over or (new_record and problem[0] not in OF_STORED_PAGES)
        if problem not in found and ends:
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
        return [("answer", result.reason or "the page failed")]
    if result.outcome != "stored" or result.article is None:
        return []
    return list(dict.fromkeys((problem.field, problem.reason) for problem in result.article.problems))


def replace_record_problems(
    connection: sqlite3.Connection, article: int, old: dict[str, Any], new: dict[str, Any], seen_at: str
) -> None:
    """Make the problems of an article's record those of another reading of its page; the same ones keep their rows.

    Args:
        connection: the archive, in a transaction.
        article: id in ``articles``.
        old: the record that was read before.
        new: the record that takes its place.
        seen_at: when it was read, as stored.
    """
    before, after = _said_by(old), _said_by(new)
    for field, reason in before - after:
        connection.execute(
            "DELETE FROM problems WHERE article = ? AND field = ? AND reason = ?", (article, field, reason)
        )
    connection.executemany(
        "INSERT INTO problems (portal, crawl, capture, article, url, field, reason, seen_at) "
        "SELECT a.portal, c.crawl, a.capture, a.id, coalesce(c.url, a.url), ?, ?, ? FROM articles a "
        "LEFT JOIN captures c ON c.id = a.capture WHERE a.id = ?",
        [(field, reason, seen_at, article) for field, reason in sorted(after - before)],
    )


def _said_by(record: dict[str, Any]) -> set[tuple[str, str]]:
    return {(problem["field"], problem["reason"]) for problem in record["problems"]}


def note_reading_problem(
    connection: sqlite3.Connection, revision: int, portal: str, url: str, problem: tuple[str, str]
) -> None:
    """Note why a revision's stored page could not be read again, in the place of what was noted of it before.

    Args:
        connection: the archive, in a transaction.
        revision: id in ``revisions``.
        portal: the portal's id.
        url: the address of the page.
        problem: field (one of :data:`OF_STORED_PAGES`) and reason.
    """
    field, reason = problem
    article, capture = connection.execute("SELECT article, capture FROM revisions WHERE id = ?", (revision,)).fetchone()
    known = connection.execute(
        "SELECT 1 FROM problems WHERE article = ? AND capture IS ? AND field = ? AND reason = ?",
        (article, capture, field, reason),
    ).fetchone()
    if known is None:
        end_reading_problems(connection, [revision])
        connection.execute(
            "INSERT INTO problems (portal, crawl, capture, article, url, field, reason, seen_at) "
            "VALUES (?, (SELECT crawl FROM captures WHERE id = ?), ?, ?, ?, ?, ?, ?)",
            (portal, capture, capture, article, url, field, reason, timestamp(now())),
        )


def end_reading_problems(connection: sqlite3.Connection, revisions: Iterable[int]) -> None:
    """Take back what was noted of stored pages that could be read again."""
    connection.executemany(
        "DELETE FROM problems WHERE article = (SELECT article FROM revisions WHERE id = :revision) "
        "AND capture IS (SELECT capture FROM revisions WHERE id = :revision) AND field IN ('stored_page', 'reading')",
        [{"revision": revision} for revision in revisions],
    )
