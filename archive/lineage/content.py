"""Portals that show what others had: most articles from before the newer one began stand on the older ones."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from archive.lineage.portals import Step

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping, Sequence

    from archive.lineage.portals import PortalRow

_FEWEST = 5  # articles from before the beginning, for what a few tell is chance
_MOST = 0.5  # of them
Article = tuple[int, str, str | None]  # id, portal, stamp
Pair = tuple[str, str]  # the older portal, the newer one


def content_steps(
    connection: sqlite3.Connection, portals: Sequence[PortalRow], units: Mapping[tuple[str, str], str | None]
) -> Iterator[Step]:
    """Yield the portals whose older articles are those of another one, or of several that have ended.

    When the newer portal began has to be known by something else than its articles: its description, the end of the
    older one, or the change of their units. Else a portal that only passes on the news of another would follow it.
    Since July 2025 one commune's portal follows those of three or four: of them each has a part, and all together most.

    Args:
        connection: the archive, its articles linked by their texts.
        portals: its portals.
        units: (portal, portal) to the day since when the unit of the one is that of the other.
    """
    if not any(portal.valid_from or portal.end for portal in portals) and not any(units.values()):
        return  # no beginning is known of any, so the links need not be read
    by_id = {portal.id: portal for portal in portals}
    beginnings, shared = _shared(connection, by_id, units)
    of_ended: dict[str, set[int]] = {}
    for (older, newer), found in shared.items():
        if _has_ended(by_id[older], units.get((older, newer))):
            of_ended.setdefault(newer, set()).update(found)
    for (older, newer), found in sorted(shared.items()):
        began = beginnings[older, newer]
        there_before = connection.execute(
            "SELECT count(*) FROM articles WHERE portal = ? AND published < ?", (newer, began)
        ).fetchone()[0]
        together = of_ended[newer] if _has_ended(by_id[older], units.get((older, newer))) else found
        if len(found) >= _FEWEST and len(together) > _MOST * there_before:
            evidence = f"{len(found)} of the {there_before} articles of {newer} from before {began} stand on {older}"
            yield Step(older, newer, "content", began, evidence)


def _shared(
    connection: sqlite3.Connection, by_id: Mapping[str, PortalRow], units: Mapping[tuple[str, str], str | None]
) -> tuple[dict[Pair, str], dict[Pair, set[int]]]:
    """Return since when newer portals began, and which of their articles from before that stand on older ones."""
    beginnings: dict[Pair, str] = {}
    shared: dict[Pair, set[int]] = {}
    for articles in _clusters(connection):
        there = {portal for _, portal, _ in articles}
        for article, newer, published in articles:
            for older in there - {newer}:
                pair = older, newer
                began = _beginning(by_id[older], by_id[newer], units.get(pair))
                if began is not None and published is not None and published < began:
                    beginnings[pair] = began
                    shared.setdefault(pair, set()).add(article)
    return beginnings, shared


def _has_ended(older: PortalRow, unit_since: str | None) -> bool:
    """Tell whether a portal is over, or its unit is: one that goes on is followed by none."""
    return older.end is not None or unit_since is not None


def _clusters(connection: sqlite3.Connection) -> Iterator[list[Article]]:
    """Yield the articles that hold one text, or nearly one, wherever they stand: an original with all made of it."""
    rows = connection.execute(
        "SELECT s.original, a.id, a.portal, a.published FROM similar_articles s JOIN articles a ON a.id = s.article "
        "WHERE s.likeness <> 'contains' UNION "
        "SELECT s.original, o.id, o.portal, o.published FROM similar_articles s JOIN articles o ON o.id = s.original "
        "WHERE s.likeness <> 'contains' ORDER BY 1"
    )
    for _, group in groupby(rows, key=itemgetter(0)):
        yield [(article, portal, published) for _, article, portal, published in group]


def _beginning(older: PortalRow, newer: PortalRow, unit_since: str | None) -> str | None:
    """Return the day on which the newer portal began, ``None`` where none is known or it had ended by then."""
    began = newer.valid_from or unit_since or older.end
    if began is None or (newer.end is not None and newer.end <= began):
        return None
    return began
