"""What the page of one article or document shows."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from archive.site.citation import cite
from archive.site.difference import Piece, word_difference
from archive.site.passages import linked, name_spans, passages, read_figures
from archive.site.wording import vn_time
from scraper.canonical import canonical_key

if TYPE_CHECKING:
    import sqlite3

    Rows = list[sqlite3.Row]

_MOST_REVISIONS = 20
_MOST_PROBLEMS = 50
_TIMES = frozenset({"published", "updated"})


@dataclass(slots=True)
class Role:
    """What an official did, with the words that tell it and their sentence; a picture has none."""

    role: str
    words: str | None
    sentence: str | None


@dataclass(slots=True)
class Official:
    """Who is named in the article, with titles as printed and roles."""

    mention: sqlite3.Row
    titles: Rows
    roles: list[Role]


@dataclass(slots=True)
class Revision:
    """A record that differed from the one before; ``changes`` is field name to word difference."""

    row: sqlite3.Row
    changes: list[tuple[str, list[Piece]]]


def read_article(connection: sqlite3.Connection, article: int) -> dict[str, Any] | None:
    """Return everything the page of ``article`` shows, ``None`` if there is no such article.

    Args:
        connection: the archive; its rows are :class:`sqlite3.Row`.
        article: id in ``articles``.
    """
    row = connection.execute(
        "SELECT a.*, p.name AS portal_name FROM articles a JOIN portals p ON p.id = a.portal WHERE a.id = ?", (article,)
    ).fetchone()
    if row is None:
        return None
    officials = _officials(connection, article)
    spans = name_spans(official.mention for official in officials)
    figures = read_figures(connection, article, spans)
    captures = _captures(connection, article, row["capture"])
    return {
        "row": row,
        "title": linked(row["title"] or "", spans.get("title", [])),
        "lead": linked(row["lead"] or "", spans.get("lead", [])),
        "passages": passages(row["text"], figures, spans.get("text", [])),
        "pictures": sum(figure.src is not None for figure in figures),
        "attachments": _children(connection, "attachments", article),
        "events": _children(connection, "events", article),
        "places": _children(connection, "places", article),
        "officials": officials,
        "problems": _problems(connection, article),
        "revisions": _revisions(connection, article),
        "aliases": _aliases(connection, row["url"]),
        **captures,
        "citation": cite(row, captures["capture"]),
    }


def _children(connection: sqlite3.Connection, table: str, article: int) -> Rows:
    sql = f"SELECT * FROM {table} WHERE article = ? ORDER BY position"  # noqa: S608  names are ours
    return connection.execute(sql, (article,)).fetchall()


def _officials(connection: sqlite3.Connection, article: int) -> list[Official]:
    mentions = connection.execute("SELECT * FROM mentions WHERE article = ? ORDER BY position", (article,)).fetchall()
    sql = "SELECT t.* FROM titles t JOIN mentions m ON m.id = t.mention WHERE m.article = ? ORDER BY t.position"
    titles = connection.execute(sql, (article,)).fetchall()
    sql = (
        "SELECT r.mention, r.role, r.words, r.sentence FROM roles r JOIN mentions m ON m.id = r.mention "
        "WHERE m.article = ?"
    )
    told = {(mention, role): Role(role, *words) for mention, role, *words in connection.execute(sql, (article,))}
    return [
        Official(
            mention,
            [title for title in titles if title["mention"] == mention["id"]],
            [told[mention["id"], role] for role in (mention["role"] or "").split(", ") if role],
        )
        for mention in mentions
    ]


def _problems(connection: sqlite3.Connection, article: int) -> Rows:
    sql = "SELECT DISTINCT field, reason FROM problems WHERE article = ? LIMIT ?"
    return connection.execute(sql, (article, _MOST_PROBLEMS)).fetchall()


def _aliases(connection: sqlite3.Connection, url: str) -> list[str]:
    sql = "SELECT url FROM aliases WHERE canonical_key = ? AND url <> ? ORDER BY first_seen LIMIT 20"
    return [row[0] for row in connection.execute(sql, (canonical_key(url), url))]


def _captures(connection: sqlite3.Connection, article: int, latest: int | None) -> dict[str, Any]:
    sql = (
        "SELECT c.* FROM revisions r JOIN captures c ON c.id = r.capture WHERE r.article = ? ORDER BY r.number LIMIT 1"
    )
    return {
        "capture": connection.execute("SELECT * FROM captures WHERE id = ?", (latest,)).fetchone(),
        "first_capture": connection.execute(sql, (article,)).fetchone(),
    }


# --- what changed ---


def _revisions(connection: sqlite3.Connection, article: int) -> list[Revision]:
    rows = connection.execute(
        "SELECT id, number, seen_at, changed, digest, extractor, capture, record FROM revisions WHERE article = ? "
        "ORDER BY number DESC LIMIT ?",
        (article, _MOST_REVISIONS + 1),
    ).fetchall()
    revisions = [Revision(newer, _changes(older, newer)) for newer, older in pairwise(rows)]
    if rows and len(rows) <= _MOST_REVISIONS:
        revisions.append(Revision(rows[-1], []))
    return revisions


def _changes(older: sqlite3.Row, newer: sqlite3.Row) -> list[tuple[str, list[Piece]]]:
    before, after = json.loads(older["record"]), json.loads(newer["record"])
    return [
        (name, word_difference(_as_text(name, before.get(name)), _as_text(name, after.get(name))))
        for name in json.loads(newer["changed"])
    ]


def _as_text(name: str, value: Any) -> str:
    """A field as lines of text: the words of an item of a list a line, a time as on the rest of the page."""
    if isinstance(value, list):
        return "\n".join(" · ".join(part for part in item.values() if part and isinstance(part, str)) for item in value)
    if value is None:
        return ""
    return vn_time(value) if name in _TIMES else str(value)
