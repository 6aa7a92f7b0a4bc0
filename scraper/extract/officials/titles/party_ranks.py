"""Party ranks: the committee that a rank printed without its unit is of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.officials.bodies.body import Body
from scraper.extract.officials.bodies.body_names import committee
from scraper.extract.officials.units.printed_units import names_place, place_end
from scraper.extract.officials.units.unit import COMMITTEE_OF, LEVELS, NOUN_OF_COMMITTEE, Unit

if TYPE_CHECKING:
    from scraper.extract.officials.text.tokens import Tokens
    from scraper.extract.officials.titles.titles import TitleSpan
    from scraper.extract.officials.units.units import Units


def rank_body(tokens: Tokens, units: Units, span: TitleSpan, scope: dict[str, Unit]) -> Body:
    """Return the committee that a party rank is of: "TUV" of the province's, "ĐUV" of the commune's."""
    wanted = span.head.scope
    if wanted == "trung ương":
        return Body("Ban Chấp hành Trung ương Đảng", printed_unit=True)
    if wanted == "chi":
        return Body("Chi ủy")
    after = span.head_end
    if wanted == "đảng" and after + 1 < span.end and tokens.keys[after] not in LEVELS and tokens.shapes[after]:
        return Body(f"Đảng ủy {tokens.printed(after, span.end)}", printed_unit=True, party=True)  # "Đảng ủy Quân khu 2"
    if after < span.end and names_place(tokens, after):
        noun = NOUN_OF_COMMITTEE.get(wanted or "", "xã")
        unit = Unit(noun, tokens.printed(after, place_end(tokens, after, span.end)))
        return Body(f"{COMMITTEE_OF.get(noun, 'Đảng ủy')} {unit.name}", unit, printed_unit=True, party=True)
    if wanted == "đảng":
        return Body()
    above = _rank_unit(units, wanted or "", scope)
    if above is None:
        return Body(COMMITTEE_OF.get(NOUN_OF_COMMITTEE.get(wanted or "", "")), party=True)
    return Body(committee(above), above, party=True)


def _rank_unit(units: Units, wanted: str, scope: dict[str, Unit]) -> Unit | None:
    if wanted == "tỉnh":
        # TUV is printed for the member of a central city's committee too: the unit decides.
        return scope.get("tỉnh") or units.by_level.get("province")
    noun = NOUN_OF_COMMITTEE[wanted]
    found = scope.get(noun) or units.for_noun(noun)
    if found is None and wanted == "thị":
        district = units.by_level.get("district")
        return district if district is not None and district.noun == "thành phố" else None
    return found
