"""Identifiers that were a person's and are nobody's now, and to whom they lead.

What a reader may have linked to must lead on, and an archive that is made anew from its pages must say the same of it
as the one that was crawled, however often people were resolved in between. So nothing here rests on who was who at
some moment, only on what was recorded:

* an article that named somebody in an earlier revision and does not now. What it said of them is kept
  (``former_mentions``), and the identifier leads to whom that mention would be brought to if it still stood;
* somebody whom a decision of people has joined with others: who they would be without decisions.

An identifier of a mention that stands needs no row: ``mentions.seed`` leads from it to the person
(:func:`archive.people.rows.person_behind`).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from archive.people.constraints import Constraints
from archive.people.resolution import resolve

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

    from archive.people.decided import Decided
    from archive.people.facts import Seen
    from archive.people.resolution import Resolved
    from archive.people.spans import Rarities

_AT_ONCE = 500  # identifiers in one query: each is a parameter of it
# What a mention of before said, as facts.read_former_mentions reads it.
_TITLES = (
    "SELECT json_group_array(json_object('text', t.text, 'kind', t.kind, 'organization', t.organization, "
    "'unit', t.unit, 'unit_id', t.unit_id, 'level', t.level, 'canonical', t.canonical, "
    "'organization_full', t.organization_full)) FROM (SELECT * FROM titles WHERE mention = m.id ORDER BY position) t"
)


def remember_mentions(connection: sqlite3.Connection, article: int) -> None:
    """Keep what an article says of people, before its rows are written anew, in the caller's transaction."""
    connection.execute(
        "INSERT OR REPLACE INTO former_mentions (seed, article, name_key, name, position, day, honorific, titles) "  # nosec B608 # noqa: S608
        f"SELECT m.seed, m.article, m.name_key, m.name, m.position, m.day, m.honorific, ({_TITLES}) "
        "FROM mentions m WHERE m.article = ?",
        (article,),
    )


def say_again(connection: sqlite3.Connection, seeds: Iterable[int]) -> None:
    """Take note that the mentions with some identifiers stand (again), in the caller's transaction."""
    connection.executemany("DELETE FROM former_mentions WHERE seed = ?", [(seed,) for seed in seeds])


def former_identifiers(
    mentions: Sequence[Seen],
    former: Sequence[Seen],
    rarities: Rarities,
    decided: Decided,
    resolved: Resolved,
) -> dict[int, int]:
    """Return to whom the former identifiers of a block of names lead.

    Args:
        mentions: all mentions of the block.
        former: those that articles made before and do not now (:func:`archive.people.facts.read_former_mentions`).
        rarities: how rare the names are; it takes note of what is found because of it.
        decided: what people have decided.
        resolved: the persons whom the mentions came to.
    """
    found: dict[int, int] = {}
    is_decided = decided.constraints.concern({seen.mention for seen in mentions})
    if not former and not is_decided:
        return found
    owners = {seen.mention: person.identifier for person in resolved.persons for seen, _ in person.mentions}
    if former:
        for person in resolve([*mentions, *former], rarities, decided.with_former).persons:
            of_whom = Counter(owners[seen.mention] for seen, _ in person.mentions if seen.mention in owners)
            if of_whom:
                heir = min(of_whom, key=lambda one: (-of_whom[one], one))
                found |= {seen.seed: heir for seen, _ in person.mentions if seen.mention not in owners}
    if is_decided:
        for person in resolve(mentions, rarities, Constraints()).persons:
            found[person.identifier] = owners[person.mentions[0][0].mention]
    return {identifier: heir for identifier, heir in found.items() if identifier != heir}


def keep_former_identifiers(
    connection: sqlite3.Connection, seeds: Sequence[int], identifiers: Mapping[int, int]
) -> None:
    """Write to whom the former identifiers of a block of names lead, in the caller's transaction.

    Args:
        connection: the archive; the people of the block must stand already.
        seeds: the identifiers of all mentions of the block, former ones too.
        identifiers: former identifier to that of the person.
    """
    known: dict[int, int] = {}
    for start in range(0, len(seeds), _AT_ONCE):
        some = seeds[start : start + _AT_ONCE]
        marks = ", ".join("?" * len(some))
        known |= connection.execute(
            f"SELECT id, person FROM person_aliases WHERE id IN ({marks})",  # nosec B608 # noqa: S608
            some,
        ).fetchall()
    for identifier in known.keys() - identifiers.keys():
        connection.execute("DELETE FROM person_aliases WHERE id = ?", (identifier,))
    connection.executemany(
        "INSERT OR REPLACE INTO person_aliases (id, person) VALUES (?, ?)",
        sorted(pair for pair in identifiers.items() if known.get(pair[0]) != pair[1]),
    )
