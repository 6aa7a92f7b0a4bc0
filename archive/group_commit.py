"""Answers that are committed together: one flush of the indexes, one of the disk, one COMMIT for many of them.

Each answer is still kept whole or not at all: it has a savepoint of its own, and where it fails, it alone is undone and
its page cut off. A group is committed when it is large enough, at the latest a second after its first answer, and
before any other transaction of the connection. Readers see an answer that much later. A process that is killed leaves
the pages of the open group behind what the database knows; the next crawl takes them in
(:mod:`archive.replay.catching_up`), so that nothing is asked for twice.

Where a group cannot be committed (a disk that is full), its pages stay where they are, for the next crawl to take in,
and nothing more is written by this one: whoever belongs to the connection is told the same.

Where no event loop runs (a replay, a test) nobody would come back to commit a group, so every answer is one, but
within :meth:`Group.held`.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from archive.put_off import PuttingOff
from archive.transactions import WritingConnection, begin, commit, keep_log_small, roll_back
from archive.troubles import trouble_with
from scraper.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

logger = logging.getLogger(__name__)

MOST_PARTS = 64
MOST_SECONDS = 1.0  # a reader waits at most so much longer, and who else writes
_SYNCED_AT_ONCE = 8  # files
_ENOUGH_TO_SHARE = 4  # files
_MOST_SIZE = 32 << 20  # bytes of pages


class Member(Protocol):
    """Who writes outside of the database what a transaction knows: the stored pages of a portal."""

    def begin_transaction(self) -> None:
        """Take note of how things stand before a part of a group."""

    def take_back(self) -> None:
        """Undo what was done since: the part was undone."""

    def written(self) -> int:
        """Return how many bytes were written since then."""

    def sync(self) -> None:
        """Have all that was written on the disk: the database is about to know of it."""

    def close(self) -> None:
        """Write nothing more, and leave what was written."""


class Group:
    """What one connection commits together; :func:`group_of` returns that of a connection.

    Args:
        connection: the archive, open for writing.

    Attributes:
        is_open: whether anything waits to be committed.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._members: dict[Member, None] = {}
        self._parts = 0
        self._size = 0
        self._ends = 0.0
        self.is_open = False
        self._is_held = False
        self._timer: asyncio.TimerHandle | None = None
        self._failure: ArchiveError | None = None

    @contextmanager
    def part(self, member: Member) -> Iterator[None]:
        """Run the block as one of the group: all of it is kept with the others, or nothing.

        Raises:
            ArchiveError: an earlier group could not be committed, or what this one holds cannot be.
            sqlite3.OperationalError: the database cannot be written.
        """
        self.refuse_after_failure()
        self._begin()
        member.begin_transaction()
        try:
            with self._savepoint():
                yield
        except BaseException as error:
            if self._connection.in_transaction:
                member.take_back()
                if not self._members:
                    self._undo()
            else:  # SQLite has undone all of the group by itself
                self._members[member] = None
                self._give_up(error)
            raise
        self._members[member] = None
        self._parts += 1
        self._size += member.written()
        if self._is_due():
            self.commit()

    def commit(self) -> None:
        """Commit what is open, if anything is.

        Raises:
            ArchiveError: the pages cannot be written.
            sqlite3.OperationalError: the database cannot be written.
        """
        if not self.is_open:
            return
        self._stop_timer()
        try:
            _sync(list(self._members))
            commit(self._connection)
        except BaseException as error:
            self._give_up(error)
            raise
        self._close()
        keep_log_small(self._connection)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Let groups of the block be as large as they may be, however long that takes.

        The last one is committed behind it, whatever has ended the block: its parts are whole.
        """
        was_held, self._is_held = self._is_held, True
        try:
            yield
        finally:
            self._is_held = was_held
            self.commit()

    def refuse_after_failure(self) -> None:
        """Raise what kept a group from being committed, where anything did.

        Raises:
            ArchiveError: nothing more can be written.
        """
        if self._failure is not None:
            raise self._failure

    def _begin(self) -> None:
        if self.is_open:
            return
        begin(self._connection)
        self.is_open = True
        self._ends = time.monotonic() + MOST_SECONDS
        loop = None if self._is_held else _loop()
        if loop is not None:
            self._timer = loop.call_later(MOST_SECONDS, self._commit_in_time)

    @contextmanager
    def _savepoint(self) -> Iterator[None]:
        self._connection.execute("SAVEPOINT part")
        self._wait(True)
        try:
            yield
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK TO part")
                self._connection.execute("RELEASE part")
            raise
        else:
            self._connection.execute("RELEASE part")
        finally:
            self._wait(False)

    def _wait(self, is_waiting: bool) -> None:
        if isinstance(self._connection, PuttingOff):
            self._connection.in_savepoint = is_waiting

    def _is_due(self) -> bool:
        if self._parts >= MOST_PARTS or self._size >= _MOST_SIZE:
            return True
        return not self._is_held and (self._timer is None or time.monotonic() >= self._ends)

    def _commit_in_time(self) -> None:
        try:
            self.commit()
        except Exception as error:  # whoever asks next is told in a sentence
            logger.debug("a group could not be committed", exc_info=error)

    def _give_up(self, error: BaseException) -> None:
        """Write nothing more; the pages of what was undone stay, and are taken in by the next crawl."""
        roll_back(self._connection)
        for member in self._members:
            member.close()
        lost = self._parts
        self._close()
        self._failure = self._sentence(error, lost)

    def _sentence(self, error: BaseException, lost: int) -> ArchiveError:
        file = getattr(self._connection, "file", None)
        trouble = trouble_with(file, error) if file is not None and isinstance(error, sqlite3.Error) else None
        said = trouble or error
        return ArchiveError(f"{said}; the next crawl takes in the stored pages of the last answers ({lost})")

    def _undo(self) -> None:
        """Undo what is open, where anything is."""
        if self.is_open:
            roll_back(self._connection)
            self._close()

    def _close(self) -> None:
        self._stop_timer()
        self._members.clear()
        self._parts = self._size = 0
        self.is_open = False

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


def group_of(connection: sqlite3.Connection) -> Group:
    """Return what a connection commits together: one for all who write through it."""
    if not isinstance(connection, WritingConnection):
        return Group(connection)
    if not isinstance(connection.group, Group):
        connection.group = Group(connection)
    return connection.group


def _sync(members: Sequence[Member]) -> None:
    """Have the pages of all members on the disk: side by side, for a file system writes many files down as one."""
    if len(members) < _ENOUGH_TO_SHARE:
        for member in members:
            member.sync()
        return
    with ThreadPoolExecutor(_SYNCED_AT_ONCE) as pool:
        for synced in [pool.submit(member.sync) for member in members]:
            synced.result()


def _loop() -> asyncio.AbstractEventLoop | None:
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None
