"""Portals that followed one another, and what that rests on: the table ``portal_successors``.

============  ==========================================================================================
``declared``  the description of one of them says so (``predecessors``, ``successors`` of its TOML file)
``unit``      the unit of the one became the unit of the other (the gazetteer of :mod:`scraper.units`)
``redirect``  the start page of the one leads to the other, or half of its articles do
``content``   most of what the newer one shows from before its beginning stands on the older one
============  ==========================================================================================

The rows are a function of what the archive holds, so that they do not depend on the order in which anything came. They
are worked out anew when a run ends; those by content only of portals that have changed (:mod:`archive.lineage.traced`).
Http and https, ``www.`` or not and another path of one host are one portal, no successor.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from archive.database import transaction
from archive.lineage.content import content_steps
from archive.lineage.portals import Step, read_portals
from archive.lineage.redirects import redirect_steps
from archive.lineage.traced import known_facts, note_traced, portals_to_trace
from scraper.units import gazetteer

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from archive.lineage.portals import PortalRow
    from scraper.units import Unit


def note_successors(connection: sqlite3.Connection) -> list[Step]:
    """Write which portal followed which; returns the steps that were not known before."""
    portals = read_portals(connection)
    known = [Step(*row) for row in connection.execute("SELECT * FROM portal_successors")]
    units = list(_unit_steps(portals))
    told = [*_declared_steps(portals), *units, *redirect_steps(connection, portals)]
    changed = {(step.portal, step.successor): step.since for step in units}
    followed = {(step.portal, step.successor) for step in told}
    facts = known_facts(portals, changed, followed)
    newer = portals_to_trace(connection, facts)
    kept = [] if newer is None else [step for step in known if step.basis == "content" and step.successor not in newer]
    shown = content_steps(connection, portals, changed, followed, newer)
    steps = sorted({step[:3]: step for step in (*told, *kept, *shown)}.values())
    with transaction(connection):
        if steps != sorted(known):
            connection.execute("DELETE FROM portal_successors")
            connection.executemany(
                "INSERT INTO portal_successors (portal, successor, basis, since, evidence) VALUES (?, ?, ?, ?, ?)",
                steps,
            )
        note_traced(connection, facts)
    before = {step[:3] for step in known}
    return [step for step in steps if step[:3] not in before]


def _declared_steps(portals: Sequence[PortalRow]) -> Iterator[Step]:
    by_id = {portal.id: portal for portal in portals}
    for portal in portals:
        pairs = [(other, portal.id, "predecessors") for other in portal.predecessors]
        pairs += [(portal.id, other, "successors") for other in portal.successors]
        for older, newer, key in pairs:
            yield Step(older, newer, "declared", _since(by_id, older, newer), f"{key} of {portal.id}")


def _since(by_id: dict[str, PortalRow], older: str, newer: str) -> str | None:
    """Return the first day of the newer portal as described, else the last one of the older."""
    first = by_id[newer].valid_from if newer in by_id else None
    return first or (by_id[older].end if older in by_id else None)


def _unit_steps(portals: Sequence[PortalRow]) -> Iterator[Step]:
    """Yield the portals whose units became one another, and portals of one unit whose described times do not meet."""
    units = [(portal, unit) for portal in portals if (unit := portal.own_unit()) is not None]
    of_unit: dict[str, list[tuple[PortalRow, Unit]]] = {}
    for one in units:
        of_unit.setdefault(one[1].id, []).append(one)
    later = {unit.id: _what_became_of(unit) for _, unit in units}
    for older, unit in units:
        for newer, other in chain.from_iterable(of_unit.get(key, ()) for key in sorted(later[unit.id] | {unit.id})):
            if other.id in later[unit.id]:
                evidence = f"{unit.full_name} ({unit.id}) became {other.full_name} ({other.id})"
                yield Step(older.id, newer.id, "unit", other.valid_from, evidence)
            elif older.valid_to and newer.valid_from and older.valid_to < newer.valid_from:
                evidence = f"both of {unit.full_name} ({unit.id}), until {older.valid_to} and from {newer.valid_from}"
                yield Step(older.id, newer.id, "unit", newer.valid_from, evidence)


def _what_became_of(unit: Unit) -> set[str]:
    """Return the ids of the units that took over a unit's area, over any number of changes."""
    known, found, edge = gazetteer(), set[str](), [unit]
    while edge:
        edge = [other for near in edge for other in known.successors(near) if other.id not in found]
        found.update(other.id for other in edge)
    return found
