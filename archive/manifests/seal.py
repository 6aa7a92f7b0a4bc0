"""Sealing: what has been written since the newest manifest becomes the next one.

The file is complete and on the disk before the database says that it exists, in the transaction that forgets what was
unsealed; it gets its name after that. A run that is killed in between has either sealed nothing or everything.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO

from archive.layout import MANIFESTS_NAME, PAGES_NAME
from archive.manifests.chain import (
    SEALING,
    Seal,
    head_line,
    name_of,
    name_sealed,
    newest_seal,
    packed,
)
from archive.manifests.covered import UNITS
from archive.manifests.pieces import pieces, whole_files
from archive.manifests.rows import Rows, as_it_is_stored
from archive.on_disk import sync
from archive.transactions import begin
from scraper.clock import now, timestamp
from scraper.disk_space import in_words
from scraper.errors import ArchiveError
from scraper.settings import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


def seal(connection: sqlite3.Connection, directory: Path) -> Seal | None:
    """Write the next manifest; returns it, ``None`` where nothing has been written since the newest one.

    Args:
        connection: the archive, open for writing, outside a transaction.
        directory: its folder.

    Raises:
        ArchiveError: the manifest cannot be written, or stored pages are missing. What the run has kept stays kept; the
            next one seals it.
    """
    try:
        finish_interrupted(connection, directory)
        new = _sealed(connection, directory)
        finish_interrupted(connection, directory)
    except (OSError, sqlite3.OperationalError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise ArchiveError(
            f"{directory / MANIFESTS_NAME}: the manifest of this run cannot be written: {reason}; what was written "
            f"is kept, and the next run seals it ({in_words(directory)})"
        ) from error
    return new


def _sealed(connection: sqlite3.Connection, directory: Path) -> Seal | None:
    """Write and note the next manifest in one transaction; ``None`` where there is nothing to seal."""
    # A manifest must not outlive what it seals, should the power fail: everything before it goes to the disk with it.
    before = connection.execute("PRAGMA synchronous").fetchone()[0]
    connection.execute("PRAGMA synchronous = FULL")
    try:
        begin(connection)
        new = _write(connection, directory) if _has_news(connection) else None
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    finally:
        connection.execute(f"PRAGMA synchronous = {int(before)}")
    return new


def finish_interrupted(connection: sqlite3.Connection, directory: Path) -> None:
    """Give manifests their names, where the process that sealed or copied them could not; drop what was never sealed.

    Raises:
        ArchiveError: the folder of manifests cannot be written.
    """
    folder = directory / MANIFESTS_NAME
    waiting = list(folder.glob(f"*{SEALING}")) if folder.is_dir() else []
    if not waiting:
        return
    try:
        # Years of daily runs leave thousands of manifests: only those that wait are asked after.
        name_sealed(directory, _known(connection, (path.name.removesuffix(SEALING) for path in waiting)))
        for path in waiting:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise ArchiveError(f"{folder}: manifests cannot be written here: {error.strerror}") from None


def _known(connection: sqlite3.Connection, names: Iterable[str]) -> list[str]:
    """Return those of some names that are names of manifests which the database knows."""
    rows = connection.execute(
        "SELECT m.name FROM json_each(?) v JOIN manifests m ON m.name = v.value", (json.dumps(list(names)),)
    )
    return [name for (name,) in rows]


@dataclass(slots=True)
class _Digesting:
    """A file that knows the digest of what was written to it."""

    file: BinaryIO
    sha256: Any

    def line(self, line: dict[str, Any]) -> None:
        content = packed(line)
        self.sha256.update(content)
        self.file.write(content)


def _has_news(connection: sqlite3.Connection) -> bool:
    [news] = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM unsealed) OR EXISTS (SELECT 1 FROM warc_files WHERE sealed < size)"
    ).fetchone()
    return bool(news)


def _write(connection: sqlite3.Connection, directory: Path) -> Seal:
    """Write the next manifest under its name of a file in work, and note it, in the caller's transaction."""
    previous = newest_seal(connection)
    number = 1 if previous is None else previous.number + 1
    sealed_at = timestamp(now())
    folder = directory / MANIFESTS_NAME
    folder.mkdir(exist_ok=True)
    path = folder / (name_of(number) + SEALING)
    with path.open("wb") as file:
        writer = _Digesting(file, hashlib.sha256())
        writer.line(head_line(number, sealed_at, VERSION, previous))
        for line in _new_bytes(connection, directory):
            writer.line(line)
        with as_it_is_stored(connection):
            for line in _touched_units(connection):
                writer.line(line)
        file.flush()
        os.fsync(file.fileno())
    sync(folder)
    connection.execute("UPDATE warc_files SET sealed = size WHERE sealed < size")
    connection.execute("DELETE FROM unsealed")
    new = Seal(number, name_of(number), sealed_at, writer.sha256.hexdigest())
    connection.execute(
        "INSERT INTO manifests (number, name, sealed_at, sha256) VALUES (?, ?, ?, ?)",
        (new.number, new.name, new.sealed_at, new.sha256),
    )
    return new


def _new_bytes(connection: sqlite3.Connection, directory: Path) -> Iterator[dict[str, Any]]:
    grown = connection.execute("SELECT name, sealed, size FROM warc_files WHERE sealed < size ORDER BY name")
    for name, start, end in grown.fetchall():
        yield from pieces(directory, f"{PAGES_NAME}/{name}", start, end)
    yield from whole_files(directory)


def _touched_units(connection: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    rows = Rows(connection)
    for kind in UNITS:
        for (key,) in connection.execute("SELECT key FROM unsealed WHERE kind = ? ORDER BY key", (kind,)):
            unit = rows.unit(kind, key)
            yield {"unit": kind, "key": key} | (
                {"sha256": unit.sha256, "rows": unit.marks} if unit is not None else {"gone": True}
            )
