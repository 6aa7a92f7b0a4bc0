"""The database made anew from the stored pages, beside the one that is there, which it replaces when it is complete.

The pages tell everything but what people have decided (that lies in a file of its own beside the database) and what we
have thought before: readings of older extractors. Which commands ran when is in a file beside the database as well
(:mod:`archive.runs`). The manifests go on in their row, so that it stays visible that the
rows were written anew.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archive.database import locked, opened, transaction
from archive.health.carried import carry_over
from archive.importing import import_notes
from archive.layout import DATABASE_NAME, IMPORTED_NAME, PAGES_NAME
from archive.manifests.carried import note_what_differs
from archive.manifests.chain import all_seals, sealed_sizes, seals_in
from archive.manifests.seal import seal
from archive.on_disk import sync
from archive.replay import OwnFile, ReplayOutcome, own_file, replay_archive, without_rests
from archive.runs.lines import refill
from archive.troubles import told
from scraper.errors import ArchiveError
from scraper.page_names import page_file_name, page_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlite_utils import Database

    from archive.manifests.chain import Seal
    from archive.replay.events import Event

_REBUILT = f"{DATABASE_NAME}.rebuilding"
_KEPT = f"{DATABASE_NAME}.before-rebuild"
# What is counted in both databases, for people to see whether anything is missing.
_COUNTED = ("portals", "crawls", "captures", "articles", "revisions", "mentions", "people", "former_readings")
# What the pages do not tell, and how it is called.
_NOT_IN_PAGES = {"former_readings": "readings by earlier extractors"}


@dataclass(slots=True)
class Rebuilt:
    """What making the database anew came to.

    Attributes:
        replay: what the stored pages came to.
        counts: how many rows the tables have, by name; ``before`` how many they had, as far as there was a database
            that could be read.
        lost: what the old database held and the pages do not tell, by its name: how much of it.
        foreign: files among the stored pages that are none of ours, whose captures are not in the new database.
        kept: where the old database lies now, ``None`` where there was none or it was not to be kept.
    """

    replay: ReplayOutcome
    counts: dict[str, int] = field(default_factory=dict)
    before: dict[str, int] = field(default_factory=dict)
    lost: dict[str, int] = field(default_factory=dict)
    foreign: list[Path] = field(default_factory=list)
    kept: Path | None = None


def stored_files(directory: Path) -> tuple[list[OwnFile], list[Path]]:
    """Return the files of stored pages of an archive: those that crawls of congtin wrote, and those nobody knows of.

    Imported files are neither: the notes beside them say what they are.

    Raises:
        ArchiveError: one cannot be read, or was written by a newer congtin.
    """
    own: list[OwnFile] = []
    foreign: list[Path] = []
    counting = page_files(directory / PAGES_NAME)
    for path in sorted((directory / PAGES_NAME).glob("*/*.warc*")):
        if path.suffix == ".part" or path.parent.name == IMPORTED_NAME:  # the rest of a copy that was interrupted
            continue
        name = path.relative_to(directory / PAGES_NAME).as_posix()
        if page_file_name(name) is not None and name not in counting:  # one that was packed anew has taken its place
            continue
        file = own_file(path, name)
        if file is not None and file.name == name:
            own.append(file)
        else:
            foreign.append(path)
    return own, foreign


def rebuild(directory: Path, *, keep_old: bool = True, on_event: Callable[[Event], None] | None = None) -> Rebuilt:
    """Make an archive's database anew from its stored pages, and put it in the place of the old one.

    Args:
        directory: the archive's folder.
        keep_old: keep the old database under another name.
        on_event: called after each event of a crawl, for a progress display.

    Raises:
        ArchiveError: there are no stored pages, another process is writing to the archive, or the new database is not
            sound; the old one is left as it was.
    """
    if not (directory / PAGES_NAME).is_dir():
        raise ArchiveError(
            f"{directory}: there are no stored pages here (no folder {PAGES_NAME}); name the archive with --archive"
        )
    with locked(directory), told(directory):
        own, foreign = stored_files(directory)
        if not own and not import_notes(directory / PAGES_NAME):
            raise ArchiveError(f"{directory / PAGES_NAME}: holds no pages that congtin stored")
        _remove(directory / _REBUILT)
        with opened(directory, _REBUILT) as db:
            counts = without_rests(own, _known_sizes(directory))
            rebuilt = Rebuilt(replay_archive(db, directory, own, on_event, counts), foreign=foreign)
            _take_over_manifests(db, directory)
            with transaction(db.conn):
                refill(db.conn, directory)
            _take_over_what_was_told(db, directory)
            _check(db, directory)
            note_what_differs(db.conn, directory)
            rebuilt.counts = {table: _count(db.conn, table) for table in _COUNTED}
            db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        _compare(rebuilt, directory)
        rebuilt.kept = _put_in_place(directory, keep_old=keep_old)
        with opened(directory) as db:
            seal(db.conn, directory)
    return rebuilt


def _check(db: Database, directory: Path) -> None:
    """Raise ``ArchiveError`` unless the new database is sound."""
    faults = [row[0] for row in db.execute("PRAGMA integrity_check(5)") if row[0] != "ok"]
    faults += [f"{table}: row {row} refers to nothing" for table, row, *_ in db.execute("PRAGMA foreign_key_check")]
    if faults:
        raise ArchiveError(f"{directory / _REBUILT}: the new database is not sound, and was not used: {faults[0]}")


def _take_over_manifests(db: Database, directory: Path) -> None:
    """Let the row of manifests go on: what they say of the stored pages holds as it did."""
    seals = _known_seals(directory)
    if seals is None:  # with the database, the files themselves are all that tells of them
        seals = seals_in(directory)
    sizes = sealed_sizes(directory, seals)
    files = db.conn.execute("SELECT name FROM warc_files").fetchall()
    with transaction(db.conn):
        db.conn.executemany(
            "INSERT INTO manifests (number, name, sealed_at, sha256) VALUES (?, ?, ?, ?)",
            [(seal.number, seal.name, seal.sealed_at, seal.sha256) for seal in seals],
        )
        db.conn.executemany(
            "UPDATE warc_files SET sealed = min(size, ?) WHERE name = ?",
            [(sizes.get(f"{PAGES_NAME}/{name}", 0), name) for (name,) in files],
        )


def _take_over_what_was_told(db: Database, directory: Path) -> None:
    """Let it be known which portals people have been told of, as far as the old database can be read."""
    with _old(directory) as old, suppress(sqlite3.DatabaseError):
        if old is not None:
            with transaction(db.conn):
                carry_over(old, db.conn)


def _known_seals(directory: Path) -> list[Seal] | None:
    """Return the manifests that the old database knows, ``None`` where none can be read."""
    with _old(directory) as old:
        if old is None:
            return None
        try:
            return all_seals(old) if _has(old, "manifests") else []
        except sqlite3.DatabaseError:  # damaged further on than at its beginning
            return None


def _known_sizes(directory: Path) -> dict[str, int] | None:
    """Return how far the old database knows each file of stored pages, in bytes; ``None`` where none can be read."""
    with _old(directory) as old:
        try:
            return None if old is None else dict(old.execute("SELECT name, size FROM warc_files").fetchall())
        except sqlite3.DatabaseError:  # damaged further on than at its beginning, or without that table
            return None


def _compare(rebuilt: Rebuilt, directory: Path) -> None:
    with _old(directory) as old:
        if old is None:
            return
        for table in _COUNTED:
            with suppress(sqlite3.DatabaseError):  # damaged further on than at its beginning
                if _has(old, table):
                    rebuilt.before[table] = _count(old, table)
    for table, words in _NOT_IN_PAGES.items():
        lost = rebuilt.before.get(table, 0) - rebuilt.counts.get(table, 0)
        if lost > 0:
            rebuilt.lost[words] = lost


def _count(connection: sqlite3.Connection, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # nosec B608 # noqa: S608  names are ours


def _has(connection: sqlite3.Connection, table: str) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_schema WHERE name = ?", (table,)).fetchone() is not None


@contextmanager
def _old(directory: Path) -> Iterator[sqlite3.Connection | None]:
    """Lend the database that is there, read-only, ``None`` where there is none that can be read."""
    path = directory / DATABASE_NAME
    if not path.is_file():
        yield None
        return
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        try:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            is_readable = True
        except sqlite3.DatabaseError:  # that it cannot be read may be why it is made anew
            is_readable = False
        yield connection if is_readable else None


def _put_in_place(directory: Path, *, keep_old: bool) -> Path | None:
    """Put the new database in the place of the old one; returns where the old one lies, ``None`` where it does not.

    There is a whole database under the archive's name at every moment. The old one takes its log (``-wal``) along:
    under the name of the new one, SQLite would write its content into the new one.
    """
    place, new = directory / DATABASE_NAME, directory / _REBUILT
    kept: Path | None = None
    try:
        if place.exists():
            _fold_log(place)
            if keep_old:
                kept = _free_name(directory / _KEPT)
                os.link(place, kept)
            _take_log_along(place, kept)
        new.replace(place)
        sync(place)
        sync(directory)
    except OSError as error:
        raise ArchiveError(
            f"{place}: the new database cannot be put here: {error.strerror}; it lies complete under {new}"
        ) from None
    return kept


def _fold_log(place: Path) -> None:
    """Have the old database's log written into it, as far as its readers let that happen."""
    try:
        with closing(sqlite3.connect(place)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.DatabaseError:  # a damaged one is kept as it is
        return


def _take_log_along(place: Path, kept: Path | None) -> None:
    log, index = (place.with_name(place.name + suffix) for suffix in ("-wal", "-shm"))
    if log.exists() and kept is not None:
        log.replace(kept.with_name(f"{kept.name}-wal"))
    for path in (log, index):
        path.unlink(missing_ok=True)


def _free_name(path: Path) -> Path:
    """Return the name itself, or the first of ``name-2``, ``name-3`` ... that is free."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.name}-{number}")
    return free


def _remove(path: Path) -> None:
    """Remove the rest of an earlier attempt."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
