"""Opening an archive: a folder with ``archive.db`` and the stored pages.

WAL, one writer, readers at any time. The writer holds a lock on ``archive.lock`` for as long as it runs (the operating
system lets go of it when the process dies, however it dies), so that a second crawl refuses clearly instead of
waiting for the first or mixing with it.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from sqlite_utils import Database

from archive.compaction.pending import settle
from archive.foreign_journal import refuse_foreign_journal
from archive.layout import DATABASE_NAME as DATABASE_NAME
from archive.layout import MANIFESTS_NAME, SHARDS_NAME
from archive.layout import PAGES_NAME as PAGES_NAME
from archive.manifests.carried import carried_over, were_interrupted
from archive.manifests.rewritten import rewritten_kinds
from archive.manifests.seal import seal
from archive.manifests.touched import note_what_is_touched
from archive.migrations import migrations
from archive.transactions import BUSY_MILLISECONDS, LOG_BYTES, WritingConnection, commit_group
from archive.transactions import transaction as transaction
from archive.troubles import REBUILD, is_damage, is_trouble, told
from archive.troubles import cannot_be_written as cannot_be_written
from archive.units import bring_units_up_to_date, units_are_current
from archive.writer_lock import locked as locked
from scraper.clock import steady
from scraper.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Kilobytes of a database that its writer holds, by the least bytes of it: what a group of answers changes. With
# SQLite's own 2 MB most pages would be written into the log, and read back, several times before a group commits. Of a
# new archive it changes 12 MB, of one of 50,000 articles 40: what leads to that would be read anew for row after row.
_CACHES = ((1 << 30, 64 << 10), (256 << 20, 32 << 10), (0, 16 << 10))


@contextmanager
def writing(directory: Path) -> Iterator[Database]:
    """Open the archive in ``directory`` for writing, made and brought up to date where need be; closed on leaving.

    On leaving, what was written is sealed in a manifest (:mod:`archive.manifests`); where the block ends in an
    exception, or the process dies, the next one does it.

    Raises:
        ArchiveError: the folder cannot be written, holds no archive but another database, an archive of a newer
            congtin or one whose database is lost, or another process is writing to it.
    """
    with steady(), locked(directory), told(directory):
        _refuse_lost(directory)
        with opened(directory) as db:
            settle(db.conn, directory)
            _take_in_shards(db, directory)
            yield db
            commit_group(db.conn)
            seal(db.conn, directory)


def _take_in_shards(db: Database, directory: Path) -> None:
    """Bring home what a crawl on a cluster has left that was stopped: nothing may be numbered or changed before."""
    if (directory / SHARDS_NAME).is_dir():
        from archive.shards import load_pending  # few archives ever have any

        load_pending(db, directory)


def _refuse_lost(directory: Path) -> None:
    """Refuse to begin a database beside the manifests of another one.

    It would give their numbers once more, and those of the notes from which imports are repeated.
    """
    if not (directory / DATABASE_NAME).exists() and any((directory / MANIFESTS_NAME).glob("*.jsonl")):
        raise ArchiveError(
            f"{directory}: holds an archive whose database ({DATABASE_NAME}) is lost; restore it from a backup, or "
            "make it anew from the stored pages with: congtin rebuild"
        )


@contextmanager
def opened(directory: Path, name: str = DATABASE_NAME) -> Iterator[Database]:
    """Open a database of an archive for writing, for whoever holds its lock; brought up to date, closed on leaving.

    Args:
        directory: the archive's folder.
        name: which file of it, for one that is to take the place of the archive's own.

    Raises:
        ArchiveError: it cannot be written, is no archive, or is one of a newer congtin.
    """
    db = _connect(directory / name)
    try:
        try:
            _bring_up_to_date(db, directory)
        except sqlite3.OperationalError as error:
            raise cannot_be_written(directory, error) from None
        yield db
    finally:
        db.conn.close()


@contextmanager
def reading(directory: Path) -> Iterator[Database]:
    """Open the archive in ``directory`` read-only, whether or not a crawl is writing to it; closed on leaving.

    Raises:
        ArchiveError: there is no archive, or it belongs to another version of congtin.
    """
    path = directory / DATABASE_NAME
    if not path.is_file():
        raise no_archive(directory)
    try:
        connection = sqlite3.connect(address_to_read(path), uri=True)
        db = Database(connection)
        db.execute("PRAGMA query_only = on")
        _refuse_newer(db, directory)
        if migrations.pending(db):
            raise ArchiveError(
                f"{directory}: the archive is older than this congtin; the next crawl brings it up to date"
            )
    except sqlite3.DatabaseError as error:
        raise _cannot_be_read(path, error) from None
    try:
        yield db
    except sqlite3.DatabaseError as error:
        if not is_trouble(error):
            raise
        raise _cannot_be_read(path, error) from error
    finally:
        connection.close()


def address_to_read(path: Path) -> str:
    """Return the address under which SQLite opens a database read-only.

    In a folder where nothing can be written (an archive on a read-only disk) it cannot make the files that readers
    share; where no log is left beside it, it needs none, for nobody can be writing.

    Raises:
        ArchiveError: a journal lies beside it (:func:`archive.foreign_journal.refuse_foreign_journal`).
    """
    refuse_foreign_journal(path)
    address = f"{path.resolve().as_uri()}?mode=ro"
    log = path.with_name(f"{path.name}-wal")
    is_still = not os.access(path.parent, os.W_OK) and not (log.exists() and log.stat().st_size)
    return f"{address}&immutable=1" if is_still else address


def _cannot_be_read(path: Path, error: sqlite3.DatabaseError) -> ArchiveError:
    advice = f"; {REBUILD}" if is_damage(error) else ""
    return ArchiveError(f"{path}: cannot be read as an archive: {error}{advice}")


def _connect(path: Path) -> Database:
    refuse_foreign_journal(path)
    try:
        connection = sqlite3.connect(path, isolation_level=None, factory=WritingConnection)
        connection.file = path
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(f"PRAGMA journal_size_limit = {LOG_BYTES}")
        connection.execute(f"PRAGMA cache_size = -{_held(path)}")
        connection.execute("PRAGMA foreign_keys = ON")
    except sqlite3.DatabaseError as error:
        raise _cannot_be_opened(path, error) from None
    return Database(connection)


def _held(path: Path) -> int:
    """Return how many kilobytes of a database its writer holds, by how large it is when it is opened."""
    size = path.stat().st_size if path.exists() else 0
    return next(held for least, held in _CACHES if size >= least)


def _cannot_be_opened(path: Path, error: sqlite3.DatabaseError) -> ArchiveError:
    if is_trouble(error) and not is_damage(error):
        return cannot_be_written(path.parent, error)
    return ArchiveError(f"{path}: cannot be opened as an archive: {error}; {REBUILD}")


def _bring_up_to_date(db: Database, directory: Path) -> None:
    _refuse_newer(db, directory)
    if db.table_names() and "_sqlite_migrations" not in db.table_names():
        raise ArchiveError(
            f"{directory / DATABASE_NAME}: is a database, but no archive of congtin; give another folder"
        )
    steps = [step.name for step in migrations.pending(db)]
    if steps or were_interrupted(db.conn):
        with carried_over(db.conn, directory, partial(rewritten_kinds, migrations, steps)):
            migrations.apply(db)
    if not units_are_current(db.conn):
        with transaction(db.conn):
            bring_units_up_to_date(db.conn)
    _keep_savepoints_in_memory(db.conn)
    note_what_is_touched(db.conn)


def _keep_savepoints_in_memory(connection: sqlite3.Connection) -> None:
    """Have what a savepoint would need to be undone held in memory instead of in a file.

    Every answer has a savepoint (:mod:`archive.group_commit`), and each page of the database that it changes would go
    to that file in two calls of the system, many times what the transaction itself writes. Migrations come before this,
    for they sort indexes of large tables in files; the pragma drops temporary triggers, so it comes before those.
    """
    connection.execute("PRAGMA temp_store = MEMORY")


def no_archive(directory: Path) -> ArchiveError:
    """Return, as a sentence, that a folder holds no archive."""
    return ArchiveError(
        f"{directory}: there is no archive here (no {DATABASE_NAME}); name its folder with --archive, or make one "
        "with: congtin crawl"
    )


def _refuse_newer(db: Database, directory: Path) -> None:
    known = {step.name for step in migrations.pending(db)} | {step.name for step in migrations.applied(db)}
    ours = _own_names()
    newer = sorted(known - ours)
    if newer:
        raise ArchiveError(
            f"{directory}: the archive was written by a newer congtin (it has {newer[-1]}); update congtin to open it"
        )


def _own_names() -> set[str]:
    return {step.name for step in migrations.pending(Database(memory=True))}
