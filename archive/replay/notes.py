"""Where crawls of another archive were taken into one that held pages already: their place among its own.

What they noted bears the numbers of the archive that they were made in, so a database is made anew in the same order
only where it is known when they came. ``pages/replayed-00001.json`` says how many captures the archive held before, and
how far each file went then; what stands behind that in a file was crawled here.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import IO, TYPE_CHECKING

from archive.crawl_log import moment_text
from archive.output import deliver
from scraper.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_VERSION = 1


@dataclass(frozen=True, slots=True)
class ReplayNote:
    """What a replay into an archive that held pages was.

    Attributes:
        after: the last capture of the archive before it.
        moment: when it was made.
        files: names of its files, relative to the folder of pages, with their sizes then, in bytes.
    """

    after: int
    moment: datetime
    files: Mapping[str, int]


def replay_notes(pages: Path) -> list[ReplayNote]:
    """Return the notes in an archive's folder of pages, in the order of their making.

    Raises:
        ArchiveError: one cannot be read, or was written by a newer congtin.
    """
    return [_read(path) for path in sorted(pages.glob("replayed-*.json"))]


def write_replay_note(pages: Path, note: ReplayNote) -> None:
    """Write a note before anything is replayed.

    Raises:
        ArchiveError: it cannot be written.
    """
    path = pages / f"replayed-{len(list(pages.glob('replayed-*.json'))) + 1:05}.json"
    said = {
        "congtin-replay": _VERSION,
        "after": note.after,
        "at": moment_text(note.moment),
        "files": dict(sorted(note.files.items())),
    }

    def write(file: IO[bytes]) -> int:
        return file.write(json.dumps(said, ensure_ascii=False, indent=1).encode() + b"\n")

    deliver(write, path.name, path)


def _read(path: Path) -> ReplayNote:
    try:
        said = json.loads(path.read_bytes())
        if int(said["congtin-replay"]) > _VERSION:
            raise ArchiveError(f"{path}: was written by a newer congtin; update congtin")
        files = {str(name): int(size) for name, size in said["files"].items()}
        return ReplayNote(int(said["after"]), datetime.fromisoformat(said["at"]), files)
    except OSError as error:
        raise ArchiveError(f"{path}: cannot be read: {error.strerror}") from None
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ArchiveError(f"{path}: is no note of a replay: {error}") from None
