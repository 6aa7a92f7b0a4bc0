"""The balance of a crawl: whether it may be called ``ok``.

Scrapy calls a crawl finished that has lost half its pages. Here the word rests on our own counts: every address that
was found is in one terminal state, the counts add up, and what came back is not suspiciously little.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.advice import advice_without_articles, advice_without_pages
from archive.lineage.shared_bodies import shared_page_doubts
from archive.start_page import doubts_about_absences
from scraper.canonical import canonical_key

if TYPE_CHECKING:
    import sqlite3

# What a request can come to; each is a column of ``crawls``, and they add up to ``requests``.
REQUEST_STATES = ("stored", "unchanged", "redirect", "alias", "gone", "refused", "failed", "retried")
COUNTS = ("requests", *REQUEST_STATES, "articles_new", "articles_changed", "articles_gone")

# More than a twentieth of the addresses without a usable answer is more than the usual dead links of a portal.
SUSPICIOUS_FAILURES = 0.05
# Fewer than half of the articles known to be there were found there again, and not only one or two that were removed.
SUSPICIOUS_YIELD = 0.5
FEWEST_LOST = 3
IN_STATUS = "(congtin status lists them)"  # ends a note that stands for groups told elsewhere
_MOST_REASONS = 3  # that are shown of one state

_STOPPED_BY = {
    "shutdown": "it was stopped by a signal",
    "limit": "the run's budget of {limit} requests is used up",
    "finished": "the portal asks to wait",
}
_STATE_WORDS = {
    "failed": "failed",
    "refused": "not asked for",
    "cut": "left out",
    "gone": "not found",
    "redirect": "led elsewhere",
}
_LOSSES = ("failed", "refused", "cut")  # what every summary tells; the others where they are all there was


def balance(connection: sqlite3.Connection, portal: str, crawl: int, reason: str, limit: int) -> tuple[str, list[str]]:
    """Return the outcome (``ok``, ``suspect``, ``incomplete``, ``failed``) and what people should know of it.

    Args:
        connection: the archive.
        portal: the portal's id.
        crawl: the crawl's id.
        reason: why the spider closed: ``finished``, ``limit``, or what stopped it.
        limit: the run's budget of requests.
    """
    states = _states(connection, crawl)
    notes = _read_in_a_browser(connection, crawl)
    notes += [note for state in _LOSSES if states.get(state) for note in _reasons(connection, crawl, state)]
    queued = connection.execute(
        "SELECT count(*) FROM frontier WHERE portal = ? AND state = 'queued'", (portal,)
    ).fetchone()[0]
    why = _STOPPED_BY.get(reason, reason).format(limit=limit)
    if not states.get("stored", 0) + states.get("unchanged", 0):
        stopped = [] if reason == "finished" or any(why in note for note in notes) else [why]
        notes += [
            note for state in ("gone", "redirect") if states.get(state) for note in _reasons(connection, crawl, state)
        ]
        todo = advice_without_pages(connection, portal)
        return "failed", ["no page could be fetched", *stopped, *notes, *([todo] if todo else [])]
    if queued:
        left = "1 address is" if queued == 1 else f"{queued} addresses are"
        return "incomplete", [f"{why}; run it again to go on ({left} still to be asked for)", *notes]
    if reason not in {"finished", "limit"}:
        return "incomplete", [f"{why}; run it again to go on", *notes]
    doubts = _doubts(connection, portal, crawl, states)
    return ("suspect", doubts + notes) if doubts else ("ok", notes)


def left_out(connection: sqlite3.Connection, crawl: int, state: str) -> list[tuple[int, str, str]]:
    """Return what a crawl has in a state, as (count, reason, an address for example), the most frequent first."""
    rows = connection.execute(
        "SELECT count(*), coalesce(reason, 'no reason noted'), min(url) FROM frontier "
        "WHERE crawl = ? AND state = 'done' AND outcome = ? GROUP BY reason ORDER BY 1 DESC, 2",
        (crawl, state),
    )
    return [(count, reason, url) for count, reason, url in rows.fetchall()]


def _reasons(connection: sqlite3.Connection, crawl: int, state: str) -> list[str]:
    groups = left_out(connection, crawl, state)
    words = _STATE_WORDS[state]
    notes = [group_words(words, *group) for group in groups[:_MOST_REASONS]]
    rest = sum(count for count, _, _ in groups[_MOST_REASONS:])
    return [*notes, f"{rest} {words} for other reasons {IN_STATUS}"] if rest else notes


def group_words(words: str, count: int, reason: str, url: str) -> str:
    """Return a line about addresses that ended for one reason, with one of them for example."""
    return f"{count} {words}: {reason} ({'for example ' if count > 1 else ''}{url})"


def _read_in_a_browser(connection: sqlite3.Connection, crawl: int) -> list[str]:
    count = connection.execute(
        "SELECT count(*) FROM captures WHERE crawl = ? AND rendered IS NOT NULL", (crawl,)
    ).fetchone()[0]
    pages = "1 page was" if count == 1 else f"{count} pages were"
    return [f"{pages} read in a browser (the portal builds its pages by script)"] if count else []


def _doubts(connection: sqlite3.Connection, portal: str, crawl: int, states: dict[str, int]) -> list[str]:
    doubts = []
    lost = states.get("failed", 0)
    answered = lost + states.get("stored", 0) + states.get("unchanged", 0)
    if lost > max(1, SUSPICIOUS_FAILURES * answered):
        doubts.append(f"{lost} of {answered} pages failed")
    has_none = not connection.execute("SELECT 1 FROM articles WHERE portal = ? LIMIT 1", (portal,)).fetchone()
    doubts += _none_found(connection, portal, crawl) if has_none else _articles_lost(connection, portal, crawl)
    doubts += doubts_about_absences(connection, crawl)
    doubts += _pages_that_changed_kind(connection, portal)
    doubts += shared_page_doubts(connection, portal, crawl)
    unread = _unread(connection, portal)
    if (
        has_none
        or sum(count for count, _, _, _ in unread) > max(1, SUSPICIOUS_FAILURES * answered)
        or any(field == "extractor" for _, field, _, _ in unread)
    ):
        doubts += [f"{count} could not be read: {reason} ({url})" for count, _, reason, url in unread[:_MOST_REASONS]]
    difference = _unbalanced(connection, crawl)
    if difference:
        doubts.append(difference)
    return doubts


def _none_found(connection: sqlite3.Connection, portal: str, crawl: int) -> list[str]:
    todo = advice_without_articles(connection, portal, crawl)
    return ["not one article was found", *([todo] if todo else [])]


def _articles_lost(connection: sqlite3.Connection, portal: str, crawl: int) -> list[str]:
    """Return what speaks for articles that were there and are not found any more.

    A visit asks for few of the known articles, so it is judged by those it asked for, and by what the lists it read
    name against what they named at their last visit.
    """
    asked, seen = connection.execute(
        "SELECT count(*), count(CASE WHEN outcome IN ('stored', 'unchanged', 'alias') THEN 1 END) FROM frontier "
        "WHERE crawl = :crawl AND state = 'done' AND kind IN ('article', 'document') "
        "AND found_at < (SELECT started FROM crawls WHERE id = :crawl)",
        {"crawl": crawl},
    ).fetchone()
    doubts = []
    if asked - seen >= FEWEST_LOST and seen < SUSPICIOUS_YIELD * asked:
        doubts.append(f"only {seen} of {asked} known articles that were asked for were found again")
    before, named = connection.execute(
        "SELECT sum(named_before), sum(json_array_length(entries)) FROM list_pages "
        "WHERE portal = ? AND crawl = ? AND named_before IS NOT NULL",
        (portal, crawl),
    ).fetchone()
    if before and before - named >= FEWEST_LOST and named < SUSPICIOUS_YIELD * before:
        doubts.append(f"the lists that were read again name {named} articles where they named {before}")
    return doubts


def _pages_that_changed_kind(connection: sqlite3.Connection, portal: str) -> list[str]:
    """Return what stood there at an earlier visit and reads as nothing now: a wall, a soft 404, an emptied list.

    Such a problem goes with the next good answer, so whatever is noted is as of this crawl. A list that named one or
    two articles (a day, a keyword) is empty when they are removed.
    """
    rows = connection.execute(
        "SELECT reason, url FROM problems WHERE portal = ? AND field = 'kind' ORDER BY reason, url", (portal,)
    ).fetchall()
    changed: dict[str, list[str]] = {}
    for reason, url in rows:
        if not _named_few(connection, portal, url):
            changed.setdefault(reason, []).append(url)
    return [f"{len(urls)} times: {reason} ({urls[0]})" for reason, urls in changed.items()]


def _named_few(connection: sqlite3.Connection, portal: str, url: str) -> bool:
    """Tell whether an address is that of a list which named fewer articles than are worth a doubt."""
    row = connection.execute(
        "SELECT json_array_length(l.entries) FROM frontier f JOIN list_pages l "
        "ON l.portal = f.portal AND l.list = coalesce(f.list, f.key) AND l.key = f.key "
        "WHERE f.portal = ? AND f.key = ? AND f.kind = 'listing'",
        (portal, canonical_key(url)),
    ).fetchone()
    return row is not None and row[0] < FEWEST_LOST


def _unread(connection: sqlite3.Connection, portal: str) -> list[tuple[int, str, str, str]]:
    """Return the pages that answered and could not be read, as (count, field, reason, an address for example)."""
    return connection.execute(
        "SELECT count(*), field, reason, min(url) FROM problems WHERE portal = ? AND field IN ('page', 'extractor') "
        "GROUP BY field, reason ORDER BY 1 DESC",
        (portal,),
    ).fetchall()


def _unbalanced(connection: sqlite3.Connection, crawl: int) -> str | None:
    """Return how the crawl's counts differ from its captures, ``None`` where they add up."""
    columns = " + ".join(REQUEST_STATES)
    requests, summed, captures = connection.execute(
        f"SELECT requests, {columns}, (SELECT count(*) FROM captures WHERE crawl = :crawl) "  # nosec B608 # noqa: S608
        "FROM crawls WHERE id = :crawl",
        {"crawl": crawl},
    ).fetchone()
    if requests == summed == captures:
        return None
    return f"the counts do not add up: {requests} requests, {summed} results, {captures} captures"


def _states(connection: sqlite3.Connection, crawl: int) -> dict[str, int]:
    rows = connection.execute(
        "SELECT outcome, count(*) FROM frontier WHERE crawl = ? AND state = 'done' GROUP BY outcome", (crawl,)
    )
    return dict(rows.fetchall())
