"""How many redirects led to an address, one after the other.

Every redirect is an answer of its own here, so a chain of them is no loop that somebody walks through: it is read off
the frontier, where an address has the page on which it was found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.redirects import MOST_REDIRECTS

if TYPE_CHECKING:
    import sqlite3


def redirects_before(connection: sqlite3.Connection, portal: str, found_on: str | None) -> int:
    """Return the number of redirects in a row that led to an address; not more than are followed.

    Args:
        connection: the archive.
        portal: the portal's id.
        found_on: the key of the page on which the address was found, ``None`` where nobody led to it.
    """
    if found_on is None:
        return 0
    row = connection.execute(
        "WITH RECURSIVE chain (key, length) AS (SELECT :found_on, 0 UNION ALL "
        "SELECT f.found_on, chain.length + 1 FROM chain JOIN frontier f ON f.portal = :portal AND f.key = chain.key "
        "WHERE f.outcome = 'redirect' AND chain.length < :most) SELECT max(length) FROM chain",
        {"portal": portal, "found_on": found_on, "most": MOST_REDIRECTS},
    ).fetchone()
    return int(row[0])
