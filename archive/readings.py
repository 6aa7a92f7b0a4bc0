"""What *we* made of a page is no edit of the page: a better reading takes the place of a revision's record.

The revision keeps its id, its number and its moment; what was read before stays in ``former_readings`` with the version
of what had read it. Which address an article has was settled by the visit that found it (:mod:`archive.aliases`), and
its counters are those of the newest look: neither is for a new reading to say.
"""

from __future__ import annotations

import json
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

from archive.article_rows import packed, record_digest, rewrite_children, update_article
from archive.portal_rows import reader_of
from archive.problems import replace_record_problems
from archive.said import changed_fields
from archive.search import index_changes
from scraper.clock import now, timestamp

if TYPE_CHECKING:
    import sqlite3

_COUNTERS = ("views", "comments", "rating_count", "rating_average")
# What the search knows of an article; see :func:`archive.search.index_changes`.
_SEARCHED = frozenset(
    {"portal", "kind", "section", "published", "title", "lead", "text", "captions", "officials", "places"}
)


def replace_record(connection: sqlite3.Connection, article: int, record: dict[str, Any]) -> bool:
    """Put a better reading of the same page in the place of the newest revision's record; false where it is the same.

    For what a visit has learnt since it read the page. A reading of the same visit was never more than provisional and
    is not kept; that of an earlier visit is.

    Args:
        connection: the archive, in a transaction.
        article: id in ``articles``.
        record: the contract's JSON form.
    """
    row = connection.execute(
        "SELECT r.id, c.crawl IS NOT NULL AND c.crawl < (SELECT max(id) FROM crawls WHERE portal = c.portal) "
        "FROM revisions r LEFT JOIN captures c ON c.id = r.capture WHERE r.article = ? ORDER BY r.number DESC LIMIT 1",
        (article,),
    ).fetchone()
    if row is None:
        return False
    revision, is_of_an_earlier_crawl = row
    return bool(replace_reading(connection, revision, record, keep_former=bool(is_of_an_earlier_crawl)))


def replace_reading(
    connection: sqlite3.Connection, revision: int, record: dict[str, Any], *, keep_former: bool = True
) -> tuple[str, ...]:
    """Put another reading of its page in the place of a revision's record, inside the caller's transaction.

    No revision is added and none goes away, also where two neighbours say the same from now on: ids and citations
    hold. Then the later one's ``changed`` is empty.

    Args:
        connection: the archive.
        revision: id in ``revisions``.
        record: the contract's JSON form, of kind ``article`` or ``document``; its ``canonical_url`` does not count.
        keep_former: whether what was read before is kept in ``former_readings``.

    Returns:
        The names of all fields of the record that differ, derived ones (officials, events) too; none where it says
        the same.
    """
    article, number, known, extractor, digest = connection.execute(
        "SELECT article, number, record, extractor, digest FROM revisions WHERE id = ?", (revision,)
    ).fetchone()
    old = json.loads(known)
    record = record | {"canonical_url": old["canonical_url"]}
    changed = different_fields(old, record)
    reader = reader_of(connection, record["portal"])
    if not changed:
        note_reader(connection, [revision], reader)
        return ()
    if keep_former:
        _keep_former(connection, revision, (extractor, json.dumps(changed), digest, known))
    connection.execute(
        "UPDATE revisions SET record = ?, digest = ?, extractor = ? WHERE id = ?",
        (packed(record), record_digest(record), reader, revision),
    )
    _compare_again(connection, article, number)
    if number == _newest(connection, article):
        _rewrite_article(connection, article, old, record, changed)
    return changed


def different_fields(old: dict[str, Any], new: dict[str, Any]) -> tuple[str, ...]:
    """Return the names of all fields in which two records differ, in the order of the contract."""
    names = [*new, *(name for name in old if name not in new)]
    return tuple(name for name in names if name not in old or name not in new or old[name] != new[name])


def note_reader(connection: sqlite3.Connection, revisions: list[int], reader: str) -> None:
    """Note of revisions whose page reads as it did that ``reader`` has read them."""
    connection.executemany(
        "UPDATE revisions SET extractor = ? WHERE id = ?", [(reader, revision) for revision in revisions]
    )


def _keep_former(connection: sqlite3.Connection, revision: int, former: tuple[str, str, str, str]) -> None:
    connection.execute(
        "INSERT INTO former_readings (revision, number, replaced_at, extractor, changed, digest, record) "
        "VALUES (:revision, (SELECT coalesce(max(number), 0) + 1 FROM former_readings WHERE revision = :revision), "
        ":moment, :extractor, :changed, :digest, :record)",
        {"revision": revision, "moment": timestamp(now())}
        | dict(zip(("extractor", "changed", "digest", "record"), former, strict=True)),
    )


def _compare_again(connection: sqlite3.Connection, article: int, number: int) -> None:
    """Say anew in what a revision differs from the one before it, and the next one from it."""
    rows = connection.execute(
        "SELECT id, number, record FROM revisions WHERE article = ? AND number BETWEEN ? AND ? ORDER BY number",
        (article, number - 1, number + 1),
    ).fetchall()
    if len(rows) < 2:  # as most articles, which nobody has edited
        return
    records = [json.loads(record) for _, _, record in rows]
    for position, (revision, place, _) in enumerate(rows):
        if place > 1 and position > 0:
            changed = changed_fields(records[position - 1], records[position])
            connection.execute("UPDATE revisions SET changed = ? WHERE id = ?", (json.dumps(changed), revision))


def _newest(connection: sqlite3.Connection, article: int) -> int:
    number: int = connection.execute("SELECT max(number) FROM revisions WHERE article = ?", (article,)).fetchone()[0]
    return number


def _rewrite_article(
    connection: sqlite3.Connection,
    article: int,
    old: dict[str, Any],
    record: dict[str, Any],
    changed: tuple[str, ...],
) -> None:
    """Make the article's row, its parts and the search say what its newest revision is read as now."""
    revisions, capture, url, *counters = connection.execute(
        f"SELECT revision_count, capture, url, {', '.join(_COUNTERS)} FROM articles WHERE id = ?",  # nosec B608 # noqa: S608  ours
        (article,),
    ).fetchone()
    is_searched = bool(_SEARCHED.intersection(changed))
    with index_changes(connection, article) if is_searched else nullcontext():
        update_article(connection, article, record | {"canonical_url": url}, revisions, capture)
        _restore_counters(connection, article, old, dict(zip(_COUNTERS, counters, strict=True)))
        replace_record_problems(connection, article, old, record, timestamp(now()))
        rewrite_children(connection, article, record)


def _restore_counters(
    connection: sqlite3.Connection, article: int, old: dict[str, Any], counters: dict[str, Any]
) -> None:
    """Put counters back that a later look at the unchanged page has brought."""
    later = {name: value for name, value in counters.items() if value != old["stats"][name]}
    for name, value in later.items():
        connection.execute(f"UPDATE articles SET {name} = ? WHERE id = ?", (value, article))  # nosec B608 # noqa: S608  ours
