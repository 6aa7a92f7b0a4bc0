"""One writer an archive: a lock on ``archive.lock``, and beside it who holds it, for the one who is refused.

The operating system lets go of the lock when the process dies, however it dies. The note beside it only tells; what a
killed process left there blocks nobody.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from archive.layout import HOLDER_NAME, LOCK_NAME
from scraper.clock import now, timestamp, vietnamese_minute
from scraper.disk_space import in_words
from scraper.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def locked(directory: Path) -> Iterator[None]:
    """Keep every other process from writing to the archive in ``directory``, which is made where there is none.

    Raises:
        ArchiveError: the folder cannot be written, or another process is writing to it: says which, and since when.
    """
    lock = FileLock(directory / LOCK_NAME)
    try:
        directory.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except Timeout:
        raise ArchiveError(
            f"{directory}: another congtin is writing to this archive{_holder(directory)}; wait until it has ended, "
            "or give another folder with --archive"
        ) from None
    except OSError as error:
        raise ArchiveError(
            f"{directory}: the archive cannot be written here: {error.strerror} ({in_words(directory)})"
        ) from None
    _note_holder(directory)
    try:
        yield
    finally:
        with suppress(OSError):
            (directory / HOLDER_NAME).unlink(missing_ok=True)
        lock.release()


def _note_holder(directory: Path) -> None:
    """Say who holds the lock. That it cannot be said, on a full disk, hinders nobody."""
    verb = next((word for word in sys.argv[1:] if not word.startswith("-")), "")
    said = {"pid": os.getpid(), "since": timestamp(now()), "verb": verb[:40]}
    path = directory / HOLDER_NAME
    half = path.with_name(f"{path.name}.{os.getpid()}")
    with suppress(OSError):
        try:
            half.write_text(json.dumps(said), encoding="utf-8")
            half.replace(path)
        finally:
            half.unlink(missing_ok=True)


def _holder(directory: Path) -> str:
    """Return who holds the lock, for a sentence; nothing where that is not said."""
    try:
        said = json.loads((directory / HOLDER_NAME).read_text(encoding="utf-8"))
        pid, since = int(said["pid"]), vietnamese_minute(datetime.fromisoformat(said["since"]))
        verb = str(said.get("verb", ""))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return ""
    return f" (process {pid}, {f'congtin {verb}, ' if verb else ''}since {since})"
