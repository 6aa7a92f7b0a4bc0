"""Completion: the full name of the organisation a title is held in, with its unit, where the text elides them.

"Bí thư Thị ủy" on the portal of thị xã Kỳ Anh is held in "Thị ủy Kỳ Anh", "Phó Bí thư, Chủ tịch UBND xã" in the party
committee of the same xã, "UVBTV, Trưởng Ban Tổ chức Thị ủy" in that Thị ủy. In this order: what the title prints, what
the same person's other titles print, whose delegation the sentence speaks of, what the article is about.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.extract.officials import body_tables as tables
from scraper.extract.officials.antecedents import Antecedents
from scraper.extract.officials.bodies import read_body
from scraper.extract.officials.body import Body
from scraper.extract.officials.body_names import central_name, committee, spelt
from scraper.extract.officials.heads import MODIFIERS, Head
from scraper.extract.officials.institutions import (
    has_party_committee,
    kind_of_host,
    kinds_at_end,
    parents_of,
    party_committee,
)
from scraper.extract.officials.party_ranks import rank_body
from scraper.extract.officials.printed_units import (
    delegation,
    marker_of,
    nearest_commune,
    printed_unit,
)
from scraper.extract.officials.settling import Settling
from scraper.extract.officials.titles import TitleSpan
from scraper.extract.officials.unit import COMMUNE, DISTRICT, LEVELS, PROVINCE, Unit
from scraper.vietnamese import fold_tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extract.officials.introduction import Introduction
    from scraper.extract.officials.tokens import Tokens
    from scraper.extract.officials.units import Units

_LONGEST_BODY = 30  # tokens


class Completion:
    """Completes the bodies of the titles of one field.

    Args:
        tokens: the field.
        units: the units of the article.
        organiser: the full name of the association whose meeting it is, where it is one.
        before: the completions of the fields before this one, which may name a body in full.
    """

    def __init__(self, tokens: Tokens, units: Units, organiser: str | None, before: Sequence[Completion] = ()) -> None:
        self._before = before
        self._tokens = tokens
        self._units = units
        self._organiser = organiser
        self._antecedents = Antecedents(tokens)
        self._settling = Settling(tokens, units)
        self._host_kind = kind_of_host(units.label)

    def _antecedent(self, kind: str) -> Body | None:
        """Return the body of this kind that the text names in full: "Giám đốc Sở" after "Sở Y tế"."""
        found = self._antecedents.of_kind(kind)
        if found is not None:
            return self._named_body(*found)
        return next((body for other in self._before if (body := other._antecedent(kind)) is not None), None)

    def _institution(self, kind: str) -> Body | None:
        """Return the institution of this kind that the text names in full, with its unit."""
        found = self._antecedents.of_kind(kind)
        if found is None:
            return next((body for other in self._before if (body := other._institution(kind)) is not None), None)
        bodies = [self._named_body(*found)]
        self._settling.settle([_no_title(*found)], bodies)
        return bodies[0]

    def _named_body(self, start: int, end: int) -> Body:
        """Return a body that stands in the text by itself."""
        return self._own(_no_title(start, end), {})

    def body_alone(self) -> Body:
        """Return the body that the whole field is the name of, with its unit ("UBND thị xã" in a table of facts)."""
        bodies = [self._named_body(0, len(self._tokens))]
        self._settling.settle([_no_title(0, len(self._tokens))], bodies)
        return bodies[0]

    def settle(self, spans: Sequence[TitleSpan], bodies: list[Body]) -> None:
        """Add the unit to bodies that belong to one and print none; see :meth:`Settling.settle`."""
        self._settling.settle(spans, bodies)

    def bodies(self, person: Introduction, sentence_start: int) -> list[Body]:
        """Return the body of each title of a person, in order."""
        spans = [use.span for use in person.titles]
        if not spans:
            return []
        told = delegation(self._tokens, sentence_start, person.start)
        scope = dict(told)
        for use in person.titles:
            unit = printed_unit(self._tokens, use.span)
            if unit is not None and unit.noun in LEVELS:
                scope.setdefault(unit.noun, unit)
                if use.kind == "new":
                    told.setdefault(unit.noun, unit)
        # A post that is given is in the article's unit, not in the one of the post that is left.
        moved = any(use.kind == "former" for use in person.titles)
        bodies = [self._own(use.span, told if moved and use.kind == "new" else scope) for use in person.titles]
        for index, body in enumerate(bodies):
            kind = " ".join(self._tokens.keys[spans[index].body_start : spans[index].end])
            office = spans[index].head.sort == "office" and kind == "ban"  # "Phó Giám đốc Ban"
            if office or (spans[index].head.sort not in {"party_rank", "member"} and kind in tables.KINDS_OF_BODY):
                bodies[index] = self._antecedent(kind) or body
        for index, body in enumerate(bodies):
            if body.name is None:
                bodies[index] = self._inherited(index, spans, bodies, scope)
        for index, body in enumerate(bodies):
            bodies[index] = self._inside(index, spans[index], body, bodies)
        return bodies

    def _inside(self, index: int, span: TitleSpan, body: Body, bodies: Sequence[Body]) -> Body:
        """Return a body with the institution it is inside of, where there is one ("Phòng Tham mưu Công an tỉnh")."""
        if body.name is None or body.unit is not None or body.printed_unit:
            return body
        name = fold_tone(body.name)
        if name in {"đảng ủy", "chi bộ"} and span.head.sort != "delegate":
            return self._own_committee(body.name, index, bodies) or body
        for kind in kinds_at_end(body.name):
            whole = self._institution(kind)
            if whole is not None and whole.name is not None:
                inner = body.name[: -len(kind)]
                return Body(f"{inner}{whole.name}", whole.unit, printed_unit=True)
        bracketed = self._bracketed(span)
        if bracketed is not None and parents_of(name, "sở"):
            return Body(f"{body.name} {bracketed.name}", bracketed.unit, printed_unit=True)
        for kind in parents_of(name, self._host_kind):
            told = [b for b in bodies if b.name is not None and f"{fold_tone(b.name)} ".startswith(f"{kind} ")]
            whole = told[0] if told else self._institution(kind)
            if whole is not None and whole.name is not None:
                return Body(f"{body.name} {whole.name}", whole.unit, printed_unit=True)
        police = (
            parents_of(name, self._host_kind)[-1:] if "công an" in " ".join(parents_of(name, self._host_kind)) else ()
        )
        if police:
            level = self._units.by_level.get(PROVINCE if name.startswith("phòng") else DISTRICT)
            level = level or self._units.by_level.get(PROVINCE)
            if level is not None:
                return Body(f"{body.name} Công an {level}", level, printed_unit=True)
        return body

    def _bracketed(self, span: TitleSpan) -> Body | None:
        """Return the body that stands in brackets after a title: "Trưởng phòng Tổ chức (Sở Tư pháp)"."""
        start = span.end + 1
        if not self._tokens.follows(span.end, "(", "sở") and not self._tokens.follows(span.end, "(", "chi", "cục"):
            return None
        end, _ = read_body(self._tokens, start, min(len(self._tokens), start + _LONGEST_BODY), may_name=False)
        bodies = [self._named_body(start, end)]
        self._settling.settle([_no_title(start, end)], bodies)
        return bodies[0] if bodies[0].name else None

    def _own_committee(self, kind: str, index: int, bodies: Sequence[Body]) -> Body | None:
        """Return the party committee of the institution that the person heads, or that publishes."""
        for other in (*bodies[index + 1 :], *bodies[:index]):
            if other.name is not None and has_party_committee(fold_tone(other.name)):
                whole = [other]
                self._settling.settle([_no_title(0, 0)], whole)
                return Body(party_committee(kind, whole[0].name or ""), whole[0].unit, printed_unit=True, party=True)
        published = self._institution(self._host_kind) if self._host_kind is not None else None
        if published is None or published.name is None or not has_party_committee(fold_tone(published.name)):
            return None
        return Body(party_committee(kind, published.name), published.unit, printed_unit=True, party=True)

    def _own(self, span: TitleSpan, scope: dict[str, Unit]) -> Body:
        """Return the body as the title prints it, its unit filled in; without a name where it prints none."""
        if span.head.sort == "party_rank":
            return rank_body(self._tokens, self._units, span, scope)
        start = span.body_start
        while span.head.sort == "member" and (found := tables.MEMBER_WORDS.match(self._tokens, start, span.end)):
            start = found[0]
        if span.rank and (central := central_name(self._tokens, span)) is not None:
            return Body(central, printed_unit=True)
        if start >= span.end:
            return Body()
        name = spelt(self._tokens, start, span)
        if span.head.sort == "delegate" and {"quốc", "đbqh"} & set(self._tokens.keys[start : span.end]):
            name = self._delegates(span)
        noun = tables.NOUN_OF_HEAD.get(self._head(span).removeprefix("phó "))
        if noun is not None and self._tokens.keys[start] not in {*fold_tone(noun).split(), "các"}:
            name = f"{noun} {name}"
        party = bool(re.match(r"(?:Đảng|Chi|Tỉnh|Thành|Thị|Huyện|Quận) (?:ủy|bộ)", name))
        marker = marker_of(self._tokens, span)
        if marker is not None and marker[0] == start and span.head.sort == "state" and not marker[2]:
            name = f"UBND {name}"  # "Phó chủ tịch xã"
        if marker is not None:
            printed = printed_unit(self._tokens, span)
            unit = printed or scope.get(marker[1]) or self._units.for_noun(marker[1])
            if unit is None and LEVELS.get(marker[1]) == COMMUNE:
                near = nearest_commune(self._tokens, span.start)
                unit = near if near is not None and near.noun == marker[1] else None
            if (
                printed is None
                and unit is not None
                and marker[0] + (2 if marker[2] or " " in marker[1] else 1) >= span.end
            ):
                name = f"{name} {committee(unit).split(maxsplit=2)[2] if marker[2] else unit.name}"
            if name.startswith("Thành ủy TP ") and unit is not None and unit.name != "Hồ Chí Minh":
                name = name.replace(" TP ", " ")
            return Body(name, unit, printed is not None, party, unit if marker[2] else None)
        return self._without_marker(span, start, name, party)

    def _delegates(self, span: TitleSpan) -> str:
        """Return the delegation that a deputy of the National Assembly belongs to."""
        rest = span.head_end
        while (found := MODIFIERS.match(self._tokens, rest, span.end)) is not None:
            rest = found[0]
        return f"Đoàn ĐBQH{spelt(self._tokens, rest, span, lead=' ')}"

    def _without_marker(self, span: TitleSpan, start: int, name: str, party: bool) -> Body:
        tokens = self._tokens
        if name.endswith("TP Hồ Chí Minh"):
            return Body(name, Unit("thành phố", "Hồ Chí Minh"), True, party)
        if any(tables.CENTRAL.match(tokens, index, span.end) for index in range(start, span.end)):
            if span.rank or name.startswith("Trung ương"):
                name = name.replace("Trung ương Đảng", "Ban Chấp hành Trung ương Đảng", 1)
            if span.head.sort == "party" and name.startswith("Ban Chấp hành Trung ương"):
                name = "Ban Bí thư Trung ương Đảng"
            return Body(name, None, printed_unit=True)
        if name.endswith("Việt Nam") and "MTTQ" not in name:
            return Body(name, None, printed_unit=True)
        generic = span.end - start == 1 or name.lower() in {"ban", "hội", "đoàn", "phòng", "đội", "tổ"}
        if generic and tokens.keys[start] in {"ban", "hội", "đoàn", "đội", "tổ", "phòng"}:
            return Body()
        return Body(name, None, party=party)

    def _inherited(
        self, index: int, spans: Sequence[TitleSpan], bodies: Sequence[Body], scope: dict[str, Unit]
    ) -> Body:
        """Return the body of a title that prints none, from the person's other titles and the article."""
        span = spans[index]
        if span.head.sort in {"party", "party_rank"} or span.rank:
            neighbours = [*bodies[index + 1 :], *reversed(bodies[:index])]
            for body in neighbours:
                if body.committee is not None and span.head.scope != "đảng":
                    return Body(committee(body.committee), body.committee, party=True)
                if (
                    body.party
                    and body.name
                    and (body.name.startswith("Đảng ủy") == (span.head.scope == "đảng") or (span.head.scope is None))
                ):
                    return body
            unit = next((body.unit for body in neighbours if body.unit is not None), None) or self._host(scope)
            return Body(committee(unit), unit, party=True) if unit is not None else Body()
        named = self._antecedent_of_head(span)
        if named is not None:
            return named
        if self._organiser is not None and span.head.sort in {"state", "body"}:
            return Body(self._organiser, printed_unit=True)
        if self._head(span) == "phó trưởng đoàn" and "đbqh" in self._tokens.keys:
            province = self._units.by_level.get(PROVINCE)
            return Body("Đoàn ĐBQH" if province is None else f"Đoàn ĐBQH {province}", province, printed_unit=True)
        noun = self._tokens.keys[span.head_start]
        if span.head.sort == "office" and noun in LEVELS:  # "Tỉnh trưởng", "Quận trưởng"
            unit = scope.get(noun)
            return Body(str(unit), unit) if unit is not None else Body()
        return Body()

    def _head(self, span: TitleSpan) -> str:
        return " ".join(self._tokens.keys[span.head_start : span.head_end])

    def _antecedent_of_head(self, span: TitleSpan) -> Body | None:
        head = self._head(span)
        if head in tables.ONLY_BODY:
            return Body(tables.ONLY_BODY[head], printed_unit=True)
        for kind in tables.BODY_OF_HEAD.get(head, ()):
            found = self._antecedent(kind)
            if found is not None:
                return found
        return None

    def _host(self, scope: dict[str, Unit]) -> Unit | None:
        for noun in ("xã", "phường", "thị trấn", "huyện", "thị xã", "quận", "tỉnh"):
            if noun in scope:
                return scope[noun]
        return self._units.host


def _no_title(start: int, end: int) -> TitleSpan:
    """Return the span of a body without a post before it."""
    return TitleSpan(start, end, Head("office"), start, start, start, "position")
