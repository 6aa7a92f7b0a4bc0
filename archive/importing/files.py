"""The files of an import, kept: copied unchanged into the archive's folder of pages, each once.

A file keeps its name; where another file has it, its digest makes it unique. What was packed as a whole (``gzip
x.warc``) cannot be opened at a record, so the records of such a file are kept a second time, each in a member of its
own, and rows lead there.
"""

from __future__ import annotations

import gzip
import hashlib
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, TYPE_CHECKING

from archive.layout import IMPORTED_NAME, PAGES_NAME
from scraper.errors import ArchiveError
from scraper.patterns import regex
from scraper.warc.wacz import is_wacz, unpack_wacz

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from scraper.warc import Record

_SUFFIXES = (".warc", ".warc.gz", ".warc.zst", ".wacz")
# Web archives that are not read: taken up all the same, so that it is told what to do with them.
_UNREAD_SUFFIXES = (".arc", ".arc.gz", ".arc.zst", ".arc.lz4", ".warc.lz4", ".warc.bz2", ".warc.xz")
_BLOCK = 1 << 20
_NO_NAME = regex(r"[^\w.+-]+")


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file of an import as it lies in the archive.

    Attributes:
        name: relative to the archive's folder of pages.
        path: where it lies.
        source: where it came from, as it was given.
        sha256: of its bytes, hexadecimal.
        size: in bytes.
        problem: what was wrong with it before it was opened, ``None`` for nothing.
    """

    name: str
    path: Path
    source: str
    sha256: str
    size: int
    problem: str | None = None

    @property
    def members_name(self) -> str:
        """The name of the file that holds its records in members of their own, where they are not."""
        return f"{self.name}.members.warc.gz"


def web_archives_in(paths: Iterable[Path]) -> list[Path]:
    """Return the files named, and those in the folders named that have the name of a web archive, each once.

    Raises:
        ArchiveError: a folder holds none, or something is neither file nor folder.
    """
    found: dict[Path, None] = {}
    named = (*_SUFFIXES, *_UNREAD_SUFFIXES)
    for path in paths:
        if path.is_dir():
            inside = sorted(one for one in path.rglob("*") if one.is_file() and one.name.lower().endswith(named))
            if not inside:
                raise ArchiveError(f"{path}: holds no web archive ({', '.join(_SUFFIXES)})")
            found.update(dict.fromkeys(inside))
        elif path.is_file():
            found[path] = None
        else:
            raise ArchiveError(f"{path}: is neither a file nor a folder")
    return list(found)


def lies_in(path: Path, place: Path) -> bool:
    """Tell whether a file is what another one begins with: a file of stored pages as it was before it grew.

    Args:
        path: the file.
        place: the other one; there need be none.

    Raises:
        ArchiveError: one of them cannot be read.
    """
    try:
        if not place.is_file() or place.stat().st_size < path.stat().st_size:
            return False
        with path.open("rb") as given, place.open("rb") as kept:
            while block := given.read(_BLOCK):
                if block != kept.read(len(block)):
                    return False
    except OSError as error:
        raise ArchiveError(f"{error.filename or path}: cannot be read: {error.strerror}") from None
    return True


class ImportFolder:
    """The folder of an archive in which imported files lie.

    Args:
        connection: the archive; it tells which files are known.
        directory: the archive's folder.
    """

    def __init__(self, connection: sqlite3.Connection, directory: Path) -> None:
        self._connection = connection
        self._pages = directory / PAGES_NAME
        self._folder = self._pages / IMPORTED_NAME

    def keep(self, path: Path) -> Iterator[KeptFile]:
        """Copy a file into the folder and yield it as it lies there; the web archives in a WACZ each.

        Raises:
            ArchiveError: it cannot be read, or the folder cannot be written.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            if is_wacz(path):
                for part in unpack_wacz(path):
                    with part.open() as stream:
                        name = f"{path.name.removesuffix('.wacz')}-{part.name}"
                        kept = self._copy(stream, name, f"{path} ({part.name})")
                    yield replace(kept, problem=part.problem)
            elif path.parent.resolve() == self._folder.resolve():
                with path.open("rb") as stream:
                    sha256, size = _digest(stream)
                yield KeptFile(f"{IMPORTED_NAME}/{path.name}", path, str(path), sha256, size)
            else:
                with path.open("rb") as stream:
                    yield self._copy(stream, path.name, str(path))
        except OSError as error:
            where = error.filename or self._folder
            raise ArchiveError(f"{where}: the file {path} cannot be imported: {error.strerror}") from None

    def _copy(self, stream: IO[bytes], name: str, source: str) -> KeptFile:
        half = self._folder / f"{_plain(name)}.part"
        digest, size = hashlib.sha256(), 0
        with half.open("wb") as copy:
            while block := stream.read(_BLOCK):
                digest.update(block)
                size += len(block)
                copy.write(block)
            copy.flush()
            os.fsync(copy.fileno())
        sha256 = digest.hexdigest()
        known = self._connection.execute("SELECT name FROM import_files WHERE sha256 = ?", (sha256,)).fetchone()
        place = self._pages / known[0] if known else self._free_place(_plain(name), sha256)
        if place.exists():
            half.unlink()  # the very same bytes lie there
        else:
            half.replace(place)
        return KeptFile(f"{IMPORTED_NAME}/{place.name}", place, source, sha256, size)

    def _free_place(self, name: str, sha256: str) -> Path:
        place = self._folder / name
        if not place.exists() or _sha256_of(place) == sha256:
            return place
        stem, dot, suffix = name.partition(".")
        return self._folder / f"{stem}-{sha256[:12]}{dot}{suffix}"


