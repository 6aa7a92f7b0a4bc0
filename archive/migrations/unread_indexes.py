"""Indexes that cost who writes and serve no reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.migrations.steps import run

if TYPE_CHECKING:
    from sqlite_utils import Database


def m038_unread_indexes(db: Database) -> None:
    """Titles by their organisation as printed: no statement of ours, and none of Datasette's pages, reads them so.

    What is asked of organisations is asked of ``post_spellings``, or of ``titles_post`` in full words. Every title
    wrote an entry that lies anywhere in an index of three million, where an archive has a million articles.
    """
    run(db, "DROP INDEX titles_organization")
