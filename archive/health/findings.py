"""What can be found wrong with a visit, and in which words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

# What is worth knowing and speaks against no visit: the portal may mean it so.
NOTEWORTHY = frozenset({"layout", "tls"})

# Kind of finding -> what people can do about it.
TO_DO = {
    "yield": "open the portal's newest list in a browser: are there articles that the archive has not?",
    "lists": "open the lists in a browser: do they name more there? congtin portal detect tells how they are made",
    "quiet": "has the portal moved or ended? declare quiet_until, or its successor, where it is meant to be silent",
    "field": "open one of the newest articles beside its record (congtin show); a selector in the portal's description "
    "mends what a new layout hides",
    "identity": "open the portal in a browser: whose news does it show? this visit's articles may be another body's",
    "language": "open the portal in a browser: is it still the body's own? declare languages where they are wanted",
    "same_body": "open two of the addresses in a browser: the portal may answer every program with one page",
    "future": "look at the dates of the newest articles: day and month may have changed places",
    "layout": "open one of the newest articles beside its record (congtin show): is all of it read?",
    "tls": "the portal's administrators can renew its certificate",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about a visit that differs from the portal's history, or from what was declared.

    Attributes:
        kind: a key of :data:`TO_DO`.
        field: the field or thing that it is about, empty where the kind says it all.
        value: what was measured; shares from 0 to 1.
        expected: what was to be expected, ``None`` where that is no figure.
        words: the same in a sentence.
    """

    kind: str
    words: str
    field: str = ""
    value: float | None = None
    expected: float | None = None

    @property
    def is_doubt(self) -> bool:
        """Whether a visit with it is suspect."""
        return self.kind not in NOTEWORTHY

    @property
    def to_do(self) -> str:
        """What people can do about it."""
        return TO_DO[self.kind]


def keep_findings(connection: sqlite3.Connection, crawl: int, findings: Iterable[Finding]) -> None:
    """Write what was found wrong with a crawl in the place of what was before; inside the caller's transaction."""
    connection.execute("DELETE FROM health_findings WHERE crawl = ?", (crawl,))
    connection.executemany(
        "INSERT INTO health_findings (crawl, kind, field, value, expected, words) VALUES (?, ?, ?, ?, ?, ?)",
        [(crawl, one.kind, one.field, one.value, one.expected, one.words) for one in findings],
    )


def findings_of(connection: sqlite3.Connection, crawl: int) -> list[Finding]:
    """Return what was found wrong with a crawl, doubts first."""
    rows = connection.execute(
        "SELECT kind, words, field, value, expected FROM health_findings WHERE crawl = ? ORDER BY kind, field", (crawl,)
    )
    return sorted((Finding(*row) for row in rows), key=lambda finding: not finding.is_doubt)
