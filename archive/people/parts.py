"""The parts into which the mentions of a name fall, so that only those are read that a new mention can touch.

A mention has *places*: the province of its portal and those of the posts that it names, as they are since 2025, what is
above all provinces being one more; a portal of no known province is a place by itself, and so is a post of none.
Nothing that the rules compare crosses them. Two mentions are held against each other because they stand on one portal
(which is of one place), in one article (which stands on one portal), name posts of one province (links, whom a province
names), or name the same post (which is of one province, or a place itself). So mentions that share no place, directly
or through others, say nothing of each other: they are neither joined nor kept apart, neither candidates nor heirs,
whatever is known of either. What binds a name beside that binds all of it, and such a name is taken whole: people's
decisions, the rules, a portal or article that has come to be of another place, and the limit of candidates. Its rarity
decides in some of the parts and in others not (:mod:`archive.people.spans`).

What is kept for it (``person_places``) is the places of each person of a name that several mentions bear. It may say
too much, of a mention that is no more, and never too little but for mentions that are noted: a new one is its portal's,
so that the place of the portal leads to whoever it was taken for, and a person of whom nothing is kept is always
looked at.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from archive.people.facts import read_mentions
from archive.people.places import place_of_portal, places_of
from archive.people.resolution import MOST_CANDIDATES

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from archive.people.facts import Portal, Seen, Standing
    from archive.people.resolution import Person


class Settled(NamedTuple):
    """What a name has come to: how many pairs are offered, and whether several mentions bear it or have borne it."""

    candidates: int
    several: bool


@dataclass(slots=True)
class Scope:
    """What of a name is resolved.

    Attributes:
        is_whole: all of it is.
        people: the persons within, as they are in the archive.
        places: those within; of a name that is taken whole not told.
        candidates: how many pairs of the whole name are offered in the archive.
        kept: the places kept of each person of the name.
        beyond: the persons that are not within, by their places; none where only what is said no more has these.
    """

    is_whole: bool
    people: set[int]
    places: set[str] = field(default_factory=set)
    candidates: int = 0
    kept: dict[int, set[str]] = field(default_factory=dict)
    beyond: dict[frozenset[str], list[int]] = field(default_factory=dict)

    def reach(self, places: Iterable[str]) -> list[int]:
        """Take in some places and all that hangs together with them; return the persons who come in by it."""
        self.places.update(places)
        come: list[int] = []
        while touched := [some for some in self.beyond if not self.places.isdisjoint(some)]:
            for some in touched:
                self.places |= some
                come += self.beyond.pop(some)
        self.people.update(come)
        return come

    def holds(self, seen: Seen) -> bool:
        """Tell whether a mention is within."""
        return self.is_whole or not self.places.isdisjoint(places_of(seen))

    def settle(self, mentions: int, candidates: int, offered: Mapping[int, int]) -> Settled | None:
        """Return what is kept of the whole name now that this much of it has been resolved.

        Args:
            mentions: how many there are within, and of the whole name those that are made no more.
            candidates: how many pairs are to be offered of those within.
            offered: how many were offered before, by the person with the smaller identifier.

        Returns:
            ``None`` where it takes the whole name to tell: the limit of candidates may be reached, or one person is
            left, of whom nothing was read.
        """
        if self.is_whole:
            return Settled(candidates, several=mentions > 1)
        others = sum(map(len, self.beyond.values()))  # each bears one mention at least
        candidates += self.candidates - sum(offered[person] for person in self.people)
        if candidates >= MOST_CANDIDATES or (others == 1 and not mentions):
            return None
        return Settled(candidates, several=mentions + others > 1)


def read_scopes(
    connection: sqlite3.Connection,
    portals: Mapping[str, Portal],
    names: Sequence[str],
    former: Mapping[str, Sequence[Seen]],
    decided: AbstractSet[str],
) -> dict[str, Scope]:
    """Return what of some names is to be resolved: the parts that hold a portal with which they are noted.

    Args:
        connection: the archive.
        portals: all of the archive's.
        names: name keys; at most a few hundred at a time, each is a parameter of the queries.
        former: their mentions that articles make no more.
        decided: the names that any decision concerns, undone ones too.
    """
    noted, people = defaultdict(set), defaultdict(set)
    for name, portal in _of_names(connection, "name_key, portal FROM names_to_resolve", names):
        noted[name].add(portal)
    for name, person in _of_names(connection, "name_key, id FROM people", names):
        people[name].add(person)
    kept: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for name, person, place in _of_names(connection, "name_key, person, place FROM person_places", names):
        kept[name][person].add(place)
    candidates = dict(_of_names(connection, "name_key, candidates FROM resolved_names", names))
    scopes = {}
    for name in names:
        offered = candidates.get(name)
        scope = scopes[name] = Scope(True, people[name], candidates=offered or 0, kept=kept[name])
        known = noted[name] and noted[name] <= portals.keys()
        if known and offered is not None and offered < MOST_CANDIDATES and name not in decided:
            changed = [place_of_portal(key, portals[key].province_since) for key in noted[name]]
            _narrow(scope, changed, former.get(name, ()))
    return scopes


def _narrow(scope: Scope, changed: Iterable[str], former: Iterable[Seen]) -> None:
    """Leave in a scope whom changes in some places can touch, and those of whom nothing is kept."""
    scope.is_whole = False
    scope.people -= scope.kept.keys()
    for person, places in scope.kept.items():
        scope.beyond.setdefault(frozenset(places), []).append(person)
    for seen in former:
        scope.beyond.setdefault(frozenset(places_of(seen)), [])
    scope.reach(changed)


def _of_names(connection: sqlite3.Connection, what: str, names: Sequence[str]) -> sqlite3.Cursor:
    marks = ", ".join("?" * len(names))
    return connection.execute(f"SELECT {what} WHERE name_key IN ({marks})", names)  # nosec B608  all of it is ours


def read_within(
    connection: sqlite3.Connection, portals: Mapping[str, Portal], scopes: Mapping[str, Scope]
) -> tuple[dict[str, list[Seen]], dict[int, Standing]]:
    """Return the mentions within some scopes by name, and whose they are now by mention.

    A new mention may name a post of a province that its person was in no touch with: what is there comes in by it.
    """
    whole = [name for name, scope in scopes.items() if scope.is_whole]
    parts = {name: scope for name, scope in scopes.items() if not scope.is_whole}
    found, before = read_mentions(connection, portals, whole)
    come = [person for scope in parts.values() for person in scope.people]
    while come:
        more, stand = read_mentions(connection, portals, (), come)
        before |= stand
        come = []
        # A decision that is no more may have left somebody with mentions of another name, which is noted by itself.
        for name in more.keys() & parts.keys():
            found[name] = sorted([*found[name], *more[name]], key=lambda seen: seen.order)
            come += parts[name].reach(place for seen in more[name] for place in places_of(seen))
    return found, before


def keep_places(
    connection: sqlite3.Connection, scopes: Mapping[str, Scope], several: AbstractSet[str], persons: Iterable[Person]
) -> None:
    """Write the places of the persons whom some scopes have come to, in the caller's transaction.

    Args:
        connection: the archive.
        scopes: what was resolved, by name.
        several: the names that several mentions bear; of the others nothing is kept, for there is nothing to spare.
        persons: whom their mentions came to.
    """
    new = {
        (seen.name_key, person.identifier, place)
        for person in persons
        for seen, _ in person.mentions
        if seen.name_key in several
        for place in places_of(seen)
    }
    old = {
        (name, person, place)
        for name, scope in scopes.items()
        for person, places in scope.kept.items()
        if scope.is_whole or person in scope.people
        for place in places
    }
    connection.executemany(
        "DELETE FROM person_places WHERE name_key = ? AND person = ? AND place = ?", sorted(old - new)
    )
    connection.executemany("INSERT INTO person_places (name_key, person, place) VALUES (?, ?, ?)", sorted(new - old))
