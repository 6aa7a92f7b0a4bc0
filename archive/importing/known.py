"""What an import tells a later crawl: which addresses are known articles, so that none is taken for a new one.

An import queues nothing. An address that it brings stands in the frontier as answered, with its kind and its article,
and is looked at again by the next crawl's schedule. Where a crawl knows something later of an address, that stays.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scraper.clock import now, timestamp
from scraper.store import KEPT_KINDS

if TYPE_CHECKING:
    import sqlite3

    from scraper.store import PageResult

_PRIORITY = 3  # that of what a list names (scraper.discovery); where it stands in the portal is not known


@dataclass(frozen=True, slots=True)
class KnownAddress:
    """What the frontier knows of an address."""

    state: str
    kind: str | None
    fetched_at: str | None
    article: int | None

    @staticmethod
    def read(connection: sqlite3.Connection, portal: str, key: str) -> KnownAddress | None:
        """Return it, ``None`` where the address is not known."""
        row = connection.execute(
            "SELECT state, kind, fetched_at, article FROM frontier WHERE portal = ? AND key = ?", (portal, key)
        ).fetchone()
        return None if row is None else KnownAddress(*row)


def know(
    connection: sqlite3.Connection,
    portal: str,
    result: PageResult,
    crawl: int,
    capture: int,
    article: int | None,
    moment: str,
) -> None:
    """Note what an imported answer says of its address, inside the caller's transaction.

    Args:
        connection: the archive.
        portal: the portal's id.
        result: the answer and what it came to.
        crawl: the crawl that stands for the import.
        capture: its capture.
        article: the article it is of, ``None`` for none: then a later crawl finds out for itself what stands there.
        moment: when it is imported; from then on it may be looked at again.
    """
    is_alias = result.outcome == "alias" and result.alias_of is not None
    if article is None and not is_alias:
        return
    known = KnownAddress.read(connection, portal, result.target.key)
    seen_at = timestamp(result.answer.fetched_at)
    kind = result.kind if result.outcome == "stored" and result.kind in KEPT_KINDS else None
    values = {
        "portal": portal, "key": result.target.key, "url": result.target.url, "priority": _PRIORITY, "crawl": crawl,
        "outcome": result.outcome, "reason": result.reason, "kind": kind,
        "found_at": now().isoformat(timespec="microseconds"),
        "fetched_at": seen_at, "capture": capture if result.outcome in {"stored", "alias"} else None,
        "article": article, "alias_of": result.alias_of.key if is_alias and result.alias_of else None, "due_at": moment,
    }  # fmt: skip
    if known is None:
        connection.execute(
            "INSERT INTO frontier (portal, key, url, state, priority, depth, crawl, outcome, reason, kind, found_at, "
            "fetched_at, capture, article, alias_of, due_at) VALUES (:portal, :key, :url, 'done', :priority, 1, "
            ":crawl, :outcome, :reason, :kind, :found_at, :fetched_at, :capture, :article, :alias_of, :due_at)",
            values,
        )
    elif known.fetched_at is None or known.fetched_at <= seen_at:
        # What a crawl has queued stays queued: it is asked for, and known for what it is.
        connection.execute(
            "UPDATE frontier SET outcome = CASE state WHEN 'done' THEN :outcome ELSE outcome END, "
            "crawl = CASE state WHEN 'done' THEN :crawl ELSE crawl END, reason = :reason, "
            "kind = coalesce(:kind, kind), fetched_at = :fetched_at, capture = coalesce(:capture, capture), "
            "article = coalesce(:article, article), alias_of = :alias_of, "
            "etag = CASE WHEN :capture IS NULL THEN etag END, "
            "last_modified = CASE WHEN :capture IS NULL THEN last_modified END, due_at = :due_at "
            "WHERE portal = :portal AND key = :key",
            values,
        )
    else:
        connection.execute(
            "UPDATE frontier SET kind = coalesce(kind, :kind), article = coalesce(article, :article) "
            "WHERE portal = :portal AND key = :key",
            values,
        )
