"""Who was named in which post of a unit, from when to when: observed in articles, the leading posts first."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archive.people.leading import PostOrder, order_of_post
from archive.people.posts import same_body, same_words

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

MOST_POSTS = 400  # of a unit that are read, those with most articles first
# Kinds of titles that say that a post is held on the day of the article; "former" does not, ranks are no posts.
HELD = ("position", "acting", "new")


@dataclass(slots=True)
class Holder:
    """Somebody in a post: days first and last seen, articles; the same of the year that is asked for.

    ``kinds`` are those of the titles (``acting`` ...), ``tenures`` the ids of the view ``tenures`` that it is made of,
    the one with most articles first; ``unit`` is the id of the unit that titles name.
    """

    person: int
    name: str
    first: str
    last: str
    articles: int
    year_first: str | None
    year_last: str | None
    year_articles: int
    kinds: set[str]
    tenures: list[str]
    months: list[str] = field(default_factory=list)

    @property
    def tenure(self) -> str:
        """The tenure whose sentences are the most of what was seen."""
        return self.tenures[0]


@dataclass(slots=True)
class PostHeld:
    """A post of a body of a unit with those who were named in it, in the order in which they were first seen.

    ``order`` is small where the post leads the unit; :attr:`leads` tells whether it does.
    """

    title: str
    organization: str | None
    unit: str
    order: PostOrder
    holders: list[Holder] = field(default_factory=list)

    @property
    def leads(self) -> bool:
        """Whether it is a leading post of the unit itself."""
        return self.order.leads

    @property
    def articles(self) -> int:
        """Articles that name a holder, as often as they name one."""
        return sum(holder.articles for holder in self.holders)

    def in_year(self, year: int) -> list[Holder]:
        """Return who was seen in it in a year, and who was seen in it before that year as well as after it."""
        return [
            one for one in self.holders if one.year_articles or (one.first < f"{year}" and one.last > f"{year + 1}")
        ]


def posts_of_unit(connection: sqlite3.Connection, unit: str, name: str, year: int | None) -> list[PostHeld]:
    """Return the posts of a unit, leading ones first, each with its holders.

    Args:
        connection: the archive; its rows are :class:`sqlite3.Row`.
        unit: id in ``units``.
        name: of the unit, in full ("thị xã Kỳ Anh").
        year: of which the figures of each holder's year are; ``None`` for no year.
    """
    seen = _seen(connection, unit, year)
    posts: dict[tuple[str, str], PostHeld] = {}
    people: dict[tuple[tuple[str, str], int], Holder] = {}
    for row in seen:
        words = _words(connection, row["post_id"])
        if words is None:
            continue
        title, organization = words
        key = (same_words(title), same_body(organization or ""))
        post = posts.setdefault(key, PostHeld(title, organization, unit, order_of_post(title, organization, name)))
        _add(post, people, (key, row["person"]), row)
    for post in posts.values():
        post.holders.sort(key=lambda one: (one.first, one.last, one.name))
    return sorted(posts.values(), key=lambda one: (one.order, -one.articles))


_OF_YEAR = (
    "min(CASE WHEN day >= :start AND day < :end THEN day END) AS year_first, "
    "max(CASE WHEN day >= :start AND day < :end THEN day END) AS year_last, "
    "count(DISTINCT CASE WHEN day >= :start AND day < :end THEN article END) AS year_articles"
)
_OF_NO_YEAR = "NULL AS year_first, NULL AS year_last, 0 AS year_articles"


def _seen(connection: sqlite3.Connection, unit: str, year: int | None) -> list[sqlite3.Row]:
    """Return a row a post and person, those with most articles first."""
    start, end = (f"{year:04}", f"{year + 1:04}") if year is not None else ("9", "9")
    sql = (
        "SELECT g.*, p.name FROM (SELECT post_id, person, group_concat(DISTINCT kind) AS kinds, min(day) AS first, "  # nosec B608 # noqa: S608
        f"max(day) AS last, count(DISTINCT article) AS articles, {_OF_YEAR if year is not None else _OF_NO_YEAR} "
        f"FROM titles WHERE unit_id = :unit AND kind IN {HELD} GROUP BY post_id, person "
        "ORDER BY articles DESC LIMIT :most) g JOIN people p ON p.id = g.person"
    )
    values = {"unit": unit, "start": start, "end": end, "most": 10 * MOST_POSTS}
    return connection.execute(sql, values).fetchall()


def _words(connection: sqlite3.Connection, post: int) -> tuple[str, str | None] | None:
    """Return what a post and its body are called; all spellings of one post differ in nothing that counts."""
    sql = (
        "SELECT coalesce(canonical, text), coalesce(organization_full, organization) FROM post_spellings "
        "WHERE post_id = ? ORDER BY canonical DESC, organization_full DESC LIMIT 1"
    )
    row = connection.execute(sql, (post,)).fetchone()
    return tuple(row) if row else None


def _add(
    post: PostHeld,
    people: dict[tuple[tuple[str, str], int], Holder],
    key: tuple[tuple[str, str], int],
    row: sqlite3.Row,
) -> None:
    """Add what was seen of a person in a post of one kind; titles held and acting are one post."""
    tenure = f"{row['person']}-{row['post_id']}"
    known = people.get(key)
    if known is None:
        kinds = set(row["kinds"].split(","))
        known = people[key] = Holder(
            row["person"], row["name"], row["first"], row["last"], row["articles"], row["year_first"],
            row["year_last"], row["year_articles"], kinds, [tenure],
        )  # fmt: skip
        post.holders.append(known)
        return
    known.first, known.last = min(known.first, row["first"]), max(known.last, row["last"])
    known.articles += row["articles"]
    known.year_articles += row["year_articles"]
    firsts = [day for day in (known.year_first, row["year_first"]) if day]
    lasts = [day for day in (known.year_last, row["year_last"]) if day]
    known.year_first, known.year_last = min(firsts, default=None), max(lasts, default=None)
    known.kinds |= set(row["kinds"].split(","))
    known.tenures.append(tenure)


def add_months(connection: sqlite3.Connection, unit: str, holders: Iterable[Holder]) -> None:
    """Fill in the months in which each was seen in his or her post."""
    for one in holders:
        months: set[str] = set()
        for tenure in one.tenures:
            person, _, post = tenure.partition("-")
            sql = "SELECT DISTINCT substr(day, 1, 7) FROM titles WHERE unit_id = ? AND post_id = ? AND person = ?"
            months.update(month for (month,) in connection.execute(sql, (unit, int(post), int(person))))
        one.months = sorted(months)


def lineage_of(connection: sqlite3.Connection, unit: str) -> tuple[list[sqlite3.Row], list[sqlite3.Row]]:
    """Return the units whose area a unit took over, one after the other, and those that took over its own.

    Each is a row of ``units`` with ``steps``, how many changes away, and ``province_name``.
    """
    return _line(connection, unit, "successor", "unit"), _line(connection, unit, "unit", "successor")


def _line(connection: sqlite3.Connection, unit: str, here: str, there: str) -> list[sqlite3.Row]:
    sql = (
        "WITH RECURSIVE line (id, steps) AS ("  # nosec B608 # noqa: S608
        f"SELECT {there}, 1 FROM unit_successors WHERE {here} = :unit UNION "
        f"SELECT s.{there}, l.steps + 1 FROM line l JOIN unit_successors s ON s.{here} = l.id WHERE l.steps < 12) "
        "SELECT u.*, min(l.steps) AS steps, r.name AS province_name FROM line l JOIN units u ON u.id = l.id "
        "JOIN units r ON r.id = u.province WHERE u.id <> :unit GROUP BY u.id "
        "ORDER BY steps, u.valid_to IS NOT NULL, u.name LIMIT 120"
    )
    return connection.execute(sql, {"unit": unit}).fetchall()


def years_seen(connection: sqlite3.Connection, units: Sequence[str]) -> dict[int, int]:
    """Return how many articles of each year name somebody in a post of one of ``units``."""
    sql = (
        "SELECT CAST(substr(day, 1, 4) AS INTEGER), count(DISTINCT article) FROM titles "
        "WHERE unit_id IN (SELECT value FROM json_each(?)) GROUP BY 1"
    )
    found: dict[int, int] = defaultdict(int)
    for year, articles in connection.execute(sql, (json.dumps(list(units)),)):
        found[year] += articles
    return dict(found)
