"""Printed units: which administrative unit a title or a sentence names, and where its name ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.officials.bodies import body_tables as tables
from scraper.extract.officials.bodies.body_names import name_end
from scraper.extract.officials.names import names
from scraper.extract.officials.text.phrases import positions
from scraper.extract.officials.text.tokens import Shape
from scraper.extract.officials.units.unit import COMMUNE, LEVELS, NOUN_OF_COMMITTEE, Unit
from scraper.extract.officials.units.unit_mentions import in_title, place_name

if TYPE_CHECKING:
    from scraper.extract.officials.text.tokens import Tokens
    from scraper.extract.officials.titles.titles import TitleSpan

# What the nouns of units and of their committees begin with.
_FIRST_WORDS = frozenset(noun.split()[0] for noun in LEVELS) | NOUN_OF_COMMITTEE.keys() | tables.NOUNS_IN_LETTERS.keys()
_AT = frozenset({"tại", "thăm"})
_SENTENCE = 60  # tokens looked back for where the sentence before is set
_NEAR = 250  # tokens looked back for the unit that is spoken of


def delegation(tokens: Tokens, start: int, limit: int) -> dict[str, Unit]:
    """Return the units whose people the sentence is about to name ("về phía huyện Quế Phong có ...").

    A commune is spoken of too where the sentence is set there: "tại xã Lâm Kiết, bà Kim Nhẹ, Chủ tịch UBND xã".
    """
    keys = tokens.keys
    found = _set_before(tokens, start)
    for index in positions(keys, _FIRST_WORDS, start, limit - 1):
        if keys[index] not in LEVELS and tuple(keys[index : index + 2]) not in {("thị", "xã"), ("thành", "phố")}:
            continue
        set_there = LEVELS.get(keys[index]) == COMMUNE and index > start and keys[index - 1] in _AT
        if not set_there and not tables.DELEGATION & set(keys[max(start, index - 5) : index]):
            continue
        unit = unit_at(tokens, index, limit)
        if unit is None:
            continue
        begins = index + len(unit.noun.split())
        # "Trưởng Đoàn ĐBQH tỉnh Bùi Ngọc Tân"
        if set_there or not names.firm(tokens, begins, begins + len(unit.name.split())):
            found[unit.noun] = unit
    return found


def _set_before(tokens: Tokens, start: int) -> dict[str, Unit]:
    """Return the unit where the sentence before ``start`` says that a team has gone on to.

    "Chiều cùng ngày, đoàn giám sát tại huyện Hàm Thuận Nam. Ông N, Chủ tịch UBND huyện tiếp đoàn."
    """
    keys = tokens.keys
    if start < 2 or keys[start - 1] != ".":
        return {}
    first = next((at + 1 for at in range(start - 2, max(-1, start - _SENTENCE), -1) if keys[at] in {".", "\n"}), start)
    if not {"đoàn", "tổ"} & set(keys[first:start]):
        return {}
    found: dict[str, Unit] = {}
    for index in positions(keys, _FIRST_WORDS, first, start - 1):
        if keys[index - 1] in _AT and (unit := unit_at(tokens, index, start - 1)) is not None:
            found = {unit.noun: unit}
    return found


def unit_at(tokens: Tokens, at: int, limit: int) -> Unit | None:
    """Return the unit named at ``at`` with its name, ``None`` where only a noun stands there."""
    words = 2 if " ".join(tokens.keys[at : at + 2]) in LEVELS else 1
    noun = " ".join(tokens.keys[at : at + words])
    if noun in tables.NOUNS_IN_LETTERS:
        noun = tables.NOUNS_IN_LETTERS[noun]
        words += int(at + 1 < limit and tokens.keys[at + 1] == ".")
    end = start = at + words
    while end < limit and end - start < tables.LONGEST_PLACE and names_place(tokens, end):
        end = names.hyphened(tokens, end, limit)
    if end == start or noun not in LEVELS:
        return None
    return Unit(noun, tokens.printed(start, end))


def names_place(tokens: Tokens, at: int) -> bool:
    """Tell whether the token can be a part of a place's name: a capital or a number."""
    return names.syllable(tokens, at, caps=True) or tokens.shapes[at] == Shape.DIGIT


def marker_of(tokens: Tokens, span: TitleSpan) -> tuple[int, str, bool] | None:
    """Return where the last unit's noun or committee of a body stands, the noun, and whether it is a committee.

    What stands behind the body's name is not looked at: "HĐND tỉnh đơn vị huyện Kon Rẫy" is the province's.
    """
    keys = tokens.keys
    found = None
    for index in positions(keys, _FIRST_WORDS, span.body_start, name_end(tokens, span.body_start, span)):
        two = " ".join(keys[index : min(index + 2, span.end)])
        if two.endswith((" ủy", " đoàn")) and two.split()[0] in NOUN_OF_COMMITTEE:
            found = (index, NOUN_OF_COMMITTEE[two.split()[0]], True)
        elif two in LEVELS and " " in two:
            found = (index, two, False)
        elif keys[index] in tables.NOUNS_IN_LETTERS and index > span.body_start:
            if keys[index] == "tp" or index + 1 == span.end or names.syllable(tokens, index + 1):
                found = (index, tables.NOUNS_IN_LETTERS[keys[index]], False)
        elif keys[index] in LEVELS:
            if keys[index] == "xã" and (
                keys[index - 1] in {"thị", "tác"} or keys[index + 1 : index + 2] in tables.NOT_UNITS
            ):
                continue
            found = (index, keys[index], False)
    return found


def printed_unit(tokens: Tokens, span: TitleSpan) -> Unit | None:
    """Return the unit that a title names with its name, ``None`` where it elides the name or has no unit."""
    marker = marker_of(tokens, span)
    return unit_of_marker(tokens, span, marker) if marker is not None else None


def unit_of_marker(tokens: Tokens, span: TitleSpan, marker: tuple[int, str, bool]) -> Unit | None:
    """Return the unit that a title names with its name, where :func:`marker_of` has found its noun or committee."""
    at, noun, committee = marker
    if not committee:
        return unit_at(tokens, at, span.end)
    start = at + 2
    if start + 1 < span.end and tokens.keys[start] == noun and tokens.shapes[start + 1] == Shape.DIGIT:
        start += 1  # "Quận ủy Quận 15"
    if start < span.end and tokens.keys[start] == "tp":
        start += 1
    if start >= span.end or not names_place(tokens, start):
        return None
    return Unit(noun, tokens.printed(start, place_end(tokens, start, span.end)))


def nearest_commune(tokens: Tokens, at: int) -> Unit | None:
    """Return the last commune, ward or township named before token ``at``, ``None`` where none is."""
    keys = tokens.keys
    for index in range(min(at, len(keys) - 2), max(-1, at - _NEAR), -1):
        second = keys[index : index + 2] in (["thị", "trấn"], ["đặc", "khu"])
        if (second or keys[index] in {"xã", "phường"}) and keys[index - 1] != "thị":
            unit = unit_at(tokens, index, len(keys))
            if unit is None or keys[index + 1] == "hội":
                continue
            # Behind a post's commune stands who holds it: "Bí thư Đoàn xã Vi Nhật Quang".
            name = place_name(unit.noun, unit.name.split(), after_post=True) if in_title(tokens, index) else unit.name
            if name is not None:
                return Unit(unit.noun, name)
    return None


def place_end(tokens: Tokens, start: int, limit: int) -> int:
    """Return the end of the place's name that begins at ``start``."""
    end = start
    while end < limit and names_place(tokens, end):
        end = names.hyphened(tokens, end, limit)
    return end
