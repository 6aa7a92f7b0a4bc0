"""The index of officials: who is named, how often, in which post last; by name, portal, place, post and year."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from archive.site.holders import HELD, lineage_of
from archive.site.known_portals import KnownPortal, KnownPortals, read_known_portals
from archive.site.latest_post import LATEST_POST
from scraper.vietnamese import fold, fold_tone, nfc

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    Rows = list[sqlite3.Row]

PAGE_LENGTH = 60
_LONGEST = 100  # characters of a name, a post or a place that is sought
_MOST_PAGES = 500
_ALL = "true"  # the condition of no condition
_MOST_UNITS = 12  # of one name that are meant together
_MOST_PORTALS = 20  # of one name to choose from
_FEW = 2_000  # people; those of more are walked through from the one named most, and soon fill a page


@dataclass(frozen=True, slots=True)
class PeopleRequest:
    """What somebody asks for: words of a name, and what the people are narrowed to; portal and unit by id or name."""

    words: str = ""
    portal: str | None = None
    unit: str = ""
    post: str = ""
    year: int | None = None
    page: int = 1

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> PeopleRequest:
        """Read the parameters of an address; whatever is no number where one belongs is taken as not given."""
        texts = {name: nfc(query.get(name) or "").strip()[:_LONGEST] for name in ("q", "portal", "unit", "post")}
        year = query.get("year") or ""
        page = query.get("page") or ""
        number = int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1
        return cls(
            texts["q"],
            texts["portal"] or None,
            texts["unit"],
            texts["post"],
            int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None,
            min(max(number, 1), _MOST_PAGES),
        )

    def query(self, page: int = 1, **others: str) -> dict[str, str]:
        """Return the parameters of the address of a page of the same, or of what ``others`` change of it."""
        asked = {
            "q": self.words,
            "portal": self.portal or "",
            "unit": self.unit,
            "post": self.post,
            "year": str(self.year or ""),
            "page": str(page) if page > 1 else "",
        }
        return {name: value for name, value in (asked | others).items() if value}


@dataclass(frozen=True, slots=True)
class Listed:
    """A person: ``row`` has id, name, articles, the post named last, first and last day, how many bear the name.

    ``portals`` are names, the one with most articles first. ``held`` are the posts (title, organization, first and last
    day, articles) that are the reason where a place or a post was asked for.
    """

    row: sqlite3.Row
    portals: list[str]
    held: Rows


@dataclass(frozen=True, slots=True)
class People:
    """One page of people, most often named first; ``more`` where another page follows.

    ``units`` are the units that are meant where one was asked for, ``known_portals`` those that people may be narrowed
    to. ``portals_meant`` are the portals that a name may mean where one was asked for; of several, and of none, nobody
    is listed.
    """

    request: PeopleRequest
    listed: list[Listed]
    count: int
    more: bool
    units: Rows
    known_portals: KnownPortals
    portals_meant: list[KnownPortal]

    @property
    def is_open(self) -> bool:
        """Whether it is not known yet which portal is asked for."""
        return self.request.portal is not None and len(self.portals_meant) != 1


def read_people(connection: sqlite3.Connection, request: PeopleRequest) -> People:
    """Return the people whose names contain the words sought, all of them where nothing is sought.

    Marks are optional, but respected where they are typed, as in every search of the archive.

    Args:
        connection: the archive, with the functions of :func:`archive.search.register_functions`; its rows are
            :class:`sqlite3.Row`.
        request: words, filters and page.
    """
    known = read_known_portals(connection)
    meant = known.meant(request.portal) if request.portal is not None else []
    units = _units_meant(connection, request.unit) if request.unit else []
    if request.portal is not None:
        if len(meant) != 1:
            return People(request, [], 0, False, units, known, meant[:_MOST_PORTALS])
        request = replace(request, portal=meant[0].id)
    held = _held(connection, request, units)
    where, values = _narrowing(connection, request, held)
    counted = "person_portals n" if request.portal is not None else "person_figures n"
    # Everybody who is counted is there: where nothing is asked of people, they need not be looked up.
    found = counted if where == _ALL else f"{counted} JOIN people p ON p.id = n.person"
    count = connection.execute(f"SELECT count(*) FROM {found} WHERE {where}", values).fetchone()[0]  # nosec B608 # noqa: S608
    # Who stands on the page first, then what is told of them: of everybody found that would be thousands of look-ups.
    sql = (
        "SELECT p.id, p.name, p.name_folded, p.articles, (SELECT min(day) FROM mentions WHERE person = p.id) "  # nosec B608 # noqa: S608
        "AS first_day, (SELECT max(day) FROM mentions WHERE person = p.id) AS last_day, "
        "(SELECT count(*) FROM people s WHERE s.name_key = p.name_key) - 1 AS namesakes, "
        f"{LATEST_POST} AS post FROM (SELECT p.id, p.name, p.name_folded, p.name_key, n.articles "
        f"FROM {counted} JOIN people p ON p.id = n.person WHERE {where} "
        "ORDER BY n.articles DESC, p.name_folded, p.id LIMIT :limit OFFSET :offset) p "
        "ORDER BY p.articles DESC, p.name_folded, p.id"
    )
    page = {"limit": PAGE_LENGTH + 1, "offset": (request.page - 1) * PAGE_LENGTH}
    rows = connection.execute(sql, values | page).fetchall()
    listed = [
        Listed(row, _portals(connection, row["id"]), _posts(connection, row["id"], held) if held else [])
        for row in rows[:PAGE_LENGTH]
    ]
    return People(request, listed, count, len(rows) > PAGE_LENGTH, units, known, meant)


Condition = tuple[str, dict[str, Any]]


def _narrowing(connection: sqlite3.Connection, request: PeopleRequest, held: Condition | None) -> Condition:
    where = [_ALL]
    words, values = _named(request)
    few = _few_named(connection, words, values) if words and request.portal is None and held is None else None
    if few is not None:
        where.append("n.person IN (SELECT value FROM json_each(:few))")
        values = {"few": json.dumps(few)}
    else:
        where += [f"instr(p.{column}, :{word})" for word, column in words.items()]
    if request.portal is not None:
        where.append("n.portal = :portal")
        values["portal"] = request.portal
    if held is not None:
        where.append(f"p.id IN (SELECT person FROM titles WHERE {held[0]})")  # nosec B608 # noqa: S608
        values |= held[1]
    elif request.year is not None:
        where.append("EXISTS (SELECT 1 FROM mentions WHERE person = p.id AND day >= :start AND day < :end)")
        values |= _year(request.year)
    return " AND ".join(where), values


def _named(request: PeopleRequest) -> tuple[dict[str, str], dict[str, Any]]:
    """Return the words of a name, parameter to the column in which each is sought, and their values."""
    words: dict[str, str] = {}
    values: dict[str, Any] = {}
    for number, word in enumerate(request.words.split()):
        marked = fold(word) != word.lower()
        words[f"word{number}"] = "name_key" if marked else "name_folded"
        values[f"word{number}"] = fold_tone(word) if marked else fold(word)
    return words, values


def _few_named(connection: sqlite3.Connection, words: Mapping[str, str], values: Mapping[str, Any]) -> list[int] | None:
    """Return the people with all the words in their names, ``None`` where they are many.

    Names are read along indexes that have nothing but them: once, and not for the number and for the page.
    """
    sought = (
        f"SELECT id FROM people WHERE {' AND '.join(f'instr({column}, :{word})' for word in of)}"  # nosec B608 # noqa: S608  names are ours
        for column in dict.fromkeys(words.values())
        if (of := [word for word, its in words.items() if its == column])
    )
    rows = connection.execute(f"SELECT id FROM ({' INTERSECT '.join(sought)}) LIMIT {_FEW + 1}", values).fetchall()  # nosec B608 # noqa: S608
    return None if len(rows) > _FEW else [row[0] for row in rows]


def _year(year: int) -> dict[str, Any]:
    return {"start": f"{year:04}", "end": f"{year + 1:04}"}


def _held(connection: sqlite3.Connection, request: PeopleRequest, units: Rows) -> Condition | None:
    """Return the condition on titles that place, post and year make together; ``None`` without place and post."""
    if not request.unit and not request.post:
        return None
    values: dict[str, Any] = {}
    held = [f"kind IN {HELD}"]
    if request.unit:
        line = {one["id"] for unit in units for rows in lineage_of(connection, unit["id"]) for one in rows}
        values["units"] = json.dumps(sorted(line | {unit["id"] for unit in units}))
        # With a post the index is that of posts, which has the unit as well.
        column = "+unit_id" if request.post else "unit_id"
        held.append(f"{column} IN (SELECT value FROM json_each(:units))")  # nosec B608 # noqa: S608
    if request.post:
        values["posts"] = json.dumps(_posts_meant(connection, request.post))
        held.append("canonical IN (SELECT value FROM json_each(:posts))")
    if request.year is not None:
        held.append("day >= :start AND day < :end")
        values |= _year(request.year)
    return " AND ".join(held), values


def _posts(connection: sqlite3.Connection, person: int, held: Condition) -> Rows:
    columns = (
        "min(coalesce(canonical, text)) AS title, min(coalesce(organization_full, organization)) AS organization, "
        "min(day) AS first, max(day) AS last, count(DISTINCT article) AS articles"
    )
    sql = (
        f"SELECT {columns} FROM titles WHERE person = :person AND {held[0]} "  # nosec B608 # noqa: S608
        "GROUP BY post_id ORDER BY articles DESC, title LIMIT 3"
    )
    return connection.execute(sql, held[1] | {"person": person}).fetchall()


def _posts_meant(connection: sqlite3.Connection, words: str) -> list[str]:
    """Return the posts in normal form that begin with ``words``, marks optional: "bi thu" is Bí thư, not Phó Bí thư."""
    # From each post to the next along the index: a few thousand steps, however many titles there are.
    sql = (
        "WITH RECURSIVE posts (post) AS (SELECT min(canonical) FROM titles UNION ALL "
        "SELECT (SELECT min(canonical) FROM titles WHERE canonical > post) FROM posts WHERE post IS NOT NULL) "
        "SELECT post FROM posts WHERE substr(fold(post), 1, length(:words)) = :words"
    )
    found = [post for (post,) in connection.execute(sql, {"words": fold(words)})]
    if fold(words) != words.lower():
        return [post for post in found if fold_tone(post).startswith(fold_tone(words))]
    return found


def _units_meant(connection: sqlite3.Connection, words: str) -> Rows:
    """Return the unit with the id ``words``, else all that are called so, with their kind or without it."""
    columns = "SELECT u.id, u.name, u.valid_to, r.name AS province_name FROM units u JOIN units r ON r.id = u.province "
    by_id = connection.execute(f"{columns}WHERE u.id = ?", (words,)).fetchall()  # nosec B608
    if by_id:
        return by_id
    sql = (
        f"{columns}WHERE (fold(u.name) = :words OR fold(substr(u.name, length(u.kind) + 2)) = :words) "  # nosec B608 # noqa: S608
        "ORDER BY EXISTS (SELECT 1 FROM titles WHERE unit_id = u.id) DESC, u.valid_to IS NOT NULL, u.name LIMIT :most"
    )
    return connection.execute(sql, {"words": fold(words), "most": _MOST_UNITS}).fetchall()


def _portals(connection: sqlite3.Connection, person: int) -> list[str]:
    sql = (
        "SELECT o.name FROM person_portals n JOIN portals o ON o.id = n.portal WHERE n.person = ? "
        "ORDER BY n.articles DESC, o.name"
    )
    return [row[0] for row in connection.execute(sql, (person,))]
