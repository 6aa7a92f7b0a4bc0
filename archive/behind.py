"""Whether a database is behind its stored pages, which every run asks before it begins; few ever are.

What takes in what is lacking (:mod:`archive.replay.catching_up`) needs all that reads what was ever stored, and is
loaded where something is lacking.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.layout import IMPORTED_NAME, PAGES_NAME
from scraper.errors import ArchiveError
from scraper.page_names import page_files
from scraper.page_rests import is_rest

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database

_MOST_BYTES = 256 << 20  # of stored pages; what is behind by more is made anew as a whole


def catch_up(db: Database, directory: Path) -> list[str]:
    """Take in the stored pages that an archive's database does not know, where that is safe.

    Args:
        db: the archive, open for writing.
        directory: its folder.

    Returns:
        what people should know of it: nothing where nothing was lacking or it is not safe.

    Raises:
        ArchiveError: a file cannot be read, or the database cannot be written.
    """
    known = dict(db.conn.execute("SELECT name, size FROM warc_files").fetchall())
    files = _files_behind(directory / PAGES_NAME, known)
    if not files:
        return []
    from archive.replay.catching_up import take_in

    return take_in(db, directory, files, known)


def _files_behind(pages: Path, known: dict[str, int]) -> dict[str, Path]:
    """Return the files of the portals of which the database lacks more than a killed process leaves, by their names.

    Where one portal is behind, what the last process left at others counts as well, as in a rebuild.
    """
    try:
        names = page_files(pages)
        longer = {
            name: path
            for name, path in names.items()
            if path.parent.name != IMPORTED_NAME and path.stat().st_size > known.get(name, 0)
        }
        if all(is_rest(path, known.get(name, 0)) for name, path in longer.items()):
            return {}
        if sum(path.stat().st_size - known.get(name, 0) for name, path in longer.items()) > _MOST_BYTES:
            return {}
    except OSError as error:
        raise ArchiveError(f"{pages}: stored pages cannot be read: {error.strerror}") from None
    portals = {path.parent.name for path in longer.values()}
    return {name: path for name, path in sorted(names.items()) if path.parent.name in portals}
