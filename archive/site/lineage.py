"""What pages show of descent: where else an article's text stands and stood first; what became of a portal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

    Rows = list[sqlite3.Row]

_MOST = 20  # articles or portals that are shown of a kind


@dataclass(slots=True)
class Elsewhere:
    """Where an article's text stands beside it: what it was made of, what was made of it, what shares its original."""

    originals: Rows
    later: Rows
    siblings: Rows

    def __bool__(self) -> bool:
        return bool(self.originals or self.later)


@dataclass(slots=True)
class Line:
    """The portals before and after a portal, with all that says so, and those that serve its pages."""

    predecessors: Rows
    successors: Rows
    shared: Rows

    def __bool__(self) -> bool:
        return bool(self.predecessors or self.successors or self.shared)


def read_elsewhere(connection: sqlite3.Connection, article: int) -> Elsewhere:
    """Return where the text of ``article`` stands as well; the connection's rows are :class:`sqlite3.Row`."""
    same_original = "s.original IN (SELECT original FROM similar_articles WHERE article = :article)"
    return Elsewhere(
        _articles(connection, article, "original", "s.article = :article"),
        _articles(connection, article, "article", "s.original = :article"),
        _articles(connection, article, "article", f"{same_original} AND s.article <> :article"),
    )


def _articles(connection: sqlite3.Connection, article: int, shown: str, which: str) -> Rows:
    """Return articles of links, each once, in the order in which they stood.

    Args:
        connection: the archive.
        article: the article whose page it is.
        shown: the column of the link that holds what is shown.
        which: the links meant, SQL.
    """
    return connection.execute(
        "SELECT a.id, a.title, a.lead, substr(a.text, 1, 200) AS beginning, a.portal, p.name AS portal_name, "  # nosec B608 # noqa: S608
        "a.published, a.first_seen, a.gone_at, s.relation, s.likeness, s.similarity, s.basis FROM similar_articles s "
        f"JOIN articles a ON a.id = s.{shown} JOIN portals p ON p.id = a.portal WHERE {which} "
        "GROUP BY a.id ORDER BY coalesce(a.published, a.first_seen), a.id LIMIT :most",
        {"article": article, "most": _MOST},
    ).fetchall()


def read_line(connection: sqlite3.Connection, portal: str) -> Line:
    """Return the portals that went before ``portal`` and that followed it, and those it shares pages with."""

    def steps(here: str, there: str) -> Rows:
        return connection.execute(
            f"SELECT s.{there} AS portal, p.name, p.url, s.basis, s.since, s.evidence FROM portal_successors s "  # nosec B608 # noqa: S608
            f"LEFT JOIN portals p ON p.id = s.{there} WHERE s.{here} = ? ORDER BY s.since, 1, s.basis LIMIT ?",
            (portal, _MOST),
        ).fetchall()

    shared = connection.execute(
        "SELECT s.portal, p.name, s.since, s.until, s.note FROM ("
        "SELECT other AS portal, since, until, note FROM shared_bodies WHERE portal = :portal UNION ALL "
        "SELECT portal, since, until, note FROM shared_bodies WHERE other = :portal) s "
        "JOIN portals p ON p.id = s.portal ORDER BY s.since DESC LIMIT :most",
        {"portal": portal, "most": _MOST},
    ).fetchall()
    return Line(steps("successor", "portal"), steps("portal", "successor"), shared)
