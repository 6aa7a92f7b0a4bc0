"""What a search is narrowed to, said in the tokens of ``article_search_words``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from archive.search import tokens
from archive.site.known_portals import read_known_portals
from scraper.units import COMMUNE, DISTRICT, LEVEL_OF, PROVINCE, gazetteer, name_key, take_apart, territory
from scraper.vietnamese import fold, fold_tone, nfc

if TYPE_CHECKING:
    import sqlite3

    from archive.site.search.asked import Asked
    from scraper.units import Unit

_MOST_UNITS = 500  # of a lineage; the longest has some 60
_MOST_CHOICES = 20
_MOST_MENTIONS = 50_000  # of one person
_RANKS = {PROVINCE: 0, DISTRICT: 1, COMMUNE: 2}


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that a typed name may mean: its key, its name, and what tells it from others of the name."""

    key: str
    name: str
    more: str


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What a search is narrowed to.

    Attributes:
        asked: with the ids of what was typed by name, where only one thing has the name.
        tokens: expressions, all of which must hold.
        keys: the only articles that may be found; ``None`` for all.
        portals_meant: choices for a portal's name that several have; what is typed narrows nothing then.
        units: choices for a unit's name, likewise.
        people: choices for an official's name, likewise.
        unknown: names of fields of which nothing is known: then nothing is found.
        lineage: the ids of the unit and of those before and after it.
        portals: the ids of the portals of these units.
    """

    asked: Asked
    tokens: tuple[str, ...] = ()
    keys: frozenset[int] | None = None
    portals_meant: tuple[Choice, ...] = ()
    units: tuple[Choice, ...] = ()
    people: tuple[Choice, ...] = ()
    unknown: tuple[str, ...] = ()
    lineage: tuple[str, ...] = ()
    portals: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it is not known yet what is asked for."""
        return bool(self.portals_meant or self.units or self.people)


def narrow(connection: sqlite3.Connection, asked: Asked) -> Narrowed:
    """Return what a search is narrowed to.

    Args:
        connection: the archive; its rows are :class:`sqlite3.Row`.
        asked: as somebody asks.
    """
    found = _official(connection, _unit(connection, _portal(connection, Narrowed(asked))))
    asked = found.asked
    parts = list(found.tokens)
    if asked.section is not None:
        parts.append(_quoted(tokens.of_section(asked.section)))
    if asked.kind is not None:
        parts.append(_quoted(tokens.of_kind(asked.kind)))
    if asked.role is not None:
        parts.append(_quoted(tokens.of_role(asked.role)))
    return replace(found, tokens=tuple(parts))


def _quoted(token: str) -> str:
    return f'"{token}"'


def _portal(connection: sqlite3.Connection, found: Narrowed) -> Narrowed:
    """Narrow to the articles of a portal."""
    asked = found.asked
    if asked.portal is None:
        return found
    meant = read_known_portals(connection).meant(asked.portal)
    if len(meant) > 1:
        choices = tuple(Choice(one.id, one.name, one.address) for one in meant[:_MOST_CHOICES])
        return replace(found, portals_meant=choices)
    if not meant:
        return replace(found, unknown=(*found.unknown, "portal"))
    portal = meant[0].id
    return replace(
        found,
        asked=replace(asked, portal=portal),
        tokens=(*found.tokens, _quoted(tokens.of_portal(portal))),
    )


def _unit(connection: sqlite3.Connection, found: Narrowed) -> Narrowed:
    """Narrow to a unit with all before and after it: what its portals published, and what names it or a post of it."""
    typed = found.asked.unit
    if typed is None:
        return found
    unit = gazetteer().unit(typed)
    if unit is None:
        choices = units_called(typed)
        if len(choices) > 1:
            return replace(found, units=tuple(map(_choice, choices[:_MOST_CHOICES])))
        if not choices:
            return replace(found, unknown=(*found.unknown, "unit"))
        unit = choices[0]
    lineage = sorted(territory(unit.id))[:_MOST_UNITS]
    marks = ", ".join("?" * len(lineage))
    portals = [
        row[0]
        for row in connection.execute(
            f"SELECT id FROM portals WHERE unit_id IN ({marks}) ORDER BY id",  # nosec B608 # noqa: S608
            lineage,
        )
    ]
    any_of = [tokens.of_unit(one) for one in lineage] + [tokens.of_portal(portal) for portal in portals]
    expression = " OR ".join(map(_quoted, any_of))
    return replace(
        found,
        asked=replace(found.asked, unit=unit.id),
        tokens=(*found.tokens, f"({expression})"),
        lineage=tuple(lineage),
        portals=tuple(portals),
    )


