"""What the resolver has to know so that it reads of a name only what a new mention can touch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.migrations.steps import run

if TYPE_CHECKING:
    from sqlite_utils import Database

# Not OR IGNORE: an upsert of the article would have its own way of a conflict here too.
_MOVED = """
    CREATE TRIGGER article_of_another_portal AFTER UPDATE OF portal ON articles WHEN old.portal <> new.portal BEGIN
        INSERT INTO names_to_resolve (name_key)
        SELECT name_key FROM (
            SELECT name_key FROM mentions WHERE article = new.id
            UNION SELECT name_key FROM former_mentions WHERE article = new.id
        ) AS its WHERE NOT EXISTS (SELECT 1 FROM names_to_resolve WHERE name_key = its.name_key AND portal = '');
    END
"""


def m037_parts_of_names(db: Database) -> None:
    """Names are noted with the portal on which they changed, and persons with the provinces that tie them to others.

    A name without a portal is to be resolved whole, as all that were noted before. ``resolved_names.candidates`` is
    unknown, and so is where a name's persons belong, until it has been resolved once: that comes about name by name, as
    each is met, so that the step costs nothing. An article that comes to be another portal's is noted by a trigger,
    for by then nothing tells on which portal its mentions were.
    """
    run(
        db,
        """
        CREATE TABLE noted_names (
            name_key TEXT NOT NULL, portal TEXT NOT NULL DEFAULT '', PRIMARY KEY (name_key, portal)
        ) WITHOUT ROWID;
        INSERT INTO noted_names (name_key) SELECT name_key FROM names_to_resolve;
        DROP TABLE names_to_resolve;
        ALTER TABLE noted_names RENAME TO names_to_resolve;
        ALTER TABLE resolved_names ADD COLUMN candidates INTEGER;
        CREATE TABLE person_places (
            name_key TEXT NOT NULL, person INTEGER NOT NULL, place TEXT NOT NULL,
            PRIMARY KEY (name_key, person, place)
        ) WITHOUT ROWID;
    """,
    )
    db.execute(_MOVED)
