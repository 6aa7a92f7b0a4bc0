"""From persons to rows: whose each mention is, why, who else it might be; only what has changed is written."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from archive.people.resolution import Candidate
from scraper.vietnamese import fold

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from archive.people.facts import Standing
    from archive.people.resolution import Person, Resolved

_AT_ONCE = 500  # identifiers in one query: each is a parameter of it


def keep(
    connection: sqlite3.Connection,
    people: AbstractSet[int],
    resolved: Resolved,
    before: Mapping[int, Standing],
    offered: AbstractSet[Candidate],
) -> int:
    """Write what some names came to, in the caller's transaction; return how many mentions changed hands.

    Args:
        connection: the archive.
        people: whose the mentions were, and who bears these names without a mention; who stays is in ``resolved``.
        resolved: the persons and candidates.
        before: whose each mention is in the archive, and why.
        offered: the candidates that are there (:func:`read_candidates`).
    """
    _keep_people(connection, resolved.persons)
    moved: list[tuple[int, int]] = []
    told: list[tuple[int, str, str]] = []
    for person in resolved.persons:
        identifier = person.identifier
        for seen, why in person.mentions:
            had = before[seen.mention]
            if had.person != identifier:
                moved.append((identifier, seen.mention))
            if had.reason != why.reason or had.rule != why.rule:
                told.append((seen.mention, why.rule, why.reason))
    for table, column in (("mentions", "id"), ("titles", "mention")):
        connection.executemany(f"UPDATE {table} SET person = ? WHERE {column} = ?", moved)  # nosec B608 # noqa: S608
    connection.executemany("INSERT OR REPLACE INTO identifications (mention, rule, reason) VALUES (?, ?, ?)", told)
    _keep_candidates(connection, offered, resolved.candidates)
    _retire(connection, people, resolved.persons, before)
    return len(moved)


def _keep_people(connection: sqlite3.Connection, persons: Sequence[Person]) -> None:
    """Write the rows of people that are new or now called otherwise."""
    rows: dict[int, tuple[str, str, str, str]] = {}
    for person in persons:
        first = person.mentions[0][0]
        rows[person.identifier] = (first.name, fold(first.name), first.portal, first.name_key)
    known = _people_of(connection, list(rows))
    new = [(key, *row) for key, row in rows.items() if key not in known]
    connection.executemany("INSERT INTO people (id, name, name_folded, portal, name_key) VALUES (?, ?, ?, ?, ?)", new)
    connection.executemany("DELETE FROM person_aliases WHERE id = ?", [(key,) for key, *_ in new])
    connection.executemany(
        "UPDATE people SET name = ?, name_folded = ?, portal = ?, name_key = ? WHERE id = ?",
        [(*row, key) for key, row in rows.items() if known.get(key, row) != row],
    )


def _people_of(connection: sqlite3.Connection, keys: Sequence[int]) -> dict[int, tuple[str, str, str, str]]:
    """Return the rows of people that stand, by identifier."""
    found: dict[int, tuple[str, str, str, str]] = {}
    for start in range(0, len(keys), _AT_ONCE):
        some = keys[start : start + _AT_ONCE]
        marks = ", ".join("?" * len(some))
        for key, *row in connection.execute(
            f"SELECT id, name, name_folded, portal, name_key FROM people WHERE id IN ({marks})",  # nosec B608 # noqa: S608
            some,
        ):
            found[key] = tuple(row)
    return found


def read_candidates(connection: sqlite3.Connection, people: Sequence[int]) -> set[Candidate]:
    """Return the candidates that are offered of some persons (identifiers), each with the smaller identifier."""
    found: set[Candidate] = set()
    for start in range(0, len(people), _AT_ONCE):
        some = people[start : start + _AT_ONCE]
        marks = ", ".join("?" * len(some))
        rows = connection.execute(
            f"SELECT person, other, reason FROM person_candidates WHERE person IN ({marks})",  # nosec B608 # noqa: S608
            some,
        )
        found.update(Candidate(*row) for row in rows)
    return found


def _keep_candidates(
    connection: sqlite3.Connection, offered: AbstractSet[Candidate], candidates: Iterable[Candidate]
) -> None:
    old, new = ({(one.person, one.other, one.reason) for one in some} for some in (offered, candidates))
    for person, other, _ in old - new:
        connection.execute("DELETE FROM person_candidates WHERE person = ? AND other = ?", (person, other))
    connection.executemany("INSERT INTO person_candidates (person, other, reason) VALUES (?, ?, ?)", sorted(new - old))


def _retire(
    connection: sqlite3.Connection, people: AbstractSet[int], persons: Sequence[Person], before: Mapping[int, Standing]
) -> None:
    """Take away people whom nobody is any more.

    Former identifiers that led to them lead to who has most of what was theirs; those of the block's own names are
    written after this (:mod:`archive.people.former`), others may come from an archive of before its schema knew why.
    """
    stay = {person.identifier for person in persons}
    gone = [key for key in sorted(people - stay) if not _is_named(connection, key)]
    heirs = _heirs(set(gone), persons, before) if gone else {}
    for key in gone:
        connection.execute("DELETE FROM person_candidates WHERE person = ?1 OR other = ?1", (key,))
        if key in heirs:
            heir = min(heirs[key], key=lambda one: (-heirs[key][one], one))
            connection.execute("UPDATE person_aliases SET person = ? WHERE person = ?", (heir, key))
        else:
            connection.execute("DELETE FROM person_aliases WHERE person = ?", (key,))
        connection.execute("DELETE FROM people WHERE id = ?", (key,))


def _heirs(
    gone: AbstractSet[int], persons: Sequence[Person], before: Mapping[int, Standing]
) -> dict[int, Counter[int]]:
    """Return who has what was that of people whom nobody is any more, by their identifiers, and how much of it."""
    heirs: dict[int, Counter[int]] = defaultdict(Counter)
    for person in persons:
        for seen, _ in person.mentions:
            # Where the identifier began counts most; it is the first that a reader of the old page would look for.
            if seen.seed in gone:
                heirs[seen.seed][person.identifier] += len(before) + 1
            had = before[seen.mention].person
            if had in gone:
                heirs[had][person.identifier] += 1
    return heirs


def _is_named(connection: sqlite3.Connection, person: int) -> bool:
    return connection.execute("SELECT 1 FROM mentions WHERE person = ? LIMIT 1", (person,)).fetchone() is not None


def person_behind(connection: sqlite3.Connection, identifier: int) -> int | None:
    """Return the person to whom an identifier leads: its own, a former one's, or who is named where it began.

    Most identifiers that were given before two became one are those of mentions that still stand; ``mentions.seed``
    leads from them to the person, and ``person_aliases`` from the others (:mod:`archive.people.former`).
    """
    for sql in (
        "SELECT id FROM people WHERE id = ?",
        "SELECT person FROM person_aliases WHERE id = ?",
        "SELECT person FROM mentions WHERE seed = ? ORDER BY id LIMIT 1",
    ):
        row = connection.execute(sql, (identifier,)).fetchone()
        if row is not None:
            return int(row[0])
    return None
