"""What may be meant: pages that are called what was typed, and what to try where nothing is found."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from archive.search.query import terms
from archive.site.known_portals import read_known_portals
from archive.site.search.matches import Matches
from archive.site.search.narrowing import Narrowed, last_post, people_called, units_called
from scraper.units import gazetteer
from scraper.vietnamese import fold, nfc

if TYPE_CHECKING:
    import sqlite3

    from archive.site.search.asked import Asked

_LONGEST = 60  # characters of what may be a name
_MOST = 3  # of each kind
_MOST_LEFT_OUT = 8  # words, each of which is left out once
_LIKE = 0.75  # of difflib's ratio


@dataclass(frozen=True, slots=True)
class Called:
    """A page that is called what was typed: ``table`` and ``key`` of its row, its name, and what it is."""

    table: str
    key: str
    name: str
    more: str


@dataclass(frozen=True, slots=True)
class Fewer:
    """A search with a word less: which, what is left, and how many it finds."""

    without: str
    words: str
    count: int


def called(connection: sqlite3.Connection, words: str) -> list[Called]:
    """Return people, units and portals that are called what was typed, a few of each.

    Args:
        connection: the archive; its rows are :class:`sqlite3.Row`.
        words: as typed; a name with or without marks, in quotes or not.
    """
    name = " ".join(nfc(words).strip(' "“”').split())
    if not name or len(name) > _LONGEST or any(term.excluded or term.prefix for term in terms(words)):
        return []
    found = [Called("people", one.key, one.name, one.more) for one in people_called(connection, name)[:_MOST]]
    for unit in units_called(name)[:_MOST]:
        if connection.execute("SELECT 1 FROM units WHERE id = ?", (unit.id,)).fetchone() is not None:
            above = ", ".join(one.full_name for one in gazetteer().above(unit))
            found.append(Called("units", unit.id, unit.full_name, above))
    if len(name.split()) > 1 or "." in name:
        named = read_known_portals(connection).named(name)
        found += [Called("portals", one.id, one.name, one.url) for one in named[:_MOST]]
    return found


def with_fewer_words(connection: sqlite3.Connection, asked: Asked) -> list[Fewer]:
    """Return searches that find something because one word is left out, the one that leaves most first."""
    some = [part for part in asked.words.split() if terms(part)]
    if not 1 < len(some) <= _MOST_LEFT_OUT or any(mark in asked.words for mark in '"“”«»„‟＂'):
        return []
    found = []
    for number, left_out in enumerate(some):
        words = " ".join(some[:number] + some[number + 1 :])
        count = Matches(connection, Narrowed(replace(asked, words=words))).count()
        if count:
            found.append(Fewer(left_out, words, count))
    return sorted(found, key=lambda one: one.count)[:_MOST]


def people_like(connection: sqlite3.Connection, words: str) -> list[Called]:
    """Return the people whose names are most like what was typed; among those that share the last or the first name."""
    plain = " ".join(fold(nfc(words)).replace('"', " ").split())
    parts = plain.split()
    if not 2 <= len(parts) <= 6 or len(plain) > _LONGEST:
        return []
    rows = connection.execute(
        "SELECT p.id, p.name, p.name_folded FROM people p WHERE instr(p.name_folded, :last) OR "
        "instr(p.name_folded, :first)",
        {"last": f" {parts[-1]}", "first": f"{parts[0]} "},
    ).fetchall()
    matcher = SequenceMatcher(b=plain)
    found = []
    for row in rows:
        matcher.set_seq1(row[2])
        if matcher.real_quick_ratio() >= _LIKE and matcher.quick_ratio() >= _LIKE and matcher.ratio() >= _LIKE:
            found.append((matcher.ratio(), row[0], row[1]))
    found.sort(key=lambda one: (-one[0], one[1]))
    return [Called("people", str(key), name, last_post(connection, key)) for _, key, name in found[:_MOST]]