class MembersFile:
    """The records of a file that was packed as a whole, each in a gzip member of its own.

    A file that is read once more (an import that goes on, perhaps with other options) gives the same members again:
    those stay where they are, for rows lead to them. From the first other one on, they stand behind all of before.

    Args:
        kept: the file.
        pages: the archive's folder of pages.
        known: the size in bytes up to which rows may lead into the members of an earlier time, 0 for none.
    """

    def __init__(self, kept: KeptFile, pages: Path, known: int = 0) -> None:
        self._path = pages / kept.members_name
        self._known = known if self._path.exists() else 0
        self._file: IO[bytes] | None = None
        self._size = 0  # up to where members have been written or found again

    @property
    def size(self) -> int | None:
        """Its size in bytes, ``None`` where no record needed it."""
        return max(self._size, self._known) if self._file is not None else None

    def append(self, record: Record) -> tuple[int, int]:
        """Add a record; returns where it stands and how long it is, in bytes."""
        if self._file is None:
            self._file = self._path.open("r+b" if self._known else "w+b")
        member = gzip.compress(_written(record), mtime=0)
        self._file.seek(self._size)
        if self._size >= self._known or self._file.read(len(member)) != member:
            self._size = self._file.seek(max(self._size, self._known))
            self._file.write(member)
            self._known = 0
        self._size += len(member)
        return self._size - len(member), len(member)

    def close(self) -> None:
        """Have it on the disk."""
        if self._file is not None:
            self._file.truncate(self.size)
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()


def _written(record: Record) -> bytes:
    """Return a record as it is written: its fields and its content are what they were."""
    head = "".join(f"{name}: {value}\r\n" for name, value in record.headers)
    return b"WARC/1.1\r\n" + head.encode() + b"\r\n" + record.content + b"\r\n\r\n"


def _plain(name: str) -> str:
    """Return a name that is one of a file on any system; a WACZ may hold any."""
    return _NO_NAME.sub("-", Path(name).name).strip("-.")[-120:] or "imported.warc"


def _digest(stream: IO[bytes]) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    while block := stream.read(_BLOCK):
        digest.update(block)
        size += len(block)
    return digest.hexdigest(), size


def _sha256_of(path: Path) -> str:
    with path.open("rb") as stream:
        return _digest(stream)[0]
