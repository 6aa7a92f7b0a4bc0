"""What the page of one article or document shows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from archive.dossier import Dossier, read_dossier
from archive.lineage.fate import fate_of
from archive.site.found_words import Mark, anchor, found_words
from archive.site.history import happenings
from archive.site.lineage import read_elsewhere
from archive.site.neighbours import read_neighbours
from archive.site.passages import linked, passages, read_figures
from archive.site.revisions import cite, newest_revisions
from scraper.canonical import canonical_key

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence

    Row = sqlite3.Row | Mapping[str, Any]
    Rows = list[sqlite3.Row]

_MOST_PROBLEMS = 50
_MOST_CAPTURES = 20


@dataclass(slots=True)
class Role:
    """What an official did, with the words that tell it, their sentence, and what they are called in the page.

    A picture tells a role without words.
    """

    role: str
    words: str | None
    sentence: str | None
    anchor: str | None = None


@dataclass(slots=True)
class Official:
    """Who is named in the article, with titles as printed and roles.

    Attributes:
        mention: the row in ``mentions``, or what a record tells of one.
        titles: rows of ``titles``, or the titles of a record.
        roles: what is told of him or her.
    """

    mention: Row
    titles: Sequence[Row]
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
    events = _children(connection, "events", article)
    marks = _marks(connection, row, [official.mention for official in officials], events)
    shown = {mark.anchor for found in marks.values() for mark in found}
    for role in (role for official in officials for role in official.roles if role.anchor not in shown):
        role.anchor = None  # words that lie within a name or a day are not marked once more
    section, portal = read_neighbours(connection, row)
    figures = read_figures(connection, article, marks)
    return {
        "row": row,
        "title": linked(row["title"] or "", marks.get("title", ())),
        "lead": linked(row["lead"] or "", marks.get("lead", ())),
        "passages": passages(row["text"], figures, marks.get("text", ())),
        "pictures": sum(figure.src is not None for figure in figures),
        "attachments": _children(connection, "attachments", article),
        "events": events,
        # Of each event the anchor of its words; one whose words do not stand as they are kept has none.
        "event_words": {mark.of: mark.anchor for found in marks.values() for mark in found if mark.kind == "day"},
        "places": _children(connection, "places", article),
        "officials": officials,
        "problems": _problems(connection, article),
        "aliases": _aliases(connection, row["url"]),
        "fate": fate_of(connection, row["portal"]),
        "elsewhere": read_elsewhere(connection, article),
        "section_neighbours": section,
        "portal_neighbours": portal,
        **_over_time(connection, dossier),
    }


def _marks(
    connection: sqlite3.Connection, row: sqlite3.Row, mentions: Sequence[Row], events: Rows
) -> dict[str, list[Mark]]:
    """Return what was read from each field of an article."""
    captions = "SELECT position, text FROM captions WHERE article = ? ORDER BY position"
    roles = (
        "SELECT DISTINCT r.field, r.start, r.end FROM roles r JOIN mentions m ON m.id = r.mention WHERE m.article = ?"
    )
    texts = {name: row[name] or "" for name in ("lead", "text", "title")}
    texts |= {f"captions[{position}]": text for position, text in connection.execute(captions, (row["id"],))}
    return found_words(mentions, events, connection.execute(roles, (row["id"],)).fetchall(), texts)


def _over_time(connection: sqlite3.Connection, dossier: Dossier) -> dict[str, Any]:
    """Return what the page shows of the article's history, its captures and its citation."""
    latest = connection.execute("SELECT * FROM captures WHERE id = ?", (dossier.article["capture"],)).fetchone()
    return {
        "happenings": happenings(dossier),
        "revisions": newest_revisions(connection, dossier),
        "all_revisions": dossier.revisions,
        "disappearances": dossier.disappearances,
        "captures": dossier.captures[-_MOST_CAPTURES:],
        "capture_count": len(dossier.captures),
        "redirects": dossier.redirects,
        "capture": latest,
        "citation": cite(connection, dossier),
    }


def _children(connection: sqlite3.Connection, table: str, article: int) -> Rows:
    sql = f"SELECT * FROM {table} WHERE article = ? ORDER BY position"  # nosec B608 # noqa: S608  names are ours
    return connection.execute(sql, (article,)).fetchall()


def _officials(connection: sqlite3.Connection, article: int) -> list[Official]:
    mentions = connection.execute("SELECT * FROM mentions WHERE article = ? ORDER BY position", (article,)).fetchall()
    sql = "SELECT t.* FROM titles t JOIN mentions m ON m.id = t.mention WHERE m.article = ? ORDER BY t.position"
    titles = connection.execute(sql, (article,)).fetchall()
    sql = (
        "SELECT r.mention, r.role, r.words, r.sentence, r.field, r.start FROM roles r "
        "JOIN mentions m ON m.id = r.mention WHERE m.article = ?"
    )
    told = {
        (mention, role): Role(role, words, sentence, anchor("role", field, start) if field else None)
        for mention, role, words, sentence, field, start in connection.execute(sql, (article,))
    }
    titles_of: dict[int, Rows] = defaultdict(list)
    for title in titles:
        titles_of[title["mention"]].append(title)
    return [
        Official(
            mention,
            titles_of[mention["id"]],
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
