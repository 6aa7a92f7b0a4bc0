"""What a killed process left behind the last record that the database knew: it never counted, and does not now.

The next crawl would have cut it away (:mod:`scraper.page_rests`). Where more stands there the database is an older one,
from a backup perhaps, and the pages tell what it does not: then all of them count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.errors import ArchiveError
from scraper.page_rests import is_rest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from archive.replay.events import OwnFile


def without_rests(files: Iterable[OwnFile], known: Mapping[str, int] | None) -> dict[str, int]:
    """Return up to which byte files count that end with the rest of a killed process, by their names.

    Args:
        files: the files of stored pages.
        known: how far the database knew each of them, in bytes, by name; ``None`` where there is none to be read: then
            nobody can tell, and all of them count.

    Raises:
        ArchiveError: a file cannot be read.
    """
    ends: dict[str, int] = {}
    if known is None:
        return ends
    for file in files:
        end = known.get(file.name, 0)
        try:
            if file.path.stat().st_size <= end:
                continue
            if not is_rest(file.path, end):
                return {}
        except OSError as error:
            raise ArchiveError(f"{file.path}: cannot be read: {error.strerror}") from None
        ends[file.name] = end
    return ends
