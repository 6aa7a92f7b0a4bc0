"""What seeking which portal followed which has to know so that it holds against others only what has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.migrations.steps import run

if TYPE_CHECKING:
    from sqlite_utils import Database

_FORGET = "UPDATE traced_portals SET facts = NULL WHERE facts IS NOT NULL"
# What was found is kept as rows of portal_successors: whoever else writes one, a shard that comes home late, say, has
# it sought again.
_OF_SUCCESSOR = {"INSERT": "new.successor", "UPDATE": "old.successor, new.successor", "DELETE": "old.successor"}


def m040_traced_portals(db: Database) -> None:
    """Portals as they were when they were last held against others; ``facts`` are unknown where that is to be done.

    Empty at first, so that the next run holds all of them against one another. Loading and linking forget what they
    touch (:mod:`archive.lineage.traced`). Triggers do where that comes too late or does not come: an article that is
    another portal's now, one that is deleted, and steps that were written by anybody else.
    """
    run(
        db,
        "CREATE TABLE traced_portals (portal TEXT PRIMARY KEY, ended TEXT, facts TEXT) WITHOUT ROWID",
    )
    for name, event in (("moved", "UPDATE OF portal"), ("deleted", "DELETE")):
        condition = "WHEN old.portal <> new.portal " if name == "moved" else ""
        db.execute(
            f"CREATE TRIGGER traced_portal_of_article_{name} AFTER {event} ON articles {condition}BEGIN {_FORGET}; END"
        )
    for event, portals in _OF_SUCCESSOR.items():
        db.execute(
            f"CREATE TRIGGER traced_portal_of_step_{event.lower()} AFTER {event} ON portal_successors "
            f"BEGIN {_FORGET} AND portal IN ({portals}); END"
        )
