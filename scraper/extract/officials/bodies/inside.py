"""Inside: the institution that a body is inside of, where its own name does not tell.

"Trưởng phòng Tham mưu" of the province's police, "Chánh Thanh tra Sở" of the department that the text names, "Bí thư
Chi bộ" of the village that the same person is the head of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.officials.bodies.bodies import read_body
from scraper.extract.officials.bodies.body import Body
from scraper.extract.officials.bodies.body_names import place_at_end
from scraper.extract.officials.bodies.institutions import (
    has_cell,
    has_party_committee,
    is_of_the_unit,
    kind_of_host,
    kinds_at_end,
    parents_of,
    party_committee,
    tells_its_whole,
)
from scraper.extract.officials.bodies.printed_bodies import no_title
from scraper.extract.officials.units.unit import COMMUNE, DISTRICT, PROVINCE
from scraper.vietnamese import fold_tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extract.officials.bodies.held import Held
    from scraper.extract.officials.bodies.named_bodies import NamedBodies
    from scraper.extract.officials.bodies.printed_bodies import PrintedBodies
    from scraper.extract.officials.bodies.settling import Settling
    from scraper.extract.officials.text.tokens import Tokens
    from scraper.extract.officials.titles.titles import TitleSpan
    from scraper.extract.officials.units.units import Units

_LONGEST_BODY = 30  # tokens
_COMMITTEES = frozenset({"đảng ủy", "chi bộ", "chi ủy"})


class Inside:
    """Finds the institutions that the bodies of one field are inside of.

    Args:
        tokens: the field.
        units: the units of the article.
        printed: reads the field's bodies.
        named: finds bodies by their kind.
        settling: settles their units.
        held: the bodies of the people named before.
    """

    def __init__(
        self,
        tokens: Tokens,
        units: Units,
        printed: PrintedBodies,
        named: NamedBodies,
        settling: Settling,
        held: Held,
    ) -> None:
        self._tokens = tokens
        self._units = units
        self._printed = printed
        self._named = named
        self._settling = settling
        self._held = held
        self._host_kind = kind_of_host(units.label)

    def complete(self, spans: Sequence[TitleSpan], bodies: list[Body]) -> None:
        """Add to a person's bodies the institutions they are inside of; committees last, for they need the rest."""
        for committees in (False, True):
            for index, body in enumerate(bodies):
                if body.name is None or body.unit is not None or body.printed_unit:
                    continue
                if (fold_tone(body.name) in _COMMITTEES) == committees:
                    bodies[index] = self._of(index, spans[index], body, bodies)

    def _of(self, index: int, span: TitleSpan, body: Body, bodies: Sequence[Body]) -> Body:
        """Return a body with the institution it is inside of, where there is one ("Phòng Tham mưu Công an tỉnh")."""
        name = body.name or ""
        folded = fold_tone(name)
        if folded in _COMMITTEES:
            return body if span.head.sort == "delegate" else self._own_committee(name, index, bodies) or body
        if folded.endswith(" đảng ủy") and (whole := self._same_committee("Đảng ủy")) is not None:
            return Body(f"{name[: -len('Đảng ủy')]}{whole.name}", whole.unit, printed_unit=True)
        for kind in kinds_at_end(name):
            whole = self._named.institution(kind)
            if whole is not None and whole.name is not None:
                return Body(f"{name[: -len(kind)]}{whole.name}", whole.unit, printed_unit=True)
        if folded == "công đoàn" and (whole := self._held.institution()) is not None:
            return Body(f"{name} {whole.name}", whole.unit, printed_unit=True)
        if folded == "hội đồng trường":
            school = self._named.institution("trường")
            return Body(f"{name} {school.name}", school.unit, printed_unit=True) if school is not None else body
        bracketed = self._bracketed(span)
        if bracketed is not None and parents_of(folded, "sở"):
            return Body(f"{name} {bracketed.name}", bracketed.unit, printed_unit=True)
        if tells_its_whole(folded):
            return body
        for kind in parents_of(folded, self._host_kind):
            told = [b for b in bodies if b.name is not None and f"{fold_tone(b.name)} ".startswith(f"{kind} ")]
            whole = told[0] if told else self._named.institution(kind)
            if whole is not None and whole.name is not None:
                return Body(f"{name} {whole.name}", whole.unit, printed_unit=True)
        return self._police(body, folded) or self._neighbours(body, folded) or body

    def _police(self, body: Body, folded: str) -> Body | None:
        """Return a department or team of the police with the police it is of."""
        if "công an" not in " ".join(parents_of(folded, self._host_kind)):
            return None
        level = self._units.by_level.get(PROVINCE if folded.startswith("phòng") else DISTRICT)
        level = level or self._units.by_level.get(PROVINCE)
        return Body(f"{body.name} Công an {level}", level, printed_unit=True) if level is not None else None

    def _neighbours(self, body: Body, folded: str) -> Body | None:
        """Return a department that no unit has with the institution of the person named before."""
        if is_of_the_unit(folded):
            return None
        whole = self._held.institution()
        return Body(f"{body.name} {whole.name}", whole.unit, printed_unit=True) if whole is not None else None

    def _bracketed(self, span: TitleSpan) -> Body | None:
        """Return the body that stands in brackets after a title: "Trưởng phòng Tổ chức (Sở Tư pháp)"."""
        start = span.end + 1
        if not self._tokens.follows(span.end, "(", "sở") and not self._tokens.follows(span.end, "(", "chi", "cục"):
            return None
        end, _ = read_body(self._tokens, start, min(len(self._tokens), start + _LONGEST_BODY), may_name=False)
        bodies = [self._printed.alone(start, end)]
        self._settling.settle([no_title(start, end)], bodies)
        return bodies[0] if bodies[0].name else None

    def _own_committee(self, kind: str, index: int, bodies: Sequence[Body]) -> Body | None:
        """Return the party committee of the institution or village that the person heads, or of the publisher."""
        for other in (*bodies[index + 1 :], *bodies[:index]):
            if other.name is None:
                continue
            if fold_tone(kind).startswith("chi") and (place := place_at_end(other.name)) is not None:
                return Body(f"{kind} {place}", other.unit, printed_unit=True, party=True)
            cell = fold_tone(kind).startswith("chi") and has_cell(fold_tone(other.name))
            if cell or has_party_committee(fold_tone(other.name)):
                whole = [other]
                self._settling.settle([no_title(0, 0)], whole)
                if kind == "Đảng ủy" and whole[0].unit is not None and whole[0].unit.level == COMMUNE:
                    continue  # a commune's offices are of its own committee
                return Body(party_committee(kind, whole[0].name or ""), whole[0].unit, printed_unit=True, party=True)
        placed = any(other.unit is not None for at, other in enumerate(bodies) if at != index)
        return self.published(kind) or (None if placed else self._same_committee(kind))

    def _same_committee(self, kind: str) -> Body | None:
        """Return the committee of agencies that the secretary named before heads: no province has a "Đảng ủy"."""
        host, like = self._units.host, self._held.by_head("bí thư")
        if host is None or host.level == COMMUNE or like is None or like.name is None:
            return None
        if like.name == f"{kind} {host}":
            return None
        of_a_commune = like.unit is not None and like.unit.level == COMMUNE
        return like if like.name.startswith(f"{kind} ") and not of_a_commune else None

    def published(self, kind: str) -> Body | None:
        """Return the party committee of the institution that publishes, ``None`` where none with one does.

        Args:
            kind: "Đảng ủy" or "Chi bộ".
        """
        published = self._named.institution(self._host_kind) if self._host_kind is not None else None
        if published is None or published.name is None or not has_party_committee(fold_tone(published.name)):
            return None
        return Body(party_committee(kind, published.name), published.unit, printed_unit=True, party=True)
