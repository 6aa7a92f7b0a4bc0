"""What the archive remembers: which capture showed which revision, when an article was gone, how it was read before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.migrations.steps import run

if TYPE_CHECKING:
    from sqlite_utils import Database


def m013_history(db: Database) -> None:
    """Every capture of an article leads to the revision it showed; every disappearance is a row.

    The history of an article (:mod:`archive.history`) is a function of its captures in the order of their times, so a
    capture that is imported later than it was made is put in where it belongs. What the portal's start page came to in
    a visit says whether articles that were missing then were missing by themselves (:mod:`archive.start_page`). What a
    portal answers for what does not exist is learnt by addresses that are made for it, ``frontier.probe``
    (:mod:`archive.not_found`).
    """
    run(
        db,
        """
        ALTER TABLE captures ADD COLUMN article INTEGER REFERENCES articles(id);
        ALTER TABLE captures ADD COLUMN revision INTEGER REFERENCES revisions(id);
        ALTER TABLE captures ADD COLUMN start_page TEXT CHECK (start_page IN ('answered', 'down', 'gone'));
        CREATE INDEX captures_article ON captures (article, fetched_at) WHERE article IS NOT NULL;
        CREATE INDEX captures_start_page ON captures (crawl) WHERE start_page IS NOT NULL;
        CREATE TABLE disappearances (
            article INTEGER NOT NULL REFERENCES articles(id), gone_at TEXT NOT NULL, confirmed_at TEXT,
            returned_at TEXT, reason TEXT, capture INTEGER REFERENCES captures(id),
            PRIMARY KEY (article, gone_at)
        ) WITHOUT ROWID;
        ALTER TABLE portals ADD COLUMN gone_at TEXT;
        ALTER TABLE portals ADD COLUMN gone_confirmed_at TEXT;
        ALTER TABLE frontier ADD COLUMN probe TEXT;
        CREATE TABLE not_found_pages (
            portal TEXT NOT NULL REFERENCES portals(id), shape TEXT NOT NULL, learnt_at TEXT NOT NULL,
            url TEXT NOT NULL, status INTEGER, location TEXT, fingerprint TEXT,
            capture INTEGER REFERENCES captures(id), PRIMARY KEY (portal, shape)
        ) WITHOUT ROWID;
    """,
    )


def m014_readings(db: Database) -> None:
    """What our extractor made of a revision's page before it was read again: a better reading is no edit of theirs.

    ``portals.description`` is the portal as the last run knew it, so that its pages can be read again without the file
    that described it.
    """
    run(
        db,
        """
        CREATE TABLE former_readings (
            revision INTEGER NOT NULL REFERENCES revisions(id), number INTEGER NOT NULL, replaced_at TEXT NOT NULL,
            extractor TEXT NOT NULL, changed TEXT NOT NULL, digest TEXT NOT NULL, record TEXT NOT NULL,
            PRIMARY KEY (revision, number)
        );
        ALTER TABLE portals ADD COLUMN description TEXT;
    """,
    )


def m018_sitemap_entries(db: Database) -> None:
    """What a sitemap named and names no more is looked at (:mod:`archive.sitemap_entries`)."""
    run(
        db,
        """
        ALTER TABLE frontier ADD COLUMN sitemap TEXT;
        ALTER TABLE frontier ADD COLUMN sitemap_crawl INTEGER;
        CREATE INDEX frontier_sitemap ON frontier (portal, sitemap) WHERE sitemap IS NOT NULL;
    """,
    )
