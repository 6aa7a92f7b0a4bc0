"""One run of a schedule: quiet where all is well, one at a time, after whoever writes to the archive already."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from archive.layout import LOCK_NAME
from archive.runs.record import Run, note_of, recorded
from archive.schedule.definition import load, path_of
from archive.schedule.due import due_since, note_begun
from archive.schedule.exit_codes import STILL_RUNNING
from archive.schedule.log import LOG, bound_last_words, logging_to
from archive.schedule.network import wait_for_network
from archive.schedule.telling import tell_broken, tell_mended
from scraper.clock import now
from scraper.errors import ArchiveError, CongtinError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from archive.runs.record import Recorded
    from archive.schedule.definition import Schedule
    from scraper.store import CrawlSummary

_LOOKS_EVERY = 2.0  # seconds between two looks whether the archive has become free


class _BusyError(Exception):
    """An earlier run of the same schedule goes on."""


def run_schedule(directory: Path, name: str, *, if_due: bool, say: Callable[[str], None]) -> int:
    """Make one run of a schedule and return what the command ends with.

    0 ok (also where it is not due), 1 not ok, 75 where an earlier run of the same schedule goes on.

    Args:
        directory: the archive's folder.
        name: the schedule's.
        if_due: do nothing unless a moment of the schedule has passed since its last run began.
        say: called with what people should know at once; not where all is well.

    Raises:
        ArchiveError: there is no such schedule, or its log cannot be written.
        CongtinError: what ended the run; it is in the log, and has its row.
    """
    schedule = load(directory, name)
    if if_due and due_since(directory, schedule, now()) is None:
        return 0
    try:
        with _alone(directory, schedule), logging_to(directory, name) as log:
            note_begun(directory, schedule)
            bound_last_words(path_of(directory, name).with_name(f"{name}.err"))
            return _run(directory, schedule, log, say)
    except _BusyError:
        say(f"schedule {name}: its last run goes on; nothing was done (exit code {STILL_RUNNING})")
        return STILL_RUNNING
    except OSError as error:
        raise ArchiveError(
            f"{error.filename or directory}: a run of schedule {name} cannot be logged: {error.strerror}"
        ) from None


def _run(directory: Path, schedule: Schedule, log: str, say: Callable[[str], None]) -> int:
    run = Run(directory, f"congtin schedule run {schedule.name}", schedule.name, log)
    began = time.monotonic()
    try:
        with recorded(run, refusals=True) as told:
            told.summaries = _crawl(directory, schedule, run)
    except Exception as error:
        is_ours = isinstance(error, CongtinError)
        words = str(error) if is_ours else f"an error of congtin: {type(error).__name__}: {error}"
        LOG.error("failed: %s", words, exc_info=not is_ours)
        _say_all(tell_broken(directory, schedule, words), say)
        raise
    except BaseException as error:
        LOG.error("stopped: %s %s", type(error).__name__, error)
        raise
    _tell(told, time.monotonic() - began, say)
    _say_all(tell_mended(directory, schedule), say)
    return told.exit_code


def _crawl(directory: Path, schedule: Schedule, run: Run) -> list[CrawlSummary]:
    from pathlib import Path as AnyPath

    from archive.crawl import CrawlOptions, find_portals, run_crawls

    files = [AnyPath(file) for file in schedule.portal_files]
    options = CrawlOptions(
        delay=schedule.delay,
        limit=schedule.limit,
        languages=schedule.languages,
        allow_loopback=schedule.allow_loopback,
        portal_files=files,
    )
    portals = find_portals(schedule.portals, files)
    wait_for_network([portal.url for portal in portals])
    gives_up = time.monotonic() + schedule.hours * 3600.0
    while True:
        wait_until_free(directory, gives_up - time.monotonic())
        try:
            return run_crawls(portals, directory, options, on_open=run.begin)
        except ArchiveError:
            if run.line.number is not None or _is_free(directory):
                raise  # else somebody else was quicker once it was free


def _tell(told: Recorded, seconds: float, say: Callable[[str], None]) -> None:
    """Write the one line of the run to the log; and say what people should look at."""
    minutes, rest = divmod(round(seconds), 60)
    line = f"{told.outcome} in {minutes} min {rest} s: {note_of(told.summaries)}"
    if told.exit_code:
        LOG.warning("%s", line)
        say(line)
    else:
        LOG.info("%s", line)
    _say_all(told.hindrances, say)


def _say_all(hindrances: list[str], say: Callable[[str], None]) -> None:
    for hindrance in hindrances:
        LOG.error("%s", hindrance)
        say(hindrance)


@contextmanager
def _alone(directory: Path, schedule: Schedule) -> Iterator[None]:
    """Keep other runs of the schedule out; raises ``_BusyError`` where one is going on.

    The operating system lets go of the lock when the process dies, however it dies.
    """
    lock = FileLock(_lock_of(directory, schedule.name))
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise _BusyError from None
    try:
        yield
    finally:
        lock.release()


def is_running(directory: Path, name: str) -> bool | None:
    """Tell whether a run of a schedule goes on at this moment, ``None`` where the archive may only be read."""
    path = _lock_of(directory, name)
    if not path.exists():
        return False
    try:
        return not _is_unlocked(path)
    except OSError:
        return None


def _lock_of(directory: Path, name: str) -> Path:
    return path_of(directory, name).with_name(f"{name}.lock")


def _is_free(directory: Path) -> bool:
    return _is_unlocked(directory / LOCK_NAME)


def _is_unlocked(path: Path) -> bool:
    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return False
    lock.release()
    return True


def wait_until_free(directory: Path, seconds: float) -> None:
    """Wait until nobody writes to the archive: schedules of one archive take turns, none loses its own.

    Args:
        directory: the archive's folder.
        seconds: how long at most.

    Raises:
        ArchiveError: somebody still does after that time.
    """
    if _is_free(directory):
        return
    LOG.info("waits for another congtin that writes to this archive")
    lock = FileLock(directory / LOCK_NAME)
    try:
        lock.acquire(timeout=max(seconds, 0), poll_interval=_LOOKS_EVERY)
    except Timeout:
        raise ArchiveError(
            f"{directory}: another congtin has been writing to this archive for all of the hours that this run had; "
            "the next run asks for what this one would have; look whether that other one still works"
        ) from None
    lock.release()
