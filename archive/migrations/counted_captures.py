"""Counts of captures and of mentions, and indexes that bring tables in the order in which they are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.migrations.steps import run

if TYPE_CHECKING:
    from sqlite_utils import Database

_CAPTURE = "portal IS {row}.portal AND outcome IS {row}.outcome AND status IS {row}.status"
_MENTION = "portal = (SELECT portal FROM articles WHERE id = {row}.article) AND in_caption_only = {row}.in_caption_only"


def m029_counted_captures(db: Database) -> None:
    """How many captures there are by portal, outcome and status, and mentions by portal and where they stand.

    Triggers keep them right. Indexes that go down by day and, within a day, up by key are what a table's pages are
    ordered by: along one that goes up, SQLite would sort all rows, or take whichever other index there is. In that of
    all articles stands what they are narrowed by most, so that those that are not wanted need not be looked at.
    """
    run(
        db,
        """
        CREATE TABLE capture_counts (
            portal TEXT NOT NULL REFERENCES portals(id), outcome TEXT NOT NULL, status INTEGER,
            captures INTEGER NOT NULL
        );
        INSERT INTO capture_counts SELECT portal, outcome, status, count(*) FROM captures GROUP BY 1, 2, 3;
        CREATE INDEX capture_counts_of ON capture_counts (portal, outcome, status);
        CREATE TABLE mention_counts (
            portal TEXT NOT NULL REFERENCES portals(id), in_caption_only INTEGER NOT NULL, mentions INTEGER NOT NULL,
            PRIMARY KEY (portal, in_caption_only)
        ) WITHOUT ROWID;
        INSERT INTO mention_counts
            SELECT a.portal, m.in_caption_only, count(*) FROM mentions m JOIN articles a ON a.id = m.article
            GROUP BY 1, 2;
        DROP INDEX articles_published;
        DROP INDEX articles_portal;
        DROP INDEX articles_year;
        DROP INDEX articles_portal_year;
        CREATE INDEX articles_published ON articles (published DESC, id, kind, section);
        CREATE INDEX articles_portal ON articles (portal, published DESC);
        CREATE INDEX articles_year ON articles (published_year, published DESC);
        CREATE INDEX articles_portal_year ON articles (portal, published_year, published DESC);
        CREATE INDEX captures_portal ON captures (portal, fetched_at DESC);
        CREATE INDEX captures_fetched ON captures (fetched_at DESC);
        CREATE INDEX captures_redirect ON captures (portal, location, url, fetched_at) WHERE location IS NOT NULL;
        CREATE INDEX titles_article ON titles (article);
        CREATE INDEX people_by_name ON people (name);
    """,
    )
    for name, sql in _triggers().items():
        db.execute(f"CREATE TRIGGER {name} AFTER {sql}")


def _triggers() -> dict[str, str]:
    """Return the triggers: name -> when, and what they do."""
    changed = "old.portal <> new.portal OR old.outcome <> new.outcome OR old.status IS NOT new.status"
    of_article = (
        "(SELECT in_caption_only AS here, count(*) AS mentions FROM mentions WHERE article = new.id GROUP BY 1)"
    )
    moved = f"""
        UPDATE mention_counts SET mentions = mentions - coalesce((SELECT mentions FROM {of_article} o
            WHERE o.here = mention_counts.in_caption_only), 0) WHERE portal = old.portal;
        DELETE FROM mention_counts WHERE portal = old.portal AND mentions < 1;
        INSERT INTO mention_counts (portal, in_caption_only, mentions) SELECT new.portal, o.here, 0 FROM {of_article} o
            WHERE NOT EXISTS (SELECT 1 FROM mention_counts WHERE portal = new.portal AND in_caption_only = o.here);
        UPDATE mention_counts SET mentions = mentions + coalesce((SELECT mentions FROM {of_article} o
            WHERE o.here = mention_counts.in_caption_only), 0) WHERE portal = new.portal;
    """  # nosec B608 # noqa: S608  names are ours
    return {
        "capture_counted": f"INSERT ON captures BEGIN {_capture('new', 1)} END",
        "capture_no_longer_counted": f"DELETE ON captures BEGIN {_capture('old', -1)} END",
        "capture_counted_otherwise": f"UPDATE OF portal, outcome, status ON captures WHEN {changed} "
        f"BEGIN {_capture('old', -1)} {_capture('new', 1)} END",
        "mention_counted": f"INSERT ON mentions BEGIN {_mention('new', 1)} END",
        "mention_no_longer_counted": f"DELETE ON mentions BEGIN {_mention('old', -1)} END",
        "mention_counted_otherwise": "UPDATE OF in_caption_only ON mentions WHEN old.in_caption_only <> "
        f"new.in_caption_only BEGIN {_mention('old', -1)} {_mention('new', 1)} END",
        "mentions_of_article_moved": f"UPDATE OF portal ON articles WHEN old.portal <> new.portal BEGIN {moved} END",
    }


def _capture(row: str, by: int) -> str:
    there, values = _CAPTURE.format(row=row), f"{row}.portal, {row}.outcome, {row}.status"
    return _counted("capture_counts", "portal, outcome, status", "captures", values, there, by)


def _mention(row: str, by: int) -> str:
    there = _MENTION.format(row=row)
    values = f"(SELECT portal FROM articles WHERE id = {row}.article), {row}.in_caption_only"  # nosec B608 # noqa: S608  ours
    return _counted("mention_counts", "portal, in_caption_only", "mentions", values, there, by)


def _counted(table: str, columns: str, figure: str, values: str, there: str, by: int) -> str:
    """Return the statements that count one row more or less."""
    change = f"UPDATE {table} SET {figure} = {figure} + ({by}) WHERE {there};"  # nosec B608 # noqa: S608  names are ours
    if by < 0:
        return f"{change} DELETE FROM {table} WHERE {there} AND {figure} < 1;"  # nosec B608 # noqa: S608  ours
    return (
        f"INSERT INTO {table} ({columns}, {figure}) SELECT {values}, 0 "  # nosec B608 # noqa: S608  ours
        f"WHERE NOT EXISTS (SELECT 1 FROM {table} WHERE {there}); {change}"
    )
