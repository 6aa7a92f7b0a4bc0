"""Portals that show what others had: most articles from before the newer one began stand on the older ones."""

from __future__ import annotations

import json
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from archive.lineage.portals import Step
from archive.lineage.traced import LINKED_OF_PORTALS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from archive.lineage.portals import PortalRow

_FEWEST = 5  # articles from before the beginning, for what a few tell is chance
_MOST = 0.5  # of them
Article = tuple[int, str, str | None]  # id, portal, stamp
Stamped = tuple[int, str]
Pair = tuple[str, str]  # the older portal, the newer one


def content_steps(
    connection: sqlite3.Connection,
    portals: Sequence[PortalRow],
    units: Mapping[Pair, str | None],
    followed: Collection[Pair] = (),
    newer_ones: Collection[str] | None = None,
) -> Iterator[Step]:
    """Yield the portals whose older articles are those of another one, or of several that it followed.

    When the newer portal began has to be known by something else than its articles: its description, the end of the
    older one, or the change of their units. Else a portal that only passes on the news of another would follow it.
    Since July 2025 one commune's portal follows those of three or four: of them each has a part, and all together most.

    Args:
        connection: the archive, its articles linked by their texts.
        portals: its portals.
        units: (portal, portal) to the day since when the unit of the one is that of the other.
        followed: (portal, portal) of which the other is known to follow the one by something else.
        newer_ones: the portals that are looked at as ones that may follow others, ``None`` for all.
    """
    begun = _may_have_begun(portals, units)
    if newer_ones is not None:
        begun.intersection_update(newer_ones)
    if not begun:
        return  # no beginning is known of any, so the links need not be read
    by_id = {portal.id: portal for portal in portals}
    shared = _shared(connection, begun, only_theirs=newer_ones is not None)
    past: dict[str, set[Pair]] = {}  # by the newer portal
    for pair in shared:
        if pair in followed or pair in units or by_id[pair[0]].end is not None:
            past.setdefault(pair[1], set()).add(pair)
    for pair, articles in sorted(shared.items()):
        older, newer = pair
        if (newer, older) in followed:
            continue  # what stands on both was carried the other way
        began = _beginning(by_id[older], by_id[newer], units.get(pair))
        found = _from_before(articles, began)
        if began is None or len(found) < _FEWEST:
            continue
        there_before = connection.execute(
            "SELECT count(*) FROM articles WHERE portal = ? AND published < ?", (newer, began)
        ).fetchone()[0]
        before = past.get(newer, set())
        others = before if pair in before else set()
        together = found.union(*(_from_before(shared[one], began) for one in others))
        if len(together) > _MOST * there_before:
            evidence = f"{len(found)} of the {there_before} articles of {newer} from before {began} stand on {older}"
            yield Step(older, newer, "content", began, evidence)


def _may_have_begun(portals: Sequence[PortalRow], units: Mapping[Pair, str | None]) -> set[str]:
    """Return the portals of which a beginning may be known: where any has ended, that may be one of each."""
    if any(portal.end for portal in portals):
        return {portal.id for portal in portals}
    return {portal.id for portal in portals if portal.valid_from}.union(
        newer for (_, newer), since in units.items() if since
    )


def _shared(
    connection: sqlite3.Connection, newer_ones: Collection[str], *, only_theirs: bool
) -> dict[Pair, set[Stamped]]:
    """Return which articles of the second of two portals stand on the first as well, with their stamps.

    Args:
        connection: the archive.
        newer_ones: the portals that may be the second.
        only_theirs: whether they are few, so that their links are sought and not all are read.
    """
    shared: dict[Pair, set[Stamped]] = {}
    for articles in _clusters(connection, newer_ones if only_theirs else None):
        there = {portal for _, portal, _ in articles}
        for article, newer, published in articles:
            if published is not None and newer in newer_ones:
                for older in there - {newer}:
                    shared.setdefault((older, newer), set()).add((article, published))
    return shared


def _from_before(articles: Iterable[Stamped], began: str | None) -> set[int]:
    return {article for article, published in articles if began is not None and published < began}


def _clusters(connection: sqlite3.Connection, portals: Collection[str] | None) -> Iterator[list[Article]]:
    """Yield the articles that hold one text, or nearly one, wherever they stand: an original with all made of it.

    Args:
        connection: the archive.
        portals: of whose articles there is to be one among them, ``None`` for all.
    """
    if portals is None:
        rows = connection.execute(
            "SELECT s.original, a.id, a.portal, a.published FROM similar_articles s "
            "JOIN articles a ON a.id = s.article WHERE s.likeness <> 'contains' UNION "
            "SELECT s.original, o.id, o.portal, o.published FROM similar_articles s "
            "JOIN articles o ON o.id = s.original WHERE s.likeness <> 'contains' ORDER BY 1"
        )
    else:
        rows = connection.execute(
            f"WITH {LINKED_OF_PORTALS} SELECT s.original, a.id, a.portal, a.published FROM linked l "  # nosec B608 # noqa: S608
            "CROSS JOIN similar_articles s ON s.original = l.original JOIN articles a ON a.id = s.article "
            "WHERE s.likeness <> 'contains' UNION "
            "SELECT l.original, o.id, o.portal, o.published FROM linked l JOIN articles o ON o.id = l.original "
            "ORDER BY 1",
            (json.dumps(sorted(portals)),),
        )
    for _, group in groupby(rows, key=itemgetter(0)):
        yield [(article, portal, published) for _, article, portal, published in group]


def _beginning(older: PortalRow, newer: PortalRow, unit_since: str | None) -> str | None:
    """Return the day on which the newer portal began, ``None`` where none is known or it had ended by then."""
    began = newer.valid_from or unit_since or older.end
    if began is None or (newer.end is not None and newer.end <= began):
        return None
    return began
