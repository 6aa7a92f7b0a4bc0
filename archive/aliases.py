"""Other addresses of an article: which of two addresses keeps the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.store import KEPT_KINDS

if TYPE_CHECKING:
    import sqlite3

    from scraper.store import PageResult

# What the last look at an article's address may have come to, and its record stays there: a failure is no word of it.
_KEEPS_RECORD = frozenset({"stored", "unchanged", "failed", "refused"})


def keeps_record(outcome: str | None, kind: str | None) -> bool:
    """Tell whether an address has a record of its own, and keeps it whatever its other addresses show.

    Args:
        outcome: what it came to last.
        kind: what it is known as, ``None`` where it has never been read.
    """
    return kind in KEPT_KINDS and outcome in _KEEPS_RECORD


def settle_alias(connection: sqlite3.Connection, portal: str, result: PageResult) -> None:
    """Decide whose record it is, where a page names another address as the article's own.

    The page leaves its record to that address, so that one article is not read off two pages that differ in
    their breadcrumb. It keeps the record, under its own address, where the other is gone or was never there, and where
    the other turned out to be no article (some portals name the section on every page).
    """
    canonical, article = result.alias_of, result.article
    if canonical is None or article is None:
        return
    row = connection.execute(
        "SELECT state, outcome, kind FROM frontier WHERE portal = ? AND key = ?", (portal, canonical.key)
    ).fetchone()
    state, outcome, kind = row or ("queued", None, None)
    unread = state == "queued" and kind is None
    if unread or keeps_record(outcome, kind):
        result.outcome = "alias"
        result.reason = f"another address of {canonical.url}"
    else:
        article.canonical_url = result.target.url
        result.alias_of = None


def wake_aliases(connection: sqlite3.Connection, portal: str, key: str) -> None:
    """Queue again the pages that left their record to an address which turns out to have none."""
    connection.execute(
        "UPDATE frontier INDEXED BY frontier_alias SET state = 'queued', alias_of = NULL, capture = NULL, etag = NULL, "
        "last_modified = NULL WHERE portal = ? AND alias_of = ? AND state = 'done'",
        (portal, key),
    )
