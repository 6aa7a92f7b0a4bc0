"""A history as rows: revisions in their order, which capture shows which, disappearances, and the article's own row.

For a history that something was put into in the middle. Rows that stay what they were keep their ids, so links and
citations hold; the newest revision is what the article's row and its parts say.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from archive.article_rows import rewrite_children, update_article
from archive.history import history
from archive.identity import probe, stable_id
from archive.mentions import redate_officials
from archive.said import changed_fields
from archive.search import index_changes
from archive.sightings import sightings_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Container

    from archive.history import Disappearance, History, Revision, Sighting

_COUNTERS = ("views", "comments", "rating_count", "rating_average")


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read off a page: the digest of what it says, the record as stored, and which extractor read it."""

    digest: str
    extractor: str
    record: str


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """A row of ``revisions``."""

    id: int
    article: int
    number: int
    seen_at: str
    capture: int | None
    changed: str
    digest: str
    extractor: str
    record: str

    @property
    def reading(self) -> Reading:
        """What was read off the page."""
        return Reading(self.digest, self.extractor, self.record)


def revision_id(connection: sqlite3.Connection, article: int, seen_at: str, given: Container[int] | None = None) -> int:
    """Return the id of the revision that an article shows from ``seen_at`` on.

    It is derived from the moment and not from the number, so that it stays when an earlier capture turns up. Of two
    revisions of one second the second has the next id.

    Args:
        connection: the archive.
        article: the article's id.
        seen_at: when the revision was seen first.
        given: where all ids of the article are given anew, those that are given already; ``None`` for one more.
    """

    def is_taken(identifier: int) -> bool:
        row = connection.execute("SELECT article FROM revisions WHERE id = ?", (identifier,)).fetchone()
        if given is None:
            return row is not None
        return identifier in given or (row is not None and row[0] != article)

    return probe(stable_id("revision", str(article), seen_at), is_taken)


def put_in(
    connection: sqlite3.Connection, article: int, sighting: Sighting | None = None, reading: Reading | None = None
) -> History:
    """Make the article's rows those of its whole history, with a sighting that is not the newest put in.

    Args:
        connection: the archive, in a transaction.
        article: the article's id; it must be known.
        sighting: what is put in; ``None`` where what counts as an absence has changed.
        reading: what was read off the page, ``None`` where it is that of a revision that is known.
    """
    known = [one for one in sightings_of(connection, article) if sighting is None or _is_other(one, sighting)]
    whole = history([*known, *([sighting] if sighting else [])])
    old = _rows(connection, article)
    new = _rows_of(connection, article, whole, old, reading if sighting and reading else None, sighting)
    _write_revisions(connection, article, whole, old, new)
    write_absences(connection, article, whole.disappearances)
    _write_article(connection, article, whole, old[-1], new[-1])
    return whole


def _is_other(one: Sighting, sighting: Sighting) -> bool:
    """Tell whether two sightings are of different captures; a capture that is read again says what it says now."""
    return one.capture is None or one.capture != sighting.capture


def _rows(connection: sqlite3.Connection, article: int) -> list[RevisionRow]:
    columns = "id, article, number, seen_at, capture, changed, digest, extractor, record"
    rows = connection.execute(
        f"SELECT {columns} FROM revisions WHERE article = ? ORDER BY number",  # nosec B608 # noqa: S608  names are ours
        (article,),
    )
    return [RevisionRow(*row) for row in rows]


def _rows_of(
    connection: sqlite3.Connection,
    article: int,
    whole: History,
    old: list[RevisionRow],
    reading: Reading | None,
    sighting: Sighting | None,
) -> list[RevisionRow]:
    """Return the rows of a history's revisions, those that stand as they are where nothing is different about them."""
    rows: list[RevisionRow] = []
    given: set[int] = set()
    for number, revision in enumerate(whole.revisions, 1):
        identifier = revision_id(connection, article, revision.seen_at, given)
        given.add(identifier)
        is_own = sighting is not None and (revision.seen_at, revision.capture) == (sighting.seen_at, sighting.capture)
        read = reading if is_own and reading else _reading_of(revision, old, reading)
        row = RevisionRow(identifier, article, number, revision.seen_at, revision.capture, "[]",
                          read.digest, read.extractor, read.record)  # fmt: skip
        rows.append(replace(row, changed=_changed(rows[-1], row, old)) if rows else row)
    return rows


def _reading_of(revision: Revision, old: list[RevisionRow], reading: Reading | None) -> Reading:
    """Return what was read of a revision: its own page where that was kept, else the nearest before that says it."""
    same = [row for row in old if row.digest == revision.digest]
    own = [row for row in same if (row.seen_at, row.capture) == (revision.seen_at, revision.capture)]
    before = [row for row in same if row.seen_at <= revision.seen_at]
    if own or before:
        return (own or before)[-1].reading
    if reading is not None and reading.digest == revision.digest:
        return reading
    return same[0].reading


