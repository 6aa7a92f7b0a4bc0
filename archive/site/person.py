"""What the page of one official shows: names, posts over time with their changes, roles, mentions with their evidence.

Why a mention is this person's stands beside it, and so does who else it might be: the archive's judgement can be
checked, and people can overrule it (``congtin people merge``, ``split``). With whom the person is named and where is in
:mod:`archive.site.company`.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from archive.site.charts import years_without_gaps
from archive.site.company import read_company
from archive.site.latest_post import LATEST_POST
from scraper.vietnamese import fold_tone

if TYPE_CHECKING:
    import sqlite3

    Rows = list[sqlite3.Row]

MOST_MENTIONS = 30
# Roles in which somebody speaks: what a researcher means by all speeches of an official.
SPEECHES = ("spoke", "reported", "opened", "concluded", "answered")
_MOST_SPELT = 300  # mentions, the newest, of which the ways of writing the name are read
_MOST_OTHERS = 20


@dataclass(frozen=True, slots=True)
class Tenure:
    """A title and the days on which it was first and last seen.

    Attributes:
        id: as in the view ``tenures``.
        title, organization, kind: as there.
        unit: id of the unit in the gazetteer, ``None`` where it is not known.
        first, last: days, ISO 8601.
        articles: how many.
        months: those in which it was seen, ``2021-03``.
        changes: what articles announce of it: elected, appointed, dismissed ...
    """

    id: str
    title: str
    organization: str | None
    kind: str
    unit: str | None
    first: str
    last: str
    articles: int
    months: list[str]
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
    years = _years(connection, person)
    changes = _changes(connection, person)
    candidates = _candidates(connection, person)
    return {
        "row": row,
        "portals": _portals(connection, person),
        "names": _names(connection, person),
        "tenures": _tenures(connection, person, changes),
        "other_changes": changes[None],
        "articles": sum(count for _, count, _, _ in years),
        "mentions_count": (mentions := _count(connection, person)),
        "spelt": min(mentions, _MOST_SPELT),
        "first_day": min((first for _, _, first, _ in years), default=None),
        "last_day": max((last for _, _, _, last in years), default=None),
        "years": years_without_gaps({year: articles for year, articles, _, _ in years}),
        "roles": _roles(connection, person),
        "speeches": SPEECHES,
        "company": read_company(connection, person),
        "mentions": _mentions(connection, person),
        "candidates": candidates,
        "namesakes": _namesakes(connection, row, {found["id"] for found in candidates}),
    }


def _portals(connection: sqlite3.Connection, person: int) -> Rows:
    """Return the portals that name the person with the number of articles, most first."""
    sql = (
        "SELECT o.id, o.name, n.articles FROM person_portals n JOIN portals o ON o.id = n.portal "
        "WHERE n.person = ? ORDER BY n.articles DESC, o.name"
    )
    return connection.execute(sql, (person,)).fetchall()


def _years(connection: sqlite3.Connection, person: int) -> list[tuple[int, int, str, str]]:
    """Return (year, articles, first day, last day); all mentions of an article are of one day."""
    sql = (
        "SELECT CAST(substr(day, 1, 4) AS INTEGER), count(DISTINCT article), min(day), max(day) FROM mentions "
        "WHERE person = ? GROUP BY 1"
    )
    return [tuple(row) for row in connection.execute(sql, (person,))]


def _count(connection: sqlite3.Connection, person: int) -> int:
    return int(connection.execute("SELECT count(*) FROM mentions WHERE person = ?", (person,)).fetchone()[0])


def _names(connection: sqlite3.Connection, person: int) -> list[tuple[str, int]]:
    """Return ``(name with honorific, number of mentions)``, most frequent first; letter case does not count."""
    sql = (
        "SELECT ltrim(coalesce(honorific, '') || ' ' || name), count(*) AS mentions FROM "
        "(SELECT honorific, name FROM mentions WHERE person = ? ORDER BY day DESC LIMIT ?) "
        "GROUP BY 1 ORDER BY mentions DESC, 1"
    )
    written: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for name, count in connection.execute(sql, (person, _MOST_SPELT)):
        counts[written.setdefault(fold_tone(name), name)] += count
    return counts.most_common()


def _tenures(connection: sqlite3.Connection, person: int, changes: dict[str | None, Rows]) -> list[Tenure]:
    """Return the posts in the order in which they were first seen, ranks among them."""
    # One walk along the index titles_tenure, in its order; grouping in SQL sorts what is in order already.
    sql = "SELECT post_id, article, day, kind, unit_id FROM titles WHERE person = ? ORDER BY post_id, article, day"
    found = []
    for post, rows in groupby(connection.execute(sql, (person,)), key=itemgetter(0)):
        articles, days, kinds, units = (set(column) for column in zip(*(tuple(row)[1:] for row in rows), strict=True))
        title, organization = _words(connection, person, post)
        identifier = f"{person}-{post}"
        found.append(
            Tenure(
                identifier,
                title,
                organization,
                max(kinds),
                min((unit for unit in units if unit), default=None),
                min(days),
                max(days),
                len(articles),
                sorted({day[:7] for day in days}),
                changes[identifier],
            )
        )
    return sorted(found, key=lambda one: (one.first, one.last, one.title))


def _words(connection: sqlite3.Connection, person: int, post: int) -> tuple[str, str | None]:
    """Return what a post and its body are called; all spellings of one post differ in nothing that counts."""
    sql = (
        "SELECT coalesce(canonical, text), coalesce(organization_full, organization) FROM titles "
        "WHERE person = ? AND post_id = ? ORDER BY article LIMIT 1"
    )
    title, organization = connection.execute(sql, (person, post)).fetchone()
    return title, organization


def _changes(connection: sqlite3.Connection, person: int) -> dict[str | None, Rows]:
    """Return the announced changes by tenure, the first article of each."""
    sql = (
        "SELECT CASE WHEN t.mention IS NOT NULL THEN printf('%d-%d', t.person, t.post_id) END AS tenure, c.change, "
        "min(m.day) AS day, m.article, a.title AS article_title, c.sentence FROM person_changes p "
        "CROSS JOIN mentions m ON m.id = p.mention CROSS JOIN announced_changes c ON c.mention = p.mention "
        "JOIN articles a ON a.id = m.article LEFT JOIN titles t ON t.mention = c.mention AND t.position = c.title "
        "WHERE p.person = ? GROUP BY 1, c.change, substr(m.day, 1, 7) ORDER BY 3"
    )
    found: dict[str | None, Rows] = defaultdict(list)
    for row in connection.execute(sql, (person,)):
        found[row["tenure"]].append(row)
    return found


def _roles(connection: sqlite3.Connection, person: int) -> Rows:
    sql = "SELECT role, mentions FROM person_roles WHERE person = ? ORDER BY mentions DESC, role"
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


_DISTINGUISHED = (
    "p.id, p.name, o.name AS portal_name, n.articles, "  # nosec B608 # noqa: S608
    "(SELECT min(day) FROM mentions WHERE person = p.id) AS first_day, "
    "(SELECT max(day) FROM mentions WHERE person = p.id) AS last_day, " + LATEST_POST + " AS post "
)
_OF_PEOPLE = "JOIN portals o ON o.id = p.portal LEFT JOIN person_figures n ON n.person = p.id "


def _candidates(connection: sqlite3.Connection, person: int) -> Rows:
    """Return who is perhaps the same person, with the reason and with what distinguishes them."""
    sql = (
        f"SELECT {_DISTINGUISHED}, c.reason FROM (SELECT other AS id, reason FROM person_candidates WHERE person = ?1 "  # nosec B608 # noqa: S608
        "UNION ALL SELECT person, reason FROM person_candidates WHERE other = ?1) c JOIN people p ON p.id = c.id "
        f"{_OF_PEOPLE}ORDER BY p.name, p.id LIMIT ?2"
    )
    return connection.execute(sql, (person, _MOST_OTHERS)).fetchall()


def _namesakes(connection: sqlite3.Connection, row: sqlite3.Row, told: set[int]) -> Rows:
    """Return other people of the same name (marks aside), but for the candidates: post named last, years, portal."""
    sql = (
        f"SELECT {_DISTINGUISHED} FROM people p {_OF_PEOPLE}"  # nosec B608 # noqa: S608
        "WHERE p.name_folded = ? AND p.id <> ? ORDER BY p.name, o.name, p.id LIMIT ?"
    )
    found = connection.execute(sql, (row["name_folded"], row["id"], _MOST_OTHERS + len(told))).fetchall()
    return [one for one in found if one["id"] not in told]
