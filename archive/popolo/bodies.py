"""Organisations, posts and areas: what titles name, each once, with an identifier that a rebuild gives again.

An organisation is its name in the form that the resolver of persons compares (:mod:`archive.people.posts`) and the unit
it belongs to. Communes of one name in one province are thus kept apart, and so are the ward that was merged away and
the one that bears its name today. Where the unit is not known, the names of provinces and districts are taken to mean
one in a province; those of communes, hamlets and schools ("Tổ dân phố 5") only on one portal.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from archive.identity import stable_id
from archive.people.posts import Post, read_post, same_body
from archive.people.regions import region_of_portal
from archive.popolo.observations import TITLE_COLUMNS
from scraper.vietnamese import collapse, fold_tone

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from archive.popolo.observations import MentionSeen, TitleSeen

_WITH_UNITS = """
SELECT DISTINCT coalesce(t.organization_full, t.organization), t.unit, t.level, t.unit_id, p.id, p.province, p.url
FROM titles t JOIN articles a ON a.id = t.article JOIN portals p ON p.id = a.portal
WHERE t.unit_id IS NOT NULL AND coalesce(t.organization_full, t.organization) IS NOT NULL
"""
_WIDE_LEVELS = frozenset({"central", "province", "district"})
_UNITS = "SELECT id, code, name, kind, parent, valid_from, valid_to, basis FROM units"


@dataclass(slots=True)
class Body:
    """An organisation as it is met; ``names`` are its full names, ``short_names`` those that texts print."""

    key: tuple[str, str]
    identifier: str
    folded: str
    branch: str
    unit_id: str | None
    names: set[str] = field(default_factory=set)
    short_names: set[str] = field(default_factory=set)
    units: set[str] = field(default_factory=set)
    levels: set[str] = field(default_factory=set)
    first: MentionSeen | None = None


@dataclass(slots=True)
class Seat:
    """A post of an organisation; ``titles`` are the words for it."""

    identifier: str
    body: Body
    titles: set[str] = field(default_factory=set)
    first: MentionSeen | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """A title with the organisation it is of; ``seat`` is ``None`` for ranks: members of a committee hold no post."""

    body: Body
    head: str
    seat: Seat | None


class Bodies:
    """The organisations, posts and areas of one export, collected while the persons are written."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Begin with none."""
        self._connection = connection
        self._bodies: dict[tuple[str, str], Body] = {}
        self._seats: dict[tuple[str, str], Seat] = {}
        self._placed: dict[tuple[str | None, ...], Placed | None] = {}

    def place(self, title: TitleSeen) -> Placed | None:
        """Return where a title belongs, ``None`` where no organisation is known."""
        mention = title.mention
        said = (*title.words, mention.portal)  # not the day: provinces are compared as those of today
        if said not in self._placed:
            self._placed[said] = self._place(title)
        placed = self._placed[said]
        if placed is not None:
            placed.body.first = _earlier(placed.body.first, mention)
            if placed.seat is not None:
                placed.seat.first = _earlier(placed.seat.first, mention)
        return placed

    def _place(self, title: TitleSeen) -> Placed | None:
        mention = title.mention
        words = dict(zip(TITLE_COLUMNS, title.words, strict=True))
        post = read_post(words, region_of_portal(mention.province, mention.home, mention.day), mention.day)
        if post is None:
            return None
        body = self._body(title, post)
        if title.kind == "rank":
            return Placed(body, post.head, None)
        key = (body.identifier, post.head)
        seat = self._seats.get(key)
        if seat is None:
            seat = self._seats[key] = Seat(f"post:{stable_id('popolo post', *key)}", body)
        seat.titles.add(title.post)
        return Placed(body, post.head, seat)

    def _body(self, title: TitleSeen, post: Post) -> Body:
        scope = _scope(post, title.mention.portal)
        unit_id = title.unit_id or self._only_unit(post, scope)
        folded = _without_province(post.body, post.unit) if unit_id else post.body
        key = (folded, unit_id or scope)
        body = self._bodies.get(key)
        if body is None:
            identifier = f"organization:{stable_id('popolo organization', *key)}"
            body = self._bodies[key] = Body(key, identifier, folded, post.branch, unit_id)
        body.names.add(collapse(title.organization_full or title.organization or ""))
        if title.organization:
            body.short_names.add(collapse(title.organization))
        if title.unit:
            body.units.add(title.unit)
        if post.level:
            body.levels.add(post.level)
        return body

    @cached_property
    def _units_of(self) -> dict[tuple[str, str], frozenset[str]]:
        """Which units each organisation belongs to, for titles whose own article does not tell.

        All titles are read for it, which takes seconds in a large archive: the export of one person may do without.
        """
        return _units_of_bodies(self._connection)

    def _only_unit(self, post: Post, scope: str) -> str | None:
        known = self._units_of.get((post.body, scope), frozenset())
        return next(iter(known)) if len(known) == 1 else None

    def organizations(self) -> Iterator[dict[str, Any]]:
        """Yield the organisations in the order of their names."""
        ordered = sorted(self._bodies.values(), key=lambda body: (min(body.names), body.identifier))
        parents = _Parents(ordered)
        for body in ordered:
            name = min(body.names)
            others = sorted((body.names | body.short_names) - {name})
            parent = parents.of(body)
            yield {
                "id": body.identifier,
                "name": name,
                **({"other_names": [{"name": other} for other in others]} if others else {}),
                "classification": body.branch,
                **({"parent_id": parent.identifier} if parent else {}),
                **({"area_id": area_id(body.unit_id)} if body.unit_id else {}),
                **({"unit": min(body.units)} if body.units else {}),
                **({"level": min(body.levels)} if body.levels else {}),
                "sources": [body.first.source()] if body.first else [],
            }

    def posts(self) -> Iterator[dict[str, Any]]:
        """Yield the posts in the order of their organisations."""
        ordered = sorted(self._seats.values(), key=lambda seat: (min(seat.body.names), seat.identifier))
        for seat in ordered:
            role = min(seat.titles)
            yield {
                "id": seat.identifier,
                "label": label(role, min(seat.body.names)),
                "role": role,
                "organization_id": seat.body.identifier,
                **({"area_id": area_id(seat.body.unit_id)} if seat.body.unit_id else {}),
                "sources": [seat.first.source()] if seat.first else [],
            }

    def areas(self) -> Iterator[dict[str, Any]]:
        """Yield the units of the organisations and all that are above them, in the order of their ids."""
        rows = {row[0]: row for row in self._connection.execute(_UNITS)}
        wanted: set[str] = set()
        for body in self._bodies.values():
            unit = body.unit_id
            while unit is not None and unit in rows and unit not in wanted:
                wanted.add(unit)
                unit = rows[unit][4]
        for identifier in sorted(wanted):
            _, code, name, kind, parent, valid_from, valid_to, basis = rows[identifier]
            yield {
                "id": area_id(identifier),
                "name": name,
                **({"identifier": code} if code else {}),
                "classification": kind,
                **({"parent_id": area_id(parent)} if parent else {}),
                **({"valid_from": valid_from} if valid_from else {}),
                **({"valid_to": valid_to} if valid_to else {}),
                "basis": basis,
            }


