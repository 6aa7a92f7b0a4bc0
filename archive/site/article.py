"""What the page of one article or document shows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from archive.dossier import Dossier, read_dossier
from archive.lineage.fate import fate_of
from archive.site.found_words import anchor, found_words
from archive.site.history import happenings
from archive.site.lineage import read_elsewhere
from archive.site.neighbours import read_neighbours
from archive.site.passages import figures_of, linked, passages
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
    mentions, roles = _mentions(connection, article), _roles(connection, article)
    officials = _officials(connection, article, mentions, roles)
    events = _children(connection, "events", article)
    captions = _children(connection, "captions", article)
    marks = found_words(mentions, events, roles, _texts(row, captions))
    shown = {mark.anchor for found in marks.values() for mark in found}
    for role in (role for official in officials for role in official.roles if role.anchor not in shown):
        role.anchor = None  # words that lie within a name or a day are not marked once more
    section, portal = read_neighbours(connection, row)
    figures = figures_of(_children(connection, "images", article), captions, marks)
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


def _texts(row: sqlite3.Row, captions: Rows) -> dict[str, str]:
    """Return the fields of an article in the order in which it is read."""
    texts = {name: row[name] or "" for name in ("lead", "text", "title")}
    return texts | {f"captions[{caption['position']}]": caption["text"] for caption in captions}


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


def _mentions(connection: sqlite3.Connection, article: int) -> Rows:
    """Return who is named in an article, read off one index: the rows themselves lie all over the file."""
    sql = (
        "SELECT id, position, person, name, honorific, role, in_caption_only, spans FROM mentions "
        "WHERE article = ? ORDER BY position"
    )
    return connection.execute(sql, (article,)).fetchall()


def _roles(connection: sqlite3.Connection, article: int) -> Rows:
    sql = (
        "SELECT r.mention, r.role, r.words, r.sentence, r.field, r.start, r.end FROM mentions m "
        "CROSS JOIN roles r ON r.mention = m.id WHERE m.article = ? AND m.role IS NOT NULL"
    )
    return connection.execute(sql, (article,)).fetchall()


def _officials(connection: sqlite3.Connection, article: int, mentions: Rows, roles: Rows) -> list[Official]:
    # By the article, not mention by mention: titles of one article lie side by side.
    titles = connection.execute("SELECT * FROM titles WHERE article = ? ORDER BY position", (article,)).fetchall()
    told = {
        (row["mention"], row["role"]): Role(
            row["role"],
            row["words"],
            row["sentence"],
            anchor("role", row["field"], row["start"]) if row["field"] else None,
        )
        for row in roles
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
