"""A shard comes home: its new pages behind the archive's, the units that it touched in the place of the archive's.

The bytes are on the disk before the one transaction that knows of them and holds all rows. What a load that was killed
has appended counts for nothing, and is written over by the next one at the same bytes. Whether a shard has come home
already is told by how far the archive knows its files: a crawl appends to one whatever it finds.
"""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archive.behind import catch_up
from archive.database import opened, transaction
from archive.layout import DATABASE_NAME, PAGES_NAME
from archive.on_disk import sync
from archive.search import index_changes_of
from archive.shards.afterwards import judge_again
from archive.shards.tables import TAKEN
from archive.troubles import told
from archive.writer_lock import locked
from scraper.errors import ArchiveError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from sqlite_utils import Database

    from archive.shards.shard import Shard
    from archive.shards.tables import Taken

_PIECE = 1 << 20
# What of an article's own row the search is made of.
_SEARCHED = ("portal", "section", "kind", "published", "title", "lead", "text")


@dataclass(slots=True)
class Loaded:
    """What bringing a shard home came to.

    Attributes:
        is_new: false where it had come home before, and nothing was changed.
        doubts: by portal, what speaks against its crawl beside all that is known of other portals.
    """

    is_new: bool = True
    doubts: dict[str, list[str]] = field(default_factory=dict)


def load_shard(db: Database, directory: Path, shard: Shard) -> Loaded:
    """Bring a shard home and remove it; one that is at home already is only removed.

    Args:
        db: the archive, open for writing.
        directory: its folder.
        shard: the shard; whatever its crawl has come to, what it has stored counts.

    Raises:
        ArchiveError: a task is still writing to it, it is not of this state of the archive, it is damaged, or the
            archive cannot be written. It stays where it is then, and the next command tries again.
    """
    connection: sqlite3.Connection = db.conn
    with locked(shard.directory), told(directory):
        with opened(shard.directory) as lent:  # brings it up to date
            catch_up(lent, shard.directory)  # with what a killed task had stored and not committed
            lent.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        with _attached(connection, shard):
            if not _is_to_come(connection, shard):
                shard.remove()
                return Loaded(is_new=False)
            sizes = dict(connection.execute(_FILES.format(here="shard")).fetchall())
            try:
                _append_pages(directory, shard, sizes)
            except OSError as error:
                raise ArchiveError(
                    f"{error.filename or directory}: stored pages of a shard cannot be written: {error.strerror}"
                ) from None
            with transaction(connection):
                connection.execute("PRAGMA defer_foreign_keys = ON")
                with index_changes_of(connection, _articles_read_otherwise(connection)):
                    _note_whose_mentions_differ(connection)
                    _take_rows(connection)
                doubts = judge_again(connection, directory / PAGES_NAME)
    shard.remove()
    return Loaded(doubts=doubts)


_FILES = "SELECT name, size FROM {here}.warc_files WHERE origin = 'crawl' AND portal IN (SELECT id FROM temp.chosen)"


@contextmanager
def _attached(connection: sqlite3.Connection, shard: Shard) -> Iterator[None]:
    """Have the shard's tables beside the archive's, and say what is chosen and what it has touched."""
    connection.execute("ATTACH ? AS shard", (str(shard.directory / DATABASE_NAME),))
    try:
        connection.execute("CREATE TEMP TABLE chosen (id TEXT PRIMARY KEY)")
        connection.executemany("INSERT INTO temp.chosen VALUES (?)", [(portal,) for portal in shard.portals])
        connection.execute("CREATE TEMP TABLE touched (kind, key, PRIMARY KEY (kind, key)) WITHOUT ROWID")
        connection.execute("INSERT INTO temp.touched SELECT kind, key FROM shard.unsealed")
        yield
    finally:
        connection.execute("DROP TABLE IF EXISTS temp.chosen")
        connection.execute("DROP TABLE IF EXISTS temp.touched")
        connection.execute("DETACH shard")


def _is_to_come(connection: sqlite3.Connection, shard: Shard) -> bool:
    """Tell whether a shard is to be loaded; false where it has been, or where nothing has been written to it.

    Raises:
        ArchiveError: the archive is neither as it was when the shard was begun, nor as the shard has left it.
    """
    here = dict(connection.execute(_FILES.format(here="main")).fetchall())
    there = dict(connection.execute(_FILES.format(here="shard")).fetchall())
    if here == there:
        return False
    if here == shard.sizes:
        return True
    raise ArchiveError(
        f"{shard.directory}: the shard of {', '.join(shard.portals)} was begun from another state of this archive "
        "(was a backup put back?), and cannot be brought home; move it out of the archive, and crawl them again"
    )


def _append_pages(directory: Path, shard: Shard, sizes: Mapping[str, int]) -> None:
    """Append to each file what the shard's has more, and have it on the disk."""
    for name, size in sizes.items():
        known = shard.sizes.get(name, 0)
        source, place = shard.directory / PAGES_NAME / name, directory / PAGES_NAME / name
        if size == known:
            continue
        if source.stat().st_size < size:
            raise ArchiveError(f"{source}: {size - source.stat().st_size} bytes of the shard's pages are missing")
        place.parent.mkdir(parents=True, exist_ok=True)
        with source.open("rb") as new, place.open("r+b" if place.exists() else "wb") as file:
            new.seek(known)
            file.seek(known)
            file.truncate()
            shutil.copyfileobj(new, file, _PIECE)
            file.truncate(size)  # behind it stands what the shard's last process had not finished
            file.flush()
            os.fsync(file.fileno())
        sync(place.parent)


