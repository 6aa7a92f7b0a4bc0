"""Which portals descend from which, over any number of steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable


class Descent:
    """The portals that went before each portal.

    Args:
        steps: (portal, its successor, the day or time since when) as in the table ``portal_successors``.
    """

    def __init__(self, steps: Iterable[tuple[str, str, str | None]] = ()) -> None:
        self._before: dict[str, set[str]] = {}
        self._since: dict[str, str] = {}
        for portal, successor, since in steps:
            self._before.setdefault(successor, set()).add(portal)
            if since is not None:
                self._since[successor] = min(since, self._since.get(successor, since))
        self._ancestors: dict[str, frozenset[str]] = {}

    def ancestors(self, portal: str) -> frozenset[str]:
        """Return the portals that a portal descends from; never itself, even where two are said to follow each other.

        Where they are, each is the other's ancestor: nothing tells which was first.
        """
        found = self._ancestors.get(portal)
        if found is None:
            reached: set[str] = set()
            edge = [portal]
            while edge:
                edge = [other for near in edge for other in self._before.get(near, ()) if other not in reached]
                reached.update(edge)
            found = self._ancestors[portal] = frozenset(reached - {portal})
        return found

    def generation(self, portal: str) -> int:
        """Return how many portals a portal descends from: fewer for each of those than for itself."""
        return len(self.ancestors(portal))

    def is_line(self, one: str, other: str) -> bool:
        """Tell whether one of two portals descends from the other; two that follow the same one do not."""
        return one in self.ancestors(other) or other in self.ancestors(one)

    def since(self, portal: str) -> str | None:
        """Return since when a portal has followed others (ISO 8601, a day or a time), ``None`` where nobody knows."""
        return self._since.get(portal)

    def changed(self, other: Descent) -> set[str]:
        """Return the portals whose ancestors, or the time since when they follow them, are others in ``other``."""
        portals = self._before.keys() | other._before.keys()
        return {
            one for one in portals if self.ancestors(one) != other.ancestors(one) or self.since(one) != other.since(one)
        }


def read_descent(connection: sqlite3.Connection) -> Descent:
    """Return the descent of the archive's portals."""
    return Descent(connection.execute("SELECT portal, successor, since FROM portal_successors"))
