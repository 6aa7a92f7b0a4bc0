"""Revisions as the site shows them: each against the one before, and any two side by side."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from archive.citation import Citation, citation_of
from archive.dossier import Dossier, Revision, read_dossier, read_record
from archive.revision_difference import FieldDifference, record_differences

if TYPE_CHECKING:
    import sqlite3

_MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class ShownRevision:
    """A revision and how it differs from the one before; the first differs from none."""

    revision: Revision
    differences: list[FieldDifference]

    @property
    def row(self) -> sqlite3.Row:
        """Its row in ``revisions``, without the record."""
        return self.revision.row


def newest_revisions(connection: sqlite3.Connection, dossier: Dossier) -> list[ShownRevision]:
    """Return the newest revisions of an article, the newest first, each against the one before it."""
    newest = dossier.revisions[-_MOST_SHOWN - 1 :]
    compared = newest if len(newest) > 1 else ()
    records = {revision.row["id"]: read_record(connection, revision.row["id"]) for revision in compared}
    shown = [
        ShownRevision(newer, record_differences(records[older.row["id"]], records[newer.row["id"]]))
        for older, newer in pairwise(newest)
    ]
    if len(dossier.revisions) <= _MOST_SHOWN and newest:
        shown.insert(0, ShownRevision(newest[0], []))
    return shown[::-1]


def read_comparison(
    connection: sqlite3.Connection, article: int, older: int | None, newer: int | None
) -> dict[str, Any] | None:
    """Return what the page that compares two revisions of an article shows, ``None`` where one is not there.

    Args:
        connection: the archive; its rows are :class:`sqlite3.Row`.
        article: id in ``articles``.
        older: number of one revision, the one before ``newer`` where it is ``None``.
        newer: number of the other, the newest one where it is ``None``.
    """
    dossier = read_dossier(connection, article)
    if dossier is None or not dossier.revisions:
        return None
    last = dossier.revisions[-1].row["number"]
    newer = last if newer is None else newer
    older = max(newer - 1, 1) if older is None else older
    one, other = dossier.revision(older), dossier.revision(newer)
    if one is None or other is None:
        return None
    records = [read_record(connection, revision.row["id"]) for revision in (one, other)]
    return {
        "row": dossier.article,
        "revisions": dossier.revisions,
        "older": one,
        "newer": other,
        "differences": record_differences(*records),
    }


def read_citation(connection: sqlite3.Connection, article: int, number: int | None) -> Citation | None:
    """Return the citation of an article in a revision, of the newest where ``number`` is ``None``.

    ``None`` where there is no such article or revision.
    """
    dossier = read_dossier(connection, article)
    return None if dossier is None else cite(connection, dossier, number)


def cite(connection: sqlite3.Connection, dossier: Dossier, number: int | None = None) -> Citation | None:
    """Return the citation of an article in a revision, of the newest where ``number`` is ``None``."""
    if not dossier.revisions:
        return None
    revision = dossier.revisions[-1] if number is None else dossier.revision(number)
    if revision is None:
        return None
    capture = connection.execute("SELECT * FROM captures WHERE id = ?", (revision.row["capture"],)).fetchone()
    # The row of the article says what its newest record says.
    is_newest = revision is dossier.revisions[-1]
    record = dossier.article if is_newest else read_record(connection, revision.row["id"])
    return citation_of(dossier.article, revision.row, record, capture)
