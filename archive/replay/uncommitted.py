"""What a killed process left behind the last record that the database knew: it never counted, and does not now.

The next crawl would have cut it away (:mod:`scraper.page_rests`). Where more stands there it is a group of answers that
was never committed, or the database is an older one, from a backup perhaps: the pages tell what it does not, and all of
them count, but one that was being written when the process ended.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from scraper.errors import ArchiveError
from scraper.page_rests import is_rest
from scraper.warc import Damage, read_records

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
    files = list(files)
    ends: dict[str, int] = {}
    if known is None:
        return ends
    for file in files:
        end = known.get(file.name, 0)
        try:
            if file.path.stat().st_size <= end:
                continue
            if not is_rest(file.path, end):
                return _torn_ends(files, known)
        except OSError as error:
            raise ArchiveError(f"{file.path}: cannot be read: {error.strerror}") from None
        ends[file.name] = end
    return ends


def _torn_ends(files: Iterable[OwnFile], known: Mapping[str, int]) -> dict[str, int]:
    """Return where the last record of a file begins that was never written to its end, by the names of the files.

    Raises:
        OSError: a file cannot be looked at.
    """
    ends: dict[str, int] = {}
    for file in files:
        if file.path.stat().st_size > known.get(file.name, 0):
            last = deque(read_records(file.path), maxlen=1)
            if last and isinstance(last[0], Damage) and last[0].offset >= known.get(file.name, 0):
                ends[file.name] = last[0].offset
    return ends
