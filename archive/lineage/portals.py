"""The portals of an archive as their lines of descent need them, and one step of such a line."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from scraper.units.names import take_apart
from scraper.units.publisher import unit_of_publisher

if TYPE_CHECKING:
    import sqlite3

    from scraper.units import Unit


class Step(NamedTuple):
    """A portal and the one that followed it: on what that rests, since when (ISO 8601), and the evidence in words."""

    portal: str
    successor: str
    basis: str
    since: str | None
    evidence: str


@dataclass(frozen=True, slots=True)
class PortalRow:
    """What an archive knows of a portal; days are ISO 8601, ``last_crawl`` is the time of its last visit.

    ``gone_at`` is given where it was confirmed on a later day: a portal that was broken into for a day has not ended.
    """

    id: str
    name: str
    url: str
    unit: str | None
    province: str | None
    valid_from: str | None
    valid_to: str | None
    gone_at: str | None
    predecessors: tuple[str, ...]
    successors: tuple[str, ...]
    last_crawl: str | None

    @property
    def end(self) -> str | None:
        """The last day of the portal, as described or as it was found gone; ``None`` while it stands."""
        return self.valid_to or (self.gone_at[:10] if self.gone_at else None)

    def own_unit(self) -> Unit | None:
        """Return the unit whose portal it is, at the portal's time; ``None`` for a body that is no unit, or unknown."""
        if self.unit is None or take_apart(self.unit).kind is None:
            return None
        day = self.valid_to or (self.last_crawl or "")[:10] or self.valid_from
        return unit_of_publisher(self.unit, self.province, day)


def read_portals(connection: sqlite3.Connection) -> list[PortalRow]:
    """Return the portals of the archive, in the order of their ids."""
    rows = connection.execute(
        "SELECT id, name, url, unit, province, valid_from, valid_to, "
        "CASE WHEN gone_confirmed_at IS NOT NULL THEN gone_at END, description, "
        "(SELECT max(started) FROM crawls WHERE portal = portals.id) FROM portals ORDER BY id"
    )
    found = []
    for identifier, name, url, unit, province, valid_from, valid_to, gone_at, description, last_crawl in rows:
        said = json.loads(description) if description else {}
        before, after = tuple(said.get("predecessors", ())), tuple(said.get("successors", ()))
        found.append(
            PortalRow(identifier, name, url, unit, province, valid_from, valid_to, gone_at, before, after, last_crawl)
        )
    return found
