"""What makes mentions a dataset: posts in normal form, units of the gazetteer, the words that tell a role."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.migrations.steps import run

if TYPE_CHECKING:
    from sqlite_utils import Database


def m009_posts(db: Database) -> None:
    """The normal form of each title, the unit it belongs to, what tells each role, what is doubtful about a day.

    The index ``titles_post`` holds all that ``posts_held`` shows: the view is one walk along it.
    """
    run(
        db,
        """
        ALTER TABLE titles ADD COLUMN unit_id TEXT REFERENCES units(id);
        ALTER TABLE titles ADD COLUMN canonical TEXT;
        ALTER TABLE titles ADD COLUMN organization_full TEXT;
        ALTER TABLE titles ADD COLUMN level TEXT;
        ALTER TABLE places ADD COLUMN unit_id TEXT REFERENCES units(id);
        ALTER TABLE roles ADD COLUMN field TEXT;
        ALTER TABLE roles ADD COLUMN start INTEGER;
        ALTER TABLE roles ADD COLUMN end INTEGER;
        ALTER TABLE roles ADD COLUMN words TEXT;
        ALTER TABLE roles ADD COLUMN sentence TEXT;
        ALTER TABLE events ADD COLUMN doubt TEXT;
        CREATE INDEX titles_post ON titles (organization_full, canonical, level, unit, person, article, day);
        CREATE VIEW posts_held AS
        SELECT organization_full AS organization, canonical AS title, level, unit, count(DISTINCT person) AS people,
               count(DISTINCT article) AS articles, min(day) AS first_day, max(day) AS last_day
        FROM titles WHERE organization_full IS NOT NULL
        GROUP BY organization_full, canonical, level, unit;
    """,
    )
