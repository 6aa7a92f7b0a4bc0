"""How the archive's own work goes: what ran when, what each crawl yielded against what was expected, who was told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.migrations.steps import run

if TYPE_CHECKING:
    from sqlite_utils import Database


def m021_runs(db: Database) -> None:
    """Commands that ran, by schedule or by hand, and the crawls of each: facts of the machine, in no stored page."""
    run(
        db,
        """
        CREATE TABLE runs (
            id INTEGER PRIMARY KEY, command TEXT NOT NULL, schedule TEXT, started TEXT NOT NULL, finished TEXT,
            outcome TEXT, exit_code INTEGER, version TEXT NOT NULL, note TEXT, log TEXT
        );
        CREATE INDEX runs_schedule ON runs (schedule, id);
        CREATE TABLE run_crawls (
            run INTEGER NOT NULL REFERENCES runs(id), crawl INTEGER NOT NULL REFERENCES crawls(id),
            PRIMARY KEY (run, crawl)
        ) WITHOUT ROWID;
        CREATE INDEX run_crawls_crawl ON run_crawls (crawl);
    """,
    )


def m022_health(db: Database) -> None:
    """What each crawl yielded, where that is not what was expected, in which state a portal is, and who was told.

    ``crawl_measures`` and ``health_findings`` are functions of what was captured up to a crawl: a rebuild makes them
    again. ``portal_states`` and ``notices`` say what people were told, which no stored page holds.
    """
    run(
        db,
        """
        CREATE TABLE crawl_measures (
            crawl INTEGER NOT NULL REFERENCES crawls(id), measure TEXT NOT NULL, value REAL,
            PRIMARY KEY (crawl, measure)
        ) WITHOUT ROWID;
        CREATE TABLE health_findings (
            crawl INTEGER NOT NULL REFERENCES crawls(id), kind TEXT NOT NULL, field TEXT NOT NULL DEFAULT '',
            value REAL, expected REAL, words TEXT NOT NULL,
            PRIMARY KEY (crawl, kind, field)
        ) WITHOUT ROWID;
        CREATE TABLE portal_states (
            portal TEXT PRIMARY KEY REFERENCES portals(id), state TEXT NOT NULL, since TEXT NOT NULL,
            crawl INTEGER REFERENCES crawls(id)
        ) WITHOUT ROWID;
        CREATE TABLE notices (
            id INTEGER PRIMARY KEY, made_at TEXT NOT NULL, words TEXT NOT NULL, portals TEXT NOT NULL DEFAULT '[]',
            channel TEXT NOT NULL, sent_at TEXT, tries INTEGER NOT NULL DEFAULT 0, error TEXT
        );
        CREATE INDEX notices_to_send ON notices (channel, id) WHERE sent_at IS NULL;
        DROP VIEW portal_health;
        CREATE VIEW portal_health AS
        SELECT p.id AS portal, p.name, p.url, c.started AS last_crawl, c.finished, c.outcome,
               (SELECT group_concat(f.words, '; ') FROM health_findings f WHERE f.crawl = c.id) AS findings,
               CASE WHEN s.state <> 'ok' THEN s.since END AS told_since, p.gone_at,
               p.gone_confirmed_at, c.note, c.requests, c.stored, c.unchanged, c.failed, c.articles_new,
               c.articles_changed, c.articles_gone,
               (SELECT count(*) FROM articles a WHERE a.portal = p.id) AS articles,
               (SELECT count(*) FROM articles a WHERE a.portal = p.id AND a.gone_at IS NOT NULL) AS gone,
               (SELECT count(*) FROM articles a WHERE a.portal = p.id AND a.published IS NULL) AS without_date,
               (SELECT min(a.published) FROM articles a WHERE a.portal = p.id) AS first_published,
               (SELECT max(a.published) FROM articles a WHERE a.portal = p.id) AS last_published,
               (SELECT count(*) FROM frontier f WHERE f.portal = p.id AND f.state = 'queued') AS still_queued,
               (SELECT count(*) FROM problems b WHERE b.portal = p.id) AS problems
        FROM portals p
        LEFT JOIN crawls c ON c.id = (SELECT max(id) FROM crawls WHERE portal = p.id)
        LEFT JOIN portal_states s ON s.portal = p.id;
    """,
    )
