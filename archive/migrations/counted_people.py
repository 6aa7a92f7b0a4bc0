"""Counts and indexes that pages about people, units and portals read, where they would have to read every mention."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.migrations.steps import run

if TYPE_CHECKING:
    from sqlite_utils import Database

# One row of the counts up or down: the article's person, unless another mention in it is of the same person.
_FIRST = (
    "NOT EXISTS (SELECT 1 FROM mentions WHERE article = {row}.article AND person = {row}.person AND id <> {row}.id)"
)
# No upserts: what the statement that fires a trigger says of conflicts takes the place of what the trigger says.
_MORE = """
    INSERT INTO person_figures (person, articles)
        SELECT new.person, 0 WHERE NOT EXISTS (SELECT 1 FROM person_figures WHERE person = new.person);
    UPDATE person_figures SET articles = articles + 1 WHERE person = new.person;
    INSERT INTO person_portals (person, portal, articles)
        SELECT new.person, a.portal, 0 FROM articles a WHERE a.id = new.article
        AND NOT EXISTS (SELECT 1 FROM person_portals WHERE person = new.person AND portal = a.portal);
    UPDATE person_portals SET articles = articles + 1
        WHERE person = new.person AND portal = (SELECT portal FROM articles WHERE id = new.article);
"""
_LESS = """
    UPDATE person_figures SET articles = articles - 1 WHERE person = old.person;
    DELETE FROM person_figures WHERE person = old.person AND articles < 1;
    UPDATE person_portals SET articles = articles - 1
        WHERE person = old.person AND portal = (SELECT portal FROM articles WHERE id = old.article);
    DELETE FROM person_portals WHERE person = old.person AND articles < 1;
"""
_MOVED = """
    UPDATE person_portals SET articles = articles - 1
        WHERE portal = old.portal AND person IN (SELECT person FROM mentions WHERE article = new.id);
    DELETE FROM person_portals
        WHERE articles < 1 AND person IN (SELECT person FROM mentions WHERE article = new.id);
    INSERT INTO person_portals (person, portal, articles)
        SELECT DISTINCT m.person, new.portal, 0 FROM mentions m WHERE m.article = new.id
        AND NOT EXISTS (SELECT 1 FROM person_portals WHERE person = m.person AND portal = new.portal);
    UPDATE person_portals SET articles = articles + 1
        WHERE portal = new.portal AND person IN (SELECT person FROM mentions WHERE article = new.id);
"""


def m024_counted_people(db: Database) -> None:
    """How many articles name each person, in all and on each portal; posts of a unit, sections of a portal by index.

    Triggers keep the counts right whoever writes: a crawl, a new reading, the resolver, a decision of people. An index
    on titles by unit holds all that tells who held which post when, one on articles all that a section's figures need.
    """
    run(
        db,
        """
        CREATE TABLE person_figures (
            person INTEGER PRIMARY KEY REFERENCES people(id), articles INTEGER NOT NULL
        );
        CREATE TABLE person_portals (
            person INTEGER NOT NULL REFERENCES people(id), portal TEXT NOT NULL REFERENCES portals(id),
            articles INTEGER NOT NULL, PRIMARY KEY (person, portal)
        ) WITHOUT ROWID;
        INSERT INTO person_figures SELECT person, count(DISTINCT article) FROM mentions GROUP BY person;
        INSERT INTO person_portals
            SELECT m.person, a.portal, count(DISTINCT m.article) FROM mentions m JOIN articles a ON a.id = m.article
            GROUP BY 1, 2;
        CREATE INDEX person_figures_articles ON person_figures (articles);
        CREATE INDEX person_portals_portal ON person_portals (portal, articles);
        DROP INDEX titles_unit;
        CREATE INDEX titles_unit ON titles (unit_id, post_id, person, kind, day, article) WHERE unit_id IS NOT NULL;
        CREATE INDEX titles_canonical ON titles (canonical, person);
        CREATE INDEX articles_section ON articles (portal, section, published);
    """,
    )
    # Whole statements: those of a trigger end in the sign at which a script is taken apart.
    first_new, first_old = _FIRST.format(row="new"), _FIRST.format(row="old")
    on_mentions = "AFTER {event} ON mentions WHEN {first} BEGIN {steps} END"
    for name, sql in {
        "person_named": on_mentions.format(event="INSERT", first=first_new, steps=_MORE),
        "person_unnamed": on_mentions.format(event="DELETE", first=first_old, steps=_LESS),
        "person_no_longer_meant": on_mentions.format(
            event="UPDATE OF person", first=f"old.person <> new.person AND {first_old}", steps=_LESS
        ),
        "person_meant": on_mentions.format(
            event="UPDATE OF person", first=f"old.person <> new.person AND {first_new}", steps=_MORE
        ),
        "people_of_article_moved": f"AFTER UPDATE OF portal ON articles WHEN old.portal <> new.portal "
        f"BEGIN {_MOVED} END",
    }.items():
        db.execute(f"CREATE TRIGGER {name} {sql}")
