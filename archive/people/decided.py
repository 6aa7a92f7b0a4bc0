"""People's decisions as they hold in this archive now: which mentions they mean, and the table that shows them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archive.database import transaction
from archive.identity import stable_id
from archive.people.constraints import Constraints
from archive.people.decisions import Anchor, Decision, Decisions, read_decisions
from archive.people.provisional import note_names, seed_of
from scraper.canonical import canonical_key
from scraper.vietnamese import fold_tone, nfc

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(slots=True)
class Decided:
    """What the decisions come to: constraints on mentions, names that belong together, and sentences for people.

    ``with_former`` are the same constraints, on mentions too that their articles make no more (the negative of their
    ``seed``): who was joined by a decision is led on to by it, though nothing rests on it but former identifiers.
    ``names`` are all that decisions concern, undone ones too.
    """

    decisions: Decisions
    constraints: Constraints = field(default_factory=Constraints)
    with_former: Constraints = field(default_factory=Constraints)
    notes: list[str] = field(default_factory=list)
    together: dict[str, tuple[str, ...]] = field(default_factory=dict)
    names: frozenset[str] = frozenset()

    def names_with(self, name_key: str) -> tuple[str, ...]:
        """Return the names that must be resolved in one with a name: those that a merge ties to it, and itself."""
        return self.together.get(name_key, (name_key,))


def read_decided(connection: sqlite3.Connection, directory: Path) -> Decided:
    """Read the decisions of an archive, bring their table up to date, and note the names of those that are new to it.

    Args:
        connection: the archive, open for writing, outside a transaction.
        directory: its folder.

    Raises:
        ArchiveError: the file cannot be read.
    """
    decisions = read_decisions(directory)
    decided = Decided(decisions, notes=list(decisions.notes))
    missing: dict[int, list[str]] = {}
    for decision in decisions.standing:
        mentions = {anchor: find_mention(connection, anchor) for anchor in decision.anchors}
        missing[decision.number] = [str(anchor) for anchor, mention in mentions.items() if mention is None]
        for anchor in missing[decision.number]:
            decided.notes.append(f"decision {decision.number}: no article names {anchor} now; the decision is kept")
        _constrain(decided.constraints, decision, _found(mentions))
        former = {anchor: _find_former(connection, anchor) for anchor in mentions if mentions[anchor] is None}
        _constrain(decided.with_former, decision, _found(mentions | former))
    decided.together = _names_together(decisions)
    decided.names = frozenset(fold_tone(nfc(anchor.name)) for one in decisions.all for anchor in one.anchors)
    _project(connection, decisions, missing)
    return decided


def find_mention(connection: sqlite3.Connection, anchor: Anchor) -> int | None:
    """Return the mention that an anchor names, ``None`` where the archive has no such article or name now."""
    found = connection.execute(
        "SELECT m.id FROM articles a JOIN mentions m ON m.article = a.id WHERE (a.id = ? OR a.url = ?) "
        "AND m.name_key = ? ORDER BY m.position LIMIT 1 OFFSET ?",
        (stable_id(canonical_key(anchor.url)), anchor.url, fold_tone(nfc(anchor.name)), anchor.number),
    ).fetchone()
    return None if found is None else int(found[0])


def _find_former(connection: sqlite3.Connection, anchor: Anchor) -> int | None:
    """Return the mention that an anchor names and the last revision of its article does not make."""
    name = fold_tone(nfc(anchor.name))
    articles = connection.execute(
        "SELECT id FROM articles WHERE id = ? OR url = ?", (stable_id(canonical_key(anchor.url)), anchor.url)
    ).fetchall()
    for (article,) in articles:
        seed = seed_of(article, name, anchor.number)
        if connection.execute("SELECT 1 FROM former_mentions WHERE seed = ?", (seed,)).fetchone() is not None:
            return -seed
    return None


def _found(mentions: Mapping[Anchor, int | None]) -> dict[Anchor, int]:
    return {anchor: mention for anchor, mention in mentions.items() if mention is not None}


def anchor_of(connection: sqlite3.Connection, mention: int) -> Anchor:
    """Return what names a mention for good."""
    url, name, number = connection.execute(
        "SELECT a.url, m.name, (SELECT count(*) FROM mentions o WHERE o.article = m.article "
        "AND o.name_key = m.name_key AND o.position < m.position) "
        "FROM mentions m JOIN articles a ON a.id = m.article WHERE m.id = ?",
        (mention,),
    ).fetchone()
    return Anchor(url, name, number)


def _constrain(constraints: Constraints, decision: Decision, mentions: dict[Anchor, int]) -> None:
    held = [mentions[anchor] for anchor in decision.mentions if anchor in mentions]
    reason = f"decision {decision.number}: {decision.because}"
    constraints.together += [(held[0], other, reason) for other in held[1:]]
    if decision.verb != "split":
        return
    for mention in held:
        constraints.apart[mention] = decision.number
        constraints.sides.setdefault(mention, {})["decision", decision.number] = 1
    if decision.taken_from in mentions:
        constraints.sides.setdefault(mentions[decision.taken_from], {})["decision", decision.number] = 0


def _names_together(decisions: Decisions) -> dict[str, tuple[str, ...]]:
    groups: list[set[str]] = []
    for decision in decisions.standing:
        names = {fold_tone(nfc(anchor.name)) for anchor in decision.mentions}
        for group in [group for group in groups if group & names]:
            names |= group
            groups.remove(group)
        groups.append(names)
    return {name: tuple(sorted(group)) for group in groups for name in group}


def _project(connection: sqlite3.Connection, decisions: Decisions, missing: dict[int, list[str]]) -> None:
    """Bring the table to what the file says; names of decisions that it did not know, or not so, are noted."""
    undone = decisions.undone
    rows = {
        one.number: (
            one.at,
            one.verb,
            one.because,
            json.dumps(one.to_dict(), ensure_ascii=False),
            undone.get(one.number),
            "; ".join(missing.get(one.number, [])) or None,
        )
        for one in decisions.all
    }
    known = {
        number: tuple(row)
        for number, *row in connection.execute(
            "SELECT number, decided_at, verb, because, concerns, undone_by, missing FROM person_decisions"
        )
    }
    if rows == known:
        return
    with transaction(connection):
        for number in rows.keys() | known.keys():
            if rows.get(number) != known.get(number):
                note_names(connection, _names_in((rows.get(number) or known[number])[3]))
        connection.execute("DELETE FROM person_decisions")
        connection.executemany(
            "INSERT INTO person_decisions (number, decided_at, verb, because, concerns, undone_by, missing) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(number, *row) for number, row in sorted(rows.items())],
        )


def _names_in(concerns: str) -> set[str]:
    said = json.loads(concerns)
    anchors = [*said.get("mentions", []), *([said["from"]] if said.get("from") else [])]
    return {fold_tone(nfc(anchor["name"])) for anchor in anchors}
