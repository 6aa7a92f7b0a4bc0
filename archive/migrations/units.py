"""The gazetteer of administrative units: each with its time, what is above it, what it became."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.migrations.steps import run

if TYPE_CHECKING:
    from sqlite_utils import Database


def m010_units(db: Database) -> None:
    """Units by an id of their own, for codes are given again; the units that titles, places and portals name.

    The rows are no part of the step: :func:`archive.units.bring_units_up_to_date` writes those of the data at hand.
    """
    run(
        db,
        """
        DROP TABLE units;
        CREATE TABLE units (
            id TEXT PRIMARY KEY, code TEXT, name TEXT NOT NULL, kind TEXT NOT NULL, level TEXT NOT NULL,
            parent TEXT REFERENCES units(id), province TEXT NOT NULL REFERENCES units(id),
            valid_from TEXT, valid_to TEXT, basis TEXT NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX units_parent ON units (parent);
        CREATE TABLE unit_successors (
            unit TEXT NOT NULL REFERENCES units(id), successor TEXT NOT NULL REFERENCES units(id),
            PRIMARY KEY (unit, successor)
        ) WITHOUT ROWID;
        CREATE INDEX unit_successors_successor ON unit_successors (successor);
        CREATE TABLE unit_data (version TEXT PRIMARY KEY, read_at TEXT NOT NULL) WITHOUT ROWID;
        ALTER TABLE portals ADD COLUMN unit_id TEXT REFERENCES units(id);
        CREATE INDEX titles_unit ON titles (unit_id) WHERE unit_id IS NOT NULL;
        CREATE INDEX places_unit ON places (unit_id) WHERE unit_id IS NOT NULL;
    """,
    )
    _views(db)


def _views(db: Database) -> None:
    """What each unit was made from and what it became; and who was named in a unit's posts."""
    run(
        db,
        """
        CREATE VIEW unit_history AS
        SELECT u.id, u.name, p.name AS parent, r.name AS province, u.level, u.code, u.valid_from, u.valid_to,
               (SELECT group_concat(o.name || ' (' || o.id || ')', '; ') FROM unit_successors s
                JOIN units o ON o.id = s.unit WHERE s.successor = u.id) AS predecessors,
               (SELECT group_concat(o.name || ' (' || o.id || ')', '; ') FROM unit_successors s
                JOIN units o ON o.id = s.successor WHERE s.unit = u.id) AS successors,
               u.basis
        FROM units u JOIN units r ON r.id = u.province LEFT JOIN units p ON p.id = u.parent;
        CREATE VIEW unit_articles AS
        SELECT u.id AS unit, u.name, p.article, a.title AS article_title, p.text AS words, a.published, a.portal
        FROM places p JOIN units u ON u.id = p.unit_id JOIN articles a ON a.id = p.article;
    """,
    )
