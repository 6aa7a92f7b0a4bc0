"""What loading an article says of people: cheap, in the transaction of the article, put right by the resolver.

Until the name is resolved, the same name on the same portal is taken for the same person. Every name whose mentions
have changed is noted in ``names_to_resolve``; a process that is killed leaves the note for the next one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.identity import stable_id
from scraper.vietnamese import fold

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable


def seed_of(article: int, name_key: str, number: int) -> int:
    """Return the identifier of a person whom an article is the first to name.

    Args:
        article: id in ``articles``.
        name_key: the folded name (``fold_tone``).
        number: how many others of the name the article has named before (0 but for namesakes).
    """
    return stable_id("person", str(article), name_key, *([str(number)] if number else []))


def person_for_now(connection: sqlite3.Connection, name: str, name_key: str, portal: str | None, seed: int) -> int:
    """Return whose a mention is until its name is resolved: who bears the name on the portal, else somebody new.

    Marks count (Hưng is not Hùng), letter case and tone placement do not.
    """
    known = connection.execute(
        "SELECT id FROM people WHERE name_key = ? AND portal = ? ORDER BY id LIMIT 1", (name_key, portal)
    ).fetchone()
    if known is not None:
        return int(known[0])
    connection.execute(
        "INSERT OR IGNORE INTO people (id, name, name_folded, portal, name_key) VALUES (?, ?, ?, ?, ?)",
        (seed, name, fold(name), portal, name_key),
    )
    return seed


def note_names(connection: sqlite3.Connection, name_keys: Iterable[str]) -> None:
    """Note that the mentions of some names have changed."""
    connection.executemany(
        "INSERT OR IGNORE INTO names_to_resolve (name_key) VALUES (?)", [(name_key,) for name_key in name_keys]
    )


def note_names_of(connection: sqlite3.Connection, article: int) -> None:
    """Note every name that an article names, or named in an earlier revision."""
    for table in ("mentions", "former_mentions"):
        connection.execute(
            f"INSERT OR IGNORE INTO names_to_resolve (name_key) SELECT name_key FROM {table} WHERE article = ?",  # nosec B608 # noqa: S608
            (article,),
        )
