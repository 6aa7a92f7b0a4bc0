"""Bringing the names noted to persons: a few hundred names a transaction, so that it can be killed at any moment.

A name is resolved again when its mentions have changed, when a decision concerns it, when the province, address or unit
of a portal has changed, when the archive has learnt so many names that this one counts as so much rarer or more common
that it matters (:mod:`archive.people.spans`), and when the rules themselves have changed (``RULES``). Where nothing but
its mentions on some portals has changed, or its rarity matters to some parts of it, no more of it is read than these
can touch (:mod:`archive.people.parts`). The persons are therefore always what resolving everything anew would give.
"""

from __future__ import annotations

import gc
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archive.database import transaction
from archive.people.decided import Decided, read_decided
from archive.people.facts import read_former_mentions, read_portals
from archive.people.former import former_identifiers, keep_former_identifiers
from archive.people.parts import keep_places, read_scopes, read_within
from archive.people.places import place_of_portal
from archive.people.provisional import note_names
from archive.people.resolution import Resolved, resolve
from archive.people.rows import keep, read_candidates
from archive.people.shares import keep_names, shares_of_names
from archive.people.spans import WHOLE, Rarities, Span, keep_spans, read_spans

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from archive.people.facts import Standing
    from archive.people.parts import Scope, Settled
    from archive.people.rarity import NameShares
    from archive.people.resolution import Candidate

# One more whenever the rules would bring the same mentions, or former identifiers, to other persons, or would say why
# in other words: an archive must say what one says that is made anew from its pages.
RULES = "4"
_AT_ONCE = 200  # names in one transaction


@dataclass(slots=True)
class Outcome:
    """What a run came to: names resolved, mentions that changed hands, and what people should know of decisions."""

    names: int = 0
    moved: int = 0
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Known:
    """What a run knows beside the mentions."""

    shares: NameShares
    decided: Decided


def resolve_people(connection: sqlite3.Connection, directory: Path, *, everything: bool = False) -> Outcome:
    """Resolve every name that has been noted since the last time.

    Args:
        connection: the archive, open for writing, outside a transaction.
        directory: its folder, in which people's decisions are kept.
        everything: resolve all names.

    Raises:
        ArchiveError: the file of decisions cannot be read.
    """
    decided = read_decided(connection, directory)
    outcome = Outcome(notes=list(decided.notes))
    with transaction(connection):
        _note_what_changed(connection, everything=everything)
    if connection.execute("SELECT 1 FROM names_to_resolve LIMIT 1").fetchone() is None:
        return outcome  # no mention has changed, so that every name is as rare as it was
    with transaction(connection):
        shares = shares_of_names(connection, anew=everything)
        _note_other_rarities(connection, shares)
    known = _Known(shares, decided)
    for block in _blocks(connection, decided):
        with transaction(connection), _uncollected():
            _resolve_block(connection, block, known, outcome)
    return outcome


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the garbage collector away from the mentions of a transaction, which point in no circle and go at its end.

    They are some hundred thousand small objects, and the collector went through all of them several times: a third of
    the CPU of resolving.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


@dataclass(slots=True)
class _Came:
    """What the names of a transaction have come to; ``names`` are those that are settled."""

    names: dict[str, Settled] = field(default_factory=dict)
    resolved: Resolved = field(default_factory=lambda: Resolved([], []))
    identifiers: dict[int, int] = field(default_factory=dict)
    seeds: list[int] = field(default_factory=list)
    spans: list[tuple[str, str, Span]] = field(default_factory=list)


def _resolve_block(
    connection: sqlite3.Connection, block: Sequence[Sequence[str]], known: _Known, outcome: Outcome
) -> None:
    """Resolve the names of a transaction, those that go together by themselves, and count what came of it.

    What came of all of them is read and written at once: a name by itself cost fourteen statements. A name of which
    the part that was read does not tell enough is noted to be resolved whole, in a transaction to come.
    """
    noted = [name for names in block for name in names]
    portals = read_portals(connection)
    former = read_former_mentions(connection, portals, noted)
    scopes = read_scopes(connection, portals, noted, former, known.decided.names)
    found, before = read_within(connection, portals, scopes)
    offered = read_candidates(connection, [person for scope in scopes.values() for person in scope.people])
    offered_of = Counter(one.person for one in offered)
    came = _Came()
    for names in block:
        mentions = [seen for name in names for seen in found.get(name, [])]
        no_more = [seen for name in names for seen in former.get(name, []) if scopes[name].holds(seen)]
        rarities = Rarities({name: known.shares.rarity(name) for name in names})
        resolved = resolve(mentions, rarities, known.decided.constraints)
        settled = {}
        for name in names:
            count = len(found.get(name, [])) + len(former.get(name, []))
            told = scopes[name].settle(count, len(resolved.candidates), offered_of)
            if told is not None:
                settled[name] = told
        if len(settled) < len(names):
            note_names(connection, names)
            continue
        came.names |= settled
        came.resolved.persons.extend(resolved.persons)
        came.resolved.candidates.extend(resolved.candidates)
        came.identifiers |= former_identifiers(mentions, no_more, rarities, known.decided, resolved)
        came.seeds += [seen.seed for seen in (*mentions, *no_more)]
        came.spans += rarities.spans()
    outcome.names += len(came.names)
    outcome.moved += _keep(connection, came, {name: scopes[name] for name in came.names}, before, offered)
    keep_names(connection, noted)
    _note_resolved(connection, came.names)


