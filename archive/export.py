"""Tables as files that a spreadsheet opens right: complete or an error, never cut short."""

from __future__ import annotations

import csv
import os
import sys
import tempfile
from io import TextIOWrapper
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from scraper.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlite_utils import Database

# A cell that begins with one of these runs as a formula when a spreadsheet opens the file (OWASP, CSV injection).
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_BOM = "\ufeff"  # without it Excel reads UTF-8 as the local code page


def export_csv(db: Database, table: str, output: Path | None) -> int:
    """Write every row of a table or view as CSV and return how many there were.

    UTF-8 with BOM, lines ended by CR LF, text that would run as a formula preceded by an apostrophe. All rows are read
    in one transaction, so a crawl that goes on meanwhile changes nothing in them. With ``output`` the file appears
    under its name only when it is complete.

    Raises:
        ArchiveError: there is no such table or view, or the output cannot be written, or not to its end.
    """
    known = exportable(db)
    if table not in known:
        raise ArchiveError(f"{table!r} is no table or view of this archive; there are: {', '.join(known)}")
    if output is None:
        return _to_standard_output(db, table)
    try:
        descriptor, name = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.")
    except OSError as error:
        raise ArchiveError(f"{output}: cannot be written: {error.strerror}") from None
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            count = _to_stream(db, table, file)
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(output)
    except OSError as error:
        raise ArchiveError(f"{output}: cannot be written: {error.strerror}") from None
    finally:
        temporary.unlink(missing_ok=True)
    return count


def exportable(db: Database) -> list[str]:
    """Return the tables and views that may be exported: ours, without those of the full-text index."""
    names = [*db.table_names(), *db.view_names()]
    return sorted(name for name in names if not name.startswith(("_", "sqlite_", "articles_fts", "article_search")))


def formula_safe(value: Any) -> Any:
    """Return a cell's value; text that a spreadsheet would run as a formula gets an apostrophe before it."""
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return f"'{value}"
    return value


def _to_standard_output(db: Database, table: str) -> int:
    try:
        return _to_stream(db, table, sys.stdout.buffer)
    except OSError as error:
        # What Python holds back for standard output must not be written at exit: it would fail once more, unasked.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            raise ArchiveError(f"{table}: the output was closed before everything was written") from None
        raise ArchiveError(f"{table}: the output cannot be written: {error.strerror}") from None


def _to_stream(db: Database, table: str, stream: IO[bytes]) -> int:
    text = TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    try:
        text.write(_BOM)
        writer = csv.writer(text)
        cursor = db.conn.execute(f'SELECT * FROM "{table}"')  # noqa: S608  checked against the schema
        writer.writerow([column[0] for column in cursor.description])
        count = 0
        for row in cursor:
            writer.writerow([formula_safe(value) for value in row])
            count += 1
        text.flush()
        return count
    finally:
        text.detach()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


# What ``congtin export --format`` names: archive, table or view, file (``None`` for standard output) -> rows written.
WRITERS: dict[str, Callable[[Database, str, Path | None], int]] = {"csv": export_csv}
