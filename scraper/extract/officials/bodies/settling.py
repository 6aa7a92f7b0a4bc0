"""Settling: the unit that a body belongs to which prints none ("UBND", "Ban Tổ chức", "Sở Y tế")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.officials.bodies import body_tables as tables
from scraper.extract.officials.bodies.body import Body
from scraper.extract.officials.bodies.body_names import committee, names_unit
from scraper.extract.officials.text.tokens import tokenise
from scraper.extract.officials.units.printed_units import nearest_commune
from scraper.extract.officials.units.unit import COMMITTEE_OF, COMMUNE, DISTRICT, PROVINCE, Unit
from scraper.extract.officials.units.villages import nearest_village
from scraper.patterns import regex
from scraper.vietnamese import fold_tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extract.officials.text.tokens import Tokens
    from scraper.extract.officials.titles.titles import TitleSpan
    from scraper.extract.officials.units.units import Units

_PROVINCES_OWN = ("Sở ", "Công an ", "Cục ", "Chi cục ", "Bộ CHQS ", "UBND ", "HĐND ", "Đoàn ĐBQH ", "Hội ", "Kho bạc ")
# The courts and procuracies of regions, since 1 July 2025, are called after their province ("khu vực 3 - Cà Mau").
_REGIONAL = regex(r"(?:TAND|VKSND|Phòng Thi hành án dân sự) khu vực \d{1,2}")
_NOUN_OF_COMMITTEE = {fold_tone(f"{name} "): noun for noun, name in COMMITTEE_OF.items()}
_ONLY_PROVINCES = ("sở ", "ban quản lý khu kinh tế ", "ban quản lý các khu công nghiệp ")
_NAMED_SCHOOL = regex(r"(?:Chi|Đảng) bộ Trường (?:\w+ )*?(?:THCS|THPT|Tiểu học|Mầm non|Mẫu giáo|Cao đẳng|Đại học) \S")
_CELLS = frozenset({"Chi bộ", "Chi ủy"})
_SCHOOLS = frozenset({"trường thcs", "trường tiểu học", "trường mầm non", "trường mẫu giáo", "trường th và thcs"})


class Settling:
    """Settles the units of the bodies of one field.

    Args:
        tokens: the field.
        units: the units of the article.
    """

    def __init__(self, tokens: Tokens, units: Units) -> None:
        self._tokens = tokens
        self._units = units

    def settle(self, spans: Sequence[TitleSpan], bodies: list[Body]) -> None:
        """Add the unit to bodies that belong to one and print none ("UBND", "Ban Tổ chức", "Ban Pháp chế")."""
        for index, body in enumerate(bodies):
            if body.name is None or body.unit is not None or body.printed_unit:
                continue
            span = spans[index]
            unit = next((b.unit for b in [*bodies[index + 1 :], *reversed(bodies[:index])] if b.unit is not None), None)
            if span.head.sort in {"party", "party_rank"} and (unit is None or unit.level != COMMUNE):
                unit = self._commune(span) if body.name == "Đảng ủy" else None
            unit = unit or self._units.host
            folded = f"{fold_tone(body.name)} "
            if (noun := _NOUN_OF_COMMITTEE.get(folded)) is not None and (unit is None or unit.noun != noun):
                continue  # "Thành ủy" on a province's portal: of a city that the text does not name
            if folded.startswith(tables.PROVINCIAL) or " sở " in folded:
                unit = self._units.by_level.get(PROVINCE) or unit
                if unit is not None and unit.level != PROVINCE and folded.startswith(_ONLY_PROVINCES):
                    continue  # no district or commune has a "Sở"
            province = self._units.by_level.get(PROVINCE)
            if province is not None and _REGIONAL.fullmatch(body.name):
                bodies[index] = Body(f"{body.name} - {province.name}", province, party=body.party)
                continue
            if body.name in _CELLS and (village := nearest_village(self._tokens, span.start)) is not None:
                bodies[index] = Body(f"{body.name} {village}", printed_unit=True, party=True)
                continue
            if unit is None or names_unit(body.name):
                continue
            if (ending := self._unit_at_end(body.name)) is not None:
                bodies[index] = Body(f"{body.name[: -len(ending.name)]}{ending}", ending, party=body.party)
                continue
            bodies[index] = self._with_unit(span, body, unit)

    def _commune(self, span: TitleSpan) -> Unit | None:
        """Return the commune that "Đảng ủy" is of: a district's committee has another name.

        On a district's portal it is the commune that the text spoke of last.
        """
        host = self._units.host
        if host is not None and host.level == COMMUNE:
            return host
        return nearest_commune(self._tokens, span.start) or self._units.by_level.get(COMMUNE)

    def _with_unit(self, span: TitleSpan, body: Body, unit: Unit) -> Body:
        """Return a body with the unit it belongs to: a committee's, a council's or the unit's own."""
        tokens, start, end = self._tokens, span.body_start, span.end
        while span.head.sort == "member" and (found := tables.MEMBER_WORDS.match(tokens, start, end)):
            start = found[0]
        if start >= end:  # the title prints no body: what was found for it is looked at
            tokens = tokenise(body.name or "")
            start, end = 0, len(tokens)
        if tables.PARTY_BODIES.match(tokens, start, end):
            inner = (body.name or "").removesuffix(" Đảng ủy")  # "UBKT Đảng ủy": which one it is
            return Body(f"{inner} {committee(unit)}", unit)
        if tables.COUNCIL_BODIES.match(tokens, start, end):
            return Body(f"{body.name} HĐND {unit}", unit)
        whole = fold_tone(body.name or "")
        if whole in {"bệnh viện đa khoa", "trung tâm y tế"}:
            return Body(f"{body.name} {unit}", unit)
        if _NAMED_SCHOOL.match(body.name or ""):
            return body  # "Chi bộ Trường THCS Ea Knuếc": the school's name tells which it is
        if whole in _SCHOOLS:  # a commune's school bears its name
            place = unit if unit.level == COMMUNE else nearest_commune(self._tokens, span.start)
            return Body(f"{body.name} {place.name}", place) if place is not None else body
        if body.party or tables.OF_THE_UNIT.match(tokens, start, end) or f"{whole} ".startswith(tables.UNITS_OWN):
            return Body(f"{body.name} {unit}", unit, party=body.party)
        return body

    def _unit_at_end(self, name: str) -> Unit | None:
        """Return the unit whose name ends a department's without its noun: "Sở Y tế Sơn La"."""
        if not name.startswith(_PROVINCES_OWN):
            return None
        known = (self._units.by_level.get(PROVINCE), self._units.by_level.get(DISTRICT))
        return next((unit for unit in known if unit is not None and name.endswith(f" {unit.name}")), None)
