"""Whether a portal has to be held against others again: what it shows, or what is known of it, is not what it was.

Which portals went before one by what it shows (:mod:`archive.lineage.content`) depends on its articles, on the links of
those, and on what is known of it beside them. The table ``traced_portals`` keeps that knowledge as it was last time;
``facts`` are forgotten where an article of the portal is loaded or edited, or where a text that it holds gains or loses
an article anywhere. So a run holds against others only the portals that it brought something for, and those alone that
may have begun at some time, however many links there are.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from archive.lineage.portals import PortalRow

    Pair = tuple[str, str]

_FEW = 8  # times as many portals as are to be looked at: beyond, all links are read at once, which costs less


class Facts(NamedTuple):
    """What is known of a portal beside its articles: its last day, and all that tells when it began, as JSON."""

    ended: str | None
    facts: str


def known_facts(
    portals: Sequence[PortalRow], units: Mapping[Pair, str | None], followed: Collection[Pair]
) -> dict[str, Facts]:
    """Return for each portal what its line of descent rests on beside articles.

    Args:
        portals: the portals of the archive.
        units: (portal, portal) to the day since when the unit of the one is that of the other.
        followed: (portal, portal) of which the other is known to follow the one.
    """
    of_units: dict[str, list[tuple[str, str | None]]] = {}
    for (older, newer), since in units.items():
        of_units.setdefault(newer, []).append((older, since))
    lines: dict[str, set[Pair]] = {}
    for pair in followed:
        for portal in pair:
            lines.setdefault(portal, set()).add(pair)
    return {
        portal.id: Facts(
            portal.end,
            json.dumps([portal.valid_from, sorted(of_units.get(portal.id, ())), sorted(lines.get(portal.id, ()))]),
        )
        for portal in portals
    }


def portals_to_trace(connection: sqlite3.Connection, facts: Mapping[str, Facts]) -> set[str] | None:
    """Return the portals that are to be held against others again; ``None`` for all, where they are not few.

    Args:
        connection: the archive.
        facts: what is known of every portal now.
    """
    before = _kept(connection)
    changed = {portal for portal, now in facts.items() if before.get(portal) != now}
    # The end of a portal tells when those began that show what it had.
    ended = [portal for portal in changed if before.get(portal, (None, None))[0] != facts[portal].ended]
    found = changed.union(_with_texts_of(connection, ended)) if ended else changed
    return None if _FEW * len(found) > len(facts) else found


def _kept(connection: sqlite3.Connection) -> dict[str, tuple[str | None, str | None]]:
    rows = connection.execute("SELECT portal, ended, facts FROM traced_portals")
    return {portal: (ended, facts) for portal, ended, facts in rows}


def _with_texts_of(connection: sqlite3.Connection, portals: Collection[str]) -> Iterable[str]:
    rows = connection.execute(
        f"WITH {LINKED_OF_PORTALS} SELECT a.portal FROM linked l CROSS JOIN similar_articles s "  # nosec B608 # noqa: S608
        "ON s.original = l.original JOIN articles a ON a.id = s.article WHERE s.likeness <> 'contains' "
        "UNION SELECT a.portal FROM linked l JOIN articles a ON a.id = l.original",
        (json.dumps(sorted(portals)),),
    )
    return [portal for (portal,) in rows]


# The originals of articles of some portals (JSON), themselves among them where others were made of them.
LINKED_OF_PORTALS = (
    "linked (original) AS (SELECT s.original FROM json_each(?1) v CROSS JOIN articles a ON a.portal = v.value "
    "CROSS JOIN similar_articles s ON s.article = a.id WHERE s.likeness <> 'contains' "
    "UNION SELECT s.original FROM json_each(?1) v CROSS JOIN articles a ON a.portal = v.value "
    "CROSS JOIN similar_articles s ON s.original = a.id WHERE s.likeness <> 'contains')"
)


def note_traced(connection: sqlite3.Connection, facts: Mapping[str, Facts]) -> None:
    """Keep what is known of the portals, for all of them have been held against others as far as they had to be."""
    kept = _kept(connection)
    connection.executemany(
        "INSERT INTO traced_portals (portal, ended, facts) VALUES (?, ?, ?) "
        "ON CONFLICT (portal) DO UPDATE SET ended = excluded.ended, facts = excluded.facts",
        [(portal, *now) for portal, now in sorted(facts.items()) if kept.get(portal) != now],
    )


def forget_traced(connection: sqlite3.Connection, portals: Iterable[str]) -> None:
    """Have portals held against others again when the run ends: their articles are others than they were."""
    connection.execute(
        "UPDATE traced_portals SET facts = NULL WHERE facts IS NOT NULL AND portal IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(portals)),),
    )


def forget_traced_holders(connection: sqlite3.Connection, links: Iterable[tuple[int, int]]) -> None:
    """Have the portals held against others again that hold a text of which links were written or taken away.

    Args:
        connection: the archive, those links written or taken away.
        links: (article, original) of each; not of articles that only contain others.
    """
    articles = {article for link in links for article in link}
    originals = {original for _, original in links}
    rows = connection.execute(
        "SELECT portal FROM articles WHERE id IN (SELECT value FROM json_each(?)) UNION "
        "SELECT a.portal FROM json_each(?) v CROSS JOIN similar_articles s ON s.original = v.value "
        "JOIN articles a ON a.id = s.article WHERE s.likeness <> 'contains'",
        (json.dumps(sorted(articles)), json.dumps(sorted(originals))),
    )
    forget_traced(connection, [portal for (portal,) in rows])
