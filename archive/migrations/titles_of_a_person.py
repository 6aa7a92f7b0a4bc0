"""All that is compared of a person's titles lies side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.migrations.steps import run

if TYPE_CHECKING:
    from sqlite_utils import Database


def m045_titles_of_a_person(db: Database) -> None:
    """The index of tenures tells the mention and the place of each title, too.

    Who is who reads the titles of persons. Each was looked up by its mention in an index and then in the table, two
    pages of the file, which at a million articles are in nobody's memory.
    """
    run(
        db,
        """
        DROP INDEX titles_tenure;
        CREATE INDEX titles_tenure ON titles (
            person, post_id, article, day, canonical, text, organization_full, organization, unit, unit_id, level, kind,
            mention, position
        );
    """,
    )
