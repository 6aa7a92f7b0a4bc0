"""From what was seen to an article's rows, in whichever order it comes. Loading the same twice changes nothing.

A record that differs from the last one in what the page *says* becomes a new revision with the names of the changed
fields. Counters, where and in which size pictures are shown, and the officials, events and places that we derive from
the words are no part of that comparison: a page that only counts its visitors is not edited, and a better grammar of
ours is no edit of theirs.

What is seen live goes to the end of the article's history, which costs a look at its end. What was seen earlier than
that (an import) is put in where it belongs (:mod:`archive.history_rows`).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from archive.article_rows import (
    insert_article,
    packed,
    record_digest,
    rewrite_children,
    update_article,
    write_children,
)
from archive.history import History, Sighting
from archive.history_rows import Reading, put_in, revision_id, write_times
from archive.identity import probe, stable_id
from archive.portal_rows import reader_of
from archive.rows import insert
from archive.said import changed_fields
from archive.search import index_article, index_changes
from archive.sightings import counts_as_absence, end_of_history, is_newest
from scraper.canonical import canonical_key

if TYPE_CHECKING:
    import sqlite3

    from archive.history import Disappearance


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading came to.

    ``state`` is ``new`` (an article that was not known), ``changed`` (its newest revision), ``same`` (what it was
    known to say then), or ``older`` (a revision of before what was known, put in where it belongs). ``changed`` names
    the fields in which it differs from the revision before it.
    """

    article: int
    state: str
    changed: tuple[str, ...] = ()


def load_article(
    connection: sqlite3.Connection, record: dict[str, Any], *, seen_at: str, capture: int | None
) -> Loaded:
    """Load one record (the contract's JSON form) inside the caller's transaction.

    Records may come in any order; the article's row says what the newest says.

    Args:
        connection: the archive, in a transaction.
        record: a record of kind ``article`` or ``document``.
        seen_at: when the page was fetched, UTC, ISO 8601, to the second.
        capture: the capture it was read from; ``None`` where none is kept: then of the sights between two revisions
            only the last is known.
    """
    article = _article_id(connection, record["canonical_url"])
    sighting = Sighting(seen_at, capture, "seen", record_digest(record))
    if not _is_known(connection, article):
        insert_article(connection, article, record, seen_at, capture)
        _add_revision(connection, article, 1, (), record, sighting)
        write_children(connection, article, record)
        index_article(connection, article)
        _claim_captures(connection, article, record["canonical_url"])
        return Loaded(article, "new")
    if is_newest(connection, article, sighting):
        return _go_on(connection, article, sighting, record)
    reader = reader_of(connection, record["portal"])
    return _put_in(connection, article, sighting, Reading(sighting.digest or "", reader, packed(record)))


def note_sighting(
    connection: sqlite3.Connection, article: int, seen_at: str, capture: int | None, like: int | None = None
) -> Loaded:
    """Note that an article was there, unchanged, at ``seen_at``; one that had gone is back.

    Args:
        connection: the archive, in a transaction.
        article: the article's id.
        seen_at: when it was seen, as for :func:`load_article`.
        capture: the capture that showed it, ``None`` where none is kept.
        like: the capture that it is unchanged since (a 304, the same bytes): the revision is the one that it showed.
            ``None`` for the one that the archive knows of that time.
    """
    digest, record = _shown(connection, article, seen_at, like)
    sighting = Sighting(seen_at, capture, "seen", digest)
    if not is_newest(connection, article, sighting):
        return _put_in(connection, article, sighting, None)
    newest = connection.execute(
        "SELECT digest FROM revisions WHERE article = ? ORDER BY number DESC LIMIT 1", (article,)
    ).fetchone()[0]
    return _go_on(connection, article, sighting, json.loads(record) if digest != newest else None)


