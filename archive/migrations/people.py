"""Who is who: what a resolver of persons keeps, and tenures by the normal form of posts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.migrations.steps import run
from archive.people.posts import post_id
from scraper.vietnamese import fold_tone

if TYPE_CHECKING:
    from sqlite_utils import Database


def m011_people(db: Database) -> None:
    """Persons that cluster mentions, why each mention is whose, decisions of people, tenures and announced changes.

    ``mentions.seed`` is the identifier that the person would bear if nobody had named him or her earlier. The index
    ``titles_tenure`` holds all that ``tenures`` shows, so that the view stays one walk along it.
    """
    _columns(db)
    _fill_in(db)
    _tables(db)
    _views(db)


def _columns(db: Database) -> None:
    run(
        db,
        """
        ALTER TABLE people ADD COLUMN name_key TEXT NOT NULL DEFAULT '';
        ALTER TABLE mentions ADD COLUMN name_key TEXT NOT NULL DEFAULT '';
        ALTER TABLE mentions ADD COLUMN seed INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE titles ADD COLUMN post_id INTEGER NOT NULL DEFAULT 0;
    """,
    )


def _fill_in(db: Database) -> None:
    """Give the rows of an older archive what newer ones are written with."""
    for table in ("people", "mentions"):
        for key, name in db.execute(f"SELECT id, name FROM {table}").fetchall():  # nosec B608 # noqa: S608
            db.execute(f"UPDATE {table} SET name_key = ? WHERE id = ?", (fold_tone(name), key))  # nosec B608 # noqa: S608
    db.execute("UPDATE mentions SET seed = id")
    columns = ("text", "kind", "organization", "canonical", "organization_full")
    for key, *values in db.execute(f"SELECT rowid, {', '.join(columns)} FROM titles").fetchall():  # nosec B608 # noqa: S608
        title = dict(zip(columns, values, strict=True))
        db.execute("UPDATE titles SET post_id = ? WHERE rowid = ?", (post_id(title), key))


def _tables(db: Database) -> None:
    run(
        db,
        """
        CREATE INDEX people_key ON people (name_key, portal);
        CREATE INDEX mentions_name ON mentions (name_key);
        CREATE INDEX mentions_seed ON mentions (seed);
        DROP INDEX titles_person;
        CREATE INDEX titles_tenure ON titles (
            person, post_id, article, day, canonical, text, organization_full, organization, unit, unit_id, level, kind
        );
        CREATE TABLE identifications (
            mention INTEGER PRIMARY KEY REFERENCES mentions(id), rule TEXT NOT NULL, reason TEXT NOT NULL
        );
        CREATE TABLE person_candidates (
            person INTEGER NOT NULL REFERENCES people(id), other INTEGER NOT NULL REFERENCES people(id),
            reason TEXT NOT NULL, PRIMARY KEY (person, other)
        );
        CREATE INDEX person_candidates_other ON person_candidates (other);
        CREATE TABLE person_aliases (id INTEGER PRIMARY KEY, person INTEGER NOT NULL REFERENCES people(id));
        CREATE INDEX person_aliases_person ON person_aliases (person);
        CREATE TABLE person_decisions (
            number INTEGER PRIMARY KEY, decided_at TEXT NOT NULL, verb TEXT NOT NULL, because TEXT NOT NULL,
            concerns TEXT NOT NULL, undone_by INTEGER, missing TEXT
        );
        CREATE TABLE names_to_resolve (name_key TEXT PRIMARY KEY) WITHOUT ROWID;
        CREATE TABLE resolved_names (name_key TEXT PRIMARY KEY, rarity INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE resolver_state (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        INSERT INTO names_to_resolve SELECT DISTINCT name_key FROM mentions;
        CREATE TABLE announced_changes (
            mention INTEGER NOT NULL REFERENCES mentions(id), position INTEGER NOT NULL, change TEXT NOT NULL,
            title INTEGER, words TEXT NOT NULL, sentence TEXT NOT NULL, PRIMARY KEY (mention, position)
        );
        CREATE INDEX announced_changes_change ON announced_changes (change);
    """,
    )


def _views(db: Database) -> None:
    run(
        db,
        """
        DROP VIEW tenures;
        CREATE VIEW tenures AS
        SELECT printf('%d-%d', t.person, t.post_id) AS id, t.person,
               (SELECT name FROM people WHERE id = t.person) AS name,
               min(coalesce(t.canonical, t.text)) AS title,
               min(coalesce(t.organization_full, t.organization)) AS organization,
               min(t.unit) AS unit, min(t.unit_id) AS unit_id, min(t.level) AS level, max(t.kind) AS kind,
               min(t.day) AS first_seen, max(t.day) AS last_seen, count(DISTINCT t.article) AS articles
        FROM titles t
        GROUP BY t.person, t.post_id;
        CREATE VIEW tenure_mentions AS
        SELECT printf('%d-%d', t.person, t.post_id) AS tenure, t.person, m.name,
               coalesce(t.canonical, t.text) AS title, coalesce(t.organization_full, t.organization) AS organization,
               t.kind, t.text AS printed, t.day, m.sentence, t.article,
               a.title AS article_title, a.portal, t.mention, t.unit, a.url
        FROM titles t JOIN mentions m ON m.id = t.mention JOIN articles a ON a.id = t.article;
        CREATE VIEW tenure_events AS
        SELECT m.person, m.name, c.change, coalesce(t.canonical, t.text) AS title,
               coalesce(t.organization_full, t.organization) AS organization, t.kind, m.day, c.words, c.sentence,
               m.article, a.title AS article_title, a.portal,
               CASE WHEN t.mention IS NOT NULL THEN printf('%d-%d', t.person, t.post_id) END AS tenure,
               t.unit, a.url
        FROM announced_changes c JOIN mentions m ON m.id = c.mention JOIN articles a ON a.id = m.article
        LEFT JOIN titles t ON t.mention = c.mention AND t.position = c.title;
    """,
    )
