"""The articles before and after an article, among those of its portal and among those of its section there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

# There is no index of sections: among so many articles of the portal on either side one of the section is looked for.
_MOST_LOOKED_AT = 120
_SHOWN = "id, portal, title, lead, substr(text, 1, 200) AS beginning, published"


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Rows of the articles that were published before and after one; ``None`` where there is none."""

    earlier: sqlite3.Row | None
    later: sqlite3.Row | None

    def __bool__(self) -> bool:
        return self.earlier is not None or self.later is not None


def read_neighbours(connection: sqlite3.Connection, article: sqlite3.Row) -> tuple[Neighbours, Neighbours]:
    """Return an article's neighbours in its section, and those in its portal; none of one without a date.

    The neighbours in the section are looked for near the article: a section in which little is published has none.

    Args:
        connection: the archive; its rows are :class:`sqlite3.Row`.
        article: row of ``articles``.
    """
    nobody = Neighbours(None, None)
    if article["published"] is None:
        return nobody, nobody
    portal = Neighbours(_next(connection, article, "<", "DESC"), _next(connection, article, ">", "ASC"))
    if article["section"] is None:
        return nobody, portal
    earlier, later = (_next_of_section(connection, article, *side) for side in (("<", "DESC"), (">", "ASC")))
    section = Neighbours(earlier, later)
    return section, portal


def _next(connection: sqlite3.Connection, article: sqlite3.Row, side: str, order: str) -> sqlite3.Row | None:
    found: sqlite3.Row | None = connection.execute(
        f"SELECT {_SHOWN} FROM articles WHERE portal = ? AND (published, id) {side} (?, ?) "  # nosec B608 # noqa: S608
        f"ORDER BY published {order}, id {order} LIMIT 1",
        (article["portal"], article["published"], article["id"]),
    ).fetchone()
    return found


def _next_of_section(connection: sqlite3.Connection, article: sqlite3.Row, side: str, order: str) -> sqlite3.Row | None:
    near = (
        f"SELECT id, section FROM articles WHERE portal = ? AND (published, id) {side} (?, ?) "  # nosec B608 # noqa: S608
        f"ORDER BY published {order}, id {order} LIMIT {_MOST_LOOKED_AT}"
    )
    found = (article["portal"], article["published"], article["id"])
    key = next((row["id"] for row in connection.execute(near, found) if row["section"] == article["section"]), None)
    sql = f"SELECT {_SHOWN} FROM articles WHERE id = ?"  # nosec B608 # noqa: S608
    row: sqlite3.Row | None = None if key is None else connection.execute(sql, (key,)).fetchone()
    return row
