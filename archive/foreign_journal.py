"""A rollback journal beside an archive's database, which never has one: it keeps a log (WAL) instead.

SQLite takes what lies beside a database under ``-journal`` for what is to be put back into it, whoever's it is: a
journal of another database, left there by a copy or a restore by hand, overwrites the archive at the next opening. A
database that has only just been begun is spared: it has a journal for the moment in which it is given its log.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.errors import ArchiveError

if TYPE_CHECKING:
    from pathlib import Path

# The database's file begins so (sqlite.org/fileformat.html, 1.3): its name, two bytes of the size of a page, and how
# it is written and read, each 2 where it keeps a log.
_NAME = b"SQLite format 3\0"
_KEEPS_LOG = b"\x02\x02"
_LARGEST_PAGE = 1 << 16  # bytes; what is no longer may be a single page, with nothing in it


def refuse_foreign_journal(database: Path) -> None:
    """Refuse a database that keeps a log and has a journal beside it, before SQLite opens it.

    Args:
        database: the database's file, which need not exist.

    Raises:
        ArchiveError: there is such a journal.
    """
    journal = database.with_name(f"{database.name}-journal")
    try:
        if not journal.stat().st_size or database.stat().st_size <= _LARGEST_PAGE:
            return
        with database.open("rb") as file:
            head = file.read(20)
    except OSError:
        return  # there is none, or whoever opens it is told why that cannot be
    if head.startswith(_NAME) and head[18:] == _KEEPS_LOG:
        raise ArchiveError(
            f"{journal}: is no file of this archive, and SQLite would write what it holds into {database.name}; "
            "nothing was opened: move it elsewhere (another program or a copy by hand has left it), and run this again"
        )
