"""Which articles hold the same text, and which of them stood first: the table ``similar_articles``.

The links of a text are a function of the articles that hold it and of the texts that are like it, so they are the same
in whatever order articles came. Articles with one text are linked to the one among them that stood first; two texts
that are nearly the same are linked article by article of the same day, else by those that stood first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.database import transaction
from archive.lineage.likeness import Circumstances, Likeness, likeness
from archive.lineage.members import Member, Publisher, counterpart, in_order
from archive.lineage.relations import basis, relation
from archive.lineage.shingles import shared_by_estimate, shingles
from archive.lineage.sketches import read_sketch, texts_that_share
from archive.lineage.words import FEWEST_WORDS, words_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from archive.lineage.descent import Descent
    from archive.lineage.sketches import Sketch

_BATCH = 200  # texts a transaction
_FEWEST_SHARED = 3  # of the 24 smallest numbers of both, for texts that are worth a look: an eighth of their runs
_MUCH_LONGER = 2  # times as long as the other, a text may hold it and share fewer numbers
_MOST_KEPT = 512  # texts whose words and runs are kept for the next comparison
_MOST_SKETCHES = 20_000  # kept, a kilobyte each
_MOST_JUDGED = 100_000  # pairs of texts whose likeness is kept
_WORD_FOR_WORD = Likeness("same", 1.0)


class Linker:
    """Links articles by their texts.

    Args:
        connection: the archive.
        descent: which portal follows which.
    """

    def __init__(self, connection: sqlite3.Connection, descent: Descent) -> None:
        self._connection = connection
        self._descent = descent
        self._runs: dict[int, set[int]] = {}
        self._known: dict[int, list[Member]] = {}
        self._judged: dict[tuple[int, int], Likeness | None] = {}
        self._sketches: dict[int, Sketch | None] = {}
        self._publishers = {
            row[0]: Publisher.of(*row) for row in connection.execute("SELECT id, name, url, unit FROM portals")
        }

    def link(self) -> int:
        """Link the articles of every text that waits for it; returns how many texts those were."""
        count = 0
        self._known.clear()
        self._judged.clear()
        self._sketches.clear()
        while rows := self._connection.execute(
            "SELECT text FROM texts_to_compare ORDER BY text LIMIT ?", (_BATCH,)
        ).fetchall():
            with transaction(self._connection):
                for (text,) in rows:
                    self._link_text(text)
                    self._connection.execute("DELETE FROM texts_to_compare WHERE text = ?", (text,))
            count += len(rows)
        return count

    def _link_text(self, text: int) -> None:
        """Put the links of all articles that hold a text in the place of those that they had."""
        members = self._members(text)
        self._connection.execute(
            "DELETE FROM similar_articles WHERE article IN (SELECT article FROM text_sketches WHERE text = :text) "
            "OR original IN (SELECT article FROM text_sketches WHERE text = :text)",
            {"text": text},
        )
        for place, member in enumerate(members):
            original = counterpart(member, members[:place])
            if original is not None:
                self._write(member, original, _WORD_FOR_WORD)
        if members:
            for other in self._candidates(text):
                self._link_texts(text, members, other)

    def _members(self, text: int) -> list[Member]:
        """Return the articles that hold a text, in the order in which they stood."""
        members = self._known.get(text)
        if members is None:
            if len(self._known) >= _MOST_KEPT:
                self._known.clear()
            members = self._known[text] = self._read_members(text)
        return members

    def _read_members(self, text: int) -> list[Member]:
        rows = self._connection.execute(
            "SELECT a.id, a.portal, a.title, a.lead, a.text, a.published, a.first_seen, a.gone_at, a.source "
            "FROM text_sketches s JOIN articles a ON a.id = s.article WHERE s.text = ?",
            (text,),
        )
        members = [
            Member(
                key, self._publishers[portal], words_of(title, lead, body), published, first_seen, bool(gone), source
            )
            for key, portal, title, lead, body, published, first_seen, gone, source in rows
        ]
        return in_order(members, self._descent)

    def _candidates(self, text: int) -> Iterator[int]:
        """Yield the texts that may be like a text: what two sketches say, whatever else there is in the archive."""
        own = self._sketch(text)
        for other in sorted(texts_that_share(self._connection, text)):
            theirs = self._sketch(other)
            if own is not None and theirs is not None and _may_be_alike(own, theirs):
                yield other

    def _sketch(self, text: int) -> Sketch | None:
        if text not in self._sketches:
            if len(self._sketches) >= _MOST_SKETCHES:
                self._sketches.clear()
            self._sketches[text] = read_sketch(self._connection, text)
        return self._sketches[text]

    def _link_texts(self, text: int, members: list[Member], other: int) -> None:
        """Link the articles of two texts where the texts are alike."""
        others = self._members(other)
        if other < text:  # aligning two texts the other way round may come to another result
            text, members, other, others = other, others, text, members
        one, another = members[0], others[0]
        pairs = [(ours, theirs) for ours in members for theirs in others]
        same_days = [pair for pair in pairs if pair[0].stamp_day and pair[0].stamp_day == pair[1].stamp_day]
        # Short texts are told apart by their days: one portal may well show both, of different days.
        beside = same_days if one.words.is_short else pairs
        around = Circumstances(
            same_day=bool(same_days) if one.stamp_day and another.stamp_day else None,
            same_minute=any(ours.published == theirs.published for ours, theirs in same_days),
            side_by_side=any(ours.portal == theirs.portal for ours, theirs in beside),
        )
        if (text, other) not in self._judged:  # where both wait, each is met from either side
            if len(self._judged) >= _MOST_JUDGED:
                self._judged.clear()
            runs, others_runs = self._runs_of(text, one), self._runs_of(other, another)
            self._judged[text, other] = likeness(one.words, another.words, runs, others_runs, around)
        found = self._judged[text, other]
        if found is None:
            return
        earlier, later = (members, others) if in_order([one, another], self._descent)[0] is one else (others, members)
        for place, member in enumerate(later):
            original = counterpart(member, earlier)
            if original is None or (place and member.stamp_day != original.stamp_day):
                continue
            first, second = in_order([original, member], self._descent)
            self._write(second, first, found)

    def _runs_of(self, text: int, member: Member) -> set[int]:
        runs = self._runs.get(text)
        if runs is None:
            if len(self._runs) >= _MOST_KEPT:
                self._runs.clear()
            runs = self._runs[text] = shingles(member.words.folded)
        return runs

    def _write(self, member: Member, original: Member, found: Likeness) -> None:
        row = (
            member.id, original.id, relation(member, original, found, self._descent), found.kind, found.similarity,
            basis(member, original, found),
        )  # fmt: skip
        self._connection.execute(
            "INSERT INTO similar_articles (article, original, relation, likeness, similarity, basis) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            row,
        )


def _may_be_alike(one: Sketch, other: Sketch) -> bool:
    """Tell whether two texts are worth a look at their words; both short, or neither."""
    shorter, longer = sorted((one.words, other.words))
    if shorter < FEWEST_WORDS:
        return longer < FEWEST_WORDS
    if longer > _MUCH_LONGER * shorter:
        return True
    return shared_by_estimate(one.numbers, other.numbers) >= _FEWEST_SHARED
