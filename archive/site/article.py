"""What the page of one article or document shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from archive.citation import plain
from archive.dossier import Dossier, read_dossier
from archive.lineage.fate import fate_of
from archive.site.history import happenings
from archive.site.lineage import read_elsewhere
from archive.site.passages import linked, name_spans, passages, read_figures
from archive.site.revisions import cite, newest_revisions
from scraper.canonical import canonical_key

if TYPE_CHECKING:
    import sqlite3

    Rows = list[sqlite3.Row]

_MOST_PROBLEMS = 50
_MOST_CAPTURES = 200


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


def read_article(connection: sqlite3.Connection, article: int) -> dict[str, Any] | None:
    """Return everything the page of ``article`` shows, ``None`` if there is no such article.

    Args:
        connection: the archive; its rows are :class:`sqlite3.Row`.
        article: id in ``articles``.
    """
    dossier = read_dossier(connection, article)
    if dossier is None:
        return None
    row = dossier.article
    officials = _officials(connection, article)
    spans = name_spans(official.mention for official in officials)
    figures = read_figures(connection, article, spans)
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
        "aliases": _aliases(connection, row["url"]),
        "fate": fate_of(connection, row["portal"]),
        "elsewhere": read_elsewhere(connection, article),
        **_over_time(connection, dossier),
    }


def _over_time(connection: sqlite3.Connection, dossier: Dossier) -> dict[str, Any]:
    """Return what the page shows of the article's history, its captures and its citation."""
    latest = connection.execute("SELECT * FROM captures WHERE id = ?", (dossier.article["capture"],)).fetchone()
    citation = cite(connection, dossier)
    return {
        "happenings": happenings(dossier),
        "revisions": newest_revisions(connection, dossier),
        "all_revisions": dossier.revisions,
        "disappearances": dossier.disappearances,
        "captures": dossier.captures[-_MOST_CAPTURES:],
        "capture_count": len(dossier.captures),
        "redirects": dossier.redirects,
        "capture": latest,
        "citation": plain(citation) if citation is not None else None,
    }


def _children(connection: sqlite3.Connection, table: str, article: int) -> Rows:
    sql = f"SELECT * FROM {table} WHERE article = ? ORDER BY position"  # nosec B608 # noqa: S608  names are ours
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