def _keep(
    connection: sqlite3.Connection,
    came: _Came,
    scopes: Mapping[str, Scope],
    before: Mapping[int, Standing],
    offered: AbstractSet[Candidate],
) -> int:
    """Write what the settled names have come to; return how many mentions moved."""
    people = {person for scope in scopes.values() for person in scope.people}
    theirs = {one for one in offered if one.person in people}
    moved = keep(connection, people, came.resolved, before, theirs)
    keep_places(connection, scopes, {name for name, one in came.names.items() if one.several}, came.resolved.persons)
    keep_former_identifiers(connection, came.seeds, came.identifiers)
    keep_spans(connection, {name: None if one.is_whole else one.places for name, one in scopes.items()}, came.spans)
    return moved


def _note_resolved(connection: sqlite3.Connection, names: Mapping[str, Settled]) -> None:
    """Take the settled names off what is to be resolved, and keep what is known of those that several mentions bear."""
    for table in ("names_to_resolve", "resolved_names"):
        connection.executemany(
            f"DELETE FROM {table} WHERE name_key = ?",  # nosec B608 # noqa: S608
            [(name,) for name in names],
        )
    connection.executemany(
        "INSERT INTO resolved_names (name_key, candidates) VALUES (?, ?)",
        [(name, one.candidates) for name, one in names.items() if one.several],
    )


def _blocks(connection: sqlite3.Connection, decided: Decided) -> Iterator[list[tuple[str, ...]]]:
    """Yield the noted names in lists of a transaction's size; names that a decision joins go together."""
    while True:
        noted = [
            row[0]
            for row in connection.execute(
                "SELECT DISTINCT name_key FROM names_to_resolve ORDER BY name_key LIMIT ?", (_AT_ONCE,)
            )
        ]
        if not noted:
            return
        yield list(dict.fromkeys(decided.names_with(name) for name in noted))


def _note_what_changed(connection: sqlite3.Connection, *, everything: bool) -> None:
    """Note the names that have to be resolved again for what has changed beside their mentions."""
    state = dict(connection.execute("SELECT name, value FROM resolver_state"))
    portals = {
        f"portal {key}": f"{province or ''} {url} {unit or ''}"
        for key, province, url, unit in connection.execute("SELECT id, province, url, unit FROM portals")
    }
    if everything or state.get("rules") != RULES:
        connection.execute("INSERT OR IGNORE INTO names_to_resolve (name_key) SELECT DISTINCT name_key FROM mentions")
    for key, said in portals.items():
        if key in state and state[key] != said:
            for table in ("mentions", "former_mentions"):
                connection.execute(
                    "INSERT OR IGNORE INTO names_to_resolve (name_key) SELECT DISTINCT m.name_key FROM articles a "  # nosec B608 # noqa: S608
                    f"JOIN {table} m ON m.article = a.id WHERE a.portal = ?",
                    (key.removeprefix("portal "),),
                )
    connection.executemany(
        "INSERT OR REPLACE INTO resolver_state (name, value) VALUES (?, ?)",
        [("rules", RULES), *portals.items()],
    )


def _note_other_rarities(connection: sqlite3.Connection, shares: NameShares) -> None:
    """Note the names that count as rarer or more common now than what they came to stands for.

    A name is noted with a portal of the place where its rarity matters, so that no more of it is read than hangs
    together with that. Of most names all places are within their spans: one look at the narrowest tells.
    """
    beyond = []
    for name, *narrowest in connection.execute(
        "SELECT name_key, max(lowest), min(highest) FROM rarity_spans GROUP BY name_key"
    ):
        rarity = shares.rarity(name)
        if not Span(*narrowest).holds(rarity):
            beyond.append((name, rarity))
    if not beyond:
        return
    portals = {place_of_portal(key, portal.province_since): key for key, portal in read_portals(connection).items()}
    for name, rarity in beyond:
        other = [
            (name, portals.get(place, WHOLE))
            for (_, place), span in read_spans(connection, [name]).items()
            if not span.holds(rarity)
        ]
        connection.executemany("INSERT OR IGNORE INTO names_to_resolve (name_key, portal) VALUES (?, ?)", other)