def units_called(name: str) -> list[Unit]:
    """Return the units that a typed name may mean: with marks where it has some, of a kind where it names one.

    Of units that are before and after one another only the latest stands for all.
    """
    text = " ".join(nfc(name).split())
    kinds, bare = _taken_apart(text)
    found = [unit for unit in gazetteer().spelt(bare) if not kinds or unit.kind in kinds]
    if fold(bare) != bare.lower():
        found = [unit for unit in found if name_key(unit.name) == name_key(bare)] or found
    found.sort(key=lambda unit: (unit.valid_to is not None, _RANKS[unit.level], unit.full_name, unit.id))
    kept: list[Unit] = []
    for unit in found:
        if not any(unit.id in territory(other.id) for other in kept):
            kept.append(unit)
    return kept


def _taken_apart(text: str) -> tuple[tuple[str, ...], str]:
    """Return the kinds that a name may begin with, none where it names none, and the name without it."""
    apart = take_apart(text)
    if apart.kind is not None:
        return (apart.kind,), apart.name
    plain = fold(text)
    heads = {fold(kind) for kind in LEVEL_OF if plain.startswith(f"{fold(kind)} ")}
    if not heads:
        return (), text
    head = max(heads, key=len)
    return tuple(kind for kind in LEVEL_OF if fold(kind) == head), text[len(head) + 1 :]


def _choice(unit: Unit) -> Choice:
    above = ", ".join(one.full_name for one in gazetteer().above(unit))
    span = "–".join((day or "")[:4] for day in (unit.valid_from, unit.valid_to)) if unit.valid_to else ""
    return Choice(unit.id, unit.full_name, ", ".join(part for part in (above, span) if part))


def _official(connection: sqlite3.Connection, found: Narrowed) -> Narrowed:
    """Narrow to the articles that name a person, in a role where one is asked for."""
    asked = found.asked
    if asked.person is None and asked.official is not None:
        people = people_called(connection, asked.official)
        if not people:
            return replace(found, unknown=(*found.unknown, "official"))
        if len(people) > 1:
            return replace(found, people=tuple(people))
        asked = replace(asked, person=int(people[0].key), official=None)
    if asked.person is None:
        return found
    in_role = " JOIN roles r ON r.mention = m.id AND r.role = :role" if asked.role is not None else ""
    rows = connection.execute(
        "SELECT d.key, m.name FROM mentions m "  # nosec B608 # noqa: S608  ours
        f"JOIN article_search_days d ON d.article = m.article{in_role} WHERE m.person = :person LIMIT :most",
        {"person": asked.person, "role": asked.role, "most": _MOST_MENTIONS},
    ).fetchall()
    if not rows:
        return replace(found, asked=asked, keys=frozenset(), unknown=(*found.unknown, "person"))
    # The words of the names need not be sought for their own sake, but spare looking at every article of the words.
    names = {tuple(tokens.words(fold(nfc(name)))) for name in {row[1] for row in rows}}
    spelt = [" AND ".join(_quoted(token) for token in (*tokens.pairs(name), *name[:1])) for name in sorted(names)]
    expression = " OR ".join(f"({one})" for one in spelt if one)
    narrowing = (f"({expression})",) if expression and all(spelt) else ()
    return replace(found, asked=asked, keys=frozenset(row[0] for row in rows), tokens=(*found.tokens, *narrowing))


def people_called(connection: sqlite3.Connection, name: str) -> list[Choice]:
    """Return the people of a name, most often named first, with the post named last; marks count where typed."""
    text = nfc(name)
    rows = connection.execute(
        "SELECT id, name FROM people WHERE name_folded = ? ORDER BY id LIMIT 200", (fold(text),)
    ).fetchall()
    if fold(text) != text.lower():
        rows = [row for row in rows if fold_tone(row[1]) == fold_tone(text)] or rows
    counted = [(_articles(connection, row[0]), row[0], row[1]) for row in rows]
    counted = sorted((one for one in counted if one[0]), key=lambda one: (-one[0], one[1]))[:_MOST_CHOICES]
    return [Choice(str(key), called, last_post(connection, key)) for _, key, called in counted]


def _articles(connection: sqlite3.Connection, person: int) -> int:
    row = connection.execute("SELECT articles FROM person_figures WHERE person = ?", (person,)).fetchone()
    return int(row[0]) if row is not None else 0


def last_post(connection: sqlite3.Connection, person: int) -> str:
    """Return the post that a person is named with last, with its organisation; nothing where there is none."""
    row = connection.execute(
        "SELECT coalesce(canonical, text), coalesce(organization_full, organization) FROM titles "
        "WHERE person = ? AND kind <> 'rank' ORDER BY day DESC, article, position LIMIT 1",
        (person,),
    ).fetchone()
    return ", ".join(part for part in row if part) if row is not None else ""
