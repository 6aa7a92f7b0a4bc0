"""What loading an article says of people: cheap, in the transaction of the article, put right by the resolver.

Until the name is resolved, the same name on the same portal is taken for the same person. Every name whose mentions
have changed is noted in ``names_to_resolve`` with the portal on which they have (:mod:`archive.people.parts` says what
that spares); a process that is killed leaves the note for the next one.
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


def note_names(connection: sqlite3.Connection, name_keys: Iterable[str], portal: str = "") -> None:
    """Note that the mentions of some names have changed.

    Args:
        connection: the archive, in a transaction.
        name_keys: the folded names (``fold_tone``).
        portal: the one portal on which they have; left out where the names are to be resolved whole.
    """
    connection.executemany(
        "INSERT OR IGNORE INTO names_to_resolve (name_key, portal) VALUES (?, ?)",
        [(name_key, portal) for name_key in name_keys],
    )


def note_names_of(connection: sqlite3.Connection, article: int) -> None:
    """Note every name that an article names, or named in an earlier revision, on the article's portal."""
    for table in ("mentions", "former_mentions"):
        connection.execute(
            "INSERT OR IGNORE INTO names_to_resolve (name_key, portal) SELECT m.name_key, a.portal "  # nosec B608 # noqa: S608
            f"FROM {table} m JOIN articles a ON a.id = m.article WHERE m.article = ?",
            (article,),
        )
