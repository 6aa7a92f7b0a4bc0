"""A result as a file, written to the end, or an error and no file; beside it the dictionary, where it carries none."""

from __future__ import annotations

import shutil
import tempfile
from typing import IO, TYPE_CHECKING

from archive.export.citations import REFERENCES, ReferenceWriter
from archive.export.dictionary import SUFFIX, write_dictionary
from archive.export.formats import FORMATS
from archive.export.package import Counted, into_zip, write_package
from archive.export.result import Kinds, read
from archive.output import deliver

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from pathlib import Path

    from archive.export.package import Made
    from archive.export.result import Query

ZIP = "zip"
_IN_MEMORY = 8 << 20  # bytes of what is put together from behind, before it waits on the disk
# What -o may end in, longest first, and the format that is meant.
ENDINGS = {f".{reference.ending}": name for name, reference in REFERENCES.items()}
ENDINGS |= {f".{form.ending}": name for name, form in FORMATS.items()} | {f".{ZIP}": ZIP, ".ndjson": "jsonl"}
NAMES = (*FORMATS, ZIP, *REFERENCES)


def export_query(
    connection: sqlite3.Connection,
    query: Query,
    file_format: str,
    output: Path | None,
    made: Made,
    *,
    with_dictionary: bool = True,
) -> tuple[int, Path | None]:
    """Write a query in a format; return how many rows or references there are, and the dictionary's file.

    Args:
        connection: the archive, open for reading, in one transaction.
        query: what is written.
        file_format: one of :data:`NAMES`.
        output: the file, which appears under its name only when it is complete; ``None`` for standard output.
        made: what a package says of itself.
        with_dictionary: write ``NAME.dictionary.csv`` beside a file that does not carry its dictionary.

    Raises:
        ArchiveError: the query cannot be run or not be written so, or the output cannot be written, or not to its end.
    """
    if file_format in REFERENCES:
        return deliver(lambda stream: _references(connection, query, file_format, stream), query.name, output), None
    if file_format == ZIP:

        def pack(stream: IO[bytes]) -> int:
            with into_zip(stream, made) as opened:
                return write_package(connection, [query], opened, made)

        return _delivered(pack, query.name, output, is_text=False), None
    form = FORMATS[file_format]
    result = read(connection, query, Kinds.CERTAIN if form.is_typed else Kinds.LIKELY)

    def write(stream: IO[bytes]) -> int:
        writer = form.writer(stream, result.table)
        rows = Counted(result.rows)
        try:
            writer.write(rows)
            writer.finish()
        finally:
            writer.close()
        return rows.count

    count = _delivered(write, query.name, output, is_text=form.is_text)
    if output is None or form.carries_dictionary or not with_dictionary:
        return count, None
    stem = output.stem if output.suffix.lower() in ENDINGS else output.name
    beside = output.with_name(stem + SUFFIX)
    deliver(lambda stream: write_dictionary([result.table], stream), query.name, beside)
    return count, beside


def _references(connection: sqlite3.Connection, query: Query, name: str, stream: IO[bytes]) -> int:
    result = read(connection, query, Kinds.DECLARED)
    writer = ReferenceWriter(stream, result.table, REFERENCES[name], connection)
    try:
        writer.write(result.rows)
        writer.finish()
    finally:
        writer.close()
    return writer.count


def _delivered(write: Callable[[IO[bytes]], int], what: str, output: Path | None, *, is_text: bool) -> int:
    """Deliver; what is put together from behind goes to standard output when it is complete."""
    if output is not None or is_text:
        return deliver(write, what, output)
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as waiting:
        count = write(waiting)
        waiting.seek(0)

        def copy(stream: IO[bytes]) -> int:
            shutil.copyfileobj(waiting, stream)
            return count

        return deliver(copy, what, None)
