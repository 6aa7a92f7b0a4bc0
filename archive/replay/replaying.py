"""The replay of whole files: into an archive that does not know their portals."""

from __future__ import annotations

import filecmp
import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archive.after_run import complete
from archive.database import PAGES_NAME
from archive.replay.events import events_of, own_file
from archive.replay.runs import PortalRuns
from archive.replay.store import Numbers
from scraper.clock import standing
from scraper.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from sqlite_utils import Database

    from archive.replay.events import Event, OwnFile
    from scraper.warc import Damage


@dataclass(slots=True)
class ReplayOutcome:
    """What a replay came to.

    Attributes:
        portals: ids of the portals whose runs were replayed.
        captures: answers, and requests that brought none.
        otherwise: answers that this version of congtin judges otherwise than the one that made the pages.
        damaged: what could not be read.
        notes: what people should know of who is who.
    """

    portals: set[str] = field(default_factory=set)
    captures: int = 0
    otherwise: int = 0
    damaged: list[Damage] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def replay_files(
    db: Database, directory: Path, files: Sequence[Path], on_event: Callable[[Event], None] | None = None
) -> ReplayOutcome:
    """Replay files of stored pages that crawls of congtin wrote; they are kept under the names that they were given.

    Args:
        db: an archive, open for writing, that knows none of the files' portals.
        directory: its folder.
        files: the files, wherever they lie; those from elsewhere are copied into the archive's folder of pages first.
        on_event: called after each event, for a progress display.

    Raises:
        ArchiveError: a file cannot be read or copied or is none of ours, its portal is known, or the archive cannot be
            written.
    """
    own = [_in_place(path, directory) for path in files]
    _refuse_known(db, own)
    outcome = ReplayOutcome()
    numbers = Numbers(db.conn)
    runs: dict[str, PortalRuns] = {}
    last: datetime | None = None
    for event in events_of(own, outcome.damaged.append):
        portal = event.file.portal
        if portal not in runs:
            runs[portal] = PortalRuns(db, directory, portal, numbers)
            outcome.portals.add(portal)
        result = runs[portal].replay(event)
        if result is not None:
            outcome.captures += 1
            outcome.otherwise += result.outcome != event.said["outcome"]
        last = event.moment
        if on_event is not None:
            on_event(event)
    if last is not None:
        with standing(last):
            outcome.notes = complete(db, directory)
    return outcome


def _in_place(path: Path, directory: Path) -> OwnFile:
    """Return a file as it lies in the archive's folder of pages, where it is copied to if it does not lie there.

    Raises:
        ArchiveError: it is none of ours, cannot be copied, or another file lies there.
    """
    own = own_file(path)
    if own is None:
        raise ArchiveError(f"{path}: was not written by a crawl of congtin; import it with: congtin import")
    place = directory / PAGES_NAME / own.name
    try:
        if place.exists():
            if not place.samefile(path) and not filecmp.cmp(place, path, shallow=False):
                raise ArchiveError(f"{place}: another file of stored pages lies here already; {path} was not taken")
        else:
            place.parent.mkdir(parents=True, exist_ok=True)
            half = place.with_name(f"{place.name}.part")
            shutil.copyfile(path, half)
            half.replace(place)
    except OSError as error:
        raise ArchiveError(f"{place}: cannot be written: {error.strerror}") from None
    return type(own)(place, own.portal, own.name)


def _refuse_known(db: Database, files: Sequence[OwnFile]) -> None:
    for portal in sorted({file.portal for file in files}):
        if db.conn.execute("SELECT 1 FROM captures WHERE portal = ? LIMIT 1", (portal,)).fetchone():
            raise ArchiveError(f"portal {portal!r} is in the archive already: its pages are imported, not replayed")