def note_absence(
    connection: sqlite3.Connection, article: int, seen_at: str, capture: int | None, reason: str | None
) -> bool:
    """Note that an article was missing at its address; true where that is news.

    Its ``gone_at`` is when that was first seen, its ``gone_confirmed_at`` when it was seen again on a later day; a
    disappearance is a row from then on, also where the article comes back. What was missing while the portal's start
    page did not answer either says nothing of the article.

    Args:
        connection: the archive, in a transaction.
        article: the article's id; nothing happens where it is not known.
        seen_at: when it was missed, as for :func:`load_article`.
        capture: the answer, ``None`` where none is kept.
        reason: how it was missing, in words.
    """
    if not _is_known(connection, article):
        return False
    link_capture(connection, capture, article)
    if not counts_as_absence(connection, capture):
        return False
    sighting = Sighting(seen_at, capture, "gone", reason=reason)
    if is_newest(connection, article, sighting):
        end = end_of_history(connection, article)
        absence = end.absence
        end.add(sighting)
        _write_end(connection, article, end, absence)
        return absence is None
    before = _gone_at(connection, article)
    put_in(connection, article, sighting)
    return before is None and _gone_at(connection, article) is not None


def judge_absences(connection: sqlite3.Connection, article: int) -> int:
    """Work out anew whether an article is gone, where it has been learnt whether its portal answered.

    Returns 1 where it is found gone by that, -1 where it is not gone after all, else 0.
    """
    before = _gone_at(connection, article)
    put_in(connection, article)
    after = _gone_at(connection, article)
    return (after is not None) - (before is not None)


def link_capture(
    connection: sqlite3.Connection, capture: int | None, article: int, revision: int | None = None
) -> None:
    """Note which article a capture is of, and which revision it shows (``None`` for none: it failed, it is gone)."""
    connection.execute("UPDATE captures SET article = ?, revision = ? WHERE id = ?", (article, revision, capture))


def _is_known(connection: sqlite3.Connection, article: int) -> bool:
    return connection.execute("SELECT 1 FROM articles WHERE id = ?", (article,)).fetchone() is not None


def _gone_at(connection: sqlite3.Connection, article: int) -> str | None:
    gone_at: str | None = connection.execute("SELECT gone_at FROM articles WHERE id = ?", (article,)).fetchone()[0]
    return gone_at


def _article_id(connection: sqlite3.Connection, url: str) -> int:
    key = canonical_key(url)

    def is_another(identifier: int) -> bool:
        row = connection.execute("SELECT url FROM articles WHERE id = ?", (identifier,)).fetchone()
        return row is not None and canonical_key(row[0]) != key

    return probe(stable_id(key), is_another)


def _claim_captures(connection: sqlite3.Connection, article: int, url: str) -> None:
    """Lead captures to their article that were there before it was known: of its other addresses, and absences."""
    connection.execute(
        "UPDATE captures SET article = ? WHERE outcome = 'alias' AND article IS NULL "
        "AND url IN (SELECT url FROM aliases WHERE canonical_key = ?)",
        (article, canonical_key(url)),
    )
    absences = connection.execute(
        "UPDATE captures SET article = ? WHERE url = ? AND outcome = 'gone' AND article IS NULL", (article, url)
    )
    if absences.rowcount:
        put_in(connection, article)


def _shown(connection: sqlite3.Connection, article: int, seen_at: str, like: int | None) -> tuple[str, str]:
    """Return digest and record of the revision that a capture showed, or else of the one known of a moment."""
    row: tuple[str, str] | None = connection.execute(
        "SELECT r.digest, r.record FROM captures c JOIN revisions r ON r.id = c.revision "
        "WHERE c.id = ? AND r.article = ?",
        (like, article),
    ).fetchone()
    if row is None:
        row = connection.execute(
            "SELECT digest, record FROM revisions WHERE article = ? "
            "ORDER BY seen_at <= ? DESC, CASE WHEN seen_at <= ? THEN -number ELSE number END LIMIT 1",
            (article, seen_at, seen_at),
        ).fetchone()
    digest, record = row or ("", "null")  # an article has one revision at least
    return digest, record


