"""Delegations: who leads one, by which words, and what it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.officials.introduction import Told
from scraper.extract.officials.roles.clauses import NOUN_MAKERS
from scraper.extract.officials.roles.verbs import VERBS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scraper.extract.officials.introduction import Introduction, Sentence
    from scraper.extract.officials.scan import Item
    from scraper.extract.officials.text.tokens import Tokens

_CAME_FOR = frozenset({"visited", "inspected", "supervised"})
_BEFORE_UNION = frozenset({"chi", "huyện", "thị", "quận", "công"})  # "Chi đoàn", "Công đoàn"
_ENDS = frozenset({".", "\n"})
_ONE_SENTENCE = 80  # tokens looked back
_TEAMS: dict[tuple[str, ...], str] = {
    ("kiểm", "tra"): "inspected",
    ("khảo", "sát"): "inspected",
    ("giám", "sát"): "supervised",
}


def told_of_leader(items: Sequence[Item], person: Introduction) -> Told:
    """Return by which words "Đoàn do N ... dẫn đầu" says that N leads: its verb, else "do"."""
    for item in items:
        if item.start >= person.end and item.verb is not None and item.verb.sort == "lead":
            return Told(("led_delegation",), item.start, item.end)
    return Told(("led_delegation",), person.start - 1, person.start)


def names_delegation(keys: Sequence[str]) -> bool:
    """Tell whether words name a delegation ("Đoàn công tác của tỉnh"), and not a branch of the youth union alone."""
    return any(key == "đoàn" and (at == 0 or keys[at - 1] not in _BEFORE_UNION) for at, key in enumerate(keys))


def leaders_came_for(
    told: Sequence[tuple[Introduction, Told]], sentence: Sentence
) -> Iterator[tuple[Introduction, Told]]:
    """Yield what the sentence before tells of a team whose leader this one names.

    "UBND xã đến thăm Ban Chỉ huy. Đoàn do đồng chí N làm Trưởng đoàn": N visited, if no more is told of N here.

    Args:
        told: what the sentence tells.
        sentence: that names the leader.
    """
    for leader in [who for who, one in told if one.roles == ("led_delegation",)]:
        if not any(_CAME_FOR & set(one.roles) for who, one in told if who is leader):
            told_before = _came_for(sentence.tokens, sentence.start, sentence.named)
            if told_before is not None:
                yield leader, told_before


def _came_for(tokens: Tokens, start: int, named: int) -> Told | None:
    """Return what a team did in the sentence before ``start``; what is done before ``named`` is somebody's."""
    keys = tokens.keys
    first = max(named, start - _ONE_SENTENCE)
    while start > first and keys[start - 1] in _ENDS:
        start -= 1
    first = next((at + 1 for at in range(start - 1, first - 1, -1) if keys[at] in _ENDS), first)
    for at in range(first, start):
        if keys[at] not in VERBS.first_words or keys[at - 1] in NOUN_MAKERS:
            continue
        found = VERBS.match(tokens, at, start)
        if found is not None and _CAME_FOR & set(found[1].roles):
            return Told(found[1].roles, at, found[0])
    return None


def purposes(keys: Sequence[str], start: int, leader: Introduction, lead: Item) -> Iterator[Told]:
    """Yield what a team is for, which its leader does: "Đoàn kiểm tra do N làm Trưởng đoàn", "dẫn đầu đoàn kiểm tra".

    Args:
        keys: the words of the field.
        start: the first of the sentence.
        leader: who leads.
        lead: the verb of leading.
    """
    named = lead.end - 3 if keys[lead.start] == "làm" else lead.end  # "làm trưởng đoàn kiểm tra"
    for at in (*range(start, leader.start), named, lead.end):
        role = _TEAMS.get(tuple(keys[at + 1 : at + 3])) if keys[at : at + 1] == ["đoàn"] else None
        if role is not None:
            yield Told((role,), at + 1, at + 3)
