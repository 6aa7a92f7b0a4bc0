"""What an import was told, kept beside its files, so that it can be repeated when the database is made anew.

``import-00001.json`` says when it was made, of which files, which portals were declared, and how many captures the
archive held before, which is its place among the crawls (:mod:`archive.crawl_log`).
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO, TYPE_CHECKING, Any

from archive.layout import IMPORTED_NAME
from archive.output import deliver
from scraper.clock import now
from scraper.errors import ArchiveError
from scraper.portal import Portal

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from archive.importing.files import KeptFile
    from archive.importing.options import ImportOptions

NOTE_VERSION = 1


@dataclass(slots=True)
class ImportNote:
    """What an import was told.

    Attributes:
        number: its number.
        after: the last capture of the archive before it, 0 for none.
        moment: when it was made.
        source: where the files came from.
        files: their names, relative to the folder of pages, in their order, each with where it came from.
        problems: what was wrong with a file before it was opened, by name: its zip knew, which is not kept.
        missing: captures that a web archive did not give out: address, time, reason.
        portals: the portals that it had pages of, as they were declared then, by id.
        only: the only portal that was wanted, ``None`` for all.
        first: the first moment that was wanted.
        last: the moment from which on nothing was wanted.
    """

    number: int
    after: int
    moment: datetime
    source: str
    files: dict[str, str]
    problems: dict[str, str] = field(default_factory=dict)
    missing: list[tuple[str, str, str]] = field(default_factory=list)
    portals: dict[str, Portal] = field(default_factory=dict)
    only: Portal | None = None
    first: datetime | None = None
    last: datetime | None = None


def import_notes(pages: Path) -> list[Path]:
    """Return the notes of all imports of an archive, in the order of their numbers.

    Args:
        pages: the archive's folder of pages.
    """
    return sorted((pages / IMPORTED_NAME).glob("import-*.json"))


def note_path(pages: Path, number: int) -> Path:
    """Return where the note of an import lies, or will.

    Args:
        pages: the archive's folder of pages.
        number: the import's.
    """
    return pages / IMPORTED_NAME / f"import-{number:05}.json"


def write_note(
    connection: sqlite3.Connection,
    pages: Path,
    number: int,
    files: Sequence[KeptFile],
    portals: Mapping[str, Portal],
    options: ImportOptions,
    missing: Sequence[tuple[str, str, str]] = (),
) -> None:
    """Write the note of an import before anything is taken in.

    One that goes on keeps its place among the crawls and its moment, where it has taken in anything.

    Raises:
        ArchiveError: it cannot be written, or the one that is there cannot be read.
    """
    path = note_path(pages, number)
    has_begun = connection.execute("SELECT 1 FROM captures WHERE import = ?", (number,)).fetchone() is not None
    begun = read_note(path) if has_begun and path.exists() else None
    last: int = connection.execute("SELECT coalesce(max(id), 0) FROM captures").fetchone()[0]
    source = options.source or ", ".join(file.source for file in files)
    said = {
        "congtin-import": NOTE_VERSION,
        "number": number,
        "after": begun.after if begun else last,
        "moment": (begun.moment if begun else now()).isoformat(timespec="microseconds"),
        "source": begun.source if begun else source,
        "files": [
            {"name": file.name, "sha256": file.sha256, "source": file.source}
            | ({"problem": file.problem} if file.problem is not None else {})
            for file in files
        ],
        "missing": [list(one) for one in missing],
        "portals": [_described(portal) for _, portal in sorted(portals.items())],
        "only": _described(options.only) if options.only else None,
        "first": options.first.isoformat() if options.first else None,
        "last": options.last.isoformat() if options.last else None,
    }

    def write(file: IO[bytes]) -> int:
        return file.write(json.dumps(said, ensure_ascii=False, indent=1).encode() + b"\n")

    deliver(write, path.name, path)


def read_note(path: Path) -> ImportNote:
    """Return what a note says.

    Raises:
        ArchiveError: it cannot be read, or was written by a newer congtin.
    """
    try:
        said: dict[str, Any] = json.loads(path.read_bytes())
        if said["congtin-import"] > NOTE_VERSION:
            raise ArchiveError(f"{path}: was written by a newer congtin; update congtin")
        portals = [_portal(one) for one in said["portals"]]
        return ImportNote(
            number=int(said["number"]),
            after=int(said["after"]),
            moment=datetime.fromisoformat(said["moment"]),
            source=said["source"],
            files={one["name"]: one["source"] for one in said["files"]},
            problems={one["name"]: one["problem"] for one in said["files"] if "problem" in one},
            missing=[(url, time, reason) for url, time, reason in said.get("missing", [])],
            portals={portal.id: portal for portal in portals},
            only=_portal(said["only"]) if said["only"] else None,
            first=datetime.fromisoformat(said["first"]) if said["first"] else None,
            last=datetime.fromisoformat(said["last"]) if said["last"] else None,
        )
    except OSError as error:
        raise ArchiveError(f"{path}: cannot be read: {error.strerror}") from None
    except (ValueError, KeyError, TypeError) as error:
        raise ArchiveError(f"{path}: is no note of an import: {error}") from None


def _described(portal: Portal) -> dict[str, Any]:
    return portal.model_dump(mode="json", exclude_defaults=True)


def _portal(described: dict[str, Any]) -> Portal:
    return Portal.model_validate_json(json.dumps(described))  # days are texts in JSON only
