"""Transactions of an archive's one writer, and how large SQLite's log may grow between them.

A reader sees the archive as it was when its query began, so the log (``archive.db-wal``) can only be begun anew when
nobody reads from it. Where queries follow each other without a gap, SQLite's own checkpoints never find that moment and
the log grows for as long as the crawl goes on. Past a bound the writer therefore waits for the readers of that moment;
those that come meanwhile read from the database itself and are in nobody's way.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from archive.put_off import PuttingOff, begin_to_put_off, carry_out, drop
from archive.troubles import is_held

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BUSY_MILLISECONDS = 30_000  # how long a statement waits for a lock
_LONGEST_WAIT = 75.0  # seconds that a transaction waits to begin
_HEARS_EVERY_MILLISECONDS = 1_000  # while it waits
LOG_BYTES = 16 << 20  # how large the log is kept
_LOG_WAIT_MILLISECONDS = 2_000  # for readers; a page of the site has a second
_PATIENCE = 5.0  # seconds until the next such wait, where a reader has held on all the same


class OpenGroup(Protocol):
    """Answers that are to be committed together (:mod:`archive.group_commit`)."""

    def commit(self) -> None:
        """Commit what is open, if anything is."""


class WritingConnection(PuttingOff):
    """A connection that knows its file, so that the log beside it can be looked at; for :func:`sqlite3.connect`."""

    file: Path | None = None
    looked_after: float = 0.0  # when readers were waited for last, by the monotonic clock
    group: OpenGroup | None = None


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Run the block in one transaction: all of it is kept, or nothing.

    Raises:
        sqlite3.OperationalError: another program has held the write lock for longer than a minute, or the disk is full.
    """
    begin(connection)
    try:
        yield
        commit(connection)
    except BaseException:
        roll_back(connection)
        raise
    keep_log_small(connection)


def commit(connection: sqlite3.Connection) -> None:
    """Commit the open transaction, with what it has put off (:mod:`archive.put_off`)."""
    carry_out(connection)
    connection.execute("COMMIT")


def roll_back(connection: sqlite3.Connection) -> None:
    """Undo the open transaction; SQLite has done that by itself where the disk is full."""
    drop(connection)
    if connection.in_transaction:
        connection.execute("ROLLBACK")


@contextmanager
def one_moment(connection: sqlite3.Connection) -> Iterator[None]:
    """Let every query of the block see the archive as it is now, while a crawl goes on writing to it."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def begin(connection: sqlite3.Connection) -> None:
    """Begin a transaction that writes, waiting for whoever else writes; what the connection has open is committed.

    The wait is a row of short ones, for a signal is only heard between two statements.
    """
    commit_group(connection)
    until = time.monotonic() + _LONGEST_WAIT
    connection.execute(f"PRAGMA busy_timeout = {_HEARS_EVERY_MILLISECONDS}")
    try:
        while True:
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if not is_held(error) or time.monotonic() >= until:
                    raise
            else:
                begin_to_put_off(connection)
                return
    finally:
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")


def commit_group(connection: sqlite3.Connection) -> None:
    """Commit the answers that the connection holds together, where it holds any."""
    if isinstance(connection, WritingConnection) and connection.group is not None:
        connection.group.commit()


def keep_log_small(connection: sqlite3.Connection) -> None:
    """Begin SQLite's log anew where it has grown past :data:`LOG_BYTES`, between two transactions."""
    if not isinstance(connection, WritingConnection) or connection.file is None:
        return
    log = connection.file.with_name(connection.file.name + "-wal")
    try:
        size = log.stat().st_size
    except OSError:
        return
    moment = time.monotonic()
    if size <= LOG_BYTES or moment - connection.looked_after < _PATIENCE:
        return
    connection.execute(f"PRAGMA busy_timeout = {_LOG_WAIT_MILLISECONDS}")
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
        connection.looked_after = time.monotonic()