def _articles_read_otherwise(connection: sqlite3.Connection) -> list[int]:
    """Return the articles of which the search has to be told: new ones, and those whose words or place change."""
    rows = connection.execute(
        "SELECT key FROM temp.touched WHERE kind IN ('parts', 'officials') UNION "  # nosec B608 # noqa: S608
        "SELECT s.id FROM shard.articles s LEFT JOIN main.articles m ON m.id = s.id "
        "WHERE s.id IN (SELECT key FROM temp.touched WHERE kind = 'article') AND "
        f"({_row('s', _SEARCHED)}) IS NOT ({_row('m', _SEARCHED)})"
    )
    return [number for (number,) in rows.fetchall()]


def _note_whose_mentions_differ(connection: sqlite3.Connection) -> None:
    """Note to be resolved whole the names whose mentions come home as another person's than they are here.

    People were resolved here since the shard was begun, or there an article was written anew; whom the mention is given
    may by now be somebody whom the portal does not name (:mod:`archive.people.parts`).
    """
    both = (
        "temp.touched t CROSS JOIN main.mentions m ON m.article = t.key CROSS JOIN shard.mentions s ON s.id = m.id "
        "WHERE t.kind = 'officials' AND s.person <> m.person"
    )
    connection.execute(
        f"INSERT OR IGNORE INTO main.names_to_resolve (name_key) SELECT m.name_key FROM {both} "  # nosec B608 # noqa: S608
        f"UNION SELECT s.name_key FROM {both}"
    )


def _take_rows(connection: sqlite3.Connection) -> None:
    """Make the rows of all that the shard touched what they are there.

    What is no more goes first, from the rows that refer to others on; then come those that changed and those that are
    new. Only rows that differ are written, so that nothing is noted as touched that is as it was.
    """
    for taken in reversed(TAKEN):
        if not taken.added_only:
            _remove(connection, taken)
    for taken in TAKEN:
        columns, key = _columns(connection, taken)
        rest = [name for name in columns if name not in key]
        if rest and not taken.added_only:
            connection.execute(
                f"UPDATE main.{taken.table} AS m SET {', '.join(f'{one} = s.{one}' for one in rest)} "  # nosec B608 # noqa: S608
                f"FROM (SELECT * FROM shard.{taken.table} WHERE {_comes(taken, 'shard')}) AS s "
                f"WHERE {_same(key)} AND ({_row('m', rest)}) IS NOT ({_row('s', rest)})"
            )
        connection.execute(
            f"INSERT INTO main.{taken.table} ({', '.join(columns)}) SELECT {', '.join(columns)} "  # nosec B608 # noqa: S608
            f"FROM shard.{taken.table} AS s WHERE ({_comes(taken, 'shard')}) "
            f"AND NOT EXISTS (SELECT 1 FROM main.{taken.table} AS m WHERE {_same(key)})"
        )


def _remove(connection: sqlite3.Connection, taken: Taken) -> None:
    """Remove the rows that the shard has no more, or under other values of a key beside the first."""
    _, key = _columns(connection, taken)
    same = " AND ".join(f"s.{name} IS m.{name}" for name in [*key, *_unique(connection, taken)])
    connection.execute(
        f"DELETE FROM main.{taken.table} AS m WHERE ({_comes(taken, 'main')}) "  # nosec B608 # noqa: S608  names are ours
        f"AND NOT EXISTS (SELECT 1 FROM shard.{taken.table} AS s WHERE {same})"
    )


def _comes(taken: Taken, schema: str) -> str:
    return (taken.comes or taken.goes).format(here=schema)


def _columns(connection: sqlite3.Connection, taken: Taken) -> tuple[list[str], list[str]]:
    """Return the columns of a table that come home, and those of its key."""
    found = connection.execute(f"PRAGMA main.table_info({taken.table})").fetchall()
    names = [row[1] for row in found if row[1] not in taken.without]
    return names, [row[1] for row in sorted(found, key=lambda row: row[5]) if row[5]]


def _unique(connection: sqlite3.Connection, taken: Taken) -> list[str]:
    """Return the columns of what else has to be unique in a table."""
    indexes = connection.execute(f"PRAGMA main.index_list({taken.table})").fetchall()
    return sorted(
        {
            column
            for _, name, unique, origin, _ in indexes
            if unique and origin == "u"
            for _, _, column in connection.execute(f"PRAGMA main.index_info('{name}')")
        }
    )


def _same(key: list[str]) -> str:
    return " AND ".join(f"m.{name} = s.{name}" for name in key)


def _row(alias: str, names: list[str] | tuple[str, ...]) -> str:
    return ", ".join(f"{alias}.{name}" for name in names)
