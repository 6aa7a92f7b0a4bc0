"""From the officials of a record to rows: who is named in an article, with which titles, in which roles, on which day.

The day of a mention is the one that the article speaks of: that of its first event, else of its publication, else the
day on which the archive first saw it. It is kept with mentions and titles, so that who held what when is read off one
index instead of every article's events.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from archive.identity import stable_id
from archive.people.changes import announced_changes, may_announce
from archive.people.former import remember_mentions, say_again
from archive.people.posts import post_id
from archive.people.provisional import note_names, note_names_of, person_for_now, seed_of
from archive.rows import insert_all
from archive.sentences import field_text, sentence_around
from scraper.vietnamese import fold_tone

if TYPE_CHECKING:
    import sqlite3


_SPANS = json.JSONEncoder(sort_keys=True).encode


def write_officials(connection: sqlite3.Connection, article: int, record: dict[str, Any]) -> None:
    """Write the record's officials; the rows of the article and of its events must stand already.

    Args:
        connection: the archive, in a transaction.
        article: id in ``articles``.
        record: the contract's JSON form.
    """
    day = _day_of(connection, article)
    seen: Counter[str] = Counter()
    seeds: list[int] = []
    rows: dict[str, list[dict[str, Any]]] = {"mentions": [], "roles": [], "titles": [], "announced_changes": []}
    announces = may_announce(record)
    for position, official in enumerate(record["officials"]):
        name = fold_tone(official["name"])
        seed = seed_of(article, name, seen[name])
        seen[name] += 1
        seeds.append(seed)
        person = person_for_now(connection, official["name"], name, record["portal"], seed)
        key = {"article": article, "person": person, "day": day}
        mention = stable_id("mention", str(article), str(position))
        own = {"id": mention, "position": position, "name_key": name, "seed": seed}
        rows["mentions"].append({**own, **key, **_said_of(official, record)})
        evidence = {said["role"]: said | _words_of(said, record) for said in official["role_evidence"]}
        rows["roles"] += [
            {"mention": mention, "role": role, **evidence.get(role, {})} for role in dict.fromkeys(official["roles"])
        ]
        rows["titles"] += [
            {"mention": mention, "position": number, **title, "post_id": post_id(title), **key}
            for number, title in enumerate(official["titles"])
        ]
        changes = announced_changes(official, record) if announces else []
        rows["announced_changes"] += [
            {"mention": mention, "position": number, **change.to_row()} for number, change in enumerate(changes)
        ]
    note_names(connection, seen, record["portal"])
    say_again(connection, seeds)
    for table, some in rows.items():
        insert_all(connection, table, some)


def delete_officials(connection: sqlite3.Connection, article: int) -> None:
    """Delete who is named in ``article``; the people stay, and so does what was said of them."""
    note_names_of(connection, article)
    remember_mentions(connection, article)
    for table in ("roles", "titles", "identifications", "announced_changes"):
        connection.execute(
            f"DELETE FROM {table} WHERE mention IN (SELECT id FROM mentions WHERE article = ?)",  # nosec B608 # noqa: S608
            (article,),
        )
    connection.execute("DELETE FROM mentions WHERE article = ?", (article,))


def redate_officials(connection: sqlite3.Connection, article: int) -> None:
    """Bring the day of the article's mentions and titles up to date, after its first sight has changed."""
    note_names_of(connection, article)
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
        "spans": _SPANS(official["mentions"]),  # the same from a record as read and as stored
    }
