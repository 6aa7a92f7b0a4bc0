"""A copy of an archive that is itself an archive, made while a crawl may go on, and added to later.

First the database is copied as it is at one moment, by SQLite's own backup; then the stored pages up to the sizes that
this copy knows (they only grow, and the database is told of bytes after they are on the disk), the manifests, people's
decisions, the user's own portal files, the schedules and the lines of what ran. The database gets its name last: until
then the earlier copy in the folder stays whole, for all that has been put there before is bytes that its database does
not know.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.database import address_to_read, locked, reading
from archive.file_copies import PART, copy_pages, copy_whole
from archive.layout import DATABASE_NAME, MANIFESTS_NAME, PAGES_NAME
from archive.manifests.chain import SEALING, all_seals, name_sealed, path_of
from archive.manifests.pieces import WHOLE_FILES
from archive.on_disk import sync
from archive.progress import Silent
from scraper.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from archive.manifests.chain import Seal
    from archive.progress import Progress

_STEP = 1 << 12  # pages of the database between two signs of life
_CAPTURE = "id, url, fetched_at, digest"  # what tells whether two captures are one; congtin compact moves their pages
# The user's portal files, what is crawled by itself and when, and which commands ran.
_SMALL_FILES = ("*.toml", "portals/*.toml", "schedules/*.json", "logs/runs*.jsonl")


@dataclass(slots=True)
class Copied:
    """What a copy came to: bytes of the database, and files and bytes that were new of everything else."""

    database_bytes: int = 0
    page_files: int = 0
    page_bytes: int = 0
    manifests: int = 0
    other_files: int = 0


def copy_archive(source: Path, destination: Path, progress: Progress | None = None) -> Copied:
    """Make ``destination`` a copy of the archive in ``source``; one that is there is brought up to date.

    Args:
        source: the folder of an archive; a crawl may be writing to it.
        destination: a folder, made where there is none.
        progress: shows how far it has come.

    Raises:
        ArchiveError: there is no archive, the destination holds another one or is inside it, a stored page is missing,
            or something cannot be written. What was in the destination stays usable.
    """
    _refuse_places(source, destination)
    with closing(_opened(source)) as connection, locked(destination):
        known = _known_there(destination, connection)
        try:
            return _copy(connection, source, destination, known, progress or Silent())
        except OSError as error:
            raise ArchiveError(
                f"{error.filename or destination}: the copy cannot be written: {error.strerror}; what was in "
                f"{destination} is as good as before"
            ) from None
        except sqlite3.DatabaseError as error:
            raise ArchiveError(f"{destination / DATABASE_NAME}: the database cannot be copied: {error}") from None
        finally:
            _remove_parts(destination)


def is_empty_archive(directory: Path) -> bool:
    """Tell whether a folder holds no archive, or one in which nothing has ever been captured."""
    if not (directory / DATABASE_NAME).exists():
        return not any((directory / PAGES_NAME).glob("*/*"))
    with reading(directory) as db:
        return not any(
            db.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone()  # nosec B608 # noqa: S608  names are ours
            for table in ("portals", "captures", "articles", "imports")
        )


def clear_empty_archive(directory: Path) -> None:
    """Remove an archive that holds nothing (:func:`is_empty_archive`), so that another one can take its place."""
    with locked(directory):
        for suffix in ("", "-wal", "-shm"):
            directory.joinpath(DATABASE_NAME + suffix).unlink(missing_ok=True)
        shutil.rmtree(directory / MANIFESTS_NAME, ignore_errors=True)


def _refuse_places(source: Path, destination: Path) -> None:
    here, there = source.resolve(), destination.resolve()
    if here == there or here in there.parents or there in here.parents:
        raise ArchiveError(
            f"{destination}: a copy cannot lie in the archive itself, nor around it; give another folder"
        )
    if destination.exists() and not destination.is_dir():
        raise ArchiveError(f"{destination}: is a file; give a folder for the copy")


def _opened(source: Path) -> sqlite3.Connection:
    """Return a connection to an archive of any version: a backup is wanted most before one is brought up to date."""
    path = source / DATABASE_NAME
    if not path.is_file():
        raise ArchiveError(f"{source}: there is no archive here (no {DATABASE_NAME}); name its folder with --archive")
    connection = sqlite3.connect(address_to_read(path), uri=True, isolation_level=None)
    try:
        if not _has_table(connection, "_sqlite_migrations"):
            raise ArchiveError(f"{path}: is a database, but no archive of congtin")
    except sqlite3.DatabaseError as error:
        connection.close()
        raise ArchiveError(f"{path}: cannot be read as an archive: {error}") from None
    except ArchiveError:
        connection.close()
        raise
    return connection


def _has_table(connection: sqlite3.Connection, name: str) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_schema WHERE name = ?", (name,)).fetchone() is not None


def _seals(connection: sqlite3.Connection) -> list[Seal]:
    return all_seals(connection) if _has_table(connection, "manifests") else []


def _known_there(destination: Path, connection: sqlite3.Connection) -> dict[str, int]:
    """Return the size up to which the copy in the destination knows each file of stored pages.

    Raises:
        ArchiveError: it is no earlier state of the archive of ``connection``: its manifests are not the first ones of
            this one, or its newest capture is not one of this one.
    """
    path = destination / DATABASE_NAME
    if not path.exists():
        return {}
    seals = _seals(connection)
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as there:
            theirs = _seals(there)
            known = dict(there.execute("SELECT name, size FROM warc_files").fetchall())
            newest = there.execute(f"SELECT {_CAPTURE} FROM captures ORDER BY id DESC LIMIT 1").fetchone()  # nosec B608 # noqa: S608
    except sqlite3.DatabaseError as error:
        raise ArchiveError(f"{path}: cannot be read as an archive: {error}; give another folder") from None
    here = newest and connection.execute(f"SELECT {_CAPTURE} FROM captures WHERE id = ?", newest[:1]).fetchone()  # nosec B608 # noqa: S608
    if theirs != seals[: len(theirs)] or newest != here:
        raise ArchiveError(
            f"{destination}: holds another archive, or a state of this one that goes on further than this one does; "
            "give another folder"
        )
    return known


def _copy(
    connection: sqlite3.Connection, source: Path, destination: Path, known: dict[str, int], progress: Progress
) -> Copied:
    copied = Copied()
    part = destination / (DATABASE_NAME + PART)
    part.unlink(missing_ok=True)
    copied.database_bytes = _copy_database(connection, part, progress)
    with closing(sqlite3.connect(f"{part.resolve().as_uri()}?mode=ro", uri=True)) as snapshot:
        files = snapshot.execute("SELECT name, size FROM warc_files ORDER BY name").fetchall()
        seals = _seals(snapshot)
    advance = progress.begin("stored pages", sum(size - known.get(name, 0) for name, size in files))
    for name, size in files:
        added = copy_pages(source, destination, name, known.get(name, 0), size, advance)
        copied.page_files += added > 0
        copied.page_bytes += added
    copied.manifests = _copy_manifests(source, destination, seals)
    for path in _other_files(source):
        copied.other_files += copy_whole(path, destination / path.relative_to(source))
    _put_in_place(part, destination / DATABASE_NAME)
    name_sealed(destination, [seal.name for seal in seals])
    for name in known.keys() - dict(files).keys():  # packed anew since: what has its place has been copied
        (destination / PAGES_NAME / name).unlink(missing_ok=True)
    return copied


def _copy_database(connection: sqlite3.Connection, part: Path, progress: Progress) -> int:
    """Copy the database as it is at one moment; returns the size of the copy in bytes.

    The transaction holds that moment still. Without it SQLite would begin again whenever a crawl writes, and on a busy
    archive never come to an end.
    """
    total = connection.execute("PRAGMA page_count").fetchone()[0]
    advance = progress.begin("the database", total)
    left = total

    def tell(_status: int, remaining: int, _total: int) -> None:
        nonlocal left
        advance(left - remaining)
        left = remaining

    connection.execute("BEGIN")
    connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    try:
        with closing(sqlite3.connect(part, isolation_level=None)) as copy:
            connection.backup(copy, pages=_STEP, progress=tell)
            # One file, and no log beside it that could be taken for that of its successor.
            copy.execute("PRAGMA journal_mode = DELETE")
    finally:
        connection.execute("ROLLBACK")
    sync(part)
    return part.stat().st_size


def _copy_manifests(source: Path, destination: Path, seals: list[Seal]) -> int:
    """Copy the manifests that are not there; returns how many.

    They get their names after the database has: the earlier one does not know them, and the new one finds them by this
    name as well (:func:`archive.manifests.chain.path_of`).
    """
    count = 0
    for seal in seals:
        copy = destination / MANIFESTS_NAME / seal.name
        if not copy.exists():
            origin = path_of(source, seal)
            if not origin.exists():
                raise ArchiveError(f"{origin}: the manifest is missing; congtin verify tells more")
            copy_whole(origin, copy.with_name(copy.name + SEALING))
            count += 1
    return count


def _other_files(source: Path) -> Iterator[Path]:
    for name in WHOLE_FILES:
        if (source / name).exists():
            yield source / name
    for pattern in _SMALL_FILES:
        yield from sorted(source.glob(pattern))


def _put_in_place(part: Path, database: Path) -> None:
    """Let the copy of the database take the place of the earlier one, whose log must not outlive it.

    Raises:
        ArchiveError: another program has the earlier copy open and its log holds something.
    """
    log = database.with_name(database.name + "-wal")
    if log.exists():
        with closing(sqlite3.connect(database)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            connection.execute("PRAGMA journal_mode = DELETE").fetchone()
        if log.exists() and log.stat().st_size:
            raise ArchiveError(f"{database}: another program has this copy open; close it, and make the backup again")
        for suffix in ("-wal", "-shm"):
            database.with_name(database.name + suffix).unlink(missing_ok=True)
    part.replace(database)
    for folder in (database.parent, database.parent / PAGES_NAME, database.parent / MANIFESTS_NAME):
        if folder.is_dir():
            sync(folder)


def _remove_parts(destination: Path) -> None:
    for path in destination.glob(f"*{PART}*"):
        path.unlink(missing_ok=True)
