"""Articles in a language that is asked for only now: what earlier visits left out for their language is taken up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.languages import unwanted

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable


def take_up_languages(connection: sqlite3.Connection, portal: str, languages: Iterable[str]) -> None:
    """Queue again what was left out because its language was not wanted, and is now.

    A page that was read and kept as no article is asked for as if it were new: what is known of its bytes would have it
    pass as unchanged, and no record would come of it.

    Args:
        connection: the archive, in a transaction.
        portal: the portal's id.
        languages: codes (ISO 639-1) of the languages that are wanted.
    """
    connection.executemany(
        "UPDATE frontier SET state = 'queued', reason = NULL, capture = NULL, etag = NULL, last_modified = NULL "
        "WHERE portal = ? AND state = 'done' AND outcome IN ('cut', 'stored', 'unchanged') AND reason LIKE '%' || ?",
        [(portal, unwanted(language)) for language in languages],
    )