def _changed(before: RevisionRow, row: RevisionRow, old: list[RevisionRow]) -> str:
    """Return the names of the fields in which a revision differs from the one before it, as stored."""
    if before.digest == row.digest:
        return "[]"
    for first, second in pairwise(old):
        if (first.digest, second.digest) == (before.digest, row.digest):
            return second.changed
    return json.dumps(changed_fields(json.loads(before.record), json.loads(row.record)))


def _write_revisions(
    connection: sqlite3.Connection, article: int, whole: History, old: list[RevisionRow], new: list[RevisionRow]
) -> None:
    """Write the rows that are new or different, lead the captures to them, and drop those that stand for nothing."""
    if new != old:
        connection.execute("UPDATE revisions SET number = -number WHERE article = ?", (article,))  # numbers are unique
        for row in new:
            connection.execute(
                "INSERT INTO revisions (id, article, number, seen_at, capture, changed, digest, extractor, record) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET number = excluded.number, "
                "seen_at = excluded.seen_at, capture = excluded.capture, changed = excluded.changed, "
                "digest = excluded.digest, extractor = excluded.extractor, record = excluded.record",
                (row.id, article, row.number, row.seen_at, row.capture, row.changed, row.digest, row.extractor,
                 row.record),
            )  # fmt: skip
    for row, revision in zip(new, whole.revisions, strict=True):
        connection.executemany(
            "UPDATE captures SET article = ?, revision = ? WHERE id = ? AND revision IS NOT ?",
            [(article, row.id, capture, row.id) for capture in revision.captures],
        )
    kept = {row.id for row in new}
    for row in old:
        if row.id not in kept:
            _drop_revision(connection, row, new)


def _drop_revision(connection: sqlite3.Connection, row: RevisionRow, new: list[RevisionRow]) -> None:
    """Drop a revision that an earlier sight has taken the place of; how its page was read before goes there."""
    heir = next((one.id for one in reversed(new) if one.digest == row.digest and one.seen_at <= row.seen_at), None)
    if heir is not None:
        connection.execute(
            "UPDATE former_readings SET revision = :heir, number = number + "
            "(SELECT coalesce(max(number), 0) FROM former_readings WHERE revision = :heir) WHERE revision = :old",
            {"heir": heir, "old": row.id},
        )
    connection.execute("DELETE FROM former_readings WHERE revision = ?", (row.id,))
    connection.execute("UPDATE captures SET revision = ? WHERE revision = ?", (heir, row.id))
    connection.execute("DELETE FROM revisions WHERE id = ?", (row.id,))


def write_absences(connection: sqlite3.Connection, article: int, absences: list[Disappearance]) -> None:
    """Make an article's disappearances those given."""
    connection.execute("DELETE FROM disappearances WHERE article = ?", (article,))
    connection.executemany(
        "INSERT INTO disappearances (article, gone_at, confirmed_at, returned_at, reason, capture) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        [(article, one.gone_at, one.confirmed_at, one.returned_at, one.reason, one.capture) for one in absences],
    )


def write_times(connection: sqlite3.Connection, article: int, whole: History) -> None:
    """Note in an article's row when it was seen first and last, and whether it is gone."""
    connection.execute(
        "UPDATE articles SET first_seen = ?, last_seen = ?, gone_at = ?, gone_confirmed_at = ? WHERE id = ?",
        (whole.first_seen, whole.last_seen, whole.gone_at, whole.gone_confirmed_at, article),
    )


def _write_article(
    connection: sqlite3.Connection, article: int, whole: History, old: RevisionRow, new: RevisionRow
) -> None:
    """Make an article's row and its parts say what its newest revision says; counters stay those of the newest look."""
    names = ", ".join(_COUNTERS)
    first_seen, *counters = connection.execute(
        f"SELECT first_seen, {names} FROM articles WHERE id = ?",  # nosec B608 # noqa: S608  names are ours
        (article,),
    ).fetchone()
    write_times(connection, article, whole)
    if new.record == old.record:
        connection.execute(
            "UPDATE articles SET revision_count = ?, capture = ? WHERE id = ?", (new.number, new.capture, article)
        )
        if whole.first_seen != first_seen:
            redate_officials(connection, article)
        return
    record = json.loads(new.record)
    with index_changes(connection, article):
        update_article(connection, article, record, new.number, new.capture)
        connection.execute(
            f"UPDATE articles SET ({names}) = (?, ?, ?, ?) WHERE id = ?",  # nosec B608 # noqa: S608
            (*counters, article),
        )
        rewrite_children(connection, article, record)
