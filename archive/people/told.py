"""People as the command line tells them: who bears a name, what is known of one, who else it might be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.people.rows import person_behind
from scraper.errors import ArchiveError
from scraper.vietnamese import fold, fold_tone, nfc

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Short:
    """A person in one line: identifier, name, number of articles, first and last day, and the post named last."""

    identifier: int
    name: str
    articles: int
    first: str
    last: str
    post: str

    def __str__(self) -> str:
        count = f"{self.articles} article{'' if self.articles == 1 else 's'}"
        days = self.first if self.first == self.last else f"{self.first} to {self.last}"
        return f"{self.identifier}  {self.name}  {count}, {days}{f'  {self.post}' if self.post else ''}"


def people_named(connection: sqlite3.Connection, name: str) -> list[Short]:
    """Return the people whose names have all words of ``name``, most often named first.

    Marks are optional, but respected in each word that is typed with them, as in every search of the archive.
    """
    words = nfc(name).split()
    marked = [fold(word) != word.lower() for word in words]
    columns = ["name_key" if has_marks else "name_folded" for has_marks in marked]
    where = " AND ".join(f"instr(' ' || {column} || ' ', ?)" for column in columns) or "0"
    keys = [f" {fold_tone(word) if has_marks else fold(word)} " for word, has_marks in zip(words, marked, strict=True)]
    rows = connection.execute(f"SELECT id FROM people WHERE {where} ORDER BY id", keys).fetchall()  # nosec B608 # noqa: S608
    found = [short(connection, row[0]) for row in rows]
    return sorted((one for one in found if one.articles), key=lambda one: (-one.articles, one.identifier))


def short(connection: sqlite3.Connection, person: int) -> Short:
    """Return a person in one line."""
    name = connection.execute("SELECT name FROM people WHERE id = ?", (person,)).fetchone()[0]
    count, first, last = connection.execute(
        "SELECT count(DISTINCT article), min(day), max(day) FROM mentions WHERE person = ?", (person,)
    ).fetchone()
    post = connection.execute(
        "SELECT coalesce(canonical, text), coalesce(organization_full, organization) FROM titles "
        "WHERE person = ? AND kind <> 'rank' ORDER BY day DESC, article, position LIMIT 1",
        (person,),
    ).fetchone()
    return Short(person, name, count, first or "", last or "", ", ".join(part for part in post or () if part))


def known_person(connection: sqlite3.Connection, identifier: int) -> int:
    """Return the person to whom an identifier leads.

    Raises:
        ArchiveError: nobody has it.
    """
    person = person_behind(connection, identifier)
    if person is None:
        raise ArchiveError(f"{identifier}: nobody has this identifier; congtin people list NAME names those there are")
    return person


def lines_about(connection: sqlite3.Connection, person: int) -> Iterator[str]:
    """Yield what is known of a person as lines: posts, announced changes, mentions with why, and candidates."""
    yield str(short(connection, person))
    yield from _section("posts", _tenures(connection, person))
    yield from _section("announced", _events(connection, person))
    yield from _section("mentions", _mentions(connection, person))
    yield from _section("perhaps the same person", _candidates(connection, person))
    yield from _section(
        "former identifiers",
        [str(row[0]) for row in connection.execute("SELECT id FROM person_aliases WHERE person = ?", (person,))],
    )


def _section(name: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield f"  {name}"
        yield from (f"    {line}" for line in lines)


def _tenures(connection: sqlite3.Connection, person: int) -> list[str]:
    sql = (
        "SELECT title, organization, kind, first_seen, last_seen, articles FROM tenures WHERE person = ? "
        "ORDER BY first_seen, last_seen, title"
    )
    return [
        f"{first} to {last}  {', '.join(part for part in (title, body) if part)} ({kind}, {count})"
        for title, body, kind, first, last, count in connection.execute(sql, (person,))
    ]


def _events(connection: sqlite3.Connection, person: int) -> list[str]:
    sql = "SELECT day, change, title, organization FROM tenure_events WHERE person = ? ORDER BY day, article"
    return [
        f"{day}  {change}  {', '.join(part for part in (title, body) if part)}".rstrip()
        for day, change, title, body in connection.execute(sql, (person,))
    ]


def _mentions(connection: sqlite3.Connection, person: int) -> list[str]:
    sql = (
        "SELECT m.id, m.day, a.url, i.rule, i.reason FROM mentions m JOIN articles a ON a.id = m.article "
        "LEFT JOIN identifications i ON i.mention = m.id WHERE m.person = ? ORDER BY m.day, a.url"
    )
    return [
        f"{day}  mention {mention}  {url}\n        {reason or 'not resolved yet: the same name on the same portal'}"
        for mention, day, url, _, reason in connection.execute(sql, (person,))
    ]


def _candidates(connection: sqlite3.Connection, person: int) -> list[str]:
    sql = (
        "SELECT other, reason FROM person_candidates WHERE person = ?1 "
        "UNION ALL SELECT person, reason FROM person_candidates WHERE other = ?1"
    )
    return [f"{short(connection, other)}\n        {reason}" for other, reason in connection.execute(sql, (person,))]
