"""For which rarities of a name what its mentions came to stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.migrations.steps import run

if TYPE_CHECKING:
    from sqlite_utils import Database


def m039_rarity_spans(db: Database) -> None:
    """Between which rarities the outcome of each part of a name stands, in the place of how rare the name was.

    A part is named by a place in it; place "" is the whole name. Nothing tells of an older archive for which other
    rarities its outcomes stand, so that each name is resolved again, whole, when its rarity moves, as it was before.
    That comes about name by name, and the step costs nothing.
    """
    run(
        db,
        """
        CREATE TABLE rarity_spans (
            name_key TEXT NOT NULL, place TEXT NOT NULL, lowest INTEGER, highest INTEGER,
            PRIMARY KEY (name_key, place)
        ) WITHOUT ROWID;
        INSERT INTO rarity_spans (name_key, place, lowest, highest)
        SELECT name_key, '', rarity, rarity FROM resolved_names;
        ALTER TABLE resolved_names DROP COLUMN rarity;
    """,
    )
