"""What a portal that nobody described needs: its template, and whether its pages are built by a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.migrations.steps import run

if TYPE_CHECKING:
    from sqlite_utils import Database


def m007_templates(db: Database) -> None:
    """What the articles of a portal share, which is no content of theirs: lines as printed, addresses of pictures."""
    run(
        db,
        """
        CREATE TABLE templates (
            portal TEXT NOT NULL REFERENCES portals(id), part TEXT NOT NULL, learnt_at TEXT NOT NULL,
            PRIMARY KEY (portal, part)
        ) WITHOUT ROWID;
    """,
    )


def m008_browser(db: Database) -> None:
    """Portals whose pages a script builds: since when they are read in a browser, and which captures are made so."""
    run(
        db,
        """
        ALTER TABLE portals ADD COLUMN browser_since TEXT;
        ALTER TABLE captures ADD COLUMN rendered TEXT;
    """,
    )
