"""Which articles hold the same text, and which of them stood first: the table ``similar_articles``.

The links of a text are a function of the articles that hold it and of the texts that are like it, so they are the same
in whatever order articles came. Articles with one text are linked to the one among them that stood first; two texts
that are nearly the same are linked article by article of the same day, else by those that stood first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.database import transaction
from archive.lineage.likeness import Circumstances, Likeness, likeness, may_be_alike
from archive.lineage.members import Earlier, Member, Publisher, in_order
from archive.lineage.relations import basis, relation
from archive.lineage.renamed import has_led_to
from archive.lineage.shingles import shingles
from archive.lineage.sketches import as_list, read_sketches, texts_that_share
from archive.lineage.traced import forget_traced_holders
from archive.lineage.words import words_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterator, Sequence

    from archive.lineage.descent import Descent

_BATCH = 500  # texts a transaction
_WORD_FOR_WORD = Likeness("same", 1.0)
Row = tuple[int, int, str, str, float, str]


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
        self._publishers = {
            row[0]: Publisher.of(*row) for row in connection.execute("SELECT id, name, url, unit FROM portals")
        }

    def link(self) -> int:
        """Link the articles of every text that waits for it; returns how many texts those were."""
        count = 0
        while rows := self._connection.execute(
            "SELECT text FROM texts_to_compare ORDER BY text LIMIT ?", (_BATCH,)
        ).fetchall():
            with transaction(self._connection):
                self._link_batch([text for (text,) in rows])
                self._connection.executemany("DELETE FROM texts_to_compare WHERE text = ?", rows)
            count += len(rows)
        return count

    def _link_batch(self, texts: Sequence[int]) -> None:
        """Put the links of all articles that hold some texts in the place of those that they had."""
        self._known.clear()
        self._runs.clear()
        found = {row for text in self._held_by_several(texts) for row in self._links_of(text)}
        found.update(self._links_of_pairs(texts))
        former = self._former_links(texts)
        self._connection.executemany(
            "DELETE FROM similar_articles WHERE article = ? AND original = ?",
            sorted(row[:2] for row in former - found),
        )
        self._connection.executemany(
            "INSERT INTO similar_articles (article, original, relation, likeness, similarity, basis) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            sorted(found - former),
        )
        # A text that is only contained in another is not that text: it tells nothing of who shows what others had.
        ours, theirs = ({row[:2] for row in rows if row[3] != "contains"} for rows in (former, found))
        forget_traced_holders(self._connection, ours ^ theirs)

    def _former_links(self, texts: Sequence[int]) -> set[Row]:
        """Return the links, from and to, of all articles that hold some texts."""
        rows: set[Row] = set()
        for column in ("article", "original"):
            rows.update(
                self._connection.execute(
                    "SELECT l.article, l.original, l.relation, l.likeness, l.similarity, l.basis FROM json_each(?) v "  # nosec B608 # noqa: S608
                    f"JOIN text_sketches s ON s.text = v.value JOIN similar_articles l ON l.{column} = s.article",
                    (as_list(texts),),
                )
            )
        return rows

    def _held_by_several(self, texts: Sequence[int]) -> list[int]:
        rows = self._connection.execute(
            "SELECT v.value FROM json_each(?) v "
            "WHERE EXISTS (SELECT 1 FROM text_sketches WHERE text = v.value LIMIT 1 OFFSET 1)",
            (as_list(texts),),
        )
        return [text for (text,) in rows]

    def _links_of_pairs(self, texts: Collection[int]) -> Iterator[Row]:
        """Yield the links between these texts and others.

        Words and runs of these are kept for all comparisons; another one is read once, for all its pairs, and given up.
        """
        ours = set(texts)
        with_other: dict[int | None, list[tuple[int, int]]] = {}
        for pair in self._pairs(texts):
            with_other.setdefault(next((text for text in pair if text not in ours), None), []).append(pair)
        for other, pairs in with_other.items():
            for pair in pairs:
                yield from self._links_between(*pair)
            if other is not None:
                del self._known[other], self._runs[other]

    def _pairs(self, texts: Collection[int]) -> list[tuple[int, int]]:
        """Return the pairs of texts that may be alike by their sketches, the smaller number first, each of them once.

        One with a text that waits for a later batch is left to that.
        """
        shared = texts_that_share(self._connection, texts)
        sketches = read_sketches(self._connection, set(shared).union(*shared.values()))
        pairs = {
            (min(text, other), max(text, other))
            for text, others in shared.items()
            for other, telling in others.items()
            if text in sketches and other in sketches and may_be_alike(sketches[text], sketches[other], telling)
        }
        others = {text for pair in pairs for text in pair}.difference(texts)
        waiting = {
            text
            for (text,) in self._connection.execute(
                "SELECT t.text FROM json_each(?) v JOIN texts_to_compare t ON t.text = v.value", (as_list(others),)
            )
        }
        return sorted(pair for pair in pairs if waiting.isdisjoint(pair))

    def _members(self, text: int) -> list[Member]:
        """Return the articles that hold a text, in the order in which they stood."""
        members = self._known.get(text)
        if members is None:
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

    def _links_of(self, text: int) -> list[Row]:
        """Return the links of the articles that hold one text: each to one that stood before."""
        earlier, rows = Earlier(), []
        for member in self._members(text):
            original = earlier.counterpart(member)
            if original is not None:
                rows.append(self._row(member, original, _WORD_FOR_WORD))
            earlier.add(member)
        return rows

    def _links_between(self, text: int, other: int) -> list[Row]:
        """Return the links between the articles of two texts, none where the texts are not alike.

        The smaller number first: aligning two texts the other way round may come to another result.
        """
        members, others = self._members(text), self._members(other)
        one, another = members[0], others[0]
        around = _around(members, others)
        found = likeness(one.words, another.words, self._runs_of(text, one), self._runs_of(other, another), around)
        if found is None:
            return []
        sooner, later = (members, others) if in_order([one, another], self._descent)[0] is one else (others, members)
        earlier, rows = Earlier(sooner), []
        for place, member in enumerate(later):
            original = earlier.counterpart(member)
            if original is None or (place and member.stamp_day != original.stamp_day):
                continue
            first, second = in_order([original, member], self._descent)
            rows.append(self._row(second, first, found))
        return rows

    def _runs_of(self, text: int, member: Member) -> set[int]:
        runs = self._runs.get(text)
        if runs is None:
            runs = self._runs[text] = shingles(member.words.folded)
        return runs

    def _row(self, member: Member, original: Member, found: Likeness) -> Row:
        return (
            member.id, original.id, self._relation(member, original, found), found.kind, found.similarity,
            basis(member, original, found),
        )  # fmt: skip

    def _relation(self, member: Member, original: Member, found: Likeness) -> str:
        is_own = member.portal == original.portal
        is_renamed = is_own and has_led_to(self._connection, original.id, member.id)
        return relation(member, original, found, self._descent, is_renamed=is_renamed)


def _around(members: Sequence[Member], others: Sequence[Member]) -> Circumstances:
    """Return what the articles of two texts have in common beside their words."""
    ours, theirs = ({(one.portal, one.stamp_day) for one in group if one.stamp_day} for group in (members, others))
    days = not {day for _, day in ours}.isdisjoint(day for _, day in theirs)
    # Short texts are told apart by their days: one portal may well show both, of different days.
    beside = ours & theirs if members[0].words.is_short else _portals(members) & _portals(others)
    return Circumstances(
        same_day=days if members[0].stamp_day and others[0].stamp_day else None,
        same_minute=not _stamps(members).isdisjoint(_stamps(others)),
        side_by_side=bool(beside),
    )


def _portals(members: Sequence[Member]) -> set[str]:
    return {one.portal for one in members}


def _stamps(members: Sequence[Member]) -> set[str]:
    return {one.published for one in members if one.published}
