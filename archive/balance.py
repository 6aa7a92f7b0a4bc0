"""The balance of a crawl: whether it may be called ``ok``.

Scrapy calls a crawl finished that has lost half its pages. Here the word rests on our own counts: every address that
was queued is in one terminal state, and what came back is not suspiciously little.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

# More than a twentieth of the addresses without a usable answer is more than the usual dead links of a portal.
SUSPICIOUS_FAILURES = 0.05
# Fewer than half of the articles known to be there were found there again.
SUSPICIOUS_YIELD = 0.5


def balance(
    connection: sqlite3.Connection, portal: str, crawl: int, reason: str, cut: Mapping[str, int]
) -> tuple[str, list[str]]:
    """Return the outcome (``ok``, ``suspect``, ``incomplete``, ``failed``) and what people should know of it.

    Args:
        connection: the archive.
        portal: the portal's id.
        crawl: the crawl's id.
        reason: why the spider closed: ``finished``, ``limit``, or what stopped it.
        cut: addresses that were not queued, by reason.
    """
    states = _states(connection, portal, crawl)
    notes = [f"{count} {what} left out" for what, count in sorted(cut.items())]
    lost = states.get("failed", 0)
    if lost:
        notes.append(f"{lost} pages failed: {_main_reason(connection, crawl, 'failed')}")
    if states.get("refused"):
        notes.append(f"{states['refused']} addresses not asked for: {_main_reason(connection, crawl, 'refused')}")
    queued = connection.execute(
        "SELECT count(*) FROM frontier WHERE portal = ? AND state = 'queued'", (portal,)
    ).fetchone()[0]
    good = states.get("stored", 0) + states.get("unchanged", 0)
    if not good and not queued:
        return "failed", ["no page could be fetched", *notes]
    if queued:
        why = {"limit": "the limit was reached", "finished": "they may not be asked for yet"}.get(reason, reason)
        return "incomplete", [f"{queued} addresses still to be asked for ({why}); run it again to go on", *notes]
    if reason not in {"finished", "limit"}:
        return "incomplete", [f"stopped: {reason}; run it again to go on", *notes]
    return _judged(connection, portal, crawl, lost, good, notes)


def _judged(
    connection: sqlite3.Connection, portal: str, crawl: int, lost: int, good: int, notes: list[str]
) -> tuple[str, list[str]]:
    doubts = []
    if lost > max(1, SUSPICIOUS_FAILURES * (lost + good)):
        doubts.append(f"{lost} of {lost + good} pages failed")
    known, seen = connection.execute(
        "SELECT count(*), count(CASE WHEN last_seen >= (SELECT started FROM crawls WHERE id = ?) THEN 1 END) "
        "FROM articles WHERE portal = ? AND (gone_at IS NULL OR gone_at >= (SELECT started FROM crawls WHERE id = ?))",
        (crawl, portal, crawl),
    ).fetchone()
    if not known:
        doubts.append("not one article was found")
    elif seen < SUSPICIOUS_YIELD * known:
        doubts.append(f"only {seen} of {known} known articles were found again")
    return ("suspect", doubts + notes) if doubts else ("ok", notes)


def _states(connection: sqlite3.Connection, portal: str, crawl: int) -> dict[str, int]:
    rows = connection.execute(
        "SELECT outcome, count(*) FROM frontier WHERE portal = ? AND crawl = ? AND state = 'done' GROUP BY outcome",
        (portal, crawl),
    )
    return dict(rows.fetchall())


def _main_reason(connection: sqlite3.Connection, crawl: int, outcome: str) -> str:
    row = connection.execute(
        "SELECT reason FROM captures WHERE crawl = ? AND outcome = ? GROUP BY reason ORDER BY count(*) DESC LIMIT 1",
        (crawl, outcome),
    ).fetchone()
    return row[0] if row and row[0] else "no reason noted"
