"""Delegations: who leads one, by which words, and what it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.officials.introduction import Told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scraper.extract.officials.introduction import Introduction
    from scraper.extract.officials.scan import Item

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
