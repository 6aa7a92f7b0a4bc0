"""What became of a portal, in short: whether it is gone as a whole, and which portals followed it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3


@dataclass(frozen=True, slots=True)
class Successor:
    """A portal that followed: its id, and its name, ``None`` where the archive has nothing of it."""

    portal: str
    name: str | None


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a portal.

    Attributes:
        gone_at: when its start page was first found missing, UTC; ``None`` while the portal is there.
        gone_confirmed_at: when that was seen again on a later day, UTC; ``None`` where it has not been.
        successors: the portals that followed it, each once, whatever that rests on.
    """

    gone_at: str | None
    gone_confirmed_at: str | None
    successors: tuple[Successor, ...]


def fate_of(connection: sqlite3.Connection, portal: str) -> Fate:
    """Return what became of ``portal`` (id in ``portals``); nothing did of one that the archive does not have."""
    gone = connection.execute("SELECT gone_at, gone_confirmed_at FROM portals WHERE id = ?", (portal,)).fetchone()
    rows = connection.execute(
        "SELECT DISTINCT s.successor, p.name FROM portal_successors s LEFT JOIN portals p ON p.id = s.successor "
        "WHERE s.portal = ? ORDER BY s.successor",
        (portal,),
    ).fetchall()
    gone_at, confirmed_at = gone or (None, None)
    return Fate(gone_at, confirmed_at, tuple(Successor(*row) for row in rows))
