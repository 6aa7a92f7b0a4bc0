"""The index of officials: who is named, how often, and with which title last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scraper.vietnamese import fold, fold_tone, nfc

if TYPE_CHECKING:
    import sqlite3

    from archive.site.results import Request

PAGE_LENGTH = 60
_LONGEST_NAME = 100  # characters of what is sought


@dataclass(frozen=True, slots=True)
class Listed:
    """A person with the number of articles, the title of the latest mention that has one, and portals that name them.

    ``portals`` are names, the one with most articles first.
    """

    row: sqlite3.Row
    title: sqlite3.Row | None
    portals: list[str]


@dataclass(frozen=True, slots=True)
class People:
    """One page of people, most often named first; ``more`` where another page follows."""

    request: Request
    listed: list[Listed]
    count: int
    more: bool


def read_people(connection: sqlite3.Connection, request: Request) -> People:
    """Return the people whose names contain the words sought, all of them where nothing is sought.

    Marks are optional, but respected where they are typed, as in every search of the archive.

    Args:
        connection: the archive, with the functions of :func:`archive.search.register_functions`.
        request: words, portal and page.
    """
    where, values = _narrowing(request)
    count = connection.execute(f"SELECT count(*) FROM people p WHERE {where}", values).fetchone()[0]  # nosec B608 # noqa: S608
    sql = (
        "SELECT p.id, p.name, n.articles FROM people p JOIN (SELECT person, count(DISTINCT article) AS articles "  # nosec B608 # noqa: S608
        f"FROM mentions GROUP BY person) n ON n.person = p.id WHERE {where} "
        "ORDER BY n.articles DESC, p.name_folded, p.id LIMIT :limit OFFSET :offset"
    )
    page = {"limit": PAGE_LENGTH + 1, "offset": (request.page - 1) * PAGE_LENGTH}
    rows = connection.execute(sql, values | page).fetchall()
    listed = [
        Listed(row, _latest_title(connection, row["id"]), _portals(connection, row["id"])) for row in rows[:PAGE_LENGTH]
    ]
    return People(request, listed, count, len(rows) > PAGE_LENGTH)


def _narrowing(request: Request) -> tuple[str, dict[str, Any]]:
    where = ["EXISTS (SELECT 1 FROM mentions m WHERE m.person = p.id)"]
    values: dict[str, Any] = {}
    for number, word in enumerate(nfc(request.words)[:_LONGEST_NAME].split()):
        marked = fold(word) != word.lower()
        column = "fold_tone(p.name)" if marked else "p.name_folded"
        where.append(f"instr({column}, :word{number})")
        values[f"word{number}"] = fold_tone(word) if marked else fold(word)
    if request.portal is not None:
        where.append(
            "p.id IN (SELECT m.person FROM articles a JOIN mentions m ON m.article = a.id WHERE a.portal = :portal)"
        )
        values["portal"] = request.portal
    return " AND ".join(where), values


def _latest_title(connection: sqlite3.Connection, person: int) -> sqlite3.Row | None:
    sql = (
        "SELECT text, canonical, kind, organization, organization_full FROM titles WHERE person = ? AND kind <> 'rank' "
        "ORDER BY day DESC, article, position LIMIT 1"
    )
    row: sqlite3.Row | None = connection.execute(sql, (person,)).fetchone()
    return row


def _portals(connection: sqlite3.Connection, person: int) -> list[str]:
    sql = (
        "SELECT o.name FROM mentions m JOIN articles a ON a.id = m.article JOIN portals o ON o.id = a.portal "
        "WHERE m.person = ? GROUP BY o.id ORDER BY count(DISTINCT a.id) DESC, o.name"
    )
    return [row[0] for row in connection.execute(sql, (person,))]
