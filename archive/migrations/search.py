"""The search's indexes: what they find, in which order, and how often they write themselves anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.search import create_search, drop_search, merge_segments_seldom, reindex

if TYPE_CHECKING:
    from sqlite_utils import Database


def m025_search_by_day(db: Database) -> None:
    """Make the search anew: ``places`` is found too, ``article_search_words`` is there.

    Every article is read and folded once, some three minutes of 100,000.
    """
    drop_search(db)
    create_search(db)
    reindex(db.conn)


def m044_segments_of_search(db: Database) -> None:
    """Write the segments of both search indexes together when eight are alike in size, not four.

    A sixth of the instructions of keeping an answer went into words that had been written before; a third of the
    pages that the indexes write is saved. What stands is written together as it becomes due; a search reads a few
    segments more.
    """
    merge_segments_seldom(db)
