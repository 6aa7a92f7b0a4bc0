"""Revisions are shown newest first, all of them and those that are edits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.migrations.steps import run

if TYPE_CHECKING:
    from sqlite_utils import Database


def m031_revisions_in_order(db: Database) -> None:
    """Indexes that bring revisions newest first; without one, a page of twenty read and sorted the whole table.

    Edits are few among first revisions, and in an archive without any, looking for five hundred would read them all.
    """
    run(
        db,
        """
        CREATE INDEX revisions_seen ON revisions (seen_at DESC);
        CREATE INDEX revisions_edited ON revisions (seen_at DESC) WHERE number > 1;
    """,
    )
