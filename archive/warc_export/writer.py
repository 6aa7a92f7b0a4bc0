"""Writing the export: each record once, a revisit after the record that has its body."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

from archive.database import address_to_read, reading
from archive.layout import DATABASE_NAME, PAGES_NAME
from archive.manifests.chain import newest_seal
from archive.output import deliver
from archive.warc_export.cdxj import cdxj_line
from archive.warc_export.records import record_and_member
from archive.warc_export.selection import select_captures
from scraper.clock import timestamp
from scraper.errors import ArchiveError
from scraper.page_packing import Gzip
from scraper.settings import VERSION
from scraper.warc import read_record
from scraper.warc.fields import FieldError, warc_date
from scraper.warc.writing import file_information

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from archive.warc_export.selection import WarcSelection
    from scraper.warc import Record

_PLACES = "SELECT id, warc, warc_offset, warc_length FROM captures WHERE warc IS NOT NULL AND "
# Captures with the same body that are looked at for one whose record has it: each is a file opened.
_MOST_LOOKED_AT = 40


@dataclass(frozen=True, slots=True)
class _Place:
    capture: int
    warc: str
    offset: int
    length: int


def export_warc(directory: Path, selection: WarcSelection, output: Path, *, index: Path | None = None) -> int:
    """Write captures of an archive as one WARC file and return how many records it holds beside its own.

    A record that is a gzip member of a stored file is written byte for byte. What a revisit refers to comes along, also
    where it is not selected itself. Everything is read at one moment, so a crawl may go on.

    Args:
        directory: the archive's folder.
        selection: which captures.
        output: the file, ``*.warc.gz``; it appears under its name when it is complete.
        index: a file for the index (CDXJ), ``None`` for none.

    Raises:
        ArchiveError: nothing is selected, a stored record cannot be read, or the output cannot be written.
    """
    uri = address_to_read(directory / DATABASE_NAME)
    with reading(directory), closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as connection:
        connection.execute("BEGIN")
        if not select_captures(connection, selection):
            raise ArchiveError(f"{directory}: no stored page is selected ({selection.words()})")
        writer = _Writer(connection, directory, output.name, selection)
        count = deliver(writer.write, str(output), output)
        if index is not None:
            deliver(writer.write_index, str(index), index)
    return count


class _Writer:
    """Writes what is in the temporary table ``wanted``, and notes where each record stands."""

    def __init__(self, connection: sqlite3.Connection, directory: Path, name: str, selection: WarcSelection) -> None:
        self._connection = connection
        self._directory = directory
        self._name = name
        self._selection = selection
        self._offset = 0
        connection.execute("CREATE TEMP TABLE written (capture INTEGER PRIMARY KEY)")
        connection.execute("CREATE TEMP TABLE lines (line TEXT)")

    def write(self, stream: IO[bytes]) -> int:
        """Write the file and return how many captures it holds."""
        self._append(stream, self._head())
        wanted = self._connection.execute(
            "SELECT c.id, c.warc, c.warc_offset, c.warc_length FROM temp.wanted w JOIN captures c ON c.id = w.capture "
            "ORDER BY c.warc, c.warc_offset"
        )
        for row in wanted:
            self._write_capture(stream, _Place(*row))
        return int(self._connection.execute("SELECT count(*) FROM temp.written").fetchone()[0])

    def write_index(self, stream: IO[bytes]) -> int:
        """Write the index, in the order of its bytes, and return how many lines it has."""
        count = 0
        for (line,) in self._connection.execute("SELECT line FROM temp.lines ORDER BY line"):
            stream.write(f"{line}\n".encode())
            count += 1
        return count

    def _write_capture(self, stream: IO[bytes], place: _Place) -> None:
        """Write a record that is not there yet, after those that it refers to."""
        waiting: list[tuple[_Place, Record, bytes]] = []
        following: _Place | None = place
        while following is not None and not self._is_written(following):
            record, member = record_and_member(
                self._directory / PAGES_NAME / following.warc, following.offset, following.length
            )
            waiting.append((following, record, member))
            following = self._referred(following.capture, record, {one.capture for one, _, _ in waiting})
        for one, record, member in reversed(waiting):
            line = cdxj_line(record, self._name, self._offset, len(member))
            self._append(stream, member)
            self._connection.execute("INSERT OR IGNORE INTO temp.written VALUES (?)", (one.capture,))
            if line is not None:
                self._connection.execute("INSERT INTO temp.lines VALUES (?)", (line,))

    def _is_written(self, place: _Place) -> bool:
        found = self._connection.execute("SELECT 1 FROM temp.written WHERE capture = ?", (place.capture,)).fetchone()
        return found is not None

    def _referred(self, capture: int, record: Record, waiting: set[int]) -> _Place | None:
        """Return the capture that a revisit refers to, ``None`` where it is none or the archive does not have it.

        Args:
            capture: the record's own.
            record: the record.
            waiting: the captures that have led here, its own among them; records may refer in a circle.
        """
        if record.type != "revisit":
            return None
        named = self._named(record)
        return named if named is not None and named.capture not in waiting else self._with_the_body(capture, waiting)

    def _named(self, record: Record) -> _Place | None:
        """Return the capture whose address and time a revisit names."""
        url = (record.header("WARC-Refers-To-Target-URI") or "").strip("<> ")
        try:
            moment = timestamp(warc_date(record.header("WARC-Refers-To-Date") or ""))
        except FieldError:
            return None
        row = self._connection.execute(
            f"{_PLACES}url = ? AND fetched_at = ? ORDER BY id LIMIT 1", (url, moment)
        ).fetchone()
        return None if row is None else _Place(*row)

    def _with_the_body(self, capture: int, waiting: set[int]) -> _Place | None:
        """Return a capture whose record has the body that another one stands for.

        Tools that name a record's id or a digest only (GNU wget) say nothing that the database knows; but their
        captures were imported with the digest of the body that they stand for.
        """
        url, digest = self._connection.execute("SELECT url, digest FROM captures WHERE id = ?", (capture,)).fetchone()
        tries: tuple[tuple[str, list[Any]], ...] = (("url = ?", [url]), ("article IS NOT NULL", []))  # both by an index
        for condition, values in tries:
            rows = self._connection.execute(
                f"{_PLACES}{condition} AND digest = ? ORDER BY id LIMIT ?", [*values, digest, _MOST_LOOKED_AT]
            ).fetchall()
            for place in (_Place(*row) for row in rows if row[0] not in waiting):
                if read_record(self._directory / PAGES_NAME / place.warc, place.offset, place.length).type != "revisit":
                    return place
        return None

    def _append(self, stream: IO[bytes], content: bytes) -> None:
        stream.write(content)
        self._offset += len(content)

    def _head(self) -> bytes:
        """Return the record that says where the others come from."""
        return Gzip().pack(file_information(self._name, dict(self._origin())))

    def _origin(self) -> Iterator[tuple[str, str]]:
        yield "software", f"congtin/{VERSION}"
        yield "format", "WARC File Format 1.1"
        yield "conformsTo", "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"
        yield "description", f"exported from an archive of congtin: {' '.join(self._selection.words().split())}"
        seal = newest_seal(self._connection)
        if seal is not None:
            yield "isPartOf", f"archive whose manifest {seal.number} has the SHA-256 {seal.sha256}"
