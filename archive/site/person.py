"""What the page of one official shows: names and titles over time, and every mention with its evidence."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from archive.site.charts import Bar, bars, years_without_gaps
from scraper.vietnamese import fold_tone

if TYPE_CHECKING:
    import sqlite3

    Rows = list[sqlite3.Row]

MOST_MENTIONS = 100


@dataclass(frozen=True, slots=True)
class Tenure:
    """A title and the days on which it was first and last seen; ``x`` and ``width`` place them on the time line.

    Both are per cent of the time from the first day on which the person was named to the last.
    """

    row: sqlite3.Row
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Seen:
    """One article's mention: its row, titles and roles, and the sentence cut around the name.

    ``fields`` are the texts in which the name stands (``text``, ``captions`` ...).
    """

    row: sqlite3.Row
    titles: Rows
    roles: list[str]
    sentence: tuple[str, str, str]
    fields: list[str]


def read_person(connection: sqlite3.Connection, person: int) -> dict[str, Any] | None:
    """Return everything the page of ``person`` shows, ``None`` if there is no such person.

    Args:
        connection: the archive; its rows are :class:`sqlite3.Row`.
        person: id in ``people``.
    """
    row = connection.execute(
        "SELECT p.*, o.name AS portal_name, o.url AS portal_url FROM people p JOIN portals o ON o.id = p.portal "
        "WHERE p.id = ?",
        (person,),
    ).fetchone()
    if row is None:
        return None
    articles, days = _days(connection, person)
    return {
        "row": row,
        "names": _names(connection, person),
        "tenures": _tenures(connection, person, days),
        "articles": articles,
        "first_day": days[0],
        "last_day": days[1],
        "years": _years(connection, person),
        "roles": _roles(connection, person),
        "mentions": _mentions(connection, person),
        "namesakes": _namesakes(connection, row),
    }


def _days(connection: sqlite3.Connection, person: int) -> tuple[int, tuple[str | None, str | None]]:
    sql = "SELECT count(DISTINCT article), min(day), max(day) FROM mentions WHERE person = ?"
    count, first, last = connection.execute(sql, (person,)).fetchone()
    return count, (first, last)


def _names(connection: sqlite3.Connection, person: int) -> list[tuple[str, int]]:
    """Return ``(name with honorific, number of articles)``, most frequent first; letter case does not count."""
    sql = (
        "SELECT ltrim(coalesce(honorific, '') || ' ' || name), count(*) AS mentions FROM mentions WHERE person = ? "
        "GROUP BY 1 ORDER BY mentions DESC, 1"
    )
    written: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for name, count in connection.execute(sql, (person,)):
        counts[written.setdefault(fold_tone(name), name)] += count
    return counts.most_common()


def _tenures(connection: sqlite3.Connection, person: int, days: tuple[str | None, str | None]) -> list[Tenure]:
    sql = "SELECT * FROM tenures WHERE person = ? ORDER BY first_seen, last_seen, title"
    start, end = (_day_number(connection, day) for day in days)
    tenures = []
    for row in connection.execute(sql, (person,)).fetchall():
        first, last = _day_number(connection, row["first_seen"]), _day_number(connection, row["last_seen"])
        x, width = 0.0, 100.0
        if None not in (start, end, first, last) and end > start:
            x = 100 * (first - start) / (end - start)
            width = 100 * (last - first) / (end - start)
        tenures.append(Tenure(row, round(min(x, 98.5), 2), round(max(min(width, 100 - x), 1.5), 2)))
    return tenures


def _day_number(connection: sqlite3.Connection, day: str | None) -> Any:
    return connection.execute("SELECT julianday(?)", (day,)).fetchone()[0]


def _years(connection: sqlite3.Connection, person: int) -> list[Bar]:
    sql = "SELECT CAST(substr(day, 1, 4) AS INTEGER), count(DISTINCT article) FROM mentions WHERE person = ? GROUP BY 1"
    return bars(years_without_gaps(dict(connection.execute(sql, (person,)).fetchall())))


def _roles(connection: sqlite3.Connection, person: int) -> Rows:
    sql = (
        "SELECT r.role, count(*) AS mentions FROM roles r JOIN mentions m ON m.id = r.mention WHERE m.person = ? "
        "GROUP BY r.role ORDER BY mentions DESC, r.role"
    )
    return connection.execute(sql, (person,)).fetchall()


def _mentions(connection: sqlite3.Connection, person: int) -> list[Seen]:
    sql = (
        "SELECT m.*, a.title AS article_title, a.published, a.kind FROM mentions m "
        "JOIN articles a ON a.id = m.article WHERE m.person = ? ORDER BY m.day DESC, m.article, m.position LIMIT ?"
    )
    rows = connection.execute(sql, (person, MOST_MENTIONS)).fetchall()
    return [_seen(connection, row) for row in rows]


def _seen(connection: sqlite3.Connection, row: sqlite3.Row) -> Seen:
    titles = connection.execute("SELECT * FROM titles WHERE mention = ? ORDER BY position", (row["id"],)).fetchall()
    fields = Counter(span["field"].partition("[")[0] for span in json.loads(row["spans"]))
    roles = [role for role in (row["role"] or "").split(", ") if role]
    return Seen(row, titles, roles, around(row["sentence"] or "", row["name"]), list(fields))


def around(sentence: str, name: str) -> tuple[str, str, str]:
    """Return the words before the name, the name as it stands there, and the words after it.

    Letter case and tone placement do not count; where the name is not found, all of it stands before.
    """
    start = fold_tone(sentence).find(fold_tone(name)) if name else -1
    if start < 0:
        return sentence, "", ""
    end = start + len(name)
    return sentence[:start], sentence[start:end], sentence[end:]


def _namesakes(connection: sqlite3.Connection, row: sqlite3.Row) -> Rows:
    """People of the same name (marks aside) on other portals, or spelt with other marks: perhaps the same person."""
    sql = (
        "SELECT p.id, p.name, o.name AS portal_name FROM people p JOIN portals o ON o.id = p.portal "
        "WHERE p.name_folded = ? AND p.id <> ? ORDER BY p.name, o.name LIMIT 20"
    )
    return connection.execute(sql, (row["name_folded"], row["id"])).fetchall()
