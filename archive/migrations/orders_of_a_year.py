"""Articles of a year in the order of their days, narrowed by kind and section without looking at them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.migrations.steps import run

if TYPE_CHECKING:
    from sqlite_utils import Database


def m034_orders_of_a_year(db: Database) -> None:
    """The index of a year holds kind and section, as that of all days does.

    A table of one year's documents of one section read every article of the year, texts and all, to find fifty.
    """
    run(
        db,
        """
        DROP INDEX articles_year;
        CREATE INDEX articles_year ON articles (published_year, published DESC, id, kind, section);
    """,
    )
