"""Tables as files that a spreadsheet opens right: complete or an error, never cut short."""

from __future__ import annotations

import csv
from io import TextIOWrapper
from typing import IO, TYPE_CHECKING, Any

from archive.output import deliver
from archive.search import register_functions
from scraper.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlite_utils import Database

# A cell that begins with one of these runs as a formula when a spreadsheet opens the file (OWASP, CSV injection).
# The wide forms are the same to an Excel of East Asia.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_BOM = "\ufeff"  # without it Excel reads UTF-8 as the local code page
# Views have no key to be ordered by; people's rows stand together, each in the order of time.
_ORDER_OF_VIEWS = {
    "article_list": "portal, published, id",
    "official_mentions": "day, article, id",
    "people_list": "fold(name), name, person",
    "tenures": "fold(name), name, person, first_seen, last_seen, id",
    "tenure_list": "fold(name), name, person, first_seen, last_seen, id",
    "tenure_mentions": "fold(name), name, person, day, article, tenure",
    "tenure_events": "day, person, article, change, tenure",
    "unit_history": "province, level, parent, name, valid_from, id",
    "unit_articles": "unit, published, article",
    "portal_health": "portal",
}


def export_csv(db: Database, table: str, output: Path | None) -> int:
    """Write every row of a table or view as CSV and return how many there were.

    UTF-8 with BOM, lines ended by CR LF, text that would run as a formula preceded by an apostrophe. Rows stand in the
    order of the table's key, those of a view in one that people read, so that two exports of one archive are the same.
    All rows are read in one transaction, so a crawl that goes on meanwhile changes nothing in them. With ``output`` the
    file appears under its name only when it is complete.

    Raises:
        ArchiveError: there is no such table or view, or the output cannot be written, or not to its end.
    """
    known = exportable(db)
    if table not in known:
        raise ArchiveError(f"{table!r} is no table or view of this archive; there are: {', '.join(known)}")
    return deliver(lambda stream: _to_stream(db, table, stream), table, output)


def exportable(db: Database) -> list[str]:
    """Return the tables and views that may be exported: ours, without those of the full-text index."""
    names = [*db.table_names(), *db.view_names()]
    return sorted(name for name in names if not name.startswith(("_", "sqlite_", "articles_fts", "article_search")))


def formula_safe(value: Any) -> Any:
    """Return a cell's value; text that a spreadsheet would run as a formula gets an apostrophe before it."""
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return f"'{value}"
    return value


def _to_stream(db: Database, table: str, stream: IO[bytes]) -> int:
    register_functions(db.conn)
    text = TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    try:
        text.write(_BOM)
        writer = csv.writer(text)
        order = _order(db, table)
        cursor = db.conn.execute(f'SELECT * FROM "{table}"{order}')  # nosec B608 # noqa: S608  checked against the schema
        writer.writerow([column[0] for column in cursor.description])
        count = 0
        for row in cursor:
            writer.writerow([formula_safe(value) for value in row])
            count += 1
        text.flush()
        return count
    finally:
        text.detach()


def _order(db: Database, table: str) -> str:
    """Return the ORDER BY of an export: the table's key, or what is known of the view."""
    columns = _ORDER_OF_VIEWS.get(table)
    if columns is None:
        keys = sorted((row[5], row[1]) for row in db.conn.execute(f'PRAGMA table_info("{table}")') if row[5])
        columns = ", ".join(f'"{name}"' for _, name in keys)
    return f" ORDER BY {columns}" if columns else ""


# What ``congtin export --format`` names: archive, table or view, file (``None`` for standard output) -> rows written.
WRITERS: dict[str, Callable[[Database, str, Path | None], int]] = {"csv": export_csv}
