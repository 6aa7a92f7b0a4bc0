"""Indexes by which tables of articles are narrowed and ordered at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.migrations.steps import run

if TYPE_CHECKING:
    from sqlite_utils import Database


def m028_article_orders(db: Database) -> None:
    """The articles of a year, or of a portal and a year, in the order of days; the months of all portals together."""
    run(
        db,
        """
        DROP INDEX articles_year;
        CREATE INDEX articles_year ON articles (published_year, published);
        CREATE INDEX articles_portal_year ON articles (portal, published_year, published);
        CREATE INDEX article_months_month ON article_months (month, articles);
    """,
    )
