"""The files in which captures of a web archive come home: web-archive files of ours, each named when it is complete."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from scraper.canonical import canonical_key
from scraper.clock import now, timestamp
from scraper.errors import ArchiveError
from scraper.page_packing import Gzip
from scraper.page_records import EarlierPage, answer_record, record_id
from scraper.settings import USER_AGENT, VERSION
from scraper.warc import Record, read_records
from scraper.warc.writing import file_information

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path
    from typing import IO

    from scraper.store import Answer
    from scraper.wayback.index import IndexQuery

_MAX_FILE_BYTES = 1 << 30
_PREFIX, _SUFFIX = "wayback-", ".warc.gz"
_MEMBERS = ".members."  # in the name of what is kept a second time of a file that somebody else packed as a whole
_UNFINISHED = ".unfinished"


def left_behind(connection: sqlite3.Connection, folder: Path) -> list[Path]:
    """Return what earlier runs have brought home and no import has taken in to its end: they were stopped or killed.

    The last record of a file that was being written is cut off where it is not whole.

    Args:
        connection: the archive.
        folder: where the files are.
    """
    for path in sorted(folder.glob(f"*{_UNFINISHED}")):
        end = max((item.offset + item.length for item in read_records(path) if isinstance(item, Record)), default=0)
        if not end:
            path.unlink()
            continue
        with path.open("r+b") as file:
            file.truncate(end)
        path.replace(path.with_name(path.name.removesuffix(_UNFINISHED)))
    rows = connection.execute(
        "SELECT f.name FROM import_files f JOIN imports i ON i.id = f.import WHERE i.finished IS NOT NULL"
    )
    taken_in = {name.rpartition("/")[2] for (name,) in rows}
    return sorted(
        path for path in folder.glob(f"{_PREFIX}*{_SUFFIX}") if path.name not in taken_in and _MEMBERS not in path.name
    )


class BroughtHome:
    """Writes what comes into files of ours, each under its name when it is complete."""

    def __init__(self, folder: Path, query: IndexQuery) -> None:
        self._folder = folder
        self._query = query
        self._packer = Gzip()
        self._file: IO[bytes] | None = None
        self._path: Path | None = None
        self._size = 0
        self._whole: list[Path] = []

    def write(self, answer: Answer, said: dict[str, str | None], same_as: Answer | None) -> None:
        """Append a capture.

        Args:
            answer: what the portal answered then.
            said: where it comes from.
            same_as: the capture whose body it is, ``None`` where it has its own.

        Raises:
            ArchiveError: it cannot be written.
        """
        note = {name: value for name, value in said.items() if value is not None}
        same = None
        if same_as is not None:
            same = EarlierPage(same_as.url, timestamp(same_as.fetched_at), _identifier(same_as))
        record = self._packer.pack(answer_record(answer, note, _identifier(answer), same))
        try:
            file = self._open()
            file.write(record)
            file.flush()
        except OSError as error:
            raise ArchiveError(f"{self._folder}: what the web archive sent cannot be kept: {error.strerror}") from None
        self._size += len(record)

    def close(self) -> list[Path]:
        """Finish the file that is open; returns all that were written."""
        if self._file is not None and self._path is not None:
            os.fsync(self._file.fileno())
            self._file.close()
            self._file = None
            whole = self._path.with_name(self._path.name.removesuffix(_UNFINISHED))
            self._path.replace(whole)
            self._whole.append(whole)
        return self._whole

    def _open(self) -> IO[bytes]:
        if self._file is not None and self._size < _MAX_FILE_BYTES:
            return self._file
        self.close()
        self._folder.mkdir(parents=True, exist_ok=True)
        host = re.sub(r"[^\w.-]", "-", canonical_key(self._query.url).partition("/")[0])
        stem = f"{_PREFIX}{host}-{now():%Y%m%d%H%M%S}"
        name = f"{stem}{_SUFFIX}"
        number = 1
        while (self._folder / name).exists():
            number += 1
            name = f"{stem}-{number}{_SUFFIX}"
        self._path = self._folder / f"{name}{_UNFINISHED}"
        self._file = self._path.open("wb")
        self._size = self._file.write(self._packer.pack(_file_record(name, self._query)))
        return self._file


def _identifier(answer: Answer) -> str:
    return record_id("wayback", answer.status or 0, answer.url, timestamp(answer.fetched_at))


def _file_record(name: str, query: IndexQuery) -> bytes:
    """Return the record that a file begins with: who made it, out of which archive."""
    info = {
        "software": f"congtin/{VERSION}",
        "format": "WARC File Format 1.1",
        "description": f"captures of {query.url} that a web archive gave out",
        "source": query.server,
        "http-header-user-agent": USER_AGENT,
    }
    return file_information(name, info)
