"""What the rows of an archive say of when an article was seen and missed: captures to :mod:`archive.history`.

A capture that shows a revision is a sight of the article, one that found it gone an absence. Absences of a visit in
which the portal's start page did not answer as a page are the portal's, not the article's (:mod:`archive.start_page`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.history import Disappearance, History, Revision, Sighting
from archive.start_page import portal_answered

if TYPE_CHECKING:
    import sqlite3

# ``changed`` is empty where a better reading of ours has made a revision say the same as the one before it.
_BEGINS = "(r.number > 1 AND r.changed = '[]' AND r.capture IS c.id)"
_OF_CAPTURES = f"""
    SELECT c.fetched_at, c.id, CASE WHEN r.id IS NULL THEN 'gone' ELSE 'seen' END, r.digest,
           CASE WHEN r.id IS NULL THEN c.reason END, coalesce({_BEGINS}, 0)
    FROM captures c LEFT JOIN revisions r ON r.id = c.revision
    WHERE c.article = :article AND (r.id IS NOT NULL OR c.outcome = 'gone')
"""  # nosec B608 # noqa: S608  the condition is ours
# Records may be loaded without a capture (from files, in tests): these rows are all that is known of them then.
_OF_ROWS = """
    SELECT seen_at, NULL, 'seen', digest, NULL, number > 1 AND changed = '[]' FROM revisions
    WHERE article = :article AND capture IS NULL
    UNION SELECT a.last_seen, NULL, 'seen', r.digest, NULL, 0 FROM articles a JOIN revisions r
    ON r.article = a.id AND r.number = a.revision_count WHERE a.id = :article AND NOT EXISTS (
        SELECT 1 FROM captures WHERE article = a.id AND fetched_at = a.last_seen AND revision IS NOT NULL)
    UNION SELECT gone_at, NULL, 'gone', NULL, reason, 0 FROM disappearances WHERE article = :article AND capture IS NULL
    UNION SELECT confirmed_at, NULL, 'gone', NULL, reason, 0 FROM disappearances
    WHERE article = :article AND capture IS NULL AND confirmed_at IS NOT NULL
    UNION SELECT d.returned_at, NULL, 'seen', (SELECT digest FROM revisions WHERE article = d.article
        AND seen_at <= d.returned_at ORDER BY number DESC LIMIT 1), NULL, 0 FROM disappearances d
    WHERE d.article = :article AND d.capture IS NULL AND d.returned_at IS NOT NULL
"""


def sightings_of(connection: sqlite3.Connection, article: int) -> list[Sighting]:
    """Return all that is known of when an article was seen and missed, in no order."""
    rows = connection.execute(_OF_CAPTURES, {"article": article}).fetchall()
    rows += connection.execute(_OF_ROWS, {"article": article}).fetchall()
    return [
        Sighting(seen_at, capture, state, digest, reason, bool(begins))
        for seen_at, capture, state, digest, reason, begins in rows
        if state == "seen" or counts_as_absence(connection, capture)
    ]


def is_newest(connection: sqlite3.Connection, article: int, sighting: Sighting) -> bool:
    """Tell whether a sighting follows all that is known of its article."""
    latest = connection.execute(
        "SELECT fetched_at, id FROM captures WHERE article = ? AND id IS NOT ? "
        "ORDER BY fetched_at DESC, id DESC LIMIT 1",
        (article, sighting.capture),
    ).fetchone()
    if latest is not None and sighting.place < latest:
        return False
    last: str = connection.execute(
        "SELECT max(last_seen, coalesce(gone_at, ''), coalesce(gone_confirmed_at, '')) FROM articles WHERE id = ?",
        (article,),
    ).fetchone()[0]
    return sighting.seen_at > last or (sighting.seen_at == last and latest is not None and latest[0] == last)


def end_of_history(connection: sqlite3.Connection, article: int) -> History:
    """Return an article's history to go on with: its last revision, and the absence that lasts."""
    first_seen, last_seen, gone_at = connection.execute(
        "SELECT first_seen, last_seen, gone_at FROM articles WHERE id = ?", (article,)
    ).fetchone()
    revision = Revision(
        *connection.execute(
            "SELECT seen_at, capture, digest FROM revisions WHERE article = ? ORDER BY number DESC LIMIT 1", (article,)
        ).fetchone()
    )
    absences = connection.execute(
        "SELECT gone_at, reason, capture, confirmed_at, returned_at FROM disappearances "
        "WHERE article = ? AND gone_at = ? AND returned_at IS NULL",
        (article, gone_at),
    )
    return History([revision], [Disappearance(*row) for row in absences], first_seen, last_seen)


def counts_as_absence(connection: sqlite3.Connection, capture: int | None) -> bool:
    """Tell whether what a capture found missing was missing by itself, while the portal answered."""
    return capture is None or portal_answered(connection, capture)


def shows_article(connection: sqlite3.Connection, capture: int, article: int) -> bool:
    """Tell whether a capture shows a revision of an article."""
    row = connection.execute(
        "SELECT 1 FROM captures WHERE id = ? AND article = ? AND revision IS NOT NULL", (capture, article)
    ).fetchone()
    return row is not None