def area_id(unit: str) -> str:
    """Return the identifier of a unit's area."""
    return f"area:{unit}"


def label(title: str, body: str) -> str:
    """Return a post with its organisation, words that both have said once.

    "Bí thư" and "Thị ủy Kỳ Anh" give "Bí thư Thị ủy Kỳ Anh", "Trưởng ban" and "Ban Dân vận Thị ủy Kỳ Anh" give "Trưởng
    Ban Dân vận Thị ủy Kỳ Anh".
    """
    words, rest = title.split(), body.split()
    folded, folded_rest = fold_tone(title).split(), fold_tone(body).split()
    for shared in range(min(len(words), len(rest)), 0, -1):
        if folded[-shared:] == folded_rest[:shared]:
            return " ".join([*words[:-shared], *rest])
    joint = ", " if " ".join(folded_rest[:2]) in " ".join(folded) else " "  # "Thị ủy viên, Thị ủy Kỳ Anh"
    return f"{title}{joint}{body}"


def _earlier(one: MentionSeen | None, other: MentionSeen) -> MentionSeen:
    """Return the mention of the earlier day; on one day the one whose article comes first by its address."""
    if one is None or (other.day, other.url, other.identifier) < (one.day, one.url, one.identifier):
        return other
    return one


class _Parents:
    """Which organisation another one is a part of: the one of the same unit whose name ends its own."""

    def __init__(self, bodies: list[Body]) -> None:
        self._known = {body.key: body for body in bodies}

    def of(self, body: Body) -> Body | None:
        words = body.folded.split()
        for start in range(1, len(words) - 1):
            outer = self._known.get((" ".join(words[start:]), body.key[1]))
            if outer is not None:
                return outer
        return None


def _scope(post: Post, portal: str) -> str:
    """Return within what a name means one body: the province of today, or the portal."""
    return post.region.merged if post.level in _WIDE_LEVELS and post.region.merged else f"portal {portal}"


@lru_cache(maxsize=1 << 14)
def _without_province(body: str, unit: str) -> str:
    """Return a folded name without what stands behind its unit ("..., tỉnh hà tĩnh"): the unit's id tells that."""
    start = body.find(same_body(unit)) if unit else -1
    return body if start < 0 else body[: start + len(same_body(unit))]


def _units_of_bodies(connection: sqlite3.Connection) -> dict[tuple[str, str], frozenset[str]]:
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for body, unit, level, unit_id, portal, province, home in connection.execute(_WITH_UNITS):
        title = {"text": "-", "kind": "", "organization": body, "unit": unit, "unit_id": unit_id, "level": level}
        post = read_post(title, region_of_portal(province, home, ""), "")
        if post is not None:
            found[post.body, _scope(post, portal)].add(unit_id)
    return {key: frozenset(units) for key, units in found.items()}
