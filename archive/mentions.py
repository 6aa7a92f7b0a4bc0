"""From the officials of a record to rows: who is named in an article, with which titles, in which roles, on which day.

The day of a mention is the one that the article speaks of: that of its first event, else of its publication, else the
day on which the archive first saw it. It is kept with mentions and titles, so that who held what when is read off one
index instead of every article's events.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from archive.identity import stable_id
from archive.rows import insert
from archive.sentences import field_text, sentence_around
from scraper.vietnamese import fold, fold_tone

if TYPE_CHECKING:
    import sqlite3


def write_officials(connection: sqlite3.Connection, article: int, record: dict[str, Any]) -> None:
    """Write the record's officials; the rows of the article and of its events must stand already.

    Args:
        connection: the archive, in a transaction.
        article: id in ``articles``.
        record: the contract's JSON form.
    """
    day = _day_of(connection, article)
    for position, official in enumerate(record["officials"]):
        person = _person(connection, official["name"], record["portal"])
        key = {"article": article, "person": person, "day": day}
        mention = stable_id("mention", str(article), str(position))
        insert(connection, "mentions", {"id": mention, **key, "position": position, **_said_of(official, record)})
        evidence = {said["role"]: said | _words_of(said, record) for said in official["role_evidence"]}
        for role in dict.fromkeys(official["roles"]):
            insert(connection, "roles", {"mention": mention, "role": role, **evidence.get(role, {})})
        for number, title in enumerate(official["titles"]):
            insert(connection, "titles", {"mention": mention, "position": number, **title, **key})


def delete_officials(connection: sqlite3.Connection, article: int) -> None:
    """Delete who is named in ``article``; the people stay."""
    for table in ("roles", "titles"):
        connection.execute(
            f"DELETE FROM {table} WHERE mention IN (SELECT id FROM mentions WHERE article = ?)",  # noqa: S608
            (article,),
        )
    connection.execute("DELETE FROM mentions WHERE article = ?", (article,))


def redate_officials(connection: sqlite3.Connection, article: int) -> None:
    """Bring the day of the article's mentions and titles up to date, after its first sight has changed."""
    day = _day_of(connection, article)
    connection.execute("UPDATE mentions SET day = ? WHERE article = ? AND day <> ?", (day, article, day))
    connection.execute(
        "UPDATE titles SET day = ? WHERE mention IN (SELECT id FROM mentions WHERE article = ?) AND day <> ?",
        (day, article, day),
    )


def _day_of(connection: sqlite3.Connection, article: int) -> str:
    sql = (
        "SELECT coalesce((SELECT min(start) FROM events WHERE article = a.id), substr(published, 1, 10), "
        "substr(first_seen, 1, 10)) FROM articles a WHERE id = ?"
    )
    day: str = connection.execute(sql, (article,)).fetchone()[0]
    return day


def _person(connection: sqlite3.Connection, name: str, portal: str | None) -> int:
    """Return the person of this name on this portal, made where need be.

    The same name on the same portal is taken for the same person until something says otherwise; marks count (Hưng is
    not Hùng), letter case and tone placement do not.
    """
    person = stable_id("person", portal or "", fold_tone(name))
    connection.execute(
        "INSERT OR IGNORE INTO people (id, name, name_folded, portal) VALUES (?, ?, ?, ?)",
        (person, name, fold(name), portal),
    )
    return person


def _words_of(said: dict[str, Any], record: dict[str, Any]) -> dict[str, str]:
    """Return the words that tell a role, white space collapsed, and the sentence in which they stand."""
    words = field_text(record, said["field"])[said["start"] : said["end"]]
    return {"words": " ".join(words.split()), "sentence": sentence_around(record, said)}


def _said_of(official: dict[str, Any], record: dict[str, Any]) -> dict[str, Any]:
    first = official["mentions"][0] if official["mentions"] else None
    return {
        "name": official["name"],
        "honorific": official["honorific"],
        "ranks": ", ".join(official["ranks"]) or None,
        "role": ", ".join(official["roles"]) or None,
        "in_caption_only": int(official["in_caption_only"]),
        "sentence": sentence_around(record, first) if first else None,
        "spans": json.dumps(official["mentions"]),
    }
