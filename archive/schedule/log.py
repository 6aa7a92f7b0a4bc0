"""The log of a schedule, ``logs/NAME.log``: a line a run, and between them what went wrong within one.

It is bounded by ourselves, for nobody installs anything to have logs rotated in an archive's folder: in size while a
run writes, and in age when a run begins.
"""

from __future__ import annotations

import logging
import time
from contextlib import contextmanager
from datetime import datetime, timedelta
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING

from archive.runs.lines import LOGS_NAME
from scraper.clock import VIETNAM, now

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOG = logging.getLogger("congtin.schedule")
_MOST_BYTES = 2 << 20
_KEPT = 5  # older files beside the present one
_FILE_DAYS = 90  # then a new file is begun
_KEPT_DAYS = 400  # then an older file goes, so that a year can be looked back on
_LAST_WORDS = 64 << 10  # bytes of what cron's shell or a broken Python said


class _VietnamsTime(logging.Formatter):
    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: ARG002, N802
        return now().astimezone(VIETNAM).isoformat(timespec="seconds")


@contextmanager
def logging_to(directory: Path, name: str) -> Iterator[str]:
    """Have what is logged in the block written to a schedule's log; yields its path relative to the archive's folder.

    Args:
        directory: the archive's folder.
        name: the schedule's.

    Raises:
        OSError: it cannot be written.
    """
    path = directory / LOGS_NAME / f"{name}.log"
    path.parent.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(path, maxBytes=_MOST_BYTES, backupCount=_KEPT, encoding="utf-8")
    _let_go_of_the_old(handler, path)
    handler.setFormatter(_VietnamsTime("%(asctime)s %(levelname)s %(message)s"))
    # Scrapy opens the root logger to everything it has to say, down to each request.
    handler.addFilter(lambda record: record.name == LOG.name or record.levelno >= logging.ERROR)
    root, former = logging.getLogger(), LOG.level
    LOG.setLevel(logging.INFO)
    root.addHandler(handler)
    try:
        yield f"{LOGS_NAME}/{path.name}"
    finally:
        root.removeHandler(handler)
        LOG.setLevel(former)
        handler.close()


def _let_go_of_the_old(handler: RotatingFileHandler, path: Path) -> None:
    """Begin a new file where the present one is of last season, and remove those that are of the year before."""
    began = _first_day(path)
    if began is not None and now() - began > timedelta(days=_FILE_DAYS):
        handler.doRollover()
    oldest = time.time() - _KEPT_DAYS * 86_400
    for number in range(1, _KEPT + 1):
        older = path.with_name(f"{path.name}.{number}")
        if older.exists() and older.stat().st_mtime < oldest:
            older.unlink(missing_ok=True)


def _first_day(path: Path) -> datetime | None:
    """Return the moment of a log's first line, ``None`` where it has none."""
    with path.open(encoding="utf-8", errors="replace") as file:
        word = file.readline(200).partition(" ")[0]
    try:
        return datetime.fromisoformat(word)
    except ValueError:
        return None


def bound_last_words(path: Path) -> None:
    """Keep the end of what cron's shell wrote for us, where it has grown large; raises ``OSError``.

    Cut in place: the shell that started this run has the file open, and appends.
    """
    if path.exists() and path.stat().st_size > _LAST_WORDS:
        with path.open("r+b") as file:
            file.seek(-_LAST_WORDS // 2, 2)
            kept = file.read()
            file.seek(0)
            file.write(kept.partition(b"\n")[2])
            file.truncate()
