"""Counts of articles and of the rows of large tables, so that no page has to walk through all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.migrations.steps import run

if TYPE_CHECKING:
    from sqlite_utils import Database

# What a row of each table of counts is of: its columns, as a row of articles says them.
_KINDS = {"portal": "portal", "published_year": "published_year", "kind": "kind", "section": "section"}
_MONTHS = {"portal": "portal", "month": "coalesce(substr({row}.published, 1, 7), '')",
           "is_gone": "({row}.gone_at IS NOT NULL)"}  # fmt: skip
# Tables whose rows pages count as a whole.
LARGE = ("articles", "captions", "captures", "events", "images", "mentions", "places", "revisions", "roles", "titles")
_CHANGED = ("portal", "published_year", "kind", "section", "published", "gone_at")


def m026_counted_articles(db: Database) -> None:
    """How many articles there are by portal, year, kind and section, and by portal and month; rows of large tables.

    Triggers keep the counts right, whoever writes. Upserts would not do in them: what the statement that fires a
    trigger says of conflicts takes the place of what the trigger says. Indexes order the articles by every column that
    the site sorts them by.
    """
    run(
        db,
        """
        CREATE TABLE article_counts (
            portal TEXT NOT NULL REFERENCES portals(id), published_year INTEGER, kind TEXT NOT NULL, section TEXT,
            articles INTEGER NOT NULL
        );
        INSERT INTO article_counts
            SELECT portal, published_year, kind, section, count(*) FROM articles GROUP BY 1, 2, 3, 4;
        CREATE INDEX article_counts_of ON article_counts (portal, published_year, kind, section);
        CREATE TABLE article_months (
            portal TEXT NOT NULL REFERENCES portals(id), month TEXT NOT NULL, is_gone INTEGER NOT NULL,
            articles INTEGER NOT NULL, PRIMARY KEY (portal, month, is_gone)
        ) WITHOUT ROWID;
        INSERT INTO article_months
            SELECT portal, coalesce(substr(published, 1, 7), ''), gone_at IS NOT NULL, count(*) FROM articles
            GROUP BY 1, 2, 3;
        CREATE TABLE row_counts (name TEXT PRIMARY KEY, rows INTEGER NOT NULL) WITHOUT ROWID;
        CREATE INDEX articles_year ON articles (published_year);
        CREATE INDEX articles_title ON articles (title);
        CREATE INDEX articles_updated ON articles (updated);
        CREATE INDEX articles_last_seen ON articles (last_seen);
        CREATE INDEX articles_gone_at ON articles (gone_at);
        CREATE INDEX articles_revisions ON articles (revision_count);
        CREATE INDEX articles_views ON articles (views);
    """,
    )
    _triggers(db)
    _row_counts(db)
    _health(db)


def _row_counts(db: Database) -> None:
    for table in LARGE:
        db.execute(f"INSERT INTO row_counts SELECT '{table}', count(*) FROM {table}")  # nosec B608 # noqa: S608  ours
        for event, by in (("INSERT", "+ 1"), ("DELETE", "- 1")):
            db.execute(
                f"CREATE TRIGGER {table}_{event.lower()}_counted AFTER {event} ON {table} "  # nosec B608 # noqa: S608  ours
                f"BEGIN UPDATE row_counts SET rows = rows {by} WHERE name = '{table}'; END"
            )


def _health(db: Database) -> None:
    """The health of portals, its columns as before, of the counts."""
    run(
        db,
        """
        DROP VIEW portal_health;
        CREATE VIEW portal_health AS
        SELECT p.id AS portal, p.name, p.url, c.started AS last_crawl, c.finished, c.outcome,
               (SELECT group_concat(f.words, '; ') FROM health_findings f WHERE f.crawl = c.id) AS findings,
               CASE WHEN s.state <> 'ok' THEN s.since END AS told_since, p.gone_at,
               p.gone_confirmed_at, c.note, c.requests, c.stored, c.unchanged, c.failed, c.articles_new,
               c.articles_changed, c.articles_gone,
               coalesce((SELECT sum(articles) FROM article_months WHERE portal = p.id), 0) AS articles,
               coalesce((SELECT sum(articles) FROM article_months WHERE portal = p.id AND is_gone), 0) AS gone,
               coalesce((SELECT sum(articles) FROM article_months WHERE portal = p.id AND month = ''), 0)
                   AS without_date,
               (SELECT min(a.published) FROM articles a WHERE a.portal = p.id) AS first_published,
               (SELECT max(a.published) FROM articles a WHERE a.portal = p.id) AS last_published,
               (SELECT count(*) FROM frontier f WHERE f.portal = p.id AND f.state = 'queued') AS still_queued,
               (SELECT count(*) FROM problems b WHERE b.portal = p.id) AS problems
        FROM portals p
        LEFT JOIN crawls c ON c.id = (SELECT max(id) FROM crawls WHERE portal = p.id)
        LEFT JOIN portal_states s ON s.portal = p.id;
    """,
    )


def _triggers(db: Database) -> None:
    """Count every article that comes, goes or changes what it is counted by."""
    changed = " OR ".join(f"old.{name} IS NOT new.{name}" for name in _CHANGED)
    steps = {way: "".join(f"{sql};\n" for sql in made) for way, made in (("more", _more()), ("less", _less()))}
    for name, event, body in (
        ("article_counted", "INSERT ON articles", steps["more"]),
        ("article_no_longer_counted", "DELETE ON articles", steps["less"]),
        ("article_counted_otherwise", f"UPDATE OF {', '.join(_CHANGED)} ON articles WHEN {changed}",
         steps["less"] + steps["more"]),
    ):  # fmt: skip
        db.execute(f"CREATE TRIGGER {name} AFTER {event} BEGIN {body} END")


def _more() -> list[str]:
    """Return the statements that count a new row."""
    statements = []
    for table, columns in (("article_counts", _KINDS), ("article_months", _MONTHS)):
        values = ", ".join(_value(expression, "new") for expression in columns.values())
        there = _where(columns, "new")
        statements += [
            f"INSERT INTO {table} ({', '.join(columns)}, articles) SELECT {values}, 0 "  # nosec B608 # noqa: S608  ours
            f"WHERE NOT EXISTS (SELECT 1 FROM {table} WHERE {there})",
            f"UPDATE {table} SET articles = articles + 1 WHERE {there}",  # nosec B608 # noqa: S608  ours
        ]
    return statements


def _less() -> list[str]:
    """Return the statements that count an old row no longer."""
    statements = []
    for table, columns in (("article_counts", _KINDS), ("article_months", _MONTHS)):
        there = _where(columns, "old")
        statements += [
            f"UPDATE {table} SET articles = articles - 1 WHERE {there}",  # nosec B608 # noqa: S608  ours
            f"DELETE FROM {table} WHERE {there} AND articles < 1",  # nosec B608 # noqa: S608  ours
        ]
    return statements


def _where(columns: dict[str, str], row: str) -> str:
    return " AND ".join(f"{name} IS {_value(expression, row)}" for name, expression in columns.items())


def _value(expression: str, row: str) -> str:
    return expression.format(row=row) if "{row}" in expression else f"{row}.{expression}"
