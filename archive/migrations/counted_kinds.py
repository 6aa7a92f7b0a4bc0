"""Counts of articles of all portals together, and counts that are read off an index alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.migrations.steps import run

if TYPE_CHECKING:
    from sqlite_utils import Database

_OF = ("published_year", "kind", "section")


def m032_counted_kinds(db: Database) -> None:
    """How many articles of all portals there are by year, kind and section; figures stand in the indexes of counts.

    A thousand portals make a hundred thousand rows of ``article_counts``. A facet of years, kinds or sections walked
    through all of them; now it reads the few hundred of ``article_kinds``. A facet of portals reads an index alone, in
    its order.

    As with the other counts there are no upserts: what the statement that fires a trigger says of conflicts takes the
    place of what the trigger says.
    """
    run(
        db,
        """
        CREATE TABLE article_kinds (
            published_year INTEGER, kind TEXT NOT NULL, section TEXT, articles INTEGER NOT NULL
        );
        INSERT INTO article_kinds
            SELECT published_year, kind, section, sum(articles) FROM article_counts GROUP BY 1, 2, 3;
        CREATE INDEX article_kinds_of ON article_kinds (published_year, kind, section);
        DROP INDEX article_counts_of;
        CREATE INDEX article_counts_of ON article_counts (portal, published_year, kind, section, articles);
        DROP INDEX capture_counts_of;
        CREATE INDEX capture_counts_of ON capture_counts (portal, outcome, status, captures);
    """,
    )
    _triggers(db)


def _triggers(db: Database) -> None:
    """Count every article that comes, goes or changes what it is counted by."""
    new, old = (" AND ".join(f"{name} IS {row}.{name}" for name in _OF) for row in ("new", "old"))
    values = ", ".join(f"new.{name}" for name in _OF)
    more = (
        f"INSERT INTO article_kinds ({', '.join(_OF)}, articles) SELECT {values}, 0 "  # nosec B608 # noqa: S608  ours
        f"WHERE NOT EXISTS (SELECT 1 FROM article_kinds WHERE {new}); "
        f"UPDATE article_kinds SET articles = articles + 1 WHERE {new}; "
    )
    less = (
        f"UPDATE article_kinds SET articles = articles - 1 WHERE {old}; "  # nosec B608 # noqa: S608  ours
        f"DELETE FROM article_kinds WHERE {old} AND articles < 1; "
    )
    changed = " OR ".join(f"old.{name} IS NOT new.{name}" for name in _OF)
    for name, event, body in (
        ("article_kind_counted", "INSERT ON articles", more),
        ("article_kind_no_longer_counted", "DELETE ON articles", less),
        ("article_kind_counted_otherwise", f"UPDATE OF {', '.join(_OF)} ON articles WHEN {changed}", less + more),
    ):
        db.execute(f"CREATE TRIGGER {name} AFTER {event} BEGIN {body} END")
