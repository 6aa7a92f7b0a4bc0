"""Lines of descent as described: which portals took over from which, and what cannot be true of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.portal import load_portals, portal_files, read_portal_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from scraper.portal import Portal


def successors_of(portals: Mapping[str, Portal], portal: str) -> list[str]:
    """Return the ids of the portals that took over from one, whichever of the two says so."""
    own = portals[portal].successors if portal in portals else []
    return list(dict.fromkeys([*own, *(one.id for one in portals.values() if portal in one.predecessors)]))


def predecessors_of(portals: Mapping[str, Portal], portal: str) -> list[str]:
    """Return the ids of the portals that one took over from, whichever of the two says so."""
    own = portals[portal].predecessors if portal in portals else []
    return list(dict.fromkeys([*own, *(one.id for one in portals.values() if portal in one.successors)]))


def faults_of_lines(paths: Iterable[Path] = ()) -> list[str]:
    """Return what cannot be true of the lines that files describe, a sentence each with file, portal and key.

    A named portal has to be declared; no portal may come after itself over any number of steps; none may have begun
    before one that it took over from had.

    Args:
        paths: the user's own files or folders of them, beside those that ship with the project.

    Raises:
        PortalError: a file cannot be read or a key in it is wrong.
    """
    paths = list(paths)
    portals = load_portals(paths)
    places = {one.id: path for path in portal_files(paths) for one in read_portal_file(path)}
    faults = []
    for portal in portals.values():
        where = f"{places[portal.id]}: portal {portal.id!r}"
        for key in ("predecessors", "successors"):
            for other in getattr(portal, key):
                older, newer = (other, portal.id) if key == "predecessors" else (portal.id, other)
                fault = _fault(portals, other, older, newer)
                if fault is not None:
                    faults.append(f"{where}: key {key!r}: {fault}")
    return faults


def _fault(portals: Mapping[str, Portal], named: str, older: str, newer: str) -> str | None:
    if named not in portals:
        return f"no portal {named!r} is declared; congtin portal list names those that are"
    if newer in _all_before(portals, older):
        return f"{newer!r} would come before itself: {older!r} took over from it, by this or another description"
    first, began = portals[older].valid_from, portals[newer].valid_from
    if first and began and began < first:
        return f"{newer!r} began (valid_from {began}) before {older!r}, which it took over from, did ({first})"
    return None


def _all_before(portals: Mapping[str, Portal], portal: str) -> set[str]:
    found: set[str] = set()
    edge = [portal]
    while edge:
        edge = [other for near in edge for other in predecessors_of(portals, near) if other not in found]
        found.update(edge)
    return found
