"""The search finds places, and finds, counts and narrows by an index in the order of days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.search import create_search, drop_search, reindex

if TYPE_CHECKING:
    from sqlite_utils import Database


def m025_search_by_day(db: Database) -> None:
    """Make the search anew: ``places`` is found too, ``article_search_words`` is there.

    Every article is read and folded once, some three minutes of 100,000.
    """
    drop_search(db)
    create_search(db)
    reindex(db.conn)
