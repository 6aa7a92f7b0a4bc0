"""All checks of an archive in one go, on one state of it, whether or not a crawl goes on meanwhile."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archive.database import address_to_read, no_archive
from archive.layout import DATABASE_NAME
from archive.manifests.chain import newest_seal
from archive.manifests.compare import take_in_seals
from archive.manifests.rows import as_it_is_stored
from archive.progress import Silent
from archive.verify.captures import check_captures
from archive.verify.chain import check_chain
from archive.verify.counts import check_counts
from archive.verify.finding import Finding
from archive.verify.integrity import check_integrity, check_references, check_search
from archive.verify.rows import check_rows
from archive.verify.stored_pages import check_pieces, check_sizes, sealed_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from archive.manifests.chain import Seal
    from archive.progress import Progress


@dataclass(slots=True)
class Report:
    """What a check came to beside its findings.

    Attributes:
        seal: the newest manifest; its number and digest, noted elsewhere, vouch for all before it.
        unsealed: kind of unit to how many of it a run has written that no manifest holds yet.
        unsealed_bytes: bytes of stored pages of which the same is true.
        notes: sentences on what is no fault.
    """

    seal: Seal | None = None
    unsealed: dict[str, int] = field(default_factory=dict)
    unsealed_bytes: int = 0
    notes: list[str] = field(default_factory=list)


def verify(
    directory: Path, report: Report, *, quick: bool = False, progress: Progress | None = None
) -> Iterator[Finding]:
    """Yield what in an archive is not as congtin wrote it; fills ``report`` on the way.

    Args:
        directory: the archive's folder.
        report: filled.
        quick: read no stored page (their sizes only), and look at neither every index nor the search.
        progress: shows how far it has come.

    Raises:
        ArchiveError: there is no archive.
    """
    if not (directory / DATABASE_NAME).is_file():
        raise no_archive(directory)
    try:
        with closing(_opened(directory)) as connection, as_it_is_stored(connection):
            connection.execute("BEGIN")
            yield from _all_checks(connection, directory, report, quick=quick, progress=progress or Silent())
    except sqlite3.DatabaseError as error:
        yield _unreadable(error)


def _opened(directory: Path) -> sqlite3.Connection:
    """Return a connection that may write temporary tables and nothing else.

    An archive of an older congtin is verified as well, before it is brought up to date.
    """
    return sqlite3.connect(address_to_read(directory / DATABASE_NAME), uri=True, isolation_level=None)


def _unreadable(error: Exception) -> Finding:
    return Finding("database", f"{DATABASE_NAME}: cannot be read: {error}; restore it from a backup", DATABASE_NAME)


def _all_checks(
    connection: sqlite3.Connection, directory: Path, report: Report, *, quick: bool, progress: Progress
) -> Iterator[Finding]:
    """Yield what each check finds; one that the state of the database stops is told and does not stop the others."""
    exists = connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'manifests'").fetchone()
    if exists is None:
        yield Finding("database", f"{DATABASE_NAME}: has no table of manifests: it is no archive, or an older one than "
                      "manifests are; a crawl brings it up to date", DATABASE_NAME)  # fmt: skip
        return
    _fill(connection, report)
    if report.seal is None:
        report.notes.append("no manifest seals this archive yet; the next run that writes to it does")
    for check in _checks(connection, directory, quick=quick, progress=progress):
        try:
            yield from check()
        except (sqlite3.DatabaseError, ValueError, TypeError, OverflowError) as error:
            yield _unreadable(error)


def _checks(
    connection: sqlite3.Connection, directory: Path, *, quick: bool, progress: Progress
) -> Iterator[Callable[[], Iterator[Finding]]]:
    """Yield the checks in their order, the quick ones first."""
    progress.begin("the database", None)
    yield lambda: check_integrity(connection, quick=quick)
    yield lambda: check_references(connection)
    progress.begin("manifests", None)
    yield lambda: check_chain(connection, directory)
    yield lambda: check_sizes(connection, directory)
    if not quick:
        advance_pages = progress.begin("stored pages", sealed_bytes(connection))
        yield lambda: check_pieces(connection, directory, advance_pages)
        total = connection.execute("SELECT count(*) FROM captures WHERE warc IS NOT NULL").fetchone()[0]
        advance_captures = progress.begin("captures", total)
        yield lambda: check_captures(connection, directory, advance_captures)
    take_in_seals(connection, directory)
    units = connection.execute("SELECT count(*) FROM temp.seals").fetchone()[0]
    advance_rows = progress.begin("rows", units)
    yield lambda: check_rows(connection, directory, advance_rows)
    if not quick:
        progress.begin("counts", None)
        yield lambda: check_counts(connection)
        progress.begin("search", None)
        yield lambda: check_search(connection)


def _fill(connection: sqlite3.Connection, report: Report) -> None:
    report.seal = newest_seal(connection)
    report.unsealed = dict(connection.execute("SELECT kind, count(*) FROM unsealed GROUP BY kind ORDER BY kind"))
    report.unsealed_bytes = connection.execute("SELECT coalesce(sum(size - sealed), 0) FROM warc_files").fetchone()[0]
