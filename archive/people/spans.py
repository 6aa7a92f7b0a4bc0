"""For which rarities of a name what its mentions came to stands, so that it is not read for every move of its rarity.

The shares of all names move a little with every name that the archive learns. Whatever a name's rarity decides is one
question, put where nothing else decides any more: is the name at least as rare as this? (:class:`Rarities`.) As long as
every question that was put has the same answer, the same questions are put and the same comes of them: the outcome
stands from the rarest that was answered yes to just below the commonest that was answered no. The span of an outcome is
thus a function of the outcome alone, whatever the rarity was within it when it was worked out.

Links of one name scale with its rarity, all alike, so that it does not change their order; where a decision has several
names resolved in one, the order of their links is another with any rarity of each, and the outcome stands for no other.

A span is kept for each place (:mod:`archive.people.places`) whose mentions asked (``rarity_spans``): what is resolved
again beyond it is the part of the name that hangs together with the place. Place "" stands for the whole name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from archive.people.places import place_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from archive.people.facts import Seen

WHOLE = ""  # the place of a span that binds all of a name


class Span(NamedTuple):
    """The rarities, both inclusive, of which an outcome stands; ``None`` where it has no end on that side."""

    lowest: int | None = None
    highest: int | None = None

    def holds(self, rarity: int) -> bool:
        """Tell whether a rarity is within."""
        return (self.lowest is None or self.lowest <= rarity) and (self.highest is None or rarity <= self.highest)

    def narrowed(self, least: int, *, reached: bool) -> Span:
        """Return what is left of it where a name that is, or is not, at least as rare as ``least`` decides."""
        if reached:
            return self._replace(lowest=least if self.lowest is None else max(self.lowest, least))
        return self._replace(highest=least - 1 if self.highest is None else min(self.highest, least - 1))


class Rarities:
    """How rare the names of a block are, and between which rarities what is found of them stands.

    Args:
        of: name key to the share of the name as a power of two (:meth:`archive.people.rarity.NameShares.rarity`).
    """

    def __init__(self, of: Mapping[str, int]) -> None:
        self._of = of
        self._spans: dict[tuple[str, str], Span] = {}

    def __getitem__(self, name: str) -> int:
        """Return the rarity of a name; nothing that is decided may rest on it but the order of links."""
        return self._of[name]

    def reaches(self, seen: Seen, least: int) -> bool:
        """Tell whether the name of a mention is at least as rare as ``least``, and note that what is found rests on it.

        Ask last, when nothing else decides any more: each question narrows the span. Every name is as rare as 0.
        """
        if least <= 0:
            return True
        reached = self._of[seen.name_key] >= least
        key = seen.name_key, place_of(seen)
        self._spans[key] = self._spans.get(key, Span()).narrowed(least, reached=reached)
        return reached

    def spans(self) -> Iterator[tuple[str, str, Span]]:
        """Yield name, place and span of what was found so far, of no place that nothing was asked of."""
        if len(self._of) > 1:
            yield from ((name, WHOLE, Span(rarity, rarity)) for name, rarity in self._of.items())
        for (name, place), span in self._spans.items():
            yield name, place, span


def read_spans(connection: sqlite3.Connection, names: Sequence[str]) -> dict[tuple[str, str], Span]:
    """Return the spans that are kept of some names (keys; a few hundred at a time), by name and place."""
    marks = ", ".join("?" * len(names))
    rows = connection.execute(
        f"SELECT name_key, place, lowest, highest FROM rarity_spans WHERE name_key IN ({marks})",  # nosec B608 # noqa: S608
        names,
    )
    return {(name, place): Span(lowest, highest) for name, place, lowest, highest in rows}


def keep_spans(
    connection: sqlite3.Connection,
    names: Mapping[str, AbstractSet[str] | None],
    spans: Iterable[tuple[str, str, Span]],
) -> None:
    """Write the spans of what was resolved, in the caller's transaction.

    Args:
        connection: the archive.
        names: name keys, each with the places of what was resolved of it, ``None`` where all of it was.
        spans: what was found of them.
    """
    kept = read_spans(connection, list(names))
    old = {key: span for key, span in kept.items() if (within := names[key[0]]) is None or key[1] in within}
    new = {(name, place): span for name, place, span in spans}
    connection.executemany("DELETE FROM rarity_spans WHERE name_key = ? AND place = ?", sorted(old.keys() - new.keys()))
    connection.executemany(
        "INSERT OR REPLACE INTO rarity_spans (name_key, place, lowest, highest) VALUES (?, ?, ?, ?)",
        sorted((*key, *span) for key, span in new.items() if old.get(key) != span),
    )
