"""Lines of descent: portals that followed one another, articles that are the same or nearly the same text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.manifests.touched import note_all
from archive.migrations.steps import run

if TYPE_CHECKING:
    from sqlite_utils import Database


def m017_lineage(db: Database) -> None:
    """Which portal followed which and how that is known; which articles hold the same text, and where it stood first.

    ``sketch_hashes`` finds texts that may be alike by the smallest hashes of their word sequences
    (:mod:`archive.lineage`); ``articles_to_compare`` fills itself, whichever way an article is written.
    """
    _portals(db)
    _sketches(db)
    _due(db)
    _links(db)


def m020_lineage_anew(db: Database) -> None:
    """What early archives have of lineage in another form is made anew.

    The numbers of their sketches are longer and would be read as others, so all texts are sketched and compared again.
    Their views do not say that a portal is gone. Their manifests divide the gazetteer and imports otherwise.
    """
    _drop_early_forms(db)
    _views(db)
    _health(db)
    note_all(db.conn, ("units", "import", "import_problem"))


def _drop_early_forms(db: Database) -> None:
    run(
        db,
        """
        DROP VIEW IF EXISTS article_copies;
        DROP VIEW IF EXISTS portal_lineage;
        DROP INDEX IF EXISTS sketch_hashes_text;
        DROP INDEX IF EXISTS text_sketches_text;
        CREATE INDEX text_sketches_text ON text_sketches (text, title_hash);
        DELETE FROM start_page_sketches;
        DELETE FROM sketch_hashes;
        DELETE FROM text_sketches;
        INSERT OR IGNORE INTO articles_to_compare SELECT id FROM articles;
    """,
    )


def _portals(db: Database) -> None:
    """Portals by their ids, not by reference: a description may name one that the archive has nothing of."""
    run(
        db,
        """
        CREATE TABLE portal_successors (
            portal TEXT NOT NULL, successor TEXT NOT NULL, basis TEXT NOT NULL, since TEXT, evidence TEXT,
            PRIMARY KEY (portal, successor, basis)
        ) WITHOUT ROWID;
        CREATE INDEX portal_successors_successor ON portal_successors (successor);
        CREATE INDEX captures_location ON captures (portal, fetched_at, location) WHERE location IS NOT NULL;
        CREATE TABLE shared_bodies (
            portal TEXT NOT NULL REFERENCES portals(id), other TEXT NOT NULL REFERENCES portals(id),
            since TEXT NOT NULL, until TEXT, url TEXT NOT NULL, other_url TEXT NOT NULL, digest TEXT NOT NULL,
            note TEXT, PRIMARY KEY (portal, other, since)
        ) WITHOUT ROWID;
        CREATE INDEX shared_bodies_other ON shared_bodies (other);
        CREATE TABLE start_page_sketches (digest TEXT PRIMARY KEY, sketch BLOB NOT NULL) WITHOUT ROWID;
        CREATE INDEX captures_of_articles_digest ON captures (digest) WHERE article IS NOT NULL;
    """,
    )


def _sketches(db: Database) -> None:
    run(
        db,
        """
        CREATE TABLE text_sketches (
            article INTEGER PRIMARY KEY REFERENCES articles(id), text INTEGER NOT NULL, words INTEGER NOT NULL,
            sketch BLOB NOT NULL, title_hash INTEGER
        );
        CREATE INDEX text_sketches_text ON text_sketches (text, title_hash);
        CREATE TABLE sketch_hashes (
            hash INTEGER NOT NULL, text INTEGER NOT NULL, PRIMARY KEY (hash, text)
        ) WITHOUT ROWID;
    """,
    )


def _due(db: Database) -> None:
    """What is to be compared when a run ends; a run that was killed leaves it to the next one."""
    run(
        db,
        """
        CREATE TABLE articles_to_compare (article INTEGER PRIMARY KEY) WITHOUT ROWID;
        CREATE TABLE texts_to_compare (text INTEGER PRIMARY KEY) WITHOUT ROWID;
        CREATE TRIGGER compare_new_article AFTER INSERT ON articles
        BEGIN INSERT OR IGNORE INTO articles_to_compare (article) VALUES (new.id); END;
        CREATE TRIGGER compare_edited_article AFTER UPDATE OF title, lead, text, published, source ON articles
        WHEN old.title IS NOT new.title OR old.lead IS NOT new.lead OR old.published IS NOT new.published
             OR old.source IS NOT new.source OR old.text IS NOT new.text
        BEGIN INSERT OR IGNORE INTO articles_to_compare (article) VALUES (new.id); END;
        CREATE TRIGGER compare_article_seen_otherwise AFTER UPDATE OF portal, first_seen, gone_at ON articles
        WHEN old.portal IS NOT new.portal OR old.first_seen IS NOT new.first_seen
             OR (old.gone_at IS NULL) <> (new.gone_at IS NULL)
        BEGIN INSERT OR IGNORE INTO articles_to_compare (article) VALUES (new.id); END;
        CREATE TRIGGER compare_articles_of_renamed_portal AFTER UPDATE OF name, url, unit ON portals
        WHEN old.name IS NOT new.name OR old.url IS NOT new.url OR old.unit IS NOT new.unit
        BEGIN INSERT INTO articles_to_compare SELECT id FROM articles  -- the upsert of a run would undo OR IGNORE
            WHERE portal = new.id AND id NOT IN (SELECT article FROM articles_to_compare); END;
        INSERT INTO articles_to_compare SELECT id FROM articles;
    """,
    )


def _links(db: Database) -> None:
    run(
        db,
        """
        CREATE TABLE similar_articles (
            article INTEGER NOT NULL REFERENCES articles(id), original INTEGER NOT NULL REFERENCES articles(id),
            relation TEXT NOT NULL CHECK (relation IN ('moved', 'copy', 'repeat')),
            likeness TEXT NOT NULL CHECK (likeness IN ('same', 'near', 'contains')),
            similarity REAL NOT NULL, basis TEXT, PRIMARY KEY (article, original)
        ) WITHOUT ROWID;
        CREATE INDEX similar_articles_original ON similar_articles (original);
    """,
    )


def _views(db: Database) -> None:
    """Who copied whom, first seen where; the portals of each line of descent, however many steps apart."""
    run(
        db,
        """
        CREATE VIEW article_copies AS
        SELECT a.title, a.portal, a.published, a.first_seen, s.relation, s.likeness, s.similarity,
               o.title AS original_title, o.portal AS original_portal, o.published AS original_published,
               o.first_seen AS original_first_seen, s.basis, a.url, o.url AS original_url, s.article, s.original
        FROM similar_articles s JOIN articles a ON a.id = s.article JOIN articles o ON o.id = s.original;
        CREATE VIEW portal_lineage AS
        WITH RECURSIVE steps (portal, other) AS (
            SELECT portal, successor FROM portal_successors UNION SELECT successor, portal FROM portal_successors
        ), reached (portal, other) AS (
            SELECT portal, portal FROM steps UNION
            SELECT r.portal, s.other FROM reached r JOIN steps s ON s.portal = r.other
        )
        SELECT min(r.other) AS line, r.portal, p.name, p.unit, p.valid_from, p.valid_to, p.gone_at,
               (SELECT group_concat(said, '; ') FROM (
                   SELECT s.portal || ' (' || group_concat(s.basis, ', ') || coalesce(', ' || min(s.since), '') || ')'
                          AS said
                   FROM portal_successors s WHERE s.successor = r.portal GROUP BY s.portal ORDER BY s.portal
               )) AS predecessors,
               (SELECT group_concat(said, '; ') FROM (
                   SELECT s.successor || ' (' || group_concat(s.basis, ', ') || coalesce(', ' || min(s.since), '')
                          || ')' AS said
                   FROM portal_successors s WHERE s.portal = r.portal GROUP BY s.successor ORDER BY s.successor
               )) AS successors,
               (SELECT count(*) FROM articles a WHERE a.portal = r.portal) AS articles,
               (SELECT min(a.published) FROM articles a WHERE a.portal = r.portal) AS first_published,
               (SELECT max(a.published) FROM articles a WHERE a.portal = r.portal) AS last_published, p.url
        FROM reached r LEFT JOIN portals p ON p.id = r.portal
        GROUP BY r.portal;
    """,
    )


def _health(db: Database) -> None:
    """The health of portals anew: that a portal as a whole is gone stands beside how its last crawl ended."""
    run(
        db,
        """
        DROP VIEW portal_health;
        CREATE VIEW portal_health AS
        SELECT p.id AS portal, p.name, p.url, c.started AS last_crawl, c.finished, c.outcome, p.gone_at,
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
        LEFT JOIN crawls c ON c.id = (SELECT max(id) FROM crawls WHERE portal = p.id);
    """,
    )
