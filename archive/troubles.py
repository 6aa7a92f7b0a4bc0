"""What keeps an archive from being read or written, as sentences: a full disk, a lock, a damaged database.

SQLite and the operating system tell these by numbers. What is none of them is an error of ours, and is let through.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from archive.layout import DATABASE_NAME
from scraper.disk_space import in_words
from scraper.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Iterator

REBUILD = (
    "restore it from a backup (congtin restore), or make it anew from the stored pages with: congtin rebuild "
    "(nothing of them is lost)"
)
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_HELD = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_NOT_ALLOWED = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}
_OF_THE_DISK = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_NOMEM}
# What an operating system says where it will not take any more, whatever is written, and of one file or folder.
_DISK_ERRORS = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO}
_FILE_ERRORS = {errno.EACCES, errno.EPERM, errno.ENOENT, errno.ENOTDIR}


def code_of(error: sqlite3.Error) -> int | None:
    """Return SQLite's own number of an error, without what it adds to it; ``None`` where it has none."""
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF


def is_held(error: sqlite3.Error) -> bool:
    """Tell whether an error says that another program holds a lock."""
    return code_of(error) in _HELD


def is_damage(error: sqlite3.Error) -> bool:
    """Tell whether an error says that the database's file is damaged, or none."""
    return code_of(error) in _DAMAGED


def is_trouble(error: sqlite3.Error) -> bool:
    """Tell whether an error comes of a disk, a lock or a damaged file, and not of what was asked."""
    return code_of(error) in _DAMAGED | _HELD | _NOT_ALLOWED | _OF_THE_DISK


def trouble_with(database: Path, error: sqlite3.Error) -> ArchiveError | None:
    """Return what SQLite reports of a disk, a lock or a damaged file as a sentence, ``None`` where it is none of these.

    Args:
        database: the database's file.
        error: what was raised.
    """
    code = code_of(error)
    if code in _DAMAGED:
        return ArchiveError(f"{database}: the database is damaged ({error}); {REBUILD}")
    if code in _HELD:
        return ArchiveError(
            f"{database}: cannot be written: {error}: another program holds its lock; end it (fuser {database} names "
            "it) and run this again: it goes on where it stopped"
        )
    if code in _NOT_ALLOWED:
        return ArchiveError(
            f"{database}: cannot be written: {error}; give whoever runs congtin the right to write in the folder, "
            f"and look whether it is still there ({in_words(database)})"
        )
    if code in _OF_THE_DISK:
        return ArchiveError(f"{database}: cannot be written: {error} ({_room(database)})")
    return None


def cannot_be_written(directory: Path, error: sqlite3.Error) -> ArchiveError:
    """Return what SQLite reports of a disk that is full or broken, or a lock that is held, as a sentence.

    Args:
        directory: the archive's folder.
        error: what was raised, whatever it is.
    """
    database = directory / DATABASE_NAME
    return trouble_with(database, error) or ArchiveError(
        f"{database}: cannot be written: {error} ({in_words(directory)})"
    )


@contextmanager
def told(directory: Path) -> Iterator[None]:
    """Have what keeps an archive from being read or written in the block told in a sentence.

    Raises:
        ArchiveError: instead of what SQLite or the operating system raised for such a reason; anything else comes
            through as it is.
    """
    try:
        yield
    except sqlite3.DatabaseError as error:
        trouble = trouble_with(directory / DATABASE_NAME, error)
        if trouble is None:
            raise
        raise trouble from error
    except OSError as error:
        place = Path(error.filename) if isinstance(error.filename, str) else directory
        if error.errno in _DISK_ERRORS:
            raise ArchiveError(f"{place}: cannot be written: {error.strerror} ({in_words(place)})") from error
        if error.errno in _FILE_ERRORS and error.filename:
            raise ArchiveError(f"{place}: cannot be read or written: {error.strerror}") from error
        raise


def _room(database: Path) -> str:
    """Return what is free where a database lies, and where SQLite sorts, if that is another place."""
    sorting, said = _sorts_in(), in_words(database)
    try:
        is_elsewhere = sorting.stat().st_dev != database.parent.stat().st_dev
    except OSError:
        return said
    return f"{said}; of {sorting}, where it sorts, {in_words(sorting)}" if is_elsewhere else said


def _sorts_in() -> Path:
    """Return the folder in which SQLite makes files for what it sorts: not Python's, see sqlite.org/tempfiles.html."""
    named = (os.environ.get("SQLITE_TMPDIR"), os.environ.get("TMPDIR"), "/var/tmp", "/usr/tmp", "/tmp")  # nosec B108 # noqa: S108  what SQLite looks at
    return next((Path(name) for name in named if name and _takes_files(name)), Path())


def _takes_files(folder: str) -> bool:
    return Path(folder).is_dir() and os.access(folder, os.W_OK | os.X_OK)
