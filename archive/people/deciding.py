"""Taking a decision: what is asked for is checked against those that stand, written down, and carried out at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.people.decided import anchor_of, find_mention, read_decided
from archive.people.decisions import Anchor, Decision, append_decision, joined_by, read_decisions
from archive.people.resolver import resolve_people
from archive.people.told import known_person
from scraper.clock import now, timestamp
from scraper.errors import DecisionError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from pathlib import Path


def merge(connection: sqlite3.Connection, directory: Path, persons: Sequence[int], because: str) -> Decision:
    """Decide that several persons are one.

    Args:
        connection: the archive, open for writing, outside a transaction.
        directory: its folder.
        persons: their identifiers, former ones too.
        because: why, in words.

    Raises:
        DecisionError: fewer than two different persons, or a standing decision keeps two of them apart.
        ArchiveError: an identifier is nobody's, or the decision cannot be written.
    """
    resolve_people(connection, directory)
    found = list(dict.fromkeys(known_person(connection, person) for person in persons))
    if len(found) < 2:
        raise DecisionError("these identifiers are one person's already; name two different people to merge")
    _refuse_to_join_what_is_apart(connection, directory, found)
    anchors = tuple(_first_anchor(connection, person) for person in found)
    return _take(connection, directory, "merge", because, mentions=anchors)


def split(
    connection: sqlite3.Connection,
    directory: Path,
    person: int,
    because: str,
    *,
    mentions: Sequence[int] = (),
    articles: Sequence[str] = (),
) -> Decision:
    """Decide that some of a person's mentions are somebody else's.

    Args:
        connection: the archive, open for writing, outside a transaction.
        directory: its folder.
        person: the identifier.
        because: why, in words.
        mentions: identifiers of mentions.
        articles: articles whose mentions of the person are meant, by identifier or address.

    Raises:
        DecisionError: none or all of the person's mentions are meant, or a standing decision says that they are one.
        ArchiveError: the identifier is nobody's, or the decision cannot be written.
    """
    resolve_people(connection, directory)
    person = known_person(connection, person)
    of_person = dict(
        connection.execute(
            "SELECT m.id, a.url FROM mentions m JOIN articles a ON a.id = m.article WHERE m.person = ? "
            "ORDER BY substr(a.first_seen, 1, 10), a.url, m.position",
            (person,),
        )
    )
    meant = _meant(connection, of_person, mentions, articles)
    rest = [mention for mention in of_person if mention not in meant]
    if not rest:
        raise DecisionError(f"these are all mentions of {person}; name those that are somebody else's, not all of them")
    _refuse_to_part_what_is_one(connection, directory, meant, rest)
    return _take(
        connection,
        directory,
        "split",
        because,
        mentions=tuple(anchor_of(connection, mention) for mention in meant),
        taken_from=anchor_of(connection, rest[0]),
    )


def undo(connection: sqlite3.Connection, directory: Path, number: int, because: str) -> Decision:
    """Decide that an earlier decision no longer holds.

    Args:
        connection: the archive, open for writing, outside a transaction.
        directory: its folder.
        number: the earlier decision.
        because: why, in words.

    Raises:
        DecisionError: there is no such decision, it is undone already, or undoes another itself.
    """
    decisions = read_decisions(directory)
    by_number = {decision.number: decision for decision in decisions.all}
    if number not in by_number:
        raise DecisionError(f"there is no decision {number}; congtin people decisions lists those there are")
    if number in decisions.undone:
        raise DecisionError(f"decision {number} is undone already, by decision {decisions.undone[number]}")
    if by_number[number].verb == "undo":
        raise DecisionError(f"decision {number} undoes another; take that one again instead of undoing its undoing")
    return _take(connection, directory, "undo", because, undoes=number)


def _take(
    connection: sqlite3.Connection,
    directory: Path,
    verb: str,
    because: str,
    *,
    mentions: tuple[Anchor, ...] = (),
    taken_from: Anchor | None = None,
    undoes: int | None = None,
) -> Decision:
    """Write a decision down, then carry it out; a process that is killed between the two leaves that to the next."""
    said = " ".join(because.split())
    if not said:
        raise DecisionError("say why with --because: a decision without a reason helps nobody who comes later")
    decision = Decision(
        read_decisions(directory).next_number,
        timestamp(now()),
        verb,  # type: ignore[arg-type]
        said,
        mentions,
        taken_from,
        undoes,
    )
    append_decision(directory, decision)
    resolve_people(connection, directory)
    return decision


def _first_anchor(connection: sqlite3.Connection, person: int) -> Anchor:
    mention = connection.execute(
        "SELECT m.id FROM mentions m JOIN articles a ON a.id = m.article WHERE m.person = ? "
        "ORDER BY substr(a.first_seen, 1, 10), a.url, m.position LIMIT 1",
        (person,),
    ).fetchone()
    if mention is None:
        raise DecisionError(f"{person}: no article names this person now, so nothing can be decided")
    return anchor_of(connection, mention[0])


def _meant(
    connection: sqlite3.Connection, of_person: dict[int, str], mentions: Sequence[int], articles: Sequence[str]
) -> list[int]:
    wanted = set(mentions)
    for article in articles:
        url = article
        if article.isdecimal():
            row = connection.execute("SELECT url FROM articles WHERE id = ?", (int(article),)).fetchone()
            url = row[0] if row else article
        named = {mention for mention, address in of_person.items() if address == url}
        if not named:
            raise DecisionError(f"{article}: this article does not name the person; congtin people show lists them")
        wanted |= named
    strangers = wanted - of_person.keys()
    if strangers:
        raise DecisionError(f"mention {min(strangers)} is not this person's; congtin people show lists them")
    if not wanted:
        raise DecisionError("name what is somebody else's: --mention or --article, as congtin people show lists them")
    return [mention for mention in of_person if mention in wanted]


def _refuse_to_join_what_is_apart(connection: sqlite3.Connection, directory: Path, persons: Sequence[int]) -> None:
    decided = read_decided(connection, directory)
    sides: dict[object, dict[int, int]] = {}
    for mention, stands in decided.constraints.sides.items():
        owner = connection.execute("SELECT person FROM mentions WHERE id = ?", (mention,)).fetchone()[0]
        if owner in persons:
            for key, side in stands.items():
                sides.setdefault(key, {})[side] = owner
    for key, owners in sides.items():
        if len(owners) > 1:
            number = key[1] if isinstance(key, tuple) else 0
            because = next(one.because for one in decided.decisions.all if one.number == number)
            raise DecisionError(
                f"decision {number} keeps {owners[0]} and {owners[1]} apart ({because}); "
                f"undo it first: congtin people undo {number}"
            )


def _refuse_to_part_what_is_one(
    connection: sqlite3.Connection, directory: Path, meant: Sequence[int], rest: Sequence[int]
) -> None:
    standing = read_decisions(directory).standing
    of_mention = {find_mention(connection, anchor): numbers for anchor, numbers in joined_by(standing).items()}
    kept = {number for mention in rest for number in of_mention.get(mention, ())}
    for mention in meant:
        both = kept & of_mention.get(mention, set())
        if both:
            number = min(both)
            raise DecisionError(
                f"decision {number} says that these mentions are one person's; "
                f"undo it first: congtin people undo {number}"
            )
    for decision in standing:
        apart = (
            {find_mention(connection, anchor) for anchor in decision.mentions} if decision.verb == "split" else set()
        )
        if apart & set(meant):
            raise DecisionError(
                f"decision {decision.number} has set some of these mentions apart already; "
                f"undo it first: congtin people undo {decision.number}"
            )
