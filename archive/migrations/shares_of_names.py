"""How many names have each word, so that a run need not go through all mentions to know how rare names are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.migrations.steps import run

if TYPE_CHECKING:
    from sqlite_utils import Database


def m042_shares_of_names(db: Database) -> None:
    """The names that mentions bear, and of each word of names how many have it as family, middle or given name.

    Empty at first: the next run that resolves anything counts all names (:mod:`archive.people.shares`).
    """
    run(
        db,
        """
        CREATE TABLE counted_names (name_key TEXT PRIMARY KEY) WITHOUT ROWID;
        CREATE TABLE name_words (
            place TEXT NOT NULL, word TEXT NOT NULL, names INTEGER NOT NULL, PRIMARY KEY (place, word)
        ) WITHOUT ROWID;
    """,
    )
