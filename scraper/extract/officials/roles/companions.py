"""Companions: who does something together with the one whose deed it is ("A trao quà cùng đồng chí B")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.officials.introduction import Told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scraper.extract.officials.introduction import Introduction
    from scraper.extract.officials.roles.clauses import Clause
    from scraper.extract.officials.scan import Item

_FARTHEST = 12  # tokens from a deed to who did it too
_DEEDS = frozenset({"presented", "visited", "inspected", "supervised"})


def done_along(items: Sequence[Item], clause: Clause, person: Introduction, before: str) -> Iterator[Told]:
    """Yield what a person named behind "cùng" did with the subject, where the clause ends with that name.

    Args:
        items: of the sentence.
        clause: so far.
        person: named next.
        before: the word before the person.
    """
    if before != "cùng" or not clause.verbs or not clause.subjects:
        return
    done = clause.verbs[-1]
    if done.verb is None or not _DEEDS.intersection(done.verb.roles) or person.start - done.end > _FARTHEST:
        return
    for item in items:
        if item.start >= person.end and item.kind not in {"mark", "title"}:
            return  # "...; cùng bà B phát biểu": the verb tells it
        if item.start >= person.end and item.mark in {";", "."}:
            break
    yield Told(done.verb.roles, done.start, done.end)
