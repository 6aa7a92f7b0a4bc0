"""What rests on a capture is found by the capture: its page says which rows do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.migrations.steps import run

if TYPE_CHECKING:
    from sqlite_utils import Database


def m030_keys_of_captures(db: Database) -> None:
    """Indexes for the keys that lead to captures and revisions; without one, each row's page read the whole table."""
    run(
        db,
        """
        CREATE INDEX articles_capture ON articles (capture) WHERE capture IS NOT NULL;
        CREATE INDEX revisions_capture ON revisions (capture) WHERE capture IS NOT NULL;
        CREATE INDEX frontier_capture ON frontier (capture) WHERE capture IS NOT NULL;
        CREATE INDEX problems_capture ON problems (capture) WHERE capture IS NOT NULL;
        CREATE INDEX captures_revision ON captures (revision) WHERE revision IS NOT NULL;
    """,
    )
