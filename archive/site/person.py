"""What the page of one official shows: names, posts over time with their changes, every mention with its evidence.

Why a mention is this person's stands beside it, and so does who else it might be: the archive's judgement can be
checked, and people can overrule it (``congtin people merge``, ``split``).
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from archive.site.charts import Bar, bars, years_without_gaps
from scraper.vietnamese import fold_tone

if TYPE_CHECKING:
    import sqlite3

    Rows = list[sqlite3.Row]

MOST_MENTIONS = 100
_MOST_OTHERS = 20


@dataclass(frozen=True, slots=True)
class Tenure:
    """A title and the days on which it was first and last seen; ``x`` and ``width`` place them on the time line.

    Both are per cent of the time from the first day on which the person was named to the last. ``changes`` are what
    articles announce of it: elected, appointed, dismissed ...
    """

    row: sqlite3.Row
    x: float
    width: float
    changes: Rows


@dataclass(frozen=True, slots=True)
class Seen:
    """One article's mention: its row, titles and roles, and the sentence cut around the name.

    ``fields`` are the texts in which the name stands (``text``, ``captions`` ...), ``why`` says why the mention is this
    person's, ``None`` where the name has not been resolved yet.
    """

    row: sqlite3.Row
    titles: Rows
    roles: list[str]
    sentence: tuple[str, str, str]
    fields: list[str]
    why: sqlite3.Row | None


def read_person(connection: sqlite3.Connection, person: int) -> dict[str, Any] | None:
    """Return everything the page of ``person`` shows, ``None`` if there is no such person.

    Args:
        connection: the archive; its rows are :class:`sqlite3.Row`.
        person: id in ``people``.
    """
    row = connection.execute("SELECT * FROM people WHERE id = ?", (person,)).fetchone()
    if row is None:
        return None
    articles, days = _days(connection, person)
    candidates = _candidates(connection, person)
    return {
        "row": row,
        "portals": _portals(connection, person),
        "names": _names(connection, person),
        "tenures": _tenures(connection, person, days),
        "other_changes": _changes_without_post(connection, person),
        "articles": articles,
        "first_day": days[0],
        "last_day": days[1],
        "years": _years(connection, person),
        "roles": _roles(connection, person),
        "mentions": _mentions(connection, person),
        "candidates": candidates,
        "namesakes": _namesakes(connection, row, {found["id"] for found in candidates}),
    }


def _portals(connection: sqlite3.Connection, person: int) -> Rows:
    """Return the portals that name the person with the number of articles, most first."""
    sql = (
        "SELECT o.id, o.name, count(*) AS articles FROM (SELECT DISTINCT article FROM mentions WHERE person = ?) m "
        "JOIN articles a ON a.id = m.article JOIN portals o ON o.id = a.portal "
        "GROUP BY o.id ORDER BY articles DESC, o.name"
    )
    return connection.execute(sql, (person,)).fetchall()


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
    changes = _changes(connection, person)
    start, end = (_day_number(connection, day) for day in days)
    tenures = []
    for row in connection.execute(sql, (person,)).fetchall():
        first, last = _day_number(connection, row["first_seen"]), _day_number(connection, row["last_seen"])
        x, width = 0.0, 100.0
        if None not in (start, end, first, last) and end > start:
            x = 100 * (first - start) / (end - start)
            width = 100 * (last - first) / (end - start)
        tenures.append(Tenure(row, round(min(x, 98.5), 2), round(max(min(width, 100 - x), 1.5), 2), changes[row["id"]]))
    return tenures


def _changes(connection: sqlite3.Connection, person: int) -> dict[str | None, Rows]:
    """Return the announced changes by tenure, the first article of each."""
    sql = (
        "SELECT tenure, change, min(day) AS day, article, article_title, sentence FROM tenure_events WHERE person = ? "
        "GROUP BY tenure, change, substr(day, 1, 7) ORDER BY day"
    )
    found: dict[str | None, Rows] = defaultdict(list)
    for row in connection.execute(sql, (person,)):
        found[row["tenure"]].append(row)
    return found


def _changes_without_post(connection: sqlite3.Connection, person: int) -> Rows:
    return _changes(connection, person)[None]


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
    why = connection.execute("SELECT rule, reason FROM identifications WHERE mention = ?", (row["id"],)).fetchone()
    fields = Counter(span["field"].partition("[")[0] for span in json.loads(row["spans"]))
    roles = [role for role in (row["role"] or "").split(", ") if role]
    return Seen(row, titles, roles, around(row["sentence"] or "", row["name"]), list(fields), why)


def around(sentence: str, name: str) -> tuple[str, str, str]:
    """Return the words before the name, the name as it stands there, and the words after it.

    Letter case and tone placement do not count; where the name is not found, all of it stands before.
    """
    start = fold_tone(sentence).find(fold_tone(name)) if name else -1
    if start < 0:
        return sentence, "", ""
    end = start + len(name)
    return sentence[:start], sentence[start:end], sentence[end:]


def _candidates(connection: sqlite3.Connection, person: int) -> Rows:
    """Return who is perhaps the same person, with the reason."""
    sql = (
        "SELECT p.id, p.name, c.reason FROM (SELECT other AS id, reason FROM person_candidates WHERE person = ?1 "
        "UNION ALL SELECT person, reason FROM person_candidates WHERE other = ?1) c JOIN people p ON p.id = c.id "
        "ORDER BY p.name, p.id LIMIT ?2"
    )
    return connection.execute(sql, (person, _MOST_OTHERS)).fetchall()


def _namesakes(connection: sqlite3.Connection, row: sqlite3.Row, told: set[int]) -> Rows:
    """Return other people of the same name (marks aside), but for the candidates, with the post of each named last."""
    sql = (
        "SELECT p.id, p.name, o.name AS portal_name, (SELECT coalesce(t.canonical, t.text) || "
        "coalesce(', ' || coalesce(t.organization_full, t.organization), '') FROM titles t WHERE t.person = p.id "
        "AND t.kind <> 'rank' ORDER BY t.day DESC LIMIT 1) AS post "
        "FROM people p JOIN portals o ON o.id = p.portal "
        "WHERE p.name_folded = ? AND p.id <> ? ORDER BY p.name, o.name, p.id LIMIT ?"
    )
    found = connection.execute(sql, (row["name_folded"], row["id"], _MOST_OTHERS + len(told))).fetchall()
    return [one for one in found if one["id"] not in told]
