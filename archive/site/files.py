"""A result as a file in any format, written before a byte of it is sent, and the answer that sends it."""

from __future__ import annotations

import asyncio
import io
import re
import sqlite3
import tempfile
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import IO, TYPE_CHECKING, Any

from datasette import Response
from datasette.utils.asgi import BadRequest

from archive.export.citations import REFERENCES, ReferenceWriter
from archive.export.formats import FORMATS
from archive.export.package import Made, into_zip, write_package
from archive.export.parquet_file import is_installed as has_parquet
from archive.export.result import Kinds, Query, read
from archive.site.full_results import Bounds, Limits, TooLargeError
from archive.site.labels import labelled_rows, with_labels
from archive.site.metadata import PLUGIN
from archive.transactions import one_moment
from scraper.clock import now
from scraper.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Callable

    from datasette.app import Datasette

ZIP = "zip"
_OF_ENDING = {reference.ending: name for name, reference in REFERENCES.items() if name in {"bibtex", "ris"}}
# The endings of files, with their media types.
MEDIA_TYPES = {form.ending: form.media_type for form in FORMATS.values()} | {ZIP: "application/zip"}
MEDIA_TYPES |= {ending: f"{REFERENCES[name].media_type}; charset=utf-8" for ending, name in _OF_ENDING.items()}
# Of the articles of a province (100,000, 800 MB with their text) a stranger gets the list, or a portal's texts.
LIMITS = {"public": Limits(rows=200_000, size=256 << 20, seconds=60)}
_AT_ONCE = 2  # files written at the same time; each keeps a core busy
_IN_MEMORY = 1 << 20  # bytes of a file; most results never touch the disk
_CHUNK = 64 << 10  # bytes
_BUSY = "Other files are being written; ask again in some seconds."
_LATE = "This takes too long; filter it, by portal or by year."


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is written: a query in a format.

    Attributes:
        query: what is asked of the archive.
        ending: of the file.
        labels: for columns that are keys, the SELECT of what a key is called.
        has_head: write the names of the columns (CSV).
    """

    query: Query
    ending: str
    labels: dict[str, str] = field(default_factory=dict)
    has_head: bool = True


class FileAnswer(Response):  # type: ignore[misc]  # Datasette has no types
    """A file that is sent in pieces, each when the one before is out; closed when it is sent or the reader is gone."""

    def __init__(self, file: IO[bytes], headers: dict[str, str], content_type: str) -> None:
        super().__init__("", headers=headers, content_type=content_type)
        self._file = file

    async def asgi_send(self, send: Any) -> None:
        """Send it."""
        headers = [(name.encode(), value.encode()) for name, value in self.headers.items()]
        headers.append((b"content-type", self.content_type.encode()))
        try:
            await send({"type": "http.response.start", "status": self.status, "headers": headers})
            while chunk := await asyncio.to_thread(self._file.read, _CHUNK):
                await send({"type": "http.response.body", "body": chunk, "more_body": True})
            await send({"type": "http.response.body", "body": b""})
        finally:
            self._file.close()


class Turns:
    """How many files may be written at once; one of it for each Datasette."""

    def __init__(self) -> None:
        self._writing = 0

    async def file_of(
        self, datasette: Datasette, database: str, write: Callable[[Any, IO[bytes], Bounds], None]
    ) -> tuple[IO[bytes], int] | Response:
        """Write a file in a thread, on a connection of its own, within the limits of the profile.

        Args:
            datasette: the site.
            database: which of its databases is read.
            write: writes all there is, from a connection to a file, and looks at the bounds.

        Returns:
            The file, to be read from its beginning and closed, and its length in bytes; an answer where it is
            another's turn.

        Raises:
            BadRequest: it is larger or takes longer than the profile allows, or cannot be asked so.
        """
        if self._writing >= _AT_ONCE:
            return Response.text(_BUSY, status=429, headers={"retry-after": "10"})
        self._writing += 1
        try:
            return await asyncio.to_thread(_written, datasette, database, write)
        except (TooLargeError, ArchiveError) as error:
            raise BadRequest(str(error)) from None
        except sqlite3.OperationalError as error:
            raise BadRequest(_LATE if str(error) == "interrupted" else str(error)) from None
        finally:
            self._writing -= 1


def offered() -> list[str]:
    """Return the endings of the files that a table or a query is given as here."""
    return [ending for ending in MEDIA_TYPES if ending != "parquet" or has_parquet()]


def limits(datasette: Datasette) -> Limits:
    """Return the limits of the site's profile."""
    return LIMITS.get(str((datasette.plugin_config(PLUGIN) or {}).get("profile")), Limits())


def write_wanted(wanted: Wanted, connection: sqlite3.Connection, file: IO[bytes], bounds: Bounds) -> None:
    """Write what is wanted to a file.

    Raises:
        ArchiveError: it cannot be written so.
        TooLargeError: it is larger than the bounds allow, or takes longer.
        sqlite3.OperationalError: the query cannot be run; its time was over ("interrupted").
    """
    if wanted.ending == ZIP:
        made = Made(wanted.query.name, now().isoformat(timespec="seconds"), version(PLUGIN))
        with into_zip(file, made) as opened:
            write_package(connection, [wanted.query], opened, made, checked=bounds.rows)
        return
    form = FORMATS.get(wanted.ending)
    kinds = Kinds.DECLARED if form is None or form.ending in {"csv", "jsonl"} else Kinds.LIKELY
    result = read(connection, wanted.query, Kinds.CERTAIN if form is not None and form.is_typed else kinds)
    table, rows = result.table, bounds.rows(result.rows)
    writer: Any
    if form is None:
        writer = ReferenceWriter(file, table, REFERENCES[_OF_ENDING[wanted.ending]], connection)
    else:
        if wanted.labels:
            table = with_labels(table, wanted.labels)
            rows = bounds.rows(labelled_rows(connection, result.table, wanted.labels, result.rows))
        head = {"has_head": wanted.has_head} if wanted.ending == "csv" else {}
        writer = form.writer(file, table, **head)
    try:
        writer.write(rows)
        writer.finish()
    finally:
        writer.close()


def sent(file: IO[bytes], length: int, name: str, ending: str, links: str = "") -> Response:
    """Return the answer that sends a file to be kept under a name."""
    safe = re.sub(r"[^A-Za-z0-9_-]", "_", name)[:80]
    headers = {"content-length": str(length), "content-disposition": f'attachment; filename="{safe}.{ending}"'}
    if links:
        headers["link"] = links
    return FileAnswer(file, headers, MEDIA_TYPES.get(ending, "application/json; charset=utf-8"))


def _written(datasette: Datasette, database: str, write: Callable[..., None]) -> tuple[IO[bytes], int]:
    source = datasette.get_database(database)
    connection = source.connect()
    file: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115  handed on
    try:
        datasette._prepare_connection(connection, source.name)
        connection.row_factory = None
        bounds = Bounds(limits(datasette), file)
        bounds.watch(connection)
        with one_moment(connection):
            write(connection, file, bounds)
        bounds.check()
        length = file.seek(0, io.SEEK_END)
        file.seek(0)
    except BaseException:
        file.close()
        raise
    finally:
        connection.close()
        if connection in source._all_file_connections:  # Datasette would hold it for good
            source._all_file_connections.remove(connection)
    return file, length
