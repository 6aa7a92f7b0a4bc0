"""What the page of one revision shows: the article as it stood, to be read, cited and compared."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from archive.citation import citation_of
from archive.dossier import read_dossier, read_record
from archive.readable import headline
from archive.site.article import Official
from archive.site.found_words import found_words
from archive.site.passages import figures_of, linked, passages

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from archive.site.found_words import Mark


def read_revision(connection: sqlite3.Connection, revision: int) -> dict[str, Any] | None:
    """Return everything the page of ``revision`` shows, ``None`` if there is no such revision.

    Names lead to the people whom the newest revision names so: who somebody is was decided of what is there now.

    Args:
        connection: the archive; its rows are :class:`sqlite3.Row`.
        revision: id in ``revisions``.
    """
    found = connection.execute("SELECT article, number FROM revisions WHERE id = ?", (revision,)).fetchone()
    dossier = None if found is None else read_dossier(connection, found["article"])
    if dossier is None:
        return None
    at = next(place for place, one in enumerate(dossier.revisions) if one.row["id"] == revision)
    row = dossier.revisions[at].row
    record = read_record(connection, revision)
    marks = _marks(record)
    images = [{"after": None, **image} for image in record["images"]]  # records of early extractors do not say it
    capture = connection.execute("SELECT * FROM captures WHERE id = ?", (row["capture"],)).fetchone()
    return {
        "article": dossier.article,
        "row": row,
        "record": record,
        "count": len(dossier.revisions),
        "earlier": dossier.revisions[at - 1].row if at else None,
        "later": dossier.revisions[at + 1].row if at + 1 < len(dossier.revisions) else None,
        "capture": capture,
        "citation": citation_of(dossier.article, row, record, capture),
        "headline": headline(record["title"], record["lead"], record["text"]),
        "title": linked(record["title"] or "", marks.get("title", ())),
        "lead": linked(record["lead"] or "", marks.get("lead", ())),
        "passages": passages(record["text"], figures_of(images, record["captions"], marks), marks.get("text", ())),
        "officials": _officials(connection, dossier.article["id"], record),
        "events": [],
    }


def _officials(connection: sqlite3.Connection, article: int, record: Mapping[str, Any]) -> list[Official]:
    """Return who is named in a record, with the person that the newest revision names so; nobody else."""
    sql = "SELECT name, person FROM mentions WHERE article = ?"
    people = dict(connection.execute(sql, (article,)).fetchall())
    return [
        Official({"position": position, "person": people[official["name"]]}, official["titles"], [])
        for position, official in enumerate(record["officials"])
        if official["name"] in people
    ]


def _marks(record: Mapping[str, Any]) -> dict[str, list[Mark]]:
    """Return the names in each field of a record."""
    mentions = [
        {"position": position, "spans": json.dumps(official["mentions"])}
        for position, official in enumerate(record["officials"])
    ]
    return found_words(mentions, (), (), {})
