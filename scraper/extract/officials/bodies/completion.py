"""Completion: the full name of the organisation a title is held in, with its unit, where the text elides them.

"Bí thư Thị ủy" on the portal of thị xã Kỳ Anh is held in "Thị ủy Kỳ Anh", "Phó Bí thư, Chủ tịch UBND xã" in the party
committee of the same xã, "UVBTV, Trưởng Ban Tổ chức Thị ủy" in that Thị ủy. In this order: what the title prints, what
the same person's other titles print, whose delegation the sentence speaks of, what the person named before holds a like
post in, what the article is about.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from scraper.extract.officials.bodies import body_tables as tables
from scraper.extract.officials.bodies.boards import is_board, without_unit
from scraper.extract.officials.bodies.body import Body
from scraper.extract.officials.bodies.body_names import (
    committee,
    committee_at_end,
    name_end,
    party_at_end,
    place_at_end,
    spelt,
)
from scraper.extract.officials.bodies.head_bodies import GENERIC, HeadBodies
from scraper.extract.officials.bodies.held import Held
from scraper.extract.officials.bodies.inside import Inside
from scraper.extract.officials.bodies.institutions import kind_of_host
from scraper.extract.officials.bodies.letters import association_in_full
from scraper.extract.officials.bodies.named_bodies import NamedBodies
from scraper.extract.officials.bodies.organiser import same_association
from scraper.extract.officials.bodies.printed_bodies import PrintedBodies, body_start, no_title
from scraper.extract.officials.bodies.settling import Settling
from scraper.extract.officials.bodies.shared_bodies import (
    ASSOCIATIONS,
    name_regions,
    of_command,
    of_deputy_chair,
    office_in_full,
    part_occasions,
    youth_union,
)
from scraper.extract.officials.bodies.signed_bodies import signed_for
from scraper.extract.officials.text.tokens import tokenise
from scraper.extract.officials.titles.terms import Terms
from scraper.extract.officials.units.printed_units import delegation, printed_unit
from scraper.extract.officials.units.unit import LEVELS, PROVINCE, Unit
from scraper.vietnamese import fold_tone

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scraper.extract.officials.introduction import Introduction, TitleUse
    from scraper.extract.officials.text.tokens import Tokens
    from scraper.extract.officials.titles.titles import TitleSpan
    from scraper.extract.officials.units.units import Units

_NOUNS = tuple(LEVELS)
_YOUTH = ("tỉnh đoàn", "thành đoàn", "huyện đoàn", "thị đoàn", "quận đoàn", "đoàn ")
_INSPECTIONS = frozenset({"ủy ban kiểm tra", "ubkt"})


class Completion:
    """Completes the bodies of the titles of one field.

    Args:
        tokens: the field.
        units: the units of the article.
        organiser: tells the full name of the association whose meeting it is, where it is one; asked when a title
            needs it, which most do not.
        before: the completions of the fields before this one, which may name a body in full.
    """

    def __init__(
        self,
        tokens: Tokens,
        units: Units,
        organiser: Callable[[], str | None] = lambda: None,
        before: Sequence[Completion] = (),
    ) -> None:
        self._tokens = tokens
        self._units = units
        self._find_organiser = organiser
        self._fields = [*(other._tokens for other in before), tokens]
        self._terms = Terms(self._fields)
        self._held: Held = before[-1]._held if before else Held()
        self._settling = Settling(tokens, units)
        self._printed = PrintedBodies(tokens, units)
        self._named: NamedBodies = NamedBodies(
            tokens, self._printed, self._settling, [other._named for other in before], kind_of_host(units.label)
        )
        self._first = before[0]._named if before else None
        self._heads = HeadBodies(tokens, self._printed, self._named)
        self._inside = Inside(tokens, units, self._printed, self._named, self._settling, self._held)

    @cached_property
    def _organiser(self) -> str | None:
        return self._in_full(self._find_organiser())

    def _in_full(self, organiser: str | None) -> str | None:
        """Return the organiser's name with its unit's, which a headline may leave out ("Liên minh HTX tỉnh")."""
        if organiser is None:
            return None
        tokens = tokenise(organiser)
        organiser = spelt(tokens, 0, no_title(0, len(tokens)))
        lowered = organiser.lower()
        if not lowered.endswith(_NOUNS):
            return organiser
        noun = next((noun for noun in LEVELS if lowered.endswith(f" {noun}")), None)
        unit = self._units.for_noun(noun) if noun is not None else None
        return f"{organiser} {unit.name}" if unit is not None else organiser

    def body_alone(self) -> Body:
        """Return the body that the whole field is the name of, with its unit ("UBND thị xã" in a table of facts)."""
        bodies = [self._printed.alone(0, len(self._tokens))]
        self._settling.settle([no_title(0, len(self._tokens))], bodies)
        return bodies[0]

    def settle(self, spans: Sequence[TitleSpan], bodies: list[Body]) -> None:
        """Add the unit to bodies that belong to one and print none; see :meth:`Settling.settle`."""
        self._settling.settle(spans, bodies)
        for body in bodies:
            if body.name is not None and body.name.startswith("Hội "):
                body.name = association_in_full(body.name, self._fields)
            if body.name is not None:  # the city's name is a person's: it keeps its noun, as portals print it
                body.name = body.name.replace("thành phố Hồ Chí Minh", "TP Hồ Chí Minh")
        for span, body in zip(spans, bodies, strict=True):
            self._held.remember(self._head(span), body)

    def bodies(self, person: Introduction, sentence_start: int) -> list[Body]:
        """Return the body of each title of a person, in order."""
        spans = [use.span for use in person.titles]
        if not spans:
            return []
        for use in person.titles:
            if use.kind == "position" and self._terms.is_past(self._tokens, use.span):
                use.kind = "former"
        told = delegation(self._tokens, sentence_start, person.start)
        scope = dict(told)
        for use in person.titles:
            unit = printed_unit(self._tokens, use.span)
            if unit is not None and unit.noun in LEVELS:
                away = use.kind == "new" and self._units.for_noun(unit.noun) not in {None, unit}
                if not away:  # "Chủ tịch UBND xã được luân chuyển làm Bí thư Đảng ủy xã Cẩm Minh": he was here
                    scope.setdefault(unit.noun, unit)
                if use.kind == "new":
                    told.setdefault(unit.noun, unit)
        # A post that is given is in the article's unit, not in the one of the post that is left.
        moved = any(use.kind == "former" for use in person.titles)
        bodies = [self._printed.of(use.span, told if moved and use.kind == "new" else scope) for use in person.titles]
        for index, body in enumerate(bodies):
            bodies[index] = self._by_kind(spans[index], index, bodies) or body
        part_occasions(bodies)
        name_regions(bodies, self._named.of_kind)
        for index, body in enumerate(bodies):
            bodies[index] = self._with_whole(body, bodies)
            if body.name is None:
                bodies[index] = self._elided(index, person.titles, bodies, scope)
        self._inside.complete(spans, bodies)
        return bodies

    def _with_whole(self, body: Body, bodies: Sequence[Body]) -> Body:
        """Return a department with the association that it is of, an office in full; any other body as it is."""
        folded = fold_tone(body.name or "")
        if folded == "văn phòng":
            return office_in_full(bodies) or body
        of_association = folded in tables.DEPARTMENTS_OF_ASSOCIATIONS or (folded in _INSPECTIONS and len(bodies) == 1)
        if of_association and self._organiser is not None:
            return Body(f"{body.name} {self._organiser}", printed_unit=True)
        return body

    def _by_kind(self, span: TitleSpan, at: int, bodies: Sequence[Body]) -> Body | None:
        """Return the body that a title prints by its kind alone and the text in full: "Phó Giám đốc Ban".

        Another title of the same person tells it first: "Trưởng phòng Kế hoạch Sở Y tế ... làm Phó Giám đốc Sở".
        """
        if span.head.sort in {"party_rank", "member"}:
            return None
        kind = self._kind(span)
        if is_board(kind):
            return self._named.board(without_unit(kind.split()))
        office = span.head.sort == "office" and kind == "ban"
        if not office and kind not in tables.KINDS_OF_BODY:
            return None
        others = (*bodies[:at], *bodies[at + 1 :])
        if kind == "chi bộ" and any(place_at_end(body.name or "") for body in others):
            return None  # "Bí thư Chi bộ, Trưởng thôn Đông": the cell of that village, whichever the text names
        whole = next((body for body in others if f" {kind} " in f" {fold_tone(body.name or '')} "), None)
        if whole is not None and whole.name is not None and kind == "sở":
            return Body(whole.name[fold_tone(whole.name).index(kind) :], whole.unit, party=whole.party)
        return self._named.of_kind(kind)

    def _kind(self, span: TitleSpan) -> str:
        """Return the folded words of a title's body, its modifiers left out."""
        keys, (start, end) = self._tokens.keys, span.modifiers
        last = name_end(self._tokens, span.body_start, span)
        words = keys[span.body_start : last]
        if span.body_start <= start < end <= span.end:
            words = [*keys[span.body_start : start], *keys[end:last]]
        return " ".join(words)

    def _elided(self, index: int, uses: Sequence[TitleUse], bodies: Sequence[Body], scope: dict[str, Unit]) -> Body:
        """Return the body of a title that prints none, or none but "Đoàn"."""
        span = uses[index].span
        if self._tokens.keys[span.head_start : span.end][-2:] == ["thư", "đoàn"]:
            return youth_union(self._host(scope))
        force = of_command(self._head(span), bodies[index + 1 :])
        group = self._heads.of_group(span) if len(bodies) == 1 else None
        return force or group or self._inherited(index, uses, bodies, scope)

    def _inherited(self, index: int, uses: Sequence[TitleUse], bodies: Sequence[Body], scope: dict[str, Unit]) -> Body:
        """Return the body of a title that prints none, from the person's other titles and the article."""
        use, span = uses[index], uses[index].span
        if span.head.sort in {"party", "party_rank", "member"} or span.rank:
            neighbours = [*bodies[index + 1 :], *reversed(bodies[:index])]
            association = self._association(span, neighbours) or self._deputys(span, uses, bodies)
            if association is not None:
                use.kind = "position" if use.kind == "rank" else use.kind  # no rank of the party's
                return association
            if span.rank or span.head.sort != "member":
                like = self._held.by_head("bí thư")
                if use.kind == "new" and like is not None and like.party and span.head.sort == "party":
                    return like  # "bầu đồng chí A giữ chức Bí thư Chi bộ, đồng chí B giữ chức Phó Bí thư"
                return self._committee(span, neighbours, scope)
        named = self._heads.of(span)
        if named is not None:
            return named
        if self._head(span) == "phó trưởng đoàn" and "đbqh" in self._tokens.keys:
            province = self._units.by_level.get(PROVINCE)
            return Body("Đoàn ĐBQH" if province is None else f"Đoàn ĐBQH {province}", province, printed_unit=True)
        kind = self._kind(span)
        like = self._held.by_head(self._head(span)) if span.head.sort in {"state", "body", "office"} else None
        if span.head.sort in {"state", "body"} and kind != "phòng" and self._organiser is not None:
            return self._as_printed(like) or Body(self._organiser, printed_unit=True)
        if (signed := signed_for(self._tokens, self._printed, span)) is not None:
            return signed
        noun, *rest = self._head(span).removeprefix("phó ").split()
        if span.head.sort == "office" and noun in LEVELS:  # "Tỉnh trưởng", "Quận trưởng"
            unit = scope.get(noun) or (self._units.for_noun(noun) if "đội" in rest else None)
            name = f"Ban CHQS {unit}" if "đội" in rest else str(unit)  # "Xã đội trưởng"
            return Body(name, unit) if unit is not None else Body()
        somewhere = self._named.of_kind(kind) if kind in GENERIC else None
        headline = self._first.of_kind(kind) if kind == "ban" and self._first is not None else None
        return self._heads.just_named(span, kind) or headline or like or somewhere or Body()

    def _as_printed(self, like: Body | None) -> Body | None:
        """Return the organiser as posts in it are printed ("Hội CCB phường"), ``None`` where ``like`` is another."""
        if like is None or like.name is None or like.unit is None or self._organiser is None:
            return None
        here = self._organiser.endswith(like.unit.name) and like.name.startswith(ASSOCIATIONS)
        return like if here and same_association(like.name, self._organiser) else None

    def _committee(self, span: TitleSpan, neighbours: Sequence[Body], scope: dict[str, Unit]) -> Body:
        """Return the party committee that an elided post of the party's is in: the nearest one of the same person."""
        for body in neighbours:
            if body.committee is not None and span.head.scope != "đảng":
                return Body(committee(body.committee), body.committee, party=True)
            if (
                body.party
                and body.name
                and not body.name.startswith("Đảng ủy Quân sự")
                and (body.name.startswith("Đảng ủy") == (span.head.scope == "đảng") or (span.head.scope is None))
            ):
                return body
        of_a_body = next((found for body in neighbours if (found := party_at_end(body.name or ""))), None)
        if of_a_body is not None:  # "UVBTV, Trưởng Ban Tổ chức Đảng ủy Khối": the same committee's
            return Body(of_a_body, party=True)
        of_level = next((found for body in neighbours if (found := committee_at_end(body.name or ""))), None)
        if of_level is not None and span.head.scope != "đảng":  # "UVBTV, Trưởng Ban Tuyên giáo Tỉnh ủy": no district's
            return Body(of_level, party=True)
        # "Ủy viên Ban Chấp hành" is of the committee that the member named before is of.
        member = self._held.by_head("ủy viên") if span.head.sort == "member" else None
        like = self._held.by_head("bí thư")
        youth = member if member is not None and (member.name or "").lower().startswith(_YOUTH) else like
        if youth is not None and not neighbours and (youth.name or "").lower().startswith(_YOUTH):
            return youth  # "... Bí thư Huyện đoàn. Cùng đi có chị N, Phó Bí thư"
        if like is not None and like.party and not scope and not any(body.name for body in neighbours):
            return like  # "A, Bí thư Đảng ủy các cơ quan Đảng tỉnh; B, Phó Bí thư"
        placed = next((body.unit for body in neighbours if body.unit is not None), None)
        if placed is None and span.head.scope in {None, "đảng"} and not scope:
            published = self._inside.published("Đảng ủy")
            if published is not None:
                return published
        unit = placed or self._host(scope)
        return Body(committee(unit), unit, party=True) if unit is not None else Body()

    def _association(self, span: TitleSpan, neighbours: Sequence[Body]) -> Body | None:
        """Return the association whose committee a member is of, ``None`` where it is rather the party's.

        "Ủy viên Ban Thường vụ Hội" says so; "Ủy viên Ban Thường vụ" alone is the association's at its own congress, of
        somebody who holds no other post.
        """
        if span.head.sort != "member" or self._organiser is None:
            return None
        start = body_start(self._tokens, span)
        said = start < span.end and self._tokens.keys[start] in tables.MASS_BODIES
        lone = start >= span.end and not any(body.name for body in neighbours)
        return Body(self._organiser, printed_unit=True) if said or lone else None

    def _deputys(self, span: TitleSpan, uses: Sequence[TitleUse], bodies: Sequence[Body]) -> Body | None:
        """Return the association that a member of an unnamed committee is the deputy chair of."""
        if span.head.sort != "member" or body_start(self._tokens, span) < span.end:
            return None
        others = [(self._head(use.span), body) for use, body in zip(uses, bodies, strict=True) if use.span is not span]
        return of_deputy_chair(others)

    def _head(self, span: TitleSpan) -> str:
        return " ".join(self._tokens.keys[span.head_start : span.head_end])

    def _host(self, scope: dict[str, Unit]) -> Unit | None:
        for noun in ("xã", "phường", "thị trấn", "huyện", "thị xã", "quận", "tỉnh"):
            if noun in scope:
                return scope[noun]
        return self._units.host
