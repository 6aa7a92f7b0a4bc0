"""What pages count and order at a million articles: people of a portal, all people, tenures by day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.migrations.steps import run

if TYPE_CHECKING:
    from sqlite_utils import Database

# Tables whose rows pages count as a whole, beside those of :mod:`archive.migrations.counted_articles`.
LARGE_TOO = ("identifications", "people")


def m033_counted_names(db: Database) -> None:
    """An index of people by portal, counts of the rows of two more tables, and mentions of tenures in their order.

    The page of a portal counts the people who were named there first, and walked through all there are. Person,
    article and day of ``tenure_mentions`` are said by the mention, which has indexes of them; titles have the same.
    """
    run(
        db,
        """
        CREATE INDEX people_portal ON people (portal);
        DROP VIEW tenure_mentions;
        CREATE VIEW tenure_mentions AS
        SELECT printf('%d-%d', m.person, t.post_id) AS tenure, m.person, m.name,
               coalesce(t.canonical, t.text) AS title, coalesce(t.organization_full, t.organization) AS organization,
               t.kind, t.text AS printed, m.day, m.sentence, m.article,
               a.title AS article_title, a.portal, t.mention, t.unit, a.url
        FROM mentions m CROSS JOIN titles t ON t.mention = m.id CROSS JOIN articles a ON a.id = m.article;
    """,
    )
    for table in LARGE_TOO:
        db.execute(f"INSERT INTO row_counts SELECT '{table}', count(*) FROM {table}")  # nosec B608 # noqa: S608  ours
        for event, by in (("INSERT", "+ 1"), ("DELETE", "- 1")):
            db.execute(
                f"CREATE TRIGGER {table}_{event.lower()}_counted AFTER {event} ON {table} "  # nosec B608 # noqa: S608  ours
                f"BEGIN UPDATE row_counts SET rows = rows {by} WHERE name = '{table}'; END"
            )
