"""Registers: lists under a headline that says the same of everybody in them ("Danh sách trúng cử đại biểu HĐND xã").

A list of those who were elected gives each of them the seat too, in the words of the sentence that opens the list, or
else of the headline.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from scraper.extract.officials.bodies.completion import Completion
from scraper.extract.officials.introduction import Told
from scraper.extract.officials.roles.evidence import evidence_of
from scraper.extract.officials.roles.lists import goes_on, is_numbered
from scraper.extract.officials.scan import Scanner
from scraper.extract.officials.text.sentences import sentences
from scraper.extract.officials.text.tokens import Shape

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scraper.extract.officials.introduction import Sentence
    from scraper.extract.officials.scan import Item
    from scraper.extract.officials.text.tokens import Tokens
    from scraper.extract.officials.titles.titles import TitleSpan
    from scraper.extract.officials.units.units import Units
    from scraper.items import RoleEvidence

_ROLES = {("received",), ("elected",), ("re_elected",), ("appointed",), ("dismissed",)}
_OPENS_WITHIN = 8  # sentences of a field in which the list is opened


class Seat(NamedTuple):
    """The seat that a list gives to everybody in it, with the field where it stands."""

    field: str
    tokens: Tokens
    completion: Completion
    title: TitleSpan


@dataclass(frozen=True, slots=True)
class Register:
    """What the headline of a list says of everybody in it: roles, and the seat of those who were elected."""

    told: list[RoleEvidence] = field(default_factory=list)
    seat: Seat | None = None

    def lists(self, sentence: Sentence) -> bool:
        """Tell whether a sentence is a numbered line of the list."""
        if not self.told:
            return False
        tokens, start = sentence.tokens, sentence.start
        return (tokens.shapes[start] == Shape.DIGIT or is_numbered(tokens, start)) and goes_on(sentence)


def read_register(fields: Sequence[tuple[str, Tokens]], units: Units, organiser: Callable[[], str | None]) -> Register:
    """Return what the headline of a list says, nothing where no field begins with one.

    Args:
        fields: names and tokens.
        units: the units of the article.
        organiser: as for :class:`Completion`.
    """
    for name, tokens in fields:
        if tokens.keys[:2] != ["danh", "sách"]:
            continue
        scanner = Scanner(tokens, units.places)
        items = scanner.scan(*sentences(tokens)[0])
        told = _told(items)
        if told is None:
            return Register()
        title = _seat(items, told)
        seat = Seat(name, tokens, Completion(tokens, units, organiser), title) if title is not None else None
        if seat is not None:
            seat = _in_opening(fields, units, organiser) or seat
        return Register(evidence_of(name, tokens, told), seat)
    return Register()


def _told(items: Sequence[Item]) -> Told | None:
    """Return what a headline says of all whom the list under it names: "Danh sách cá nhân được tặng Giấy khen"."""
    for item in items:
        if item.verb is not None and item.verb.roles in _ROLES:
            return Told(item.verb.roles, item.start, item.end)
    return None


def _seat(items: Sequence[Item], told: Told) -> TitleSpan | None:
    """Return the seat behind the verb of a headline, ``None`` where it gives none."""
    title = next((item.title for item in items if item.title is not None and item.start >= told.end), None)
    return title if title is not None and title.head.sort == "delegate" and "elected" in told.roles else None


def _in_opening(fields: Sequence[tuple[str, Tokens]], units: Units, organiser: Callable[[], str | None]) -> Seat | None:
    """Return the seat in the words of the sentence that opens the list: "... người trúng cử đại biểu HĐND xã:"."""
    for name, tokens in fields:
        for start, end in sentences(tokens)[:_OPENS_WITHIN]:
            shouted = tokens.shapes[start] == Shape.CAPS
            if shouted or "cử" not in tokens.keys[start:end] or ":" not in tokens.keys[end - 2 : end]:
                continue
            items = Scanner(tokens, units.places).scan(start, end)
            told = _told(items)
            title = _seat(items, told) if told is not None else None
            if title is not None:
                return Seat(name, tokens, Completion(tokens, units, organiser), title)
    return None
