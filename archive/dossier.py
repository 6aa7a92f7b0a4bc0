"""All that is known of one article over time: what it said when, when it was gone, and the captures that show it.

The page of an article on the site and ``congtin show`` read the same; neither has facts of its own.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from archive.layout import PAGES_NAME

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    Rows = list[sqlite3.Row]

# In the order in which the answers came; captures of one second in the order in which they were noted.
_IN_ORDER = "ORDER BY c.fetched_at, c.id"
# The file that was named; of one that was brought home into the archive, the web archive that its import names.
_IMPORT_SOURCE = (
    f"CASE WHEN substr(f.source, -length('{PAGES_NAME}/' || f.name)) = '{PAGES_NAME}/' || f.name "
    "AND instr(i.source, f.source) = 0 THEN i.source ELSE coalesce(f.source, i.source) END"
)
_CAPTURES = (
    f"SELECT c.*, r.number AS revision_number, {_IMPORT_SOURCE} AS import_source FROM captures c "  # nosec B608 # noqa: S608
    "LEFT JOIN revisions r ON r.id = c.revision LEFT JOIN imports i ON i.id = c.import "
    "LEFT JOIN import_files f ON f.name = c.warc"
)
_REDIRECTS = (
    "SELECT url, min(fetched_at) AS first, max(fetched_at) AS last, count(*) AS times FROM captures "
    "WHERE portal = ? AND location = ? GROUP BY url ORDER BY first, url LIMIT ?"
)
_MOST_REDIRECTS = 50


@dataclass(frozen=True, slots=True)
class Capture:
    """One answer in an article's history: the how manieth in the order of time, and its row.

    ``row`` is a row of ``captures`` with ``revision_number`` (of the revision it showed, ``None`` for none) and
    ``import_source`` (the file or the web archive it was imported from, ``None`` for an answer to a crawl of ours).
    """

    number: int
    row: sqlite3.Row


@dataclass(frozen=True, slots=True)
class Revision:
    """What an article said from one moment on: its row without the record, which fields had changed, former readings.

    ``former`` are rows of ``former_readings`` without their record, the latest first: how our extractor read the page
    of this revision before it was read again.
    """

    row: sqlite3.Row
    changed: tuple[str, ...]
    former: Rows = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything about one article, each list in the order of time.

    Attributes:
        article: its row in ``articles`` with ``portal_name``.
        revisions: what it said, the first first.
        disappearances: rows of ``disappearances``.
        captures: every answer that showed it or its absence.
        redirects: addresses that led to it by a redirect: ``url``, ``first`` and ``last`` time, how many ``times``.
    """

    article: sqlite3.Row
    revisions: list[Revision]
    disappearances: Rows
    captures: list[Capture]
    redirects: Rows

    def revision(self, number: int) -> Revision | None:
        """Return the revision of that number, ``None`` where there is none."""
        return next((revision for revision in self.revisions if revision.row["number"] == number), None)


def read_dossier(connection: sqlite3.Connection, article: int) -> Dossier | None:
    """Return what is known of ``article``, ``None`` if there is no such article.

    Args:
        connection: the archive; its rows are :class:`sqlite3.Row`.
        article: id in ``articles``.
    """
    row = connection.execute(
        "SELECT a.*, p.name AS portal_name FROM articles a JOIN portals p ON p.id = a.portal WHERE a.id = ?", (article,)
    ).fetchone()
    if row is None:
        return None
    gone = "SELECT * FROM disappearances WHERE article = ? ORDER BY gone_at"
    return Dossier(
        row,
        _revisions(connection, article),
        connection.execute(gone, (article,)).fetchall(),
        _numbered(connection.execute(f"{_CAPTURES} WHERE c.article = ? {_IN_ORDER}", (article,))),
        # Of one portal, for that is what the index of redirects begins with.
        connection.execute(_REDIRECTS, (row["portal"], row["url"], _MOST_REDIRECTS)).fetchall(),
    )


def captures_of_address(connection: sqlite3.Connection, url: str) -> list[Capture]:
    """Return every answer for exactly this address, in the order of time: for pages that are no article."""
    return _numbered(connection.execute(f"{_CAPTURES} WHERE c.url = ? {_IN_ORDER}", (url,)))


def read_capture(connection: sqlite3.Connection, capture: int) -> Capture | None:
    """Return one capture with its number in the history of its article, or else of its address.

    Args:
        connection: the archive; its rows are :class:`sqlite3.Row`.
        capture: id in ``captures``.
    """
    row = connection.execute(f"{_CAPTURES} WHERE c.id = ?", (capture,)).fetchone()
    if row is None:
        return None
    key = "article" if row["article"] is not None else "url"
    before = f"SELECT count(*) FROM captures WHERE {key} = ? AND (fetched_at < ? OR (fetched_at = ? AND id <= ?))"  # nosec B608 # noqa: S608
    number = connection.execute(before, (row[key], row["fetched_at"], row["fetched_at"], row["id"])).fetchone()[0]
    return Capture(number, row)


def read_record(connection: sqlite3.Connection, revision: int) -> dict[str, Any]:
    """Return the record of a revision as our extractor reads its page now (the contract's JSON form).

    Args:
        connection: the archive.
        revision: id in ``revisions``; it must exist.
    """
    row = connection.execute("SELECT record FROM revisions WHERE id = ?", (revision,)).fetchone()
    record: dict[str, Any] = json.loads(row[0])
    return record


def _numbered(rows: Iterable[sqlite3.Row]) -> list[Capture]:
    return [Capture(number, row) for number, row in enumerate(rows, 1)]


def _revisions(connection: sqlite3.Connection, article: int) -> list[Revision]:
    former = defaultdict(list)
    sql = (
        "SELECT f.revision, f.replaced_at, f.extractor, f.changed, f.digest FROM former_readings f "
        "JOIN revisions r ON r.id = f.revision WHERE r.article = ? ORDER BY f.replaced_at DESC"
    )
    for row in connection.execute(sql, (article,)):
        former[row["revision"]].append(row)
    rows = connection.execute(
        "SELECT id, article, number, seen_at, capture, changed, digest, extractor FROM revisions WHERE article = ? "
        "ORDER BY number",
        (article,),
    )
    return [Revision(row, tuple(json.loads(row["changed"])), former[row["id"]]) for row in rows]
