"""The examination of a visit that has ended: measured, judged, and its outcome with that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.health.earlier import visit_of, visits_before
from archive.health.findings import keep_findings
from archive.health.judgement import judge
from archive.health.layout import layout_findings
from archive.health.measures import keep_measures, measure

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from archive.visits import VisitOptions
    from scraper.portal import Portal


def examine(
    connection: sqlite3.Connection,
    pages: Path,
    portal: Portal,
    crawl: int,
    visit: VisitOptions,
    balance: tuple[str, list[str]],
) -> tuple[str, list[str]]:
    """Measure and judge a crawl, inside the caller's transaction; returns its outcome and notes with what was found.

    A crawl that is ``ok`` by its own balance is ``suspect`` where something is wrong with what it yielded. One that
    fetched nothing, or is to go on, has nothing to be judged by.

    Args:
        connection: the archive, with all that the crawl brought.
        pages: the folder of the stored pages.
        portal: the portal as it is described now.
        crawl: the crawl; it has come to its end.
        visit: what was asked for beside what is new.
        balance: outcome and notes by the crawl's own balance.
    """
    outcome, notes = balance
    keep_measures(connection, crawl, measure(connection, portal, crawl, visit))
    findings = []
    if outcome in {"ok", "suspect"}:
        after = portal.expect.compare_from if portal.expect is not None else None
        earlier = visits_before(connection, portal.id, crawl, after.isoformat() if after else None)
        findings = [
            *judge(connection, portal, visit_of(connection, crawl), earlier),
            *layout_findings(connection, pages, crawl, [one.crawl for one in earlier]),
        ]
    keep_findings(connection, crawl, findings)
    words = [finding.words for finding in findings if finding.is_doubt]
    told = [finding.words for finding in findings if not finding.is_doubt]
    return ("suspect" if words else outcome), [*words, *notes, *told]
