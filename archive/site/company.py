"""With whom an official is named, and in which places: read of the newest articles that name him or her."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

    Rows = list[sqlite3.Row]

MOST_ARTICLES = 1_000
_MOST_SHOWN = 24

_NEWEST = "SELECT DISTINCT article FROM (SELECT article FROM mentions WHERE person = ? ORDER BY day DESC LIMIT ?)"
# The articles given are JSON: a list of their ids.
_GIVEN = "(SELECT value AS article FROM json_each(:articles))"


@dataclass(frozen=True, slots=True)
class Company:
    """People (``id``, ``name``, ``articles``, ``first_day``, ``last_day``) and units (``id``, ``name``, ``articles``).

    ``articles`` is how many articles were read, at most :data:`MOST_ARTICLES`.
    """

    articles: int
    people: Rows
    units: Rows


def read_company(connection: sqlite3.Connection, person: int) -> Company:
    """Return who stands beside ``person`` in articles, and the units of the places that these articles name.

    Args:
        connection: the archive; its rows are :class:`sqlite3.Row`.
        person: id in ``people``.
    """
    articles = [article for (article,) in connection.execute(_NEWEST, (person, MOST_ARTICLES))]
    values = {"person": person, "articles": json.dumps(articles), "shown": _MOST_SHOWN}
    # CROSS JOIN: from the articles to what is in them, never through all that is in any.
    people = (
        "SELECT g.id, p.name, g.articles, g.first_day, g.last_day FROM ("  # nosec B608 # noqa: S608
        "SELECT o.person AS id, count(DISTINCT o.article) AS articles, min(o.day) AS first_day, max(o.day) AS last_day "
        f"FROM {_GIVEN} n CROSS JOIN mentions o ON o.article = n.article WHERE o.person <> :person "
        "GROUP BY o.person ORDER BY articles DESC, o.person LIMIT :shown) g JOIN people p ON p.id = g.id "
        "ORDER BY g.articles DESC, p.name"
    )
    units = (
        "SELECT g.id, u.name, r.name AS province, u.valid_to, g.articles FROM ("  # nosec B608 # noqa: S608
        f"SELECT c.unit_id AS id, count(DISTINCT c.article) AS articles FROM {_GIVEN} n "
        "CROSS JOIN places c ON c.article = n.article WHERE c.unit_id IS NOT NULL "
        "GROUP BY c.unit_id ORDER BY articles DESC, c.unit_id LIMIT :shown) g "
        "JOIN units u ON u.id = g.id JOIN units r ON r.id = u.province ORDER BY g.articles DESC, u.name"
    )
    return Company(
        len(articles), connection.execute(people, values).fetchall(), connection.execute(units, values).fetchall()
    )
