"""Where in an article the words stand that something was read from: names, days, and what tells a role.

Names and the words of roles have places in the store. Of an event the words are kept: its place is the first in which
they stand by themselves, in the order in which an article is read.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    Row = sqlite3.Row | Mapping[str, Any]

Kind = Literal["name", "day", "role"]
_JOINS = frozenset("/.-")  # within a date that is written in digits


class Mark(NamedTuple):
    """Words in a field of the record that something was read from.

    Attributes:
        start: where they begin, in characters of the field.
        end: where they end.
        kind: what was read.
        of: the position of the mention whose name they are, of the event whose day; 0 for a role.
        field: as the record names it: ``text``, ``captions[2]``.
    """

    start: int
    end: int
    kind: Kind
    of: int
    field: str

    @property
    def anchor(self) -> str:
        """What the words are called in the page."""
        return anchor(self.kind, self.field, self.start)


def anchor(kind: Kind, field: str, start: int) -> str:
    """Return the identifier that words have in the page: ``role-captions-2-64``."""
    return f"{kind}-{field.replace('[', '-').rstrip(']')}-{start}"


def found_words(
    mentions: Iterable[Row], events: Iterable[Row], roles: Iterable[Row], texts: Mapping[str, str]
) -> dict[str, list[Mark]]:
    """Return field name to the words in it that something was read from, as they stand; none overlap.

    Of words that say two things a name goes before a day, and a day before a role.

    Args:
        mentions: rows with ``position`` and ``spans`` (JSON: ``field``, ``start``, ``end``).
        events: rows with ``position`` and ``text``.
        roles: rows with ``field``, ``start`` and ``end``, ``None`` where no words tell the role.
        texts: the fields of the record, in the order in which an article is read.
    """
    names = [
        Mark(span["start"], span["end"], "name", mention["position"], span["field"])
        for mention in mentions
        for span in json.loads(mention["spans"])
    ]
    days = [mark for event in events if (mark := day_words(event["text"], event["position"], texts))]
    told = [
        Mark(role["start"], role["end"], "role", 0, role["field"])
        for role in roles
        if role["field"] is not None and role["start"] is not None
    ]
    found: dict[str, list[Mark]] = {}
    for mark in [*sorted(names), *days, *sorted(told)]:
        _put(found.setdefault(mark.field, []), mark)
    return found


def _put(kept: list[Mark], mark: Mark) -> None:
    """Put a mark among those of its field, unless it overlaps one of them."""
    place = bisect_left(kept, mark)
    if mark.start >= mark.end or (place and kept[place - 1].end > mark.start):
        return
    if place == len(kept) or mark.end <= kept[place].start:
        kept.insert(place, mark)


def day_words(words: str, event: int, texts: Mapping[str, str]) -> Mark | None:
    """Return where the words of an event stand first by themselves, ``None`` where they do not stand like that.

    Args:
        words: as the event has them.
        event: its position.
        texts: the fields, in the order in which they are read.
    """
    for field, text in texts.items() if words else ():
        start = text.find(words)
        while start >= 0:
            if _is_alone(text, start, start + len(words)):
                return Mark(start, start + len(words), "day", event, field)
            start = text.find(words, start + 1)
    return None


def _is_alone(text: str, start: int, end: int) -> bool:
    """Tell whether words are no part of a longer word or date: "5/3" in "15/3", in "5/3/2021"."""
    before, after = text[max(start - 2, 0) : start], text[end : end + 2]
    if before[-1:].isalnum() or after[:1].isalnum():
        return False
    runs_on = after[:1] in _JOINS and after[1:].isdigit()
    goes_before = before[-1:] in _JOINS and before[:1].isdigit() and text[start].isdigit()
    return not runs_on and not goes_before
