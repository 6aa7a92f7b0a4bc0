"""Printed bodies: the organisation as a title or a text prints it, the elided name of its unit filled in."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from scraper.extract.officials.bodies import body_tables as tables
from scraper.extract.officials.bodies.body import Body
from scraper.extract.officials.bodies.body_names import central_name, committee, mission, name_end, spelt
from scraper.extract.officials.titles.heads import MODIFIERS, Head
from scraper.extract.officials.titles.party_ranks import rank_body
from scraper.extract.officials.titles.titles import TitleSpan
from scraper.extract.officials.units.printed_units import marker_of, nearest_commune, unit_of_marker
from scraper.extract.officials.units.unit import COMMITTEE_OF, COMMUNE, LEVELS, Unit
from scraper.patterns import regex
from scraper.vietnamese import fold_tone

if TYPE_CHECKING:
    from scraper.extract.officials.text.tokens import Tokens
    from scraper.extract.officials.units.units import Units

_PARTY = regex(r"(?:Đảng|Chi|Tỉnh|Thành|Thị|Huyện|Quận) (?:ủy|bộ)")
_COUNCIL = regex(r"Tổ đại biểu (?=HĐND)", re.IGNORECASE)
# Bodies printed by their kind alone: which one is told elsewhere.
_COMMAND = "Bộ Tư lệnh "  # what a region of the navy or the coast guard is led by
_KINDS = frozenset({"ban", "hội", "đoàn", "đội", "tổ", "phòng"})


class PrintedBodies:
    """Reads the bodies that one field prints.

    Args:
        tokens: the field.
        units: the units of the article.
    """

    def __init__(self, tokens: Tokens, units: Units) -> None:
        self._tokens = tokens
        self._units = units

    def alone(self, start: int, end: int) -> Body:
        """Return a body that stands in the text by itself, from token ``start`` to ``end``."""
        return self.of(no_title(start, end), {})

    def of(self, span: TitleSpan, scope: dict[str, Unit]) -> Body:
        """Return the body of a title as it prints it; without a name where it prints none.

        Args:
            span: the title.
            scope: the unit each noun means in the sentence.
        """
        tokens = self._tokens
        if span.head.sort == "party_rank":
            return rank_body(tokens, self._units, span, scope)
        if tokens.keys[span.body_start : span.body_start + 3] == ["tổ", "đại", "biểu"]:  # without where it was elected
            span = replace(span, end=name_end(tokens, span.body_start, span))
        start = body_start(tokens, span)
        if span.rank and (central := central_name(tokens, span)) is not None:
            return Body(central, printed_unit=True)
        if (abroad := mission(tokens, span)) is not None:
            return Body(abroad, printed_unit=True)
        if start >= span.end:
            return Body()
        name = self._name(span, start)
        party = _PARTY.match(name) is not None
        marker = marker_of(tokens, span)
        if marker is None:
            return self._without_marker(span, start, name, party)
        if marker[0] == start and span.head.sort == "state" and not marker[2]:
            name = f"UBND {name}"  # "Phó chủ tịch xã"
        if marker[0] == start and span.head.sort == "party" and not marker[2]:
            above = COMMITTEE_OF.get(marker[1])  # "Bí thư xã", "Bí thư huyện Núi Sen"
            name = f"Đảng ủy {name}" if above is None else above + name[len(marker[1]) :]
            party = True
        return self._with_marker(span, scope, name, party, marker)

    def _name(self, span: TitleSpan, start: int) -> str:
        """Return the body's name as printed, in the usual spelling."""
        tokens = self._tokens
        name = spelt(tokens, start, span)
        if span.head.sort == "delegate" and {"quốc", "đbqh"} & set(tokens.keys[start : span.end]):
            return self._delegates(span)
        if span.head.sort == "state" and tokens.follows(start, "mặt", "trận") and not name.startswith("MTTQ"):
            # Who is chaired is its committee.
            return name.replace(tokens.printed(start, start + 2), "UBMTTQ Việt Nam", 1)
        if (council := _COUNCIL.match(name)) is not None:
            return name[council.end() :]  # a group of deputies is the council's
        if name.startswith("Tổ đại biểu"):
            return "HĐND"
        name = name.removeprefix("thôn ") if name.startswith(("thôn làng ", "thôn bản ")) else name
        first, second, third, *_ = (*fold_tone(name).split(), "", "", "")
        if span.head.sort == "body" and first == second and third != "chống":
            return name[len(first) + 1 :]  # "Phó Trưởng ban Ban Quản lý Khu kinh tế"
        head = " ".join(tokens.keys[span.head_start : span.head_end]).removeprefix("phó ")
        noun = tables.NOUN_OF_HEAD.get(head)
        if noun is not None and tokens.keys[start] not in {*noun.lower().split(), "các"}:
            return f"{noun} {name}"
        return name

    def _delegates(self, span: TitleSpan) -> str:
        """Return the delegation that a deputy of the National Assembly belongs to."""
        rest = span.head_end
        while (found := MODIFIERS.match(self._tokens, rest, span.end)) is not None:
            rest = found[0]
        return f"Đoàn ĐBQH{spelt(self._tokens, rest, span, lead=' ')}"

    def _with_marker(
        self, span: TitleSpan, scope: dict[str, Unit], name: str, party: bool, marker: tuple[int, str, bool]
    ) -> Body:
        """Return a body that prints a unit's noun or a committee, with the unit's name where only the noun stands."""
        tokens = self._tokens
        at, noun, is_committee = marker
        printed = unit_of_marker(tokens, span, marker)
        unit = printed or scope.get(noun) or self._units.for_noun(noun)
        if unit is None and LEVELS.get(noun) == COMMUNE:
            near = nearest_commune(tokens, span.start)
            unit = near if near is not None and near.noun == noun else None
        words = 2 if is_committee or " ".join(tokens.keys[at : at + 2]) == noun else 1
        if printed is None and unit is not None and at + words >= name_end(tokens, span.body_start, span):
            name = f"{name} {committee(unit).split(maxsplit=2)[2] if is_committee else unit.name}"
        if name.startswith("Thành ủy thành phố "):
            name = name.replace(" thành phố ", " ", 1)
        return Body(name, unit, printed is not None, party, unit if is_committee else None)

    def _without_marker(self, span: TitleSpan, start: int, name: str, party: bool) -> Body:
        tokens = self._tokens
        if name.endswith("TP Hồ Chí Minh"):
            return Body(name, Unit("thành phố", "Hồ Chí Minh"), True, party)
        # A branch of the state's is not the state; a deputy of the National Assembly is of a province's delegation.
        below = name.startswith("Kho bạc ") or span.head.sort == "delegate"
        if not below and any(True for _ in tables.CENTRAL.everywhere(tokens, start, span.end)):
            if span.rank or name.startswith("Trung ương"):
                name = name.replace("Trung ương Đảng", "Ban Chấp hành Trung ương Đảng", 1)
            if span.head.sort == "party" and name.startswith("Ban Chấp hành Trung ương"):
                name = "Ban Bí thư Trung ương Đảng"
            return Body(name, None, printed_unit=True)
        if name.endswith("Việt Nam") and "MTTQ" not in name:
            return Body(name, None, printed_unit=True)
        if "tư lệnh" in " ".join(tokens.keys[span.head_start : span.head_end]):
            name = f"{_COMMAND}{name}" if name.startswith("Vùng ") else name
            return Body(name, None, printed_unit=True)  # a province's force has a "chỉ huy trưởng"
        if name.startswith("Vùng "):
            return Body(f"{_COMMAND}{name}", None, printed_unit=True)  # "Phó Chủ nhiệm Chính trị Vùng 3 Hải quân"
        if name.lower() in _KINDS:
            return Body()
        return Body(name, None, party=party)


def body_start(tokens: Tokens, span: TitleSpan) -> int:
    """Return where a title's body begins; a member's is the body behind "Ban Thường vụ", "Ban Chấp hành lâm thời"."""
    start = span.body_start
    while span.head.sort == "member" and (
        found := tables.MEMBER_WORDS.match(tokens, start, span.end)
        or (MODIFIERS.match(tokens, start, span.end) if start > span.body_start else None)
    ):
        start = found[0]
    return start


def no_title(start: int, end: int) -> TitleSpan:
    """Return the span of a body without a post before it."""
    return TitleSpan(start, end, Head("office"), start, start, start, "position")
