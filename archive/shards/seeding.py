"""Shards are begun: an archive of their own that holds what the archive knows of their portals, and nothing else."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from archive.database import opened
from archive.health.configuration import read_configuration
from archive.layout import CONFIGURATION_NAME, DATABASE_NAME, PAGES_NAME, SHARDS_NAME
from archive.shards.shard import NumbersTaken, Shard, shards_of
from archive.shards.tables import TAKEN
from archive.troubles import told
from scraper.clock import now, timestamp
from scraper.errors import ArchiveError
from scraper.page_names import newest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sqlite_utils import Database

_EMPTY = "empty"  # in the folder of shards: the database that every shard begins as a copy of
_NOBODY = "-"  # the portal of the rows that keep numbers taken; an id begins with a letter or a digit
_MOST_BYTES = 64 << 20  # of a file of stored pages that is copied as a whole
_HEAD_BYTES = 2 << 20  # of a larger one: its first record, with the dictionary that its pages may be packed with
_NOT_INDEXED = ("articles_fts", "article_search_words")


class Seeder:
    """Begins shards of an archive.

    Args:
        db: the archive, open for writing; nobody but this process may write to it until the last shard is home.
        directory: its folder.

    Raises:
        ArchiveError: the folder of shards cannot be written, or holds what cannot be read.
    """

    def __init__(self, db: Database, directory: Path) -> None:
        self._connection: sqlite3.Connection = db.conn
        self._directory = directory
        self._numbers = NumbersTaken(self._connection, shards_of(directory))
        self._empty = directory / SHARDS_NAME / _EMPTY
        with told(directory):
            shutil.rmtree(self._empty, ignore_errors=True)
            self._empty.mkdir(parents=True)
            with opened(self._empty) as empty:
                _leave_out_search(empty.conn)
                empty.conn.execute("DELETE FROM unsealed")
                empty.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Remove what no shard needs any more; may be called more than once."""
        shutil.rmtree(self._empty, ignore_errors=True)

    def begin(self, portals: Sequence[str]) -> Shard:
        """Begin a shard.

        Args:
            portals: ids of the portals; the archive need not know them.

        Raises:
            ArchiveError: it cannot be written.
        """
        after = self._numbers.take(len(portals))
        directory = self._directory / SHARDS_NAME / str(after)
        known = self._connection.execute(
            f"SELECT name, size FROM warc_files WHERE origin = 'crawl' AND portal IN ({', '.join('?' * len(portals))})",  # nosec B608 # noqa: S608
            portals,
        )
        shard = Shard(directory, tuple(portals), after, dict(known.fetchall()))
        try:
            with told(self._directory):
                directory.mkdir(parents=True)
                shutil.copyfile(self._empty / DATABASE_NAME, directory / DATABASE_NAME)
                self._take_rows(shard)
                self._take_pages(shard)
                shard.write()
        except OSError as error:
            raise ArchiveError(f"{directory}: the shard cannot be begun: {error.strerror}") from None
        return shard

    def _take_rows(self, shard: Shard) -> None:
        """Copy the rows of the shard's portals; nothing notes them as touched, for the connection is a plain one."""
        source = f"{(self._directory / DATABASE_NAME).resolve().as_uri()}?mode=ro"
        with closing(sqlite3.connect(shard.directory / DATABASE_NAME, uri=True, isolation_level=None)) as connection:
            connection.execute("ATTACH ? AS home", (source,))
            connection.execute("CREATE TEMP TABLE chosen (id TEXT PRIMARY KEY)")
            connection.execute("BEGIN")
            connection.executemany("INSERT INTO temp.chosen VALUES (?)", [(portal,) for portal in shard.portals])
            for taken in TAKEN:
                connection.execute(
                    f"INSERT INTO main.{taken.table} SELECT * FROM home.{taken.table} "  # nosec B608 # noqa: S608
                    f"WHERE {taken.goes.format(here='home')}"
                )
            _keep_numbers_taken(connection, shard.after)
            connection.execute("DELETE FROM unsealed")
            connection.execute("COMMIT")
            connection.execute("PRAGMA main.wal_checkpoint(TRUNCATE)").fetchone()

    def _take_pages(self, shard: Shard) -> None:
        """Put in place what is appended to, and what may be read of the pages of earlier visits.

        What is appended stands at the same bytes as it will in the archive. Of a large file only its beginning comes
        along, and a hole as long as the rest; older files are links, for whoever can follow them.
        """
        last = {newest(name for name in shard.sizes if name.startswith(f"{portal}/")) for portal in shard.portals}
        chosen = read_configuration(self._directory).pages.format  # nothing else that its keeper says goes along
        (shard.directory / CONFIGURATION_NAME).write_text(f'[pages]\nformat = "{chosen}"\n', encoding="utf-8")
        for name, size in shard.sizes.items():
            source, copy = self._directory / PAGES_NAME / name, shard.directory / PAGES_NAME / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            if name not in last:
                copy.symlink_to(source.resolve())
                continue
            with source.open("rb") as stored, copy.open("wb") as file:
                rest = size if size <= _MOST_BYTES else _HEAD_BYTES
                while rest and (piece := stored.read(min(rest, _HEAD_BYTES))):
                    file.write(piece)
                    rest -= len(piece)
                os.truncate(copy, size)


def _leave_out_search(connection: sqlite3.Connection) -> None:
    """Let a shard have no search: the archive's is told of each article when it comes home.

    What is written to the indexes goes nowhere, so that nothing that loads articles need know of it.
    """
    for name in _NOT_INDEXED:
        columns = ", ".join(f'"{row[1]}"' for row in connection.execute(f"PRAGMA table_xinfo({name})"))
        connection.execute(f"DROP TABLE {name}")
        connection.execute(f"CREATE TABLE {name} ({columns})")
        connection.execute(
            f"CREATE TRIGGER {name}_goes_nowhere BEFORE INSERT ON {name} BEGIN SELECT RAISE(IGNORE); END"
        )


def _keep_numbers_taken(connection: sqlite3.Connection, after: int) -> None:
    """Have what is new numbered behind a number, by rows that bear it and belong to nobody."""
    moment = timestamp(now())
    connection.execute("INSERT INTO portals (id, name, url) VALUES (?, '', '')", (_NOBODY,))
    connection.execute(
        "INSERT INTO crawls (id, portal, started, finished, outcome) VALUES (?, ?, ?, ?, 'ok')",
        (after, _NOBODY, moment, moment),
    )
    connection.execute(
        "INSERT INTO captures (id, url, portal, fetched_at, outcome) VALUES (?, '', ?, ?, 'refused')",
        (after, _NOBODY, moment),
    )
    connection.execute(
        "INSERT INTO problems (id, field, reason, seen_at) VALUES (?, '', 'numbers up to here are taken', ?)",
        (after, moment),
    )
