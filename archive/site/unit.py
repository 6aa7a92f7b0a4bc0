"""What the page of one unit shows: what it was and became, its portals, who was named in which post when."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from archive.site.charts import years_without_gaps
from archive.site.holders import Holder, PostHeld, add_months, lineage_of, posts_of_unit, years_seen

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    Rows = list[sqlite3.Row]

# Holders that are drawn, and rows of the table beside it: a page is no heavier than 200 kB, the CSV file has all.
MOST_BARS = 50
MOST_ROWS = 120
_MOST_UNITS = 40  # of a line whose posts are read
_SOME_POSTS = 6  # of a unit none of whose leading posts was seen


@dataclass(frozen=True, slots=True)
class UnitRequest:
    """What is asked of a unit's page: a year, and whether posts of its predecessors and successors are left out."""

    year: int | None = None
    alone: bool = False

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> UnitRequest:
        """Read the parameters of an address; a year that is none is taken as not given."""
        year = query.get("year") or ""
        return cls(
            int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None, bool(query.get("alone"))
        )


@dataclass(frozen=True, slots=True)
class OfUnit:
    """A unit of the line with the posts in which somebody was seen."""

    row: sqlite3.Row
    posts: list[PostHeld]


def read_unit(connection: sqlite3.Connection, unit: str, asked: UnitRequest) -> dict[str, Any] | None:
    """Return everything the page of ``unit`` shows, ``None`` if there is no such unit.

    Args:
        connection: the archive; its rows are :class:`sqlite3.Row`.
        unit: id in ``units``.
        asked: year, and whether the line is left out.
    """
    row = _row(connection, unit)
    if row is None:
        return None
    before, after = lineage_of(connection, unit)
    line = [row, *([] if asked.alone else [*before, *after])]
    held = _held(connection, line, asked.year)
    ids = [one["id"] for one in line]
    portals = _portals(connection, ids)
    return {
        "row": row,
        "asked": asked,
        "above": _above(connection, row),
        "before": before,
        "after": after,
        "portals": portals,
        "children": _children(connection, unit),
        "held": held,
        "drawn": _drawn(connection, held),
        "year_rows": _of_year(held, asked.year),
        "posts": sum(len(one.posts) for one in held),
        "table": _table(held),
        "seen_years": _seen_years(held),
        "years": _articles(connection, ids, [portal["id"] for portal in portals]),
        "has_portals": bool(portals),
    }


def _row(connection: sqlite3.Connection, unit: str) -> Any:
    sql = "SELECT u.*, r.name AS province_name FROM units u JOIN units r ON r.id = u.province WHERE u.id = ?"
    return connection.execute(sql, (unit,)).fetchone()


def _above(connection: sqlite3.Connection, row: sqlite3.Row) -> Rows:
    """Return the units above, the highest first."""
    found: Rows = []
    parent = row["parent"]
    while parent is not None and len(found) < 4:
        above = connection.execute("SELECT id, name, parent FROM units WHERE id = ?", (parent,)).fetchone()
        if above is None:
            break
        found.insert(0, above)
        parent = above["parent"]
    return found


def _portals(connection: sqlite3.Connection, units: list[str]) -> Rows:
    sql = (
        "SELECT p.id, p.name, p.url, p.unit_id, p.valid_from, p.valid_to, p.gone_at, u.name AS unit_name, "
        "coalesce((SELECT sum(articles) FROM article_months WHERE portal = p.id), 0) AS articles, "
        "(SELECT min(published) FROM articles WHERE portal = p.id) AS first_published, "
        "(SELECT max(published) FROM articles WHERE portal = p.id) AS last_published "
        "FROM portals p JOIN units u ON u.id = p.unit_id WHERE p.unit_id IN (SELECT value FROM json_each(?)) "
        "ORDER BY p.valid_to IS NOT NULL, p.name"
    )
    return connection.execute(sql, (json.dumps(units),)).fetchall()


def _children(connection: sqlite3.Connection, unit: str) -> Rows:
    """Return the units inside, those in whose posts somebody was seen or that have a portal first."""
    sql = (
        "SELECT u.id, u.name, u.valid_from, u.valid_to, "
        "EXISTS (SELECT 1 FROM titles WHERE unit_id = u.id) OR "
        "u.id IN (SELECT unit_id FROM portals WHERE unit_id IS NOT NULL) AS has_records "
        "FROM units u WHERE u.parent = ? ORDER BY has_records DESC, u.valid_to IS NOT NULL, u.name, u.id"
    )
    return connection.execute(sql, (unit,)).fetchall()


def _held(connection: sqlite3.Connection, line: Rows, year: int | None) -> list[OfUnit]:
    found = []
    for row in line[:_MOST_UNITS]:
        posts = posts_of_unit(connection, row["id"], row["name"], year)
        if posts:
            found.append(OfUnit(row, posts))
    return found


def _drawn(connection: sqlite3.Connection, held: list[OfUnit]) -> list[tuple[sqlite3.Row, list[PostHeld]]]:
    """Return the leading posts of each unit, up to :data:`MOST_BARS` holders together, with the months of each."""
    drawn = []
    left = MOST_BARS
    for one in held:
        leading = [post for post in one.posts if post.leads]
        if not leading and one is held[0]:
            leading = sorted(one.posts, key=lambda post: -post.articles)[:_SOME_POSTS]
        posts = []
        for post in leading:
            if left < len(post.holders):
                break
            left -= len(post.holders)
            posts.append(post)
            add_months(connection, one.row["id"], post.holders)
        if posts:
            drawn.append((one.row, posts))
    return drawn


Shown = list[tuple[PostHeld, list[Holder]]]


def _table(held: list[OfUnit]) -> Shown:
    """Return the posts with their holders, at most :data:`MOST_ROWS` holders in all."""
    return _first_rows([(post, post.holders) for one in held for post in one.posts])


def _of_year(held: list[OfUnit], year: int | None) -> Shown:
    """Return the posts in which somebody was seen in a year, with those who were, likewise."""
    if year is None:
        return []
    return _first_rows([(post, post.in_year(year)) for one in held for post in one.posts])


def _first_rows(posts: Shown) -> Shown:
    shown: Shown = []
    left = MOST_ROWS
    for post, holders in posts:
        if holders and left > 0:
            shown.append((post, holders[:left]))
            left -= len(holders)
    return shown


def _seen_years(held: list[OfUnit]) -> list[int]:
    """Return the years from the first to the last in which somebody was seen in a post, the newest first."""
    holders = [holder for one in held for post in one.posts for holder in post.holders]
    if not holders:
        return []
    first = int(min(one.first for one in holders)[:4])
    last = int(max(one.last for one in holders)[:4])
    return list(range(last, max(first, last - 60) - 1, -1))


def _articles(connection: sqlite3.Connection, units: list[str], portals: list[str]) -> list[tuple[str, int]]:
    """Return the articles a year of the portals; where there are none, those that name somebody in a post here."""
    if not portals:
        return years_without_gaps(years_seen(connection, units))
    sql = (
        "SELECT CAST(substr(month, 1, 4) AS INTEGER), sum(articles) FROM article_months "
        "WHERE portal IN (SELECT value FROM json_each(?)) AND month <> '' GROUP BY 1"
    )
    return years_without_gaps(dict(connection.execute(sql, (json.dumps(portals),)).fetchall()))