def _go_on(connection: sqlite3.Connection, article: int, sighting: Sighting, record: dict[str, Any] | None) -> Loaded:
    """Add a sighting at the end of an article's history; without a record it shows the newest revision."""
    end = end_of_history(connection, article)
    absence = end.absence
    end.add(sighting)
    _write_end(connection, article, end, absence)
    newest, number, old = connection.execute(
        "SELECT id, number, record FROM revisions WHERE article = ? ORDER BY number DESC LIMIT 1", (article,)
    ).fetchone()
    changed = changed_fields(json.loads(old), record) if record is not None and len(end.revisions) > 1 else ()
    if record is None or not changed:
        if record is not None:
            _write_counters(connection, article, record)
            _renew_digest(connection, newest, sighting.digest)
        link_capture(connection, sighting.capture, article, newest)
        return Loaded(article, "same")
    with index_changes(connection, article):
        update_article(connection, article, record, number + 1, sighting.capture)
        _add_revision(connection, article, number + 1, changed, record, sighting)
        rewrite_children(connection, article, record)
    return Loaded(article, "changed", changed)


def _put_in(connection: sqlite3.Connection, article: int, sighting: Sighting, reading: Reading | None) -> Loaded:
    """Put a sighting into an article's history where it belongs; the state is ``older`` where it begins a revision."""
    link_capture(connection, sighting.capture, article)
    known = connection.execute("SELECT count(*) FROM revisions WHERE article = ?", (article,)).fetchone()[0]
    put_in(connection, article, sighting, reading)
    count, changed = connection.execute(
        "SELECT count(*), (SELECT changed FROM revisions WHERE article = :article AND seen_at = :seen_at "
        "AND digest = :digest) FROM revisions WHERE article = :article",
        {"article": article, "seen_at": sighting.seen_at, "digest": sighting.digest},
    ).fetchone()
    return Loaded(article, "older", tuple(json.loads(changed or "[]"))) if count > known else Loaded(article, "same")


def _write_end(connection: sqlite3.Connection, article: int, end: History, before: Disappearance | None) -> None:
    """Write when an article was seen last and whether it is gone; ``before`` is the absence that lasted until now."""
    write_times(connection, article, end)
    after = end.disappearances[-1] if end.disappearances else None
    if after == before:
        return
    if before is not None:
        connection.execute("DELETE FROM disappearances WHERE article = ? AND gone_at = ?", (article, before.gone_at))
    if after is not None:
        row = {"gone_at": after.gone_at, "confirmed_at": after.confirmed_at, "returned_at": after.returned_at,
               "reason": after.reason, "capture": after.capture}  # fmt: skip
        insert(connection, "disappearances", {"article": article, **row})


def _renew_digest(connection: sqlite3.Connection, revision: int, digest: str | None) -> None:
    """Give a revision the digest of now, where a congtin that compared more made another one of the same words."""
    connection.execute("UPDATE revisions SET digest = ? WHERE id = ? AND digest <> ?", (digest, revision, digest))


def _write_counters(connection: sqlite3.Connection, article: int, record: dict[str, Any]) -> None:
    stats = record["stats"]
    connection.execute(
        "UPDATE articles SET views = ?, comments = ?, rating_count = ?, rating_average = ? WHERE id = ?",
        (stats["views"], stats["comments"], stats["rating_count"], stats["rating_average"], article),
    )


def _add_revision(
    connection: sqlite3.Connection,
    article: int,
    number: int,
    changed: tuple[str, ...],
    record: dict[str, Any],
    sighting: Sighting,
) -> None:
    """Add a revision behind those that stand, and lead its capture to it."""
    identifier = revision_id(connection, article, sighting.seen_at)
    row = {
        "id": identifier,
        "article": article,
        "number": number,
        "seen_at": sighting.seen_at,
        "capture": sighting.capture,
        "changed": json.dumps(changed),
        "digest": sighting.digest,
        "extractor": reader_of(connection, record["portal"]),
        "record": packed(record),
    }
    insert(connection, "revisions", row)
    link_capture(connection, sighting.capture, article, identifier)
