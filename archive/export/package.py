"""Some queries as a package: CSV files, what they hold for programs and for people, as a folder or as a ZIP."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import RawIOBase
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from archive.export.csv_file import CsvWriter
from archive.export.datapackage import CONVENTIONS, FILE, Member, descriptor, packed, sources
from archive.export.dictionary import write_dictionary
from archive.export.result import Kinds, read
from archive.metadata import load_metadata
from scraper.errors import ArchiveError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator
    from contextlib import AbstractContextManager

    from archive.export.result import Query, Result

    Rows = Iterator[tuple[Any, ...]]
    Opened = Callable[[str], AbstractContextManager[IO[bytes]]]

DICTIONARY = "dictionary.csv"
README = "README.md"


@dataclass(frozen=True, slots=True)
class Made:
    """When a package is made (ISO 8601, UTC), by which version of congtin, and what it is called."""

    name: str
    created: str
    version: str


class _Counted(RawIOBase):
    """A stream that counts and digests what goes through it."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.size = 0
        self.digest = hashlib.sha256()
        self._stream = stream

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._stream.write(data)
        self.size += len(data)
        self.digest.update(data)
        return len(data)


def write_package(
    connection: sqlite3.Connection,
    queries: Iterable[Query],
    opened: Opened,
    made: Made,
    *,
    checked: Callable[[Rows], Rows] = iter,
) -> int:
    """Write queries as CSV files with their ``datapackage.json``, ``dictionary.csv`` and ``README.md``.

    Args:
        connection: the archive, in the transaction in which all is read.
        queries: what is written, a file each.
        opened: opens a file of the package for writing; one at a time is open.
        made: what the package says of itself.
        checked: what the rows of each query go through; it may refuse to go on.

    Returns:
        How many rows there are in all.
    """
    members = [_write_member(connection, query, opened, checked) for query in queries]
    said = descriptor(made.name, members, created=made.created, version=made.version, origins=sources(connection))
    with opened(FILE) as stream:
        stream.write(packed(said))
    with opened(DICTIONARY) as stream:
        write_dictionary((member.table for member in members), stream)
    with opened(README) as stream:
        stream.write(_readme(members, made).encode())
    return sum(member.rows or 0 for member in members)


def _write_member(
    connection: sqlite3.Connection, query: Query, opened: Opened, checked: Callable[[Rows], Rows]
) -> Member:
    result: Result = read(connection, query, Kinds.CERTAIN)
    path = f"{query.name}.csv"
    with opened(path) as stream:
        counted = _Counted(stream)
        writer = CsvWriter(counted, result.table)  # type: ignore[arg-type]  # a raw stream is a stream of bytes
        rows = Counted(checked(result.rows))
        writer.write(rows)
        writer.finish()
    return Member(result.table, path, rows.count, counted.size, counted.digest.hexdigest())


class Counted:
    """Rows that are counted as they go by."""

    def __init__(self, rows: Iterable[Any]) -> None:
        self.count = 0
        self._rows = rows

    def __iter__(self) -> Iterator[Any]:
        for row in self._rows:
            self.count += 1
            yield row


@contextmanager
def into_folder(folder: Path) -> Iterator[Opened]:
    """Give what opens the files of a folder, which appears under its name only when the block ends without an error.

    Raises:
        ArchiveError: something of that name is there, or it cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ArchiveError(f"{folder}: is there already and is not empty; name a new folder with -o")
    try:
        waiting = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    except OSError as error:
        raise ArchiveError(f"{folder}: cannot be written: {error.strerror}") from None
    try:
        yield lambda name: (waiting / name).open("wb")
        waiting.chmod(0o755)
        waiting.replace(folder)
    except OSError as error:
        raise ArchiveError(f"{folder}: cannot be written: {error.strerror}") from None
    finally:
        shutil.rmtree(waiting, ignore_errors=True)


@contextmanager
def into_zip(stream: IO[bytes], made: Made) -> Iterator[Opened]:
    """Give what opens the members of a ZIP on a stream; the ZIP is whole where the block ends without an error."""
    day = datetime.fromisoformat(made.created).timetuple()[:6]
    archive = zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED)

    def opened(name: str) -> IO[bytes]:
        member = zipfile.ZipInfo(name, day)
        member.compress_type = zipfile.ZIP_DEFLATED
        member.external_attr = 0o644 << 16
        return archive.open(member, "w", force_zip64=True)

    try:
        yield opened
    finally:
        archive.close()


def _readme(members: list[Member], made: Made) -> str:
    """Return what the package says of itself to people: Vietnamese, then English, then the files."""
    said = load_metadata()
    vietnamese, _, english = said["description"].partition(" / ")
    lines = [
        f"# {said['title']}", "", vietnamese, "", english, "",
        f"Lập lúc {made.created} (UTC) bằng congtin {made.version}. {CONVENTIONS[0]} Mỗi cột có nghĩa gì: xem "
        f"`{DICTIONARY}`; cho chương trình: `{FILE}` (Frictionless Data Package).",
        "",
        f"Made at {made.created} (UTC) by congtin {made.version}. {CONVENTIONS[1]} What each column means: "
        f"`{DICTIONARY}`; for programs: `{FILE}` (Frictionless Data Package).",
        "", f"{said['license']}", "",
        "| tệp · file | hàng · rows | SHA-256 | là gì · what it is |", "| --- | ---: | --- | --- |",
    ]  # fmt: skip
    for member in members:
        title = " · ".join(dict.fromkeys(member.table.title)).replace("|", "/")
        lines.append(f"| {member.path} | {member.rows} | {member.digest} | {title} |")
    queries = [f"\n`{one.path}`:\n\n```sql\n{one.table.sql}\n```" for one in members if one.table.sql]
    return "\n".join([*lines, *queries, ""])
