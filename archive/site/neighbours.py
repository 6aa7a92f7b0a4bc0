"""The articles before and after an article, among those of its portal and among those of its section there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

# Lead and text stand for a title where there is none. Of the others the index has all: no neighbour's row is looked up.
_SHOWN = (
    "id, portal, title, CASE WHEN coalesce(title, '') = '' THEN lead END AS lead, "
    "CASE WHEN coalesce(title, '') = '' THEN substr(text, 1, 200) END AS beginning, published"
)


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Rows of the articles that were published before and after one; ``None`` where there is none."""

    earlier: sqlite3.Row | None
    later: sqlite3.Row | None

    def __bool__(self) -> bool:
        return self.earlier is not None or self.later is not None


def read_neighbours(connection: sqlite3.Connection, article: sqlite3.Row) -> tuple[Neighbours, Neighbours]:
    """Return an article's neighbours in its section, and those in its portal; none of one without a date.

    Args:
        connection: the archive; its rows are :class:`sqlite3.Row`.
        article: row of ``articles``.
    """
    nobody = Neighbours(None, None)
    if article["published"] is None:
        return nobody, nobody
    section = nobody if article["section"] is None else _near(connection, article, "portal", "section")
    return section, _near(connection, article, "portal")


def _near(connection: sqlite3.Connection, article: sqlite3.Row, *of: str) -> Neighbours:
    """Return the neighbours among the articles that are the same in the columns ``of``; there is an index of both."""
    same = " AND ".join(f"{column} = ?" for column in of)
    values = [article[column] for column in of]
    earlier, later = (
        connection.execute(
            f"SELECT {_SHOWN} FROM articles WHERE {same} AND (published, id) {side} (?, ?) "  # nosec B608 # noqa: S608
            f"ORDER BY published {order}, id {order} LIMIT 1",
            (*values, article["published"], article["id"]),
        ).fetchone()
        for side, order in (("<", "DESC"), (">", "ASC"))
    )
    return Neighbours(earlier, later)
