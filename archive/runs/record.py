"""One run of a command while it goes on: its row from the moment it has the archive, its line when it ends."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager, suppress
from importlib.metadata import version
from typing import TYPE_CHECKING

from archive.database import transaction
from archive.layout import DATABASE_NAME
from archive.runs.lines import RunLine, append_line, insert, note_crawls, update
from scraper.clock import now, timestamp
from scraper.errors import CongtinError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from scraper.store import CrawlSummary

_BUSY_SECONDS = 30
# From bad to good: a run is what the worst of its crawls is.
_OUTCOMES = ("failed", "incomplete", "suspect", "ok")
_LONGEST_NOTE = 2000
_INTERRUPTED = "interrupted: the process was killed, or the machine went down; the next run goes on with its crawls"


class Run:
    """One run.

    Args:
        directory: the archive's folder.
        command: the words that started it, without the paths of this machine.
        schedule: name of the schedule that started it.
        log: the schedule's log, relative to ``directory``.

    Attributes:
        line: what is known of it so far.
    """

    def __init__(self, directory: Path, command: str, schedule: str | None = None, log: str | None = None) -> None:
        self._directory = directory
        self._in_database = False
        self.line = RunLine(command, schedule, timestamp(now()), version("congtin"), log=log)

    def begin(self, connection: sqlite3.Connection) -> None:
        """Put the run into the archive, whose only writer this process has become.

        So no other run is going on: one that has no end yet has been interrupted, and is told so.
        """
        with transaction(connection):
            self._begin(connection)
        self._in_database = True

    def _begin(self, connection: sqlite3.Connection) -> None:
        for row in connection.execute("SELECT id FROM runs WHERE finished IS NULL AND outcome IS NULL").fetchall():
            self._settle(connection, row[0])
        self.line.number = insert(connection, self.line)

    def _settle(self, connection: sqlite3.Connection, number: int) -> None:
        columns = "command, schedule, started, version, log"
        row = connection.execute(f"SELECT {columns} FROM runs WHERE id = ?", (number,)).fetchone()  # nosec B608 # noqa: S608
        command, schedule, started, made_by, log = row
        line = RunLine(command, schedule, started, made_by, outcome="incomplete", note=_INTERRUPTED, log=log)
        line.number = number
        update(connection, line)
        with suppress(OSError):  # it stands in its row, and what takes no line now will say so at the end of this run
            append_line(self._directory, line)

    def end(self, outcome: str, exit_code: int, note: str, crawls: Sequence[int] = ()) -> list[str]:
        """Write what the run came to: the row, then the line. Returns what hindered it, for people to read.

        Args:
            outcome: ``ok``, ``suspect``, ``incomplete`` or ``failed``.
            exit_code: what the command is going to end with.
            note: what people should know of it.
            crawls: ids of its crawls.
        """
        line = self.line
        line.finished, line.outcome, line.exit_code = timestamp(now()), outcome, exit_code
        line.note = " ".join(self._without_place(note).split())[:_LONGEST_NOTE] or None
        line.crawls = [crawl for crawl in crawls if crawl]
        hindrances = []
        try:
            self._write_row()
        except sqlite3.Error as error:
            hindrances.append(f"{self._directory / DATABASE_NAME}: the row of this run cannot be written: {error}")
        try:
            append_line(self._directory, line)
        except OSError as error:
            place = error.filename or self._directory
            hindrances.append(f"{place}: the line of this run cannot be written: {error.strerror}")
        return hindrances

    def _without_place(self, note: str) -> str:
        """Return a note without where on this machine the archive lies: the rows are read by others."""
        for place in {str(self._directory), str(self._directory.absolute())} - {".", "/"}:
            note = note.replace(f"{place}/", "").replace(place, "the archive")
        return note

    def _write_row(self) -> None:
        """Write the row by a connection of its own: the one that the work was done with may have broken."""
        path = self._directory / DATABASE_NAME
        if not path.is_file():
            return
        with closing(sqlite3.connect(path, timeout=_BUSY_SECONDS)) as connection, connection:
            if not self._in_database:  # it never got as far as writing; what is there may be of another congtin
                if connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'run_crawls'").fetchone() is None:
                    return
                self.line.number = insert(connection, self.line)
            else:
                update(connection, self.line)
            note_crawls(connection, self.line.number or 0, self.line.crawls)


class Recorded:
    """What the block of :func:`recorded` says of its run."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.summaries: Sequence[CrawlSummary] = ()
        self.hindrances: list[str] = []

    @property
    def outcome(self) -> str:
        """The worst outcome of its crawls; ``failed`` where there was none."""
        found = {summary.outcome for summary in self.summaries}
        return next((outcome for outcome in _OUTCOMES if outcome in found), "failed")

    @property
    def exit_code(self) -> int:
        """What the command ends with: 0 only where every crawl is ok."""
        return 0 if self.outcome == "ok" else 1


@contextmanager
def recorded(run: Run, *, refusals: bool = False) -> Iterator[Recorded]:
    """Have a run written down however the block ends; an exception is a failed run, and goes on.

    Args:
        run: the run; the block calls its ``begin`` as soon as it has the archive.
        refusals: write it down even where it never got the archive, as a run that nobody watches.
    """
    told = Recorded(run)
    try:
        yield told
    except BaseException as error:
        if run.line.number is not None or refusals:
            outcome, words = ("failed", str(error)) if isinstance(error, CongtinError) else _stopped_or_broken(error)
            told.hindrances = run.end(outcome, getattr(error, "exit_code", 1), words)
        raise
    crawls = [summary.crawl for summary in told.summaries]
    told.hindrances = run.end(told.outcome, told.exit_code, note_of(told.summaries), crawls)


def _stopped_or_broken(error: BaseException) -> tuple[str, str]:
    if isinstance(error, Exception):
        return "failed", f"an error of congtin: {type(error).__name__}: {error}"
    return "incomplete", f"stopped ({str(error) or type(error).__name__}); the next run goes on with it"


def note_of(summaries: Sequence[CrawlSummary]) -> str:
    """Return what the crawls of a run came to, on one line."""
    return "; ".join(_words(summary) for summary in summaries)


def _words(summary: CrawlSummary) -> str:
    counts = summary.counts
    words = f"{summary.portal} {summary.outcome}"
    if counts:
        words += f" ({counts['articles_new']} new, {counts['articles_changed']} changed, {counts['articles_gone']} gone"
        words += f"; {counts['requests']} requests)"
    return words if summary.outcome == "ok" or not summary.notes else f"{words}: {summary.notes[0]}"
