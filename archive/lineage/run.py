"""What is known of lines of descent, brought up to date when a run ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.database import transaction
from archive.lineage.descent import read_descent
from archive.lineage.links import Linker
from archive.lineage.sketches import sketch_articles
from archive.lineage.successors import note_successors

if TYPE_CHECKING:
    import sqlite3

_MOST_ROUNDS = 3  # texts tell of descent and descent of texts; each needs the other once


def trace_lineage(connection: sqlite3.Connection) -> list[str]:
    """Compare what was loaded with what was there, and find out which portal followed which.

    A transaction a batch: what a killed process leaves undone is done when the next run ends.

    Returns:
        what people should know of it: portals that were found to have followed one another.
    """
    notes = []
    sketch_articles(connection)
    for _ in range(_MOST_ROUNDS):
        descent = read_descent(connection)
        Linker(connection, descent).link()
        notes += [f"{step.successor} follows {step.portal} ({step.evidence})" for step in note_successors(connection)]
        changed = descent.changed(read_descent(connection))
        if not changed:
            break
        _compare_again(connection, changed)
    return notes


def _compare_again(connection: sqlite3.Connection, portals: set[str]) -> None:
    """Have the texts of portals linked again: their articles are something else to those of other portals now."""
    with transaction(connection):
        for portal in sorted(portals):
            connection.execute(
                "INSERT OR IGNORE INTO texts_to_compare SELECT s.text FROM text_sketches s "
                "JOIN articles a ON a.id = s.article WHERE a.portal = ?",
                (portal,),
            )
